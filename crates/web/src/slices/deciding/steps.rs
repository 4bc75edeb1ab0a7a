//! Beginning and confirming a record, and the tasks its next steps become.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::deciding::{Deciding, check};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_store::Tx;
use bansou_store::access::CaseEditor;
use bansou_store::journal::Did;

use super::parts::{Part, message};
use super::{list, show};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Typed, accept};
use crate::slices::process::newest_cycle;

pub(super) async fn begin(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let mut fields = Fields::new(&typed, cx.today());
    let mut deciding = Deciding::begun();
    deciding.question = fields.required("question", "決めること");
    let deciding = match fields.finish(deciding) {
        Ok(deciding) => deciding,
        Err(problems) => {
            let form = Form::refused(super::list_path(person), typed, problems);
            return list::refuse(&cx, &mut tx, case.reader(), form).await;
        }
    };
    let cycle = newest_cycle(&mut tx, case.reader()).await?;
    let id = tx.add_paper(case, PaperKind::Deciding, cycle, &deciding).await?;
    let to = super::edit_path(person, id, Part::Ways);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    tx.commit(Did::to(person, "deciding.begun").subject(id.0)).await?;
    Ok(Redirect::to(&to).into_response())
}

pub(super) async fn confirm(
    cx: Cx,
    Path((person, id)): Path<(PersonId, PaperId)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper = tx.paper::<Deciding>(case.reader(), id).await?;
    let problems = check(&paper.content, cx.today());
    if !problems.is_empty() {
        drop(tx);
        let problems = problems.into_iter().map(message).collect();
        return show::refuse(&cx, (person, id), problems).await;
    }
    let to = super::path(person, id);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    tx.confirm_paper(case, id, typed.version()).await?;
    let before = paper.line.replaces.unwrap_or(id);
    set_tasks(&mut tx, case, (before, id), &paper.content).await?;
    tx.commit(Did::to(person, "deciding.confirmed").subject(id.0))
        .await?;
    Ok(Redirect::to(&to).into_response())
}

/// The next steps as tasks of the record `id`; what stood under `before` and still stands is kept as it is.
pub(super) async fn set_tasks(
    tx: &mut Tx,
    case: CaseEditor,
    (before, id): (PaperId, PaperId),
    deciding: &Deciding,
) -> Result<(), Failure> {
    let specialist = tx.person(case.reader()).await?.specialist_name;
    let tasks = deciding.tasks(&specialist);
    Ok(tx.make_tasks(case, id, Some(before), &tasks).await?)
}
