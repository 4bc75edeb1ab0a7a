//! 1日の予定表: the visits of one day in their order, on the screen and printed as it stands.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::visits::{AreaKey, VisitRules};
use bansou_store::visits::{DayNeeds, Open, VisitDay};
use jiff::ToSpan;
use jiff::civil::Date;

use super::calls::best_hours;
use super::words;
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::{Menu, View, page};
use crate::slices::{brief, monitoring};

#[derive(Template)]
#[template(path = "slices/visits/day.html")]
struct Day {
    name: String,
    before: String,
    after: String,
    stops: Vec<Stop>,
    back: String,
}

struct Stop {
    hour: String,
    name: String,
    month: String,
    agreed: bool,
    area: String,
    place: String,
    tel: String,
    caution: String,
    hours: String,
    way: String,
    /// 持っていくもの.
    bring: Vec<String>,
    brief: String,
    write: String,
}

impl View for Day {
    fn title(&self) -> String {
        format!("1日の予定表 {}", self.name)
    }

    fn menu(&self) -> Menu {
        Menu::Board
    }

    fn wide(&self) -> bool {
        true
    }
}

pub(super) async fn get(cx: Cx, Path(on): Path<String>) -> Result<Response, Failure> {
    let on: Date = on.parse().map_err(|_| bansou_store::Failure::NotFound)?;
    let own = cx.app.store.open_own_cases(&cx.who, cx.now, "visit_day").await?;
    let mut reader = cx.read().await?;
    let (rules, _) = reader.visit_rules(cx.member()).await?;
    let visits = reader.planned_visits(cx.member(), cx.who.staff(), on, on).await?;
    let text = on.to_string();
    // No month begins with this: only the people planned on the day are read.
    let needs = reader
        .day_needs(own, ("9999-12", "9999-12"), (&text, &text))
        .await?;
    let open = reader.open_on(own, on).await?;
    drop(reader);
    let mut stops = Vec::new();
    let mut last: Option<&VisitDay> = None;
    for visit in &visits {
        let need = needs.iter().find(|need| need.id == visit.person);
        let open: Vec<&Open> = open
            .iter()
            .filter(|(id, _)| *id == visit.person)
            .map(|(_, open)| open)
            .collect();
        stops.push(Stop {
            bring: brief::bring(&open),
            ..Stop::of(&rules, visit, need, last)
        });
        last = Some(visit);
    }
    let leads = |on: Date| format!("{}/day/{on}", super::PATH);
    let from_office = last.and_then(|visit| rules.area(visit.area?)?.from_office);
    page(
        &cx,
        &Day {
            name: words::day(on),
            before: leads(on.saturating_sub(1.day())),
            after: leads(on.saturating_add(1.day())),
            stops,
            back: from_office
                .map(|minutes| format!("事務所まで{minutes}分"))
                .unwrap_or_default(),
        },
    )
}

/// The minutes to a stop, from the office or from the stop before.
fn way(rules: &VisitRules, before: Option<&VisitDay>, to: Option<AreaKey>) -> Option<u16> {
    match before {
        None => rules.area(to?)?.from_office,
        Some(before) => rules.minutes(before.area?, to?),
    }
}

impl Stop {
    fn of(rules: &VisitRules, visit: &VisitDay, need: Option<&DayNeeds>, before: Option<&VisitDay>) -> Self {
        let person = need.map(|need| &need.person);
        let hidden = person.is_some_and(|person| person.address_protected);
        let address = person.map(|person| person.address.clone()).unwrap_or_default();
        let minutes = way(rules, before, visit.area);
        Self {
            hour: words::hour(visit.plan.time.part, visit.plan.time.from),
            name: visit.name.clone(),
            month: format!("{}月分", visit.month.month()),
            agreed: visit.plan.agreed,
            area: visit
                .area
                .and_then(|area| rules.area(area))
                .map(|area| area.name.clone())
                .unwrap_or_default(),
            // A sheet is left lying about; who is hidden is not told on it.
            place: if hidden {
                "住所は伏せています（記録で確かめる）".to_owned()
            } else {
                address
            },
            tel: person.map(|person| person.tel.clone()).unwrap_or_default(),
            caution: person.map(|person| person.caution.clone()).unwrap_or_default(),
            hours: need.map(|need| best_hours(&need.notes)).unwrap_or_default(),
            way: minutes.map_or_else(
                || "移動の分は未入力".to_owned(),
                |minutes| format!("移動 {minutes}分"),
            ),
            bring: Vec::new(),
            brief: brief::path(visit.person),
            write: monitoring::write_path(visit.person, Some(visit.month)),
        }
    }
}
