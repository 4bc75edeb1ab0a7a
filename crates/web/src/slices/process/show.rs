//! The steps of a cycle with date, record, article and what is out of order; below them the dated facts.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_domain::process::{MilestoneKind, Standing, State, Step};
use bansou_store::case_file::Consents;
use bansou_store::milestone::Milestone;
use serde::Deserialize;

use super::course::{Course, pass};
use super::law::{Article, article};
use super::words::{name, next_step, record_path, rule_words, state_words};
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::settings::OfficeSettings;

#[derive(Template)]
#[template(path = "slices/process/show.html")]
struct Show {
    case: CaseFrame,
    cycle: i64,
    newest: i64,
    steps: Vec<Row>,
    facts: Vec<Fact>,
    contract: String,
    application: String,
    begin: String,
}

/// One step as the page explains it.
struct Row {
    code: &'static str,
    name: &'static str,
    state: &'static str,
    word: String,
    on: String,
    by: String,
    record: Option<String>,
    article: Option<Article>,
    broken: Vec<String>,
    passed: Option<String>,
    pass: Option<String>,
    href: String,
    action: &'static str,
    open: bool,
}

/// One dated fact as the page lists it.
struct Fact {
    cycle: i64,
    on: String,
    what: String,
    note: String,
    by: String,
    withdraw: String,
}

/// What the page is asked for.
#[derive(Deserialize, Default)]
pub(super) struct Asked {
    cycle: Option<i64>,
}

case_page!(Show, "手順", wide);

pub(super) async fn get(
    cx: Cx,
    Path(person): Path<PersonId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "process").await?;
    let mut reader = cx.read().await?;
    let record = reader.person(case).await?;
    let file = reader.case_file(case, 0, Consents::OfAll).await?;
    let office = reader.office(cx.member()).await?;
    let settings = OfficeSettings::of(&office);
    drop(reader);
    let course = Course::of(&record, &file, &settings, asked.cycle, cx.today());
    let cycle = course.facts.cycle;
    let facts = file.milestones.iter().rev();
    let view = Show {
        case: CaseFrame::of(person, &record, &file.certificates, Tab::Overview, cx.today()),
        cycle,
        newest: course.newest,
        steps: course
            .standings
            .iter()
            .map(|standing| Row::new(&cx, person, &course, standing))
            .collect(),
        facts: facts.map(|milestone| Fact::new(person, milestone)).collect(),
        contract: super::contract_path(person, cycle),
        application: super::application_path(person, cycle),
        begin: super::begin_path(person),
    };
    page(&cx, &view)
}

impl Row {
    fn new(cx: &Cx, person: PersonId, course: &Course, standing: &Standing) -> Self {
        let (state, word) = state_words(standing);
        let cycle = course.facts.cycle;
        let next = next_step(person, cycle, standing);
        let undone = matches!(standing.state, State::NotYet | State::Progress);
        let ordered = !matches!(
            standing.step,
            Step::Intake | Step::OngoingContact | Step::Monitoring | Step::Closing
        );
        let passable = !standing.broken.is_empty() || undone && ordered;
        let passed = standing.passed.as_ref();
        Self {
            code: standing.step.code(),
            name: name(standing.step, course.child),
            state,
            word,
            on: standing.on.map(wareki::short).unwrap_or_default(),
            by: standing.by.clone(),
            record: record_path(person, standing),
            article: article(&cx.app.law, course.child, standing.step, cx.today()),
            broken: standing
                .broken
                .iter()
                .map(|rule| rule_words(standing.step, rule))
                .collect(),
            passed: passed.map(|pass| format!("{}（{} {}）", pass.reason, pass.by, wareki::short(pass.on))),
            pass: (passable && passed.is_none()).then(|| super::pass_path(person, cycle, standing.step)),
            href: next.href,
            action: next.action,
            open: !standing.is_settled(),
        }
    }
}

impl Fact {
    fn new(person: PersonId, milestone: &Milestone) -> Self {
        Self {
            cycle: milestone.cycle,
            on: wareki::short(milestone.on),
            what: said(milestone),
            note: milestone.note.clone(),
            by: milestone.recorded_by.clone(),
            withdraw: super::withdraw_path(person, milestone.id),
        }
    }
}

/// What a dated fact is called.
pub(super) fn said(milestone: &Milestone) -> String {
    match (MilestoneKind::from_code(&milestone.kind), pass(milestone)) {
        (Some(kind), _) => kind.label().to_owned(),
        (None, Some(pass)) => format!("理由を記録して進んだ（{}）", pass.step.label()),
        (None, None) => "その他の節目".to_owned(),
    }
}
