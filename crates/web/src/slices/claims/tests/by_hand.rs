//! What the office adds itself: lines no rule computed, and codes the tables do not have.

use insta::assert_snapshot;

use super::{CODES, MONTH, desk, freeze, people, problems, values};
use crate::testing::TestApp;

/// Adds a line of 300 units to a person's month.
async fn add(app: &TestApp, path: &str, reason: &str) {
    let fields = [
        ("name", "見本の加算"),
        ("code", "526820"),
        ("units", "300"),
        ("count", "1"),
        ("reason", reason),
    ];
    let added = app.post(&format!("{path}/line"), &fields).await;
    assert_eq!(added.location, path, "{}", added.text());
}

/// What stands below the heading of the lines added by hand.
async fn by_hand(app: &TestApp, path: &str) -> String {
    let text = app.get(path).await.text();
    let (_, below) = text.split_once("行を加える").unwrap();
    // The day is fixed, the time of the day is not.
    let mut pieces = below.trim().split("11月20日 ");
    let first = pieces.next().unwrap_or_default().to_owned();
    let timeless =
        pieces.map(|piece| piece.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == ':'));
    timeless.fold(first, |told, piece| format!("{told}11月20日{piece}"))
}

#[tokio::test]
async fn a_line_added_by_hand_says_so_and_its_mistakes_are_told_together() {
    let app = desk().await;
    let html = app.get(MONTH).await.html();
    let path = format!("{MONTH}/{}", people(&html)[0]);
    let refused = app
        .post(
            &format!("{path}/line"),
            &[
                ("name", ""),
                ("code", "12"),
                ("units", "x"),
                ("count", "0"),
                ("reason", ""),
            ],
        )
        .await;
    assert_snapshot!(problems(&refused).join("\n"), @r"
    「サービス内容」を入力してください。
    「サービスコード」は半角の英数字6文字です。例: 526820
    「単位数」は-99999から99999までの整数で入力してください。
    「回数」は1から99までの整数で入力してください。
    「理由」を入力してください。
    ");
    add(&app, &path, "市町村と確認した").await;
    assert!(
        app.get(&path)
            .await
            .text()
            .contains("手で加えた行 市町村と確認した")
    );
}

#[tokio::test]
async fn a_line_added_by_hand_is_struck_with_a_reason_and_stays_in_sight() {
    let app = desk().await;
    let path = format!("{MONTH}/{}", people(&app.get(MONTH).await.html())[0]);
    add(&app, &path, "電話で確認した").await;
    add(&app, &path, "まちがえて加えた").await;
    let lines = values(&app.get(&path).await.html(), "line");
    assert_eq!(lines.len(), 2);
    let strike = format!("{path}/line/strike");
    let refused = app.post(&strike, &[]).await;
    assert_eq!(refused.status, 422);
    assert_snapshot!(problems(&refused).join("\n"), @r"
    外す行を選んでください。
    「外す理由」を入力してください。
    ");
    let fields = [("line", lines[1].as_str()), ("why", "二重に加えていた")];
    assert_eq!(app.post(&strike, &fields).await.location, path);
    assert_snapshot!(by_hand(&app, &path).await, @r"
    外した行
    見本の加算（526820）300単位×1　まちがえて加えた　記入 見本 管理　→ 11月20日 見本 管理が外しました: 二重に加えていた
    ");
    assert_eq!(values(&app.get(&path).await.html(), "line"), [lines[0].as_str()]);
    let again = app.post(&strike, &fields).await;
    assert_snapshot!(problems(&again).join("\n"), @"この行は先に外されています。下の「外した行」で確かめてください。");
}

#[tokio::test]
async fn a_fee_with_an_overlap_inside_waits_for_its_composite_code() {
    let app = desk().await;
    let keys = values(&app.get(MONTH).await.html(), "claim");
    let mut names = Vec::new();
    for key in keys.iter().filter(|key| key.ends_with(".planning")).take(2) {
        let person = key.trim_end_matches(".planning");
        let reason = [("reason", "見本の確認"), ("back", "/")];
        app.post(&format!("/c/{person}/reason"), &reason).await;
        let held = [
            ("from", "R8.9"),
            ("care_level", "support"),
            ("same_care_manager", "1"),
            ("served_before", "yes"),
        ];
        let saved = app.post(&format!("/c/{person}/claim"), &held).await;
        assert_eq!(saved.status, 303, "{}", saved.text());
    }
    let html = app.get(MONTH).await.html();
    for rest in html.split("name=\"code.").skip(1) {
        names.push(format!("code.{}", rest.split('"').next().unwrap()));
    }
    assert_snapshot!(names.join("\n"), @r"
    code.child.wage_improvement.0
    code.planning.plan_fee.k4.1652
    code.planning.wage_improvement.0
    ");
    let missing = freeze(&app, &keys, &CODES).await;
    assert_snapshot!(problems(&missing).join("\n"), @"「計画相談支援　機能強化型サービス利用支援費（Ⅳ）（介護予防支援費重複減算）　1652単位」のサービスコードを半角の英数字6文字で入力してください。");
    let mut codes = CODES.to_vec();
    for name in &names {
        if CODES.iter().all(|(known, _)| known != name) {
            codes.push((name, "52X888"));
        }
    }
    let saved = freeze(&app, &keys, &codes).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let mut frozen = String::new();
    for key in &keys {
        let person = key.split('.').next().unwrap();
        frozen.push_str(&app.get(&format!("{MONTH}/{person}")).await.text());
    }
    assert!(frozen.contains("52X888（手入力）"), "{frozen}");
}
