//! Beginning, confirming, correcting and discarding an assessment.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::assessment::{self, Assessment, Problem, Section};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_store::journal::Did;
use bansou_store::paper::{Paper, PaperLine};

use super::overview;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Told, Typed, accept};

/// Begins the first assessment, or the next one as a copy of the last. An open draft is simply continued.
pub(super) async fn begin(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let last = tx
        .newest_paper::<Assessment>(case.reader(), PaperKind::Assessment, true)
        .await?;
    if let Some(draft) = last.as_ref().filter(|last| last.line.confirmed_at.is_none()) {
        return Ok(Redirect::to(&super::path(person, draft.line.id)).into_response());
    }
    let papers = tx.papers(case.reader()).await?;
    let cycle = next_cycle(last.as_ref(), &papers);
    let content = last.map_or_else(Assessment::default, |last| last.content.begin_again(last.line.id));
    let id = tx.add_paper(case, PaperKind::Assessment, cycle, &content).await?;
    let to = super::path(person, id);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    tx.commit(Did::to(person, "assessment.begun").subject(id.0))
        .await?;
    Ok(Redirect::to(&to).into_response())
}

/// A re-assessment opens the next cycle, unless another paper has opened it already.
fn next_cycle(last: Option<&Paper<Assessment>>, papers: &[PaperLine]) -> i64 {
    let reached = papers.iter().map(|paper| paper.cycle).max().unwrap_or(1);
    match last {
        Some(last) if last.line.cycle >= reached => reached + 1,
        _ => reached,
    }
}

pub(super) async fn confirm(
    cx: Cx,
    Path((person, id)): Path<(PersonId, PaperId)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper = tx.paper::<Assessment>(case.reader(), id).await?;
    let problems = assessment::check(&paper.content, cx.today());
    if !problems.is_empty() {
        drop(tx);
        let problems = problems.into_iter().map(message).collect();
        return overview::refuse(&cx, person, id, problems).await;
    }
    let to = super::path(person, id);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    tx.confirm_paper(case, id, typed.version()).await?;
    tx.commit(Did::to(person, "assessment.confirmed").subject(id.0))
        .await?;
    Ok(Redirect::to(&to).into_response())
}

/// Each problem is told at the section where it can be put right.
fn message(problem: Problem) -> Told {
    let (section, message) = match problem {
        Problem::NoVisit => (
            Section::Visits,
            "面接の記録がありません。いつ、どこで、だれに会ったかを記録してください。".to_owned(),
        ),
        Problem::PlaceMissing(row) => (
            Section::Visits,
            format!("{}件目の面接に場所がありません。", row + 1),
        ),
        Problem::VisitInFuture(row) => (
            Section::Visits,
            format!("{}件目の面接の日が今日より後になっています。", row + 1),
        ),
        Problem::WishMissing => (
            Section::Wishes,
            "本人の希望がありません。ことばがむずかしいときは、見て読みとったことを記録してください。"
                .to_owned(),
        ),
    };
    Told {
        field: section.code().to_owned(),
        message,
    }
}

pub(super) async fn correct(
    cx: Cx,
    Path((person, id)): Path<(PersonId, PaperId)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper = tx.paper::<Assessment>(case.reader(), id).await?;
    let papers = tx.papers(case.reader()).await?;
    let begun = papers
        .iter()
        .find(|line| line.replaces == Some(id) && line.confirmed_at.is_none());
    if let Some(begun) = begun {
        return Ok(Redirect::to(&super::path(person, begun.id)).into_response());
    }
    if paper.line.confirmed_at.is_none() || paper.line.replaced {
        return Err(bansou_store::Failure::Stale.into());
    }
    let new = tx.correct_paper(case, &paper.line, &paper.content).await?;
    let to = super::path(person, new);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    tx.commit(Did::to(person, "assessment.correction_begun").subject(new.0))
        .await?;
    Ok(Redirect::to(&to).into_response())
}

pub(super) async fn discard(
    cx: Cx,
    Path((person, id)): Path<(PersonId, PaperId)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let to = super::newest_path(person);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    tx.discard_paper(case, id, typed.version()).await?;
    tx.commit(Did::to(person, "assessment.discarded").subject(id.0))
        .await?;
    Ok(Redirect::to(&to).into_response())
}
