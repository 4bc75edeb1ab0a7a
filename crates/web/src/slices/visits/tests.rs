//! The slice as a worker uses it: 見本 陽介, whose December is due, in the charge of 見本 相子.

use axum::http::{HeaderValue, StatusCode};
use bansou_domain::id::PersonId;

use crate::testing::{Answer, TestApp};

const CERTIFICATE: [(&str, &str); 7] = [
    ("kind", "welfare"),
    ("number", "0000000018"),
    ("municipality", "141305"),
    ("grant_from", "R8.5.1"),
    ("grant_until", "R9.4.30"),
    ("monitoring_text", "4か月ごと"),
    ("months", "R8.12, R9.4"),
];

async fn due(app: &TestApp) -> PersonId {
    let person = app.add_person().await;
    let saved = app
        .post(&format!("/c/{person}/certificates/new"), &CERTIFICATE)
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    person
}

/// One press on a row of the page or the telephone list.
async fn press(app: &TestApp, path: &str, word: &str, person: PersonId, version: &str, on: &str) -> Answer {
    let key = format!("{person}.2026-12");
    let fields = [
        ("press".to_owned(), format!("{word}.{key}")),
        ("key".to_owned(), key.clone()),
        ("month".to_owned(), "2026-12".to_owned()),
        (format!("version.{key}"), version.to_owned()),
        (format!("on.{key}"), on.to_owned()),
        (format!("part.{key}"), "afternoon".to_owned()),
        (format!("from.{key}"), "14:00".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    app.post(path, &fields).await
}

fn after<'t>(text: &'t str, mark: &str) -> &'t str {
    text.split_once(mark).map_or("", |(_, rest)| rest)
}

#[tokio::test]
async fn a_proposal_is_no_booking_until_somebody_takes_it_and_then_stands_where_the_day_is_read() {
    let app = TestApp::new().await;
    let person = due(&app).await;
    let page = app.get("/visits").await.text();
    assert!(
        page.contains("来月 12月") && page.contains("12月1日（火）"),
        "{page}"
    );
    assert!(page.contains("空いているいちばん早い日"), "{page}");
    assert!(
        app.get("/visits/day/2026-12-01")
            .await
            .text()
            .contains("この日に決めた訪問はありません")
    );
    let taken = press(&app, "/visits", "row", person, "", "R8.12.8").await;
    assert_eq!(
        taken.location,
        "/visits?month=2026-12#d-2026-12-08",
        "{}",
        taken.text()
    );
    let day = app.get("/visits/day/2026-12-08").await.text();
    assert!(after(&day, "14:00").contains("見本 陽介"), "{day}");
    assert!(
        app.get(&format!("/c/{person}/brief"))
            .await
            .text()
            .contains("訪問の予定 令和8年12月8日")
    );
    let back = press(&app, "/visits", "back", person, "1", "R8.12.8").await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
    assert!(
        app.get("/visits/day/2026-12-08")
            .await
            .text()
            .contains("この日に決めた訪問はありません")
    );
}

