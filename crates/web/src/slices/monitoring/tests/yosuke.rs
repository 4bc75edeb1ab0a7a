//! The case the tests begin with: a certificate, a confirmed plan, the report of July.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;
use bansou_domain::paper::PaperKind;
use bansou_domain::plan::{Goal, Need, PlannedService, ServicePlan};
use bansou_domain::week::quick;
use bansou_store::access::SignedIn;
use bansou_store::journal::Did;
use bansou_store::sign_in::{Lifetime, Session, Stage};
use bansou_testkit::noon;
use jiff::Timestamp;
use jiff::civil::date;

use super::browser::Page;
use crate::testing::TestApp;

const CERTIFICATE: [(&str, &str); 8] = [
    ("kind", "welfare"),
    ("number", "0000000018"),
    ("municipality", "141305"),
    ("grant_from", "R8.5.1"),
    ("grant_until", "R9.4.30"),
    ("monitoring_text", "3か月ごと（令和8年7月～令和9年4月）"),
    ("months", "R8.7, R8.10, R9.1, R9.4"),
    ("services.0.name", "就労継続支援B型"),
];

pub(super) async fn signed_in(app: &TestApp) -> SignedIn {
    let (store, office) = (&app.test.store, &app.office);
    let token = uuid::Uuid::now_v7().into_bytes();
    let mut tx = store.begin(office.scope(0, noon())).await.unwrap();
    tx.start_session(office.staff[0], &token, Stage::Full)
        .await
        .unwrap();
    tx.commit_unrecorded().await.unwrap();
    let lifetime = Lifetime {
        idle_since: Timestamp::UNIX_EPOCH,
        begun_since: Timestamp::UNIX_EPOCH,
    };
    let found = store.session(office.organisation, noon(), &token, lifetime).await;
    match found.unwrap().unwrap().session {
        Session::Full(who) => who,
        Session::Password(_) => panic!("a session that has just been started"),
    }
}

fn need(need: &str, goal: &str) -> Need {
    Need {
        need: need.to_owned(),
        goal: goal.to_owned(),
        until: "2026-10".parse().ok(),
        services: vec![PlannedService {
            kind: "就労継続支援B型".to_owned(),
            content: "静かな個別ブースでのデータ入力".to_owned(),
            amount: "週3日".to_owned(),
            provider: "就労支援センター見本".to_owned(),
            ..PlannedService::default()
        }],
        own_role: "つらいときは『休みます』のカードを出す。".to_owned(),
        ..Need::default()
    }
}

fn plan() -> ServicePlan {
    let mut plan = ServicePlan {
        made_on: Some(date(2026, 4, 30)),
        policy: "静かで見通しのもてる場所で仕事を始める。".to_owned(),
        long_goal: Goal {
            text: "路線の旅に出かける。".to_owned(),
            until: None,
        },
        needs: vec![
            need(
                "わたしは、パソコンで役に立つ仕事がしたい。",
                "週3日から通い始める。",
            ),
            need("よく眠って、体の調子をくずさないようにしたい。", "通院を続ける。"),
        ],
        ..ServicePlan::default()
    };
    for line in ["月水木 10-15 就労継続支援B型", "火金 13-16 図書館"] {
        plan.week.add(quick::read(line).unwrap().block);
    }
    plan
}

/// A case with a certificate and a confirmed plan.
pub(super) async fn case(app: &TestApp) -> PersonId {
    let person = app.add_person().await;
    let saved = app
        .post(&format!("/c/{person}/certificates/new"), &CERTIFICATE)
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let who = signed_in(app).await;
    let mut tx = app.test.store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&who, person).await.unwrap();
    let id = tx.add_paper(case, PaperKind::Plan, 1, &plan()).await.unwrap();
    tx.confirm_paper(case, id, 1).await.unwrap();
    tx.commit(Did::to(person, "plan.confirmed")).await.unwrap();
    person
}

/// The report of July as it was written: everything went as planned but Friday's library.
pub(super) async fn july(app: &TestApp, person: PersonId) -> String {
    let mut page = Page::open(app, &format!("/c/{person}/monitoring/write/2026-07")).await;
    page.set("visit.on", "R8.7.22");
    page.set("visit.from", "16:00");
    page.set("visit.until", "16:45");
    page.set("visit.met", "本人、母");
    page.set("purpose_told", "1");
    page.set(
        "overall",
        "週3日の通所を続けている。カードを2回使い、空き会議室で休んで戻れた。",
    );
    page.set("rows.0.provision", "予定どおり週3日。");
    page.set("rows.0.satisfaction", "70-90");
    page.set("rows.0.voice", "静かだから大丈夫。");
    page.set("rows.0.achievement", "50-70");
    page.set("rows.0.trend", "better");
    page.set("rows.0.remedy", "2種類目の作業を見学してから決める。");
    page.set("rows.0.no_change", "1");
    page.set("rows.1.satisfaction", "90-100");
    page.set("rows.1.achievement", "90-100");
    page.set("rows.1.trend", "same");
    page.set("rows.1.changes", "plan");
    page.set("week_unchanged", "");
    page.set("week.1.days", "火");
    page.set("week.2.days", "金");
    page.set("week.2.from", "15:00");
    page.set("week.2.to", "17:00");
    page.set("week.2.what", "図書館");
    page.set("week.2.kind", "informal");
    page.set("week_marks", "planned");
    page.set("homework.0.who", "見本 相子");
    page.set("homework.0.what", "B型に2種類目の作業の見学を頼む");
    page.set("degree.solving", "1");
    page.set("degree.linkage", "3");
    let saved = page.press(app, "confirm").await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    saved.location
}
