//! The steps as an office uses them.

use axum::http::StatusCode;
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_domain::process::Step;
use bansou_law::Law;

use crate::testing::{Answer, TestApp};

/// The contract of the walk's adult, as it is typed.
const CONTRACT: [(&str, &str); 8] = [
    ("contract_explained", "R8.3.6"),
    ("contract_signed", "令和8年3月6日"),
    ("contract_signed_note", "本人"),
    ("consent_person", "2026-03-06"),
    ("consent_family", "R8.3.6"),
    (
        "share_to_note",
        "就労継続支援B型事業所\n居宅介護事業所\n区役所\n主治医",
    ),
    ("share_not_to_note", "きょうだい"),
    ("contract_reported", "R8.5.1"),
];

/// Everything a form was filled with, as it stands in its page.
fn filled<'h>(html: &'h str, name: &str) -> &'h str {
    let field = html.split(&format!("name=\"{name}\"")).nth(1).unwrap_or_default();
    let value = field.split_once("value=\"").map_or("", |(_, rest)| rest);
    value.split_once('"').map_or("", |(value, _)| value)
}

async fn record_contract(app: &TestApp, person: PersonId) -> Answer {
    app.post(&format!("/c/{person}/process/1/contract"), &CONTRACT)
        .await
}

/// The same fields with the keys of what is recorded, as the browser sends them back.
async fn again<'a>(app: &TestApp, path: &str, fields: &[(&'a str, &'a str)]) -> Vec<(String, String)> {
    let html = app.get(path).await.html();
    let ids = bansou_domain::process::MilestoneKind::ALL
        .iter()
        .map(|kind| format!("{}_id", kind.code()));
    let ids = ids.map(|name| (name.clone(), filled(&html, &name).to_owned()));
    let typed = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    typed.chain(ids).collect()
}

fn lent(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

#[tokio::test]
async fn every_value_of_the_contract_is_typed_once_and_read_again() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let saved = record_contract(&app, person).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = app.get(&format!("/c/{person}/process")).await.text();
    let facts = page.split_once("記録した節目").unwrap().1;
    insta::assert_snapshot!(facts.lines().filter(|line| !line.starts_with("取り消す")).collect::<Vec<_>>().join("\n"), @r"
    記録した節目。新しい順
    日付
    期
    できごと
    相手・内容
    記録した人
    訂正
    R8.5.1
    第1期
    契約内容を市町村へ報告した
    見本 相子
    R8.3.6
    第1期
    伝えない相手
    きょうだい
    見本 相子
    R8.3.6
    第1期
    伝えてよい相手
    就労継続支援B型事業所
    居宅介護事業所
    区役所
    主治医
    見本 相子
    R8.3.6
    第1期
    情報共有の同意（家族）
    見本 相子
    R8.3.6
    第1期
    情報共有の同意（本人）
    見本 相子
    R8.3.6
    第1期
    利用契約を結んだ
    本人
    見本 相子
    R8.3.6
    第1期
    重要事項を説明した
    見本 相子
    ");
}

#[tokio::test]
async fn the_paper_flow_with_the_municipality_moves_the_rail() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    record_contract(&app, person).await;
    let path = format!("/c/{person}/process/1/application");
    let fields = [
        ("applied", "R8.3.16"),
        ("office_notified", "R8.3.16"),
        ("draft_requested", "R8.3.18"),
        ("grade_decided", "R8.4.10"),
        ("grade_decided_note", "区分3"),
        ("grant_received", "R8.4.24"),
    ];
    let saved = app.post(&path, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let steps = app.get(&format!("/c/{person}/process")).await.text();
    let grant: Vec<_> = steps
        .lines()
        .skip_while(|line| *line != "支給決定・受給者証")
        .take(7)
        .collect();
    insta::assert_snapshot!(grant.join("\n"), @r"
    支給決定・受給者証
    順序
    R8.4.24
    見本 相子
    指定計画相談支援基準 第9条
    条番号は本文で確認していません
    記録: 受給者証の写し
    ");
}

#[tokio::test]
async fn all_problems_are_told_and_everything_typed_is_kept() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let fields = [
        ("contract_signed", "きのう"),
        ("contract_explained", "R9.1.1"),
        ("consent_person_note", "本人<b>"),
        ("share_to_note", "区役所"),
    ];
    let refused = app
        .post(&format!("/c/{person}/process/1/contract"), &fields)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    assert!(text.contains("入力を確かめてください（4か所）"), "{text}");
    assert!(refused.html().contains("きのう") && text.contains("区役所"));
    assert!(refused.html().contains("本人&#60;b&#62;"));
}

#[tokio::test]
async fn a_correction_says_why_and_a_colleague_who_was_first_is_shown() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    record_contract(&app, person).await;
    let path = format!("/c/{person}/process/1/contract");
    let mut fields = again(&app, &path, &CONTRACT).await;
    fields
        .iter_mut()
        .find(|(name, _)| name == "contract_signed")
        .unwrap()
        .1 = "R8.3.9".to_owned();
    let refused = app.post(&path, &lent(&fields)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("「直す理由」を入力してください"));
    fields.push(("reason".to_owned(), "契約書の日付の読みちがい".to_owned()));
    assert_eq!(
        app.post(&path, &lent(&fields)).await.status,
        StatusCode::SEE_OTHER
    );
    let stale = app.post(&path, &lent(&fields)).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text());
    let journal = app.get(&format!("/c/{person}/journal")).await.text();
    assert!(journal.contains("契約書の日付の読みちがい"), "{journal}");
}

