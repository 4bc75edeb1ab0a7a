//! The meetings of a case, newest first.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_domain::paper::PaperKind;
use bansou_store::conference::ConferenceLine;
use bansou_store::paper::PaperLine;

use super::{edit_path, new_path, paper_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::slices::{conferences, tasks};

#[derive(Template)]
#[template(path = "slices/meetings/list.html")]
struct List {
    case: CaseFrame,
    planned: Vec<Planned>,
    meetings: Vec<Line>,
    new: String,
    prepare: String,
    tasks: String,
    open_tasks: usize,
}

/// A conference that has no confirmed record yet.
struct Planned {
    href: String,
    on: String,
    state: &'static str,
    word: &'static str,
}

struct Line {
    href: String,
    cycle: i64,
    on: String,
    by: String,
    state: &'static str,
    word: &'static str,
}

case_page!(List, "会議");

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "meetings").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Meetings, cx.today()).await?;
    let papers = reader.papers(case).await?;
    let conferences = reader.conferences(case).await?;
    let open_tasks = reader.open_tasks(case).await?.len();
    drop(reader);
    let open = conferences
        .iter()
        .filter(|line| line.minutes.is_none_or(|(_, confirmed)| !confirmed));
    let meetings = papers.iter().filter(|paper| paper.kind == PaperKind::Meeting);
    let view = List {
        case: frame,
        meetings: meetings.map(|paper| Line::new(person, paper)).collect(),
        planned: open.map(|line| Planned::new(person, line)).collect(),
        new: new_path(person),
        prepare: conferences::new_path(person),
        tasks: tasks::path(person),
        open_tasks,
    };
    page(&cx, &view)
}

impl Planned {
    fn new(person: PersonId, line: &ConferenceLine) -> Self {
        let (state, word) = match (line.ended, line.minutes.is_some()) {
            (_, true) => ("progress", "議事録を書いています"),
            (true, false) => ("todo", "議事録がまだです"),
            (false, false) => ("todo", "準備中"),
        };
        Self {
            href: conferences::path(person, line.id),
            on: line
                .on
                .map_or_else(|| "日付はまだ".to_owned(), wareki::format_with_weekday),
            state,
            word,
        }
    }
}

impl Line {
    fn new(person: PersonId, paper: &PaperLine) -> Self {
        let (state, word) = match (paper.replaced, paper.confirmed_at.is_some()) {
            (true, _) => ("unneeded", "訂正前"),
            (false, true) => ("done", "確定"),
            (false, false) => ("progress", "途中"),
        };
        let path = if paper.confirmed_at.is_some() {
            paper_path
        } else {
            edit_path
        };
        Self {
            href: path(person, paper.id),
            cycle: paper.cycle,
            on: paper
                .dated
                .map_or_else(|| "日付なし".to_owned(), wareki::format_with_weekday),
            by: paper.written_by.clone(),
            state,
            word,
        }
    }
}
