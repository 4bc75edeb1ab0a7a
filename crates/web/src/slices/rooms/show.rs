//! One room as the office sees it: who answered what, who has not, and what can be done.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PersonId, RoomId};
use bansou_domain::mail::{MailKind, MailState};
use bansou_domain::room::{Answer, Ask, best, tally};
use bansou_domain::scan::ScanKind;
use bansou_store::access::CaseReader;
use bansou_store::mail::LetterRecord;
use bansou_store::room::{AnswerRecord, PartyRecord, RoomRecord};
use uuid::Uuid;

use super::ready::Circle;
use super::row::{Known, Row, is_new, last};
use super::{hearing, list, mail, room_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Form, Told, Typed, time_in_japan};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};
use crate::slices::consent::{consent_path, scan};
use crate::slices::door::span;
use crate::slices::questions;

#[derive(Template)]
#[template(path = "slices/rooms/show.html")]
struct Show {
    case: CaseFrame,
    form: Form,
    asked: &'static str,
    occasion: String,
    place: String,
    reply_by: String,
    until: String,
    opened: String,
    stands: bool,
    state: &'static str,
    word: &'static str,
    path: String,
    candidates: Vec<Column>,
    chosen: Option<String>,
    /// Where consent to the plan that was shown is recorded.
    consent: Option<String>,
    /// What makes the easy text hard to read.
    hard: Vec<String>,
    parties: Vec<Row>,
    /// Where the answers stand beside each other.
    beside: Option<String>,
    /// From where letters come; `None` where none can be sent.
    mail: Option<String>,
    letters: Vec<Sent>,
    /// Whether it hands something out, so that an answer is a receipt.
    hands: bool,
    /// Whether something came by link that nobody has marked as read.
    unread: bool,
    /// Who a party can be.
    members: Vec<(String, String)>,
}

/// One letter with what became of it.
struct Sent {
    id: Uuid,
    kind: &'static str,
    party: String,
    to: String,
    by: String,
    when: String,
    state: &'static str,
    word: &'static str,
    told: &'static str,
    words: String,
    again: bool,
}

/// One candidate date above the marks.
struct Column {
    words: String,
    count: String,
    best: bool,
    chosen: bool,
}

case_page!(Show, |page| page.asked, form, wide);

pub(super) async fn get(cx: Cx, Path((person, room)): Path<(PersonId, RoomId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "rooms").await?;
    let form = Form::blank(room_path(person, room), Typed::default());
    let view = load(&cx, case, room, form).await?;
    page(&cx, &view)
}

/// The room again, with what was wrong about one of its small forms.
pub(super) async fn refused_with(
    cx: &Cx,
    case: CaseReader,
    room: RoomId,
    typed: Typed,
    problems: Vec<Told>,
) -> Result<Response, Failure> {
    let form = Form::refused(room_path(case.person(), room), typed, problems);
    let view = load(cx, case, room, form).await?;
    refused(cx, &view)
}

/// What stands in the small forms until somebody types.
fn fill(form: &mut Form, room: &RoomRecord, parties: &[PartyRecord]) {
    if form.typed.value("kind").is_empty() {
        for (row, party) in parties.iter().enumerate() {
            form.typed.set(format!("to.{row}.address"), &party.email);
        }
    }
    if form.typed.value("until").is_empty() {
        form.typed.set("until", wareki::short(room.until));
    }
}

#[expect(clippy::too_many_lines, reason = "one page, gathered once")]
async fn load(cx: &Cx, case: CaseReader, id: RoomId, mut form: Form) -> Result<Show, Failure> {
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Meetings, cx.today()).await?;
    let room = reader.room(case, id).await?;
    let parties = reader.parties_of_room(case, id).await?;
    let answers = reader.answers_of_room(case, id).await?;
    let files = reader.files_of_room(case, id).await?;
    let letters = reader.letters_of_room(case, id).await?;
    let circle = Circle::load(&mut reader, case, room.subject).await?;
    let tasks = match room.ask {
        Ask::Tasks(_) | Ask::Desk(_) => reader.tasks(case).await?,
        _ => Vec::new(),
    };
    let goals = match &room.ask {
        Ask::Hearing(ask) => hearing::goals(&mut reader, case, ask.paper, &parties).await?,
        _ => BTreeMap::new(),
    };
    drop(reader);
    fill(&mut form, &room, &parties);
    let (state, word) = list::state(&room, cx.today());
    let path = room_path(case.person(), id);
    let place = match &room.ask {
        Ask::Dates(ask) => ask.place.clone(),
        _ => String::new(),
    };
    let known = Known {
        answers: &answers,
        files: &files,
        tasks: &tasks,
        goals: &goals,
        today: cx.today(),
    };
    let rows = parties.iter().map(|party| Row::new(&room, party, &known));
    let candidates = columns(&room, &parties, &answers);
    Ok(Show {
        case: frame,
        asked: room.ask.purpose().label(),
        occasion: match &room.ask {
            Ask::Questions(ask) => bansou_domain::easy::plain(&ask.occasion),
            ask => ask.occasion().to_owned(),
        },
        hands: matches!(room.ask, Ask::Papers(_) | Ask::Minutes(_) | Ask::Report(_)),
        unread: unread(&parties, &answers),
        members: circle.members(),
        place,
        reply_by: room
            .ask
            .reply_by()
            .map(wareki::format_with_weekday)
            .unwrap_or_default(),
        until: wareki::format_with_weekday(room.until),
        opened: format!("{} {}", time_in_japan(&room.opened_at), room.opened_by),
        stands: room.stands(cx.today()),
        chosen: candidates
            .iter()
            .find(|column| column.chosen)
            .map(|column| column.words.clone()),
        consent: match &room.ask {
            Ask::Plan(ask) => Some(consent_path(case.person(), ask.paper)),
            _ => None,
        },
        hard: hard(&room.ask),
        beside: matches!(room.ask, Ask::Questions(_)).then(|| questions::path(case.person())),
        parties: rows.collect(),
        mail: cx.app.mail.as_ref().map(|mail| mail.from().to_owned()),
        letters: letters
            .iter()
            .rev()
            .map(|letter| Sent::of(letter, &parties))
            .collect(),
        candidates,
        form,
        state,
        word,
        path,
    })
}

