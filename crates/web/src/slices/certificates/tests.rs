//! The slice as an office uses it.

use axum::http::StatusCode;

use crate::testing::TestApp;

const ADULT: [(&str, &str); 17] = [
    ("kind", "welfare"),
    ("number", "００００００００１８"),
    ("municipality", "141305"),
    ("cap", "0円"),
    ("grant_from", "R8.5.1"),
    ("grant_until", "R9.4.30"),
    ("level_from", "R8.4.1"),
    ("level_until", "R11.3.31"),
    ("services.0.name", "就労継続支援B型"),
    ("services.0.amount", "当該月の日数から8日を控除した日数"),
    ("services.2.name", "居宅介護（家事援助）"),
    ("services.2.amount", "10時間/月"),
    ("services.5.amount", " "),
    ("monitoring_text", "3か月ごと（令和8年7月～令和9年4月）"),
    ("months", "R8.7, R8.10, R9.1, R9.4"),
    ("planning_from", "R8.4.1"),
    ("planning_until", "R9.4.30"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let others = fields.iter().filter(|(found, _)| *found != name);
    others.copied().chain([(name, value)]).collect()
}

async fn saved_certificate() -> String {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = format!("/c/{person}/certificates");
    let saved = app.post(&format!("{path}/new"), &ADULT).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(saved.location, path);
    let page = app.get(&path).await.text();
    let card = page.split_once("障害福祉サービス受給者証");
    card.map_or(page.clone(), |(_, rest)| rest.to_owned())
}

#[tokio::test]
async fn a_certificate_shows_everything_that_is_printed_on_it() {
    let page = saved_certificate().await;
    let (facts, _) = page.split_once("\nモニタリング実施月\n").unwrap();
    insta::assert_snapshot!(facts, @"
     あと161日
    直す 更新後の受給者証を登録する
    受給者証番号
    0000000018
    市町村番号
    141305
    支給決定期間
    令和8年5月1日～令和9年4月30日
    障害支援区分の認定期間
    令和8年4月1日～令和11年3月31日
    負担上限月額
    0円
    計画相談支援の支給期間
    令和8年4月1日～令和9年4月30日
    支給決定されたサービス
    サービス
    支給量
    期間
    就労継続支援B型
    当該月の日数から8日を控除した日数
    支給決定期間と同じ
    居宅介護（家事援助）
    10時間/月
    支給決定期間と同じ
    ");
}

#[tokio::test]
async fn the_printed_months_stand_beside_the_suggestion_with_the_reason() {
    let page = saved_certificate().await;
    let (_, months) = page.split_once("\nモニタリング実施月\n").unwrap();
    insta::assert_snapshot!(months, @"
    印字: 3か月ごと（令和8年7月～令和9年4月）
    モニタリング実施月（令和8年5月から）
    R8
    5月
    6月
    7月
    8月
    9月
    10月
    11月
    12月
    R9
    1月
    2月
    3月
    4月
    遅れ
    遅れ
    予
    予
    済＝報告書を確定 ○＝今月 予＝これから 遅れ＝月が過ぎて報告書がない
    受給者証の月:
    R8.7, R8.10, R9.1, R9.4
    標準期間による案: R8.5, R8.6, R8.7, R8.10, R9.1, R9.4
    案は、はじめての支給決定として開始から3か月を毎月に数えています。受給者証は、そのあいだも毎月とはしていません。受給者証の月を使います。
    案の数え方
    就労継続支援B型: 6か月ごと
    障害者総合支援法施行規則 第6条の16 ― 告示で確認していない（未確認）
    居宅介護（家事援助）: 3か月ごと
    障害者総合支援法施行規則 第6条の16 ― 告示で確認していない（未確認）
    はじめての支給決定: 開始から3か月は毎月
    障害者総合支援法施行規則 第6条の16 ― 告示で確認していない（資料1点で確認）
    ");
}

#[tokio::test]
async fn every_problem_is_told_at_once_and_what_was_typed_stays() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = format!("/c/{person}/certificates/new");
    let fields = [
        ("number", "12345"),
        ("municipality", "1413"),
        ("grant_from", "R8.5.1"),
        ("grant_until", "R7.4.30"),
        ("cap", "四千"),
        ("services.4.amount", "<b>10時間</b>"),
        ("months", "R8.7 毎月"),
        ("month", "2026-10"),
    ];
    let refused = app.post(&path, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.html();
    assert!(
        html.contains("&#60;b&#62;10時間&#60;/b&#62;"),
        "what was typed is shown literally"
    );
    assert!(
        html.contains("R8.7 毎月 R8.10"),
        "a tick without its box is kept in the line"
    );
    let text = refused.text();
    let summary: Vec<&str> = text
        .lines()
        .skip_while(|line| !line.contains("か所"))
        .take(8)
        .collect();
    insta::assert_snapshot!(summary.join("\n"), @"
    入力を確かめてください（7か所）
    「種類」を選んでください。
    「負担上限月額」は数字で入力してください。例: 4600
    「実施月」の「毎月」を年月として読めません。例: R8.7, R8.10
    「受給者証番号」は数字10桁です（いま5桁）。
    「市町村番号」は数字6桁です。わからないときは空のままにします。
    支給決定期間の終了が開始より前になっています。年を確かめてください。
    サービスの名前を入力するか、その行を消してください。
    ");
}

#[tokio::test]
async fn the_months_of_the_grant_can_be_ticked_and_are_kept() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = format!("/c/{person}/certificates/new");
    let asked = app.post(&path, &with(&ADULT, "_months", "1")).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(
        asked
            .html()
            .contains(r#"name="month" value="2026-07" aria-label="令和8年7月（案の月）" checked"#),
        "{}",
        asked.html()
    );
    assert!(
        asked.html().contains(r#"name="months" type="text" value="""#),
        "a month that has its box does not stand in the line as well"
    );
    let mut ticked = with(&ADULT, "months", "");
    ticked.extend([("month", "2026-07"), ("month", "2027-01")]);
    assert_eq!(app.post(&path, &ticked).await.status, StatusCode::SEE_OTHER);
    let page = app.get(&format!("/c/{person}/certificates")).await.text();
    assert!(page.contains("受給者証の月:\nR8.7, R9.1\n"), "{page}");
}

#[tokio::test]
async fn a_second_certificate_of_the_same_number_and_day_is_refused_at_its_number() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = format!("/c/{person}/certificates/new");
    assert_eq!(app.post(&path, &ADULT).await.status, StatusCode::SEE_OTHER);
    let again = app.post(&path, &ADULT).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("すでに登録されています"));
}

#[tokio::test]
async fn whoever_saves_on_an_old_version_sees_both_texts() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    app.post(&format!("/c/{person}/certificates/new"), &ADULT).await;
    let list = app.get(&format!("/c/{person}/certificates")).await.html();
    let edit = list
        .split("href=\"")
        .find(|part| part.starts_with(&format!("/c/{person}/certificates/0")));
    let edit = edit.and_then(|part| part.split('"').next()).unwrap().to_owned();
    let theirs = with(&with(&ADULT, "cap", "4600"), "_version", "1");
    assert_eq!(app.post(&edit, &theirs).await.status, StatusCode::SEE_OTHER);
    let mine = with(&with(&ADULT, "months", "R8.8"), "_version", "1");
    let conflict = app.post(&edit, &mine).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    let text = conflict.text();
    assert!(text.contains("保存されている実施月"), "{text}");
    assert!(text.contains("4600"), "{text}");
    let version = conflict.html();
    assert!(
        version.contains(r#"name="_version" value="2""#),
        "saving once more is a decision"
    );
}

#[tokio::test]
async fn a_certificate_of_somebody_else_is_not_found() {
    let app = TestApp::new().await;
    let (person, other) = (app.add_person().await, app.add_person().await);
    app.post(&format!("/c/{person}/certificates/new"), &ADULT).await;
    let list = app.get(&format!("/c/{person}/certificates")).await.html();
    let edit = list
        .split("href=\"")
        .find(|part| part.starts_with(&format!("/c/{person}/certificates/0")));
    let id = edit
        .and_then(|part| part.split('"').next())
        .unwrap()
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    let path = format!("/c/{other}/certificates/{id}");
    assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        app.post(&path, &with(&ADULT, "_version", "1")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_needs_renewal_or_overlaps_is_said() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let path = format!("/c/{person}/certificates");
    let ending = with(&with(&ADULT, "grant_from", "R8.1.15"), "grant_until", "R9.1.14");
    app.post(
        &format!("{path}/new"),
        &with(&with(&ending, "months", ""), "planning_from", ""),
    )
    .await;
    let page = app.get(&path).await.text();
    assert!(page.contains("あと55日（60日以内に終わります）"), "{page}");
    app.post(&format!("{path}/new"), &ADULT).await;
    let page = app.get(&path).await.text();
    assert!(
        page.contains(
            "障害福祉サービス受給者証の支給決定期間が重なっています（R8.5.1～R9.4.30 と R8.1.15～R9.1.14）"
        ),
        "{page}"
    );
}
