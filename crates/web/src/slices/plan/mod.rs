//! 計画: the draft and the plan of every cycle, from one editor, with their versions and what differs between them.

mod agreed;
mod begin;
mod difference;
mod edit;
mod fields;
mod list;
mod print;
mod show;
mod source;
mod talked;
#[cfg(test)]
mod tests;
mod together;
mod wording;

use axum::routing::{get, post};
use bansou_domain::id::{PaperId, PersonId};

pub(crate) use agreed::{place_label, places};
pub(crate) use print::sheet;
pub(crate) use talked::open_changes;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/plan", get(list::get))
        .staff("/c/{person}/plan/begin", post(begin::begin))
        .staff("/c/{person}/plan/{paper}", get(show::get))
        .staff("/c/{person}/plan/{paper}/edit", get(edit::get).post(edit::post))
        .staff("/c/{person}/plan/{paper}/correct", post(begin::correct))
        .staff("/c/{person}/plan/{paper}/discard", post(begin::discard))
        .staff(
            "/c/{person}/plan/{paper}/together",
            get(together::get).post(together::post),
        )
        .staff("/c/{person}/plan/{paper}/difference", get(difference::get))
}

/// The plan tab of a case.
pub(crate) fn path(person: PersonId) -> String {
    format!("/c/{person}/plan")
}

/// One draft or plan.
pub(crate) fn paper_path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/plan/{paper}")
}

fn edit_path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/plan/{paper}/edit")
}

fn together_path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/plan/{paper}/together")
}
