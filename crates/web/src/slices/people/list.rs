//! The list of people, fifty to a page, by reading.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use bansou_domain::calendar::{ServiceMonth, age_on, wareki};
use bansou_domain::text;
use bansou_store::person::{PeopleFilter, PersonLine};
use jiff::civil::Date;
use serde::Deserialize;

use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::covering;
use crate::layout::{Menu, Pages, View, page};

const PER_PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "slices/people/list.html")]
struct List {
    people: Vec<Line>,
    query: Asked,
    total: i64,
    pages: Pages,
}

struct Line {
    id: String,
    name: String,
    kana: String,
    age: String,
    specialist: String,
    mine: bool,
    certificate: String,
    certificate_state: &'static str,
    next_month: String,
    next_state: &'static str,
    last_contact: String,
}

/// What the list is asked for.
#[derive(Deserialize, Default, Clone)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    mine: String,
    #[serde(default)]
    closed: String,
    #[serde(default)]
    page: i64,
}

impl View for List {
    fn title(&self) -> String {
        "利用者".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::People
    }

    fn wide(&self) -> bool {
        true
    }
}

pub(super) async fn get(cx: Cx, Query(query): Query<Asked>) -> Result<Response, Failure> {
    let filter = PeopleFilter {
        words: text::fold(query.q.trim()),
        mine: !query.mine.is_empty(),
        closed: !query.closed.is_empty(),
    };
    let mut reader = cx.read().await?;
    let total = reader.count_people(cx.member(), &filter).await?;
    let kept = [
        ("q", query.q.as_str()),
        ("mine", &query.mine),
        ("closed", &query.closed),
    ];
    let pages = Pages::new(query.page, total, PER_PAGE).keeping(&kept);
    let found = reader
        .people(cx.member(), &filter, pages.offset(), PER_PAGE)
        .await?;
    let people = found
        .into_iter()
        .map(|line| Line::new(line, cx.today()))
        .collect();
    page(
        &cx,
        &List {
            people,
            query,
            total,
            pages,
        },
    )
}

impl Line {
    fn new(line: PersonLine, today: Date) -> Self {
        let day = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<Date>().ok());
        let end = day(&line.grant_until);
        let month = line
            .next_month
            .as_ref()
            .and_then(|text| text.parse::<ServiceMonth>().ok());
        let this_month = ServiceMonth::containing(today);
        let covered = line.covered && !line.mine;
        Self {
            id: line.id.to_string(),
            name: line.name,
            kana: line.kana,
            age: day(&line.born).map_or_else(String::new, |born| format!("{}歳", age_on(born, today))),
            specialist: match line.specialist_name {
                specialist if covered => covering(&specialist.unwrap_or_default()),
                specialist => specialist.unwrap_or_else(|| "未定".to_owned()),
            },
            mine: line.mine,
            certificate: end.map_or_else(|| "未登録".to_owned(), wareki::short),
            certificate_state: match end {
                None => "todo",
                Some(end) if end < today => "late",
                Some(end) if (end - today).get_days() <= 90 => "waiting",
                Some(_) => "done",
            },
            next_month: month.map_or_else(String::new, wareki::format_month),
            next_state: match month {
                Some(month) if month < this_month => "late",
                Some(month) if month == this_month => "progress",
                _ => "done",
            },
            last_contact: day(&line.last_contact).map_or_else(String::new, wareki::short),
        }
    }
}
