//! Nothing an outside party can obtain holds the address or a contact of a protected person: planted wherever somebody
//! could type it, looked for in everything that leaves the office, and in the log.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use bansou_demo::{Story, Told, Writer};
use bansou_domain::assessment::Assessment;
use bansou_domain::closing::HandOver;
use bansou_domain::conference::Conference;
use bansou_domain::crisis::CrisisPlan;
use bansou_domain::family::{EcomapNode, FamilyMember, Field, TieKind};
use bansou_domain::id::PersonId;
use bansou_domain::plan::{Goal, Need, PlannedService, ServicePlan};
use bansou_domain::room::{PartyKind, Purpose};
use bansou_domain::text;
use bansou_domain::week::{Block, BlockKey, BlockKind, Weekdays};
use bansou_testkit::noon;
use calamine::{Reader as _, Xlsx};
use jiff::civil::date;

use crate::routes::Policy;
use crate::slices::consent::tests::yosuke;
use crate::slices::rooms::tests::{Handed, agree_to_share, choice, handed, newest, party_ids, plan_choice};
use crate::testing::{Answer, TestApp};

/// What must not be seen, without blanks and hyphens.
const PLANTED: [&str; 6] = [
    "北3丁目4番5号",
    "北3-4-5",
    "隠れ荘",
    "09012345678",
    "2100999",
    "08087654321",
];

/// A text in which a worker has typed everything.
const CARELESS: &str = "見本市北３丁目４番５号 隠れ荘201で話す。電話は090 1234 5678か080-8765-4321、〒210-0999。隠れ荘の前、隠れ 荘の北3-4-5";

/// Everything that was logged meanwhile.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl tracing::field::Visit for Log {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        writeln!(self.0.lock().unwrap(), "{field}={value:?}").unwrap();
    }
}

impl tracing::Subscriber for Log {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        span.record(&mut self.clone());
        tracing::span::Id::from_u64(1)
    }
    fn record(&self, _: &tracing::span::Id, values: &tracing::span::Record<'_>) {
        values.record(&mut self.clone());
    }
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn event(&self, event: &tracing::Event<'_>) {
        event.record(&mut self.clone());
    }
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

fn squeezed(said: &str) -> String {
    let folded = text::fold(said);
    folded
        .chars()
        .filter(|sign| !sign.is_whitespace() && !matches!(sign, '-' | '−' | 'ー'))
        .collect()
}

fn clean(what: &str, said: &str) {
    let said = squeezed(said);
    for planted in PLANTED {
        assert!(
            !said.contains(&squeezed(planted)),
            "{what} holds {planted}: {said}"
        );
    }
}

/// The words of a paper.
fn printed(pdf: &[u8]) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this test reads papers with poppler-utils");
    reader.stdin.take().unwrap().write_all(pdf).unwrap();
    String::from_utf8_lossy(&reader.wait_with_output().unwrap().stdout).into_owned()
}

/// The words of a workbook.
fn filled_in(book: &[u8]) -> String {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
    let sheets = book.worksheets();
    let cells = sheets.iter().flat_map(|(_, range)| range.cells());
    cells.map(|(_, _, cell)| cell.to_string()).collect()
}

/// Everything that can be read of an answer.
fn read(what: &str, answer: &Answer) -> String {
    assert!(answer.status != StatusCode::INTERNAL_SERVER_ERROR, "{what} fails");
    let body = match answer.bytes.as_slice() {
        bytes if bytes.starts_with(b"%PDF") => printed(bytes),
        bytes if bytes.starts_with(b"PK") => filled_in(bytes),
        _ => answer.html(),
    };
    format!("{:?} {} {body}", answer.headers, answer.location)
}

fn look(what: &str, answer: &Answer) {
    clean(what, &read(what, answer));
}

