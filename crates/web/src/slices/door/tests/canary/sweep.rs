//! Everything an outside party can ask for, and everything the office can send it.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;
use bansou_domain::room::{PartyKind, Purpose};
use bansou_testkit::noon;

use super::planted::OWNER;
use super::{CARELESS, clean, look};
use crate::routes::Policy;
use crate::slices::rooms::tests::{Handed, choice, handed, plan_choice};
use crate::testing::TestApp;

/// The kinds of party a room of this purpose has a view for.
pub(super) fn invited(purpose: Purpose) -> impl Iterator<Item = PartyKind> {
    let all = PartyKind::ALL.iter().copied();
    all.filter(move |kind| kind.has_view_of(purpose))
}

/// A room of one purpose with a party of each kind that has a view of it.
pub(super) async fn careless_room(app: &TestApp, person: PersonId, purpose: Purpose) -> Vec<Handed> {
    let mut fields = vec![
        ("occasion".to_owned(), CARELESS),
        ("minutes".to_owned(), "60"),
        ("place".to_owned(), CARELESS),
        ("candidates.0.on".to_owned(), "R8.12.1"),
        ("candidates.0.from".to_owned(), "14:00"),
        ("topics".to_owned(), "goals"),
        ("absence".to_owned(), CARELESS),
        ("easy".to_owned(), CARELESS),
        ("until".to_owned(), "R8.12.20"),
    ];
    // Everybody is shown tasks into which everything was typed.
    let owner = match purpose {
        Purpose::Hearing => CARELESS,
        _ => OWNER,
    };
    for (row, _) in invited(purpose).enumerate() {
        fields.push((format!("parties.{row}.owner"), owner));
    }
    let paper = plan_choice(app, person).await;
    fields.push(("paper".to_owned(), &paper));
    let conference = choice(app, person, "papers", "conference").await;
    fields.push(("conference".to_owned(), &conference));
    let record = choice(app, person, "minutes", "record").await;
    fields.push(("record".to_owned(), &record));
    for (row, kind) in invited(purpose).enumerate() {
        fields.push((format!("parties.{row}.kind"), kind.code()));
        fields.push((format!("parties.{row}.name"), kind.label()));
    }
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    handed(
        &app.post(&format!("/c/{person}/rooms/new?ask={}", purpose.code()), &fields)
            .await,
    )
}

/// Every field of a page's forms, filled by somebody careless: the second of several choices, the text everywhere else.
pub(super) fn filled(html: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut seen: Vec<(String, usize)> = Vec::new();
    for tag in html.split(['<', '>']).filter(|tag| tag.contains(" name=\"")) {
        let value = |of: &str| {
            let (_, rest) = tag.split_once(&format!(" {of}=\""))?;
            Some(rest.split('"').next().unwrap().to_owned())
        };
        let name = value("name").unwrap();
        if name.starts_with("wanted.") || name == "made_on" {
            continue;
        }
        match value("type").as_deref() {
            _ if name == "month" => fields.push((name, "2026-10".to_owned())),
            _ if name == "heard_on" => fields.push((name, "R8.11.19".to_owned())),
            _ if name == "days" => fields.push((name, "12".to_owned())),
            Some("hidden" | "date" | "file" | "checkbox") => {}
            Some("radio") => {
                let place = seen.iter().position(|(known, _)| *known == name);
                let place = place.unwrap_or_else(|| {
                    seen.push((name.clone(), 0));
                    seen.len() - 1
                });
                seen[place].1 += 1;
                if seen[place].1 == 2 {
                    fields.push((name, value("value").unwrap()));
                }
            }
            _ => fields.push((name, CARELESS.to_owned())),
        }
    }
    fields
}

/// The parts of a page that are sent one by one.
pub(super) fn parts(purpose: Purpose) -> &'static [&'static str] {
    match purpose {
        Purpose::Desk => &["month", "goals", "tasks"],
        _ => &[""],
    }
}

pub(super) fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    let pairs = fields.iter();
    pairs
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

/// Everything a guest can ask for with its visit, and what it is answered.
pub(super) async fn sweep_guest(app: &TestApp, party: &Handed) -> usize {
    let mut guest = app.outsider();
    let link = format!("/r/{}", party.link);
    look("the doorstep", &guest.get(&link).await);
    let opened = guest.post(&link, &[("code", &party.code)]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    let id = opened.location.rsplit('/').next().unwrap();
    let mut seen = 0;
    for route in crate::registered()
        .iter()
        .filter(|route| route.policy == Policy::Guest)
    {
        let path = route.path.replace("{party}", id);
        // A paper has every reading, whatever is asked for.
        let queries: &[&str] = if path.ends_with("paper.pdf") {
            &[""]
        } else {
            &["", "?f=none", "?f=all"]
        };
        for query in queries {
            let answer = guest.get(&format!("{path}{query}")).await;
            seen += usize::from(answer.status == StatusCode::OK);
            look(&path, &answer);
        }
        look(&path, &guest.post(&path, &[]).await);
        // It has no forms either.
        if path.ends_with("paper.pdf") {
            continue;
        }
        let html = guest.get(&path).await.html();
        for part in parts(Purpose::Desk) {
            let mut fields = filled(&html);
            fields.push(("part".to_owned(), (*part).to_owned()));
            look(&path, &guest.post(&path, &borrowed(&fields)).await);
        }
        look(&path, &guest.get(&path).await);
    }
    seen
}

/// Every letter the office can send to the parties of a room.
pub(super) async fn sweep_mail(app: &TestApp, room: &str, parties: &[Handed], ids: &[String]) {
    for (party, id) in parties.iter().zip(ids) {
        for kind in ["invitation", "reminder", "date"] {
            let fields = [
                ("kind", kind),
                ("to.0.party", id),
                ("to.0.link", &party.link),
                ("to.0.address", "a@mihon.example"),
            ];
            app.post(&format!("{room}/mail"), &fields).await;
        }
    }
    let (store, organisation) = (&app.test.store, app.office.organisation);
    let later = noon() + jiff::SignedDuration::from_hours(24);
    let mut letters = 0;
    while let Some(claimed) = store.claim_letter(organisation, later).await.unwrap() {
        let letter = claimed.letter;
        letters += 1;
        clean(
            "a letter",
            &format!("{}{}{:?}", letter.subject, letter.text, letter.calendar),
        );
    }
    assert!(letters >= parties.len(), "{letters} letters were looked at");
}
