//! Opening a closed case again.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::id::PersonId;
use bansou_domain::process::MilestoneKind;
use bansou_store::journal::Did;

use super::close::closed;
use super::reopen_path;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Typed, accept};
use crate::layout::refused;

pub(super) async fn post(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let record = tx.person(case.reader()).await?;
    let mut fields = Fields::new(&typed, cx.today());
    let (on, why) = (
        fields.required_day("on", "再開する日"),
        fields.required("why", "再開するわけ"),
    );
    if on.is_some_and(|on| on > cx.today()) {
        fields.tell("on", "「再開する日」が今日より後です。");
    }
    if on < record.closed_on && on.is_some() {
        fields.tell("on", "「再開する日」が終結日より前です。");
    }
    let on = match fields.finish(on) {
        Ok(on) => on.unwrap_or(cx.today()),
        Err(problems) => {
            let form = Form::refused(reopen_path(person), typed, problems);
            let view = closed(&cx, &mut tx, case.reader(), form).await?;
            return refused(&cx, &view);
        }
    };
    let leads_to = format!("/c/{person}");
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    if record.closed_on.is_none() {
        return Err(bansou_store::Failure::Stale.into());
    }
    let cycle = crate::slices::process::newest_cycle(&mut tx, case.reader()).await?;
    tx.set_case_days(case, record.opened_on, None).await?;
    tx.add_milestone(case, cycle, MilestoneKind::Reopened.code(), on, &why, None)
        .await?;
    tx.commit(Did::to(person, "case.reopened").detail(why)).await?;
    Ok(Redirect::to(&leads_to).into_response())
}
