//! What happens to a record after it was written: a correction, thinking again, or throwing a draft away.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::deciding::Deciding;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_store::journal::Did;

use super::parts::Part;
use super::show;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Told, Typed, accept};
use crate::slices::papers::steps;
use crate::slices::process::newest_cycle;

type Address = Path<(PersonId, PaperId)>;

pub(super) async fn correct(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let did = "deciding.correction_begun";
    steps::correct::<Deciding>(cx, address, typed, super::path, did).await
}

/// 考えなおす: a choice may be changed. The answer that stood stays as it was; the question is open once more.
pub(super) async fn again(cx: Cx, Path((person, id)): Address, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper = tx.paper::<Deciding>(case.reader(), id).await?;
    if paper.line.confirmed_at.is_none() || paper.line.replaced {
        return Err(bansou_store::Failure::Stale.into());
    }
    let begun = super::all(&mut tx, case.reader()).await?;
    if let Some(begun) = begun.iter().find(|begun| begun.content.again_of == Some(id)) {
        return Ok(Redirect::to(&super::path(person, begun.line.id)).into_response());
    }
    let cycle = newest_cycle(&mut tx, case.reader()).await?;
    let next = paper.content.again(id);
    let new = tx.add_paper(case, PaperKind::Deciding, cycle, &next).await?;
    let to = super::path(person, new);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    tx.commit(Did::to(person, "deciding.reopened").subject(new.0))
        .await?;
    Ok(Redirect::to(&to).into_response())
}

pub(super) async fn discard(cx: Cx, Path((person, id)): Address, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    if tx.has_set_tasks(case.reader(), id).await? {
        drop(tx);
        let message = "宿題を出した記録は捨てられません。「まだ決めない」として確定し、残してください。";
        let told = Told {
            field: "kind".to_owned(),
            message: message.to_owned(),
        };
        return show::refuse(&cx, (person, id), vec![(Part::Obstacles, told)]).await;
    }
    let to = super::list_path(person);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    for part in Part::ALL {
        tx.forget_draft(&super::edit_path(person, id, *part)).await?;
    }
    tx.discard_paper(case, id, typed.version()).await?;
    tx.commit(Did::to(person, "deciding.discarded").subject(id.0))
        .await?;
    Ok(Redirect::to(&to).into_response())
}
