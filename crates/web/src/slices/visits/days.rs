//! 訪問できる日 of the worker, and the 地区 of the worker's own cases.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::{typed as read_typed, wareki};
use bansou_domain::id::PersonId;
use bansou_domain::visits::{AreaKey, VisitDays, VisitRules};
use bansou_domain::week::Weekdays;
use bansou_store::journal::Did;
use jiff::civil::Date;

use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::{Menu, View, page, refused};

/// Days off one worker may name.
const MOST_OFF: usize = 200;

#[derive(Template)]
#[template(path = "slices/visits/days.html")]
struct Days {
    form: Form,
    areas: Form,
    people: Vec<(PersonId, String)>,
    offered: Vec<(String, String)>,
    may_change: bool,
}

impl View for Days {
    fn title(&self) -> String {
        "訪問できる日・地区".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Board
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }
}

fn path() -> String {
    format!("{}/days", super::PATH)
}

fn areas_path() -> String {
    format!("{}/areas", super::PATH)
}

fn write(days: &VisitDays) -> Typed {
    let mut typed = Typed::default();
    typed.set("weekdays", days.weekdays.to_string());
    let off: Vec<String> = days.off.iter().copied().map(wareki::short).collect();
    typed.set("off", off.join("\n"));
    typed
}

async fn view(cx: &Cx, form: Option<Form>, areas: Option<Form>) -> Result<Days, Failure> {
    let mut reader = cx.read().await?;
    let (days, version) = reader.visit_days(cx.member(), cx.who.staff()).await?;
    let (rules, _) = reader.visit_rules(cx.member()).await?;
    let people = reader.areas_of_own(cx.member()).await?;
    let mut typed = Typed::default();
    for (person, _, area) in &people {
        let area = area.filter(|area| rules.area(*area).is_some());
        typed.set(
            format!("area.{person}"),
            area.map(|area| area.0.to_string()).unwrap_or_default(),
        );
    }
    let mut blank = Form::blank(path(), write(&days));
    blank.version = version;
    Ok(Days {
        form: form.unwrap_or(blank),
        areas: areas.unwrap_or_else(|| Form::blank(areas_path(), typed)),
        people: people.into_iter().map(|(id, name, _)| (id, name)).collect(),
        offered: rules
            .areas
            .iter()
            .map(|area| (area.key.0.to_string(), area.name.clone()))
            .collect(),
        may_change: cx.who.office_manager().is_ok(),
    })
}

pub(super) async fn get(cx: Cx) -> Result<Response, Failure> {
    page(&cx, &view(&cx, None, None).await?)
}

pub(super) async fn post(cx: Cx, typed: Typed) -> Result<Response, Failure> {
    let days = match read(&typed, cx.today()) {
        Ok(days) => days,
        Err(problems) => {
            let form = Form::refused(path(), typed, problems);
            return refused(&cx, &view(&cx, Some(form), None).await?);
        }
    };
    let mut tx = cx.begin().await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &path()).await? {
        return Ok(response);
    }
    match tx.set_visit_days(&days, typed.version()).await {
        Ok(()) => {}
        Err(bansou_store::Failure::Stale) => {
            let (theirs, version) = tx.visit_days(cx.member(), cx.who.staff()).await?;
            drop(tx);
            let form = Form::conflict(path(), typed, write(&theirs), version);
            return refused(&cx, &view(&cx, Some(form), None).await?);
        }
        Err(failure) => return Err(failure.into()),
    }
    tx.commit(Did::office("visit_days.changed").subject(cx.who.staff().0))
        .await?;
    Ok(Redirect::to(&path()).into_response())
}

fn read(typed: &Typed, today: Date) -> Result<VisitDays, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let weekdays = fields.line("weekdays", "訪問する曜日").parse::<Weekdays>();
    if weekdays.is_err() {
        fields.tell("weekdays", "「訪問する曜日」を読めません。例: 月〜金、月水木");
    }
    let mut off = Vec::new();
    for line in fields.lines("off", "休み・訪問しない日") {
        match read_typed::read_date(&line, today) {
            Ok(day) => off.push(day),
            Err(_) => fields.tell(
                "off",
                format!("「{line}」を日付として読めません。1行に1日、R8.12.28 のように書いてください。"),
            ),
        }
    }
    if off.len() > MOST_OFF {
        fields.tell(
            "off",
            format!("「休み・訪問しない日」は{MOST_OFF}日までです。過ぎた日は消してかまいません。"),
        );
    }
    off.sort();
    off.dedup();
    fields.finish(VisitDays {
        weekdays: weekdays.unwrap_or(Weekdays::WORKDAYS),
        off,
    })
}

/// Puts the worker's own cases into areas.
pub(super) async fn post_areas(cx: Cx, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let (rules, _) = tx.visit_rules(cx.member()).await?;
    let people = tx.areas_of_own(cx.member()).await?;
    let mut fields = Fields::new(&typed, cx.today());
    let mut put = Vec::new();
    for (person, name, before) in people {
        let field = format!("area.{person}");
        if !typed.has(&field) {
            continue;
        }
        let area = chosen(&mut fields, &field, &name, &rules);
        if area != before {
            put.push((person, area));
        }
    }
    let put = match fields.finish(put) {
        Ok(put) => put,
        Err(problems) => {
            drop(tx);
            let form = Form::refused(areas_path(), typed, problems);
            return refused(&cx, &view(&cx, None, Some(form)).await?);
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &path()).await? {
        return Ok(response);
    }
    tx.set_areas(&put).await?;
    let people = put.iter().map(|(person, _)| *person);
    tx.commit(Did::office("visit_areas.changed").naming(people))
        .await?;
    Ok(Redirect::to(&path()).into_response())
}

fn chosen(fields: &mut Fields<'_>, field: &str, name: &str, rules: &VisitRules) -> Option<AreaKey> {
    let value = fields.line(field, "地区");
    if value.is_empty() {
        return None;
    }
    let area = value
        .parse()
        .ok()
        .map(AreaKey)
        .filter(|area| rules.area(*area).is_some());
    if area.is_none() {
        fields.tell(field, format!("{name}さんの「地区」を選び直してください。"));
    }
    area
}
