//! 予定の配信: the worker's own calendar behind a secret address. Titles name nobody unless the office lets letters out;
//! a place never stands in them.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::id::OrganisationId;
use bansou_domain::room::{read_link, write_link};
use bansou_domain::visits::initials;
use bansou_exchange::calendar::{Entry, Standing, feed};
use bansou_store::journal::Did;
use bansou_store::visits::FeedEvent;
use jiff::Timestamp;

use crate::app::App;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Typed, accept};
use crate::guest::neutral;
use crate::pace::PERIOD;
use crate::session;
use crate::slices::{account, rooms};

/// What a visit is taken to last.
const MINUTES: u16 = 60;
const NAME: &str = "訪問の予定";
const ENDING: &str = ".ics";

/// The address behind which programs find the calendar. Whatever does not open is answered alike.
pub(super) async fn get(State(app): State<App>, Path(link): Path<String>) -> Result<Response, Failure> {
    let now = app.clock.now();
    if !app.pace.allows(session::hash(&link), now) {
        return Ok(too_often());
    }
    let organisations = app.store.organisations().await?;
    // An address that is none is looked for all the same, so that it takes as long.
    let (sign, secret) = read_link(link.strip_suffix(ENDING).unwrap_or_default())
        .map_or_else(|_| Default::default(), |(sign, secret)| (sign.to_owned(), secret));
    let found = organisations.iter().find(|one| one.code == sign);
    let organisation = OrganisationId(found.map(|found| found.id).unwrap_or_default());
    let Some(read) = app
        .store
        .read_feed(organisation, now, &session::hash(&secret))
        .await?
    else {
        return Ok(neutral(app.assets.version()));
    };
    let entries: Vec<Entry> = read.events.iter().map(|event| entry(event, now)).collect();
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], feed(NAME, &entries)).into_response())
}

/// The same for an address that opens and for one that does not.
fn too_often() -> Response {
    let wait = HeaderValue::from(PERIOD.as_secs());
    (
        StatusCode::TOO_MANY_REQUESTS,
        [(header::RETRY_AFTER, wait)],
        "しばらくしてから、もう一度ためしてください。",
    )
        .into_response()
}

fn entry(event: &FeedEvent, now: Timestamp) -> Entry {
    let letters = initials(&event.kana);
    let whom = if letters.is_empty() {
        String::new()
    } else {
        format!(" {letters}様")
    };
    let part = event
        .time
        .from
        .map_or_else(|| format!("（{}）", event.time.part.label()), |_| String::new());
    Entry {
        id: event.id.to_string(),
        changed: event.changed_at.parse().unwrap_or(now),
        sequence: event.version,
        on: event.time.on,
        from: event.time.from,
        minutes: MINUTES,
        title: format!("訪問{whom}{part}"),
        standing: match (event.withdrawn, event.agreed) {
            (true, _) => Standing::Cancelled,
            (false, true) => Standing::Confirmed,
            (false, false) => Standing::Tentative,
        },
    }
}

/// Makes the worker's address, or a new one in place of the one that stood. It is shown on this answer alone.
pub(super) async fn make(cx: Cx, headers: HeaderMap, typed: Typed) -> Result<Response, Failure> {
    let secret = session::random_text(10)?.to_ascii_lowercase();
    let mut tx = cx.begin().await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, account::PATH).await? {
        return Ok(response);
    }
    tx.make_feed(&session::hash(&secret)).await?;
    tx.commit(Did::office("calendar.made").subject(cx.who.staff().0))
        .await?;
    let organisations = cx.app.store.organisations().await?;
    let own = organisations
        .iter()
        .find(|one| one.id == cx.scope().organisation.0);
    let code = own.map(|own| own.code.as_str()).unwrap_or_default();
    let address = format!(
        "{}/calendar/{}{ENDING}",
        rooms::server(&cx, &headers),
        write_link(code, &secret)
    );
    account::with_address(&cx, address).await
}

/// Ends the worker's calendar.
pub(super) async fn end(cx: Cx, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, account::PATH).await? {
        return Ok(response);
    }
    tx.end_feed().await?;
    tx.commit(Did::office("calendar.ended").subject(cx.who.staff().0))
        .await?;
    Ok(Redirect::to(account::PATH).into_response())
}
