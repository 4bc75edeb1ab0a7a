//! これまでの歩み: how goals went over all monitorings, what the person said over the years, what two reports tell apart, and
//! the people around and the week, then and now.

mod changes;
mod goals;
mod show;
#[cfg(test)]
mod tests;
mod then_now;
mod words;

use axum::routing::get;
use bansou_domain::id::PersonId;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes.staff("/c/{person}/long-view", get(show::get))
}

/// The long view of a case.
pub(crate) fn path(person: PersonId) -> String {
    format!("/c/{person}/long-view")
}
