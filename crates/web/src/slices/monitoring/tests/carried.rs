//! 持っていくもの: what is open with a person stands on the day's sheet and on the page before the visit.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use super::browser::Page;
use super::yosuke::{case, july};
use super::{after, between};
use crate::testing::TestApp;

/// The visit of January, planned.
async fn planned(app: &TestApp, person: PersonId) {
    let key = format!("{person}.2027-01");
    let fields = [
        ("press".to_owned(), format!("row.{key}")),
        ("key".to_owned(), key.clone()),
        ("month".to_owned(), "2027-01".to_owned()),
        (format!("version.{key}"), String::new()),
        (format!("on.{key}"), "R9.1.12".to_owned()),
        (format!("part.{key}"), "afternoon".to_owned()),
        (format!("from.{key}"), "14:00".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let taken = app.post("/visits", &fields).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
}

/// What both pages say, in one text each.
async fn said(app: &TestApp, person: PersonId) -> [String; 2] {
    let day = app.get("/visits/day/2027-01-12").await.text();
    let brief = app.get(&format!("/c/{person}/brief")).await.text();
    [
        after(&day, "持っていくもの").to_owned(),
        between(&brief, "持っていくもの", "期限").to_owned(),
    ]
}

#[tokio::test]
async fn a_report_nobody_has_agreed_to_is_carried_to_be_signed_and_then_to_be_handed_over() {
    let app = TestApp::new().await;
    let person = case(&app).await;
    planned(&app, person).await;
    let report = july(&app, person).await;
    for page in said(&app, person).await {
        assert!(
            page.contains("報告書（7月分）: 同意の署名をもらう・写しを渡す"),
            "{page}"
        );
        assert!(!page.contains("計画の控え・前回の報告書"), "{page}");
    }
    let id = report.rsplit('/').next().unwrap();
    let mut consent = Page::open(&app, &format!("/c/{person}/papers/{id}/consent")).await;
    consent.set("means", "post");
    consent.set("explained_on", "R8.7.29");
    consent.set("given_on", "R8.7.29");
    let saved = consent.press(&app, "").await;
    assert_eq!(saved.location, report, "{}", saved.text());
    for page in said(&app, person).await {
        assert!(page.contains("報告書（7月分）: 写しを渡す"), "{page}");
    }
}
