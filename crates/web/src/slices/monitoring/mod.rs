//! モニタリング: the board of the office, the tab of a case, the report from the visit to the claim.

mod board;
mod easy;
mod fields;
mod form;
mod gaps;
mod ground;
mod hearing;
mod outing;
mod print;
mod show;
pub(in crate::slices) mod stand;
mod steps;
mod tab;
#[cfg(test)]
mod tests;
mod view;
mod words;

use axum::routing::{get, post};
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::{PaperId, PersonId};

use crate::routes::Routes;

pub(in crate::slices) use ground::printed;
pub(in crate::slices) use hearing::Hearing;
pub(crate) use outing::{returned_path, to_go};
pub(crate) use print::sheet;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/monitoring", get(board::get))
        .staff("/c/{person}/monitoring", get(tab::get))
        .staff(
            "/c/{person}/monitoring/write/{month}",
            get(form::new).post(form::add),
        )
        .staff("/c/{person}/monitoring/returned/{outing}", get(outing::get))
        .staff("/c/{person}/monitoring/report/{paper}", get(show::get))
        .staff("/c/{person}/monitoring/report/{paper}/easy", get(easy::get))
        .staff("/c/{person}/monitoring/report/{paper}/easy/pdf", get(easy::pdf))
        .staff(
            "/c/{person}/monitoring/report/{paper}/edit",
            get(form::edit).post(form::change),
        )
        .staff(
            "/c/{person}/monitoring/report/{paper}/correct",
            post(steps::correct),
        )
        .staff(
            "/c/{person}/monitoring/report/{paper}/discard",
            post(steps::discard),
        )
}

/// The tab of a case.
pub(crate) fn path(person: PersonId) -> String {
    format!("/c/{person}/monitoring")
}

/// The turns in the person's life after which nobody has looked yet, on the tab.
pub(crate) fn events_path(person: PersonId) -> String {
    format!("{}#events", path(person))
}

/// What the providers said before the visit.
pub(crate) fn hearing_path(person: PersonId) -> String {
    format!("{}#hearing", path(person))
}

/// The form of a new report; without a month it lies outside the schedule.
pub(crate) fn write_path(person: PersonId, month: Option<ServiceMonth>) -> String {
    let month = month.map_or_else(|| "extra".to_owned(), |month| month.to_string());
    format!("/c/{person}/monitoring/write/{month}")
}

/// One report.
pub(crate) fn report_path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/monitoring/report/{paper}")
}

/// The form of a report that is still a draft.
pub(crate) fn edit_path(person: PersonId, paper: PaperId) -> String {
    format!("{}/edit", report_path(person, paper))
}
