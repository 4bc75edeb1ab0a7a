//! One record of a meeting, to read.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::meeting::ServiceMeeting;
use bansou_store::paper::{Paper, PaperLine};
use jiff::civil::Date;

use super::fields::time;
use super::{edit_path, path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Form, Typed};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::slices::papers::{self, Printable};
use crate::slices::{conferences, consent, plan, rooms};

#[derive(Template)]
#[template(path = "slices/meetings/show.html")]
struct Show {
    case: CaseFrame,
    meeting: ServiceMeeting,
    line: PaperLine,
    held: String,
    edit: String,
    list: String,
    delivery: String,
    /// Where the record is handed out by link.
    hand: String,
    print: String,
    conference: Option<String>,
    shared: Vec<String>,
    correct: Form,
    discard: Form,
}

case_page!(Show, "担当者会議の記録");

impl Show {
    fn day(day: Option<&Date>) -> String {
        day.copied().map(wareki::short).unwrap_or_default()
    }

    /// The field of the plan a change belongs to, before its text.
    fn place(place: &str) -> String {
        match plan::place_label(place) {
            label if label.is_empty() => label,
            label => format!("{label}: "),
        }
    }
}

pub(super) async fn get(cx: Cx, Path((person, id)): Path<(PersonId, PaperId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "meetings").await?;
    let mut reader = cx.read().await?;
    let Paper { line, content } = reader.paper::<ServiceMeeting>(case, id).await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Meetings, cx.today()).await?;
    let conference = reader.conference_of_minutes(case, id).await?;
    let deliveries = reader.deliveries(case).await?;
    drop(reader);
    let post = |verb: &str| {
        let mut form = Form::blank(
            format!("{}/{verb}", super::paper_path(person, id)),
            Typed::default(),
        );
        form.version = line.version;
        form
    };
    let view = Show {
        case: frame,
        held: held(&content),
        edit: edit_path(person, id),
        list: path(person),
        delivery: consent::delivery_path(person, id),
        hand: rooms::hand_path(person, id, conference),
        print: papers::path(person, Printable::Meeting, id),
        shared: deliveries
            .iter()
            .filter(|(of, _)| *of == id)
            .map(|(_, delivery)| super::print::recipient(delivery))
            .collect(),
        conference: conference.map(|conference| conferences::path(person, conference)),
        correct: post("correct"),
        discard: post("discard"),
        meeting: content,
        line,
    };
    page(&cx, &view)
}

pub(super) fn held(meeting: &ServiceMeeting) -> String {
    let on = meeting
        .on
        .map_or_else(|| "日付なし".to_owned(), wareki::format_with_weekday);
    match (time(meeting.from).as_str(), time(meeting.until).as_str()) {
        ("", "") => on,
        (from, until) => format!("{on} {from}～{until}"),
    }
}
