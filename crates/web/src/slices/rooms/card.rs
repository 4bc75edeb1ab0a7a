//! The card with the QR of a link, and without its code. The link comes from the page that was just shown; it is printed
//! only where it belongs to the party.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use bansou_documents::form::{Cover, Spelling};
use bansou_documents::papers::CardSheet;
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PersonId, RoomId, RoomPartyId};
use bansou_domain::room::{read_link, write_link};
use bansou_store::account::Office;

use super::hand;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::Typed;
use crate::session;
use crate::slices::papers::{file, press};

pub(super) async fn post(
    cx: Cx,
    Path((person, room, party)): Path<(PersonId, RoomId, RoomPartyId)>,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "rooms").await?;
    let mut reader = cx.read().await?;
    let record = reader.room(case, room).await?;
    let parties = reader.parties_of_room(case, room).await?;
    let party = parties.into_iter().find(|found| found.id == party);
    let party = party.ok_or(bansou_store::Failure::NotFound)?;
    let office = reader.office(cx.member()).await?;
    let (sign, secret) = read_link(typed.value("link")).map_err(|_| bansou_store::Failure::NotFound)?;
    if !reader.link_is_of(case, party.id, &session::hash(&secret)).await? {
        return Err(bansou_store::Failure::NotFound.into());
    }
    drop(reader);
    let address = hand::address(&cx, &headers, &write_link(sign, &secret));
    let sheet = CardSheet {
        cover: cover(&cx, "お渡しするカード", &office),
        to: format!("{} 様", party.name),
        asked: record.ask.purpose().label().to_owned(),
        qr: hand::qr(&address)?,
        address,
        office: office.name,
        tel: office.tel,
        until: format!("{}まで開けます", wareki::format_with_weekday(record.until)),
        easy: party.kind.reads_easy(),
    };
    let printed = press(&cx, Box::new(sheet), |press, sheet| Ok(press.pdf(sheet)?)).await?;
    file("application/pdf", "お渡しするカード.pdf", "inline", printed.pdf)
}

/// The cover of a paper that goes outside: it is about the office, and names nobody.
pub(super) fn cover(cx: &Cx, title: &str, office: &Office) -> Cover {
    Cover {
        title: title.to_owned(),
        form_number: String::new(),
        subject: office.name.clone(),
        printed: format!("{} 印刷", wareki::format(cx.today())),
        dated: cx.today(),
        spelling: Spelling::default(),
    }
}
