//! 担当者会議: prepared, held before everybody's eyes, looked back on. Its minutes are a record of `meetings`.

pub(crate) mod asked;
mod changes;
mod check;
mod easy;
mod events;
mod fields;
mod form;
mod lines;
mod minutes;
mod note;
mod print;
mod room;
mod show;
mod start;
#[cfg(test)]
pub(crate) mod tests;

use axum::routing::{get, post};
use bansou_domain::id::{ConferenceId, PersonId};

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    let routes = routes
        .staff("/c/{person}/conferences/new", get(form::new).post(form::add))
        .staff("/c/{person}/conferences/{id}", get(show::get))
        .staff(
            "/c/{person}/conferences/{id}/edit",
            get(form::edit).post(form::change),
        )
        .staff("/c/{person}/conferences/{id}/discard", post(form::discard))
        .staff("/c/{person}/conferences/{id}/easy", get(easy::get))
        .staff("/c/{person}/conferences/{id}/easy/pdf", get(print::easy))
        .staff("/c/{person}/conferences/{id}/notice/pdf", get(print::notice))
        .staff(
            "/c/{person}/conferences/{id}/notice/xlsx",
            get(print::notice_book),
        )
        .staff("/c/{person}/conferences/{id}/minutes", post(minutes::make))
        .staff(
            "/c/{person}/conferences/{id}/note",
            get(note::get).post(note::post),
        )
        .staff(
            "/c/{person}/conferences/{id}/check",
            get(check::get).post(check::post),
        );
    room_routes(routes)
}

fn room_routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/conferences/{id}/room", get(room::get))
        .staff("/c/{person}/conferences/{id}/room/board", get(room::board))
        .staff("/c/{person}/conferences/{id}/room/events", get(events::get))
        .staff("/c/{person}/conferences/{id}/room/lines", post(lines::add))
        .staff("/c/{person}/conferences/{id}/room/changes", post(changes::bring))
        .staff("/c/{person}/conferences/{id}/room/strike", post(lines::strike))
        .staff("/c/{person}/conferences/{id}/room/begin", post(lines::begin))
        .staff("/c/{person}/conferences/{id}/room/end", post(lines::end))
}

/// The preparation of a new conference.
pub(crate) fn new_path(person: PersonId) -> String {
    format!("/c/{person}/conferences/new")
}

/// One conference.
pub(crate) fn path(person: PersonId, id: ConferenceId) -> String {
    format!("/c/{person}/conferences/{id}")
}

fn edit_path(person: PersonId, id: ConferenceId) -> String {
    format!("/c/{person}/conferences/{id}/edit")
}

fn room_path(person: PersonId, id: ConferenceId) -> String {
    format!("/c/{person}/conferences/{id}/room")
}
