//! まとめて見る: what the offices of this server asked one mail address, on one page. The address shows that it is read by
//! a key that was sent to it; opening the key's page changes nothing, its button does, once. Each room still asks for its
//! own code, the first time.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::{OrganisationId, RoomPartyId};
use bansou_domain::mail::Letter;
use bansou_domain::room::{CODE_DIGITS, KEY_MINUTES, read_code, read_link, write_link};
use bansou_store::room::guest::Opening;
use bansou_store::room::{Confirmed, TogetherRoom};
use jiff::Timestamp;

use crate::app::{App, Transport};
use crate::failure::Failure;
use crate::form::{Typed, time_in_japan};
use crate::guest::{self, GuestCx, neutral};
use crate::session;

/// The page.
const PATH: &str = "/together";

#[derive(Template)]
#[template(path = "slices/door/together.html")]
struct Together {
    assets: String,
    offices: Vec<Office>,
}

/// What one office asks.
struct Office {
    name: String,
    tel: String,
    lines: Vec<Line>,
}

struct Line {
    what: &'static str,
    asked: String,
    reply_by: String,
    until: String,
    open: bool,
    action: String,
    /// The name of its field, for what is wrong with it.
    field: String,
    problem: String,
}

/// What stands before the page and after it.
#[derive(Template)]
#[template(path = "slices/door/together_bare.html")]
struct Bare {
    assets: String,
    /// Where the button leads; empty once it is over.
    action: String,
}

/// What is stored of a code beside the hash of its link, which is at hand where the link is not.
pub(crate) fn mailed_code_hash(link_hash: &[u8], code: &str) -> Vec<u8> {
    session::hash(&format!("{}:{code}", data_encoding::HEXLOWER.encode(link_hash)))
}

/// Sends the key to the address of the party that asks, and says so in the same words whatever became of it.
pub(super) async fn ask(cx: GuestCx, headers: HeaderMap) -> Result<Response, Failure> {
    if !cx.offers_together() {
        return Err(bansou_store::Failure::NotFound.into());
    }
    let room = cx.room("guest.saw").await?;
    let secret = session::random_text(10)?.to_ascii_lowercase();
    let key = write_link(&cx.organisation_sign().await?, &secret);
    let link = cx.address(&headers, &format!("{PATH}/{key}"));
    let said = format!(
        "お世話になっております。\n{}からのおたずねのページで「まとめて見る」が押されました。\n下のリンクを開いてボタンを押すと、\
         このメールアドレスに届いているおたずねを、1つのページで見られます。\n\n{link}\n\n\
         リンクは{KEY_MINUTES}分のあいだ、1回だけ使えます。\n心あたりのないときは、このメールを消してください。何も起こりません。\n\n\
         {}　電話 {}\n",
        room.office, room.office, room.tel
    );
    let letter = Letter {
        subject: format!("【{}】まとめて見るページのリンク", room.office),
        text: said,
        calendar: None,
    };
    cx.ask_together(&session::hash(&secret), &letter).await?;
    Ok(Redirect::to(&cx.path("?mailed=1#together")).into_response())
}

/// The page of a key: the same for every key, so that reading it tells nothing and changes nothing.
pub(super) async fn knock(State(app): State<App>, Path(key): Path<String>) -> Result<Response, Failure> {
    if app.mail.is_none() {
        return Ok(neutral(app.assets.version()));
    }
    let page = Bare {
        assets: app.assets.version().to_owned(),
        action: format!(
            "{PATH}/{}",
            form_urlencoded::byte_serialize(key.as_bytes()).collect::<String>()
        ),
    };
    Ok(Html(page.render()?).into_response())
}

async fn organisations(app: &App) -> Result<Vec<(String, OrganisationId)>, Failure> {
    let all = app.store.organisations().await?;
    Ok(all
        .into_iter()
        .map(|one| (one.code, OrganisationId(one.id)))
        .collect())
}

/// Uses a key.
pub(super) async fn open(State(app): State<App>, Path(key): Path<String>) -> Result<Response, Failure> {
    let all = organisations(&app).await?;
    // A key that is none is looked for all the same, so that it takes as long.
    let (sign, secret) =
        read_link(&key).map_or_else(|_| Default::default(), |(sign, secret)| (sign.to_owned(), secret));
    let found = all.iter().find(|(code, _)| *code == sign);
    let organisation = found.map_or(OrganisationId(uuid::Uuid::nil()), |(_, id)| *id);
    let token = session::random_text(32)?;
    let hashes = (session::hash(&secret), session::hash(&token));
    let opened = app.mail.is_some()
        && app
            .store
            .open_together(organisation, app.clock.now(), &hashes.0, &hashes.1)
            .await?;
    if !opened {
        return Ok(neutral(app.assets.version()));
    }
    let cookie = cookie(app.transport, &format!("{organisation}.{token}"), "")?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(PATH)).into_response())
}

/// The session of a request.
struct Session {
    organisation: OrganisationId,
    token_hash: Vec<u8>,
    address: Confirmed,
}

