//! Password first. Every failure gets the same answer, whatever was wrong.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use bansou_domain::id::{OrganisationId, StaffId};
use bansou_store::Scope;
use bansou_store::journal::Did;
use bansou_store::sign_in::{Credentials, Stage};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::inside;
use crate::app::App;
use crate::failure::Failure;
use crate::form::{Form, Typed};
use crate::password;
use crate::session::{self, Token};

/// After this many failures within the window, guesses at one name are refused for the rest of it.
const MOST_FAILURES: i64 = 10;
const WINDOW: SignedDuration = SignedDuration::from_mins(15);

/// One answer for an unknown name, a wrong password, a closed account and too many tries.
const REFUSED: &str = "サインインできませんでした。名前とパスワードを確かめてください。続けてうまくいかないときは、15分ほど待ってからお試しください。";

#[derive(Template)]
#[template(path = "slices/sign_in/enter.html")]
struct Enter {
    form: Form,
    several: bool,
    back: String,
    refused: bool,
    demo: bool,
    assets: String,
}

#[derive(Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    back: String,
}

pub(super) async fn get(
    State(app): State<App>,
    Query(Back { back }): Query<Back>,
) -> Result<Response, Failure> {
    let several = app.store.organisations().await?.len() > 1;
    let form = Form::refused("/signin".to_owned(), Typed::default(), Vec::new());
    show(&app, StatusCode::OK, form, several, inside(&back), false)
}

fn show(
    app: &App,
    status: StatusCode,
    form: Form,
    several: bool,
    back: &str,
    refused: bool,
) -> Result<Response, Failure> {
    let assets = app.assets.version().to_owned();
    let page = Enter {
        form,
        several,
        back: back.to_owned(),
        refused,
        demo: app.demo,
        assets,
    };
    Ok((status, Html(page.render()?)).into_response())
}

pub(super) async fn post(State(app): State<App>, typed: Typed) -> Result<Response, Failure> {
    let now = app.clock.now();
    let organisations = app.store.organisations().await?;
    let code = typed.value("organisation").trim();
    let organisation = match organisations.as_slice() {
        [only] => Some(only.id),
        several => several
            .iter()
            .find(|organisation| organisation.code == code)
            .map(|found| found.id),
    };
    let organisation = OrganisationId(organisation.unwrap_or_default());
    let login = typed.value("login").trim().to_lowercase();
    if let Some(credentials) = check(&app, organisation, now, &login, typed.value("password")).await? {
        return begin_session(&app, organisation, now, &login, &credentials, typed.value("back")).await;
    }
    let back = typed.value("back").to_owned();
    let form = Form::refused("/signin".to_owned(), typed, Vec::new());
    let several = organisations.len() > 1;
    show(
        &app,
        StatusCode::UNPROCESSABLE_ENTITY,
        form,
        several,
        inside(&back),
        true,
    )
}

/// The credentials of the account when the password is right. Takes as long when there is no such account.
async fn check(
    app: &App,
    organisation: OrganisationId,
    now: Timestamp,
    login: &str,
    password: &str,
) -> Result<Option<Credentials>, Failure> {
    let scope = Scope {
        organisation,
        actor: None,
        now,
    };
    let mut reader = app.store.read(scope).await?;
    let credentials = reader.credentials(login).await?;
    let throttled = reader.recent_failures(login, now - WINDOW).await? >= MOST_FAILURES;
    drop(reader);
    let stored = credentials.as_ref().and_then(|found| found.password_hash.clone());
    let holds = password::holds(password.to_owned(), stored).await?;
    let open = credentials.filter(|found| !found.disabled && holds && !throttled);
    if open.is_none() && !organisation.0.is_nil() {
        let mut tx = app.store.begin(scope).await?;
        tx.note_failure(login).await?;
        tx.commit_unrecorded().await?;
    }
    Ok(open)
}

async fn begin_session(
    app: &App,
    organisation: OrganisationId,
    now: Timestamp,
    login: &str,
    credentials: &Credentials,
    back: &str,
) -> Result<Response, Failure> {
    let staff = StaffId(credentials.id);
    let stage = if app.demo { Stage::Full } else { Stage::Password };
    let token = Token::new(organisation)?;
    let mut tx = app
        .store
        .begin(Scope {
            organisation,
            actor: Some(staff),
            now,
        })
        .await?;
    tx.forgive(login).await?;
    tx.start_session(staff, &token.hash(), stage).await?;
    match stage {
        Stage::Full => tx.commit(Did::office("sign_in")).await?,
        Stage::Password => tx.commit_unrecorded().await?,
    }
    let next = match stage {
        Stage::Full => inside(back).to_owned(),
        Stage::Password => super::factor::path(inside(back)),
    };
    Ok((
        [(header::SET_COOKIE, token.cookie(app.transport)?)],
        Redirect::to(&next),
    )
        .into_response())
}

/// Ends the session here and now, and asks the browser to forget what it has shown.
pub(super) async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Result<Response, Failure> {
    if let Some(token) = session::token(app.transport, &headers) {
        let scope = Scope {
            organisation: token.organisation,
            actor: None,
            now: app.clock.now(),
        };
        let mut tx = app.store.begin(scope).await?;
        tx.end_session(&token.hash()).await?;
        tx.commit_unrecorded().await?;
    }
    let cookie = session::no_cookie(app.transport)?;
    let clear = axum::http::HeaderValue::from_static("\"cache\", \"storage\"");
    let headers = [
        (header::SET_COOKIE, cookie),
        (header::HeaderName::from_static("clear-site-data"), clear),
    ];
    Ok((headers, Redirect::to("/signin")).into_response())
}
