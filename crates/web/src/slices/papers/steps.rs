//! Correcting a confirmed paper and throwing a draft away, for every paper whose draft is a form of its own.

use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::id::{PaperId, PersonId};
use bansou_store::journal::Did;
use bansou_store::paper::PaperContent;

use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Typed, accept};

/// Begins the correction of a confirmed paper, or goes on with the one that was begun.
pub(crate) async fn correct<T: PaperContent>(
    cx: Cx,
    (person, id): (PersonId, PaperId),
    typed: Typed,
    edit: fn(PersonId, PaperId) -> String,
    did: &'static str,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper = tx.paper::<T>(case.reader(), id).await?;
    let papers = tx.papers(case.reader()).await?;
    let begun = papers
        .iter()
        .find(|line| line.replaces == Some(id) && line.confirmed_at.is_none());
    if let Some(begun) = begun {
        return Ok(Redirect::to(&edit(person, begun.id)).into_response());
    }
    if paper.line.confirmed_at.is_none() || paper.line.replaced {
        return Err(bansou_store::Failure::Stale.into());
    }
    let new = tx.correct_paper(case, &paper.line, &paper.content).await?;
    let to = edit(person, new);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    tx.commit(Did::to(person, did).subject(new.0)).await?;
    Ok(Redirect::to(&to).into_response())
}

/// Throws a draft away.
pub(crate) async fn discard<T: PaperContent>(
    cx: Cx,
    (person, id): (PersonId, PaperId),
    typed: Typed,
    to: String,
    did: &'static str,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    tx.paper::<T>(case.reader(), id).await?;
    tx.discard_paper(case, id, typed.version()).await?;
    tx.commit(Did::to(person, did).subject(id.0)).await?;
    Ok(Redirect::to(&to).into_response())
}
