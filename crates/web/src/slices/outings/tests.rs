mod day;
mod photos;

use axum::http::StatusCode;
use bansou_domain::id::PersonId;
use serde_json::Value;

use crate::testing::TestApp;

/// A case with a certificate that prints this month, and its visit taken along.
async fn taken(app: &TestApp, person: PersonId) -> Value {
    let answer = app
        .post(
            "/visit/take",
            &[
                ("person", &person.to_string()),
                ("month", "extra"),
                ("device", "タブレット1"),
            ],
        )
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    serde_json::from_slice(&answer.bytes).unwrap()
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap().to_owned()
}

async fn bring_back(app: &TestApp, outing: &str, key: &str, base: &str, fields: &str) -> Value {
    let sent = [
        ("_key", key),
        ("base", base),
        ("fields", fields),
        ("claimed_at", "2026-11-20T15:00:00"),
    ];
    let answer = app.post(&format!("/visit/back/{outing}"), &sent).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    serde_json::from_slice(&answer.bytes).unwrap()
}

/// What a form says of the return it takes in.
fn takes_in(form: &str) -> String {
    let (_, rest) = form.split_once("name=\"_outing\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

const KEY: &str = "019aa000-0000-7000-8000-000000000001";
const BASE: &str = "month=extra&visit.place=%E8%87%AA%E5%AE%85";
const WRITTEN: &str = "month=extra&visit.place=%E8%87%AA%E5%AE%85&occasion=o&overall=%E5%85%83%E6%B0%97";

#[tokio::test]
async fn the_page_of_the_visit_is_open_and_knows_nobody() {
    let mut app = TestApp::new().await;
    app.sign_out();
    let page = app.get("/visit/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.html().contains("見本 "), "no name stands in the shell");
    let worker = app.get("/visit/worker.js").await.html();
    let kept = worker
        .split("const KEPT = ")
        .nth(1)
        .unwrap()
        .split(';')
        .next()
        .unwrap();
    let kept: Vec<String> = serde_json::from_str(kept).unwrap();
    assert!(
        kept.iter()
            .all(|name| name.starts_with("/assets/") || name.starts_with("/visit/")),
        "{kept:?}"
    );
    for name in &kept {
        let path = name.split('?').next().unwrap();
        assert_eq!(
            app.get(path).await.status,
            StatusCode::OK,
            "{name} is kept and cannot be had"
        );
    }
    for asset in page
        .html()
        .split("/assets/")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
    {
        assert!(
            kept.contains(&format!("/assets/{asset}")),
            "{asset} is used and not kept"
        );
    }
}

#[tokio::test]
async fn what_came_back_waits_on_the_home_page_until_it_is_taken_in_and_is_taken_in_once() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let outing = text(&taken(&app, person).await, "id");
    let told = bring_back(&app, &outing, KEY, BASE, WRITTEN).await;
    bring_back(&app, &outing, KEY, BASE, WRITTEN).await;
    let home = app.get("/").await.text();
    assert_eq!(home.matches("訪問から戻った記録").count(), 1, "{home}");
    let go = text(&told, "go");
    let form = app.get(&go).await;
    assert_eq!(form.status, StatusCode::OK);
    let html = form.html();
    assert!(
        html.contains("訪問先で書いたものを取り込んでいます"),
        "{}",
        form.text()
    );
    assert!(
        html.contains("\n元気</textarea>"),
        "what was written stands in its field"
    );
    let returned = takes_in(&html);
    let fields = [
        ("month", "extra"),
        ("occasion", "o"),
        ("overall", "元気"),
        ("_do", "draft"),
        ("_outing", &returned),
    ];
    let saved = app
        .post(&format!("/c/{person}/monitoring/write/extra"), &fields)
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert!(!app.get("/").await.text().contains("訪問から戻った記録"));
    let list = app.get(&super::path(person)).await.text();
    assert!(list.contains("報告書に取り込み済み"), "{list}");
}

#[tokio::test]
async fn what_the_office_wrote_meanwhile_and_what_the_visit_wrote_both_stand_in_the_form() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let outing = text(&taken(&app, person).await, "id");
    let told = bring_back(&app, &outing, KEY, BASE, WRITTEN).await;
    let first = app.get(&text(&told, "go")).await.html();
    let returned = takes_in(&first);
    let fields = [
        ("month", "extra"),
        ("occasion", "o"),
        ("overall", "元気。事務所で足した"),
        ("_do", "draft"),
        ("_outing", &returned),
    ];
    app.post(&format!("/c/{person}/monitoring/write/extra"), &fields)
        .await;
    // The answer to the first sending was lost, more was typed, and the device sends again under a key of its own.
    let more = "month=extra&visit.place=%E8%87%AA%E5%AE%85&occasion=o&overall=%E5%85%83%E6%B0%97%E3%80%81%E6%95%A3%E6%AD%A9";
    let key = "019aa000-0000-7000-8000-000000000002";
    let told = bring_back(&app, &outing, key, BASE, more).await;
    let html = app.get(&text(&told, "go")).await.html();
    assert!(
        html.contains("元気。事務所で足した\n元気、散歩</textarea>"),
        "{html}"
    );
    assert!(
        html.contains("保存されている内容"),
        "the other's words stand beside the field"
    );
}

#[tokio::test]
async fn a_door_that_stayed_shut_becomes_one_note() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let outing = text(&taken(&app, person).await, "id");
    let missed =
        r#"[{"id":"019aa000-0000-7000-8000-00000000000a","kind":"absent","at":"2026-11-20T10:05:00"}]"#;
    for _ in 0..2 {
        let sent = [("_key", KEY), ("missed", missed)];
        let answer = app.post(&format!("/visit/back/{outing}"), &sent).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    }
    let notes = app.get(&format!("/c/{person}/notes")).await.text();
    assert_eq!(notes.matches("訪問したが、不在だった。").count(), 1, "{notes}");
}

