//! An answer that came by telephone, fax, letter or at a visit, written down by the office.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PaperId, PersonId, RoomId, RoomPartyId};
use bansou_domain::plan::ServicePlan;
use bansou_domain::room::{
    Answer, AnswerForm, AnswerMeans, AsPlanned, Ask, Face, Feeling, Mark, PlanGoal, Question, TaskState,
    Topic, plan_goals,
};
use bansou_domain::scan::ScanKind;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::journal::Did;
use bansou_store::room::PartyRecord;
use jiff::civil::Date;

use super::{party_path, room_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Posted, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};
use crate::slices::consent::scan;
use crate::slices::door::{
    self, GoalLine, HeardLine, OWN_PLAN, Own, PARTS, QuestionLine, Sent, TaskLine, span,
};
use crate::slices::monitoring;

/// The ways an answer comes that the office writes down.
pub(crate) const BY_HAND: &[AnswerMeans] = &[
    AnswerMeans::Phone,
    AnswerMeans::Fax,
    AnswerMeans::Visit,
    AnswerMeans::Letter,
];

#[derive(Template)]
#[template(path = "slices/rooms/enter.html")]
struct Enter {
    case: CaseFrame,
    form: Form,
    name: String,
    candidates: Vec<(String, String)>,
    topics: Vec<(String, String)>,
    tasks: Vec<TaskLine>,
    plan: bool,
    /// Whether the answer is a receipt.
    hands: bool,
    /// The part of a manager's page that is written down; empty elsewhere.
    part: &'static str,
    goals: Vec<GoalLine>,
    questions: Vec<QuestionLine>,
    /// The goals of the plan that are the party's own.
    heard: Vec<HeardLine>,
    room: String,
}

case_page!(Enter, "返事を書きこむ", form);

type Address = (PersonId, RoomId, RoomPartyId);

async fn sheet(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    (person, room, party): Address,
    form: Form,
) -> Result<Enter, Failure> {
    let frame = CaseFrame::load(reader, case, Tab::Meetings, cx.today()).await?;
    let record = reader.room(case, room).await?;
    let parties = reader.parties_of_room(case, room).await?;
    let found = parties.into_iter().find(|found| found.id == party);
    let mut view = Enter {
        case: frame,
        questions: QuestionLine::all(found.as_ref().map_or(&[], |found| asked_of(&record.ask, found))),
        name: found.ok_or(bansou_store::Failure::NotFound)?.name,
        candidates: Vec::new(),
        topics: Vec::new(),
        tasks: Vec::new(),
        plan: matches!(record.ask, Ask::Plan(_)),
        part: match record.ask {
            Ask::Desk(_) => part_of(form.value("part")),
            _ => "",
        },
        goals: Vec::new(),
        heard: Vec::new(),
        hands: matches!(record.ask, Ask::Papers(_) | Ask::Minutes(_) | Ask::Report(_)),
        room: room_path(person, room),
        form,
    };
    match &record.ask {
        Ask::Dates(ask) => {
            let line = |(place, candidate)| (door::mark_field(place), span(candidate, ask.minutes));
            view.candidates = ask.candidates.iter().enumerate().map(line).collect();
        }
        Ask::Opinions(ask) => {
            let line = |topic: &Topic| (door::topic_field(*topic), topic.label().to_owned());
            view.topics = ask.topics.iter().map(line).collect();
        }
        Ask::Tasks(_) => {
            let tasks = reader.tasks_of_party(case, room, party).await?;
            view.tasks = tasks.iter().map(TaskLine::of).collect();
        }
        Ask::Desk(ask) => {
            let tasks = reader.tasks_of_party(case, room, party).await?;
            let goals = goals(reader, case, ask.paper).await?;
            match view.part {
                "tasks" => view.tasks = tasks.iter().map(TaskLine::of).collect(),
                "goals" => view.goals = goals.iter().map(GoalLine::of).collect(),
                _ => {}
            }
        }
        Ask::Hearing(_) => {
            let goals = reader.goals_of_party(case, room, party).await?;
            view.heard = goals.into_iter().map(HeardLine::of).collect();
            view.room = monitoring::hearing_path(person);
        }
        Ask::Plan(_) | Ask::Papers(_) | Ask::Minutes(_) | Ask::Report(_) | Ask::Questions(_) => {}
    }
    Ok(view)
}

/// Which part of a manager's page is written down.
#[derive(serde::Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    part: String,
}

fn part_of(typed: &str) -> &'static str {
    let known = PARTS.iter().find(|(part, _)| *part == typed);
    known.map_or("month", |(part, _)| *part)
}

