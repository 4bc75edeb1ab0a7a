//! One conference: what is prepared, what is missing, the ways to the room and to what comes after.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::conference::{Attendance, Hint, Member, MemberKind, USUAL_MINUTES, hints};
use bansou_domain::id::{ConferenceId, PersonId};
use bansou_store::conference::ConferenceRecord;

use super::asked::{self, Asked, Handed, Opinion};
use super::fields::time;
use super::{edit_path, path, room_path, start};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Form, Typed};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::slices::meetings;
use crate::slices::tasks::{self, Row};

#[derive(Template)]
#[template(path = "slices/conferences/show.html")]
struct Show {
    case: CaseFrame,
    record: ConferenceRecord,
    held: String,
    path: String,
    edit: String,
    room: String,
    hints: Vec<String>,
    missing: Vec<String>,
    tasks: Vec<Row>,
    asked: Vec<Asked>,
    opinions: Vec<Opinion>,
    handed: Vec<Handed>,
    ask: String,
    minutes: Option<(String, bool)>,
    /// The confirmed record that can be handed out.
    hand_minutes: Option<String>,
    make: Form,
    discard: Form,
}

case_page!(Show, "担当者会議の準備", wide);

impl Show {
    /// How somebody takes part, with the state its mark shows.
    fn attends(member: &Member) -> (&'static str, &'static str) {
        match member.attends {
            Some(Attendance::Absent) => ("waiting", Attendance::Absent.label()),
            Some(attends) => ("done", attends.label()),
            None => ("todo", "まだ返事がない"),
        }
    }

    fn kind(member: &Member) -> &'static str {
        member.kind.map_or("", MemberKind::label)
    }

    /// Whether nothing has happened in it, so that it can be thrown away.
    fn untouched(&self) -> bool {
        self.record.begun_at.is_none() && self.record.minutes.is_none()
    }
}

pub(super) async fn get(
    cx: Cx,
    Path((person, id)): Path<(PersonId, ConferenceId)>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "conference").await?;
    let mut reader = cx.read().await?;
    let record = reader.conference(case, id).await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Meetings, cx.today()).await?;
    let face = reader.person(case).await?;
    let tasks = reader.open_tasks(case).await?;
    let parties = reader.task_parties(case).await?;
    let asked = asked::rooms(&mut reader, case, id, cx.today()).await?;
    let opinions = asked::opinions(&mut reader, case, id).await?;
    let minutes = record.minutes.map(|(paper, _)| paper);
    let receipts = reader.receipts_of_conference(case, id.0, minutes).await?;
    drop(reader);
    let (missing, hints): (Vec<_>, Vec<_>) =
        hints(&record.conference, start::stage(&face.person, cx.today()))
            .into_iter()
            .partition(|hint| matches!(hint, Hint::Missing(_)));
    let post = |verb: &str| {
        let mut form = Form::blank(format!("{}/{verb}", path(person, id)), Typed::default());
        form.version = record.version;
        form
    };
    let view = Show {
        case: frame,
        held: held(&record),
        path: path(person, id),
        edit: edit_path(person, id),
        room: room_path(person, id),
        hints: hints.iter().map(words).collect(),
        missing: missing.iter().map(words).collect(),
        tasks: tasks
            .into_iter()
            .map(|task| tasks::Row::new(person, task, cx.today()).asking(person, &parties))
            .collect(),
        asked,
        opinions,
        handed: receipts
            .into_iter()
            .map(|receipt| Handed::of(person, receipt))
            .collect(),
        hand_minutes: record
            .minutes
            .filter(|(_, confirmed)| *confirmed)
            .map(|(paper, _)| paper.to_string()),
        ask: asked::new_path(person, id),
        minutes: record
            .minutes
            .map(|(paper, confirmed)| (minutes_path(person, paper, confirmed), confirmed)),
        make: post("minutes"),
        discard: post("discard"),
        record,
    };
    page(&cx, &view)
}

fn minutes_path(person: PersonId, paper: bansou_domain::id::PaperId, confirmed: bool) -> String {
    if confirmed {
        meetings::paper_path(person, paper)
    } else {
        meetings::edit_path(person, paper)
    }
}

/// 日時 in one line.
pub(super) fn held(record: &ConferenceRecord) -> String {
    let conference = &record.conference;
    let on = conference.on.map_or_else(
        || "日付はまだ決まっていません".to_owned(),
        wareki::format_with_weekday,
    );
    match (time(conference.from).as_str(), time(conference.until()).as_str()) {
        ("", _) => on,
        (from, until) => format!("{on} {from}～{until}（{}分）", conference.minutes()),
    }
}

fn words(hint: &Hint) -> String {
    match hint {
        Hint::PersonNotFirst => "本人の話より先に、支援者の話が入っています。".to_owned(),
        Hint::LongerThanUsual(minutes) => format!(
            "合計{minutes}分です。{USUAL_MINUTES}分をこえると、本人も参加者も疲れます。"
        ),
        Hint::PurposeNotOne => "目的が2つ以上の文になっています。1文にすると、全員が同じところを見られます。".to_owned(),
        Hint::WishNotBrought => {
            "本人が来ないことになっています。意向をどう届けるかを「来られないときの意見・意向」に書いてください。".to_owned()
        }
        Hint::Missing(expected) => {
            let required = if expected.required { "（必ず）" } else { "" };
            format!("{}{required}", expected.words)
        }
    }
}
