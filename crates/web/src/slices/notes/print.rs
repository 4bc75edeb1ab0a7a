//! 支援経過記録 on paper: the notes of a stretch of days that stand.

use axum::extract::{Path, Query};
use axum::response::Response;
use bansou_documents::Paper;
use bansou_documents::papers::{NoteRow, NotesSheet};
use bansou_domain::calendar::{typed, wareki};
use bansou_domain::id::PersonId;
use bansou_store::note::NoteRecord;
use jiff::civil::Date;
use serde::Deserialize;

use super::item;
use crate::context::Cx;
use crate::failure::Failure;
use crate::slices::papers::{Desk, file, press};

const TITLE: &str = "支援経過記録";
/// More contacts than ten years of weekly calls; beyond it the days have to be narrowed.
const MOST: i64 = 3000;

/// The days asked for, as they were typed.
#[derive(Deserialize)]
pub(super) struct Span {
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
}

pub(super) async fn pdf(
    cx: Cx,
    Path(person): Path<PersonId>,
    Query(span): Query<Span>,
) -> Result<Response, Failure> {
    let sheet = sheet(&cx, person, &span).await?;
    let printed = press(&cx, sheet, |press, sheet| Ok(press.pdf(sheet)?)).await?;
    file("application/pdf", &format!("{TITLE}.pdf"), "inline", printed.pdf)
}

pub(super) async fn xlsx(
    cx: Cx,
    Path(person): Path<PersonId>,
    Query(span): Query<Span>,
) -> Result<Response, Failure> {
    let sheet = sheet(&cx, person, &span).await?;
    let book = press(&cx, sheet, |_, sheet| {
        Ok(bansou_documents::workbook::write(sheet)?)
    })
    .await?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    file(kind, &format!("{TITLE}.xlsx"), "attachment", book)
}

async fn sheet(cx: &Cx, person: PersonId, span: &Span) -> Result<Box<dyn Paper + Send>, Failure> {
    let case = cx.open_case(person, "notes").await?;
    let (from, until) = (day(cx, &span.from)?, day(cx, &span.until)?);
    let mut reader = cx.read().await?;
    let notes = reader.notes_between(case, from, until, MOST).await?;
    let desk = Desk::load(cx, &mut reader, case).await?;
    drop(reader);
    let (person_name, office_name) = desk.names();
    let begins = from.or(notes.first().map(|record| record.note.on));
    let ends = until.unwrap_or(cx.today());
    Ok(Box::new(NotesSheet {
        cover: desk.cover("", TITLE, Some(ends)),
        person_name,
        office_name,
        period: format!(
            "{}～{}",
            begins.map(wareki::format).unwrap_or_default(),
            wareki::format(ends)
        ),
        rows: notes.iter().enumerate().map(row).collect(),
    }))
}

fn day(cx: &Cx, text: &str) -> Result<Option<Date>, Failure> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let read = typed::read_date(text, cx.today());
    read.map(Some)
        .map_err(|_| Failure::Request("期間の日付を読めません。戻って、R8.4.1のように入力してください。"))
}

fn row((place, record): (usize, &NoteRecord)) -> NoteRow {
    let note = &record.note;
    let words = if note.words.is_empty() {
        String::new()
    } else {
        format!("「{}」", note.words)
    };
    let content = [note.facts.clone(), words];
    let content: Vec<String> = content.into_iter().filter(|text| !text.is_empty()).collect();
    NoteRow {
        number: (place + 1).to_string(),
        held: format!("{}\n{}", wareki::format_with_weekday(note.on), item::time(note)),
        means: note.missed.map_or_else(
            || note.means.label().to_owned(),
            |missed| format!("{}（{}）", note.means.label(), missed.label()),
        ),
        with: item::counterpart(note),
        place: note.place.clone(),
        category: note.work.label().to_owned(),
        content: content.join("\n"),
        judgement: note.view.clone(),
        next: note.next.clone(),
        addition: note.deed.as_ref().map(super::deed::said).unwrap_or_default(),
        recorded_by: record.written_by.clone(),
    }
}
