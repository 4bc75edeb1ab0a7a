//! 経過: every contact of a case in the order of time, written once and corrected by a new note.

mod deed;
mod form;
mod item;
mod list;
mod print;
mod quick;
mod service;
mod show;
#[cfg(test)]
mod tests;

use axum::routing::get;
use bansou_domain::id::{NoteId, PersonId};

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/notes/new", get(quick::get))
        .staff("/c/{person}/notes", get(list::get))
        .staff("/c/{person}/notes/new", get(form::new).post(form::add))
        .staff("/c/{person}/notes/service", get(service::new).post(service::add))
        .staff(
            "/c/{person}/notes/{note}/service",
            get(service::correct).post(service::replace),
        )
        .staff("/c/{person}/notes/pdf", get(print::pdf))
        .staff("/c/{person}/notes/xlsx", get(print::xlsx))
        .staff("/c/{person}/notes/{note}", get(show::get))
        .staff(
            "/c/{person}/notes/{note}/wait",
            get(form::wait).post(form::add_wait),
        )
        .staff(
            "/c/{person}/notes/{note}/correct",
            get(form::correct).post(form::replace),
        )
}

/// The timeline of a person.
pub(crate) fn path(person: PersonId) -> String {
    format!("/c/{person}/notes")
}

/// One note with its corrections.
pub(crate) fn note_path(person: PersonId, note: NoteId) -> String {
    format!("/c/{person}/notes/{note}")
}

fn new_path(person: PersonId) -> String {
    format!("/c/{person}/notes/new")
}

/// Where it is written why an event can wait for the due month.
pub(crate) fn wait_path(person: PersonId, event: NoteId) -> String {
    format!("/c/{person}/notes/{event}/wait")
}

/// A visit to where a service is given.
pub(crate) fn service_path(person: PersonId) -> String {
    format!("/c/{person}/notes/service")
}

fn service_correct_path(person: PersonId, note: NoteId) -> String {
    format!("/c/{person}/notes/{note}/service")
}

fn correct_path(person: PersonId, note: NoteId) -> String {
    format!("/c/{person}/notes/{note}/correct")
}
