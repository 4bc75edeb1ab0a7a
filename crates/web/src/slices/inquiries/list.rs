//! The office's inquiries, newest first, by what became of them.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::inquiry::{InquiryState, Urgency};
use bansou_store::inquiry::InquiryRecord;
use jiff::civil::Date;
use serde::Deserialize;

use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::{Menu, Pages, View, page};

const PER_PAGE: i64 = 50;
/// As much of what was said as one line of the list holds.
const BEGINNING: usize = 60;

#[derive(Template)]
#[template(path = "slices/inquiries/list.html")]
struct List {
    inquiries: Vec<Line>,
    filters: Vec<Filter>,
    asked: Asked,
    pages: Pages,
}

struct Line {
    href: String,
    on: String,
    about: String,
    from: String,
    words: String,
    urgency: &'static str,
    state: &'static str,
    word: &'static str,
    next_on: String,
    next_late: bool,
}

struct Filter {
    href: String,
    word: String,
    current: bool,
}

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    state: String,
    #[serde(default)]
    page: i64,
}

impl View for List {
    fn title(&self) -> String {
        "相談受付".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Inquiries
    }

    fn wide(&self) -> bool {
        true
    }
}

pub(super) async fn get(cx: Cx, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let state = InquiryState::from_code(&asked.state);
    let mut reader = cx.read().await?;
    let counts = reader.count_inquiries(cx.member()).await?;
    let count = |state: Option<InquiryState>| {
        let of_state = |code: &str| state.is_none_or(|state| state.code() == code);
        let counted = counts.iter().filter(|(code, _)| of_state(code));
        counted.map(|(_, count)| count).sum::<i64>()
    };
    let pages = Pages::new(asked.page, count(state), PER_PAGE).keeping(&[("state", &asked.state)]);
    let found = reader
        .inquiries(cx.member(), state, pages.offset(), PER_PAGE)
        .await?;
    drop(reader);
    let mut filters = vec![Filter::new("", "すべて", count(None), state.is_none())];
    filters.extend(InquiryState::ALL.iter().map(|each| {
        let current = state == Some(*each);
        Filter::new(each.code(), each.label(), count(Some(*each)), current)
    }));
    let view = List {
        inquiries: found
            .into_iter()
            .map(|record| Line::new(record, cx.today()))
            .collect(),
        filters,
        asked,
        pages,
    };
    page(&cx, &view)
}

impl Filter {
    fn new(code: &str, label: &str, count: i64, current: bool) -> Self {
        Self {
            href: format!("/inquiries?state={code}"),
            word: format!("{label}（{count}）"),
            current,
        }
    }
}

impl Line {
    fn new(record: InquiryRecord, today: Date) -> Self {
        let inquiry = record.inquiry;
        let late = inquiry.state.is_open() && inquiry.next_on.is_some_and(|day| day < today);
        Self {
            href: super::path(record.id),
            on: wareki::short(inquiry.on),
            about: match inquiry.about.as_str() {
                "" => "（お名前は未確認）".to_owned(),
                name => name.to_owned(),
            },
            from: inquiry.from,
            words: beginning(&inquiry.words),
            urgency: inquiry.urgency.map_or("", Urgency::label),
            state: tag(inquiry.state),
            word: inquiry.state.label(),
            next_on: inquiry.next_on.map(wareki::short).unwrap_or_default(),
            next_late: late,
        }
    }
}

/// The look of a state: what is open asks for something, what has ended does not.
pub(super) fn tag(state: InquiryState) -> &'static str {
    match state {
        InquiryState::Open => "todo",
        InquiryState::Outreach => "waiting",
        _ => "done",
    }
}

fn beginning(words: &str) -> String {
    let line = words.lines().next().unwrap_or_default();
    if line.chars().count() <= BEGINNING {
        return line.to_owned();
    }
    line.chars().take(BEGINNING).chain(['…']).collect()
}
