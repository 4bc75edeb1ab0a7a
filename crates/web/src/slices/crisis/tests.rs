use axum::http::StatusCode;

use crate::testing::TestApp;

async fn begun(app: &TestApp) -> (bansou_domain::id::PersonId, String) {
    let person = app.add_person().await;
    let assessment = app.post(&format!("/c/{person}/assessment"), &[]).await.location;
    let known = [
        ("warning_signs", "返事がなくなる"),
        ("calms", "路線図を見る"),
        ("stress", "大きな音"),
    ];
    app.post(&format!("{assessment}/strengths"), &known).await;
    let support = [
        ("supports.0.group", "public"),
        ("supports.0.name", "精神科通院"),
        ("supports.0.provider", "見本クリニック"),
        ("supports.0.tel", "03-0000-0005"),
    ];
    app.post(&format!("{assessment}/supports"), &support).await;
    let edit = app.post(&super::newest_path(person), &[]).await.location;
    (person, edit)
}

const AGREED: [(&str, &str); 7] = [
    ("signs", "返事がなくなる\n眠れない日が2日続く"),
    ("calms", "路線図を見る"),
    ("carer_absent", "姉が3日まで泊まれる。"),
    ("agreed_on", "R8.4.28"),
    ("agreed_with", "本人、母"),
    ("numbers.0.name", "見本クリニック"),
    ("numbers.0.tel", "03-0000-0005"),
];

#[tokio::test]
async fn the_plan_begins_with_what_the_assessment_knows() {
    let app = TestApp::new().await;
    let (_, edit) = begun(&app).await;
    let html = app.get(&edit).await.html();
    for known in [
        "返事がなくなる",
        "路線図を見る",
        "大きな音",
        "見本相談支援センター",
        "044-000-0000",
        "見本クリニック",
        "03-0000-0005",
    ] {
        assert!(html.contains(known), "{known} is missing: {html}");
    }
}

#[tokio::test]
async fn it_is_confirmed_once_agreed_and_then_stands() {
    let app = TestApp::new().await;
    let (person, edit) = begun(&app).await;
    let show = edit.strip_suffix("/edit").unwrap();
    let refused = app.post(&format!("{show}/confirm"), &[("_version", "1")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("話し合って決めた日がありません"),
        "{}",
        refused.text()
    );
    let saved = app
        .post(&edit, &[&AGREED[..], &[("_version", "1")]].concat())
        .await;
    assert_eq!(saved.location, show, "{}", saved.text());
    let confirmed = app.post(&format!("{show}/confirm"), &[("_version", "2")]).await;
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.text());
    let page = app.get(&super::newest_path(person)).await.text();
    for words in [
        "令和8年4月28日",
        "本人、母",
        "姉が3日まで泊まれる。",
        "眠れない日が2日続く",
        "見直しを始める",
    ] {
        assert!(page.contains(words), "{words} is missing: {page}");
    }
    let late = app
        .post(&edit, &[&AGREED[..], &[("_version", "3")]].concat())
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let id = show.rsplit('/').next().unwrap();
    let pdf = app.get(&format!("/c/{person}/print/crisis/{id}/pdf")).await;
    assert_eq!(pdf.status, StatusCode::OK);
    assert!(pdf.bytes.starts_with(b"%PDF"));
    // The next one is a copy that has to be agreed anew.
    let next = app.post(&super::newest_path(person), &[]).await.location;
    let html = app.get(&next).await.html();
    assert!(
        html.contains("姉が3日まで泊まれる。") && !html.contains("R8.4.28"),
        "{html}"
    );
}

#[tokio::test]
async fn a_stale_form_shows_both_texts() {
    let app = TestApp::new().await;
    let (_, edit) = begun(&app).await;
    app.post(&edit, &[("_version", "1"), ("signs", "先に保存した")])
        .await;
    let answer = app.post(&edit, &[("_version", "1"), ("signs", "あとから")]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.html().contains("先に保存した") && answer.html().contains("あとから"));
}

#[tokio::test]
async fn a_number_without_a_name_is_told_and_kept() {
    let app = TestApp::new().await;
    let (_, edit) = begun(&app).await;
    let fields = [
        ("_version", "1"),
        ("numbers.0.tel", "=1+1"),
        ("agreed_on", "きのうのあした"),
    ];
    let answer = app.post(&edit, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = answer.html();
    assert!(
        html.contains("#f-numbers.0.name") && html.contains("#f-agreed_on"),
        "{html}"
    );
    assert!(html.contains("value=\"=1+1\""), "{html}");
}

#[tokio::test]
async fn a_plan_that_is_not_there_is_not_found() {
    let app = TestApp::new().await;
    let (person, _) = begun(&app).await;
    let nobody = uuid::Uuid::now_v7();
    for path in [
        format!("/c/{person}/crisis/{nobody}"),
        format!("/c/{person}/crisis/{nobody}/edit"),
        format!("/c/{nobody}/crisis"),
    ] {
        assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
