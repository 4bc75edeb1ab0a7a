//! What stands, every record so far, and the form of the next one.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::choice::Choice;
use bansou_domain::id::PersonId;
use bansou_domain::room::{
    PartyKind, SharedWhat, Sharing, SharingKind, SharingProblem, check_sharing, may_share,
};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::journal::Did;
use bansou_store::sharing::SharingRecord;

use super::path;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::records::{Recorded, Records};
use crate::layout::{case_page, page, refused};

#[derive(Template)]
#[template(path = "slices/sharing/page.html")]
struct Page {
    case: CaseFrame,
    form: Form,
    standing: Vec<Standing>,
    records: Records,
}

/// What may be passed on to one kind of party today.
struct Standing {
    whom: &'static str,
    what: String,
}

case_page!(Page, "情報共有の同意", form);

async fn view(cx: &Cx, reader: &mut Reader, case: CaseReader, form: Form) -> Result<Page, Failure> {
    let frame = CaseFrame::load(reader, case, Tab::Overview, cx.today()).await?;
    let records = reader.sharing(case).await?;
    let said: Vec<Sharing> = records.iter().map(|record| record.sharing.clone()).collect();
    let standing = PartyKind::ALL.iter().filter(|whom| **whom != PartyKind::Person);
    let standing = standing.map(|whom| {
        let may = |what: &&SharedWhat| may_share(&said, *whom, **what, cx.today());
        Standing {
            whom: whom.label(),
            what: labels(SharedWhat::ALL.iter().filter(may)),
        }
    });
    Ok(Page {
        case: frame,
        form,
        standing: standing.collect(),
        records: Records::new("これまでの記録", records.iter().map(recorded)),
    })
}

fn labels<'c, C: Choice>(choices: impl Iterator<Item = &'c C>) -> String {
    choices
        .map(|choice| choice.label())
        .collect::<Vec<_>>()
        .join("、")
}

fn recorded(record: &SharingRecord) -> Recorded {
    let sharing = &record.sharing;
    let facts = [
        ("渡す相手", labels(sharing.whom.iter())),
        ("除く相手", sharing.except.clone()),
        ("渡す情報", labels(sharing.what.iter())),
        ("いつまで", sharing.until.map(wareki::format).unwrap_or_default()),
        ("理由", sharing.reason.clone()),
        ("説明したこと", sharing.merit.clone()),
        ("返事をした人", sharing.said_by.clone()),
    ];
    let by = (record.recorded_at.as_str(), record.recorded_by.as_str());
    Recorded::new(wareki::format(sharing.on), sharing.kind.label(), facts, by)
}

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "sharing").await?;
    let mut typed = Typed::default();
    typed.set("on", wareki::short(cx.today()));
    let form = Form::open(&cx, path(person), typed, 0).await?;
    let mut reader = cx.read().await?;
    let view = view(&cx, &mut reader, case, form).await?;
    drop(reader);
    page(&cx, &view)
}

pub(super) async fn post(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let sharing = match read(&cx, &typed) {
        Ok(sharing) => sharing,
        Err(problems) => {
            let form = Form::refused(path(person), typed, problems);
            let view = view(&cx, &mut tx, case.reader(), form).await?;
            return refused(&cx, &view);
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &path(person)).await? {
        return Ok(response);
    }
    tx.record_sharing(case, &sharing).await?;
    let detail = [sharing.kind.label(), sharing.reason.as_str()];
    let detail: Vec<&str> = detail.into_iter().filter(|part| !part.is_empty()).collect();
    tx.commit(Did::to(person, "sharing.recorded").detail(detail.join("　")))
        .await?;
    Ok(Redirect::to(&path(person)).into_response())
}

fn read(cx: &Cx, typed: &Typed) -> Result<Sharing, Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let kind = fields.required_choice("kind", "返事", SharingKind::from_code);
    let on = fields.required_day("on", "話した日");
    let sharing = Sharing {
        kind: kind.unwrap_or(SharingKind::Given),
        on: on.unwrap_or(cx.today()),
        whom: fields.choices("whom", PartyKind::from_code),
        except: fields.line("except", "除く相手"),
        what: fields.choices("what", SharedWhat::from_code),
        until: fields.day("until", "いつまで"),
        reason: fields.long("reason", "理由"),
        merit: fields.long("merit", "説明したこと"),
        said_by: fields.line("said_by", "返事をした人"),
    };
    // Without a kind nothing says which of the rest is needed.
    for problem in check_sharing(&sharing, cx.today())
        .into_iter()
        .filter(|_| kind.is_some())
    {
        let (field, message) = message(problem);
        if fields.problem_free(field) {
            fields.tell(field, message);
        }
    }
    fields.finish(sharing)
}

fn message(problem: SharingProblem) -> (&'static str, &'static str) {
    match problem {
        SharingProblem::InFuture => ("on", "「話した日」が今日より後です。"),
        SharingProblem::WhomMissing => ("whom", "「渡す相手」を選んでください。"),
        SharingProblem::WhatMissing => ("what", "「渡す情報」を選んでください。"),
        SharingProblem::UntilMissing => ("until", "「いつまで」を入力してください。例: R9.3.31"),
        SharingProblem::UntilPast => ("until", "「いつまで」が「話した日」より前です。"),
        SharingProblem::ReasonMissing => ("reason", "「理由」を、本人の言葉で書いてください。"),
        SharingProblem::MeritMissing => ("merit", "共有するとよいことを、どう説明したかを書いてください。"),
        SharingProblem::WhoMissing => ("said_by", "「返事をした人」を入力してください。例: 本人"),
    }
}
