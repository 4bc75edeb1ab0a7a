//! What can be done with a report beside writing it: correcting a confirmed one, throwing a draft away.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::monitoring::MonitoringReport;
use bansou_store::journal::Did;
use bansou_store::paper::Paper;

use super::{edit_path, path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Typed, accept};

type Address = Path<(PersonId, PaperId)>;

/// Begins the correction of a confirmed report.
pub(super) async fn correct(cx: Cx, Path((person, id)): Address, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper: Paper<MonitoringReport> = tx.paper(case.reader(), id).await?;
    if paper.line.confirmed_at.is_none() || paper.line.replaced {
        return Err(bansou_store::Failure::Stale.into());
    }
    let papers = tx.papers(case.reader()).await?;
    if let Some(begun) = papers.iter().find(|line| line.replaces == Some(id)) {
        return Ok(Redirect::to(&edit_path(person, begun.id)).into_response());
    }
    let new = tx.correct_paper(case, &paper.line, &paper.content).await?;
    let leads_to = edit_path(person, new);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    tx.commit(Did::to(person, "monitoring.correction_begun").subject(new.0))
        .await?;
    Ok(Redirect::to(&leads_to).into_response())
}

/// Throws a draft away.
pub(super) async fn discard(cx: Cx, Path((person, id)): Address, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let leads_to = path(person);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    let paper: Paper<MonitoringReport> = tx.paper(case.reader(), id).await?;
    tx.discard_paper(case, paper.line.id, typed.version()).await?;
    tx.commit(Did::to(person, "monitoring.discarded").subject(id.0))
        .await?;
    Ok(Redirect::to(&leads_to).into_response())
}
