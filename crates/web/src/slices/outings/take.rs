//! 持ち出す: what a visit needs, made once for one device.

use axum::extract::State;
use axum::response::Response;
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::PersonId;
use bansou_domain::outing::LEASE_DAYS;
use bansou_store::journal::Did;
use bansou_store::outing::NewOuting;
use data_encoding::BASE64;
use serde_json::json;

use super::json;
use crate::app::App;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Fields, Typed};
use crate::session::{hash, random_bytes, random_text};
use crate::slices::{brief, monitoring};

/// What a worker may call a device.
const LONGEST_NAME: usize = 60;

fn asked(typed: &Typed) -> Result<(PersonId, Option<ServiceMonth>), Failure> {
    let unknown = |_| Failure::Store(bansou_store::Failure::NotFound);
    let person = typed.value("person").parse().map_err(unknown)?;
    let month = match typed.value("month") {
        "extra" => None,
        month => Some(month.parse().map_err(|_| bansou_store::Failure::NotFound)?),
    };
    Ok((person, month))
}

/// Hands out the bundle: the form, the page before the visit, and the key under which both lie on the device.
pub(super) async fn post(State(app): State<App>, cx: Cx, typed: Typed) -> Result<Response, Failure> {
    let (person, month) = asked(&typed)?;
    let case = cx.open_case(person, "outing").await?;
    let mut reader = cx.read().await?;
    let form = monitoring::to_go(&cx, &mut reader, case, month).await?;
    let brief = brief::to_go(&cx, &mut reader, case).await?;
    drop(reader);
    let device: String = Fields::new(&typed, cx.today())
        .line("device", "端末の名前")
        .chars()
        .take(LONGEST_NAME)
        .collect();
    let (secret, key) = (random_text(20)?, random_bytes(32)?);
    let new = NewOuting {
        month,
        device: &device,
        secret_hash: &hash(&secret),
        key: &key,
    };
    let mut tx = cx.begin().await?;
    let editor = cx.edit_case(&mut tx, person).await?;
    let id = tx.take_out(editor, &new).await?;
    tx.commit(Did::to(person, "outing.taken").subject(id.0)).await?;
    Ok(json(&json!({
        "id": id,
        "token": format!("{}.{secret}", cx.who.scope(cx.now).organisation),
        "key": BASE64.encode(&key),
        "now": app.clock.now().as_millisecond(),
        "days": LEASE_DAYS,
        "bundle": {
            "person": person,
            "name": form.name,
            "title": form.title,
            "form": form.html,
            "brief": brief.html,
            "questions": brief.questions,
        },
    })))
}
