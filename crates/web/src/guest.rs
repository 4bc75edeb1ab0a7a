//! Requests of outside parties: no account, one visit to one room. Whoever has none gets one neutral page, whatever the
//! reason.

use askama::Template;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use bansou_documents::papers::HandedSheet;
use bansou_domain::id::{OrganisationId, RoomPartyId};
use bansou_domain::mail::Letter;
use bansou_domain::room::Answer;
use bansou_domain::scan::ScanKind;
use bansou_store::room::guest::{GuestRoom, RoomGuest};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::app::{App, Transport};
use crate::failure::Failure;
use crate::session;
use crate::slices::rooms;

/// A request of an outside party. Only the guest policy of a route puts it there, and it reaches the store through the
/// party's own permit alone.
#[derive(Clone)]
pub(crate) struct GuestCx {
    app: App,
    pub(crate) guest: RoomGuest,
    pub(crate) now: Timestamp,
    /// The query of the request.
    pub(crate) query: String,
}

impl GuestCx {
    /// 今日, in Japan.
    pub(crate) fn today(&self) -> Date {
        bansou_store::day_in_japan(self.now)
    }

    /// The room as this party sees it; `kind` is what the person's journal says was looked at.
    pub(crate) async fn room(&self, kind: &'static str) -> Result<GuestRoom, Failure> {
        Ok(self.app.store.guest_room(&self.guest, self.now, kind).await?)
    }

    /// Keeps the party's answer.
    pub(crate) async fn answer(
        &self,
        form_key: Uuid,
        answer: &Answer,
        files: &[(ScanKind, Vec<u8>)],
    ) -> Result<(), Failure> {
        let store = &self.app.store;
        Ok(store
            .guest_answer(&self.guest, self.now, form_key, answer, files)
            .await?)
    }

    /// Notes what this party did beside looking.
    pub(crate) async fn did(&self, kind: &'static str) -> Result<(), Failure> {
        Ok(self.app.store.guest_did(&self.guest, self.now, kind).await?)
    }

    /// A paper made of this party's own view.
    pub(crate) async fn print(&self, sheet: HandedSheet) -> Result<Vec<u8>, Failure> {
        let press = std::sync::Arc::clone(&self.app.press);
        let work = move || press.pdf(&sheet);
        let printed = tokio::task::spawn_blocking(work).await;
        Ok(printed.map_err(|_| Failure::Background)??.pdf)
    }

    /// Opens another room of the same case for the same member; `false` where it does not open.
    pub(crate) async fn open_beside(&self, to: RoomPartyId, visit_hash: &[u8]) -> Result<bool, Failure> {
        let store = &self.app.store;
        Ok(store.open_beside(&self.guest, self.now, to, visit_hash).await?)
    }

    /// The cookie of a visit to another room of the same organisation.
    pub(crate) fn cookie_of(&self, party: RoomPartyId, secret: &str) -> Result<HeaderValue, Failure> {
        cookie(self.app.transport, self.guest.organisation(), party, secret)
    }

    /// Whether the page offers 「まとめて見る」: to those who work somewhere, by the mail they were invited by.
    pub(crate) fn offers_together(&self) -> bool {
        self.app.mail.is_some() && self.guest.mailed() && !self.guest.kind().reads_easy()
    }

    /// Sends a key to the party's own address, unless enough were sent.
    pub(crate) async fn ask_together(&self, key_hash: &[u8], letter: &Letter) -> Result<(), Failure> {
        let store = &self.app.store;
        store
            .ask_together(&self.guest, self.now, key_hash, letter)
            .await?;
        if let Some(mail) = &self.app.mail {
            mail.wake();
        }
        Ok(())
    }

    /// The sign by which links name the organisation.
    pub(crate) async fn organisation_sign(&self) -> Result<String, Failure> {
        let all = self.app.store.organisations().await?;
        let own = self.guest.organisation().0;
        let found = all.into_iter().find(|organisation| organisation.id == own);
        Ok(found.ok_or(bansou_store::Failure::NotFound)?.code)
    }

    /// A path as it stands in a letter.
    pub(crate) fn address(&self, headers: &HeaderMap, path: &str) -> String {
        format!("{}{path}", rooms::server_of(&self.app, headers))
    }

    /// The version of the style sheet.
    pub(crate) fn assets(&self) -> String {
        self.app.assets.version().to_owned()
    }

    /// The page of this party, or one below it.
    pub(crate) fn path(&self, below: &str) -> String {
        format!("{}{below}", path(self.guest.party()))
    }
}

/// The page of a party.
pub(crate) fn path(party: RoomPartyId) -> String {
    format!("/room/{party}")
}

impl<S: Send + Sync> FromRequestParts<S> for GuestCx {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(Failure::RouteWithoutPolicy)
    }
}

pub(crate) async fn require_guest(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let now = app.clock.now();
    match find(&app, now, request.uri().path(), request.headers()).await {
        Ok(Some(guest)) => {
            let query = request.uri().query().unwrap_or_default().to_owned();
            let assets = app.assets.version().to_owned();
            request.extensions_mut().insert(GuestCx {
                app,
                guest,
                now,
                query,
            });
            let response = next.run(request).await;
            match response.status() {
                StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => neutral(&assets),
                _ => response,
            }
        }
        Ok(None) => neutral(app.assets.version()),
        Err(failure) => failure.into_response(),
    }
}

async fn find(
    app: &App,
    now: Timestamp,
    path: &str,
    headers: &HeaderMap,
) -> Result<Option<RoomGuest>, Failure> {
    let party = path
        .split('/')
        .nth(2)
        .and_then(|part| part.parse::<RoomPartyId>().ok());
    let Some(party) = party else { return Ok(None) };
    let value = session::cookie_value(headers, &name(app.transport, party));
    let read = value.and_then(|value| {
        let (organisation, secret) = value.split_once('.')?;
        Some((organisation.parse::<OrganisationId>().ok()?, secret.to_owned()))
    });
    let Some((organisation, secret)) = read else {
        return Ok(None);
    };
    let hash = session::hash(&secret);
    Ok(app.store.room_guest(organisation, now, party, &hash).await?)
}

/// The cookie of one visit: two rooms in one browser do not meet.
pub(crate) fn cookie(
    transport: Transport,
    organisation: OrganisationId,
    party: RoomPartyId,
    secret: &str,
) -> Result<HeaderValue, Failure> {
    let secure = if transport == Transport::Tls {
        "; Secure"
    } else {
        ""
    };
    let text = format!(
        "{}={organisation}.{secret}; Path=/; HttpOnly; SameSite=Lax{secure}",
        name(transport, party)
    );
    HeaderValue::from_str(&text).map_err(|_| Failure::Background)
}

/// Browsers accept a `__Host-` name only over TLS.
fn name(transport: Transport, party: RoomPartyId) -> String {
    let party = party.0.simple();
    match transport {
        Transport::Tls => format!("__Host-room-{party}"),
        Transport::Loopback => format!("room-{party}"),
    }
}

#[derive(Template)]
#[template(path = "slices/door/neutral.html")]
struct Neutral<'a> {
    assets: &'a str,
}

/// What an expired, used, revoked, locked or guessed link gets, and a visit that is over: the same bytes each time.
pub(crate) fn neutral(assets: &str) -> Response {
    let body = Neutral { assets }.render().unwrap_or_default();
    let mut response = (StatusCode::NOT_FOUND, Html(body)).into_response();
    // Not worth indexing, whoever finds it.
    response
        .headers_mut()
        .insert("x-robots-tag", HeaderValue::from_static("noindex"));
    response.headers_mut().remove(header::SET_COOKIE);
    response
}
