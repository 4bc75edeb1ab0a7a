//! Passing a step with a reason. The rule is explained; nothing is blocked.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::id::PersonId;
use bansou_domain::process::Step;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::case_file::Consents;
use bansou_store::journal::Did;

use super::course::Course;
use super::law::{Article, article};
use super::words::{name, rule_words};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};
use crate::settings::OfficeSettings;

#[derive(Template)]
#[template(path = "slices/process/pass.html")]
struct Pass {
    case: CaseFrame,
    form: Form,
    name: &'static str,
    broken: Vec<String>,
    article: Option<Article>,
    back: String,
}

case_page!(Pass, "理由を記録して進む", form);

type Address = Path<(PersonId, i64, String)>;

fn step(code: &str) -> Result<Step, Failure> {
    Ok(Step::from_code(code).ok_or(bansou_store::Failure::NotFound)?)
}

async fn view(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    (cycle, step): (i64, Step),
    form: Form,
) -> Result<Pass, Failure> {
    let record = reader.person(case).await?;
    let file = reader.case_file(case, 0, Consents::OfAll).await?;
    let office = reader.office(cx.member()).await?;
    let settings = OfficeSettings::of(&office);
    let course = Course::of(&record, &file, &settings, Some(cycle), cx.today());
    let standing = course.standing(step);
    let broken = standing.into_iter().flat_map(|standing| &standing.broken);
    Ok(Pass {
        case: CaseFrame::of(
            case.person(),
            &record,
            &file.certificates,
            Tab::Overview,
            cx.today(),
        ),
        form,
        name: name(step, course.child),
        broken: broken.map(|rule| rule_words(step, rule)).collect(),
        article: article(&cx.app.law, course.child, step, cx.today()),
        back: super::path(case.person(), cycle),
    })
}

pub(super) async fn get(cx: Cx, Path((person, cycle, code)): Address) -> Result<Response, Failure> {
    let step = step(&code)?;
    let case = cx.open_case(person, "process").await?;
    let form = Form::open(&cx, super::pass_path(person, cycle, step), Typed::default(), 0).await?;
    let mut reader = cx.read().await?;
    let view = view(&cx, &mut reader, case, (cycle, step), form).await?;
    page(&cx, &view)
}

pub(super) async fn post(
    cx: Cx,
    Path((person, cycle, code)): Address,
    typed: Typed,
) -> Result<Response, Failure> {
    let step = step(&code)?;
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let mut fields = Fields::new(&typed, cx.today());
    let reason = fields.required("reason", "理由");
    if !(1..=999).contains(&cycle) {
        return Err(bansou_store::Failure::NotFound.into());
    }
    let reason = match fields.finish(reason) {
        Ok(reason) => reason,
        Err(problems) => {
            let form = Form::refused(super::pass_path(person, cycle, step), typed, problems);
            let view = view(&cx, &mut tx, case.reader(), (cycle, step), form).await?;
            return refused(&cx, &view);
        }
    };
    let back = super::path(person, cycle);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &back).await? {
        return Ok(response);
    }
    tx.add_milestone(case, cycle, &step.passed_kind(), cx.today(), &reason, None)
        .await?;
    tx.commit(Did::to(person, "step.passed").detail(format!("{}: {reason}", step.label())))
        .await?;
    Ok(Redirect::to(&back).into_response())
}
