//! Confirming, correcting and discarding, for every paper that asks nothing more of these steps than all papers do.

use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::id::{PaperId, PersonId};
use bansou_store::journal::Did;
use bansou_store::paper::PaperContent;

use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Told, Typed, accept};

/// What became of a draft that was to be confirmed.
pub(crate) enum Confirmed {
    Done(Response),
    /// It stays a draft; these are to be mended first.
    Not(Vec<Told>),
}

/// Confirms a draft in which `check` finds nothing to mend.
pub(crate) async fn confirm<T: PaperContent>(
    cx: &Cx,
    (person, id): (PersonId, PaperId),
    typed: &Typed,
    check: impl FnOnce(&T) -> Vec<Told>,
    (to, did): (String, &'static str),
) -> Result<Confirmed, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let problems = check(&tx.paper::<T>(case.reader(), id).await?.content);
    if !problems.is_empty() {
        return Ok(Confirmed::Not(problems));
    }
    if let Accepted::Before(response) = accept(&mut tx, typed, &to).await? {
        return Ok(Confirmed::Done(response));
    }
    tx.confirm_paper(case, id, typed.version()).await?;
    tx.commit(Did::to(person, did).subject(id.0)).await?;
    Ok(Confirmed::Done(Redirect::to(&to).into_response()))
}

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

/// Throws a draft away, and with it what was typed into its `forms` and not yet saved.
pub(crate) async fn discard<T: PaperContent>(
    cx: Cx,
    (person, id): (PersonId, PaperId),
    typed: Typed,
    forms: Vec<String>,
    (to, did): (String, &'static str),
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    tx.paper::<T>(case.reader(), id).await?;
    tx.discard_paper(case, id, typed.version()).await?;
    for form in &forms {
        tx.forget_draft(form).await?;
    }
    tx.commit(Did::to(person, did).subject(id.0)).await?;
    Ok(Redirect::to(&to).into_response())
}
