//! What tells the room's pages that something has been written. The event says how far the conference has come and
//! nothing of it; each page fetches the rest with its own session.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::Path;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use bansou_domain::id::{ConferenceId, PersonId};
use futures_util::stream::{Stream, unfold};
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};

use super::room::PAGE;
use crate::context::Cx;
use crate::failure::Failure;

/// After this the browser asks again, with whatever session it then has.
const HOLDS: Duration = Duration::from_mins(15);
const BEAT: Duration = Duration::from_secs(20);
const RETRY: Duration = Duration::from_secs(2);

pub(super) async fn get(
    cx: Cx,
    Path((person, id)): Path<(PersonId, ConferenceId)>,
) -> Result<Response, Failure> {
    let case = cx.go_on_in_case(person, PAGE).await?;
    // Listening before reading, so that nothing falls between the two.
    let listener = cx.app.live.listen(id.0);
    let place = cx.read().await?.conference(case, id).await?.place;
    let stream = changes(place, listener, Instant::now() + HOLDS);
    let beat = KeepAlive::new().interval(BEAT);
    Ok(Sse::new(stream).keep_alive(beat).into_response())
}

fn changes(
    place: i64,
    listener: watch::Receiver<i64>,
    until: Instant,
) -> impl Stream<Item = Result<Event, Infallible>> {
    unfold((Some(place), listener), move |(first, mut listener)| async move {
        let place = if let Some(place) = first {
            place
        } else {
            timeout_at(until, listener.changed()).await.ok()?.ok()?;
            *listener.borrow_and_update()
        };
        let event = Event::default().retry(RETRY).data(place.to_string());
        Some((Ok(event), (None, listener)))
    })
}
