//! The second factor: a one-time code, a recovery code, or setting the factor up at the first sign-in.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use bansou_domain::id::StaffId;
use bansou_store::journal::Did;
use bansou_store::sign_in::{Session, Stage};
use bansou_store::{Scope, Tx};
use jiff::Timestamp;
use serde::Deserialize;
use totp_rs::{Builder, Secret, Totp};

use super::inside;
use crate::app::App;
use crate::failure::Failure;
use crate::form::{Form, Told, Typed};
use crate::session::{self, Token};

const RECOVERY_CODES: usize = 10;

#[derive(Template)]
#[template(path = "slices/sign_in/factor.html")]
struct Factor {
    form: Form,
    back: String,
    /// Present while the factor is being set up.
    new: Option<NewFactor>,
    assets: String,
}

struct NewFactor {
    secret: String,
    qr: String,
}

#[derive(Template)]
#[template(path = "slices/sign_in/recovery.html")]
struct Recovery {
    codes: Vec<String>,
    back: String,
    assets: String,
}

#[derive(Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    back: String,
}

/// The page of the second factor.
pub(super) fn path(back: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("back", back);
    format!("/signin/code?{}", query.finish())
}

/// A session in which only the password has been given.
struct Half {
    token: Token,
    staff: StaffId,
    secret: Option<Vec<u8>>,
}

async fn half(app: &App, now: Timestamp, headers: &HeaderMap) -> Result<Option<Half>, Failure> {
    let Some((token, Session::Password(staff))) = session::find(app, now, headers).await? else {
        return Ok(None);
    };
    let mut reader = app
        .store
        .read(Scope {
            organisation: token.organisation,
            actor: None,
            now,
        })
        .await?;
    let secret = reader.totp_secret(staff).await?;
    Ok(Some(Half { token, staff, secret }))
}

pub(super) async fn get(
    State(app): State<App>,
    Query(Back { back }): Query<Back>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let Some(half) = half(&app, app.clock.now(), &headers).await? else {
        return Ok(Redirect::to("/signin").into_response());
    };
    let secret = if half.secret.is_some() {
        None
    } else {
        Some(session::random_bytes(20)?)
    };
    show(
        &app,
        StatusCode::OK,
        secret,
        Typed::default(),
        Vec::new(),
        inside(&back),
    )
}

fn show(
    app: &App,
    status: StatusCode,
    secret: Option<Vec<u8>>,
    typed: Typed,
    problems: Vec<Told>,
    back: &str,
) -> Result<Response, Failure> {
    let form = Form::refused("/signin/code".to_owned(), typed, problems);
    let new = secret.map(|secret| new_factor(&secret)).transpose()?;
    let page = Factor {
        form,
        back: back.to_owned(),
        new,
        assets: app.assets.version().to_owned(),
    };
    Ok((status, Html(page.render()?)).into_response())
}

fn new_factor(secret: &[u8]) -> Result<NewFactor, Failure> {
    let text = data_encoding::BASE32_NOPAD.encode(secret);
    let address = format!("otpauth://totp/bansou?secret={text}&issuer=bansou");
    let code = qrcode::QrCode::new(address.as_bytes()).map_err(|_| Failure::Background)?;
    let svg = code
        .render::<qrcode::render::svg::Color<'_>>()
        .min_dimensions(200, 200)
        .build();
    let qr = format!(
        "data:image/svg+xml;base64,{}",
        data_encoding::BASE64.encode(svg.as_bytes())
    );
    Ok(NewFactor { secret: text, qr })
}

fn totp(secret: &[u8]) -> Result<Totp, Failure> {
    Builder::new()
        .with_secret(Secret::from(secret))
        .build()
        .map_err(|_| Failure::Background)
}

