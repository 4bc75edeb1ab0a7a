//! 請求月: the clock, what is ready, what is stuck and where, what was frozen.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_billing::Caseload;
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::claim::FrozenClaim;
use bansou_domain::id::PersonId;
use bansou_exchange::kokuho::{Finding, Severity};
use bansou_store::access::ClaimDesk;
use bansou_store::board::Lane;
use bansou_store::claim::FileState;
use bansou_store::{Reader, claim::ClaimRecord};

use super::desk::{Codeless, Desk, Stand, codeless, unconfirmed};
use super::freeze::preview;
use super::marks::{grouped, state, summary, yen};
use super::phase::{Clock, processing};
use super::{file_path, month_path, person_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Form, Typed};
use crate::layout::{Menu, View, page};
use crate::settings::OfficeSettings;
use crate::slices::monitoring::stand;

/// The most people the funnel of one office counts.
const MOST_DUE: i64 = 2_000;

#[derive(Template)]
#[template(path = "slices/claims/month.html")]
pub(super) struct Month {
    name: String,
    back: String,
    forward: String,
    clock: Clock,
    /// Whether freezing is open: the month of service is over.
    open: bool,
    unconfirmed: Vec<String>,
    caseload: Vec<String>,
    asks: Vec<(String, String)>,
    funnel: Vec<Stage>,
    /// What the check before sending says of the claims that are ready.
    findings: Vec<Found>,
    ready: Vec<Row>,
    /// Codes the loaded table does not have, with what the office typed last time.
    codeless: Vec<Codeless>,
    again: Vec<(String, String)>,
    held: Vec<HeldRow>,
    frozen: Vec<Row>,
    nothing: Vec<NothingRow>,
    left_out: Vec<HeldRow>,
    totals: Totals,
    form: Form,
}

/// What the month comes to, beside the month before.
pub(super) struct Totals {
    people: usize,
    yen: String,
    frozen: usize,
    frozen_yen: String,
    before: String,
}

/// One step from due to claimable.
pub(super) struct Stage {
    word: &'static str,
    reached: usize,
    /// Who stopped here: name, what is missing, where to write it.
    stuck: Vec<(String, String, String)>,
}

/// One claim in a list.
pub(super) struct Row {
    key: String,
    name: String,
    municipality: String,
    benefit: &'static str,
    lines: String,
    units: String,
    yen: String,
    state: &'static str,
    word: String,
    href: String,
    remark: String,
}

pub(super) struct Found {
    error: bool,
    code: String,
    said: String,
}

pub(super) struct HeldRow {
    name: String,
    href: String,
    why: Vec<String>,
}

pub(super) struct NothingRow {
    name: String,
    href: String,
    hints: Vec<String>,
}

impl View for Month {
    fn title(&self) -> String {
        format!("請求 {}提供分", self.name)
    }

    fn menu(&self) -> Menu {
        Menu::Claims
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }

    fn wide(&self) -> bool {
        true
    }
}

/// The last month that is over is the one to claim.
pub(super) async fn latest(cx: Cx) -> Result<Response, Failure> {
    let month = ServiceMonth::containing(cx.today()).plus(-1);
    Ok(Redirect::to(&month_path(month)).into_response())
}

pub(super) async fn get(cx: Cx, Path(month): Path<String>) -> Result<Response, Failure> {
    let month = read_month(&month)?;
    let desk = cx.open_claims(&month.to_string()).await?;
    let mut reader = cx.read().await?;
    let mut start = starting(&cx, month);
    for of in [month.plus(-1), month] {
        for record in reader.claims_of_month(desk, of).await? {
            remember_codes(&mut start, &record.claim);
        }
    }
    let form = Form::blank(month_path(month), start);
    page(&cx, &view(&cx, &mut reader, desk, month, form).await?)
}

/// Codes the office typed for the month before stand in their fields again.
fn remember_codes(start: &mut Typed, claim: &FrozenClaim) {
    for line in claim
        .lines
        .iter()
        .filter(|line| line.code_by_hand && line.by_hand.is_none())
    {
        let mut bare = line.clone();
        let code = bare.code.take().unwrap_or_default();
        if let Some(known) = Codeless::of(claim.benefit, &bare) {
            start.set(known.field, code);
        }
    }
}

/// The month in an address.
pub(super) fn read_month(text: &str) -> Result<ServiceMonth, Failure> {
    text.parse()
        .map_err(|_| Failure::Store(bansou_store::Failure::NotFound))
}

