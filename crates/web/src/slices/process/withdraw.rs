//! Taking back a dated fact that was recorded by mistake. The row stays; the reason stands in the journal.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::journal::Did;
use bansou_store::milestone::Milestone;
use uuid::Uuid;

use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};

#[derive(Template)]
#[template(path = "slices/process/withdraw.html")]
struct Withdraw {
    case: CaseFrame,
    form: Form,
    what: String,
    note: String,
    back: String,
}

case_page!(Withdraw, "節目の記録を取り消す", form);

async fn find(reader: &mut Reader, case: CaseReader, id: Uuid) -> Result<Milestone, Failure> {
    let milestones = reader.milestones(case).await?;
    let found = milestones.into_iter().find(|milestone| milestone.id == id);
    Ok(found.ok_or(bansou_store::Failure::NotFound)?)
}

impl Withdraw {
    fn new(case: CaseFrame, form: Form, milestone: &Milestone) -> Self {
        Self {
            back: super::path(case.person, milestone.cycle),
            what: format!(
                "{}（{}）",
                super::show::said(milestone),
                wareki::format(milestone.on)
            ),
            note: milestone.note.clone(),
            case,
            form,
        }
    }
}

pub(super) async fn get(cx: Cx, Path((person, id)): Path<(PersonId, Uuid)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "process").await?;
    let mut reader = cx.read().await?;
    let milestone = find(&mut reader, case, id).await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Overview, cx.today()).await?;
    drop(reader);
    let form = Form::open(&cx, super::withdraw_path(person, id), Typed::default(), 0).await?;
    page(&cx, &Withdraw::new(frame, form, &milestone))
}

pub(super) async fn post(
    cx: Cx,
    Path((person, id)): Path<(PersonId, Uuid)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let mut fields = Fields::new(&typed, cx.today());
    let reason = fields.required("reason", "取り消す理由");
    let found = find(&mut tx, case.reader(), id).await;
    let reason = match fields.finish(reason) {
        Ok(reason) => reason,
        Err(problems) => {
            let frame = CaseFrame::load(&mut tx, case.reader(), Tab::Overview, cx.today()).await?;
            let form = Form::refused(super::withdraw_path(person, id), typed, problems);
            return refused(&cx, &Withdraw::new(frame, form, &found?));
        }
    };
    let cycle = found.as_ref().map_or(1, |milestone| milestone.cycle);
    let back = super::path(person, cycle);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &back).await? {
        return Ok(response);
    }
    let milestone = found?;
    tx.withdraw_milestone(case, id).await?;
    let detail = format!("{}: {reason}", super::show::said(&milestone));
    tx.commit(Did::to(person, "milestone.withdrawn").subject(id).detail(detail))
        .await?;
    Ok(Redirect::to(&back).into_response())
}
