//! What is handed out: links and codes, on the one page that shows them. The database keeps only their hashes.

use askama::Template;
use axum::http::HeaderMap;
use axum::response::Response;
use bansou_domain::id::{PersonId, RoomId};
use bansou_domain::room::{CODE_DIGITS, Party, write_link};
use bansou_store::access::CaseReader;
use bansou_store::room::{Keys, PartyRecord};

use super::{party_path, room_path};
use crate::app::{App, Transport};
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::session;
use crate::slices::door::{code_hash, link_path, mailed_code_hash};

/// A fresh link with its code.
pub(super) struct Key {
    secret: String,
    code: String,
}

impl Key {
    pub(super) fn new() -> Result<Self, Failure> {
        let number = session::random_bytes(8)?
            .into_iter()
            .fold(0_u64, |number, byte| number.wrapping_shl(8) | u64::from(byte));
        let codes = 10_u64.pow(u32::try_from(CODE_DIGITS).unwrap_or(6));
        Ok(Self {
            secret: session::random_text(10)?.to_ascii_lowercase(),
            code: format!("{:0width$}", number % codes, width = CODE_DIGITS),
        })
    }

    pub(super) fn stored(&self) -> Keys {
        let link_hash = session::hash(&self.secret);
        Keys {
            mailed_code_hash: Some(mailed_code_hash(&link_hash, &self.code)),
            link_hash,
            code_hash: code_hash(&self.secret, &self.code),
        }
    }
}

#[derive(Template)]
#[template(path = "slices/rooms/hand.html")]
struct Hand {
    case: CaseFrame,
    lines: Vec<Line>,
    room: String,
    /// From where letters come; `None` where none can be sent.
    mail: Option<String>,
}

struct Line {
    party: String,
    email: String,
    name: String,
    kind: &'static str,
    code: String,
    address: String,
    qr: String,
    card: String,
    link: String,
}

case_page!(Hand, "リンクと番号", wide);

impl Hand {
    /// A fresh key for the form: a second press of its button is harmless.
    #[expect(
        clippy::unused_self,
        reason = "templates reach it through the view, like everything else"
    )]
    fn key(&self) -> String {
        uuid::Uuid::now_v7().to_string()
    }
}

/// Shows what was made for the parties of a room, this once.
pub(super) async fn out(
    cx: &Cx,
    headers: &HeaderMap,
    case: CaseReader,
    room: RoomId,
    made: Vec<(Party, Key)>,
) -> Result<Response, Failure> {
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Meetings, cx.today()).await?;
    let parties = reader.parties_of_room(case, room).await?;
    drop(reader);
    let sign = organisation_sign(cx).await?;
    let mut lines = Vec::new();
    for (party, key) in &made {
        let stored = parties.iter().find(|stored| stored.name == party.name.trim());
        if let Some(stored) = stored {
            lines.push(line(
                cx,
                headers,
                case.person(),
                room,
                stored,
                &write_link(&sign, &key.secret),
                &key.code,
            )?);
        }
    }
    let view = Hand {
        case: frame,
        lines,
        room: room_path(case.person(), room),
        mail: cx.app.mail.as_ref().map(|mail| mail.from().to_owned()),
    };
    page(cx, &view)
}

/// The sign by which links name the organisation.
async fn organisation_sign(cx: &Cx) -> Result<String, Failure> {
    let own = cx.scope().organisation;
    let all = cx.app.store.organisations().await?;
    let found = all.into_iter().find(|organisation| organisation.id == own.0);
    Ok(found.ok_or(bansou_store::Failure::NotFound)?.code)
}

fn line(
    cx: &Cx,
    headers: &HeaderMap,
    person: PersonId,
    room: RoomId,
    party: &PartyRecord,
    link: &str,
    code: &str,
) -> Result<Line, Failure> {
    let address = address(cx, headers, link);
    Ok(Line {
        party: party.id.to_string(),
        email: party.email.clone(),
        name: party.name.clone(),
        kind: party.kind.label(),
        code: spaced(code),
        qr: format!(
            "data:image/svg+xml;base64,{}",
            data_encoding::BASE64.encode(qr(&address)?.as_bytes())
        ),
        address,
        card: party_path(person, room, party.id, "card"),
        link: link.to_owned(),
    })
}

/// 123 456, to be read aloud.
fn spaced(code: &str) -> String {
    let (first, second) = code.split_at_checked(CODE_DIGITS / 2).unwrap_or((code, ""));
    format!("{first} {second}")
}

/// The address of a link.
pub(super) fn address(cx: &Cx, headers: &HeaderMap, link: &str) -> String {
    format!("{}{}", server(cx, headers), link_path(link))
}

/// Where the devices of the office open the product, else where this page was opened.
pub(crate) fn server(cx: &Cx, headers: &HeaderMap) -> String {
    server_of(&cx.app, headers)
}

/// The same, for whoever is not signed in.
pub(crate) fn server_of(app: &App, headers: &HeaderMap) -> String {
    let told = app
        .authority
        .as_deref()
        .and_then(|authority| authority.addresses().first().cloned());
    let host = headers
        .get("host")
        .and_then(|host| host.to_str().ok())
        .unwrap_or("localhost");
    let scheme = if app.transport == Transport::Tls {
        "https"
    } else {
        "http"
    };
    let server = told.filter(|_| app.transport == Transport::Tls);
    let server = server.unwrap_or_else(|| format!("{scheme}://{host}"));
    server.trim_end_matches('/').to_owned()
}

pub(super) fn qr(address: &str) -> Result<String, Failure> {
    let code = qrcode::QrCode::new(address.as_bytes()).map_err(|_| Failure::Background)?;
    Ok(code
        .render::<qrcode::render::svg::Color<'_>>()
        .min_dimensions(200, 200)
        .build())
}
