//! The board of the office: late, this month, next month; names and states only.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_store::board::{BoardRow, Lane, LanePage, Workload};
use jiff::civil::Date;
use serde::Deserialize;

use super::stand::{Stand, stand};
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::covering;
use crate::layout::{Menu, Pages, View, page};
use crate::settings::OfficeSettings;

const PER_PAGE: i64 = 50;
/// How far back a month that was never finished still stands on the board.
const LATE_MONTHS: i32 = 12;

#[derive(Template)]
#[template(path = "slices/monitoring/board.html")]
struct Board {
    lanes: Vec<Shown>,
    workload: Vec<Workload>,
    mine: bool,
    month: String,
    back: String,
    forward: String,
    now: String,
    elsewhere: bool,
    all: String,
    only_mine: String,
}

struct Shown {
    heading: String,
    late: bool,
    empty: &'static str,
    total: i64,
    rows: Vec<Line>,
    pages: Pages,
}

struct Line {
    name: String,
    kana: String,
    specialist: String,
    month: String,
    stand: Stand,
}

/// What the board is asked for.
#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    month: String,
    #[serde(default)]
    all: String,
    #[serde(default)]
    lane: String,
    #[serde(default)]
    page: i64,
}

impl View for Board {
    fn title(&self) -> String {
        "モニタリング".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Board
    }

    fn wide(&self) -> bool {
        true
    }
}

/// One of the three lanes: its name in the address, its heading, its months.
struct Wanted {
    name: &'static str,
    heading: String,
    empty: &'static str,
    lane: Lane,
}

pub(super) async fn get(cx: Cx, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let this_month = ServiceMonth::containing(cx.today());
    let month = asked.month.parse().unwrap_or(this_month);
    let mine = asked.all.is_empty();
    let mut reader = cx.read().await?;
    let office = reader.office(cx.member()).await?;
    let rules = OfficeSettings::of(&office);
    let mut lanes = Vec::new();
    for wanted in wanted(month, this_month, mine) {
        let asked_page = if asked.lane == wanted.name { asked.page } else { 1 };
        let offset = (asked_page.clamp(1, 10_000) - 1) * PER_PAGE;
        let found = reader
            .monitoring_lane(cx.member(), wanted.lane, offset, PER_PAGE)
            .await?;
        lanes.push(Shown::new(wanted, found, &asked, asked_page, &rules, cx.today()));
    }
    let since = this_month.plus(-LATE_MONTHS);
    let workload = reader.workload(cx.member(), month, since.min(month)).await?;
    drop(reader);
    let at = |month: ServiceMonth, all: bool| {
        let all = if all { "&all=1" } else { "" };
        format!("/monitoring?month={month}{all}")
    };
    let view = Board {
        lanes,
        workload,
        mine,
        month: wareki::format_month(month),
        back: at(month.plus(-1), !mine),
        forward: at(month.next(), !mine),
        now: at(this_month, !mine),
        elsewhere: month != this_month,
        all: at(month, true),
        only_mine: at(month, false),
    };
    page(&cx, &view)
}

fn wanted(month: ServiceMonth, this_month: ServiceMonth, mine: bool) -> [Wanted; 3] {
    let lane = |from, until, open_only| Lane {
        from,
        until,
        open_only,
        mine,
    };
    let called = |month: ServiceMonth| {
        let word = match this_month.months_until(month) {
            0 => "今月 ",
            1 => "来月 ",
            _ => "",
        };
        format!("{word}{}", wareki::format_month(month))
    };
    let past = this_month.plus(-1);
    [
        Wanted {
            name: "late",
            heading: "前の月までの残り".to_owned(),
            empty: "前の月までの残りはありません。",
            lane: lane(this_month.plus(-LATE_MONTHS), past, true),
        },
        Wanted {
            name: "month",
            heading: called(month),
            empty: "この月に予定されている方はいません。",
            lane: lane(month, month, false),
        },
        Wanted {
            name: "next",
            heading: called(month.next()),
            empty: "この月に予定されている方はいません。",
            lane: lane(month.next(), month.next(), false),
        },
    ]
}

impl Shown {
    fn new(
        wanted: Wanted,
        found: LanePage,
        asked: &Asked,
        asked_page: i64,
        rules: &OfficeSettings,
        today: Date,
    ) -> Self {
        let kept = [
            ("month", asked.month.as_str()),
            ("all", &asked.all),
            ("lane", wanted.name),
        ];
        Self {
            late: wanted.name == "late",
            heading: wanted.heading,
            empty: wanted.empty,
            total: found.total,
            pages: Pages::new(asked_page, found.total, PER_PAGE).keeping(&kept),
            rows: found
                .rows
                .into_iter()
                .map(|row| Line::new(row, rules, today))
                .collect(),
        }
    }
}

impl Line {
    fn new(row: BoardRow, rules: &OfficeSettings, today: Date) -> Self {
        let rule = rules.slip_rule(&row.municipality, row.month);
        let specialist = match row.specialist.as_str() {
            _ if row.mine => "自分".to_owned(),
            specialist if row.covered => covering(specialist),
            "" => "担当未定".to_owned(),
            specialist => specialist.to_owned(),
        };
        Self {
            stand: stand(row.person, row.month, row.report.as_ref(), today, rule),
            name: row.name,
            kana: row.kana,
            specialist,
            month: format!("{}月分", row.month.month()),
        }
    }
}
