//! What the recorder sends: a line, a mark, a strike, the beginning and the end.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::conference::{Board, LINE_LENGTH, Line, LineKind, Reach, Reaction, Verdict};
use bansou_domain::id::{ConferenceId, LineId, PersonId};
use bansou_store::conference::Added;
use bansou_store::journal::Did;
use uuid::Uuid;

use super::{room, room_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Fields, Typed};

type Address = Path<(PersonId, ConferenceId)>;

/// A page's script only wants to know that the line is stored; a page without script is led back to the room.
pub(super) fn answer(cx: &Cx, person: PersonId, id: ConferenceId) -> Response {
    if cx.htmx {
        StatusCode::NO_CONTENT.into_response()
    } else {
        Redirect::to(&format!("{}#recorder", room_path(person, id))).into_response()
    }
}

pub(super) async fn add(cx: Cx, Path((person, id)): Address, typed: Typed) -> Result<Response, Failure> {
    let (mut line, text) = match read(&cx, &typed) {
        Ok(line) => (line, typed.value("text")),
        Err(problem) => return refuse(&cx, person, id, &typed, problem).await,
    };
    let key = typed.value("line").parse().unwrap_or_else(|_| Uuid::now_v7());
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    if line.kind == LineKind::Reaction && line.of.is_none() {
        // The person's words belong to the change everybody looks at.
        let lines = tx.lines(case.reader(), id).await?;
        line.of = Board::of(room::standing(&lines)).showing().map(|entry| entry.id);
        if line.of.is_none() {
            drop(tx);
            let problem = "まだ計画案の変更を見ていません。本人のことばは「発言」で残せます。".to_owned();
            return refuse(&cx, person, id, &typed, problem).await;
        }
    }
    let added = tx.add_line(case, id, LineId(key), &line).await?;
    if !text.is_empty() {
        tx.forget_draft(typed.value("_place")).await?;
    }
    let Added::New(place) = added else {
        return Ok(answer(&cx, person, id));
    };
    tx.commit(Did::to(person, "conference.line").subject(id.0))
        .await?;
    cx.app.live.tell(id.0, place);
    Ok(answer(&cx, person, id))
}

/// A line that is not taken: told to the script in words, and on the page with what was typed still there.
async fn refuse(
    cx: &Cx,
    person: PersonId,
    id: ConferenceId,
    typed: &Typed,
    problem: String,
) -> Result<Response, Failure> {
    if cx.htmx {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, problem).into_response());
    }
    room::again(cx, person, id, typed.value("text"), problem).await
}

fn read(cx: &Cx, typed: &Typed) -> Result<Line, String> {
    let mut fields = Fields::new(typed, cx.today());
    let kind = fields.choice("kind", "行の種類", LineKind::from_code);
    let (text, speaker) = (
        fields.line("text", "記録する1行"),
        fields.line("speaker", "話している人"),
    );
    let value = fields.line("value", "印");
    if let Err(problems) = fields.finish(()) {
        let said: Vec<String> = problems.into_iter().map(|told| told.message).collect();
        return Err(said.join(" "));
    }
    let kind = kind.unwrap_or(LineKind::Remark);
    if text.chars().count() > LINE_LENGTH {
        return Err(format!(
            "1行は{LINE_LENGTH}字までです。いくつかの行に分けてください。"
        ));
    }
    match kind {
        LineKind::Reaction if !text.is_empty() && value.is_empty() => Ok(Line {
            of: typed.value("of").parse().ok().map(LineId),
            text: Line::read(LineKind::Remark, &text, "", cx.today()).text,
            ..Line::of(kind)
        }),
        LineKind::Reaction | LineKind::Reach | LineKind::Verdict | LineKind::Showing => {
            mark(kind, &value, typed.value("of"))
        }
        LineKind::Item => Ok(Line {
            value,
            ..Line::of(kind)
        }),
        LineKind::Turn if speaker.is_empty() => Err("「話している人」を選んでください。".to_owned()),
        LineKind::Turn => Ok(Line {
            speaker,
            ..Line::of(kind)
        }),
        // What differs is read from the plans, never typed.
        LineKind::Change => Err("計画案の変更は「計画案の変更を1つずつ見る」から入れます。".to_owned()),
        _ if text.is_empty() => Err("「記録する1行」を入力してください。".to_owned()),
        _ => Ok(Line::read(kind, &text, &speaker, cx.today())),
    }
}

fn mark(kind: LineKind, value: &str, of: &str) -> Result<Line, String> {
    let known = match kind {
        LineKind::Reaction => Reaction::from_code(value).is_some(),
        LineKind::Verdict => Verdict::from_code(value).is_some(),
        LineKind::Showing => true,
        _ => Reach::from_code(value).is_some(),
    };
    match of.parse() {
        Ok(of) if known => Ok(Line {
            of: Some(LineId(of)),
            value: value.to_owned(),
            ..Line::of(kind)
        }),
        _ => Err("どの行の印かを読めません。ページを読み直してください。".to_owned()),
    }
}

pub(super) async fn strike(cx: Cx, Path((person, id)): Address, typed: Typed) -> Result<Response, Failure> {
    let line: LineId = typed
        .value("line")
        .parse()
        .map_err(|_| bansou_store::Failure::NotFound)?;
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let place = match tx.strike_line(case, id, line).await {
        // Struck twice is struck.
        Err(bansou_store::Failure::Stale) => return Ok(answer(&cx, person, id)),
        struck => struck?,
    };
    tx.commit(Did::to(person, "conference.line_struck").subject(id.0))
        .await?;
    cx.app.live.tell(id.0, place);
    Ok(answer(&cx, person, id))
}

pub(super) async fn begin(cx: Cx, Path((person, id)): Address) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let place = tx.begin_conference(case, id).await?;
    tx.commit(Did::to(person, "conference.begun").subject(id.0))
        .await?;
    cx.app.live.tell(id.0, place);
    Ok(answer(&cx, person, id))
}

pub(super) async fn end(cx: Cx, Path((person, id)): Address) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let place = tx.end_conference(case, id).await?;
    tx.commit(Did::to(person, "conference.ended").subject(id.0))
        .await?;
    cx.app.live.tell(id.0, place);
    if cx.htmx {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(Redirect::to(&super::path(person, id)).into_response())
}
