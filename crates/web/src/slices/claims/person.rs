//! One person's month: every line with the records and the provision that carry it, and what is left out and why.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::claim::{ClaimLine, FrozenClaim};
use bansou_domain::id::PersonId;
use bansou_store::access::ClaimDesk;
use bansou_store::claim::{ClaimRecord, HandLine, StruckLine};

use super::desk::{Desk, ask_href};
use super::marks::{grouped, state, yen};
use super::month::read_month;
use super::{file_path, month_path, person_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Form, Typed, time_in_japan};
use crate::layout::{Menu, View, page};

#[derive(Template)]
#[template(path = "slices/claims/person.html")]
pub(super) struct Person {
    name: String,
    month: String,
    back: String,
    case: String,
    claims: Vec<Shown>,
    asks: Vec<(String, String)>,
    by_hand: Vec<ByHand>,
    struck: Vec<String>,
    add_line: String,
    /// The form a line added by hand is struck with.
    form: Form,
}

/// One claim as it is shown, frozen or not.
struct Shown {
    heading: String,
    state: &'static str,
    word: String,
    file: Option<(String, String)>,
    sum: String,
    based_on: String,
    certificate: String,
    lines: Vec<ShownLine>,
    not_claimed: Vec<String>,
    problems: Vec<String>,
    holds: Vec<String>,
    results: Vec<String>,
    rules: String,
}

struct ShownLine {
    name: String,
    code: String,
    units: String,
    count: u32,
    total: String,
    /// What it rests on, and where the record opens; empty for a setting.
    because: Vec<(String, String)>,
    rule: String,
    source: String,
    official: bool,
    by_hand: String,
}

struct ByHand {
    id: String,
    said: String,
}

