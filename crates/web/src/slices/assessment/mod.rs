//! アセスメント: one paper per cycle, filled section by section over several visits, with the drawings beside it.

mod changes;
pub(crate) mod family;
mod map;
mod overview;
pub(crate) mod print;
mod section;
mod sections;
mod steps;
#[cfg(test)]
mod tests;

use axum::routing::{get, post};
use bansou_domain::assessment::Section;
use bansou_domain::id::{PaperId, PersonId};

pub(crate) use changes::changed_lines;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/assessment", get(overview::newest).post(steps::begin))
        .staff("/c/{person}/assessment/{paper}", get(overview::get))
        .staff("/c/{person}/assessment/{paper}/confirm", post(steps::confirm))
        .staff("/c/{person}/assessment/{paper}/correct", post(steps::correct))
        .staff("/c/{person}/assessment/{paper}/discard", post(steps::discard))
        .staff(
            "/c/{person}/assessment/{paper}/{section}",
            get(section::get).post(section::post),
        )
        .staff("/c/{person}/map", get(map::get))
}

/// The newest assessment of a person.
pub(crate) fn newest_path(person: PersonId) -> String {
    format!("/c/{person}/assessment")
}

/// One assessment.
pub(crate) fn path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/assessment/{paper}")
}

/// The form of one section.
pub(crate) fn section_path(person: PersonId, paper: PaperId, section: Section) -> String {
    format!("/c/{person}/assessment/{paper}/{}", section.code())
}

/// 家族・つながりの図.
pub(crate) fn map_path(person: PersonId) -> String {
    format!("/c/{person}/map")
}