/// What the author of the easy text should look at again; it forbids nothing.
fn hard(ask: &Ask) -> Vec<String> {
    let Ask::Plan(ask) = ask else { return Vec::new() };
    crate::easy::asked_again(&ask.easy).collect()
}

fn unread(parties: &[PartyRecord], answers: &[AnswerRecord]) -> bool {
    let new = |party| answers.iter().any(|answer| is_new(party, answer));
    parties.iter().any(new)
}

fn columns(room: &RoomRecord, parties: &[PartyRecord], answers: &[AnswerRecord]) -> Vec<Column> {
    let Ask::Dates(ask) = &room.ask else {
        return Vec::new();
    };
    let said =
        parties.iter().filter_map(
            |party| match last(answers, party.id).map(|answer| &answer.answer) {
                Some(Answer::Dates(answer)) => Some((party.required, answer)),
                _ => None,
            },
        );
    let tallies = tally(ask, &said.collect::<Vec<_>>());
    let best = best(&tallies);
    let column = |(place, candidate): (usize, _)| {
        let count = tallies.get(place).copied().unwrap_or_default();
        Column {
            words: span(candidate, ask.minutes),
            count: format!("○{} △{} ×{}", count.good, count.maybe, count.bad),
            best: best.contains(&place),
            chosen: room.chosen == Some(place),
        }
    };
    ask.candidates.iter().enumerate().map(column).collect()
}

impl Show {
    /// A fresh key for each small form: a second press of its button is harmless.
    #[expect(
        clippy::unused_self,
        reason = "templates reach it through the view, like everything else"
    )]
    fn key(&self) -> String {
        Uuid::now_v7().to_string()
    }
}

impl Sent {
    fn of(letter: &LetterRecord, parties: &[PartyRecord]) -> Self {
        let party = parties.iter().find(|party| party.id == letter.party);
        let lost = matches!(letter.state, MailState::Refused | MailState::Unclear);
        let waits = letter.state == MailState::Queued && !letter.trouble.is_empty();
        Self {
            id: letter.id,
            kind: letter.kind.label(),
            party: party.map_or_else(String::new, |party| party.name.clone()),
            to: letter.recipient.clone(),
            by: match letter.queued_by.as_str() {
                "" => "相手が頼みました".to_owned(),
                who => format!("{who}が送信"),
            },
            when: if waits {
                format!("次は {}", time_in_japan(&letter.due_at))
            } else {
                time_in_japan(&letter.changed_at)
            },
            state: match letter.state {
                MailState::Queued | MailState::Sending => "waiting",
                MailState::Sent => "done",
                MailState::Refused | MailState::Unclear => "late",
            },
            word: letter.state.label(),
            told: if lost || waits {
                mail::explained(&letter.trouble)
            } else {
                ""
            },
            words: letter.trouble.clone(),
            again: lost && letter.kind != MailKind::Together,
        }
    }
}

/// One attached file. Nothing of it runs or loads anything.
pub(super) async fn file(
    cx: Cx,
    Path((person, room, file)): Path<(PersonId, RoomId, Uuid)>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "room-file").await?;
    let (kind, bytes) = cx.read().await?.room_file(case, room, file).await?;
    let (kind, extension) = match kind {
        ScanKind::Pdf => ("application/pdf", "pdf"),
        ScanKind::Jpeg => ("image/jpeg", "jpg"),
        ScanKind::Png => ("image/png", "png"),
    };
    let name = format!("届いたファイル.{extension}");
    let mut response = crate::slices::papers::file(kind, &name, "attachment", bytes)?;
    let policy = HeaderValue::from_static(scan::POLICY);
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}
