//! Who carries a case for a period.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_store::journal::Did;
use uuid::Uuid;

use super::assign::{carriers, chosen, view};
use super::{assign_path, cover_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Typed, accept};
use crate::layout::refused;

pub(super) async fn add(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let staff = carriers(&tx.staff(cx.member()).await?);
    let mut fields = Fields::new(&typed, cx.today());
    let who = chosen(&mut fields, "cover_staff", "代わりの担当", &staff);
    let from = fields.required_day("cover_from", "はじめの日");
    let until = fields.required_day("cover_until", "最終日");
    if until < from && until.is_some() {
        fields.tell("cover_until", "「最終日」が「はじめの日」より前になっています。");
    }
    if until.is_some_and(|until| until < cx.today()) {
        fields.tell("cover_until", "「最終日」が今日より前です。");
    }
    let ((who, from), until) = match fields.finish(who.zip(from).zip(until)) {
        Ok(Some(read)) => read,
        refused_or_empty => {
            let problems = refused_or_empty.err().unwrap_or_default();
            let form = Form::refused(cover_path(person), typed, problems);
            let view = view(&cx, &mut tx, case.reader(), None, Some(form)).await?;
            return refused(&cx, &view);
        }
    };
    let leads_to = assign_path(person);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    tx.add_cover(case, who.0, from, until).await?;
    let detail = format!("{} {}～{}", who.1, wareki::short(from), wareki::short(until));
    tx.commit(Did::to(person, "cover.added").detail(detail)).await?;
    Ok(Redirect::to(&leads_to).into_response())
}

/// Ends a cover before its last day.
pub(super) async fn end(
    cx: Cx,
    Path((person, cover)): Path<(PersonId, Uuid)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let leads_to = assign_path(person);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    tx.end_cover(case, cover, cx.today()).await?;
    tx.commit(Did::to(person, "cover.ended").subject(cover)).await?;
    Ok(Redirect::to(&leads_to).into_response())
}
