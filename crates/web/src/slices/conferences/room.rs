//! The room: what everybody sees, and where the recorder types.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use bansou_domain::conference::{
    Attendance, Board, Conference, Entry, LINE_LENGTH, LineKind, Reach, Reaction, Verdict,
};
use bansou_domain::id::{ConferenceId, LineId, PersonId};
use bansou_store::conference::{ConferenceRecord, LineRecord};
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use super::changes::{Changes, fresh, state};
use super::{path, room_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::Typed;
use crate::layout::{Menu, View, page};
use crate::slices::plan::open_changes;

/// What the journal says was looked at; the parts of the page belong to the same view.
pub(super) const PAGE: &str = "conference.room";

/// What everybody in the room sees.
#[derive(Template)]
#[template(path = "slices/conferences/board.html")]
pub(super) struct Shown {
    room: String,
    place: i64,
    writes: bool,
    purpose: String,
    clock: Clock,
    items: Vec<Item>,
    seats: Vec<Seat>,
    change: Option<Changes>,
    parts: Vec<Part>,
}

/// 時計.
struct Clock {
    begun: bool,
    ended: bool,
    /// Seconds since the talk began.
    elapsed: i64,
    minutes: u16,
}

/// 議題 with its state.
struct Item {
    title: String,
    minutes: u16,
    number: usize,
    state: &'static str,
    word: &'static str,
}

/// 席. One who takes part, and whether they have spoken.
struct Seat {
    who: String,
    online: bool,
    spoken: bool,
    speaking: bool,
}

/// The lines of one kind.
struct Part {
    kind: LineKind,
    wide: bool,
    rows: Vec<Row>,
}

struct Row {
    id: LineId,
    kind: LineKind,
    speaker: String,
    who: String,
    text: String,
    by: String,
    reaction: Option<Reaction>,
    reach: Option<Reach>,
}

impl askama::filters::HtmlSafe for Shown {}

impl View for Shown {
    fn title(&self) -> String {
        "会議室".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::People
    }
}

#[derive(Template)]
#[template(path = "slices/conferences/room.html")]
struct Room {
    person_name: String,
    board: Shown,
    path: String,
    here: String,
    line: Uuid,
    speakers: Vec<String>,
    speaking: String,
    typed: String,
    problem: String,
    /// Changes of the draft that are not in the room yet.
    fresh: usize,
}

impl View for Room {
    fn title(&self) -> String {
        format!("会議室 — {}さん", self.person_name)
    }

    fn menu(&self) -> Menu {
        Menu::People
    }

    fn wide(&self) -> bool {
        true
    }

    fn scripts(&self) -> &'static [&'static str] {
        &["room.js"]
    }
}

/// How the room is looked at: `view=screen` for a projector, without the field to type in.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    view: String,
}

type Address = Path<(PersonId, ConferenceId)>;

pub(super) async fn get(
    cx: Cx,
    Path((person, id)): Address,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let room = load(&cx, person, id, asked.view != "screen").await?;
    page(&cx, &room)
}

/// The board alone, for a page that has heard of something new.
pub(super) async fn board(
    cx: Cx,
    Path((person, id)): Address,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let case = cx.go_on_in_case(person, PAGE).await?;
    let mut reader = cx.read().await?;
    let record = reader.conference(case, id).await?;
    let lines = reader.lines(case, id).await?;
    drop(reader);
    let shown = Shown::of(person, &record, &lines, cx.now, asked.view != "screen");
    let html = axum::response::Html(shown.render()?);
    Ok(axum::response::IntoResponse::into_response(html))
}

async fn load(cx: &Cx, person: PersonId, id: ConferenceId, writes: bool) -> Result<Room, Failure> {
    let case = cx.open_case(person, PAGE).await?;
    let room = room_path(person, id);
    let mut reader = cx.read().await?;
    let record = reader.conference(case, id).await?;
    let lines = reader.lines(case, id).await?;
    let person_name = reader.person(case).await?.person.name;
    let draft = reader.draft(&room).await?;
    let found = open_changes(&mut reader, case).await?;
    drop(reader);
    let standing = standing(&lines);
    let board = Board::of(standing.iter().copied());
    let draft = draft.and_then(|draft| Typed::parse(draft.fields.as_bytes()).ok());
    Ok(Room {
        speaking: board.speaking.unwrap_or_default().to_owned(),
        speakers: speakers(&record.conference),
        board: Shown::of(person, &record, &lines, cx.now, writes),
        typed: draft.map_or_else(String::new, |draft| draft.value("text").to_owned()),
        problem: String::new(),
        fresh: fresh(id, &found, &lines),
        path: path(person, id),
        line: Uuid::now_v7(),
        person_name,
        here: room,
    })
}

