//! 電話の一覧: whom to call to fix a day, with the number, the hours that worked and the day that is proposed. One press
//! records how the call went, as a progress note.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::note::{CaseNote, Counterpart, Means, Work};
use bansou_domain::outing::Missed;
use bansou_domain::reach::{PartOfDay, hours};
use bansou_store::journal::Did;
use bansou_store::visits::{CallResult, DayNeeds, VisitTime};
use serde::Deserialize;

use super::gather::{Line, Round};
use super::plan::fill;
use super::take::Posted;
use super::words;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::{Menu, Pages, View, page, refused};

const PER_PAGE: i64 = 20;

#[derive(Template)]
#[template(path = "slices/visits/calls.html")]
struct Calls {
    form: Form,
    rows: Vec<Row>,
    total: i64,
    pages: Pages,
}

struct Row {
    key: String,
    name: String,
    href: String,
    month: String,
    tel: String,
    others: Vec<String>,
    hours: String,
    caution: String,
    words: String,
    version: String,
    no_answer: i64,
}

impl View for Calls {
    fn title(&self) -> String {
        "電話の一覧".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Board
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }

    fn wide(&self) -> bool {
        true
    }
}

fn path() -> String {
    format!("{}/calls", super::PATH)
}

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    page: i64,
}

/// The list reads face sheets and notes, so it is the worker's own.
async fn view(cx: &Cx, asked: i64, mut form: Form) -> Result<Calls, Failure> {
    let own = cx
        .app
        .store
        .open_own_cases(&cx.who, cx.now, "visit_calls")
        .await?;
    let mut round = Round::load(cx, cx.who.staff(), Some(own)).await?;
    let next = ServiceMonth::containing(cx.today()).next();
    let open =
        |line: &Line| line.due.month <= next && !line.due.plan.as_ref().is_some_and(|plan| plan.agreed);
    round.lines.retain(open);
    round.lines.sort_by_key(|line| (line.day().is_none(), line.day()));
    let total = i64::try_from(round.lines.len()).unwrap_or(i64::MAX);
    let pages = Pages::new(asked, total, PER_PAGE);
    let (skip, take) = pages.window();
    let lines: Vec<&Line> = round.lines.iter().skip(skip).take(take).collect();
    let months = (next.plus(-4).to_string(), next.to_string());
    let mut reader = cx.read().await?;
    let needs = reader.day_needs(own, (&months.0, &months.1), ("", "")).await?;
    for line in &lines {
        fill(&mut form.typed, line);
    }
    let row = |line: &&Line| {
        let need = needs.iter().find(|need| need.id == line.due.person)?;
        Some(Row::of(line, need))
    };
    Ok(Calls {
        rows: lines.iter().filter_map(row).collect(),
        form,
        total,
        pages,
    })
}

impl Row {
    fn of(line: &Line, need: &DayNeeds) -> Self {
        let due = &line.due;
        let person = &need.person;
        let others = person.guardians.iter();
        let others = others.map(|guardian| format!("{}（{}）", guardian.name, guardian.kind.label()));
        Self {
            key: line.key(),
            name: due.name.clone(),
            href: format!("/c/{}", due.person),
            month: format!("{}月分", due.month.month()),
            tel: person.tel.clone(),
            others: others.collect(),
            hours: best_hours(&need.notes),
            caution: person.caution.clone(),
            words: said(line),
            version: due
                .plan
                .as_ref()
                .map(|plan| plan.version.to_string())
                .unwrap_or_default(),
            no_answer: due.no_answer,
        }
    }
}

/// The day as it can be said on the telephone.
fn said(line: &Line) -> String {
    let Some(on) = line.day() else {
        return "日の案はありません。都合を聞いてください。".to_owned();
    };
    let part = match (&line.due.plan, &line.proposal) {
        (Some(plan), _) => words::hour(plan.time.part, plan.time.from),
        (None, Some(Ok(found))) => words::hour(found.part, found.from),
        _ => String::new(),
    };
    format!(
        "「{}の{part}に、お話を聞きにうかがってもよいですか」",
        words::day(on)
    )
}

/// Hours that worked, then those that did not.
pub(super) fn best_hours(notes: &[CaseNote]) -> String {
    let (met, missed) = hours(&notes.iter().collect::<Vec<_>>());
    let told = |parts: &[(PartOfDay, usize)]| {
        let told = parts
            .iter()
            .map(|(part, times)| format!("{}{times}回", part.label()));
        told.collect::<Vec<_>>().join("・")
    };
    let said = [
        ("話せた時間", told(&met)),
        ("つながらなかった時間", told(&missed)),
    ];
    let said = said.into_iter().filter(|(_, parts)| !parts.is_empty());
    said.map(|(head, parts)| format!("{head} {parts}"))
        .collect::<Vec<_>>()
        .join("　")
}

