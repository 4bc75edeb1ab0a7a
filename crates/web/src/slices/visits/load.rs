//! 件数と引き継ぎ: how many each worker carries and will visit, what that does to 取扱件数, and handing cases over with
//! both sides in sight before it is done. Numbers in the order of names; they grade nobody.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::{PersonId, StaffId};
use bansou_domain::process::MilestoneKind;
use bansou_store::Tx;
use bansou_store::journal::Did;
use bansou_store::visits::{DueVisit, Load, Wish};
use jiff::civil::Date;
use serde::Deserialize;

use super::gather::AHEAD;
use super::outlook::{Ahead, ahead};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::{Menu, View, page, refused};
use crate::slices::closing::{carriers, chosen};
use crate::slices::process::newest_cycle;

const MOST: i64 = 5_000;
/// Cases handed over by one press.
const MOST_MOVED: usize = 60;

#[derive(Template)]
#[template(path = "slices/visits/load.html")]
struct Page {
    form: Form,
    months: [String; 3],
    rows: Vec<Row>,
    ahead: Vec<Ahead>,
    staff: Vec<(String, String)>,
    whose: Vec<(String, String)>,
    shown: String,
    people: Vec<(String, String, String)>,
    preview: bool,
}

struct Row {
    name: String,
    now: [i64; 4],
    then: Option<[i64; 4]>,
}

impl View for Page {
    fn title(&self) -> String {
        "件数と引き継ぎ".to_owned()
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
    format!("{}/load", super::PATH)
}

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    staff: String,
}

/// Who is to be moved from whom to whom, for the numbers afterwards.
struct Move {
    from: StaffId,
    to: StaffId,
    people: BTreeSet<PersonId>,
}

async fn view(cx: &Cx, from: StaffId, form: Form, moved: Option<&Move>) -> Result<Page, Failure> {
    let month = ServiceMonth::containing(cx.today());
    let wish = Wish {
        staff: from,
        from: month,
        until: month.plus(AHEAD),
    };
    let mut reader = cx.read().await?;
    let load = reader.visit_load(cx.member(), month).await?;
    let due = reader.due_visits(cx.member(), wish, MOST).await?;
    let names = reader.names_of(cx.member(), from).await?;
    let staff = carriers(&reader.staff(cx.member()).await?);
    drop(reader);
    let months = |person: PersonId| {
        let months = due.iter().filter(|due| due.person == person);
        months
            .map(|due| format!("{}月", due.month.month()))
            .collect::<Vec<_>>()
            .join("・")
    };
    Ok(Page {
        months: [0, 1, 2].map(|ahead| format!("{}月", month.plus(ahead).month())),
        rows: load.iter().map(|one| Row::of(one, moved, &due, month)).collect(),
        ahead: ahead(cx, month, &load).await?,
        whose: load
            .iter()
            .map(|one| (one.id.to_string(), one.name.clone()))
            .collect(),
        shown: from.to_string(),
        people: names
            .into_iter()
            .map(|(id, name)| (id.to_string(), name, months(id)))
            .collect(),
        preview: moved.is_some(),
        form,
        staff,
    })
}

impl Row {
    fn of(load: &Load, moved: Option<&Move>, due: &[DueVisit], month: ServiceMonth) -> Self {
        let now = [load.cases, load.first, load.second, load.third];
        let then = moved.and_then(|moved| {
            let sign = match StaffId(load.id) {
                staff if staff == moved.from => -1,
                staff if staff == moved.to => 1,
                _ => return None,
            };
            let [cases, first, second, third] = now;
            let in_month = |ahead: i32| {
                let there =
                    |one: &&DueVisit| moved.people.contains(&one.person) && one.month == month.plus(ahead);
                sign * i64::try_from(due.iter().filter(there).count()).unwrap_or_default()
            };
            let people = i64::try_from(moved.people.len()).unwrap_or_default();
            Some([
                cases + sign * people,
                first + in_month(0),
                second + in_month(1),
                third + in_month(2),
            ])
        });
        Self {
            name: load.name.clone(),
            now,
            then,
        }
    }
}

pub(super) async fn get(cx: Cx, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let from = asked.staff.parse().unwrap_or(cx.who.staff());
    let mut typed = Typed::default();
    typed.set("from", from.to_string());
    typed.set("on", wareki::short(cx.today()));
    let form = Form::blank(path(), typed);
    page(&cx, &view(&cx, from, form, None).await?)
}

