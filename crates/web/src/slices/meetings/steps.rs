//! After the record: beginning its correction, throwing a draft away.

use axum::extract::Path;
use axum::response::Response;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::meeting::ServiceMeeting;

use super::{edit_path, path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::Typed;
use crate::slices::papers::steps;

type Address = Path<(PersonId, PaperId)>;

/// Begins the correction of a confirmed record, or leads to the one that has been begun.
pub(super) async fn correct(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let did = "meeting.correction_begun";
    steps::correct::<ServiceMeeting>(cx, address, typed, edit_path, did).await
}

/// Throws a draft away.
pub(super) async fn discard(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let forms = vec![edit_path(address.0, address.1)];
    let done = (path(address.0), "meeting.discarded");
    steps::discard::<ServiceMeeting>(cx, address, typed, forms, done).await
}