fn starting(cx: &Cx, month: ServiceMonth) -> Typed {
    let mut start = Typed::default();
    let processing = processing(&cx.app.law, month, cx.today());
    start.set("processing", wareki::short_month(processing));
    start
}

/// The key of one claim in the form: whose, and which benefit.
pub(super) fn claim_key(person: PersonId, claim: &FrozenClaim) -> String {
    format!("{person}.{}", claim.benefit.code())
}

pub(super) async fn view(
    cx: &Cx,
    reader: &mut Reader,
    permit: ClaimDesk,
    month: ServiceMonth,
    form: Form,
) -> Result<Month, Failure> {
    let desk = Desk::load(reader, permit, &cx.app.law, month).await?;
    let before = reader.claims_of_month(permit, month.plus(-1)).await?;
    let again = reader.claims_to_take_up(permit).await?;
    let funnel = funnel(cx, reader, &desk).await?;
    let office = reader.office(cx.member()).await?;
    let sent_in = processing(&cx.app.law, month, cx.today());
    let findings = preview(&cx.app.law, &desk, permit, &office, sent_in);
    let mut shown = Month {
        name: wareki::format_month(month),
        back: month_path(month.plus(-1)),
        forward: month_path(month.next()),
        clock: Clock::new(&cx.app.law, month, cx.today()),
        open: cx.today() > month.last_day(),
        unconfirmed: unconfirmed(shown_claims(&desk)),
        caseload: caseload(&desk.fresh.computed.caseload),
        asks: desk.records.asks.iter().map(super::desk::asked).collect(),
        funnel,
        findings: findings.into_iter().map(Found::of).collect(),
        ready: Vec::new(),
        codeless: codeless(&desk),
        again: other_months(&again, month),
        held: Vec::new(),
        frozen: Vec::new(),
        nothing: Vec::new(),
        left_out: left_out(&desk),
        totals: Totals::new(&desk, &before),
        form,
    };
    shown.sort_people(&desk);
    Ok(shown)
}

fn shown_claims(desk: &Desk) -> impl Iterator<Item = &FrozenClaim> {
    desk.stands().map(|(fresh, stand)| match stand {
        Stand::Frozen(record) => &record.claim,
        _ => &fresh.claim,
    })
}

fn other_months(again: &[(PersonId, ServiceMonth)], month: ServiceMonth) -> Vec<(String, String)> {
    let mut months: Vec<ServiceMonth> = again
        .iter()
        .map(|(_, of)| *of)
        .filter(|of| *of != month)
        .collect();
    months.dedup();
    let counted = |of: ServiceMonth| {
        let people = again.iter().filter(|(_, other)| *other == of).count();
        (
            format!("{}提供分の再請求待ち {people}人", wareki::format_month(of)),
            month_path(of),
        )
    };
    months.into_iter().map(counted).collect()
}

fn left_out(desk: &Desk) -> Vec<HeldRow> {
    let row = |left: &bansou_claims::LeftOut| HeldRow {
        name: left.name.clone(),
        href: super::desk::ask_href(Some(left.id), &left.ask),
        why: vec![left.ask.what.clone()],
    };
    desk.left_out().iter().map(row).collect()
}

impl Found {
    fn of(finding: Finding) -> Self {
        Self {
            error: finding.severity == Severity::Error,
            code: finding.error.unwrap_or_default(),
            said: finding.sentence,
        }
    }
}

impl Month {
    fn sort_people(&mut self, desk: &Desk) {
        for (fresh, stand) in desk.stands() {
            let name = desk.name(fresh.person);
            let href = person_path(desk.month, fresh.person);
            match stand {
                Stand::Frozen(record) => self.frozen.push(Row::frozen(name, record)),
                Stand::Ready(fresh, ended) => {
                    let mut row = Row::new(name, fresh.person, &fresh.claim, href);
                    if ended.is_some() {
                        row.state = "late";
                        "再請求".clone_into(&mut row.word);
                    }
                    self.ready.push(row);
                }
                Stand::Held(fresh) => self.held.push(HeldRow {
                    name: name.to_owned(),
                    href,
                    why: fresh.holds.clone(),
                }),
                Stand::Nothing(fresh) => self.nothing.push(NothingRow {
                    name: name.to_owned(),
                    href,
                    hints: [fresh.claim.problems.clone(), fresh.claim.not_claimed.clone()].concat(),
                }),
            }
        }
        self.nothing.retain(|row| !row.hints.is_empty());
    }
}

