//! 受給者証: what the municipality decided, and the printed months beside the ones the standard suggests.

mod form;
mod list;
pub(in crate::slices) mod months;
mod suggestion;
#[cfg(test)]
mod tests;

use axum::routing::get;
use bansou_domain::id::{CertificateId, PersonId};

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/certificates", get(list::get))
        .staff("/c/{person}/certificates/new", get(form::new).post(form::add))
        .staff(
            "/c/{person}/certificates/{certificate}",
            get(form::edit).post(form::change),
        )
}

/// All certificates of a person.
pub(crate) fn path(person: PersonId) -> String {
    format!("/c/{person}/certificates")
}

fn new_path(person: PersonId) -> String {
    format!("/c/{person}/certificates/new")
}

fn edit_path(person: PersonId, certificate: CertificateId) -> String {
    format!("/c/{person}/certificates/{certificate}")
}
