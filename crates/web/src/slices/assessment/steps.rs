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
use crate::slices::papers::steps::{self, Confirmed};

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

type Address = Path<(PersonId, PaperId)>;

pub(super) async fn confirm(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let check = |content: &Assessment| {
        let problems = assessment::check(content, cx.today());
        problems.into_iter().map(message).collect()
    };
    let done = (super::path(address.0, address.1), "assessment.confirmed");
    match steps::confirm(&cx, address, &typed, check, done).await? {
        Confirmed::Done(response) => Ok(response),
        Confirmed::Not(problems) => overview::refuse(&cx, address.0, address.1, problems).await,
    }
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

pub(super) async fn correct(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let did = "assessment.correction_begun";
    steps::correct::<Assessment>(cx, address, typed, super::path, did).await
}

pub(super) async fn discard(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let forms = Section::ALL
        .iter()
        .map(|section| super::section_path(address.0, address.1, *section));
    let done = (super::newest_path(address.0), "assessment.discarded");
    steps::discard::<Assessment>(cx, address, typed, forms.collect(), done).await
}
