//! Everything an outside party can ask for, and everything the office can send it.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;
use bansou_domain::room::{PartyKind, Purpose};
use bansou_testkit::noon;

use super::planted::OWNER;
use super::{CARELESS, clean, look};
use crate::routes::Policy;
use crate::slices::rooms::tests::{Handed, between, choice, enter, handed, plan_choice};
use crate::testing::{TestApp, with_file};

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
    let tasks = app.get(&format!("/c/{person}/rooms/new?ask=tasks")).await.html();
    let options = between(&tasks, "<option value=\"", "</option>").into_iter();
    let clinic = options
        .filter_map(|option| option.split_once('"'))
        .find(|(_, said)| said.contains(OWNER));
    let clinic = clinic.map_or(OWNER, |(code, _)| code);
    let owner = match purpose {
        Purpose::Hearing => CARELESS,
        _ => clinic,
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
    let report = choice(app, person, "report", "report").await;
    fields.push(("report".to_owned(), &report));
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

/// The paper of a provider's own plan with everything typed beside it, and the page that says it came.
pub(super) async fn sweep_own_plan(app: &TestApp, party: &Handed) {
    let (mut guest, page) = enter(app, party).await;
    let mut picture = std::io::Cursor::new(Vec::new());
    image::GrayImage::new(2, 2)
        .write_to(&mut picture, image::ImageFormat::Jpeg)
        .unwrap();
    let key = uuid::Uuid::now_v7().to_string();
    let fields = [
        ("_key", key.as_str()),
        ("part", "plan"),
        ("met_on", "2026-11-19"),
        ("plan_note", CARELESS),
    ];
    let sent = with_file(&page, &fields, CARELESS, picture.get_ref());
    let answer = guest.send(sent).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    look("the paper of an own plan", &answer);
    let shown = guest.get(&page).await;
    assert!(shown.text().contains("第1版"), "{}", shown.text());
    look("the page with an own plan", &shown);
}

/// The page that shows what an address was asked, from the button that asks for it to the rooms it opens.
pub(super) async fn sweep_together(app: &TestApp, party: &Handed, ids: &[String]) {
    let (mut guest, page) = enter(app, party).await;
    let asked = guest.post(&format!("{page}/together"), &[]).await;
    look("asking for a key", &asked);
    let (store, organisation) = (&app.test.store, app.office.organisation);
    let later = noon() + jiff::SignedDuration::from_hours(24);
    let Some(claimed) = store.claim_letter(organisation, later).await.unwrap() else {
        return;
    };
    let letter = claimed.letter;
    clean(
        "the letter with a key",
        &format!("{}{}", letter.subject, letter.text),
    );
    let key = between(&letter.text, "http://bansou.test", "\n")[0];
    look("the page of a key", &guest.get(key).await);
    look("using a key", &guest.post(key, &[]).await);
    let list = guest.get("/together").await;
    assert_eq!(list.status, StatusCode::OK);
    look("the list of an address", &list);
    for id in ids {
        let door = format!("/together/room/{id}");
        look(&door, &guest.post(&door, &[("code", CARELESS)]).await);
        look(&door, &guest.post(&door, &[("code", &party.code)]).await);
    }
    look("the end", &guest.post("/together", &[]).await);
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

/// What the office sends in place of a link: the sheet, the card and the words of a reminder.
pub(super) async fn sweep_paper(app: &TestApp, room: &str, party: &Handed, id: &str) {
    look("the fax", &app.get(&format!("{room}/{id}/fax")).await);
    let link = [("link", party.link.as_str())];
    look("the card", &app.post(&format!("{room}/{id}/card"), &link).await);
    let reminder = app.post(&format!("{room}/{id}/remind"), &[]).await.html();
    clean("the reminder", between(&reminder, "id=\"reminder\"", "</p>")[0]);
}

/// What is there for providers alone.
pub(super) async fn sweep_provider(
    app: &TestApp,
    room: &str,
    purpose: Purpose,
    (party, ids): (&Handed, &[String]),
) {
    sweep_together(app, party, ids).await;
    if purpose == Purpose::Desk {
        sweep_own_plan(app, party).await;
        for file in between(&app.get(room).await.html(), "/files/", "\"") {
            let file = app.get(&format!("{room}/files/{file}")).await;
            assert_eq!(file.status, StatusCode::OK);
            clean("the name of a file", &format!("{:?}", file.headers));
        }
    }
}
