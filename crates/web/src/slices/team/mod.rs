//! 支援チーム: who around the person does what, and who notices which change.

mod form;
mod list;
#[cfg(test)]
mod tests;

use axum::routing::get;
use bansou_domain::id::{PersonId, TeamMemberId};

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/team", get(list::get))
        .staff("/c/{person}/team/new", get(form::new).post(form::add))
        .staff("/c/{person}/team/{member}", get(form::edit).post(form::change))
}

/// The team of a person.
pub(crate) fn path(person: PersonId) -> String {
    format!("/c/{person}/team")
}

fn new_path(person: PersonId) -> String {
    format!("/c/{person}/team/new")
}

fn member_path(person: PersonId, member: TeamMemberId) -> String {
    format!("/c/{person}/team/{member}")
}