#[tokio::test]
async fn a_clock_that_is_wrong_by_a_year_is_told_and_not_believed() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let outing = text(&taken(&app, person).await, "id");
    let missed =
        r#"[{"id":"019aa000-0000-7000-8000-00000000000a","kind":"refused","at":"2025-11-20T10:05:00"}]"#;
    app.post(
        &format!("/visit/back/{outing}"),
        &[("_key", KEY), ("missed", missed)],
    )
    .await;
    let notes = app.get(&format!("/c/{person}/notes")).await.text();
    assert!(
        notes.contains("端末の時計が合っていないため、日時は確かでない"),
        "{notes}"
    );
}

#[tokio::test]
async fn a_lost_device_is_called_back_hands_in_what_it_holds_and_only_its_owner_opens_that() {
    let mut app = TestApp::new().await;
    let person = app.add_person().await;
    let told = taken(&app, person).await;
    let (outing, token) = (text(&told, "id"), text(&told, "token"));
    let beat = format!("/visit/beat/{outing}");
    let state = async |app: &TestApp, token: &str| -> Value {
        serde_json::from_slice(&app.post(&beat, &[("token", token)]).await.bytes).unwrap()
    };
    assert_eq!(state(&app, &token).await["state"], "out");
    assert_eq!(
        state(&app, "x.y").await["state"],
        "unknown",
        "a stranger is told nothing"
    );
    let sealed = format!("/visit/sealed/{outing}");
    let refused = app.post(&sealed, &[("token", &token), ("sealed", "aa.bb")]).await;
    assert_eq!(
        refused.html(),
        r#"{"kept":false}"#,
        "nothing is handed in before it is called back"
    );
    let without_reason = app
        .post(&super::path(person), &[("outing", outing.as_str()), ("why", "")])
        .await;
    assert_eq!(without_reason.status, StatusCode::UNPROCESSABLE_ENTITY);
    app.post(
        &super::path(person),
        &[("outing", outing.as_str()), ("why", "電車に置き忘れた")],
    )
    .await;
    assert_eq!(state(&app, &token).await["state"], "revoked");
    app.post(&sealed, &[("token", &token), ("sealed", "aa.bb")]).await;
    app.post(&sealed, &[("token", &token), ("sealed", "cc.dd")]).await;
    let key: Value =
        serde_json::from_slice(&app.post(&format!("/visit/key/{outing}"), &[]).await.bytes).unwrap();
    assert_eq!(key["sealed"], "aa.bb", "what was handed in first stays");
    app.sign_in(1).await;
    let other = app.post(&format!("/visit/key/{outing}"), &[]).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nothing_taken_along_holds_the_address() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let fields = [
        ("name", "見本 陽介"),
        ("kana", "みほん ようすけ"),
        ("born", "H13.8.9"),
        ("sex", "male"),
        ("address", "見本市かくれ町9-9-9"),
        ("address_protected", "1"),
        ("_version", "1"),
    ];
    let saved = app.post(&format!("/c/{person}/person"), &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let bundle = taken(&app, person).await.to_string();
    assert!(!bundle.contains("かくれ町"), "the address lies on the device");
}

#[tokio::test]
#[expect(
    clippy::disallowed_methods,
    reason = "how many days a run spends is no option of the program"
)]
async fn of_many_days_with_both_sides_writing_no_word_is_lost_and_no_report_doubled() {
    // More of them for the long run that docs/performance.md tells of.
    let days = std::env::var("BANSOU_DAYS").map_or(50, |days| days.parse().unwrap());
    let app = TestApp::new().await;
    for day in 0..days {
        day::spend(&app, day).await;
    }
}
