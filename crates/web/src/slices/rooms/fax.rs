//! The same question on paper, for those whom a link does not reach, and the chosen date as a file for calendars.

use axum::extract::Path;
use axum::response::Response;
use bansou_documents::Paper;
use bansou_documents::papers::{
    AskedRow, DatesSheet, GoalAskedRow, HearingSheet, InquiryRow, InquirySheet, QuestionsSheet, RoomSender,
    TaskAskedRow, TasksSheet,
};
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PersonId, RoomId, RoomPartyId};
use bansou_domain::room::{
    Answer, AnswerForm, Ask, DatesAsk, Face, OpinionsAnswer, OpinionsAsk, OwnGoal, Purpose, Question,
    QuestionsAsk, TaskView, TasksAsk,
};
use bansou_exchange::calendar::{Event, event as calendar_file};
use bansou_store::account::Office;
use bansou_store::room::{AnswerRecord, PartyRecord, RoomRecord};
use jiff::civil::Date;

use super::card::cover;
use crate::context::Cx;
use crate::easy::printed;
use crate::failure::Failure;
use crate::slices::door::{EVENT_TITLE, QUESTIONS_ON_PAPER, QUESTIONS_PASSES, span};
use crate::slices::papers::{file, press};

pub(super) async fn get(
    cx: Cx,
    Path((person, room, party)): Path<(PersonId, RoomId, RoomPartyId)>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "rooms").await?;
    let mut reader = cx.read().await?;
    let record = reader.room(case, room).await?;
    let parties = reader.parties_of_room(case, room).await?;
    let answers = reader.answers_of_room(case, room).await?;
    let office = reader.office(cx.member()).await?;
    let person = reader.person(case).await?.person;
    let veil = reader.veil_of_office(case).await?;
    let open: Vec<TaskView> = match record.ask {
        Ask::Tasks(_) => reader.tasks_of_party(case, room, party).await?,
        _ => Vec::new(),
    };
    let open: Vec<TaskView> = open.into_iter().map(|task| task.behind(&veil)).collect();
    let goals = reader.goals_of_party(case, room, party).await?;
    let goals: Vec<OwnGoal> = goals.into_iter().map(|goal| goal.behind(&veil)).collect();
    drop(reader);
    let party = parties.into_iter().find(|found| found.id == party);
    let party = party.ok_or(bansou_store::Failure::NotFound)?;
    let answer = answers.into_iter().rfind(|answer| answer.party == party.id);
    // The sheet leaves the office as the page of the party does: behind the veil.
    let ask = record.ask.behind(&veil);
    let (sheet, title): (Box<dyn Paper + Send>, _) = match &ask {
        Ask::Dates(ask) => (
            Box::new(dates(&cx, &record, ask, &party, &office)),
            "日程のおたずね.pdf",
        ),
        Ask::Tasks(ask) => (
            Box::new(tasks(&cx, &record, ask, &party, &office, &open)),
            "宿題のおたずね.pdf",
        ),
        Ask::Questions(ask) => (Box::new(questions(&cx, ask, &party, &office)), "事前の質問.pdf"),
        Ask::Hearing(ask) => (
            Box::new(HearingSheet {
                cover: cover(&cx, Purpose::Hearing.label(), &office),
                sender: sender(&record, &party, &office),
                occasion: ask.occasion.clone(),
                goals: goals.iter().map(asked_goal).collect(),
            }),
            "聞き取り.pdf",
        ),
        // What is shown or handed out is printed from its own page, for whoever it may be given to.
        Ask::Plan(_) | Ask::Papers(_) | Ask::Minutes(_) | Ask::Report(_) | Ask::Desk(_) => {
            return Err(bansou_store::Failure::NotFound.into());
        }
        Ask::Opinions(ask) => {
            let said = answer.map(|answer| AnswerRecord {
                answer: answer.answer.behind(&veil),
                ..answer
            });
            let sheet = inquiry(&cx, &record, ask, &party, &office, said.as_ref());
            let person_name = person.name;
            (Box::new(InquirySheet { person_name, ..sheet }), "照会.pdf")
        }
    };
    let printed = press(&cx, sheet, |press, sheet| Ok(press.pdf(sheet)?)).await?;
    file("application/pdf", title, "inline", printed.pdf)
}

/// Whether a question of this kind has a sheet of its own.
pub(super) fn prints(ask: &Ask) -> bool {
    matches!(
        ask,
        Ask::Dates(_) | Ask::Opinions(_) | Ask::Tasks(_) | Ask::Questions(_) | Ask::Hearing(_)
    )
}

fn sender(record: &RoomRecord, party: &PartyRecord, office: &Office) -> RoomSender {
    let honour = if party.kind.reads_easy() { "様" } else { "御中" };
    let fax = if office.fax.is_empty() {
        String::new()
    } else {
        format!("　FAX {}", office.fax)
    };
    RoomSender {
        to: format!("{} {honour}", party.name),
        office: office.name.clone(),
        specialist: record.opened_by.clone(),
        reach: format!("電話 {}{fax}", office.tel),
        reply_by: record
            .ask
            .reply_by()
            .map(wareki::format_with_weekday)
            .unwrap_or_default(),
    }
}

