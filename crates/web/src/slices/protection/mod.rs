//! 住所の保護: why a household is hidden, from whom and until when, and which papers of the municipality say where it is.

mod page;
mod paper;
#[cfg(test)]
mod tests;

use axum::routing::get;
use bansou_domain::id::{PaperId, PersonId};

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/protection", get(page::get).post(page::post))
        .staff(
            "/c/{person}/protection/{paper}",
            get(paper::get).post(paper::post),
        )
}

/// Why and until when somebody is hidden.
pub(crate) fn path(person: PersonId) -> String {
    format!("/c/{person}/protection")
}

/// The decision on one paper.
pub(crate) fn paper_path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/protection/{paper}")
}