pub(super) async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Failure> {
    let now = app.clock.now();
    let Some(half) = half(&app, now, &headers).await? else {
        return Ok(Redirect::to("/signin").into_response());
    };
    let back = inside(typed.value("back")).to_owned();
    let scope = Scope {
        organisation: half.token.organisation,
        actor: Some(half.staff),
        now,
    };
    let mut tx = app.store.begin(scope).await?;
    let typed_code = bansou_domain::text::digits(typed.value("code")).replace([' ', '-'], "");
    let accepted = match &half.secret {
        Some(secret) => accept(&mut tx, &half, secret, &typed_code, now).await?,
        None => None,
    };
    if let Some(kind) = accepted {
        let token = upgrade(&mut tx, &half).await?;
        tx.commit(Did::office(kind)).await?;
        return signed_in(&app, &token, &back);
    }
    if half.secret.is_none() {
        return set_up(&app, tx, &half, typed, &typed_code, &back).await;
    }
    drop(tx);
    let told = Told {
        field: "code".to_owned(),
        message: "コードが合いません。新しい6けたのコードか、回復コードを入力してください。".to_owned(),
    };
    show(
        &app,
        StatusCode::UNPROCESSABLE_ENTITY,
        None,
        typed,
        vec![told],
        &back,
    )
}

/// Accepts a one-time code once, or a recovery code once; names what was used.
async fn accept(
    tx: &mut Tx,
    half: &Half,
    secret: &[u8],
    code: &str,
    now: Timestamp,
) -> Result<Option<&'static str>, Failure> {
    let seconds = u64::try_from(now.as_second()).unwrap_or_default();
    if let Some(step) = totp(secret)?.check(code, seconds) {
        let step = i64::try_from(step).unwrap_or(i64::MAX);
        return Ok(tx.use_totp_step(half.staff, step).await?.then_some("sign_in"));
    }
    let hash = session::hash(&code.to_uppercase());
    Ok(tx
        .use_recovery_code(half.staff, &hash)
        .await?
        .then_some("sign_in_by_recovery_code"))
}

/// Replaces the half session by a full one with a new token.
async fn upgrade(tx: &mut Tx, half: &Half) -> Result<Token, Failure> {
    let token = Token::new(half.token.organisation)?;
    tx.end_session(&half.token.hash()).await?;
    tx.start_session(half.staff, &token.hash(), Stage::Full).await?;
    Ok(token)
}

fn signed_in(app: &App, token: &Token, back: &str) -> Result<Response, Failure> {
    Ok((
        [(header::SET_COOKIE, token.cookie(app.transport)?)],
        Redirect::to(back),
    )
        .into_response())
}

/// The first code proves that the factor has been set up; the recovery codes are shown this once.
async fn set_up(
    app: &App,
    mut tx: Tx,
    half: &Half,
    typed: Typed,
    code: &str,
    back: &str,
) -> Result<Response, Failure> {
    let secret = data_encoding::BASE32_NOPAD
        .decode(typed.value("secret").as_bytes())
        .unwrap_or_default();
    let seconds = u64::try_from(app.clock.now().as_second()).unwrap_or_default();
    if secret.len() < 20 || totp(&secret)?.check(code, seconds).is_none() {
        drop(tx);
        let told = Told {
            field: "code".to_owned(),
            message: "コードが合いません。アプリに出ている6けたの数字を入力してください。".to_owned(),
        };
        let secret = if secret.len() < 20 {
            session::random_bytes(20)?
        } else {
            secret
        };
        return show(
            app,
            StatusCode::UNPROCESSABLE_ENTITY,
            Some(secret),
            typed,
            vec![told],
            back,
        );
    }
    let codes = (0..RECOVERY_CODES)
        .map(|_| session::random_text(6))
        .collect::<Result<Vec<_>, _>>()?;
    let hashes: Vec<_> = codes.iter().map(|code| session::hash(code)).collect();
    tx.set_totp(half.staff, &secret, &hashes).await?;
    let token = upgrade(&mut tx, half).await?;
    tx.commit(Did::office("second_factor_set")).await?;
    let page = Recovery {
        codes,
        back: back.to_owned(),
        assets: app.assets.version().to_owned(),
    };
    Ok((
        [(header::SET_COOKIE, token.cookie(app.transport)?)],
        Html(page.render()?),
    )
        .into_response())
}
