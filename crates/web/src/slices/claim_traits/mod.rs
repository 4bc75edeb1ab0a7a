//! 請求に関わること of one person: what a claim asks and no certificate prints.

mod form;

use axum::routing::get;
use bansou_domain::id::PersonId;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes.staff("/c/{person}/claim", get(form::get).post(form::post))
}

fn path(person: PersonId) -> String {
    format!("/c/{person}/claim")
}

#[cfg(test)]
mod tests;
