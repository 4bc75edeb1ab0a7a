//! Taking one answer over into the statements of the assessment that is being written.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::assessment::{Assessment, Section};
use bansou_domain::id::PersonId;
use bansou_domain::paper::PaperKind;
use bansou_store::journal::Did;
use uuid::Uuid;

use super::sheets::{State, state, statement};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Typed, accept};

const NO_DRAFT: &str = "アセスメントの下書きがありません。アセスメントを始めてから、もう一度押してください。";

pub(super) async fn post(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let answer: Option<Uuid> = typed.value("answer").parse().ok();
    let place: Option<usize> = typed.value("place").parse().ok();
    let (Some(answer), Some(place)) = (answer, place) else {
        return Err(bansou_store::Failure::NotFound.into());
    };
    let sheets = tx.answered_sheets(case.reader()).await?;
    let mut sheets = sheets.iter();
    let sheet = sheets.find(|sheet| sheet.last().is_some_and(|(record, _)| record.id == answer));
    let sheet = sheet.ok_or(bansou_store::Failure::NotFound)?;
    let said = statement(sheet, place).ok_or(bansou_store::Failure::NotFound)?;
    let newest = tx
        .newest_paper::<Assessment>(case.reader(), PaperKind::Assessment, true)
        .await?;
    let draft = newest.filter(|paper| paper.line.confirmed_at.is_none());
    let draft = draft.ok_or(Failure::Request(NO_DRAFT))?;
    let to = format!("{}#s-{answer}-{place}", super::path(person));
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    // Two windows may both show the button; the second press adds nothing.
    if state(sheet, place, Some(&draft.content)) == State::Open {
        let mut content = draft.content;
        content.statements.push(said);
        let note = content.mark_of(Section::Wishes).map(|mark| mark.note.clone());
        let note = note.unwrap_or_default();
        content.mark(Section::Wishes, cx.today(), cx.who.name(), None, &note);
        tx.change_paper(case, draft.line.id, &content, draft.line.version)
            .await?;
    }
    tx.commit(Did::to(person, "questions.taken").subject(draft.line.id.0))
        .await?;
    Ok(Redirect::to(&to).into_response())
}
