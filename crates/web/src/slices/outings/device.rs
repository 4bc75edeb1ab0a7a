//! What a device asks without a session: how its outing stands. It proves itself by the secret it was given, and is told
//! nothing but that.

use axum::extract::{Path, State};
use axum::response::Response;
use bansou_domain::id::{OrganisationId, OutingId};
use bansou_store::journal::Did;
use bansou_store::outing::OutingState;
use data_encoding::BASE64;
use serde_json::json;
use uuid::Uuid;

use super::json;
use crate::app::App;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::Typed;
use crate::session::hash;

fn token(typed: &Typed) -> Option<(OrganisationId, Vec<u8>)> {
    let (organisation, secret) = typed.value("token").split_once('.')?;
    Some((organisation.parse().ok()?, hash(secret)))
}

/// How an outing stands. A device that is not known is told just that, and keeps what it holds: an office that went back
/// to an older copy of its records must not wipe tablets.
pub(super) async fn beat(
    State(app): State<App>,
    Path(outing): Path<OutingId>,
    typed: Typed,
) -> Result<Response, Failure> {
    let now = app.clock.now();
    let state = match token(&typed) {
        Some((organisation, secret)) => app.store.outing_state(organisation, now, outing, &secret).await?,
        None => None,
    };
    let state = match state {
        Some(OutingState::Out) => "out",
        Some(OutingState::Revoked) => "revoked",
        Some(OutingState::Back | OutingState::TakenIn) => "back",
        None => "unknown",
    };
    Ok(json(&json!({ "state": state, "now": now.as_millisecond() })))
}

/// Takes what a revoked device holds, as it lies there.
pub(super) async fn sealed(
    State(app): State<App>,
    Path(outing): Path<OutingId>,
    typed: Typed,
) -> Result<Response, Failure> {
    let kept = match token(&typed) {
        Some((organisation, secret)) => {
            let (now, sealed) = (app.clock.now(), typed.value("sealed"));
            app.store
                .seal_outing(organisation, now, outing, &secret, sealed)
                .await?
        }
        None => false,
    };
    Ok(json(&json!({ "kept": kept })))
}

/// Takes one photo a revoked device holds, as it lies there.
pub(super) async fn sealed_photo(
    State(app): State<App>,
    Path((outing, photo)): Path<(OutingId, Uuid)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let kept = match token(&typed) {
        Some((organisation, secret)) => {
            let (now, sealed) = (app.clock.now(), (photo, typed.value("sealed")));
            app.store
                .seal_photo(organisation, now, outing, &secret, sealed)
                .await?
        }
        None => false,
    };
    Ok(json(&json!({ "kept": kept })))
}

/// One photo that was handed in sealed, for the worker who opens it.
pub(super) async fn photo(
    cx: Cx,
    Path((outing, photo)): Path<(OutingId, Uuid)>,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let own = tx.own_outing(outing).await?;
    let sealed = tx.sealed_photo(own, photo).await?;
    tx.commit(Did::to(own.person(), "outing.opened").subject(outing.0))
        .await?;
    Ok(json(&json!({ "sealed": sealed })))
}

/// The key of one's own outing, for a device that forgot it: after the lease, or after too many wrong PINs. Where the
/// device was called back, what it handed in comes with it.
pub(super) async fn key(cx: Cx, Path(outing): Path<OutingId>) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let own = tx.own_outing(outing).await?;
    let (key, sealed) = tx.key_of_outing(own).await?;
    let photos = tx.sealed_photos(own).await?;
    tx.commit(Did::to(own.person(), "outing.opened").subject(outing.0))
        .await?;
    let told = json!({ "key": BASE64.encode(&key), "sealed": sealed, "photos": photos });
    Ok(json(&told))
}
