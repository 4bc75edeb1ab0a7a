//! Opening a room: what is asked, until when, and who is invited. The parties stand ready from the team of the case.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::response::Response;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::meeting::ServiceMeeting;
use bansou_domain::monitoring::MonitoringReport;
use bansou_domain::room::{Asked as Sheet, PartyKind, Purpose, Question, Sharing, Topic};
use bansou_store::access::CaseReader;
use bansou_store::journal::Did;
use serde::Deserialize;
use uuid::Uuid;

use super::fields::{Known, read};
use super::hand::{self, Key};
use super::offered::Offered;
use super::ready::{Circle, ready};
use super::{ask_path, room_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Form, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};

#[derive(Template)]
#[template(path = "slices/rooms/form.html")]
struct RoomForm {
    case: CaseFrame,
    form: Form,
    purpose: Purpose,
    offered: Offered,
    /// Who a party can be, and whose tasks it can be shown.
    members: Vec<(String, String)>,
    owners: Vec<(String, String)>,
    /// What is asked beforehand, of each side.
    sheets: Vec<(Sheet, Vec<Question>)>,
}

impl RoomForm {
    /// How the choice is called by which a party is shown its own tasks or goals; `None` where there are none.
    fn owner_label(&self) -> Option<&'static str> {
        match self.purpose {
            Purpose::Tasks | Purpose::Desk => Some("だれの宿題"),
            Purpose::Hearing => Some("計画の事業所"),
            _ => None,
        }
    }
}

case_page!(RoomForm, |page| page.purpose.label(), form);

/// Which question is wanted, and for which conference.
#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    ask: String,
    subject: Option<Uuid>,
    /// Whose tasks are asked about; everybody's where it is not said.
    #[serde(default)]
    owner: String,
    /// Which record is handed out.
    record: Option<PaperId>,
    /// Which monitoring report is handed out.
    report: Option<PaperId>,
}

async fn sheet(cx: &Cx, case: CaseReader, form: Form, purpose: Purpose) -> Result<RoomForm, Failure> {
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Meetings, cx.today()).await?;
    let offered = Offered::load(&mut reader, case).await?;
    let circle = Circle::load(&mut reader, case, form.value("subject").parse().ok())
        .await?
        .asking(&mut reader, case, purpose)
        .await?;
    let mut sheets = Vec::new();
    if purpose == Purpose::Questions {
        for asked in Sheet::ALL {
            sheets.push((*asked, reader.question_set(cx.member(), *asked).await?.questions));
        }
    }
    Ok(RoomForm {
        case: frame,
        form,
        purpose,
        offered,
        members: circle.members(),
        owners: circle.owners(),
        sheets,
    })
}

/// What is handed out stands ready: the conference the form was opened from, its record with the three points as the
/// beginning of the easy text, or a report with its own easy words; the newest one where none was chosen.
async fn write_handed(
    cx: &Cx,
    case: CaseReader,
    (asked, purpose): (&Asked, Purpose),
    typed: &mut Typed,
) -> Result<(), Failure> {
    if let Some(subject) = asked.subject {
        typed.set("conference", subject.to_string());
    }
    let mut reader = cx.read().await?;
    if let Some(record) = asked.record {
        let meeting = reader.paper::<ServiceMeeting>(case, record).await?.content;
        typed.set("record", record.to_string());
        typed.set("easy", meeting.summary.join("\n"));
    }
    let mut report = asked.report;
    if report.is_none() && purpose == Purpose::Report {
        report = Offered::load(&mut reader, case).await?.newest_report();
    }
    if let Some(report) = report {
        let easy = reader.paper::<MonitoringReport>(case, report).await?.content.easy;
        typed.set("report", report.to_string());
        typed.set("easy", easy);
    }
    Ok(())
}

pub(super) async fn get(
    cx: Cx,
    Path(person): Path<PersonId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let purpose = Purpose::from_code(&asked.ask).unwrap_or(Purpose::Dates);
    let case = cx.open_case(person, "rooms").await?;
    let mut reader = cx.read().await?;
    let circle = Circle::load(&mut reader, case, asked.subject)
        .await?
        .asking(&mut reader, case, purpose)
        .await?;
    drop(reader);
    let mut typed = ready(&circle, purpose, &asked.owner, cx.today());
    write_handed(&cx, case, (&asked, purpose), &mut typed).await?;
    if let Some(subject) = asked.subject {
        typed.set("subject", subject.to_string());
    }
    let form = Form::open(&cx, ask_path(person, purpose), typed, 0).await?;
    page(&cx, &sheet(&cx, case, form, purpose).await?)
}

pub(super) async fn post(
    cx: Cx,
    Path(person): Path<PersonId>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Failure> {
    let purpose = Purpose::from_code(&asked.ask).unwrap_or(Purpose::Dates);
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    if let Some(form) = Form::rearranged(ask_path(person, purpose), &typed) {
        drop(tx);
        return page(&cx, &sheet(&cx, case.reader(), form, purpose).await?);
    }
    let said = tx.sharing(case.reader()).await?;
    let said: Vec<Sharing> = said.into_iter().map(|record| record.sharing).collect();
    let subject = typed.value("subject").parse().ok();
    let circle = Circle::load(&mut tx, case.reader(), subject)
        .await?
        .asking(&mut tx, case.reader(), purpose)
        .await?;
    let known = Known {
        circle: &circle,
        offered: &Offered::load(&mut tx, case.reader()).await?,
        said: &said,
        person: tx.question_set(cx.member(), Sheet::Person).await?,
        family: tx.question_set(cx.member(), Sheet::Family).await?,
    };
    let room = match read(&typed, purpose, &known, cx.today()) {
        Ok(room) => room,
        Err(problems) => {
            drop(tx);
            let form = Form::refused(ask_path(person, purpose), typed, problems);
            return refused(&cx, &sheet(&cx, case.reader(), form, purpose).await?);
        }
    };
    // The codes are shown by this answer alone; a second press leads to the room, where they do not stand.
    if let Accepted::Before(response) = accept(&mut tx, &typed, &super::path(person)).await? {
        return Ok(response);
    }
    let keys = room
        .parties
        .iter()
        .map(|_| Key::new())
        .collect::<Result<Vec<_>, _>>()?;
    let stored: Vec<_> = keys.iter().map(Key::stored).collect();
    let id = tx.open_room(case, subject, &room, &stored).await?;
    let form_key: Option<Uuid> = typed.value("_key").parse().ok();
    if let Some(form_key) = form_key {
        tx.led_to(form_key, &room_path(person, id)).await?;
    }
    let did = Did::to(person, "room.opened").subject(id.0);
    tx.commit(did.detail(purpose.label())).await?;
    let handed = room.parties.into_iter().zip(keys);
    hand::out(&cx, &headers, case.reader(), id, handed.collect()).await
}