/// The questions of a party's own sheet.
fn asked_of<'a>(ask: &'a Ask, party: &PartyRecord) -> &'a [Question] {
    match ask {
        Ask::Questions(ask) => ask.to(party.kind),
        _ => &[],
    }
}

/// The goals of the plan a manager is shown.
async fn goals(reader: &mut Reader, case: CaseReader, plan: PaperId) -> Result<Vec<PlanGoal>, Failure> {
    let plan = reader.paper::<ServicePlan>(case, plan).await?;
    Ok(plan_goals(&plan.content))
}

pub(super) async fn get(
    cx: Cx,
    Path(at): Path<Address>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (person, room, party) = at;
    let case = cx.open_case(person, "rooms").await?;
    let mut reader = cx.read().await?;
    let answers = reader.answers_of_room(case, room).await?;
    let mut typed = Typed::default();
    if let Some(before) = answers.iter().rfind(|answer| answer.party == party) {
        door::write(&before.answer, &mut typed);
    }
    let mapped = reader.desk_of_party(case, room, party).await?;
    door::write_goals(&mapped, &mut typed);
    typed.set("part", part_of(&asked.part));
    typed.set("heard_on", wareki::short(cx.today()));
    door::write_tasks(&reader.tasks_of_party(case, room, party).await?, &mut typed);
    let action = party_path(person, room, party, "answer");
    let form = Form::open(&cx, action, typed, 0).await?;
    let view = sheet(&cx, &mut reader, case, at, form).await?;
    page(&cx, &view)
}

pub(super) async fn post(cx: Cx, Path(at): Path<Address>, posted: Posted) -> Result<Response, Failure> {
    let (person, room, party) = at;
    // Pictures are drawn anew before anything is held in the database.
    let (typed, sent) = if posted.typed.value("part") == OWN_PLAN {
        door::receive(posted).await?
    } else {
        (posted.typed, Vec::new())
    };
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let record = tx.room(case.reader(), room).await?;
    let tasks = tx.tasks_of_party(case.reader(), room, party).await?;
    let goals = match &record.ask {
        Ask::Desk(ask) => goals(&mut tx, case.reader(), ask.paper).await?,
        _ => Vec::new(),
    };
    let parties = tx.parties_of_room(case.reader(), room).await?;
    let found = parties.iter().find(|found| found.id == party);
    let own = Own {
        questions: found.map_or(&[], |found| asked_of(&record.ask, found)),
        tasks: &tasks,
        goals: &goals,
        heard: &tx.goals_of_party(case.reader(), room, party).await?,
        part: part_of(typed.value("part")),
    };
    let (means, answer, files) = match read(&cx, &typed, &record.ask, &own, sent) {
        Ok(read) => read,
        Err(problems) => {
            let form = Form::refused(party_path(person, room, party, "answer"), typed, problems);
            let view = sheet(&cx, &mut tx, case.reader(), at, form).await?;
            return refused(&cx, &view);
        }
    };
    let leads_to = match record.ask {
        Ask::Hearing(_) => monitoring::hearing_path(person),
        _ => room_path(person, room),
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    tx.enter_answer(case, room, party, &answer, means, &files).await?;
    let did = Did::to(person, "room.answer_entered").subject(party.0);
    tx.commit(did.detail(means.label())).await?;
    Ok(Redirect::to(&leads_to).into_response())
}

type Entered = (AnswerMeans, Answer, Vec<(ScanKind, Vec<u8>)>);

fn read(cx: &Cx, typed: &Typed, ask: &Ask, own: &Own<'_>, sent: Vec<Sent>) -> Result<Entered, Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let means = fields.required_choice("means", "返事の届きかた", by_hand);
    let heard_on = match ask {
        Ask::Questions(_) | Ask::Hearing(_) => heard(&mut fields),
        _ => None,
    };
    let mut answer = door::read(&mut fields, ask, own);
    if let Answer::Hearing(answer) = &mut answer {
        answer.heard_on = heard_on;
    }
    let files = door::read_files(&mut fields, sent);
    door::need_paper(&mut fields, &answer, &files);
    fields.finish((means.unwrap_or(AnswerMeans::Phone), answer, files))
}

/// The day the office heard it: no later than today.
fn heard(fields: &mut Fields<'_>) -> Option<Date> {
    let on = fields.required_day("heard_on", "聞いた日");
    if on.is_some_and(|on| on > fields.today()) {
        fields.tell("heard_on", "「聞いた日」が今日より後です。");
    }
    on
}

/// A way an answer comes that the office writes down.
pub(crate) fn by_hand(code: &str) -> Option<AnswerMeans> {
    AnswerMeans::from_code(code).filter(|means| BY_HAND.contains(means))
}
