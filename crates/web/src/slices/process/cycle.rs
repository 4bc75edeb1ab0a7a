//! Beginning the next cycle: a renewal, or a change of the plan in the middle of a grant.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::id::PersonId;
use bansou_domain::process::MilestoneKind;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::case_file::Consents;
use bansou_store::journal::Did;

use super::course::Course;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};
use crate::settings::OfficeSettings;

#[derive(Template)]
#[template(path = "slices/process/begin.html")]
struct Begin {
    case: CaseFrame,
    form: Form,
    next: i64,
    back: String,
}

case_page!(Begin, "次の期をはじめる", form);

async fn newest(cx: &Cx, reader: &mut Reader, case: CaseReader) -> Result<(CaseFrame, i64), Failure> {
    let record = reader.person(case).await?;
    let file = reader.case_file(case, 0, Consents::OfAll).await?;
    let office = reader.office(cx.member()).await?;
    let settings = OfficeSettings::of(&office);
    let course = Course::of(&record, &file, &settings, None, cx.today());
    let frame = CaseFrame::of(
        case.person(),
        &record,
        &file.certificates,
        Tab::Overview,
        cx.today(),
    );
    Ok((frame, course.newest))
}

impl Begin {
    fn new(case: CaseFrame, form: Form, newest: i64) -> Self {
        Self {
            back: super::path(case.person, newest),
            case,
            form,
            next: newest + 1,
        }
    }
}

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "process").await?;
    let mut reader = cx.read().await?;
    let (frame, newest) = newest(&cx, &mut reader, case).await?;
    drop(reader);
    // The form carries the cycle it was opened on, so that two workers do not begin two.
    let form = Form::open(&cx, super::begin_path(person), Typed::default(), newest).await?;
    page(&cx, &Begin::new(frame, form, newest))
}

pub(super) async fn begin(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let (frame, newest) = newest(&cx, &mut tx, case.reader()).await?;
    let mut fields = Fields::new(&typed, cx.today());
    let (on, why) = (
        fields.required_day("on", "はじめた日"),
        fields.required("why", "きっかけ"),
    );
    if on.is_some_and(|on| on > cx.today()) {
        fields.tell("on", "「はじめた日」が今日より後です。");
    }
    let on = match fields.finish(on) {
        Ok(on) => on.unwrap_or(cx.today()),
        Err(problems) => {
            let form = Form::refused(super::begin_path(person), typed, problems);
            return refused(&cx, &Begin::new(frame, form, newest));
        }
    };
    let next = typed.version() + 1;
    let back = super::path(person, next);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &back).await? {
        return Ok(response);
    }
    if typed.version() != newest {
        return Err(bansou_store::Failure::Stale.into());
    }
    tx.add_milestone(case, next, MilestoneKind::CycleBegun.code(), on, &why, None)
        .await?;
    tx.commit(Did::to(person, "cycle.begun").detail(why)).await?;
    Ok(Redirect::to(&back).into_response())
}
