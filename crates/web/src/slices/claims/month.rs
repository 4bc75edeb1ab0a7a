//! 請求月: the clock, what is ready, what is stuck and where, what was frozen.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use bansou_billing::Caseload;
use bansou_claims::Fresh;
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::claim::FrozenClaim;
use bansou_domain::id::PersonId;
use bansou_exchange::kokuho::{Finding, Severity};
use bansou_store::access::ClaimDesk;
use bansou_store::claim::{ClaimRecord, FileState};
use serde::Deserialize;

use super::desk::{Codeless, Desk, Stand, codeless, unconfirmed};
use super::forecast::Outlook;
use super::freeze::preview;
use super::funnel::{Stage, funnel};
use super::marks::{grouped, state, summary, yen};
use super::phase::{Clock, processing};
use super::{file_path, month_path, person_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Form, Typed};
use crate::layout::{Menu, Pages, View, page};

/// How many people one page of the month shows: an ordinary office fits on one.
const PER_PAGE: i64 = 200;
/// How many lines of what is in the way a page lists.
const MOST_SAID: usize = 200;

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
    outlook: Option<Outlook>,
    asks: Vec<(String, String)>,
    funnel: Vec<Stage>,
    /// What the check before sending says of the claims that are ready; the first of many.
    findings: Vec<Found>,
    found: usize,
    ready: Vec<Row>,
    /// Codes the loaded table does not have, with what the office typed last time.
    codeless: Vec<Codeless>,
    again: Vec<(String, String)>,
    held: Vec<HeldRow>,
    frozen: Vec<Row>,
    nothing: Vec<NothingRow>,
    left_out: Vec<HeldRow>,
    totals: Totals,
    pages: Pages,
    /// Whether everybody stands on this page.
    whole: bool,
    form: Form,
}

/// Which people of the month are asked for.
#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    pub(super) page: i64,
}

impl Asked {
    /// The page's own address: where its form is posted to.
    pub(super) fn place(&self, month: ServiceMonth) -> String {
        match self.page {
            ..=1 => month_path(month),
            page => format!("{}?page={page}", month_path(month)),
        }
    }
}

