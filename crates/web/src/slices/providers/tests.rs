//! The directory as an office keeps it.

use axum::http::StatusCode;

use crate::testing::TestApp;

const WORKSHOP: [(&str, &str); 7] = [
    ("name", "就労支援センター見本"),
    ("services", "就労継続支援B型"),
    ("tel", "03-0000-0003"),
    ("fax", "03-0000-0013"),
    ("address", "見本区中央2丁目"),
    ("notes", "火・木に1名あき"),
    ("noted_on", "R8.4.1"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let others = fields.iter().filter(|(found, _)| *found != name);
    others.copied().chain([(name, value)]).collect()
}

async fn add(app: &TestApp) -> String {
    let answer = app.post("/providers/new", &WORKSHOP).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let list = app.get("/providers").await.html();
    let link = list
        .split("href=\"")
        .find(|part| part.starts_with("/providers/0"))
        .unwrap();
    link.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_entry_is_found_by_name_and_service_and_old_news_is_marked() {
    let app = TestApp::new().await;
    add(&app).await;
    let text = app.get("/providers?q=%EF%BD%82%E5%9E%8B").await.text();
    for value in [
        "就労支援センター見本",
        "03-0000-0003",
        "FAX 03-0000-0013",
        "見本区中央2丁目",
        "火・木に1名あき",
        "R8.4.1 確認",
        "半年以上前",
    ] {
        assert!(text.contains(value), "{value} in {text}");
    }
    assert!(
        app.get("/providers?q=%25")
            .await
            .text()
            .contains("あてはまる関係機関はありません")
    );
}

#[tokio::test]
async fn every_problem_is_told_at_once_and_what_was_typed_stays() {
    let app = TestApp::new().await;
    let refused = app
        .post("/providers/new", &[("notes", "<u>あき</u>"), ("tel", "=1+1")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html().contains("&#60;u&#62;あき&#60;/u&#62;") && refused.html().contains("=1+1"));
    let text = refused.text();
    assert!(
        text.contains("「名称」を入力してください。") && text.contains("いつの情報か"),
        "{text}"
    );
}

#[tokio::test]
async fn whoever_saves_on_an_old_version_sees_both_texts() {
    let app = TestApp::new().await;
    let path = add(&app).await;
    let theirs = with(&with(&WORKSHOP, "tel", "03-1111-1111"), "_version", "1");
    assert_eq!(app.post(&path, &theirs).await.status, StatusCode::SEE_OTHER);
    let conflict = app
        .post(
            &path,
            &with(&with(&WORKSHOP, "tel", "03-2222-2222"), "_version", "1"),
        )
        .await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    let text = conflict.text();
    assert!(
        text.contains("03-1111-1111") && text.contains("03-2222-2222"),
        "{text}"
    );
}

#[tokio::test]
async fn an_unknown_entry_is_not_found() {
    let app = TestApp::new().await;
    let path = "/providers/0190a000-0000-7000-8000-000000000000";
    assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.post(path, &WORKSHOP).await.status, StatusCode::NOT_FOUND);
}