/// What was typed of a handing over.
struct Handed {
    who: Move,
    to_name: String,
    on: Option<Date>,
    why: String,
    agreed: String,
}

fn read(
    typed: &Typed,
    today: Date,
    from: StaffId,
    staff: &[(String, String)],
    does: bool,
) -> Result<Handed, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let people: BTreeSet<PersonId> = typed.values("person").filter_map(|id| id.parse().ok()).collect();
    if people.is_empty() {
        fields.tell("person", "引き継ぐ方を選んでください。");
    }
    if people.len() > MOST_MOVED {
        fields.tell("person", format!("一度に引き継げるのは{MOST_MOVED}人までです。"));
    }
    let to = chosen(&mut fields, "to", "新しい担当", staff);
    if to.as_ref().is_some_and(|(to, _)| *to == from) {
        fields.tell("to", "いまの担当と同じです。");
    }
    let (mut on, mut why, mut agreed) = (None, String::new(), String::new());
    if does {
        on = fields.required_day("on", "引き継ぐ日");
        why = fields.required("why", "変更の理由");
        agreed = fields.required("agreed", "本人の了解");
        if on.is_some_and(|on| on > today) {
            fields.tell("on", "「引き継ぐ日」が今日より後です。当日に記録してください。");
        }
    }
    let (to, to_name) = to.unwrap_or((from, String::new()));
    fields.finish(Handed {
        who: Move { from, to, people },
        to_name,
        on,
        why,
        agreed,
    })
}

pub(super) async fn post(cx: Cx, typed: Typed) -> Result<Response, Failure> {
    let from = typed
        .value("from")
        .parse()
        .map_err(|_| bansou_store::Failure::NotFound)?;
    let does = typed.value("press") == "do";
    let staff = carriers(&cx.read().await?.staff(cx.member()).await?);
    let handed = match read(&typed, cx.today(), from, &staff, does) {
        Ok(handed) => handed,
        Err(problems) => {
            let form = Form::refused(path(), typed, problems);
            return refused(&cx, &view(&cx, from, form, None).await?);
        }
    };
    let Some(on) = handed.on else {
        let form = Form::refused(path(), typed, Vec::new());
        return page(&cx, &view(&cx, from, form, Some(&handed.who)).await?);
    };
    let leads_to = format!("{}?staff={from}", path());
    let mut tx = cx.begin().await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    for person in &handed.who.people {
        hand_over(&cx, &mut tx, *person, &handed, on).await?;
    }
    let people = handed.who.people.iter().copied();
    tx.commit(
        Did::office("cases.assigned")
            .detail(handed.why.as_str())
            .naming(people),
    )
    .await?;
    Ok(Redirect::to(&leads_to).into_response())
}

/// Hands one case over. Whoever is not in charge has said why: the reason of the handing over is the reason of the view.
async fn hand_over(cx: &Cx, tx: &mut Tx, person: PersonId, handed: &Handed, on: Date) -> Result<(), Failure> {
    let case = match cx.edit_case(tx, person).await {
        Ok(case) => case,
        Err(Failure::Store(bansou_store::Failure::Forbidden)) => {
            let why = format!("担当の引き継ぎ: {}", handed.why);
            let did = tx.state_reason(&cx.who, person, &why).await?;
            tx.also(did).await?;
            cx.edit_case(tx, person).await?
        }
        Err(failure) => return Err(failure),
    };
    let record = tx.person(case.reader()).await?;
    if record.specialist != Some(handed.who.from) {
        return Err(Failure::Request(
            "選んだ方の中に、もう担当が変わった方がいます。ページを読み直してください。",
        ));
    }
    let (before, to) = (&record.specialist_name, &handed.to_name);
    let note = format!(
        "{before}から{to}へ。理由: {}。本人の了解: {}",
        handed.why, handed.agreed
    );
    let cycle = newest_cycle(tx, case.reader()).await?;
    tx.add_milestone(case, cycle, MilestoneKind::Assigned.code(), on, &note, None)
        .await?;
    tx.assign(case, Some(handed.who.to)).await?;
    Ok(tx.also(Did::to(person, "case.assigned").detail(note)).await?)
}
