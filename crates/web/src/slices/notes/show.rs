//! One note, with what it corrects and what corrects it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::id::{NoteId, PersonId};

use super::item::Item;
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};

#[derive(Template)]
#[template(path = "slices/notes/show.html")]
struct Show {
    case: CaseFrame,
    /// Newest first: the correction, the note, the note it corrects.
    items: Vec<Item>,
}

case_page!(Show, "経過の記録");

pub(super) async fn get(cx: Cx, Path((person, id)): Path<(PersonId, NoteId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "note").await?;
    let mut reader = cx.read().await?;
    let note = reader.note(case, id).await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Notes, cx.today()).await?;
    let mut notes = Vec::new();
    notes.extend(reader.correction_of(case, id).await?);
    let before = note.replaces;
    notes.push(note);
    if let Some(old) = before {
        notes.push(reader.note(case, old).await?);
    }
    drop(reader);
    let items = notes
        .into_iter()
        .map(|record| Item::new(person, record))
        .collect();
    page(&cx, &Show { case: frame, items })
}
