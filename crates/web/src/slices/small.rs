//! What pages ask for while somebody types: the echo of a date, keeping a draft, whether the session still stands.

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use bansou_domain::calendar::{typed, wareki};
use serde::Deserialize;

use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Typed, keep_draft, reading};
use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/echo", get(echo))
        .staff("/drafts", post(keep_draft))
        .staff("/drafts/discard", post(discard))
        .staff("/session", get(async || ""))
}

#[derive(Deserialize)]
struct Echo {
    kind: String,
    v: String,
}

/// How a typed date, month or time has been understood.
async fn echo(cx: Cx, Query(Echo { kind, v }): Query<Echo>) -> String {
    let today = cx.today();
    let understood = match kind.as_str() {
        "date" => typed::read_date(&v, today)
            .map(wareki::echo)
            .map_err(reading::of_date),
        "month" => typed::read_month(&v, today)
            .map(wareki::format_month)
            .map_err(reading::of_date),
        "time" => typed::read_time(&v)
            .map(|minutes| format!("{}:{:02}", minutes / 60, minutes % 60))
            .map_err(reading::of_time),
        _ => Ok(String::new()),
    };
    if v.trim().is_empty() {
        String::new()
    } else {
        understood.unwrap_or_else(|why| why)
    }
}

/// Throws a draft away and goes back to its form.
async fn discard(cx: Cx, typed: Typed) -> Result<Response, Failure> {
    let place = typed.value("_place").to_owned();
    let mut tx = cx.begin().await?;
    tx.forget_draft(&place).await?;
    tx.commit_unrecorded().await?;
    let inside = place.starts_with('/') && !place.starts_with("//");
    Ok(Redirect::to(if inside { &place } else { "/" }).into_response())
}
