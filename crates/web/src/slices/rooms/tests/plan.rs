//! A plan, read by its person and by a provider.

use axum::http::StatusCode;
use bansou_demo::{Story, Told, Writer};
use bansou_domain::id::PersonId;
use bansou_domain::plan::{Goal, Need, PlannedService, ServicePlan};
use bansou_testkit::noon;
use jiff::civil::date;

use super::{agree_to_share, enter, handed, newest, plan_choice};
use crate::slices::consent::tests::yosuke;
use crate::testing::{Answer, TestApp};

const PLAN: [(&str, &str); 7] = [
    ("occasion", "4月からの計画です"),
    ("easy", "電車《でんしゃ》の しごとを めざします。"),
    ("until", "R8.12.20"),
    ("parties.0.kind", "person"),
    ("parties.0.name", "ようすけさん"),
    ("parties.1.kind", "provider"),
    ("parties.1.name", "就労支援センター見本 サービス管理責任者"),
];

/// 見本 陽介 with a confirmed plan in which a provider helps.
pub(crate) async fn planned(app: &TestApp) -> PersonId {
    let service = PlannedService {
        kind: "就労移行支援".to_owned(),
        provider: "就労支援センター見本".to_owned(),
        tel: "03-0000-0003".to_owned(),
        ..PlannedService::default()
    };
    let plan = ServicePlan {
        made_on: Some(date(2026, 4, 20)),
        long_goal: Goal {
            text: "電車の仕事につく".to_owned(),
            until: None,
        },
        wish_person: "電車の仕事がしたい".to_owned(),
        needs: vec![Need {
            need: "朝ひとりで通いたい".to_owned(),
            goal: "週3日通う".to_owned(),
            services: vec![service],
            ..Need::default()
        }],
        ..ServicePlan::default()
    };
    let mut story = Story::of(0, yosuke());
    story.plans.push(Told::confirmed(1, plan));
    let writer = Writer::new(&app.test.store, &app.office, noon()).await.unwrap();
    writer.write(&story).await.unwrap()
}

/// Asks the person and a provider about the plan, with more fields.
pub(super) async fn ask_about_plan(app: &TestApp, person: PersonId, more: &[(&str, &str)]) -> Answer {
    let paper = plan_choice(app, person).await;
    let own = [("paper", paper.as_str())];
    let fields: Vec<_> = own.iter().chain(&PLAN).chain(more).copied().collect();
    app.post(&format!("/c/{person}/rooms/new?ask=plan"), &fields)
        .await
}

#[tokio::test]
async fn the_person_reads_the_plan_in_easy_words_and_may_not_know() {
    let app = TestApp::new().await;
    let person = planned(&app).await;
    agree_to_share(&app, person).await;
    let parties = handed(&ask_about_plan(&app, person, &[]).await);
    let (mut yosuke, page) = enter(&app, &parties[0]).await;
    let html = yosuke.get(&format!("{page}?f=all")).await.html();
    assert!(html.contains("<ruby>電車<rp>（</rp><rt>でんしゃ</rt>"), "{html}");
    let read = yosuke.get(&format!("{page}?f=none")).await.text();
    for line in [
        "わたしの 計画",
        "電車の しごとを めざします。",
        "電車の仕事がしたい",
        "わからない",
    ] {
        assert!(read.contains(line), "{line} in {read}");
    }
    let nothing = yosuke.post(&page, &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let unsure = yosuke.post(&page, &[("feeling", "unsure")]).await;
    assert_eq!(unsure.status, StatusCode::SEE_OTHER);
    let room = app.get(&newest(&app, person).await).await.text();
    assert!(room.contains("わからない"), "{room}");
}

#[tokio::test]
async fn a_provider_sees_its_own_services_until_consent_ends() {
    let app = TestApp::new().await;
    let person = planned(&app).await;
    agree_to_share(&app, person).await;
    let parties = handed(&ask_about_plan(&app, person, &[]).await);
    let (yosuke, own) = enter(&app, &parties[0]).await;
    let (provider, page) = enter(&app, &parties[1]).await;
    let html = provider.get(&page).await.html();
    let bold = "<strong class=\"own\">就労支援センター見本 就労移行支援";
    assert!(html.contains(bold) && !html.contains("03-0000-0003"), "{html}");
    let no = [
        ("kind", "withdrawn"),
        ("on", "R8.11.20"),
        ("reason", "知られたくない"),
        ("said_by", "本人"),
    ];
    app.post(&format!("/c/{person}/sharing"), &no).await;
    assert_eq!(provider.get(&page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        yosuke.get(&own).await.status,
        StatusCode::OK,
        "the person's own plan stays theirs"
    );
}

#[tokio::test]
async fn a_plan_goes_to_nobody_without_consent_and_to_no_municipality() {
    let app = TestApp::new().await;
    let person = planned(&app).await;
    let not_agreed = ask_about_plan(&app, person, &[]).await;
    assert_eq!(not_agreed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = not_agreed.text();
    assert!(text.contains("計画を渡す同意の記録がありません"), "{text}");
    agree_to_share(&app, person).await;
    let city = [("parties.2.kind", "municipality"), ("parties.2.name", "見本市")];
    let text = ask_about_plan(&app, person, &city).await.text();
    assert!(text.contains("市町村に計画を見せる部屋はありません"), "{text}");
}
