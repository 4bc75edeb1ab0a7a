//! 持ち出し: the report's form and the page before the visit on a tablet without network, and what comes back.
//!
//! `/visit/` is one page that holds nobody's data; a service worker keeps it and the assets it needs, and nothing else.
//! What is taken along lies in the browser encrypted, until the office has confirmed what came back (adr/0011).

mod back;
mod device;
mod list;
mod photo;
mod shell;
mod take;
#[cfg(test)]
mod tests;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::PersonId;

pub(crate) use photo::Photos;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .open("/visit", get(shell::forward))
        .open("/visit/", get(shell::page))
        .open("/visit/worker.js", get(shell::worker))
        .open("/visit/app.webmanifest", get(shell::manifest))
        .open("/visit/beat/{outing}", post(device::beat))
        .open("/visit/sealed/{outing}", post(device::sealed))
        .open("/visit/sealed/{outing}/{photo}", post(device::sealed_photo))
        .staff("/visit/take", post(take::post))
        .staff("/visit/back/{outing}", post(back::post))
        .staff("/visit/photo/{outing}", post(photo::post))
        .staff("/visit/key/{outing}", post(device::key))
        .staff("/visit/key/{outing}/{photo}", post(device::photo))
        .staff("/c/{person}/outings", get(list::get).post(list::revoke))
        .staff(
            "/c/{person}/outings/photo/{photo}",
            get(photo::get).post(photo::strike),
        )
        .staff("/c/{person}/outings/photo/{photo}/picture", get(photo::picture))
}

/// Where a visit is taken along.
pub(crate) fn take_path(person: PersonId, month: Option<ServiceMonth>) -> String {
    let month = month.map_or_else(|| "extra".to_owned(), |month| month.to_string());
    format!("/visit/?person={person}&month={month}")
}

/// What was taken along of one case.
pub(crate) fn path(person: PersonId) -> String {
    format!("/c/{person}/outings")
}

fn json(value: &serde_json::Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}
