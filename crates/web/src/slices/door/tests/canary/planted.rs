//! A person who hides, and everything somebody careless could have typed about them.

use axum::http::StatusCode;
use bansou_demo::{Story, Told, Writer};
use bansou_domain::assessment::Assessment;
use bansou_domain::closing::HandOver;
use bansou_domain::conference::Conference;
use bansou_domain::crisis::CrisisPlan;
use bansou_domain::family::{EcomapNode, FamilyMember, Field, TieKind};
use bansou_domain::id::PersonId;
use bansou_domain::meeting::Promise;
use bansou_domain::monitoring::{MonitoringReport, Row};
use bansou_domain::plan::{Goal, Need, PlannedService, ServicePlan};
use bansou_domain::room::Asked;
use bansou_domain::week::{Block, BlockKey, BlockKind, Weekdays};
use bansou_testkit::noon;
use jiff::civil::date;

use super::CARELESS;
use crate::slices::consent::tests::yosuke;
use crate::testing::TestApp;

/// 見本 陽介, who hides, with a plan into which everything was typed.
pub(super) async fn hidden_person(app: &TestApp) -> PersonId {
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
    story.reports.push(Told::confirmed(1, careless_report()));
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

fn careless_report() -> MonitoringReport {
    let careless = || CARELESS.to_owned();
    MonitoringReport {
        policy: careless(),
        long_goal: careless(),
        short_goal: careless(),
        overall: careless(),
        leads_to_text: careless(),
        rights_text: careless(),
        easy: careless(),
        homework: vec![Promise {
            who: careless(),
            what: careless(),
            by: None,
        }],
        rows: vec![Row {
            need: careless(),
            goal: careless(),
            services: careless(),
            provision: careless(),
            voice: careless(),
            achievement_text: careless(),
            remedy: careless(),
            change_text: careless(),
            ..Row::default()
        }],
        ..MonitoringReport::default()
    }
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
pub(super) const OWNER: &str = "見本クリニック";

/// A confirmed record of a meeting into which everything was typed.
pub(super) async fn careless_meeting(app: &TestApp, person: PersonId) {
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

/// Questions of the office's own into which everything was typed.
pub(super) async fn careless_questions(app: &mut TestApp) {
    app.sign_in(2).await;
    for asked in Asked::ALL {
        let fields = [
            ("_version", "0"),
            ("questions.0.text", CARELESS),
            ("questions.0.form", "picks"),
            ("questions.0.picks", CARELESS),
            ("questions.1.text", CARELESS),
            ("questions.1.form", "faces"),
        ];
        let path = format!("/settings/questions/{}", asked.code());
        let saved = app.post(&path, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    }
    app.sign_in(0).await;
}