/// What the month comes to, beside the month before.
pub(super) struct Totals {
    people: usize,
    held: usize,
    nothing: usize,
    yen: String,
    frozen: usize,
    frozen_yen: String,
    before: String,
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

pub(super) async fn get(
    cx: Cx,
    Path(month): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let month = read_month(&month)?;
    let desk = cx.open_claims(&month.to_string()).await?;
    let mut reader = cx.read().await?;
    let mut start = starting(&cx, month);
    for of in [month.plus(-1), month] {
        for record in reader.claims_of_month(desk, of).await? {
            remember_codes(&mut start, &record.claim);
        }
    }
    drop(reader);
    let form = Form::blank(asked.place(month), start);
    page(&cx, &view(&cx, desk, (month, &asked), form).await?)
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
    permit: ClaimDesk,
    (month, asked): (ServiceMonth, &Asked),
    form: Form,
) -> Result<Month, Failure> {
    let mut reader = cx.read().await?;
    let desk = Desk::load(&mut reader, permit, &cx.app.law, month).await?;
    let before = reader.claims_of_month(permit, month.plus(-1)).await?;
    let again = reader.claims_to_take_up(permit).await?;
    let funnel = funnel(cx, &mut reader, month).await?;
    let office = reader.office(cx.member()).await?;
    drop(reader);
    let sent_in = processing(&cx.app.law, month, cx.today());
    let pages = Pages::new(asked.page, count(desk.fresh.people.len()), PER_PAGE);
    cx.list_claims(&month.to_string(), desk.people(pages.window()))
        .await?;
    let findings = preview(&cx.app.law, &desk, permit, &office, sent_in);
    let found = findings.len();
    let mut shown = Month {
        name: wareki::format_month(month),
        back: month_path(month.plus(-1)),
        forward: month_path(month.next()),
        clock: Clock::new(&cx.app.law, month, cx.today()),
        open: cx.today() > month.last_day(),
        unconfirmed: unconfirmed(shown_claims(&desk)),
        caseload: caseload(
            &desk.fresh.computed.caseload,
            cx.today() <= month.plus(-1).last_day(),
        ),
        outlook: Outlook::of(&cx.app.law, &desk, cx.today()),
        asks: desk.records.asks.iter().map(super::desk::asked).collect(),
        funnel,
        found,
        findings: on_page(findings, &desk, pages.window()),
        ready: Vec::new(),
        codeless: codeless(&desk),
        again: other_months(&again, month),
        held: Vec::new(),
        frozen: Vec::new(),
        nothing: Vec::new(),
        left_out: left_out(&desk),
        totals: Totals::new(&desk, &before),
        whole: pages.is_whole(),
        pages,
        form,
    };
    shown.sort_people(&desk);
    Ok(shown)
}

/// What the check says of the people of one page, and of the file itself.
fn on_page(findings: Vec<Finding>, desk: &Desk, (skip, most): (usize, usize)) -> Vec<Found> {
    let people = desk.fresh.people.iter().skip(skip).take(most);
    let certificates: BTreeSet<&str> = people.map(|fresh| fresh.claim.certificate.as_str()).collect();
    let here = |finding: &Finding| {
        let who = finding.who.as_ref();
        who.is_none_or(|who| certificates.contains(who.certificate.as_str()))
    };
    findings
        .into_iter()
        .filter(here)
        .take(MOST_SAID)
        .map(Found::of)
        .collect()
}

fn count(people: usize) -> i64 {
    i64::try_from(people).unwrap_or(i64::MAX)
}

/// Whether there is something to say of somebody nothing is claimed for.
fn is_hinted(fresh: &Fresh) -> bool {
    !fresh.claim.problems.is_empty() || !fresh.claim.not_claimed.is_empty()
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
    /// The people of this page, each where their claim stands.
    fn sort_people(&mut self, desk: &Desk) {
        let (skip, most) = self.pages.window();
        for (fresh, stand) in desk.stands().skip(skip).take(most) {
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
        if skip == 0 {
            let left = desk.left_behind();
            self.frozen
                .extend(left.map(|record| Row::frozen(&record.claim.name, record)));
        } else {
            self.left_out.clear();
        }
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
        let (mut people, mut sum, mut held, mut nothing) = (0, 0, desk.left_out().len(), 0);
        for (fresh, stand) in desk.stands() {
            match stand {
                Stand::Ready(..) => (people, sum) = (people + 1, sum + fresh.claim.yen),
                Stand::Held(_) => held += 1,
                Stand::Nothing(fresh) if is_hinted(fresh) => nothing += 1,
                Stand::Nothing(_) | Stand::Frozen(_) => {}
            }
        }
        let live: Vec<&ClaimRecord> = desk.frozen.iter().filter(|record| record.live).collect();
        let frozen_sum: i64 = live.iter().map(|record| record.claim.yen).sum();
        let counts = |record: &&ClaimRecord| record.live && !matches!(record.state, FileState::Undone { .. });
        let last: Vec<&ClaimRecord> = before.iter().filter(counts).collect();
        let last_sum: i64 = last.iter().map(|record| record.claim.yen).sum();
        Self {
            people,
            held,
            nothing,
            yen: yen(sum),
            frozen: live.len(),
            frozen_yen: yen(frozen_sum),
            before: match last.len() {
                0 => "前の月の確定した請求はありません".to_owned(),
                count => format!("前の月は {count}件 {}", yen(last_sum)),
            },
        }
    }
}

/// What decides the tier of the month; `running` where the last of the months before is not over.
fn caseload(load: &Caseload, running: bool) -> Vec<String> {
    let mut said = vec![format!(
        "前の6か月の取扱件数 ひと月平均 {}件、相談支援専門員 {}人",
        load.cases.decimal(2),
        load.specialists.decimal(2)
    )];
    if let Some(each) = load.per_specialist {
        said.push(format!("1人あたり {}件", each.decimal(2)));
    }
    if load.over > 0 {
        said.push(format!("取扱件数を超える分 {}件は（Ⅱ）で算定します", load.over));
    }
    if running {
        said.push("前の月がまだ終わっていないため、途中の数です".to_owned());
    }
    said
}
