//! What a party sends: read as the question asks, kept once, thanked for.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::room::{Answer, Ask};
use bansou_domain::scan::ScanKind;
use bansou_store::room::guest::{GuestRoom, Shown};
use uuid::Uuid;

use super::opinions::Sent;
use super::{Own, desk, opinions, show};
use crate::failure::Failure;
use crate::form::{Fields, Form, Posted, Told, Typed};
use crate::guest::GuestCx;

pub(super) async fn post(cx: GuestCx, posted: Posted) -> Result<Response, Failure> {
    let room = cx.room("guest.saw").await?;
    let key: Uuid = posted.typed.value("_key").parse().map_err(|_| {
        Failure::Request("ページが古くなっています。ページを読み直してから、もう一度送ってください。")
    })?;
    // Only a written opinion and a provider's own plan carry files; to another question they are not even looked at.
    let (typed, sent) = match room.ask {
        Ask::Opinions(_) => opinions::receive(posted).await?,
        Ask::Desk(_) if posted.typed.value("part") == desk::OWN_PLAN => opinions::receive(posted).await?,
        _ => (posted.typed, Vec::new()),
    };
    match read(&cx, &room, &typed, sent) {
        Ok((answer, files)) => {
            cx.answer(key, &answer, &files).await?;
            let mark = cx.query.split('&').find(|part| part.starts_with("f="));
            let mark = mark.map(|mark| format!("&{mark}")).unwrap_or_default();
            Ok(Redirect::to(&cx.path(&format!("?sent=1{mark}"))).into_response())
        }
        Err(problems) => {
            // The other parts of a page keep what was sent before.
            let typed = typed.or(show::written(&room));
            let form = Form::refused(cx.path(""), typed, problems);
            show::page(&cx, StatusCode::UNPROCESSABLE_ENTITY, room, form, false)
        }
    }
}

type Read = (Answer, Vec<(ScanKind, Vec<u8>)>);

fn read(cx: &GuestCx, room: &GuestRoom, typed: &Typed, sent: Vec<Sent>) -> Result<Read, Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let own = Own {
        tasks: room.shown.tasks().unwrap_or_default(),
        goals: match &room.shown {
            Shown::Desk(desk) => &desk.goals,
            _ => &[],
        },
        questions: match &room.shown {
            Shown::Questions(questions) => questions,
            _ => &[],
        },
        heard: match &room.shown {
            Shown::Goals(goals) => goals,
            _ => &[],
        },
        part: typed.value("part"),
    };
    let answer = super::read(&mut fields, &room.ask, &own);
    let files = opinions::read_files(&mut fields, sent);
    desk::need_paper(&mut fields, &answer, &files);
    fields.finish((answer, files))
}
