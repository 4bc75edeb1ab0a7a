//! クライシスプラン: one page made with the person for the day it gets hard, agreed and dated.

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
        .staff("/c/{person}/crisis", get(show::newest).post(steps::begin))
        .staff("/c/{person}/crisis/{paper}", get(show::get))
        .staff("/c/{person}/crisis/{paper}/edit", get(form::get).post(form::post))
        .staff("/c/{person}/crisis/{paper}/confirm", post(steps::confirm))
        .staff("/c/{person}/crisis/{paper}/correct", post(steps::correct))
        .staff("/c/{person}/crisis/{paper}/discard", post(steps::discard))
}

/// The newest crisis plan of a person.
pub(crate) fn newest_path(person: PersonId) -> String {
    format!("/c/{person}/crisis")
}

/// One crisis plan.
pub(crate) fn path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/crisis/{paper}")
}

fn edit_path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/crisis/{paper}/edit")
}