/// 見本 陽介, who hides, with a plan into which everything was typed.
async fn hidden_person(app: &TestApp) -> PersonId {
    let mut person = yosuke();
    person.address_protected = true;
    "210-0999".clone_into(&mut person.postcode);
    "見本市北3丁目4番5号 隠れ荘201".clone_into(&mut person.address);
    "090-1234-5678".clone_into(&mut person.tel);
    person.family.push(FamilyMember {
        name: "見本 久子".to_owned(),
        note: "携帯 080-8765-4321（夜も可）".to_owned(),
        ..FamilyMember::default()
    });
    let careless = || CARELESS.to_owned();
    let mut story = Story::of(0, person);
    story.plans.push(Told::confirmed(1, careless_plan()));
    story.assessments.push(Told::confirmed(1, careless_assessment()));
    story.crisis = Some(Told::confirmed(
        1,
        CrisisPlan {
            carer_absent: careless(),
            ..CrisisPlan::default()
        },
    ));
    story.hand_over = Some(Told::confirmed(
        1,
        HandOver {
            to: careless(),
            remains: careless(),
            ..HandOver::default()
        },
    ));
    story.conferences.push((
        1,
        Conference {
            place: careless(),
            purpose: careless(),
            goals: vec![careless()],
            bring: careless(),
            ..Conference::default()
        },
    ));
    let writer = Writer::new(&app.test.store, &app.office, noon()).await.unwrap();
    writer.write(&story).await.unwrap()
}

fn careless_plan() -> ServicePlan {
    let careless = || CARELESS.to_owned();
    let goal = || Goal {
        text: careless(),
        until: None,
    };
    let service = PlannedService {
        kind: careless(),
        content: careless(),
        amount: careless(),
        provider: careless(),
        person_in_charge: careless(),
        tel: careless(),
    };
    let mut plan = ServicePlan {
        made_on: Some(date(2026, 4, 20)),
        wish_person: careless(),
        wish_family: careless(),
        policy: careless(),
        long_goal: goal(),
        short_goal: goal(),
        needs: vec![Need {
            need: careless(),
            goal: careless(),
            services: vec![service],
            own_role: careless(),
            notes: careless(),
            ..Need::default()
        }],
        ..ServicePlan::default()
    };
    plan.week.add(Block {
        id: BlockKey(0),
        days: Weekdays::WORKDAYS,
        from: "9:00".parse().unwrap(),
        to: "12:00".parse().unwrap(),
        what: careless(),
        provider: careless(),
        kind: BlockKind::Service,
    });
    plan
}

fn careless_assessment() -> Assessment {
    Assessment {
        overview: CARELESS.to_owned(),
        wish_person: CARELESS.to_owned(),
        wish_family: CARELESS.to_owned(),
        ecomap: vec![EcomapNode {
            who: CARELESS.to_owned(),
            field: Field::Neighbourhood,
            role: CARELESS.to_owned(),
            tie: TieKind::Strong,
            direction: None,
            since: String::new(),
        }],
        ..Assessment::default()
    }
}

/// Whose tasks they are.
const OWNER: &str = "見本クリニック";

/// A confirmed record of a meeting into which everything was typed.
async fn careless_meeting(app: &TestApp, person: PersonId) {
    let fields = [
        ("on", "R8.11.19"),
        ("place", CARELESS),
        ("purpose", CARELESS),
        ("attended", "本人"),
        ("discussion", CARELESS),
        ("person_words", CARELESS),
        ("next", CARELESS),
        ("conclusion", CARELESS),
        ("open", CARELESS),
        ("takes_time", CARELESS),
        ("not_now", CARELESS),
        ("summary", CARELESS),
        ("remarks.0.who", CARELESS),
        ("remarks.0.said", CARELESS),
        ("decisions.0.who", OWNER),
        ("decisions.0.what", CARELESS),
        ("_do", "confirm"),
    ];
    let confirmed = app.post(&format!("/c/{person}/meetings/new"), &fields).await;
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.text());
    let prepared = [
        ("on", "R8.11.25"),
        ("place", CARELESS),
        ("purpose", CARELESS),
        ("goals", CARELESS),
        ("bring", CARELESS),
        ("easy_purpose", CARELESS),
        ("easy_note", CARELESS),
        ("agenda.0.title", CARELESS),
        ("agenda.0.lead", CARELESS),
        ("agenda.0.minutes", "60"),
        ("members.0.kind", "person"),
        ("members.0.who", CARELESS),
    ];
    let saved = app.post(&format!("/c/{person}/conferences/new"), &prepared).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
}

