//! Closing, handing over and the journal as an office uses them.

use axum::http::StatusCode;

use crate::testing::TestApp;

const CLOSING: [(&str, &str); 12] = [
    ("on", "R8.11.20"),
    ("reason", "reached"),
    ("reason_text", "週4日の通所が続いた"),
    ("to", "見本区 障害者支援課"),
    ("may_share", "計画とモニタリングの経過"),
    ("must_not_share", "きょうだいの連絡先"),
    ("achieved", "決まった時間に通えた"),
    ("remains", "短期入所先をさがす"),
    ("own_words", "もうだいじょうぶ。"),
    ("family_words", "母: ほっとした。"),
    ("cautions", "紙に書いて伝える"),
    ("reopening", "眠れない日が続いたら電話する"),
];

fn doing<'a>(word: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    CLOSING
        .iter()
        .copied()
        .chain([("_do", word), ("_version", version)])
        .collect()
}

#[tokio::test]
async fn a_case_is_drafted_closed_and_its_hand_over_printed() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = format!("/c/{person}/closing");
    assert_eq!(
        app.post(&path, &doing("draft", "0")).await.status,
        StatusCode::SEE_OTHER
    );
    let form = app.get(&path).await.text();
    assert!(
        form.contains("[週4日の通所が続いた]") && form.contains("[R8.11.20]"),
        "{form}"
    );
    assert_eq!(
        app.post(&path, &doing("confirm", "0")).await.status,
        StatusCode::CONFLICT
    );
    let closed = app.post(&path, &doing("confirm", "1")).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
    let page = app.get(&path).await.text();
    insta::assert_snapshot!(page.split_once("終結の記録").unwrap().1.split_once("支援を再開する").unwrap().0, @r"
    引継書を見る・印刷する
    令和8年11月20日に終結しました。
    理由
    目標達成 週4日の通所が続いた
    引継先
    見本区 障害者支援課
    本人のことば
    もうだいじょうぶ。
    家族のことば
    母: ほっとした。
    できたこと
    決まった時間に通えた
    残っていること
    短期入所先をさがす
    うまくいった関わり・配慮
    紙に書いて伝える
    再開の目安・連絡先
    眠れない日が続いたら電話する
    共有してよい範囲
    計画とモニタリングの経過
    伝えてほしくないこと
    きょうだいの連絡先
    ");
    let html = app.get(&path).await.html();
    let print = html
        .split("href=\"")
        .find(|part| part.contains("/print/hand-over/"))
        .unwrap();
    let pdf = app
        .get(&format!("{}/pdf", print.split('"').next().unwrap()))
        .await;
    assert_eq!(pdf.status, StatusCode::OK);
    assert!(pdf.bytes.starts_with(b"%PDF"));
}

#[tokio::test]
async fn a_closed_case_is_opened_again_with_a_reason() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = format!("/c/{person}/closing");
    app.post(&path, &doing("confirm", "0")).await;
    let front = format!("/c/{person}");
    assert!(
        app.get(&front)
            .await
            .text()
            .contains("令和8年11月20日に終結しました")
    );
    let early = app
        .post(&format!("{path}/reopen"), &[("on", "R8.11.1"), ("why", "")])
        .await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text().contains("（2か所）"), "{}", early.text());
    let fields = [("on", "R8.11.20"), ("why", "本人から電話があった")];
    assert_eq!(
        app.post(&format!("{path}/reopen"), &fields).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(!app.get(&front).await.text().contains("終結しました"));
}

#[tokio::test]
async fn closing_asks_for_its_day_and_reason_at_once() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let fields = [("_do", "confirm"), ("achieved", "通えた")];
    let refused = app.post(&format!("/c/{person}/closing"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("（2か所）") && refused.text().contains("通えた"),
        "{}",
        refused.text()
    );
}

#[tokio::test]
async fn a_case_is_handed_over_with_the_persons_agreement() {
    let mut app = TestApp::new().await;
    let person = app.add_person().await;
    let path = format!("/c/{person}/assign");
    let shuichi = app.office.staff[1].to_string();
    let refused = app.post(&path, &[("specialist", "someone")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("（4か所）"), "{}", refused.text());
    let fields = [
        ("specialist", shuichi.as_str()),
        ("on", "R8.11.20"),
        ("why", "専門性"),
        ("agreed", "11月18日の訪問で2人で説明し、了解"),
    ];
    let handed = app.post(&path, &fields).await;
    assert_eq!(
        (handed.status, handed.location.as_str()),
        (StatusCode::SEE_OTHER, "/people?mine=1")
    );
    assert!(
        app.get(&format!("/c/{person}"))
            .await
            .location
            .contains("/reason")
    );
    app.sign_in(1).await;
    let process = app.get(&format!("/c/{person}/process")).await.text();
    assert!(
        process.contains("理由: 専門性。本人の了解: 11月18日の訪問で2人で説明し、了解"),
        "{process}"
    );
}

#[tokio::test]
async fn who_covers_opens_the_case_for_the_period_only() {
    let mut app = TestApp::new().await;
    let person = app.add_person().await;
    let shuichi = app.office.staff[1].to_string();
    let path = format!("/c/{person}/assign/cover");
    let backwards = [
        ("cover_staff", shuichi.as_str()),
        ("cover_from", "R8.11.27"),
        ("cover_until", "R8.11.20"),
    ];
    assert_eq!(
        app.post(&path, &backwards).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let fields = [
        ("cover_staff", shuichi.as_str()),
        ("cover_from", "R8.11.20"),
        ("cover_until", "R8.11.27"),
    ];
    assert_eq!(app.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    app.sign_in(1).await;
    let page = app.get(&format!("/c/{person}/assign")).await;
    assert!(page.text().contains("代わり中"), "{}", page.text());
    let html = page.html();
    let end = html
        .split("action=\"")
        .find(|part| part.contains("/end\""))
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert_eq!(app.post(end, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(
        app.get(&format!("/c/{person}"))
            .await
            .location
            .contains("/reason")
    );
}

#[tokio::test]
async fn the_journal_says_who_looked_and_pages_back() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    for _ in 0..52 {
        app.get(&format!("/c/{person}/notes")).await;
    }
    let page = app.get(&format!("/c/{person}/journal")).await;
    assert!(
        page.text().contains("見本 相子") && page.text().contains("支援経過を見た"),
        "{}",
        page.text()
    );
    let html = page.html();
    let older = html
        .split("href=\"")
        .find(|part| part.contains("?before="))
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert!(app.get(older).await.text().contains("基本情報: 記録した"));
}
