//! 訪問の決まり: visits of one day, areas with the minutes between them as the office has driven them, titles in calendars.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::visits::{Area, AreaKey, FeedTitle, VisitRules, Way};
use bansou_store::journal::Did;

use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::{Menu, View, page, refused};

const PATH: &str = "/settings/visits";
/// Areas one office may draw: the table of ways between them has to stay readable.
const MOST_AREAS: usize = 12;
/// Empty rows offered beside those that are filled.
const SPARE: usize = 2;

#[derive(Template)]
#[template(path = "slices/settings/visits.html")]
struct Show {
    form: Form,
    rows: Vec<usize>,
    ways: Vec<(String, String)>,
    may_change: bool,
}

impl View for Show {
    fn title(&self) -> String {
        "訪問の設定".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Settings
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }
}

/// Each pair of areas that are saved, with the name of its field.
fn pairs(rules: &VisitRules) -> Vec<(AreaKey, AreaKey, String)> {
    let mut pairs = Vec::new();
    for (place, one) in rules.areas.iter().enumerate() {
        for other in rules.areas.iter().skip(place + 1) {
            pairs.push((one.key, other.key, format!("{}と{}", one.name, other.name)));
        }
    }
    pairs
}

fn way_field(one: AreaKey, other: AreaKey) -> String {
    format!("way.{}.{}", one.0, other.0)
}

async fn view(cx: &Cx, form: Option<Form>) -> Result<Show, Failure> {
    let (rules, version) = cx.read().await?.visit_rules(cx.member()).await?;
    let mut blank = Form::blank(PATH.to_owned(), write(&rules));
    blank.version = version;
    let form = form.unwrap_or(blank);
    let filled = form.rows("area", 0).len();
    Ok(Show {
        rows: form.rows("area", (filled.max(rules.areas.len()) + SPARE).min(MOST_AREAS)),
        ways: pairs(&rules)
            .into_iter()
            .map(|(one, other, name)| (way_field(one, other), name))
            .collect(),
        form,
        may_change: cx.who.office_manager().is_ok(),
    })
}

fn write(rules: &VisitRules) -> Typed {
    let mut typed = Typed::default();
    let minutes = |minutes: Option<u16>| minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
    typed.set("per_day", rules.per_day.to_string());
    typed.set("titles", rules.titles.code());
    for (row, area) in rules.areas.iter().enumerate() {
        typed.set(format!("area.{row}.key"), area.key.0.to_string());
        typed.set(format!("area.{row}.name"), area.name.clone());
        typed.set(format!("area.{row}.within"), minutes(area.within));
        typed.set(format!("area.{row}.office"), minutes(area.from_office));
    }
    for (one, other, _) in pairs(rules) {
        typed.set(way_field(one, other), minutes(rules.minutes(one, other)));
    }
    typed
}

pub(super) async fn get(cx: Cx) -> Result<Response, Failure> {
    page(&cx, &view(&cx, None).await?)
}

pub(super) async fn post(cx: Cx, typed: Typed) -> Result<Response, Failure> {
    let manager = cx.who.office_manager()?;
    let (before, _) = cx.read().await?.visit_rules(cx.member()).await?;
    let rules = match read(&typed, cx.today(), &before) {
        Ok(rules) => rules,
        Err(problems) => {
            let form = Form::refused(PATH.to_owned(), typed, problems);
            return refused(&cx, &view(&cx, Some(form)).await?);
        }
    };
    let mut tx = cx.begin().await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, PATH).await? {
        return Ok(response);
    }
    match tx.set_visit_rules(manager, &rules, typed.version()).await {
        Ok(()) => {}
        Err(bansou_store::Failure::Stale) => {
            let (theirs, version) = tx.visit_rules(cx.member()).await?;
            drop(tx);
            let form = Form::conflict(PATH.to_owned(), typed, write(&theirs), version);
            return refused(&cx, &view(&cx, Some(form)).await?);
        }
        Err(failure) => return Err(failure.into()),
    }
    tx.commit(Did::office("visit_rules.changed")).await?;
    Ok(Redirect::to(PATH).into_response())
}

fn read(typed: &Typed, today: jiff::civil::Date, before: &VisitRules) -> Result<VisitRules, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let per_day = fields.whole("per_day", "1日の訪問の上限", 1..=10);
    let titles = fields.required_choice("titles", "カレンダーに出す題", FeedTitle::from_code);
    let mut rules = VisitRules {
        per_day: per_day.and_then(|count| u8::try_from(count).ok()).unwrap_or(1),
        titles: titles.unwrap_or(FeedTitle::Plain),
        areas: Vec::new(),
        ways: Vec::new(),
    };
    let mut next = before.next_area();
    for row in fields.rows("area", &["key"]) {
        let name = fields.required(&format!("area.{row}.name"), "地区の名前");
        if rules.areas.iter().any(|area| area.name == name) {
            fields.tell(
                format!("area.{row}.name"),
                format!("地区「{name}」が2つあります。"),
            );
        }
        let key = typed.value(&format!("area.{row}.key")).parse().ok().map(AreaKey);
        let key = key.filter(|key| before.area(*key).is_some()).unwrap_or_else(|| {
            let key = next;
            next = AreaKey(key.0.saturating_add(1));
            key
        });
        let within = minutes(&mut fields, &format!("area.{row}.within"), "地区の中の移動");
        let from_office = minutes(&mut fields, &format!("area.{row}.office"), "事業所から");
        rules.areas.push(Area {
            key,
            name,
            within,
            from_office,
        });
    }
    if rules.areas.len() > MOST_AREAS {
        fields.tell("area.0.name", format!("地区は{MOST_AREAS}までです。"));
    }
    for (one, other, name) in pairs(before) {
        let kept = rules.area(one).is_some() && rules.area(other).is_some();
        let typed = minutes(&mut fields, &way_field(one, other), &name);
        rules
            .ways
            .extend(typed.filter(|_| kept).map(|minutes| Way { one, other, minutes }));
    }
    fields.finish(rules)
}

fn minutes(fields: &mut Fields<'_>, name: &str, label: &str) -> Option<u16> {
    if fields.line(name, label).is_empty() {
        return None;
    }
    let minutes = fields.whole(name, label, 0..=300)?;
    u16::try_from(minutes).ok()
}
