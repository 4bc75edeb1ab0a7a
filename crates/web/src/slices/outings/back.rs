//! 戻す: what was written on the visit reaches the office, once, however often it is sent.

use axum::extract::Path;
use axum::response::Response;
use bansou_domain::id::OutingId;
use bansou_domain::note::{CaseNote, Counterpart, Means, Work};
use bansou_domain::outing::{Missed, SignedOnVisit};
use bansou_store::Tx;
use bansou_store::journal::Did;
use bansou_store::outing::{OwnOuting, Returned};
use jiff::civil::{Date, DateTime};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::json;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::Typed;
use crate::slices::monitoring;

/// A visit that was made and led to no meeting, as the device tells it.
#[derive(Deserialize)]
struct MissedVisit {
    id: Uuid,
    kind: String,
    /// The day and time on the device, in Japan.
    at: String,
}

/// A device cannot send more than a week of doors that stayed shut.
const MOST_MISSED: usize = 50;

const UNREAD: Failure = Failure::Request("訪問の記録を読めませんでした。端末の内容は残っています。");

pub(super) async fn post(cx: Cx, Path(outing): Path<OutingId>, typed: Typed) -> Result<Response, Failure> {
    let id: Uuid = typed.value("_key").parse().map_err(|_| UNREAD)?;
    let missed: Vec<MissedVisit> = match typed.value("missed") {
        "" => Vec::new(),
        text => serde_json::from_str(text).map_err(|_| UNREAD)?,
    };
    let signed: Option<SignedOnVisit> = match typed.value("signed") {
        "" => None,
        text => Some(serde_json::from_str(text).map_err(|_| UNREAD)?),
    };
    if missed.len() > MOST_MISSED {
        return Err(Failure::TooLarge);
    }
    let mut tx = cx.begin().await?;
    let own = tx.own_outing(outing).await?;
    if !missed.is_empty() {
        keep_missed(&mut tx, own, &missed, cx.today()).await?;
    }
    let wrote = !typed.value("fields").is_empty();
    if wrote {
        let back = Returned {
            id,
            base: typed.value("base"),
            fields: typed.value("fields"),
            signed: signed.as_ref(),
            claimed_at: typed.value("claimed_at"),
        };
        tx.bring_back(own, &back).await?;
    }
    if let Ok(photos) = typed.value("photos").parse() {
        tx.photos_left(own, photos).await?;
    }
    tx.commit(Did::to(own.person(), "outing.returned").subject(outing.0))
        .await?;
    let leads_to = if wrote {
        monitoring::returned_path(own.person(), outing)
    } else {
        format!("/c/{}/notes", own.person())
    };
    Ok(json(&json!({ "state": "back", "go": leads_to, "wrote": wrote })))
}

/// A door that stayed shut becomes a progress note of its own, once.
async fn keep_missed(
    tx: &mut Tx,
    own: OwnOuting,
    missed: &[MissedVisit],
    today: Date,
) -> Result<(), Failure> {
    let known = tx.known_missed(own).await?;
    for visit in missed.iter().filter(|visit| !known.contains(&visit.id)) {
        let kind = Missed::from_code(&visit.kind).ok_or(UNREAD)?;
        let id = tx.add_note(own.case(), &note(kind, visit, today), None).await?;
        tx.note_missed(own, visit.id, id).await?;
    }
    Ok(())
}

/// Days between the visit and its return that are believed. Without a line for longer, or with a clock that is wrong, the
/// day of the return stands, and the note says so. A choice of the product.
const BELIEVED_DAYS: i32 = 31;

/// The note.
fn note(kind: Missed, visit: &MissedVisit, today: Date) -> CaseNote {
    let told: Option<DateTime> = visit.at.parse().ok();
    let age = |at: &DateTime| (today - at.date()).get_days();
    let told = told.filter(|at| (0..=BELIEVED_DAYS).contains(&age(at)));
    let minutes =
        told.map(|at| u16::from(at.hour().unsigned_abs()) * 60 + u16::from(at.minute().unsigned_abs()));
    let unsure = if told.is_none() {
        "（端末の時計が合っていないため、日時は確かでない）"
    } else {
        ""
    };
    CaseNote {
        on: told.map_or(today, DateTime::date),
        from: minutes,
        until: None,
        means: Means::Visit,
        counterpart: Counterpart::Person,
        counterpart_name: String::new(),
        place: String::new(),
        work: Work::Monitoring,
        facts: format!("{}{unsure}", kind.fact()),
        words: String::new(),
        view: String::new(),
        next: String::new(),
        missed: Some(kind),
        event: None,
        settles: None,
        deed: None,
    }
}