/// The room again, with a line that was refused still in its field.
pub(super) async fn again(
    cx: &Cx,
    person: PersonId,
    id: ConferenceId,
    typed: &str,
    problem: String,
) -> Result<Response, Failure> {
    let mut room = load(cx, person, id, true).await?;
    typed.clone_into(&mut room.typed);
    room.problem = problem;
    crate::layout::refused(cx, &room)
}

fn speakers(conference: &Conference) -> Vec<String> {
    let here = conference.members.iter().filter(|member| member.takes_part());
    here.map(|member| member.who.clone()).collect()
}

/// The lines that count.
pub(super) fn standing(lines: &[LineRecord]) -> Vec<(LineId, &bansou_domain::conference::Line)> {
    let standing = lines.iter().filter(|record| !record.struck);
    standing.map(|record| (record.id, &record.line)).collect()
}

impl Shown {
    fn of(
        person: PersonId,
        record: &ConferenceRecord,
        lines: &[LineRecord],
        now: Timestamp,
        writes: bool,
    ) -> Self {
        let standing = standing(lines);
        let board = Board::of(standing.iter().copied());
        let part = |kind, wide| Part {
            kind,
            wide,
            rows: board.of_kind(kind).map(Row::of).collect(),
        };
        Self {
            room: room_path(person, record.id),
            place: record.place,
            writes,
            purpose: record.conference.purpose.clone(),
            clock: Clock::of(record, now),
            items: items(&record.conference, board.item),
            seats: seats(&record.conference, &board),
            change: Changes::on(&board),
            parts: vec![
                part(LineKind::Remark, true),
                part(LineKind::Decision, false),
                part(LineKind::Open, false),
                part(LineKind::Proposal, false),
                part(LineKind::Shared, false),
                part(LineKind::Need, false),
            ],
        }
    }
}

impl Clock {
    fn of(record: &ConferenceRecord, now: Timestamp) -> Self {
        let read = |at: &Option<String>| at.as_deref().and_then(|at| at.parse::<Timestamp>().ok());
        let (begun, ended) = (read(&record.begun_at), read(&record.ended_at));
        let until = ended.unwrap_or(now);
        Self {
            begun: begun.is_some(),
            ended: ended.is_some(),
            elapsed: begun.map_or(0, |begun| until.duration_since(begun).as_secs().max(0)),
            minutes: record.conference.minutes(),
        }
    }

    /// Whole minutes since the beginning.
    fn passed(&self) -> i64 {
        self.elapsed / 60
    }

    fn state(&self) -> &'static str {
        match (self.begun, self.passed() > i64::from(self.minutes)) {
            (false, _) => "todo",
            (true, true) => "late",
            (true, false) => "progress",
        }
    }
}

impl Row {
    fn of(entry: &Entry<'_>) -> Self {
        let line = entry.line;
        Self {
            id: entry.id,
            kind: line.kind,
            speaker: line.speaker.clone(),
            who: line.who.clone(),
            text: line.text.clone(),
            by: line
                .by
                .map(|day| format!("{}月{}日まで", day.month(), day.day()))
                .unwrap_or_default(),
            reaction: entry.reaction,
            reach: entry.reach,
        }
    }

    /// Whether the person is asked what they think of it.
    fn asks_person(&self) -> bool {
        matches!(self.kind, LineKind::Proposal | LineKind::Decision)
    }

    /// Whether it is sorted by what can be done.
    fn sorts(&self) -> bool {
        matches!(
            self.kind,
            LineKind::Open | LineKind::Proposal | LineKind::Decision
        )
    }
}

fn items(conference: &Conference, now: Option<usize>) -> Vec<Item> {
    let items = conference.agenda.iter().enumerate();
    items
        .map(|(number, item)| {
            let (state, word) = match now {
                Some(now) if number < now => ("done", "済"),
                Some(now) if number == now => ("progress", "いま"),
                _ => ("todo", "これから"),
            };
            Item {
                title: item.title.clone(),
                minutes: item.minutes,
                number,
                state,
                word,
            }
        })
        .collect()
}

fn seats(conference: &Conference, board: &Board<'_>) -> Vec<Seat> {
    let here = conference.members.iter().filter(|member| member.takes_part());
    here.map(|member| Seat {
        who: member.who.clone(),
        online: member.attends == Some(Attendance::Online),
        spoken: board.has_spoken(&member.who),
        speaking: board.speaking == Some(member.who.as_str()),
    })
    .collect()
}