impl Row {
    fn new(name: &str, person: PersonId, claim: &FrozenClaim, href: String) -> Self {
        let remark = match (claim.problems.len(), claim.not_claimed.len()) {
            (0, 0) => String::new(),
            (0, left) => format!("算定しない加算 {left}件"),
            (problems, 0) => format!("気をつけること {problems}件"),
            (problems, left) => format!("気をつけること {problems}件・算定しない加算 {left}件"),
        };
        Self {
            key: claim_key(person, claim),
            name: name.to_owned(),
            municipality: claim.municipality.clone(),
            benefit: claim.benefit.label(),
            lines: summary(claim),
            units: grouped(claim.units()),
            yen: yen(claim.yen),
            state: "done",
            word: "請求できます".to_owned(),
            href,
            remark,
        }
    }

    fn frozen(name: &str, record: &ClaimRecord) -> Self {
        let (look, word) = state(record);
        let mut row = Self::new(name, record.person, &record.claim, file_path(record.file));
        row.state = look;
        word.clone_into(&mut row.word);
        row.remark.clone_from(&record.file_name);
        row
    }
}

impl Totals {
    fn new(desk: &Desk, before: &[ClaimRecord]) -> Self {
        let (mut people, mut sum, mut frozen, mut frozen_sum) = (0, 0, 0, 0);
        for (fresh, stand) in desk.stands() {
            match stand {
                Stand::Ready(..) => (people, sum) = (people + 1, sum + fresh.claim.yen),
                Stand::Frozen(record) => (frozen, frozen_sum) = (frozen + 1, frozen_sum + record.claim.yen),
                Stand::Held(_) | Stand::Nothing(_) => {}
            }
        }
        let counts = |record: &&ClaimRecord| record.live && !matches!(record.state, FileState::Undone { .. });
        let last: Vec<&ClaimRecord> = before.iter().filter(counts).collect();
        let last_sum: i64 = last.iter().map(|record| record.claim.yen).sum();
        Self {
            people,
            yen: yen(sum),
            frozen,
            frozen_yen: yen(frozen_sum),
            before: match last.len() {
                0 => "前の月の確定した請求はありません".to_owned(),
                count => format!("前の月は {count}件 {}", yen(last_sum)),
            },
        }
    }
}

fn caseload(load: &Caseload) -> Vec<String> {
    let mut said = vec![format!(
        "1月の平均の取扱件数 {}件、相談支援専門員 {}人",
        load.cases.decimal(2),
        load.specialists.decimal(2)
    )];
    if let Some(each) = load.per_specialist {
        said.push(format!("1人あたり {}件", each.decimal(2)));
    }
    if load.over > 0 {
        said.push(format!("取扱件数を超える分 {}件は（Ⅱ）で算定します", load.over));
    }
    said
}

async fn funnel(cx: &Cx, reader: &mut Reader, desk: &Desk) -> Result<Vec<Stage>, Failure> {
    let lane = Lane {
        from: desk.month,
        until: desk.month,
        open_only: false,
        mine: false,
    };
    let office = reader.office(cx.member()).await?;
    let rules = OfficeSettings::read(&office.settings);
    let rows = reader.monitoring_lane(cx.member(), lane, 0, MOST_DUE).await?.rows;
    let mut stages = ["対象", "訪問", "報告書", "本人の同意", "市町村への写し"].map(|word| Stage {
        word,
        reached: 0,
        stuck: Vec::new(),
    });
    for row in &rows {
        let report = row.report.as_ref();
        let passed = [
            true,
            report.is_some_and(|report| report.visited.is_some()),
            report.is_some_and(|report| report.confirmed_at.is_some()),
            report.is_some_and(|report| report.confirmed_at.is_some() && report.consented),
            report.is_some_and(|report| report.confirmed_at.is_some() && report.consented && report.copied),
        ];
        let reached = passed.iter().take_while(|passed| **passed).count();
        for stage in stages.iter_mut().take(reached) {
            stage.reached += 1;
        }
        if let Some(stage) = stages.get_mut(reached) {
            let rule = rules.slip_rule(&row.municipality);
            let stand = stand::stand(row.person, row.month, report, cx.today(), rule);
            stage.stuck.push((row.name.clone(), stand.detail, stand.href));
        }
    }
    Ok(stages.into())
}