impl View for Person {
    fn title(&self) -> String {
        format!("{}さん 請求 {}", self.name, self.month)
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

/// Where a line added by hand is struck.
pub(super) fn strike_path(month: ServiceMonth, person: PersonId) -> String {
    format!("{}/line/strike", person_path(month, person))
}

pub(super) async fn get(
    cx: Cx,
    Path((month, person)): Path<(String, PersonId)>,
) -> Result<Response, Failure> {
    let month = read_month(&month)?;
    let permit = cx.open_claims_of(person, month).await?;
    let form = Form::blank(strike_path(month, person), Typed::default());
    page(&cx, &view(&cx, permit, person, month, form).await?)
}

pub(super) async fn view(
    cx: &Cx,
    permit: ClaimDesk,
    person: PersonId,
    month: ServiceMonth,
    form: Form,
) -> Result<Person, Failure> {
    let mut reader = cx.read().await?;
    let desk = &Desk::load(&mut reader, permit, &cx.app.law, month).await?;
    let struck = reader.struck_hand_lines(permit, person, month).await?;
    let named = desk.records.people.iter().find(|named| named.id == person);
    let frozen: Vec<&ClaimRecord> = desk
        .frozen
        .iter()
        .filter(|record| record.person == person)
        .collect();
    if named.is_none() && frozen.is_empty() {
        return Err(Failure::Store(bansou_store::Failure::NotFound));
    }
    let mut claims: Vec<Shown> = frozen
        .iter()
        .rev()
        .map(|record| Shown::frozen(record, person))
        .collect();
    for fresh in desk.of(person) {
        let benefit = fresh.claim.benefit;
        if frozen
            .iter()
            .all(|record| !record.live || record.claim.benefit != benefit)
        {
            claims.insert(0, Shown::fresh(fresh, person));
        }
    }
    let name = named.map(|named| named.name.clone());
    Ok(Person {
        name: name.unwrap_or_else(|| {
            frozen
                .first()
                .map_or_else(String::new, |record| record.claim.name.clone())
        }),
        month: format!("{}提供分", wareki::format_month(month)),
        back: month_path(month),
        case: format!("/c/{person}"),
        asks: named.map_or_else(Vec::new, |named| {
            let asks = named.asks.iter().chain(&named.papers_wanted);
            asks.map(|ask| (ask.what.clone(), ask_href(Some(person), ask)))
                .collect()
        }),
        by_hand: desk
            .by_hand
            .iter()
            .filter(|line| line.person == person)
            .map(ByHand::of)
            .collect(),
        struck: struck.iter().map(said_of_struck).collect(),
        add_line: format!("{}/line", person_path(month, person)),
        claims,
        form,
    })
}

impl ByHand {
    fn of(added: &HandLine) -> Self {
        Self {
            id: added.id.to_string(),
            said: said_of_line(added),
        }
    }
}

fn said_of_line(added: &HandLine) -> String {
    let line = &added.line;
    format!(
        "{}（{}）{}単位×{}　{}　記入 {}",
        line.name, line.code, line.units, line.count, line.reason, added.recorded_by
    )
}

fn said_of_struck(struck: &StruckLine) -> String {
    format!(
        "{}　→ {} {}が外しました: {}",
        said_of_line(&struck.line),
        time_in_japan(&struck.at),
        struck.by,
        struck.why
    )
}

impl Shown {
    fn new(claim: &FrozenClaim, person: PersonId) -> Self {
        Self {
            heading: format!("{} {}", claim.benefit.label(), yen(claim.yen)),
            state: "todo",
            word: "まだ確定していません".to_owned(),
            file: None,
            sum: sum(claim),
            based_on: claim.based_on.map(wareki::short).unwrap_or_default(),
            certificate: format!(
                "受給者証 {}　市町村番号 {}",
                claim.certificate, claim.municipality
            ),
            lines: claim
                .lines
                .iter()
                .map(|line| ShownLine::of(line, person))
                .collect(),
            not_claimed: claim.not_claimed.clone(),
            problems: claim.problems.clone(),
            holds: Vec::new(),
            results: Vec::new(),
            rules: format!(
                "使った改定 {}　法令の表 {}",
                claim.rules.join("、"),
                claim.law.get(..12).unwrap_or(&claim.law)
            ),
        }
    }

    fn fresh(fresh: &bansou_claims::Fresh, person: PersonId) -> Self {
        let mut shown = Self::new(&fresh.claim, person);
        shown.holds.clone_from(&fresh.holds);
        if fresh.claim.lines.is_empty() {
            shown.state = "unneeded";
            "算定するものはありません".clone_into(&mut shown.word);
        }
        shown
    }

    fn frozen(record: &ClaimRecord, person: PersonId) -> Self {
        let (look, word) = state(record);
        let results = record.results.iter().map(|result| {
            let said = &result.result;
            let amount = said
                .yen
                .map(|amount| format!(" {}", yen(amount)))
                .unwrap_or_default();
            format!(
                "{} {}{amount} {} {}　記入 {}",
                wareki::short(said.on),
                said.kind.label(),
                said.code,
                said.reason,
                result.recorded_by
            )
        });
        Self {
            state: look,
            word: word.to_owned(),
            file: Some((record.file_name.clone(), file_path(record.file))),
            results: results.collect(),
            ..Self::new(&record.claim, person)
        }
    }
}

fn sum(claim: &FrozenClaim) -> String {
    let (whole, rest) = (claim.price_hundredths / 100, claim.price_hundredths % 100);
    format!(
        "{}単位 × {whole}.{rest:02}円 = {}（1円未満切り捨て）",
        grouped(claim.units()),
        yen(claim.yen)
    )
}

impl ShownLine {
    fn of(line: &ClaimLine, person: PersonId) -> Self {
        let because = line.because.iter().map(|evidence| {
            let on = evidence
                .on
                .map(|on| format!("{} ", wareki::short(on)))
                .unwrap_or_default();
            let href = if evidence.record.is_empty() {
                String::new()
            } else {
                format!("/c/{person}/{}", evidence.record)
            };
            (format!("{on}{}", evidence.what), href)
        });
        Self {
            name: line.name.clone(),
            code: match &line.code {
                Some(code) if line.code_by_hand => format!("{code}（手入力）"),
                Some(code) => code.clone(),
                None => "表にありません".to_owned(),
            },
            units: grouped(line.units),
            count: line.count,
            total: grouped(line.total()),
            because: because.collect(),
            rule: line.rule.clone(),
            source: line.source.clone(),
            official: line.is_official(),
            by_hand: line.by_hand.clone().unwrap_or_default(),
        }
    }
}
