//! What can be done with a report beside writing it: correcting a confirmed one, throwing a draft away.

use axum::extract::Path;
use axum::response::Response;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::monitoring::MonitoringReport;

use super::{edit_path, path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::Typed;
use crate::slices::papers::steps;

type Address = Path<(PersonId, PaperId)>;

/// Begins the correction of a confirmed report.
pub(super) async fn correct(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let did = "monitoring.correction_begun";
    steps::correct::<MonitoringReport>(cx, address, typed, edit_path, did).await
}

/// Throws a draft away.
pub(super) async fn discard(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let forms = vec![edit_path(address.0, address.1)];
    let done = (path(address.0), "monitoring.discarded");
    steps::discard::<MonitoringReport>(cx, address, typed, forms, done).await
}
