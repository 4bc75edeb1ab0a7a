//! Saying whose a task is, where the words of its record name nobody around the person.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::id::{PersonId, TaskId};
use bansou_domain::task::Owner;
use bansou_store::journal::Did;

use super::path;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Typed, accept};

pub(super) async fn post(
    cx: Cx,
    Path((person, id)): Path<(PersonId, TaskId)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let owner = Owner::from_code(typed.value("owner"));
    let listed = tx.task_owners(case.reader()).await?;
    let chosen = listed.iter().find(|known| Some(known.owner) == owner);
    let chosen = chosen.ok_or(Failure::Request("だれの宿題かをえらんでください。"))?;
    let leads_to = path(person);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    tx.bind_task(case, id, typed.version(), chosen.owner).await?;
    let did = Did::to(person, "task.bound").subject(id.0);
    tx.commit(did.detail(&chosen.name)).await?;
    Ok(Redirect::to(&leads_to).into_response())
}
