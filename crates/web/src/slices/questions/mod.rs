//! 事前の質問: what the person and the family answered before the interview, beside each other, and what of it the
//! assessment has taken over. The sheets go out by a room ([`super::rooms`]); what they ask stands in the settings.

mod beside;
mod sheets;
mod take;
#[cfg(test)]
mod tests;

use axum::routing::{get, post};
use bansou_domain::id::PersonId;

pub(crate) use sheets::Summary;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/questions", get(beside::get))
        .staff("/c/{person}/questions/take", post(take::post))
}

/// The answers beside each other.
pub(crate) fn path(person: PersonId) -> String {
    format!("/c/{person}/questions")
}
