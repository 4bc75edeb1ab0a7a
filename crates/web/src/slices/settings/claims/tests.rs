use axum::http::StatusCode;
use insta::assert_snapshot;

use crate::testing::TestApp;

const TIER: &str = "/settings/claims/tier";

#[tokio::test]
async fn everybody_reads_what_is_notified_and_only_who_makes_the_claims_changes_it() {
    let mut app = TestApp::new().await;
    assert_eq!(app.get(TIER).await.status, StatusCode::OK);
    let notified = [("value", "k3"), ("from", "R8.4")];
    assert_eq!(app.post(TIER, &notified).await.status, StatusCode::FORBIDDEN);
    for staff in [2, 3] {
        app.sign_in(staff).await;
        let topic = format!("/settings/claims/{}", ["area_planning", "area_child"][staff - 2]);
        let answer = app.post(&topic, &[("value", "5"), ("from", "R8.4")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    let overview = app.get("/settings/claims").await.text();
    let area: Vec<_> = overview
        .lines()
        .skip_while(|line| !line.starts_with("地域区分（計画相談支援）"))
        .take(4)
        .collect();
    assert_snapshot!(area.join("\n"), @r"
    地域区分（計画相談支援）
    5級地
    地域区分（障害児相談支援）
    5級地
    ");
}

#[tokio::test]
async fn months_that_overlap_are_refused_at_the_field_until_the_earlier_row_ends() {
    let app = TestApp::signed_in_as(3).await;
    app.post(TIER, &[("value", "none"), ("from", "R6.4")]).await;
    let next = [("value", "k3"), ("from", "R8.9")];
    let answer = app.post(TIER, &next).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("令和6年4月からの行と期間が重なります。"));
    assert!(answer.html().contains("value=\"R8.9\""), "what was typed stays");
    let page = app.get(TIER).await.html();
    let row = page.split("href=\"/settings/claims/tier/").nth(1).unwrap();
    let row = format!("{TIER}/{}", row.split('"').next().unwrap());
    let ended = [
        ("value", "none"),
        ("from", "R6.4"),
        ("until", "R8.8"),
        ("why", "区分がかわった"),
    ];
    assert_eq!(app.post(&row, &ended).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.post(TIER, &next).await.status, StatusCode::SEE_OTHER);
    let page = app.get(TIER).await.text();
    assert!(page.contains("訂正前: 区分がかわった"), "{page}");
    assert!(page.contains("機能強化型（Ⅲ）"));
}

#[tokio::test]
async fn every_problem_of_a_row_is_told_at_once() {
    let app = TestApp::signed_in_as(3).await;
    let answer = app
        .post(
            "/settings/claims/paper",
            &[("subject", "12"), ("until", "R8.x"), ("from", "R8.4")],
        )
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    for told in [
        "「おわりの月」を読めません。",
        "「書類」を選んでください。",
        "「市町村番号」は数字6けたです。",
    ] {
        assert!(text.contains(told), "{told} is missing in {text}");
    }
}
