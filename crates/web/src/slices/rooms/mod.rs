//! やりとりの部屋, on the office's side: opening one, handing out its links, writing answers down, choosing, closing.
//!
//! What the invited see stands in [`super::door`].

mod act;
mod card;
mod enter;
mod fax;
mod form;
mod hand;
mod list;
mod mail;
mod show;
#[cfg(test)]
pub(crate) mod tests;

use axum::routing::{get, post};
use bansou_domain::id::{PersonId, RoomId, RoomPartyId};

pub(crate) use list::state;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/rooms", get(list::get))
        .staff("/c/{person}/rooms/new", get(form::get).post(form::post))
        .staff("/c/{person}/rooms/{room}", get(show::get))
        .staff("/c/{person}/rooms/{room}/close", post(act::close))
        .staff("/c/{person}/rooms/{room}/mail", post(mail::post))
        .staff("/c/{person}/rooms/{room}/mail/{letter}/again", post(mail::again))
        .staff("/c/{person}/rooms/{room}/extend", post(act::extend))
        .staff("/c/{person}/rooms/{room}/choose", post(act::choose))
        .staff("/c/{person}/rooms/{room}/event.ics", get(fax::event))
        .staff("/c/{person}/rooms/{room}/files/{file}", get(show::file))
        .staff(
            "/c/{person}/rooms/{room}/{party}/answer",
            get(enter::get).post(enter::post),
        )
        .staff("/c/{person}/rooms/{room}/{party}/remind", post(act::remind))
        .staff("/c/{person}/rooms/{room}/{party}/revoke", post(act::revoke))
        .staff("/c/{person}/rooms/{room}/{party}/renew", post(act::renew))
        .staff("/c/{person}/rooms/{room}/{party}/card", post(card::post))
        .staff("/c/{person}/rooms/{room}/{party}/fax", get(fax::get))
}

/// The rooms of a case.
pub(crate) fn path(person: PersonId) -> String {
    format!("/c/{person}/rooms")
}

fn new_path(person: PersonId) -> String {
    format!("/c/{person}/rooms/new")
}

/// One room.
pub(crate) fn room_path(person: PersonId, room: RoomId) -> String {
    format!("/c/{person}/rooms/{room}")
}

fn party_path(person: PersonId, room: RoomId, party: RoomPartyId, what: &str) -> String {
    format!("/c/{person}/rooms/{room}/{party}/{what}")
}
