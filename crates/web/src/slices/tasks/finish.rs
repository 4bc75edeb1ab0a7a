//! Finishing a task, and taking that back.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PersonId, TaskId};
use bansou_domain::task::DoneMeans;
use bansou_store::journal::Did;

use super::path;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Typed, accept};

type Address = Path<(PersonId, TaskId)>;

pub(super) async fn done(cx: Cx, Path((person, id)): Address, typed: Typed) -> Result<Response, Failure> {
    let means = DoneMeans::from_code(typed.value("means")).unwrap_or(DoneMeans::Seen);
    let done = Some((cx.today(), means, typed.value("note").trim()));
    finish(&cx, (person, id), &typed, done, "task.done").await
}

pub(super) async fn undo(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    finish(&cx, address, &typed, None, "task.reopened").await
}

/// Gives a task the day its owner asked for, or any other that was typed.
pub(super) async fn due(cx: Cx, Path((person, id)): Address, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let leads_to = path(person);
    let mut fields = Fields::new(&typed, cx.today());
    let day = fields.required_day("due", "期限");
    let day = day.ok_or(Failure::Request(
        "期限の日付を読めません。もう一度えらんでください。",
    ))?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    tx.move_task(case, id, typed.version(), day).await?;
    let did = Did::to(person, "task.moved").subject(id.0);
    tx.commit(did.detail(wareki::format(day))).await?;
    Ok(Redirect::to(&leads_to).into_response())
}

async fn finish(
    cx: &Cx,
    (person, id): (PersonId, TaskId),
    typed: &Typed,
    done: Option<(jiff::civil::Date, DoneMeans, &str)>,
    kind: &'static str,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let leads_to = path(person);
    if let Accepted::Before(response) = accept(&mut tx, typed, &leads_to).await? {
        return Ok(response);
    }
    tx.finish_task(case, id, typed.version(), done).await?;
    tx.commit(Did::to(person, kind).subject(id.0)).await?;
    Ok(Redirect::to(&leads_to).into_response())
}
