//! The timeline: newest first, thirty to a page, narrowed by means, work and words.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_domain::note::{Means, Work};
use bansou_domain::room::MonthAnswer;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::note::{NoteFilter, NoteRecord};
use bansou_store::room::ProviderWord;
use serde::Deserialize;

use super::item::Item;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::time_in_japan;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{Pages, case_page, page};
use crate::slices::rooms;

const PER_PAGE: i64 = 30;
/// So many hits of a search within one case are looked through; it is more than anybody reads.
const MOST_HITS: i64 = 600;

#[derive(Template)]
#[template(path = "slices/notes/list.html")]
struct List {
    case: CaseFrame,
    items: Vec<Item>,
    asked: Asked,
    total: i64,
    pages: Pages,
    /// What providers wrote of a month; on the first page, while nothing narrows the list.
    months: Vec<MonthLine>,
}

/// 月の便り, as the timeline shows it.
struct MonthLine {
    month: String,
    name: String,
    note: MonthAnswer,
    source: String,
    room: String,
}

impl MonthLine {
    fn of(person: PersonId, word: ProviderWord<MonthAnswer>) -> Self {
        let entered = match word.entered_by.as_str() {
            "" => String::new(),
            who => format!("（{who}が書きこみ）"),
        };
        Self {
            month: wareki::format_month(word.answer.month),
            source: format!(
                "{} {}{entered}",
                time_in_japan(&word.recorded_at),
                word.means.label()
            ),
            room: rooms::room_path(person, word.room),
            name: word.name,
            note: word.answer,
        }
    }
}

/// What the timeline is asked for.
#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    means: String,
    #[serde(default)]
    work: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: i64,
}

impl Asked {
    fn filter(&self) -> NoteFilter {
        NoteFilter {
            means: Means::from_code(&self.means),
            work: Work::from_code(&self.work),
        }
    }

    fn narrows(&self) -> bool {
        !(self.means.is_empty() && self.work.is_empty() && self.q.trim().is_empty())
    }
}

case_page!(List, "経過");

pub(super) async fn get(
    cx: Cx,
    Path(person): Path<PersonId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "notes").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Notes, cx.today()).await?;
    let (found, total, pages) = find(&mut reader, case, &asked).await?;
    let months = if asked.narrows() || asked.page > 1 {
        Vec::new()
    } else {
        reader.month_notes(case).await?
    };
    drop(reader);
    let items = found
        .into_iter()
        .map(|record| Item::new(person, record))
        .collect();
    let view = List {
        case: frame,
        items,
        asked,
        total,
        pages,
        months: months
            .into_iter()
            .map(|word| MonthLine::of(person, word))
            .collect(),
    };
    page(&cx, &view)
}

async fn find(
    reader: &mut Reader,
    case: CaseReader,
    asked: &Asked,
) -> Result<(Vec<NoteRecord>, i64, Pages), Failure> {
    let kept = [
        ("means", asked.means.as_str()),
        ("work", &asked.work),
        ("q", &asked.q),
    ];
    let filter = asked.filter();
    if asked.q.trim().is_empty() {
        let total = reader.count_notes(case, filter).await?;
        let pages = Pages::new(asked.page, total, PER_PAGE).keeping(&kept);
        let found = reader.notes_of(case, filter, pages.offset(), PER_PAGE).await?;
        return Ok((found, total, pages));
    }
    let mut hits = reader.search_notes_of(case, &asked.q, MOST_HITS).await?;
    hits.retain(|hit| {
        filter.means.is_none_or(|means| hit.note.means == means)
            && filter.work.is_none_or(|work| hit.note.work == work)
    });
    let total = i64::try_from(hits.len()).unwrap_or(i64::MAX);
    let pages = Pages::new(asked.page, total, PER_PAGE).keeping(&kept);
    let skip = usize::try_from(pages.offset()).unwrap_or_default();
    let found = hits
        .into_iter()
        .skip(skip)
        .take(usize::try_from(PER_PAGE).unwrap_or_default())
        .collect();
    Ok((found, total, pages))
}
