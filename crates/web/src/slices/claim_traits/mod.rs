//! 請求に関わること of one person: what a claim asks and no certificate prints, and what another office claims.

mod elsewhere;
mod form;

use axum::routing::get;
use bansou_domain::id::PersonId;
use uuid::Uuid;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/claim", get(form::get).post(form::post))
        .staff(
            "/c/{person}/claim/elsewhere",
            get(elsewhere::get).post(elsewhere::post),
        )
        .staff(
            "/c/{person}/claim/elsewhere/{row}",
            get(elsewhere::one).post(elsewhere::strike),
        )
}

fn path(person: PersonId) -> String {
    format!("/c/{person}/claim")
}

fn elsewhere_path(person: PersonId) -> String {
    format!("/c/{person}/claim/elsewhere")
}

fn row_path(person: PersonId, row: Uuid) -> String {
    format!("{}/{row}", elsewhere_path(person))
}

#[cfg(test)]
mod tests;
