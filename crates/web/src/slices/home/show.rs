//! The page: today, deadlines in lanes, what waits for others, whom to keep in mind, how far the month has come.

use askama::Template;
use axum::response::Response;
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_store::board::{BoardRow, Lane, LanePage};
use bansou_store::work::MonthCount;
use jiff::ToSpan;

use super::lanes::{Desk, Shown};
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::{Menu, View, page};
use crate::settings::OfficeSettings;

/// Rows shown in one lane; the rest is told as a number.
const PER_LANE: usize = 50;
/// Rows of each kind of waiting work.
const PER_KIND: i64 = 50;
/// Open months of one worker's own cases, read at once; nobody has as many.
const MOST_OPEN: i64 = 5_000;
/// How far back a month that was never finished still stands here.
const LATE_MONTHS: i32 = 12;
/// Until this day of the month, last month's work is claimed.
const CLAIM_UNTIL: i8 = 10;

#[derive(Template)]
#[template(path = "slices/home/show.html")]
struct Home {
    today: String,
    schedule: Shown,
    lanes: Vec<Shown>,
    arrived: Shown,
    waiting: Shown,
    mind: Shown,
    unfinished: Shown,
    count: MonthCount,
    month: String,
    claim: String,
}

impl View for Home {
    fn title(&self) -> String {
        "今日".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Today
    }

    fn wide(&self) -> bool {
        true
    }
}

pub(super) async fn get(cx: Cx) -> Result<Response, Failure> {
    let today = cx.today();
    let month = ServiceMonth::containing(today);
    let open = Lane {
        from: month.plus(-LATE_MONTHS),
        until: month.next(),
        open_only: true,
        mine: true,
    };
    let mut reader = cx.read().await?;
    let count = reader.month_count(cx.member(), month).await?;
    let office = reader.office(cx.member()).await?;
    let open = reader.monitoring_lane(cx.member(), open, 0, MOST_OPEN).await?;
    let work = reader.waiting_work(cx.member(), today, PER_KIND).await?;
    let week = today.saturating_add(7.days());
    let visits = reader
        .planned_visits(cx.member(), cx.who.staff(), today, week)
        .await?;
    drop(reader);
    let mut desk = Desk::new(today, OfficeSettings::of(&office));
    desk.visits(visits);
    desk.board(by_lane(open.rows, month));
    desk.work(work);
    let view = Home {
        today: wareki::format_with_weekday(today),
        schedule: desk.schedule,
        lanes: vec![desk.late, desk.week, desk.month, desk.next],
        arrived: desk.arrived,
        waiting: desk.waiting,
        mind: desk.mind,
        unfinished: desk.unfinished,
        count,
        month: wareki::format_month(month),
        claim: claim(today),
    };
    page(&cx, &view)
}

/// What is open before the month, in it and in the next one.
fn by_lane(rows: Vec<BoardRow>, month: ServiceMonth) -> [LanePage; 3] {
    let (past, rest) = rows.into_iter().partition::<Vec<_>, _>(|row| row.month < month);
    let (this, next) = rest.into_iter().partition(|row| row.month == month);
    [past, this, next].map(|mut rows| {
        let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        rows.truncate(PER_LANE);
        LanePage { rows, total }
    })
}

/// How long until the claim of last month's work closes, or until this month's can be sent.
fn claim(today: jiff::civil::Date) -> String {
    let left = i32::from(CLAIM_UNTIL) - i32::from(today.day());
    if left >= 0 {
        return format!("請求（{CLAIM_UNTIL}日まで）あと{left}日");
    }
    let month = ServiceMonth::containing(today).next();
    let days = (month.first_day() - today).get_days();
    format!(
        "次の請求（{}月1日～{CLAIM_UNTIL}日）まであと{days}日",
        month.month()
    )
}
