//! Session cookies. The cookie names the organisation and carries a random token; the database keeps
//! only the token's hash, so that a copied database opens no session.

use axum::http::{HeaderMap, HeaderValue, header};
use bansou_domain::id::OrganisationId;
use bansou_store::access::SignedIn;
use bansou_store::sign_in::{Found, Lifetime, Session};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::app::{App, Transport};
use crate::failure::Failure;

const IDLE: SignedDuration = SignedDuration::from_mins(60);
const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// A session's last use is written at most this often, so that reading a page stays a read.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// A fresh session token with the organisation it belongs to.
pub(crate) struct Token {
    pub(crate) organisation: OrganisationId,
    secret: String,
}

impl Token {
    pub(crate) fn new(organisation: OrganisationId) -> Result<Self, Failure> {
        Ok(Self {
            organisation,
            secret: random_text(32)?,
        })
    }

    fn read(cookie: &str) -> Option<Self> {
        let (organisation, secret) = cookie.split_once('.')?;
        Some(Self {
            organisation: organisation.parse().ok()?,
            secret: secret.to_owned(),
        })
    }

    pub(crate) fn hash(&self) -> Vec<u8> {
        hash(&self.secret)
    }

    /// The header that sets the cookie.
    pub(crate) fn cookie(&self, transport: Transport) -> Result<HeaderValue, Failure> {
        let Self { organisation, secret } = self;
        cookie(transport, &format!("{organisation}.{secret}"), "")
    }
}

/// The header that removes the cookie.
pub(crate) fn no_cookie(transport: Transport) -> Result<HeaderValue, Failure> {
    cookie(transport, "", "; Max-Age=0")
}

fn cookie(transport: Transport, value: &str, more: &str) -> Result<HeaderValue, Failure> {
    let (name, secure) = (
        name(transport),
        if transport == Transport::Tls {
            "; Secure"
        } else {
            ""
        },
    );
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}");
    HeaderValue::from_str(&text).map_err(|_| Failure::Background)
}

/// Browsers accept a `__Host-` name only over TLS.
fn name(transport: Transport) -> &'static str {
    match transport {
        Transport::Tls => "__Host-bansou",
        Transport::Loopback => "bansou",
    }
}

/// The token of a request, if it has one.
pub(crate) fn token(transport: Transport, headers: &HeaderMap) -> Option<Token> {
    cookie_value(headers, name(transport)).and_then(Token::read)
}

/// The value of a cookie.
pub(crate) fn cookie_value<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// The session of a request.
pub(crate) async fn find(
    app: &App,
    now: Timestamp,
    headers: &HeaderMap,
) -> Result<Option<(Token, Session)>, Failure> {
    let Some(token) = token(app.transport, headers) else {
        return Ok(None);
    };
    let lifetime = Lifetime {
        idle_since: now - IDLE,
        begun_since: now - ABSOLUTE,
    };
    let found = app
        .store
        .session(token.organisation, now, &token.hash(), lifetime)
        .await?;
    let Some(Found { session, seen_at }) = found else {
        return Ok(None);
    };
    if now.duration_since(seen_at) > TOUCH_EVERY {
        let scope = bansou_store::Scope {
            organisation: token.organisation,
            actor: None,
            now,
        };
        let mut tx = app.store.begin(scope).await?;
        tx.touch_session(&token.hash()).await?;
        tx.commit_unrecorded().await?;
    }
    Ok(Some((token, session)))
}

/// The worker of a request, once both factors have been given.
pub(crate) async fn signed_in(
    app: &App,
    now: Timestamp,
    headers: &HeaderMap,
) -> Result<Option<SignedIn>, Failure> {
    Ok(match find(app, now, headers).await? {
        Some((_, Session::Full(who))) => Some(who),
        _ => None,
    })
}

/// Letters and digits from `bytes` random bytes.
pub(crate) fn random_text(bytes: usize) -> Result<String, Failure> {
    Ok(data_encoding::BASE32_NOPAD.encode(&random_bytes(bytes)?))
}

pub(crate) fn random_bytes(count: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = vec![0; count];
    getrandom::fill(&mut bytes).map_err(|_| Failure::Background)?;
    Ok(bytes)
}

/// What is stored of a secret that is long and random by itself.
pub(crate) fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// A one-time set-up code, for the console.
pub fn setup_code() -> Result<String, String> {
    random_text(10).map_err(|why| why.to_string())
}

/// What is stored of a set-up code.
#[must_use]
pub fn setup_code_hash(code: &str) -> Vec<u8> {
    hash(code)
}