#[tokio::test]
async fn pressing_twice_records_once() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let mut fields = CONTRACT.to_vec();
    let key = uuid::Uuid::now_v7().to_string();
    fields.push(("_key", &key));
    let path = format!("/c/{person}/process/1/contract");
    let (first, second) = (app.post(&path, &fields).await, app.post(&path, &fields).await);
    assert_eq!(
        (first.status, second.status),
        (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER)
    );
    assert_eq!(first.location, second.location);
    let page = app.get(&second.location).await.text();
    assert_eq!(page.matches("利用契約を結んだ\n").count(), 1, "{page}");
}

#[tokio::test]
async fn a_step_is_passed_with_a_reason_and_the_reason_can_be_taken_back() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = format!("/c/{person}/process/1/pass/conference");
    let asked = app.get(&path).await.text();
    assert!(
        asked.contains("第15条第2項第12号") && asked.contains("本文では確認していません"),
        "{asked}"
    );
    assert_eq!(
        app.post(&path, &[]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let passed = app.post(&path, &[("reason", "文書で意見を聞いた")]).await;
    assert_eq!(passed.status, StatusCode::SEE_OTHER);
    let page = app.get(&passed.location).await;
    assert!(
        page.text()
            .contains("理由: 文書で意見を聞いた（見本 相子 R8.11.20）"),
        "{}",
        page.text()
    );
    let html = page.html();
    let withdraw = html
        .split("href=\"")
        .find(|part| part.contains("/process/withdraw/"))
        .unwrap();
    let withdraw = withdraw.split('"').next().unwrap();
    assert_eq!(
        app.post(withdraw, &[("reason", "会議を開けた")]).await.status,
        StatusCode::SEE_OTHER
    );
    let after = app.get(&format!("/c/{person}/process")).await.text();
    assert!(!after.contains("文書で意見を聞いた"), "{after}");
}

#[tokio::test]
async fn a_new_cycle_is_begun_once_and_starts_at_the_assessment() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    record_contract(&app, person).await;
    let path = format!("/c/{person}/process/begin");
    let fields = [("_version", "1"), ("on", "R8.11.20"), ("why", "受給者証の更新")];
    let begun = app.post(&path, &fields).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    assert_eq!(app.post(&path, &fields).await.status, StatusCode::CONFLICT);
    let front = app.get(&format!("/c/{person}")).await.text();
    assert!(front.contains("第2期"), "{front}");
    let duties = front.split_once("この期の仕事").unwrap().1;
    assert!(duties.trim_start().starts_with("アセスメント訪問"), "{duties}");
}

#[tokio::test]
async fn unknown_sheets_steps_and_facts_are_not_found() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    for path in ["process/1/other", "process/1/pass/other", "process/0/pass/other"] {
        assert_eq!(
            app.get(&format!("/c/{person}/{path}")).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let unknown = format!("/c/{person}/process/withdraw/{}", uuid::Uuid::now_v7());
    assert_eq!(app.get(&unknown).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        app.post(&unknown, &[("reason", "x")]).await.status,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn every_duty_of_a_step_stands_in_the_law_tables_of_both_schemes() {
    let law = Law::bundled().unwrap();
    let day = bansou_demo::TODAY;
    for step in Step::ALL.iter().filter(|step| step.duty().is_some()) {
        for child in [false, true] {
            assert!(
                super::law::article(&law, child, *step, day).is_some(),
                "{step:?} {}",
                wareki::short(day)
            );
        }
    }
}

#[tokio::test]
async fn the_front_page_of_a_new_case_says_what_to_do_first() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let page = app.get(&format!("/c/{person}")).await.text();
    let duties = page
        .split_once("この期の仕事")
        .unwrap()
        .1
        .split_once("強みと配慮")
        .unwrap()
        .0;
    insta::assert_snapshot!(duties, @r"
    インテークまだ相談を記録する（インテーク）
    契約・説明まだ記録する（契約・説明）
    情報共有の同意まだ記録する（情報共有の同意）
    ");
    record_contract(&app, person).await;
    let note = [
        ("on", "R8.11.18"),
        ("means", "visit"),
        ("counterpart", "person"),
        ("work", "planning"),
        ("words", "静かなところがいい。"),
    ];
    let saved = app.post(&format!("/c/{person}/notes/new"), &note).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = app.get(&format!("/c/{person}")).await.text();
    assert!(
        page.contains("静かなところがいい。\n本人のことば（R8.11.18 訪問）"),
        "{page}"
    );
}
