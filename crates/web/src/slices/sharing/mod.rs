//! 情報共有の同意: to whom, what and until when; refusals with how the merit was explained; danger to life with its reason.

mod page;
#[cfg(test)]
mod tests;

use axum::routing::get;
use bansou_domain::id::PersonId;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes.staff("/c/{person}/sharing", get(page::get).post(page::post))
}

/// What the person said about passing things on.
pub(crate) fn path(person: PersonId) -> String {
    format!("/c/{person}/sharing")
}
