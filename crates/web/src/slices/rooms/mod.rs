//! やりとりの部屋, on the office's side: opening one, handing out its links, writing answers down, choosing, closing.
//!
//! What the invited see stands in [`super::door`].

mod act;
mod card;
mod enter;
mod fax;
mod fields;
mod form;
mod hand;
mod hearing;
mod list;
mod mail;
mod offered;
mod ready;
mod remind;
mod row;
mod show;
#[cfg(test)]
pub(crate) mod tests;

use axum::routing::{get, post};
use bansou_domain::id::{ConferenceId, PaperId, PersonId, RoomId, RoomPartyId};
use bansou_domain::room::Purpose;
use bansou_store::room::TaskParty;

pub(crate) use enter::{BY_HAND, by_hand};
pub(crate) use hearing::{ReadyHearing, form_path as hearing_path};
pub(crate) use list::state;

use crate::routes::Routes;

pub(crate) use hand::{server, server_of};

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/rooms", get(list::get))
        .staff("/c/{person}/rooms/new", get(form::get).post(form::post))
        .staff("/c/{person}/rooms/{room}", get(show::get))
        .staff("/c/{person}/rooms/{room}/close", post(act::close))
        .staff("/c/{person}/rooms/{room}/mail", post(mail::post))
        .staff("/c/{person}/rooms/{room}/mail/{letter}/again", post(mail::again))
        .staff("/c/{person}/rooms/{room}/remind", post(remind::all))
        .staff("/c/{person}/rooms/{room}/extend", post(act::extend))
        .staff("/c/{person}/rooms/{room}/choose", post(act::choose))
        .staff("/c/{person}/rooms/{room}/read", post(act::read))
        .staff("/c/{person}/rooms/{room}/event.ics", get(fax::event))
        .staff("/c/{person}/rooms/{room}/files/{file}", get(show::file))
        .staff(
            "/c/{person}/rooms/{room}/{party}/answer",
            get(enter::get).post(enter::post),
        )
        .staff("/c/{person}/rooms/{room}/{party}/member", post(act::member))
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

/// Where a question of this purpose is begun.
pub(crate) fn ask_path(person: PersonId, purpose: Purpose) -> String {
    format!("{}?ask={}", new_path(person), purpose.code())
}

/// Where the owner of tasks is asked about them.
pub(crate) fn ask_owner_path(person: PersonId, owner: &str) -> String {
    let owner: String = form_urlencoded::byte_serialize(owner.as_bytes()).collect();
    format!("{}&owner={owner}", ask_path(person, Purpose::Tasks))
}

/// Where the record of a meeting is handed out; it belongs to the conference it came from.
pub(crate) fn hand_path(person: PersonId, record: PaperId, conference: Option<ConferenceId>) -> String {
    let subject = conference.map(|conference| format!("&subject={conference}"));
    let path = ask_path(person, Purpose::Minutes);
    format!("{path}&record={record}{}", subject.unwrap_or_default())
}

/// Where a monitoring report is handed out.
pub(crate) fn hand_report_path(person: PersonId, report: PaperId) -> String {
    format!("{}&report={report}", ask_path(person, Purpose::Report))
}

/// Where a reminder to a party that is asked about tasks is noted.
pub(crate) fn remind_path(person: PersonId, party: &TaskParty) -> String {
    party_path(person, RoomId(party.room), RoomPartyId(party.id), "remind")
}

/// What is done with one party of a room.
pub(crate) fn party_path(person: PersonId, room: RoomId, party: RoomPartyId, what: &str) -> String {
    format!("/c/{person}/rooms/{room}/{party}/{what}")
}
