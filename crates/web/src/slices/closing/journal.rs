//! Who has looked at the record, and what they did: the journal of one person, newest first.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_store::journal::Entry;
use serde::Deserialize;

use super::journal_path;
use super::journal_words::{detail, did, who};
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};

const PER_PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "slices/closing/journal.html")]
struct Journal {
    case: CaseFrame,
    lines: Vec<Line>,
    older: Option<String>,
    newest: Option<String>,
}

struct Line {
    at: String,
    who: String,
    did: String,
    detail: String,
}

/// Which page is asked for: what stands before this place in the chain.
#[derive(Deserialize, Default)]
pub(super) struct Asked {
    before: Option<i64>,
}

case_page!(Journal, "見た人と変更の記録");

pub(super) async fn get(
    cx: Cx,
    Path(person): Path<PersonId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "journal").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Overview, cx.today()).await?;
    let before = asked.before.unwrap_or(i64::MAX);
    let entries = reader.journal_of(case, before, PER_PAGE + 1).await?;
    drop(reader);
    let more = entries.len() > usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let shown: Vec<_> = entries
        .iter()
        .take(usize::try_from(PER_PAGE).unwrap_or(0))
        .collect();
    let last = shown.last().map(|entry| entry.seq).filter(|_| more);
    let view = Journal {
        case: frame,
        older: last.map(|seq| format!("{}?before={seq}", journal_path(person))),
        newest: asked.before.map(|_| journal_path(person)),
        lines: shown.into_iter().map(Line::new).collect(),
    };
    page(&cx, &view)
}

impl Line {
    fn new(entry: &Entry) -> Self {
        Self {
            at: in_japan(&entry.at),
            who: who(&entry.kind, &entry.actor_name, &entry.detail),
            did: did(&entry.kind, &entry.detail),
            detail: detail(&entry.kind, &entry.detail),
        }
    }
}

/// An instant of the journal as the day and minute in Japan; a journal is read years later, so with its year.
fn in_japan(utc: &str) -> String {
    let Ok(at) = utc.parse::<jiff::Timestamp>() else {
        return String::new();
    };
    let time = jiff::tz::Offset::constant(9).to_datetime(at);
    format!(
        "{} {}:{:02}",
        wareki::short(time.date()),
        time.hour(),
        time.minute()
    )
}
