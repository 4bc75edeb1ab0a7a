//! The team as a worker puts it together.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use crate::testing::TestApp;

async fn provider(app: &TestApp) -> String {
    app.post(
        "/providers/new",
        &[("name", "就労支援センター見本"), ("tel", "03-0000-0003")],
    )
    .await;
    let list = app.get("/providers").await.html();
    let link = list
        .split("href=\"/providers/")
        .find(|part| part.starts_with('0'))
        .unwrap();
    link.split('"').next().unwrap().to_owned()
}

async fn member_path(app: &TestApp, person: PersonId) -> String {
    let list = app.get(&format!("/c/{person}/team")).await.html();
    let link = list
        .split("href=\"")
        .find(|part| part.starts_with(&format!("/c/{person}/team/0")))
        .unwrap();
    link.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_member_comes_from_the_directory_or_is_written_freely() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let (path, workshop) = (format!("/c/{person}/team"), provider(&app).await);
    let first = [
        ("provider", workshop.as_str()),
        ("name", "サービス管理責任者"),
        ("role", "日中の活動"),
        ("watches", "休みが2日続いたら電話する"),
    ];
    let second = [
        ("name", "母の友人（隣家）"),
        ("role", "朝の声かけ"),
        ("tel", "090-0000-0009"),
    ];
    for fields in [&first[..], &second[..]] {
        let answer = app.post(&format!("{path}/new"), fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    let page = app.get(&path).await.text();
    let read: Vec<&str> = page
        .lines()
        .skip_while(|line| !line.starts_with("就労支援"))
        .collect();
    insta::assert_snapshot!(read.join("\n"), @"
    就労支援センター見本
    直す（就労支援センター見本）
    担当者
    サービス管理責任者
    役割
    日中の活動
    連絡先
    03-0000-0003
    見守りの役割
    休みが2日続いたら電話する
    母の友人（隣家）
    直す（母の友人（隣家））
    役割
    朝の声かけ
    連絡先
    090-0000-0009
    ");
}

#[tokio::test]
async fn who_has_left_stays_below_with_the_day() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let fields = [("name", "前の担当"), ("role", "通院の同行")];
    app.post(&format!("/c/{person}/team/new"), &fields).await;
    let member = member_path(&app, person).await;
    let left = [fields[0], fields[1], ("left_on", "R8.10.31"), ("_version", "1")];
    assert_eq!(app.post(&member, &left).await.status, StatusCode::SEE_OTHER);
    let page = app.get(&format!("/c/{person}/team")).await.text();
    assert!(
        page.contains("チームを離れた人（1人）") && page.contains("令和8年10月31日まで"),
        "{page}"
    );
}

#[tokio::test]
async fn every_problem_is_told_at_once_and_an_unknown_provider_is_refused() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let fields = [
        ("provider", "0190a000-0000-7000-8000-000000000000"),
        ("left_on", "R9.1.1"),
    ];
    let refused = app.post(&format!("/c/{person}/team/new"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    for message in [
        "「関係機関」を選び直して",
        "「氏名・担当者名」を入力",
        "「役割」を入力",
        "今日より後",
    ] {
        assert!(text.contains(message), "{message} in {text}");
    }
}

#[tokio::test]
async fn whoever_saves_on_an_old_version_sees_both_texts() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    app.post(
        &format!("/c/{person}/team/new"),
        &[("name", "隣の方"), ("role", "声かけ")],
    )
    .await;
    let member = member_path(&app, person).await;
    let fields = |role| [("name", "隣の方"), ("role", role), ("_version", "1")];
    assert_eq!(
        app.post(&member, &fields("朝の声かけ")).await.status,
        StatusCode::SEE_OTHER
    );
    let conflict = app.post(&member, &fields("夜の声かけ")).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.text().contains("朝の声かけ") && conflict.html().contains("夜の声かけ"));
}

#[tokio::test]
async fn a_member_of_another_team_is_not_found() {
    let app = TestApp::new().await;
    let (person, other) = (app.add_person().await, app.add_person().await);
    app.post(
        &format!("/c/{person}/team/new"),
        &[("name", "隣の方"), ("role", "声かけ")],
    )
    .await;
    let member = member_path(&app, person).await;
    let elsewhere = member.replace(&person.to_string(), &other.to_string());
    assert_eq!(app.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
    let fields = [("name", "x"), ("role", "y"), ("_version", "1")];
    assert_eq!(app.post(&elsewhere, &fields).await.status, StatusCode::NOT_FOUND);
}
