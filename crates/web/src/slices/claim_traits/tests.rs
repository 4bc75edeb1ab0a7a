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
async fn what_another_office_claims_is_recorded_and_struck_with_its_reason() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = format!("/c/{person}/claim/elsewhere");
    let wrong = app
        .post(&path, &[("on", "R8.11.20"), ("municipality", "1413")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = wrong.text();
    assert!(told.contains("「請求する項目」を選んでください。"), "{told}");
    assert!(told.contains("「市町村番号」は数字6けたです。"), "{told}");
    let claimed = [
        ("on", "R8.11.20"),
        ("item", "monitoring_fee"),
        ("municipality", "141305"),
        ("other_office", "見本町相談支援"),
    ];
    assert_eq!(app.post(&path, &claimed).await.status, StatusCode::SEE_OTHER);
    let page = app.get(&path).await;
    assert!(page.text().contains("継続サービス利用支援費"), "{}", page.text());
    let html = page.html();
    let row = html.split(&format!("href=\"{path}/")).nth(1).unwrap();
    let row = format!("{path}/{}", row.split('"').next().unwrap());
    let unsaid = app.post(&row, &[]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    let why = [("why", "相手が請求しないことになった")];
    assert_eq!(app.post(&row, &why).await.status, StatusCode::SEE_OTHER);
    let page = app.get(&path).await.text();
    assert!(
        page.contains("取り消した: 相手が請求しないことになった"),
        "{page}"
    );
}

#[tokio::test]
async fn target_users_and_the_answer_about_video_stand_in_the_row() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = format!("/c/{person}/claim");
    let wrong = [("from", "R8.4"), ("behaviour_points", "多い"), ("_version", "0")];
    let told = app.post(&path, &wrong).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        told.text()
            .contains("「行動関連項目の点数」は0から99までの整数で入力してください。")
    );
    let held = [
        ("from", "R8.4"),
        ("video", "agreed"),
        ("target_of", "behaviour"),
        ("behaviour_points", "12"),
        ("_version", "0"),
    ];
    assert_eq!(app.post(&path, &held).await.status, StatusCode::SEE_OTHER);
    let page = app.get(&path).await.text();
    let said = page
        .lines()
        .find(|line| line.contains("テレビ電話による訪問を市町村が"));
    assert_snapshot!(said.unwrap_or_default(), @r"
    テレビ電話による訪問を市町村が認めている、対象の利用者 行動障害支援体制加算（強度行動障害がある）、行動関連項目 12点
    ");
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
