//! The rooms of a case, newest first.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_domain::room::Purpose;
use bansou_store::room::RoomRecord;
use jiff::civil::Date;

use super::{new_path, room_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::time_in_japan;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};

#[derive(Template)]
#[template(path = "slices/rooms/list.html")]
struct List {
    case: CaseFrame,
    rooms: Vec<Line>,
    new: String,
}

struct Line {
    href: String,
    asked: &'static str,
    opened: String,
    until: String,
    answered: String,
    locked: bool,
    state: &'static str,
    word: &'static str,
}

case_page!(List, "やりとりの部屋");

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "rooms").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Meetings, cx.today()).await?;
    let rooms = reader.rooms(case).await?;
    drop(reader);
    let view = List {
        case: frame,
        rooms: rooms.iter().map(|room| Line::new(room, cx.today())).collect(),
        new: new_path(person),
    };
    page(&cx, &view)
}

/// How a room stands, as a tag says it.
pub(crate) fn state(room: &RoomRecord, today: Date) -> (&'static str, &'static str) {
    if !room.stands(today) {
        ("unneeded", "おわり")
    } else if room.answered >= room.invited {
        ("done", "返事がそろった")
    } else if room.ask.reply_by().is_some_and(|by| by < today) {
        ("late", "期限すぎ")
    } else {
        ("waiting", "返事待ち")
    }
}

impl Line {
    fn new(room: &RoomRecord, today: Date) -> Self {
        let (state, word) = state(room, today);
        Self {
            href: room_path(room.person, room.id),
            asked: room.ask.purpose().label(),
            opened: time_in_japan(&room.opened_at),
            until: wareki::short(room.until),
            answered: format!("{}／{}", room.answered, room.invited),
            locked: room.locked > 0 && room.stands(today),
            state,
            word,
        }
    }
}
