//! What happens to a file once: it is sent, or taken back before.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_store::journal::Did;
use uuid::Uuid;

use super::file::{Asked, view};
use super::file_path;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Fields, Form, Told, Typed};
use crate::layout::{conflicting, refused};

/// What became of the press.
enum Done {
    Saved,
    Refused(Vec<Told>),
    TooLate,
}

pub(super) async fn send(cx: Cx, Path(file): Path<Uuid>, typed: Typed) -> Result<Response, Failure> {
    let mut fields = Fields::new(&typed, cx.today());
    let on = fields.required_day("on", "送った日");
    if on.is_some_and(|on| on > cx.today()) {
        fields.tell("on", "「送った日」が今日より後です。");
    }
    let done = match fields.finish(on) {
        Ok(Some(on)) => {
            let mut tx = cx.begin().await?;
            let desk = tx.claim_desk(&cx.who)?;
            match tx.send_claim_file(desk, file, on).await {
                Ok(()) => {
                    tx.commit(Did::office("claim.sent").subject(file).detail(on.to_string()))
                        .await?;
                    Done::Saved
                }
                Err(bansou_store::Failure::Stale) => Done::TooLate,
                Err(failure) => return Err(failure.into()),
            }
        }
        Ok(None) => Done::Refused(Vec::new()),
        Err(problems) => Done::Refused(problems),
    };
    answer(&cx, file, typed, done).await
}

pub(super) async fn undo(cx: Cx, Path(file): Path<Uuid>, typed: Typed) -> Result<Response, Failure> {
    let mut fields = Fields::new(&typed, cx.today());
    let why = fields.required("why", "取り消す理由");
    let done = match fields.finish(why) {
        Ok(why) => {
            let mut tx = cx.begin().await?;
            let desk = tx.claim_desk(&cx.who)?;
            match tx.undo_claim_file(desk, file, &why).await {
                Ok(()) => {
                    tx.commit(Did::office("claim.undone").subject(file).detail(why))
                        .await?;
                    Done::Saved
                }
                Err(bansou_store::Failure::Stale) => Done::TooLate,
                Err(failure) => return Err(failure.into()),
            }
        }
        Err(problems) => Done::Refused(problems),
    };
    answer(&cx, file, typed, done).await
}

async fn answer(cx: &Cx, file: Uuid, typed: Typed, done: Done) -> Result<Response, Failure> {
    let desk = cx.open_claims("file").await?;
    let action = format!("{}/send", file_path(file));
    match done {
        Done::Saved => Ok(Redirect::to(&file_path(file)).into_response()),
        Done::Refused(problems) => {
            let form = Form::refused(action, typed, problems);
            refused(cx, &view(cx, desk, (file, &Asked::default()), form).await?)
        }
        // Sent or taken back by somebody else: the page shows how it stands.
        Done::TooLate => {
            let form = Form::blank(action, typed);
            conflicting(cx, &view(cx, desk, (file, &Asked::default()), form).await?)
        }
    }
}