#[tokio::test]
async fn a_day_that_cannot_count_is_told_at_its_field_and_stays_typed() {
    let app = TestApp::new().await;
    let person = due(&app).await;
    for (typed, told) in [
        ("R8.11.30", "実施月（12月）より前"),
        ("R8.11.19", "今日より前"),
        ("R9.3.1", "数えられる月（1月まで）のあと"),
        ("R8.13.1", "を読めません"),
        ("", "を入力してください"),
    ] {
        let answer = press(&app, "/visits", "row", person, "", typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(answer.text().contains(told), "{typed}: {}", answer.text());
        assert!(answer.html().contains(&format!("value=\"{typed}\"")), "{typed}");
    }
    let enter = press(&app, "/visits", "", person, "", "R8.12.24").await;
    assert_eq!(enter.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(enter.text().contains("名前の横のボタン") && enter.html().contains("value=\"R8.12.24\""));
}

#[tokio::test]
async fn whoever_was_second_is_told_what_stands_and_writes_nothing_over() {
    let app = TestApp::new().await;
    let person = due(&app).await;
    press(&app, "/visits", "row", person, "", "R8.12.8").await;
    let second = press(&app, "/visits", "row", person, "", "R8.12.9").await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        second.text().contains("いまは12月8日（火） 14:00"),
        "{}",
        second.text()
    );
    let decided = press(&app, "/visits", "row", person, "1", "R8.12.9").await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_call_is_one_press_and_stands_in_the_notes() {
    let app = TestApp::new().await;
    let person = due(&app).await;
    let calls = "/visits/calls";
    assert!(
        app.get(calls)
            .await
            .text()
            .contains("お話を聞きにうかがってもよいですか")
    );
    assert_eq!(
        press(&app, calls, "none", person, "", "").await.status,
        StatusCode::SEE_OTHER
    );
    assert!(app.get(calls).await.text().contains("つながらず1回"));
    assert_eq!(
        press(&app, calls, "fixed", person, "", "").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        press(&app, calls, "fixed", person, "", "R8.12.8").await.status,
        StatusCode::SEE_OTHER
    );
    assert!(app.get(calls).await.text().contains("電話をする方はいません"));
    let notes = app.get(&format!("/c/{person}/notes")).await.text();
    assert!(notes.contains("つながらなかった。"), "{notes}");
    assert!(
        notes.contains("12月8日（火） 14:00に訪問することになった。"),
        "{notes}"
    );
}

#[tokio::test]
async fn a_colleague_sees_the_day_and_neither_reasons_nor_numbers() {
    let mut app = TestApp::new().await;
    let person = due(&app).await;
    let staff = app.office.staff[0];
    press(&app, "/visits", "row", person, "", "R8.12.8").await;
    app.sign_in(1).await;
    let page = app
        .get(&format!("/visits?staff={staff}&month=2026-12"))
        .await
        .text();
    assert!(
        page.contains("見本 陽介") && page.contains("12月8日（火） 14:00"),
        "{page}"
    );
    assert!(
        !page.contains("この日にする") && !page.contains("空いている"),
        "{page}"
    );
    assert!(!app.get("/visits/calls").await.text().contains("見本 陽介"));
    let refused = press(&app, "/visits", "row", person, "1", "R8.12.9").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

fn address(html: &str) -> String {
    let rest = after(html, "http://bansou.test/calendar/");
    format!("/calendar/{}", rest.split('<').next().unwrap())
}

#[tokio::test]
async fn the_calendar_names_nobody_and_an_address_that_was_ended_is_as_if_it_never_was() {
    let app = TestApp::new().await;
    let person = due(&app).await;
    press(&app, "/visits", "row", person, "", "R8.12.8").await;
    let made = app.post("/account/calendar", &[]).await;
    let first = address(&made.html());
    assert!(
        !app.get("/account").await.html().contains(&first),
        "an address is shown once"
    );
    let outside = app.outsider();
    let feed = outside.get(&first).await;
    assert_eq!(feed.headers["content-type"], "text/calendar; charset=utf-8");
    let feed = feed.html();
    assert!(
        feed.contains("SUMMARY:訪問\r\n") && feed.contains("DTSTART:20261208T050000Z"),
        "{feed}"
    );
    assert!(
        !feed.contains("見本") && !feed.contains("み・よ") && !feed.contains("LOCATION"),
        "{feed}"
    );
    assert!(
        feed.contains("STATUS:TENTATIVE"),
        "nobody agreed to the day: {feed}"
    );
    let agreed = press(&app, "/visits/calls", "fixed", person, "1", "R8.12.8").await;
    assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.text());
    let feed = outside.get(&first).await.html();
    assert!(feed.contains("STATUS:CONFIRMED"), "{feed}");
    let second = address(&app.post("/account/calendar", &[]).await.html());
    let gone = outside.get(&first).await;
    let none = outside.get("/calendar/mihon.aaaa-aaaa-aaaa-aaaa.ics").await;
    assert_eq!(
        (gone.status, none.status),
        (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND)
    );
    assert_eq!(gone.bytes, none.bytes);
    assert_eq!(outside.get(&second).await.status, StatusCode::OK);
    app.post("/account/calendar/end", &[]).await;
    assert_eq!(outside.get(&second).await.bytes, none.bytes);
}

#[tokio::test]
async fn a_calendar_asked_for_too_often_waits_whether_its_address_opens_or_not() {
    let app = TestApp::new().await;
    let opens = address(&app.post("/account/calendar", &[]).await.html());
    let outside = app.outsider();
    let mut waits = Vec::new();
    for path in [opens.as_str(), "/calendar/mihon.aaaa-aaaa-aaaa-aaaa.ics"] {
        let mut answers = 0;
        let late = loop {
            let answer = outside.get(path).await;
            if answer.status == StatusCode::TOO_MANY_REQUESTS {
                break answer;
            }
            answers += 1;
            assert!(answers < 100, "{path} is answered without end");
        };
        assert_eq!(
            (answers, &late.headers["retry-after"]),
            (20, &HeaderValue::from_static("900"))
        );
        waits.push(late.bytes);
    }
    assert_eq!(waits[0], waits[1]);
}

#[tokio::test]
async fn a_case_is_handed_over_with_its_visits_after_both_sides_were_seen() {
    let mut app = TestApp::new().await;
    let person = due(&app).await;
    press(&app, "/visits", "row", person, "", "R8.12.8").await;
    app.sign_in(2).await;
    let (from, to) = (app.office.staff[0].to_string(), app.office.staff[1].to_string());
    let id = person.to_string();
    let fields = |press: &'static str| {
        [
            ("press", press),
            ("from", from.as_str()),
            ("to", to.as_str()),
            ("person", id.as_str()),
            ("on", "R8.11.20"),
            ("why", "育児休業"),
            ("agreed", "11月18日の訪問で了解"),
        ]
    };
    let seen = app.post("/visits/load", &fields("see")).await.text();
    assert!(
        seen.contains("1人 →\n0人") && seen.contains("0人 →\n1人"),
        "{seen}"
    );
    let empty = app
        .post("/visits/load", &[("press", "do"), ("from", from.as_str())])
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    for told in [
        "引き継ぐ方を選んで",
        "「新しい担当」を選んで",
        "「変更の理由」を入力",
        "「本人の了解」を入力",
    ] {
        assert!(empty.text().contains(told), "{told}");
    }
    let done = app.post("/visits/load", &fields("do")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    app.sign_in(1).await;
    assert!(
        app.get("/visits/day/2026-12-08")
            .await
            .text()
            .contains("見本 陽介")
    );
}

#[tokio::test]
async fn areas_and_days_off_move_the_proposal() {
    let mut app = TestApp::new().await;
    let person = due(&app).await;
    let bad = app
        .post(
            "/visits/days",
            &[("weekdays", "x"), ("off", "いつか"), ("_version", "0")],
        )
        .await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        bad.text().contains("「訪問する曜日」を読めません") && bad.text().contains("「いつか」を日付として")
    );
    let saved = app
        .post(
            "/visits/days",
            &[("weekdays", "水"), ("off", "R8.12.2\nR8.12.9"), ("_version", "0")],
        )
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = app.get("/visits").await.text();
    assert!(page.contains("12月16日（水）"), "{page}");
    app.sign_in(2).await;
    let rules = [
        ("per_day", "3"),
        ("titles", "initials"),
        ("area.0.name", "北"),
        ("area.0.office", "15"),
        ("area.0.within", "99999"),
        ("_version", "0"),
    ];
    let wrong = app.post("/settings/visits", &rules).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let rules: Vec<_> = rules
        .into_iter()
        .filter(|(name, _)| *name != "area.0.within")
        .collect();
    assert_eq!(
        app.post("/settings/visits", &rules).await.status,
        StatusCode::SEE_OTHER
    );
    app.sign_in(0).await;
    let field = format!("area.{person}");
    let put = app.post("/visits/areas", &[(field.as_str(), "1")]).await;
    assert_eq!(put.status, StatusCode::SEE_OTHER, "{}", put.text());
    assert!(app.get("/visits").await.text().contains("移動 あわせて30分"));
}