/// The kinds of party a room of this purpose has a view for.
fn invited(purpose: Purpose) -> impl Iterator<Item = PartyKind> {
    let all = PartyKind::ALL.iter().copied();
    all.filter(move |kind| kind.has_view_of(purpose))
}

/// A room of one purpose with a party of each kind that has a view of it.
async fn careless_room(app: &TestApp, person: PersonId, purpose: Purpose) -> Vec<Handed> {
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
fn filled(html: &str) -> Vec<(String, String)> {
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
            _ if name == "heard_on" => fields.push((name, "R8.11.20".to_owned())),
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
fn parts(purpose: Purpose) -> &'static [&'static str] {
    match purpose {
        Purpose::Desk => &["month", "goals", "tasks"],
        _ => &[""],
    }
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    let pairs = fields.iter();
    pairs
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

/// Everything a guest can ask for with its visit, and what it is answered.
async fn sweep_guest(app: &TestApp, party: &Handed) -> usize {
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
        for query in ["", "?f=none", "?f=all"] {
            let answer = guest.get(&format!("{path}{query}")).await;
            seen += usize::from(answer.status == StatusCode::OK);
            look(&path, &answer);
        }
        look(&path, &guest.post(&path, &[]).await);
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
async fn sweep_mail(app: &TestApp, room: &str, parties: &[Handed], ids: &[String]) {
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

#[tokio::test]
async fn nothing_that_goes_outside_holds_the_address_or_a_contact_of_a_protected_person() {
    let log = Log::default();
    let _kept = tracing::subscriber::set_default(log.clone());
    let app = TestApp::new().await.with_mail();
    let person = hidden_person(&app).await;
    agree_to_share(&app, person).await;
    careless_meeting(&app, person).await;
    for purpose in Purpose::ALL {
        let parties = careless_room(&app, person, *purpose).await;
        assert_eq!(parties.len(), invited(*purpose).count());
        let room = newest(&app, person).await;
        let ids = party_ids(&app.get(&room).await.html(), &room);
        for id in &ids {
            let path = format!("{room}/{id}/answer");
            for part in parts(*purpose) {
                let mut fields = filled(&app.get(&format!("{path}?part={part}")).await.html());
                fields.push(("part".to_owned(), (*part).to_owned()));
                let entered = app.post(&path, &borrowed(&fields)).await;
                assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
            }
        }
        app.post(&format!("{room}/choose"), &[("place", "0")]).await;
        for (party, id) in parties.iter().zip(&ids) {
            assert!(
                sweep_guest(&app, party).await >= 3,
                "the pages of {} were not looked at",
                party.name
            );
            // What the office sends in place of a link.
            look("the fax", &app.get(&format!("{room}/{id}/fax")).await);
            look(
                "the card",
                &app.post(&format!("{room}/{id}/card"), &[("link", &party.link)])
                    .await,
            );
            let reminder = app.post(&format!("{room}/{id}/remind"), &[]).await.html();
            let words = reminder
                .split("id=\"reminder\"")
                .nth(1)
                .unwrap()
                .split("</p>")
                .next()
                .unwrap()
                .to_owned();
            clean("the reminder", &words);
        }
        look("the calendar", &app.get(&format!("{room}/event.ics")).await);
        sweep_mail(&app, &room, &parties, &ids).await;
    }
    // Whoever lives with them is asked about too, without a mark of their own.
    let sibling = app.add_person().await;
    for party in careless_room(&app, sibling, Purpose::Dates).await {
        sweep_guest(&app, &party).await;
    }
    // The office itself still sees what was typed.
    assert!(
        app.get(&newest(&app, person).await)
            .await
            .text()
            .contains("隠れ荘")
    );
    clean("the log", &log.0.lock().unwrap());
}

/// Every paper of a case in every form, as the office prints it for `to`.
async fn papers(app: &TestApp, person: PersonId, to: &str) -> Vec<(String, Answer)> {
    let list = app.get(&format!("/c/{person}/papers")).await.html();
    let mut seen = Vec::new();
    for form in list
        .split("href=\"")
        .filter(|rest| rest.contains("/print/"))
        .map(|rest| rest.split('"').next().unwrap())
        .filter(|path| path.contains("/print/"))
    {
        for format in ["", "/pdf", "/xlsx"] {
            let path = format!("{form}{format}{to}");
            let answer = app.get(&path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            seen.push((path, answer));
        }
    }
    seen
}

#[tokio::test]
async fn a_paper_says_where_a_protected_person_is_only_by_a_decision_and_to_the_municipality_alone() {
    const MUNICIPALITY: &str = "?to=municipality";
    let app = TestApp::new().await;
    let person = hidden_person(&app).await;
    for to in ["", MUNICIPALITY] {
        let seen = papers(&app, person, to).await;
        assert!(seen.len() >= 18, "{} papers were looked at", seen.len());
        for (what, answer) in &seen {
            look(what, answer);
        }
    }
    let face = papers(&app, person, "")
        .await
        .into_iter()
        .find(|(path, _)| path.contains("/print/face/"));
    let (path, preview) = face.unwrap();
    assert!(preview.text().contains("住所と連絡先は印刷しません"));
    let paper = path.rsplit('/').next().unwrap().to_owned();
    let decision = [
        ("kind", "given"),
        ("on", "R8.11.20"),
        ("decided_by", "見本 管理"),
        ("reason", "区に電話で確かめた"),
    ];
    let decided = app
        .post(&format!("/c/{person}/protection/{paper}"), &decision)
        .await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text());
    for (what, answer) in papers(&app, person, "").await {
        look(&what, &answer);
    }
    for (what, answer) in papers(&app, person, MUNICIPALITY).await {
        let shown = what.contains("/print/face/") && !what.ends_with(&format!("{paper}{MUNICIPALITY}"));
        if shown {
            let said = squeezed(&read(&what, &answer));
            assert!(
                said.contains("隠れ荘201") && said.contains("09012345678"),
                "{what}"
            );
        } else if !what.contains(&paper) {
            look(&what, &answer);
        }
    }
    let preview = app.get(&format!("{path}{MUNICIPALITY}")).await.text();
    assert!(preview.contains("市町村へ出す分です"), "{preview}");
    let journal = app.get(&format!("/c/{person}/journal")).await.text();
    assert!(
        journal.contains("区に電話で確かめた") && journal.contains("住所を載せた、市町村へ出す書類を見た"),
        "{journal}"
    );
    let withdrawn = [
        ("kind", "withdrawn"),
        ("on", "R8.11.20"),
        ("decided_by", "見本 管理"),
        ("reason", "取り扱いが変わった"),
    ];
    app.post(&format!("/c/{person}/protection/{paper}"), &withdrawn)
        .await;
    for (what, answer) in papers(&app, person, MUNICIPALITY).await {
        look(&what, &answer);
    }
}

#[tokio::test]
async fn what_is_handed_out_before_a_conference_says_nowhere_where_a_protected_person_is() {
    let app = TestApp::new().await;
    let person = hidden_person(&app).await;
    let list = app.get(&format!("/c/{person}/meetings")).await.html();
    let conference = list
        .split("href=\"")
        .map(|rest| rest.split('"').next().unwrap())
        .find(|path| path.contains("/conferences/0"))
        .unwrap();
    for paper in ["/easy/pdf", "/notice/pdf", "/notice/xlsx"] {
        let answer = app.get(&format!("{conference}{paper}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{paper}");
        look(paper, &answer);
    }
}