async fn session(app: &App, now: Timestamp, headers: &HeaderMap) -> Result<Option<Session>, Failure> {
    let value = session::cookie_value(headers, name(app.transport)).filter(|_| app.mail.is_some());
    let read = value.and_then(|value| {
        let (organisation, token) = value.split_once('.')?;
        Some((organisation.parse::<OrganisationId>().ok()?, session::hash(token)))
    });
    let Some((organisation, token_hash)) = read else {
        return Ok(None);
    };
    let address = app.store.together(organisation, now, &token_hash).await?;
    Ok(address.map(|address| Session {
        organisation,
        token_hash,
        address,
    }))
}

pub(super) async fn list(State(app): State<App>, headers: HeaderMap) -> Result<Response, Failure> {
    let now = app.clock.now();
    let Some(session) = session(&app, now, &headers).await? else {
        return Ok(neutral(app.assets.version()));
    };
    show(&app, now, &session, None).await
}

/// The page, with what is wrong about the code of one room.
async fn show(
    app: &App,
    now: Timestamp,
    session: &Session,
    wrong: Option<(RoomPartyId, String)>,
) -> Result<Response, Failure> {
    let mut offices: Vec<Office> = Vec::new();
    for (_, organisation) in organisations(app).await? {
        let rooms = app
            .store
            .rooms_together(organisation, now, &session.address)
            .await?;
        for room in rooms {
            let problem = wrong.as_ref().filter(|(party, _)| *party == room.party);
            let line = Line::of(&room, problem.map(|(_, problem)| problem.as_str()));
            match offices
                .iter_mut()
                .find(|office| office.name == room.office && office.tel == room.tel)
            {
                Some(office) => office.lines.push(line),
                None => offices.push(Office {
                    name: room.office,
                    tel: room.tel,
                    lines: vec![line],
                }),
            }
        }
    }
    let page = Together {
        assets: app.assets.version().to_owned(),
        offices,
    };
    let status = if wrong.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Ok((status, Html(page.render()?)).into_response())
}

impl Line {
    fn of(room: &TogetherRoom, problem: Option<&str>) -> Self {
        Self {
            what: room.what,
            asked: time_in_japan(&room.asked_at),
            reply_by: room.reply_by.map(wareki::format_with_weekday).unwrap_or_default(),
            until: wareki::format_with_weekday(room.until),
            open: room.open,
            action: format!("{PATH}/room/{}", room.party),
            field: format!("code-{}", room.party),
            problem: problem.unwrap_or_default().to_owned(),
        }
    }
}

/// Opens one of the rooms: with its code the first time, without afterwards.
pub(super) async fn enter(
    State(app): State<App>,
    Path(party): Path<RoomPartyId>,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Failure> {
    let now = app.clock.now();
    let Some(session) = session(&app, now, &headers).await? else {
        return Ok(neutral(app.assets.version()));
    };
    let (store, address) = (&app.store, &session.address);
    let secret = session::random_text(32)?;
    let visit = session::hash(&secret);
    for (_, organisation) in organisations(&app).await? {
        let Some(link) = store.link_together(organisation, now, address, party).await? else {
            continue;
        };
        let cookie = guest::cookie(app.transport, organisation, party, &secret)?;
        let inside = ([(header::SET_COOKIE, cookie)], Redirect::to(&guest::path(party)));
        if store
            .reopen_together(organisation, now, address, party, &visit)
            .await?
        {
            return Ok(inside.into_response());
        }
        let Some(code) = read_code(typed.value("code")) else {
            let wanted = format!("{CODE_DIGITS}けたの数字を入れてください。");
            return show(&app, now, &session, Some((party, wanted))).await;
        };
        let code = mailed_code_hash(&link, &code);
        let tried = store.try_together(organisation, now, (address, party), &code, &visit);
        return match tried.await? {
            Opening::Open(_) => Ok(inside.into_response()),
            Opening::Wrong(left) => {
                let wrong = format!("番号がちがいます。あと{left}回まちがえると、このリンクは閉じます。");
                show(&app, now, &session, Some((party, wrong))).await
            }
            Opening::Dead => Ok(neutral(app.assets.version())),
        };
    }
    Ok(neutral(app.assets.version()))
}

/// Ends the sessions of the address.
pub(super) async fn end(State(app): State<App>, headers: HeaderMap) -> Result<Response, Failure> {
    let now = app.clock.now();
    if let Some(session) = session(&app, now, &headers).await? {
        app.store
            .end_together(session.organisation, now, &session.token_hash)
            .await?;
    }
    let page = Bare {
        assets: app.assets.version().to_owned(),
        action: String::new(),
    };
    let cookie = cookie(app.transport, "", "; Max-Age=0")?;
    Ok(([(header::SET_COOKIE, cookie)], Html(page.render()?)).into_response())
}

fn cookie(transport: Transport, value: &str, more: &str) -> Result<HeaderValue, Failure> {
    let secure = if transport == Transport::Tls {
        "; Secure"
    } else {
        ""
    };
    let name = name(transport);
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}");
    HeaderValue::from_str(&text).map_err(|_| Failure::Background)
}

/// Browsers accept a `__Host-` name only over TLS.
fn name(transport: Transport) -> &'static str {
    match transport {
        Transport::Tls => "__Host-together",
        Transport::Loopback => "together",
    }
}
