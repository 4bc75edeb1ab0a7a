//! The party's own page, made for its kind.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use bansou_domain::room::{Ask, Purpose};
use bansou_exchange::calendar::{Event, event as calendar_file};
use bansou_store::room::guest::{GuestRoom, Shown};

use super::{Offer, Top, dates, desk, furigana, hearing, opinions, papers, plan, questions, tasks};
use crate::failure::Failure;
use crate::form::{Form, Typed};
use crate::guest::GuestCx;
use crate::slices::papers::file;

/// What stands in calendars that others may see.
pub(crate) const EVENT_TITLE: &str = "サービス担当者会議";

pub(super) async fn get(cx: GuestCx, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let room = cx.room("guest.saw").await?;
    let typed = written(&room);
    let form = Form::blank(cx.path(""), typed);
    let sent = query.is_some_and(|query| query.contains("sent=1"));
    page(&cx, StatusCode::OK, room, form, sent)
}

/// The party's last answer, as it can be changed.
pub(super) fn written(room: &GuestRoom) -> Typed {
    let mut typed = Typed::default();
    if let Some((answer, _)) = &room.own {
        super::write(answer, &mut typed);
    }
    tasks::write(room.shown.tasks().unwrap_or_default(), &mut typed);
    if let Shown::Desk(desk) = &room.shown {
        desk::write(&desk.mapped, &mut typed);
    }
    typed
}

pub(super) fn page(
    cx: &GuestCx,
    status: StatusCode,
    room: GuestRoom,
    form: Form,
    sent: bool,
) -> Result<Response, Failure> {
    let top = Top {
        assets: cx.assets(),
        office: room.office.clone(),
        tel: room.tel.clone(),
        furigana: furigana(cx.guest.kind().reads_easy(), &cx.query),
        here: cx.path(""),
        together: match cx.offers_together() {
            false => Offer::No,
            true if cx.query.split('&').any(|part| part == "mailed=1") => Offer::Asked,
            true => Offer::Button,
        },
    };
    let html = match room.ask.purpose() {
        Purpose::Dates => dates::render(cx, top, room, form, sent)?,
        Purpose::Opinions => opinions::render(cx, top, room, form, sent)?,
        Purpose::Plan => plan::render(cx, top, room, form, sent)?,
        Purpose::Tasks => tasks::render(cx, top, room, form, sent)?,
        Purpose::Desk => desk::render(cx, top, room, form, sent)?,
        Purpose::Questions => questions::render(cx, top, room, form, sent)?,
        Purpose::Hearing => hearing::render(cx, top, room, form, sent)?,
        Purpose::Papers | Purpose::Minutes | Purpose::Report => papers::render(cx, top, room, form, sent)?,
    };
    Ok((status, Html(html)).into_response())
}

/// The chosen date for the party's own calendar.
pub(super) async fn event(cx: GuestCx) -> Result<Response, Failure> {
    let room = cx.room("guest.calendar").await?;
    let chosen = match (&room.ask, room.chosen) {
        (Ask::Dates(ask), Some(place)) => ask.candidates.get(place).map(|candidate| (ask, *candidate)),
        _ => None,
    };
    let (ask, candidate) = chosen.ok_or(bansou_store::Failure::NotFound)?;
    let party = cx.guest.party().to_string();
    let text = calendar_file(&Event {
        id: &party,
        written: cx.now,
        on: candidate.on,
        from: candidate.from,
        minutes: ask.minutes,
        title: EVENT_TITLE,
        place: &ask.place,
    });
    file(
        "text/calendar; charset=utf-8",
        "会議の予定.ics",
        "attachment",
        text.into_bytes(),
    )
}

/// What a file answers to somebody who posts to it: the same as an address that is none, down to the headers.
pub(super) async fn nothing() -> Failure {
    bansou_store::Failure::NotFound.into()
}