pub(super) async fn get(cx: Cx, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let view = view(&cx, asked.page, Form::blank(path(), Typed::default())).await?;
    page(&cx, &view)
}

fn result(word: &str) -> Option<CallResult> {
    match word {
        "fixed" => Some(CallResult::Fixed),
        "called" => Some(CallResult::Called),
        "none" => Some(CallResult::NoAnswer),
        _ => None,
    }
}

pub(super) async fn post(cx: Cx, typed: Typed) -> Result<Response, Failure> {
    let pressed = typed.value("press").split_once('.');
    let read = pressed.and_then(|(word, key)| Some((result(word)?, Posted::read(&typed, key)?)));
    let Some((result, posted)) = read else {
        // Enter in a field presses no button of a row.
        let told = Told {
            field: "press".to_owned(),
            message: "どの方の電話か、その方の欄のボタンを押してください。入力したものは残っています。"
                .to_owned(),
        };
        return again(&cx, typed, vec![told]).await;
    };
    let mut fields = Fields::new(&typed, cx.today());
    let time = if result == CallResult::Fixed {
        let (_, round) = super::show::round(&cx, None).await?;
        let line = round.lines.iter().find(|line| line.key() == posted.key);
        posted.time(&mut fields, line.map_or(posted.month, |line| line.counts_until))
    } else {
        None
    };
    let said = fields.line(&format!("said.{}", posted.key), "話したこと");
    let said = match fields.finish(said) {
        Ok(said) => said,
        Err(problems) => return again(&cx, typed, problems).await,
    };
    record(&cx, typed, result, &posted, time, &said).await
}

async fn again(cx: &Cx, typed: Typed, problems: Vec<Told>) -> Result<Response, Failure> {
    let form = Form::refused(path(), typed, problems);
    refused(cx, &view(cx, 1, form).await?)
}

async fn record(
    cx: &Cx,
    typed: Typed,
    result: CallResult,
    posted: &Posted,
    time: Option<VisitTime>,
    said: &str,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, posted.person).await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &path()).await? {
        return Ok(response);
    }
    if let Some(time) = time {
        match super::take::plan_one(cx, &mut tx, posted, time, true).await {
            Ok(()) => {}
            Err(Failure::Store(bansou_store::Failure::Stale)) => {
                drop(tx);
                let told = Told {
                    field: format!("on.{}", posted.key),
                    message: "ほかの画面で先に変わりました。いまの予定を確かめて、もう一度押してください。"
                        .to_owned(),
                };
                return again(cx, typed, vec![told]).await;
            }
            Err(failure) => return Err(failure),
        }
    }
    let note = note(cx, result, posted.month, time, said);
    let id = tx.add_note(case, &note, None).await?;
    tx.record_visit_call(case, posted.month, result, id).await?;
    tx.commit(Did::to(posted.person, "note.added").subject(id.0))
        .await?;
    Ok(Redirect::to(&path()).into_response())
}

/// The call as a progress note, at the time it was recorded.
fn note(cx: &Cx, result: CallResult, month: ServiceMonth, time: Option<VisitTime>, said: &str) -> CaseNote {
    let now = jiff::tz::Offset::constant(9).to_datetime(cx.now);
    let minutes = u16::try_from(i32::from(now.hour()) * 60 + i32::from(now.minute())).ok();
    let about = format!(
        "{}月分のモニタリングの訪問日を相談する電話をした。",
        month.month()
    );
    let how = match (result, time) {
        (CallResult::Fixed, Some(time)) => {
            format!("{}{}に訪問することになった。", about, words::time(time))
        }
        (CallResult::NoAnswer, _) => format!("{about}つながらなかった。"),
        _ => format!("{about}日はまだ決まっていない。"),
    };
    CaseNote {
        on: cx.today(),
        from: minutes,
        until: None,
        means: Means::Telephone,
        counterpart: Counterpart::Person,
        counterpart_name: String::new(),
        place: String::new(),
        work: Work::Monitoring,
        facts: [how.as_str(), said].join(if said.is_empty() { "" } else { "\n" }),
        words: String::new(),
        view: String::new(),
        next: time
            .map(|time| format!("{} 訪問", wareki::short(time.on)))
            .unwrap_or_default(),
        missed: (result == CallResult::NoAnswer).then_some(Missed::Absent),
        deed: None,
        event: None,
        settles: None,
    }
}
