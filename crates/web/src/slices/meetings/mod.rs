//! 会議: the record of a サービス担当者会議, from its purpose to what was decided and what stays open.

mod fields;
mod follow_up;
mod form;
mod list;
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
        .staff("/c/{person}/meetings", get(list::get))
        .staff("/c/{person}/meetings/new", get(form::new).post(form::add))
        .staff("/c/{person}/meetings/{paper}", get(show::get))
        .staff(
            "/c/{person}/meetings/{paper}/edit",
            get(form::edit).post(form::change),
        )
        .staff("/c/{person}/meetings/{paper}/correct", post(steps::correct))
        .staff("/c/{person}/meetings/{paper}/discard", post(steps::discard))
}

/// The meetings of a case.
pub(crate) fn path(person: PersonId) -> String {
    format!("/c/{person}/meetings")
}

/// The form of a new record.
pub(crate) fn new_path(person: PersonId) -> String {
    format!("/c/{person}/meetings/new")
}

/// One record.
pub(crate) fn paper_path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/meetings/{paper}")
}

/// The form of a record that is still a draft.
pub(crate) fn edit_path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/meetings/{paper}/edit")
}
