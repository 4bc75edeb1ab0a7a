//! What is done with a room that stands: reminding, revoking, a new link, extending, closing, choosing.

use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PersonId, RoomId, RoomPartyId};
use bansou_domain::room::{Ask, Party, check_until};
use bansou_store::journal::Did;
use bansou_store::room::{PartyRecord, RoomRecord};

use super::hand::{self, Key};
use super::ready::Circle;
use super::{fax, party_path, room_path, show};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::slices::door::span;

type RoomAt = Path<(PersonId, RoomId)>;
type PartyAt = Path<(PersonId, RoomId, RoomPartyId)>;

pub(super) async fn close(cx: Cx, Path((person, room)): RoomAt, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &room_path(person, room)).await? {
        return Ok(response);
    }
    tx.close_room(case, room).await?;
    tx.commit(Did::to(person, "room.closed").subject(room.0)).await?;
    Ok(Redirect::to(&room_path(person, room)).into_response())
}

pub(super) async fn extend(cx: Cx, Path((person, room)): RoomAt, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let until = match read_until(&cx, &typed) {
        Ok(until) => until,
        Err(problems) => {
            drop(tx);
            return show::refused_with(&cx, case.reader(), room, typed, problems).await;
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &room_path(person, room)).await? {
        return Ok(response);
    }
    tx.extend_room(case, room, until).await?;
    let did = Did::to(person, "room.extended").subject(room.0);
    tx.commit(did.detail(wareki::format(until))).await?;
    Ok(Redirect::to(&room_path(person, room)).into_response())
}

fn read_until(cx: &Cx, typed: &Typed) -> Result<jiff::civil::Date, Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let until = fields.required_day("until", "終わりの日");
    if until.is_some_and(|until| !check_until(until, cx.today()).is_empty()) {
        fields.tell("until", "「終わりの日」は、今日から3か月までの日にしてください。");
    }
    let until = until.unwrap_or(cx.today());
    fields.finish(until)
}

pub(super) async fn choose(cx: Cx, Path((person, room)): RoomAt, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let record = tx.room(case.reader(), room).await?;
    let place: Option<usize> = typed.value("place").parse().ok();
    let chosen = match (&record.ask, place) {
        (Ask::Dates(ask), Some(place)) => ask
            .candidates
            .get(place)
            .map(|chosen| (place, span(chosen, ask.minutes))),
        _ => None,
    };
    let (place, words) = chosen.ok_or(bansou_store::Failure::NotFound)?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &room_path(person, room)).await? {
        return Ok(response);
    }
    tx.choose_date(case, room, place).await?;
    let did = Did::to(person, "room.date_chosen").subject(room.0);
    tx.commit(did.detail(words)).await?;
    Ok(Redirect::to(&room_path(person, room)).into_response())
}

/// Notes that the office has read what came in.
pub(super) async fn read(cx: Cx, Path((person, room)): RoomAt, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    tx.room(case.reader(), room).await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &room_path(person, room)).await? {
        return Ok(response);
    }
    tx.read_room(case, room).await?;
    tx.commit(Did::to(person, "room.read").subject(room.0)).await?;
    Ok(Redirect::to(&room_path(person, room)).into_response())
}

/// Says which member of the conference or the team a party is.
pub(super) async fn member(
    cx: Cx,
    Path((person, room, party)): PartyAt,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let record = tx.room(case.reader(), room).await?;
    let circle = Circle::load(&mut tx, case.reader(), record.subject).await?;
    let member = circle.member(typed.value("member"));
    if let Accepted::Before(response) = accept(&mut tx, &typed, &room_path(person, room)).await? {
        return Ok(response);
    }
    tx.name_member(case, room, party, member).await?;
    tx.commit(Did::to(person, "room.member_named").subject(party.0))
        .await?;
    Ok(Redirect::to(&room_path(person, room)).into_response())
}

pub(super) async fn revoke(
    cx: Cx,
    Path((person, room, party)): PartyAt,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let mut fields = Fields::new(&typed, cx.today());
    let why = fields.required("why", "取り消す理由");
    let why = match fields.finish(why) {
        Ok(why) => why,
        Err(problems) => {
            drop(tx);
            return show::refused_with(&cx, case.reader(), room, typed, problems).await;
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &room_path(person, room)).await? {
        return Ok(response);
    }
    tx.revoke_link(case, room, party, &why).await?;
    let did = Did::to(person, "room.revoked").subject(party.0);
    tx.commit(did.detail(why)).await?;
    Ok(Redirect::to(&room_path(person, room)).into_response())
}

/// Makes a new link with a new code, and shows both this once.
pub(super) async fn renew(
    cx: Cx,
    Path((person, room, party)): PartyAt,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let found = party_of(&tx.parties_of_room(case.reader(), room).await?, party)?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &room_path(person, room)).await? {
        return Ok(response);
    }
    let key = Key::new()?;
    tx.renew_link(case, room, party, &key.stored()).await?;
    let did = Did::to(person, "room.link_renewed").subject(party.0);
    tx.commit(did.detail(&found.name)).await?;
    let made = Party {
        kind: found.kind,
        name: found.name,
        required: found.required,
        once: false,
        member: found.member,
        owner: found.owner,
        whose: found.whose,
    };
    hand::out(&cx, &headers, case.reader(), room, vec![(made, key)]).await
}

fn party_of(parties: &[PartyRecord], id: RoomPartyId) -> Result<PartyRecord, Failure> {
    let found = parties.iter().find(|party| party.id == id).cloned();
    Ok(found.ok_or(bansou_store::Failure::NotFound)?)
}

#[derive(Template)]
#[template(path = "slices/rooms/remind.html")]
struct Reminder {
    case: CaseFrame,
    name: String,
    text: String,
    fax: String,
    room: String,
}

case_page!(Reminder, "催促の文");

/// Notes the reminder and shows the words to send; sending them is up to the office.
pub(super) async fn remind(
    cx: Cx,
    Path((person, room, party)): PartyAt,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let record = tx.room(case.reader(), room).await?;
    let found = party_of(&tx.parties_of_room(case.reader(), room).await?, party)?;
    let office = tx.office(cx.member()).await?;
    let frame = CaseFrame::load(&mut tx, case.reader(), Tab::Meetings, cx.today()).await?;
    let view = Reminder {
        case: frame,
        text: reminder(&record, &found, &office.name, &office.tel),
        fax: if fax::prints(&record.ask) {
            party_path(person, room, party, "fax")
        } else {
            String::new()
        },
        room: room_path(person, room),
        name: found.name.clone(),
    };
    // Pressed twice, the words are shown again and noted once.
    if let Accepted::New = accept(&mut tx, &typed, &room_path(person, room)).await? {
        tx.remind_party(case, room, party).await?;
        let did = Did::to(person, "room.reminded").subject(party.0);
        tx.commit(did.detail(&found.name)).await?;
    }
    page(&cx, &view)
}

/// The words of a reminder. They name nobody.
pub(super) fn reminder(record: &RoomRecord, party: &PartyRecord, office: &str, tel: &str) -> String {
    let by = record.ask.reply_by().map(wareki::format_with_weekday);
    let by = by.map(|by| format!("返事の期限は{by}です。")).unwrap_or_default();
    format!(
        "{} 様\n\nお世話になっております。{office}の{}です。\n先日お渡しした「{}」の返事をお待ちしています。{by}\n\
         お渡ししたリンクまたはQRコードを開き、番号を入れてお答えください。FAX・電話でもうけたまわります。\n\n{office}　電話 {tel}",
        party.name,
        record.opened_by,
        record.ask.purpose().label(),
    )
}
