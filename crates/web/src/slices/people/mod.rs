//! 利用者: the office's list, the face sheet, the way into a case.

mod form;
mod list;
mod overview;
#[cfg(test)]
mod tests;

use axum::routing::get;
use bansou_domain::id::PersonId;

use crate::routes::Routes;

pub(in crate::slices) use overview::shortened;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/people", get(list::get))
        .staff("/people/new", get(form::new).post(form::add))
        .staff("/c/{person}", get(overview::get))
        .staff("/c/{person}/person", get(form::edit).post(form::change))
}

/// The front page of a case.
pub(crate) fn path(person: PersonId) -> String {
    format!("/c/{person}")
}