fn dates(cx: &Cx, record: &RoomRecord, ask: &DatesAsk, party: &PartyRecord, office: &Office) -> DatesSheet {
    let chosen = record.chosen.and_then(|place| ask.candidates.get(place));
    let title = if chosen.is_some() {
        "日時のお知らせ"
    } else {
        "日程のおたずね"
    };
    DatesSheet {
        cover: cover(cx, title, office),
        sender: sender(record, party, office),
        occasion: ask.occasion.clone(),
        length: format!("{}分", ask.minutes),
        place: ask.place.clone(),
        candidates: ask
            .candidates
            .iter()
            .map(|candidate| span(candidate, ask.minutes))
            .collect(),
        chosen: chosen
            .map(|candidate| span(candidate, ask.minutes))
            .unwrap_or_default(),
    }
}

fn tasks(
    cx: &Cx,
    record: &RoomRecord,
    ask: &TasksAsk,
    party: &PartyRecord,
    office: &Office,
    open: &[TaskView],
) -> TasksSheet {
    let row = |task: &TaskView| TaskAskedRow {
        what: task.what.clone(),
        due: task.due.map(wareki::format_with_weekday).unwrap_or_default(),
    };
    TasksSheet {
        cover: cover(cx, Purpose::Tasks.label(), office),
        sender: sender(record, party, office),
        occasion: ask.occasion.clone(),
        tasks: open.iter().map(row).collect(),
    }
}

fn asked_goal(goal: &OwnGoal) -> GoalAskedRow {
    GoalAskedRow {
        goal: goal.asked().to_owned(),
        services: goal.services.join("\n"),
    }
}

/// The sheet of the person or of the family: the same questions as behind the link, with room to write.
fn questions(cx: &Cx, ask: &QuestionsAsk, party: &PartyRecord, office: &Office) -> QuestionsSheet {
    let row = |(place, question): (usize, &Question)| AskedRow {
        number: (place + 1).to_string(),
        text: printed(&question.text),
        faces: question.form == AnswerForm::Faces,
        picks: question.picks.iter().map(|pick| printed(pick)).collect(),
    };
    let by = ask.reply_by.map(wareki::format_with_weekday);
    let by = by.map(|by| format!("　{by}まで")).unwrap_or_default();
    QuestionsSheet {
        cover: cover(cx, Purpose::Questions.label(), office),
        to: party.name.clone(),
        lead: printed(&ask.occasion),
        notes: QUESTIONS_ON_PAPER.iter().map(|note| printed(note)).collect(),
        questions: ask.to(party.kind).iter().enumerate().map(row).collect(),
        faces: [Face::Good, Face::Middle, Face::Bad].map(|face| face.label().to_owned()),
        passes: QUESTIONS_PASSES.iter().map(|pass| printed(pass)).collect(),
        back: format!("{}　電話 {}{by}", office.name, office.tel),
    }
}

fn day(utc: &str) -> String {
    let at = utc.parse::<jiff::Timestamp>().ok();
    let day: Option<Date> = at.map(bansou_store::day_in_japan);
    day.map(wareki::format).unwrap_or_default()
}

fn inquiry(
    cx: &Cx,
    record: &RoomRecord,
    ask: &OpinionsAsk,
    party: &PartyRecord,
    office: &Office,
    answer: Option<&AnswerRecord>,
) -> InquirySheet {
    let empty = OpinionsAnswer::default();
    let said = match answer.map(|answer| &answer.answer) {
        Some(Answer::Opinions(said)) => said,
        _ => &empty,
    };
    InquirySheet {
        cover: cover(cx, "サービス担当者に対する照会（依頼）内容", office),
        sender: sender(record, party, office),
        person_name: String::new(),
        made_on: wareki::format(cx.today()),
        absence: ask.absence.clone(),
        asked_on: day(&record.opened_at),
        occasion: ask.occasion.clone(),
        rows: ask
            .topics
            .iter()
            .map(|topic| InquiryRow {
                asked: topic.label().to_owned(),
                answered: said.to(*topic).to_owned(),
            })
            .collect(),
        answered_by: said.answered_by.clone(),
        answered_on: answer.map(|answer| day(&answer.recorded_at)).unwrap_or_default(),
    }
}

/// The chosen date as a file for calendars; its title names nobody.
pub(super) async fn event(
    cx: Cx,
    Path((person, room)): Path<(PersonId, RoomId)>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "rooms").await?;
    let mut reader = cx.read().await?;
    let record = reader.room(case, room).await?;
    let veil = reader.veil_of_office(case).await?;
    drop(reader);
    let chosen = match (&record.ask.behind(&veil), record.chosen) {
        (Ask::Dates(ask), Some(place)) => ask
            .candidates
            .get(place)
            .map(|candidate| (ask.clone(), *candidate)),
        _ => None,
    };
    let (ask, candidate) = chosen.ok_or(bansou_store::Failure::NotFound)?;
    let id = room.to_string();
    let text = calendar_file(&Event {
        id: &id,
        written: cx.now,
        on: candidate.on,
        from: candidate.from,
        minutes: ask.minutes,
        title: EVENT_TITLE,
        place: &ask.place,
    });
    file(
        "text/calendar; charset=utf-8",
        "会議の予定.ics",
        "attachment",
        text.into_bytes(),
    )
}
