//! The meetings of a case, newest first.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_domain::paper::PaperKind;
use bansou_store::paper::PaperLine;

use super::{edit_path, new_path, paper_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{Menu, View, page};

#[derive(Template)]
#[template(path = "slices/meetings/list.html")]
struct List {
    case: CaseFrame,
    meetings: Vec<Line>,
    new: String,
}

struct Line {
    href: String,
    cycle: i64,
    on: String,
    by: String,
    state: &'static str,
    word: &'static str,
}

impl View for List {
    fn title(&self) -> String {
        format!("会議 — {}さん", self.case.name)
    }

    fn menu(&self) -> Menu {
        Menu::People
    }

    fn case(&self) -> Option<&CaseFrame> {
        Some(&self.case)
    }
}

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "meetings").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Meetings, cx.today()).await?;
    let papers = reader.papers(case).await?;
    drop(reader);
    let meetings = papers.iter().filter(|paper| paper.kind == PaperKind::Meeting);
    let view = List {
        case: frame,
        meetings: meetings.map(|paper| Line::new(person, paper)).collect(),
        new: new_path(person),
    };
    page(&cx, &view)
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
