//! 終結・引継ぎ: closing a case and opening it again, handing it to another worker, who carries it meanwhile, and who
//! has looked at it.

mod assign;
mod close;
mod cover;
mod fields;
mod journal;
mod journal_words;
pub(crate) mod print;
mod reopen;
#[cfg(test)]
mod tests;

use axum::routing::{get, post};
use bansou_domain::id::PersonId;
use uuid::Uuid;

use crate::routes::Routes;

pub(in crate::slices) use assign::{carriers, chosen};

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/closing", get(close::get).post(close::post))
        .staff("/c/{person}/closing/reopen", post(reopen::post))
        .staff("/c/{person}/assign", get(assign::get).post(assign::post))
        .staff("/c/{person}/assign/cover", post(cover::add))
        .staff("/c/{person}/assign/cover/{cover}/end", post(cover::end))
        .staff("/c/{person}/journal", get(journal::get))
}

/// Closing, or what was written when the case was closed.
pub(crate) fn path(person: PersonId) -> String {
    format!("/c/{person}/closing")
}

/// Who is in charge, and who covers.
pub(crate) fn assign_path(person: PersonId) -> String {
    format!("/c/{person}/assign")
}

/// Who has looked at the record and what they did.
pub(crate) fn journal_path(person: PersonId) -> String {
    format!("/c/{person}/journal")
}

fn reopen_path(person: PersonId) -> String {
    format!("/c/{person}/closing/reopen")
}

fn cover_path(person: PersonId) -> String {
    format!("/c/{person}/assign/cover")
}

fn end_cover_path(person: PersonId, cover: Uuid) -> String {
    format!("/c/{person}/assign/cover/{cover}/end")
}
