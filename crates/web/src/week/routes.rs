//! What the editor asks for while somebody works on the rows.

use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::post;
use bansou_domain::week::BlockKind;
use bansou_domain::week::quick::{self, Reading, Unreadable};
use serde::Deserialize;
use serde_json::json;

use super::Grid;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::Typed;
use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/week/preview", post(preview))
        .staff("/week/quick", post(quick_line))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default = "week")]
    part: String,
}

fn week() -> String {
    "week".to_owned()
}

/// The grid of the rows as they are typed. Nothing is saved.
async fn preview(_: Cx, Query(asked): Query<Asked>, typed: Typed) -> Result<Response, Failure> {
    let grid = Grid::typed(&typed, &asked.part);
    Ok(Html(askama::Template::render(&grid)?).into_response())
}

/// 「月水金 10-15 生活介護」 as a row, or what it lacks.
async fn quick_line(_: Cx, typed: Typed) -> Response {
    let (status, found) = match quick::read(typed.value("q")) {
        Ok(reading) => (
            StatusCode::OK,
            json!({ "rows": [row(&reading)], "message": cut(&reading) + &unknown(&reading) }),
        ),
        Err(why) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            json!({ "rows": [], "message": lacks(why) }),
        ),
    };
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (status, kind, found.to_string()).into_response()
}

fn row(reading: &Reading) -> serde_json::Value {
    let block = &reading.block;
    json!({
        "days": block.days.to_string(),
        "from": block.from.to_string(),
        "to": block.to.to_string(),
        "what": block.what,
        "provider": block.provider,
        "kind": reading.kind.map_or("", BlockKind::code),
    })
}

fn cut(reading: &Reading) -> String {
    reading.cut_from.map_or_else(String::new, |to| {
        format!("表は翌朝4時までなので、{to}までの予定を28:00で区切りました。")
    })
}

fn unknown(reading: &Reading) -> String {
    match reading.kind {
        Some(_) => String::new(),
        None => format!("「{}」の種類を選んでください。", reading.block.what),
    }
}

fn lacks(why: Unreadable) -> &'static str {
    match why {
        Unreadable::Empty => "予定を入力してください。例: 月水金 10-15 生活介護",
        Unreadable::NoDays => "曜日がわかりません。例: 月水金 10-15 生活介護",
        Unreadable::NoTime => "始まりの時刻がわかりません。例: 月水金 10-15 生活介護",
        Unreadable::NoEnd => "終わりの時刻がわかりません。例: 10-15",
        Unreadable::NotATime => "時刻を読めません。例: 10:30-15:00",
        Unreadable::EndNotAfterBegin => "終わりが始まりより前です。例: 10-15",
        Unreadable::OutsideSheet => "表は朝6時から翌朝4時までです。",
        Unreadable::NothingSaid => "内容を入力してください。例: 月水金 10-15 生活介護",
    }
}
