//! モニタリング期間の変更: what the records show that speaks for another interval, and the request to the municipality.

mod advice;
mod form;
pub(crate) mod print;
mod show;
mod steps;
#[cfg(test)]
mod tests;

use axum::routing::{get, post};
use bansou_domain::id::{PaperId, PersonId};

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/interval", get(advice::get).post(steps::begin))
        .staff("/c/{person}/interval/{paper}", get(show::get))
        .staff(
            "/c/{person}/interval/{paper}/edit",
            get(form::get).post(form::post),
        )
        .staff("/c/{person}/interval/{paper}/confirm", post(steps::confirm))
        .staff("/c/{person}/interval/{paper}/correct", post(steps::correct))
        .staff("/c/{person}/interval/{paper}/discard", post(steps::discard))
}

/// What speaks for another interval, and the requests made so far.
pub(crate) fn advice_path(person: PersonId) -> String {
    format!("/c/{person}/interval")
}

/// One request.
pub(crate) fn path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/interval/{paper}")
}

fn edit_path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/interval/{paper}/edit")
}
