//! The home page as a worker finds it in the morning.

use axum::http::StatusCode;

use crate::testing::TestApp;

#[tokio::test]
async fn the_morning_of_a_worker_without_cases_says_where_to_begin() {
    let app = TestApp::new().await;
    let page = app.get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text().contains("担当している方はいません"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn deadlines_and_what_waits_stand_in_their_lanes_with_one_button_each() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let certificate = [
        ("kind", "welfare"),
        ("number", "0000000018"),
        ("grant_from", "R8.1.1"),
        ("grant_until", "R8.12.31"),
        ("months", "R8.10, R8.11, R8.12"),
    ];
    let saved = app
        .post(&format!("/c/{person}/certificates/new"), &certificate)
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let applied = [("applied", "R8.11.4")];
    app.post(&format!("/c/{person}/process/1/application"), &applied)
        .await;
    let meeting = [("on", "R8.11.20"), ("purpose", "顔合わせ")];
    app.post(&format!("/c/{person}/meetings/new"), &meeting).await;
    let page = app.get("/").await.text();
    insta::assert_snapshot!(page.split_once("今日の予定").unwrap().1, @r"
    1件
    見本 陽介担当者会議R8.11.20まだ記録を書く（見本 陽介さん）
    しめきり
    遅れ1件
    見本 陽介モニタリング 10月分　翌月の11月30日まで（あと10日）・理由が必要遅れ報告を書く（見本 陽介さん）
    今週1件
    見本 陽介申請のあと、計画案を市町村へR8.11.4まだ計画案を作る（見本 陽介さん）
    今月1件
    見本 陽介モニタリング 11月分　今月（あと10日）まだ報告を書く（見本 陽介さん）
    来月の予定を決める1件
    見本 陽介モニタリング 12月分　まだ日程の連絡を記録（見本 陽介さん）
    そのほか
    待っている0件
    待っているものはありません。
    気になる人1件
    見本 陽介受給者証が終わりますR8.12.31あと41日更新の準備をする（見本 陽介さん）
    途中の書類0件
    書きかけの書類はありません。
    令和8年11月のモニタリング 0/1件　担当 1人　次の請求（12月1日～10日）まであと11日
    ");
}

#[tokio::test]
async fn nobody_elses_cases_stand_on_the_page() {
    let mut app = TestApp::new().await;
    app.add_person().await;
    app.sign_in(1).await;
    assert!(!app.get("/").await.text().contains("見本 陽介"));
}

#[tokio::test]
async fn a_covered_case_stands_on_the_page_of_whoever_covers_it_with_whose_it_is() {
    let mut app = TestApp::new().await;
    let person = app.add_person().await;
    let certificate = [
        ("kind", "welfare"),
        ("number", "0000000018"),
        ("grant_from", "R8.1.1"),
        ("grant_until", "R8.12.31"),
        ("months", "R8.11"),
    ];
    app.post(&format!("/c/{person}/certificates/new"), &certificate)
        .await;
    let shuichi = app.office.staff[1].to_string();
    let cover = [
        ("cover_staff", shuichi.as_str()),
        ("cover_from", "R8.11.20"),
        ("cover_until", "R8.11.27"),
    ];
    let saved = app.post(&format!("/c/{person}/assign/cover"), &cover).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    app.sign_in(1).await;
    let lines = |page: &str| {
        let found = page
            .lines()
            .filter(|line| line.contains("代理（見本 相子さんの担当）") || line.contains("うち代理"));
        found.map(str::to_owned).collect::<Vec<_>>()
    };
    let mut told = Vec::new();
    for path in [
        "/",
        "/monitoring",
        "/people?mine=1",
        "/search?q=みほん",
        "/notes/new",
    ] {
        let path = path.replace("みほん", "%E3%81%BF%E3%81%BB%E3%82%93");
        told.extend(lines(&app.get(&path).await.text()));
    }
    insta::assert_snapshot!(told.join("\n"), @r"
    代理（見本 相子さんの担当）
    代理（見本 相子さんの担当）
    令和8年11月のモニタリング 0/1件　担当 1人（うち代理 1人）　次の請求（12月1日～10日）まであと11日
    見本 陽介（みほん ようすけ）今月（あと10日）代理（見本 相子さんの担当）まだ報告を書く（見本 陽介さん 11月分）
    代理（見本 相子さんの担当）
    H13.8.9 代理（見本 相子さんの担当）
    見本 陽介 みほん ようすけ 代理（見本 相子さんの担当）
    ");
    assert_eq!(app.get(&format!("/c/{person}")).await.status, StatusCode::OK);
}
