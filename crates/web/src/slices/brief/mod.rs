//! 訪問の前に: one page to read on the way to a visit, on the screen and on A4.

mod bring;
mod gather;
mod notes;
mod show;
#[cfg(test)]
mod tests;

use axum::routing::get;
use bansou_domain::id::PersonId;

use crate::routes::Routes;

pub(crate) use bring::bring;
pub(crate) use show::to_go;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/brief", get(show::get))
        .staff("/c/{person}/brief/pdf", get(show::pdf))
}

/// The page before the next visit.
pub(crate) fn path(person: PersonId) -> String {
    format!("/c/{person}/brief")
}
