//! Why somebody is hidden and until when: recorded, brought to mind, and never lifted by a day that passes.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use crate::testing::TestApp;

const STANDS: [(&str, &str); 6] = [
    ("kind", "stands"),
    ("ground", "register"),
    ("against", "元の配偶者"),
    ("from", "R7.12.1"),
    ("decided_by", "見本 管理"),
    ("papers", "決定通知の写し"),
];

async fn hide(app: &TestApp, person: PersonId, until: &str) {
    let mut fields = STANDS.to_vec();
    fields.push(("until", until));
    let saved = app.post(&format!("/c/{person}/protection"), &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
}

/// The rows of the page 今日 that speak of protection.
async fn brought_to_mind(app: &TestApp) -> Vec<String> {
    let text = app.get("/").await.text();
    let lines: Vec<&str> = text.lines().collect();
    let about = |(at, line): (usize, &&str)| {
        let said = lines.get(at..at + 4).unwrap_or_default();
        line.contains("住所の保護の期限").then(|| said.join(" "))
    };
    lines.iter().enumerate().filter_map(about).collect()
}

#[tokio::test]
async fn the_bar_says_until_when_and_the_office_is_reminded_before_and_after_that_day() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let bar = async || app.get(&format!("/c/{person}")).await.text();
    assert!(!bar().await.contains("住所を伏せる"));
    hide(&app, person, "R9.3.31").await;
    assert!(bar().await.contains("住所を伏せる（R9.3.31まで）"));
    assert!(brought_to_mind(&app).await.is_empty(), "four months ahead");
    hide(&app, person, "R8.12.1").await;
    assert!(brought_to_mind(&app).await.concat().contains("あと11日"));
    hide(&app, person, "R8.11.19").await;
    assert!(bar().await.contains("住所を伏せる（期限 R8.11.19を確かめる）"));
    let rows = brought_to_mind(&app).await.concat();
    assert!(
        rows.contains("すぎました（伏せたままです）") && rows.contains("期限切れ"),
        "{rows}"
    );
}

#[tokio::test]
async fn only_a_record_with_its_reason_ends_a_protection() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = format!("/c/{person}/protection");
    hide(&app, person, "R8.11.19").await;
    let face = format!("/c/{person}/person");
    let page = app.get(&face).await.html();
    assert!(page.contains("name=\"address_protected\" value=\"1\" checked"));
    let version = page
        .split("name=\"_version\" value=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    let unticked = [
        ("name", "見本 陽介"),
        ("kana", "みほん ようすけ"),
        ("tel", "0440000000"),
        ("_version", version),
    ];
    let refused = app.post(&face, &unticked).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("ここでは外せません") && refused.html().contains("0440000000"));
    let ended = [
        ("kind", "ended"),
        ("from", "R8.11.20"),
        ("decided_by", "見本 管理"),
    ];
    let refused = app.post(&path, &ended).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("どう確かめたか"));
    let mut ended = ended.to_vec();
    ended.push(("reason", "本人と市に確かめた"));
    assert_eq!(app.post(&path, &ended).await.status, StatusCode::SEE_OTHER);
    let page = app.get(&path).await.text();
    assert!(
        page.contains("伏せていません") && page.contains("本人と市に確かめた"),
        "{page}"
    );
    assert!(brought_to_mind(&app).await.is_empty());
    let journal = app.get(&format!("/c/{person}/journal")).await.text();
    assert!(
        journal.contains("住所の保護を記録した") && !journal.contains("元の配偶者"),
        "{journal}"
    );
}

#[tokio::test]
async fn a_tick_without_a_record_stands_without_dates() {
    let app = TestApp::new().await;
    let fields = [
        ("name", "見本 静江"),
        ("kana", "みほん しずえ"),
        ("address_protected", "1"),
    ];
    let person = app.post("/people/new", &fields).await.location;
    assert!(app.get(&person).await.text().contains("住所を伏せる"));
    let page = app.get(&format!("{person}/protection")).await.text();
    assert!(
        page.contains("伏せています") && page.contains("期限はわかっていません"),
        "{page}"
    );
}

#[tokio::test]
async fn a_record_says_at_once_all_that_is_missing() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let bare = [("kind", "stands"), ("from", "R8.11.20"), ("until", "R8.11.1")];
    let refused = app.post(&format!("/c/{person}/protection"), &bare).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    for told in [
        "「何による保護か」を",
        "「だれに知られてはいけないか」を",
        "「いつから」より前",
        "「決めた人」を",
    ] {
        assert!(text.contains(told), "{told} in {text}");
    }
}
