//! Consent to pass things on, and what a room may hold because of it.

use axum::http::StatusCode;

use crate::testing::TestApp;

const GIVEN: [(&str, &str); 7] = [
    ("kind", "given"),
    ("on", "R8.11.10"),
    ("until", "R9.3.31"),
    ("whom", "provider"),
    ("whom", "family"),
    ("what", "plan"),
    ("said_by", "本人"),
];

/// What may be passed on to providers, as the page says it.
async fn to_providers(app: &TestApp, path: &str) -> String {
    let text = app.get(path).await.text();
    let mut lines = text.lines().skip_while(|line| *line != "事業所");
    lines.nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn what_was_said_last_decides_what_may_be_passed_on() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = format!("/c/{person}/sharing");
    assert_eq!(to_providers(&app, &path).await, "ありません");
    assert_eq!(app.post(&path, &GIVEN).await.status, StatusCode::SEE_OTHER);
    assert_eq!(to_providers(&app, &path).await, "計画（目標・支援・週間計画）");
    let withdrawn = [
        ("kind", "withdrawn"),
        ("on", "R8.11.20"),
        ("reason", "知られたくない"),
        ("said_by", "本人"),
    ];
    assert_eq!(app.post(&path, &withdrawn).await.status, StatusCode::SEE_OTHER);
    assert_eq!(to_providers(&app, &path).await, "ありません");
    let page = app.get(&path).await.text();
    assert!(
        page.contains("同意を取り消した") && page.contains("知られたくない") && page.contains("同意した")
    );
    let danger = [
        ("kind", "danger"),
        ("on", "R8.11.20"),
        ("until", "R8.11.21"),
        ("whom", "provider"),
        ("what", "plan"),
        ("reason", "連絡がとれず、薬が切れている"),
    ];
    assert_eq!(app.post(&path, &danger).await.status, StatusCode::SEE_OTHER);
    assert_eq!(to_providers(&app, &path).await, "計画（目標・支援・週間計画）");
    let journal = app.get(&format!("/c/{person}/journal")).await.text();
    assert!(
        journal.contains("命の危険のため、同意なく共有する\u{3000}連絡がとれず、薬が切れている"),
        "{journal}"
    );
}

#[tokio::test]
async fn a_refusal_needs_its_reason_and_how_the_merit_was_explained() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let refused = app
        .post(
            &format!("/c/{person}/sharing"),
            &[("kind", "refused"), ("on", "R8.11.21"), ("except", "前の事業所")],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    for told in [
        "今日より後",
        "「理由」を",
        "どう説明したかを",
        "「返事をした人」を",
    ] {
        assert!(text.contains(told), "{told} in {text}");
    }
    assert!(refused.html().contains("value=\"前の事業所\""));
}
