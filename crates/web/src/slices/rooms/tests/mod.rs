//! Rooms from the form to what comes of them, with browsers outside the office.

mod dates;
mod desk;
pub(crate) mod hearing;
mod papers;
mod plan;
mod plan_consent;
mod receipts;
pub(crate) mod tasks;

use axum::http::StatusCode;
use bansou_domain::id::PersonId;
use bansou_domain::room::PartyKind;

use crate::testing::{Answer, Outsider, TestApp};

/// One party as the page handed it out.
pub(crate) struct Handed {
    pub(crate) name: String,
    pub(crate) code: String,
    pub(crate) link: String,
}

/// What stands between two marks, for each time they come.
pub(crate) fn between<'h>(html: &'h str, from: &str, until: &str) -> Vec<&'h str> {
    let parts = html.split(from).skip(1);
    parts.map(|part| part.split(until).next().unwrap()).collect()
}

/// Reads names, codes and links from the page that hands them out.
pub(crate) fn handed(answer: &Answer) -> Vec<Handed> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let html = answer.html();
    let cards = html.split("handed\">").skip(1);
    let read = |card: &str| Handed {
        name: between(card, "<h2>", "</h2>")[0].to_owned(),
        code: between(card, "class=\"code\">", "</dd>")[0].to_owned(),
        link: between(card, "name=\"link\" value=\"", "\"")[0].to_owned(),
    };
    cards.map(read).collect()
}

pub(crate) const PARTIES: [(&str, &str); 7] = [
    ("parties.0.kind", "provider"),
    ("parties.0.name", "就労支援センター見本"),
    ("parties.0.required", "1"),
    ("parties.1.kind", "clinic"),
    ("parties.1.name", "見本クリニック"),
    ("parties.2.kind", "family"),
    ("parties.2.name", "お母さん"),
];

pub(crate) const DATES: [(&str, &str); 9] = [
    ("occasion", "4月からの計画について話し合う"),
    ("minutes", "60"),
    ("place", "見本相談支援センター"),
    ("candidates.0.on", "R8.12.1"),
    ("candidates.0.from", "14:00"),
    ("candidates.1.on", "R8.12.3"),
    ("candidates.1.from", "10:00"),
    ("reply_by", "R8.11.27"),
    ("until", "R8.12.20"),
];

/// Opens a room about dates with a provider that has to be there, a clinic and the mother.
pub(crate) async fn dates_room(app: &TestApp, person: PersonId) -> Vec<Handed> {
    let fields: Vec<_> = DATES.into_iter().chain(PARTIES).collect();
    handed(
        &app.post(&format!("/c/{person}/rooms/new?ask=dates"), &fields)
            .await,
    )
}

/// The path of the newest room.
pub(crate) async fn newest(app: &TestApp, person: PersonId) -> String {
    let list = app.get(&format!("/c/{person}/rooms")).await.html();
    let start = format!("href=\"/c/{person}/rooms/0");
    let rest = between(&list, &start, "\"")[0];
    format!("/c/{person}/rooms/0{rest}")
}

/// The ids of the parties, in the order they were invited.
pub(crate) fn party_ids(html: &str, room: &str) -> Vec<String> {
    let links = between(html, &format!("href=\"{room}/"), "\"");
    let ids = links.iter().filter_map(|link| link.strip_suffix("/answer"));
    ids.map(str::to_owned).collect()
}

/// Opens a party's link in a browser of its own; answers the browser and its page.
pub(crate) async fn enter<'a>(app: &'a TestApp, party: &Handed) -> (Outsider<'a>, String) {
    let mut outsider = app.outsider();
    let link = format!("/r/{}", party.link);
    let opened = outsider.post(&link, &[("code", &party.code)]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    (outsider, opened.location)
}

/// The person agrees that everybody around may have the plan.
pub(crate) async fn agree_to_share(app: &TestApp, person: PersonId) {
    let mut fields = vec![
        ("kind", "given"),
        ("on", "R8.11.10"),
        ("until", "R9.3.31"),
        ("what", "plan"),
        ("what", "life"),
        ("said_by", "本人"),
    ];
    for kind in PartyKind::ALL {
        fields.push(("whom", kind.code()));
    }
    let answer = app.post(&format!("/c/{person}/sharing"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

/// The first confirmed plan a room can show.
pub(crate) async fn plan_choice(app: &TestApp, person: PersonId) -> String {
    choice(app, person, "plan", "paper").await
}

/// The first thing a room of this purpose can show or hand out.
pub(crate) async fn choice(app: &TestApp, person: PersonId, purpose: &str, field: &str) -> String {
    let form = app
        .get(&format!("/c/{person}/rooms/new?ask={purpose}"))
        .await
        .html();
    let select = form
        .split(&format!("name=\"{field}\""))
        .nth(1)
        .map_or("", |rest| rest.split("</select>").next().unwrap());
    between(select, "<option value=\"0", "\"")
        .first()
        .map_or_else(String::new, |id| format!("0{id}"))
}
