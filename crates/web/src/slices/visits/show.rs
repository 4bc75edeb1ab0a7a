//! The page of a month.

use axum::extract::Query;
use axum::response::Response;
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::StaffId;
use serde::Deserialize;

use super::gather::{AHEAD, Round};
use super::plan::{Asked, Plan};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Form, Typed};
use crate::layout::page;

#[derive(Deserialize, Default)]
pub(super) struct Wanted {
    #[serde(default)]
    staff: String,
    #[serde(default)]
    month: String,
    #[serde(default)]
    page: i64,
}

/// Reads the months of the worker who is asked for; the page's own worker without one.
pub(super) async fn round(cx: &Cx, staff: Option<StaffId>) -> Result<(StaffId, Round), Failure> {
    let staff = staff.unwrap_or(cx.who.staff());
    let own = if staff == cx.who.staff() {
        let store = &cx.app.store;
        Some(store.open_own_cases(&cx.who, cx.now, "visits").await?)
    } else {
        None
    };
    Ok((staff, Round::load(cx, staff, own).await?))
}

/// The month asked for, or the first in which a day is still to be found.
pub(super) fn month(cx: &Cx, round: &Round, asked: &str) -> ServiceMonth {
    let first = ServiceMonth::containing(cx.today());
    let offered = (0..=AHEAD).map(|ahead| first.plus(ahead));
    let open = |month: &ServiceMonth| {
        let lines = round.lines.iter();
        lines
            .filter(|line| line.page(first) == *month)
            .any(|line| line.due.plan.is_none())
    };
    let asked = asked
        .parse()
        .ok()
        .filter(|month| offered.clone().any(|one| one == *month));
    asked.or_else(|| offered.clone().find(open)).unwrap_or(first)
}

pub(super) async fn get(cx: Cx, Query(wanted): Query<Wanted>) -> Result<Response, Failure> {
    let (staff, round) = round(&cx, wanted.staff.parse().ok()).await?;
    let asked = Asked {
        staff,
        month: month(&cx, &round, &wanted.month),
        page: wanted.page,
    };
    let form = Form::blank(super::PATH.to_owned(), Typed::default());
    page(&cx, &Plan::of(&cx, asked, round, form).await?)
}
