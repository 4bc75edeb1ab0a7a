//! 進行のメモ. What whoever leads the talk keeps for themselves: nobody else's page, paper, event or export reads it.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::id::{ConferenceId, PersonId};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::conference::NoteOfOne;
use bansou_store::journal::Did;

use super::path;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};

#[derive(Template)]
#[template(path = "slices/conferences/note.html")]
struct Note {
    case: CaseFrame,
    form: Form,
    back: String,
}

case_page!(Note, "進行のメモ", form);

type Address = Path<(PersonId, ConferenceId)>;

fn note_path((person, id): (PersonId, ConferenceId)) -> String {
    format!("{}/note", path(person, id))
}

fn write(note: &NoteOfOne) -> Typed {
    let mut typed = Typed::default();
    typed.set("note", &note.content);
    typed
}

async fn view(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    id: ConferenceId,
    form: Form,
) -> Result<Note, Failure> {
    Ok(Note {
        case: CaseFrame::load(reader, case, Tab::Meetings, cx.today()).await?,
        form,
        back: path(case.person(), id),
    })
}

pub(super) async fn get(cx: Cx, Path(address): Address) -> Result<Response, Failure> {
    let (person, id) = address;
    let case = cx.open_case(person, "conference.note").await?;
    let mut reader = cx.read().await?;
    reader.conference(case, id).await?;
    let note = reader.own_note(case, id).await?;
    drop(reader);
    let form = Form::open(&cx, note_path(address), write(&note), note.version).await?;
    let view = view(&cx, &mut cx.read().await?, case, id, form).await?;
    page(&cx, &view)
}

pub(super) async fn post(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let (person, id) = address;
    let action = note_path(address);
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    tx.conference(case.reader(), id).await?;
    let mut fields = Fields::new(&typed, cx.today());
    let content = fields.long("note", "進行のメモ");
    let form = match fields.finish(content) {
        Ok(content) => {
            if let Accepted::Before(response) = accept(&mut tx, &typed, &action).await? {
                return Ok(response);
            }
            match tx.keep_own_note(case, id, &content, typed.version()).await {
                Ok(()) => {
                    tx.commit(Did::to(person, "conference.note").subject(id.0))
                        .await?;
                    return Ok(Redirect::to(&action).into_response());
                }
                Err(bansou_store::Failure::Stale) => {
                    let theirs = tx.own_note(case.reader(), id).await?;
                    Form::conflict(action, typed, write(&theirs), theirs.version)
                }
                Err(failure) => return Err(failure.into()),
            }
        }
        Err(problems) => Form::refused(action, typed, problems),
    };
    let view = view(&cx, &mut tx, case.reader(), id, form).await?;
    drop(tx);
    refused(&cx, &view)
}
