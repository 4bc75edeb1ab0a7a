//! A report that is nearly written: what providers said, what was seen, what is still empty, what stayed.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use super::browser::Page;
use super::yosuke::{case, july};
use super::{after, between};
use crate::slices::rooms::tests::hearing::press;
use crate::slices::rooms::tests::{agree_to_share, enter, handed};
use crate::testing::TestApp;

const OCTOBER: &str = "monitoring/write/2026-10";
const GOAL: &str = "週3日から通い始める。";

async fn answered(app: &TestApp, person: PersonId) {
    agree_to_share(app, person).await;
    let parties = handed(&press(app, person).await);
    let (mut centre, page) = enter(app, &parties[0]).await;
    let said = [
        ("as_planned.0", "done"),
        ("progress.0", "週3日、休まず通えた。"),
        ("concerns.0", "昼に疲れる日がある。"),
        ("by", "見本 課長"),
    ];
    let sent = centre.post(&page, &said).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
}

async fn visited(app: &TestApp, person: PersonId) {
    let fields = [
        ("on", "R8.11.17"),
        ("means", "visit"),
        ("provider", "就労支援センター見本"),
        ("counterpart_name", "見本 支援員"),
        ("facts", "午前の作業を見た。"),
        ("seen.0", "自分から席に着いた。"),
        ("signs_asked", "1"),
    ];
    let saved = app.post(&format!("/c/{person}/notes/service"), &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
}

#[tokio::test]
async fn words_are_taken_into_their_row_with_their_source_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    let person = case(&app).await;
    july(&app, person).await;
    answered(&app, person).await;
    visited(&app, person).await;
    let path = format!("/c/{person}/{OCTOBER}");
    let mut page = Page::open(&app, &path).await;
    page.set("rows.0.provision", "自分で書いた文。");
    page.set("rows.0.voice", "いまのままがいい。");
    let offered = app.get(&path).await.text();
    assert!(
        offered.contains("事業所のことばを全部の行に入れる（2件）")
            && offered.contains("自分から席に着いた。"),
        "{offered}"
    );
    let taken = page.press(&app, "take").await.html();
    let page = Page::of(&taken, &path);
    let again = page.press(&app, "take").await.html();
    assert_eq!(
        again.matches("週3日、休まず通えた。（").count(),
        1,
        "taken once: {again}"
    );
    let mut page = Page::of(&again, &path);
    assert_eq!(
        page.value("rows.0.provision"),
        "自分で書いた文。\n計画どおり行えた。週3日、休まず通えた。（就労支援センター見本 R8.11.20 リンク 見本 課長）\n\
         自分から席に着いた。（就労支援センター見本 R8.11.17 サービスの場を訪問）"
    );
    assert_eq!(
        page.value("rows.0.remedy"),
        "昼に疲れる日がある。（就労支援センター見本 R8.11.20 リンク 見本 課長）"
    );
    for (field, value) in [
        ("visit.on", "R8.10.30"),
        ("visit.met", "本人"),
        ("overall", "落ち着いている。"),
    ] {
        page.set(field, value);
    }
    for row in ["rows.0", "rows.1"] {
        page.set(&format!("{row}.achievement_text"), "続いている。");
        page.set(&format!("{row}.no_change"), "1");
    }
    let confirmed = page.press(&app, "confirm").await;
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.text());
    let report = app.get(&confirmed.location).await.text();
    assert!(
        report.contains("出どころ: 就労支援センター見本 R8.11.20 リンク 見本 課長／就労支援センター見本 R8.11.17 サービスの場を訪問"),
        "{report}"
    );
}

#[tokio::test]
async fn a_draft_tells_what_is_empty_and_what_did_not_change() {
    let app = TestApp::new().await;
    let person = case(&app).await;
    july(&app, person).await;
    let path = format!("/c/{person}/{OCTOBER}");
    let text = app.get(&path).await.text();
    insta::assert_snapshot!(between(&text, "確定できます。", "下書きを保存"), @r"
    全体: 実施日、会った人、訪問の目的を伝えたか、全体の状況、権利をまもる確認
    1. わたしは、パソコンで役に立つ仕事がしたい。: サービス提供状況、本人の感想、満足度、達成度、今後の課題
    2. よく眠って、体の調子をくずさないようにしたい。: サービス提供状況、本人の感想、満足度、達成度、今後の課題
    ");
    let filled = Page::open(&app, &path).await.press(&app, "same").await;
    let text = filled.text();
    assert!(text.contains("前回から変わりません"), "{text}");
    let gaps = after(&text, "まだ空いているところ");
    assert!(gaps.contains("本人の感想") && !gaps.contains("達成度"), "{gaps}");
}

#[tokio::test]
async fn the_person_gets_the_report_in_easy_words_and_the_draft_says_that_it_is_one() {
    let app = TestApp::new().await;
    let person = case(&app).await;
    let report = july(&app, person).await;
    let easy = app.get(&format!("{report}/easy")).await;
    assert_eq!(easy.status, StatusCode::OK);
    let text = easy.text();
    assert!(
        text.contains(GOAL.trim_end_matches('。')) && text.contains("報告書から作った下書き"),
        "{text}"
    );
    assert!(easy.html().contains("<ruby>月<rp>"), "{}", easy.html());
    let paper = app.get(&format!("{report}/easy/pdf")).await;
    assert!(paper.bytes.starts_with(b"%PDF"));
    let path = format!("/c/{person}/{OCTOBER}");
    let mut page = Page::open(&app, &path).await;
    page.set("easy", "自分《じぶん》で 書《か》きました。");
    let kept = page.press(&app, "easy").await.html();
    assert_eq!(
        Page::of(&kept, &path).value("easy"),
        "自分《じぶん》で 書《か》きました。"
    );
}
