//! Saving a form once.

use axum::response::{IntoResponse, Redirect, Response};
use bansou_store::Tx;
use bansou_store::form::Claim;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Typed;
use crate::context::Cx;
use crate::failure::Failure;

/// Whether a submission goes on.
pub(crate) enum Accepted {
    /// It is new: save it.
    New,
    /// It has been saved before: this is where it led.
    Before(Response),
}

/// Claims the form's key and forgets its draft, in the transaction of its effect.
pub(crate) async fn accept(tx: &mut Tx, typed: &Typed, leads_to: &str) -> Result<Accepted, Failure> {
    let key: Uuid = typed.value("_key").parse().map_err(|_| {
        Failure::Request("ページが古くなっています。ページを読み直してから保存してください。")
    })?;
    let hash = Sha256::digest(typed.encoded().as_bytes());
    match tx.claim(key, &hash, leads_to).await? {
        Claim::Fresh => {
            tx.forget_draft(typed.value("_place")).await?;
            Ok(Accepted::New)
        }
        Claim::Done(location) => Ok(Accepted::Before(Redirect::to(&location).into_response())),
        Claim::Reused => Err(Failure::Request(
            "この画面の内容はすでに保存されています。ページを読み直してから、もう一度変更してください。",
        )),
    }
}

/// Keeps what is being typed. Answers the status line the page shows.
pub(crate) async fn keep_draft(cx: Cx, typed: Typed) -> Result<Response, Failure> {
    let place = typed.value("_place").to_owned();
    if !place.starts_with('/') || place.len() > 300 {
        return Err(Failure::Request("下書きの場所がわかりません。"));
    }
    let mut tx = cx.begin().await?;
    tx.keep_draft(&place, &typed.encoded()).await?;
    tx.commit_unrecorded().await?;
    let time = jiff::tz::Offset::constant(9)
        .to_datetime(cx.now)
        .strftime("%-H:%M")
        .to_string();
    Ok(format!("下書き保存済み {time}").into_response())
}
