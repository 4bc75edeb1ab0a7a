//! What a party sends: read as the question asks, kept once, thanked for.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::room::Answer;
use bansou_domain::scan::ScanKind;
use bansou_store::room::guest::GuestRoom;
use uuid::Uuid;

use super::{opinions, show};
use crate::failure::Failure;
use crate::form::{Fields, Form, Posted, Told};
use crate::guest::GuestCx;

pub(super) async fn post(cx: GuestCx, posted: Posted) -> Result<Response, Failure> {
    let room = cx.room("guest.saw").await?;
    let key: Uuid = posted.typed.value("_key").parse().map_err(|_| {
        Failure::Request("ページが古くなっています。ページを読み直してから、もう一度送ってください。")
    })?;
    match read(&cx, &room, &posted) {
        Ok((answer, files)) => {
            cx.answer(key, &answer, &files).await?;
            let mark = cx.query.split('&').find(|part| part.starts_with("f="));
            let mark = mark.map(|mark| format!("&{mark}")).unwrap_or_default();
            Ok(Redirect::to(&cx.path(&format!("?sent=1{mark}"))).into_response())
        }
        Err(problems) => {
            let form = Form::refused(cx.path(""), posted.typed, problems);
            show::page(&cx, StatusCode::UNPROCESSABLE_ENTITY, room, form, false)
        }
    }
}

type Read<'p> = (Answer, Vec<(ScanKind, &'p [u8])>);

fn read<'p>(cx: &GuestCx, room: &GuestRoom, posted: &'p Posted) -> Result<Read<'p>, Vec<Told>> {
    let mut fields = Fields::new(&posted.typed, cx.today());
    let answer = super::read(&mut fields, &room.ask);
    let files = opinions::read_files(&mut fields, posted);
    fields.finish((answer, files))
}
