use axum::http::StatusCode;
use insta::assert_snapshot;

use crate::testing::TestApp;

#[tokio::test]
async fn what_holds_from_a_month_on_is_added_and_what_was_recorded_stays() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = format!("/c/{person}/claim");
    let first = [("from", "R8.4"), ("served_before", "no"), ("_version", "0")];
    assert_eq!(app.post(&path, &first).await.status, StatusCode::SEE_OTHER);
    let stale = app
        .post(
            &path,
            &[("from", "R8.11"), ("special_area", "1"), ("_version", "0")],
        )
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "somebody saved first");
    let moved = [("from", "R8.11"), ("special_area", "1"), ("_version", "1")];
    assert_eq!(app.post(&path, &moved).await.status, StatusCode::SEE_OTHER);
    let page = app.get(&path).await.text();
    let rows: Vec<_> = page
        .lines()
        .filter(|line| line.contains("から") && line.starts_with("令和"))
        .collect();
    assert_snapshot!(rows.join("\n"), @r"
    令和8年11月から
    令和8年4月から
    ");
    assert!(
        page.contains("計画の前の6か月のサービス 使っていなかった"),
        "{page}"
    );
}

#[tokio::test]
async fn a_month_that_cannot_be_read_is_told_at_its_field() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let answer = app
        .post(
            &format!("/c/{person}/claim"),
            &[("from", "いつか"), ("care_level", "x")],
        )
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("「要介護度」を選び直してください。"));
    assert!(answer.html().contains("value=\"いつか\""), "what was typed stays");
}
