//! The doorstep: which office asks and what kind of thing, and a field for the code. Reading it changes nothing, so a
//! mail program that opens links opens nothing.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use bansou_domain::easy::Furigana;
use bansou_domain::id::OrganisationId;
use bansou_domain::room::{CODE_DIGITS, read_code, read_link};
use bansou_store::room::guest::{Doorstep, Opening};
use jiff::Timestamp;

use super::{Offer, Top, furigana, link_path, words};
use crate::app::App;
use crate::failure::Failure;
use crate::form::{Form, Told, Typed};
use crate::guest::{self, neutral};
use crate::session;

#[derive(Template)]
#[template(path = "slices/door/knock.html")]
struct Knock {
    top: Top,
    asked: String,
    easy_asked: &'static str,
    form: Form,
}

/// A link that was read: whose, and the hash under which it is kept.
struct Read {
    organisation: OrganisationId,
    secret: String,
}

/// What is stored of a code: worth nothing without the secret of its link.
pub(crate) fn code_hash(secret: &str, code: &str) -> Vec<u8> {
    session::hash(&format!("{secret}:{code}"))
}

async fn read(app: &App, link: &str) -> Result<Read, Failure> {
    let organisations = app.store.organisations().await?;
    // A link that is none is looked for all the same, so that it takes as long.
    let (sign, secret) =
        read_link(link).map_or_else(|_| Default::default(), |(sign, secret)| (sign.to_owned(), secret));
    let found = organisations
        .iter()
        .find(|organisation| organisation.code == sign);
    Ok(Read {
        organisation: OrganisationId(found.map(|found| found.id).unwrap_or_default()),
        secret,
    })
}

impl Read {
    async fn doorstep(&self, app: &App, now: Timestamp) -> Result<Option<Doorstep>, Failure> {
        let hash = session::hash(&self.secret);
        Ok(app.store.doorstep(self.organisation, now, &hash).await?)
    }
}

pub(super) async fn get(
    State(app): State<App>,
    Path(link): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let read = read(&app, &link).await?;
    let Some(step) = read.doorstep(&app, app.clock.now()).await? else {
        return Ok(neutral(app.assets.version()));
    };
    let form = Form::blank(link_path(&link), Typed::default());
    show(&app, StatusCode::OK, &step, &query.unwrap_or_default(), form)
}

fn show(
    app: &App,
    status: StatusCode,
    step: &Doorstep,
    query: &str,
    form: Form,
) -> Result<Response, Failure> {
    let page = Knock {
        top: Top {
            assets: app.assets.version().to_owned(),
            office: step.office.clone(),
            tel: step.tel.clone(),
            furigana: furigana(step.kind.reads_easy(), query),
            here: form.action.clone(),
            together: Offer::No,
        },
        asked: step.purpose.label().to_owned(),
        easy_asked: words::asked(step.purpose),
        form,
    };
    Ok((status, Html(page.render()?)).into_response())
}

pub(super) async fn post(
    State(app): State<App>,
    Path(link): Path<String>,
    RawQuery(query): RawQuery,
    typed: Typed,
) -> Result<Response, Failure> {
    let now = app.clock.now();
    let read = read(&app, &link).await?;
    let Some(step) = read.doorstep(&app, now).await? else {
        return Ok(neutral(app.assets.version()));
    };
    let Some(code) = read_code(typed.value("code")) else {
        let wanted = format!("{CODE_DIGITS}けたの数字を入れてください。");
        return again(&app, &step, &link, query, wanted);
    };
    let secret = session::random_text(32)?;
    let (link_hash, visit_hash) = (session::hash(&read.secret), session::hash(&secret));
    let code_hash = code_hash(&read.secret, &code);
    let store = &app.store;
    let opened = store
        .open_link(read.organisation, now, &link_hash, &code_hash, &visit_hash)
        .await?;
    match opened {
        Opening::Open(party) => {
            let cookie = guest::cookie(app.transport, read.organisation, party, &secret)?;
            let leads_to = guest::path(party) + &query.map(|query| format!("?{query}")).unwrap_or_default();
            Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&leads_to)).into_response())
        }
        Opening::Wrong(left) => {
            let wrong = format!("番号がちがいます。あと{left}回まちがえると、このリンクは閉じます。");
            again(&app, &step, &link, query, wrong)
        }
        Opening::Dead => Ok(neutral(app.assets.version())),
    }
}

fn again(
    app: &App,
    step: &Doorstep,
    link: &str,
    query: Option<String>,
    message: String,
) -> Result<Response, Failure> {
    let told = Told {
        field: "code".to_owned(),
        message,
    };
    // What was typed is a secret and does not stand on the page again.
    let form = Form::refused(link_path(link), Typed::default(), vec![told]);
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(app, status, step, &query.unwrap_or_default(), form)
}
