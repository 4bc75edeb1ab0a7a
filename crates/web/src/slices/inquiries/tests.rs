//! From the first call to a case, or to its end without one.

use axum::http::StatusCode;

use crate::testing::TestApp;

const CALL: [(&str, &str); 13] = [
    ("on", "R8.3.2"),
    ("at", "10:20"),
    ("received_by", "見本 相子"),
    ("from", "母"),
    ("contact", "090-0000-0002"),
    ("route", "区役所 障害者支援課の紹介"),
    ("means", "telephone"),
    ("urgency", "middle"),
    ("urgency_reason", "母の体力が落ちている"),
    ("about", "見本 陽介"),
    ("about_kana", "みほん ようすけ"),
    (
        "words",
        "息子が仕事を辞めてから5年あまり、家にいる日がほとんどです。",
    ),
    ("next_on", "R8.3.6"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let others = fields.iter().filter(|(found, _)| *found != name);
    others.copied().chain([(name, value)]).collect()
}

async fn add(app: &TestApp) -> String {
    let answer = app.post("/inquiries/new", &CALL).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location
}

#[tokio::test]
async fn an_inquiry_shows_everything_that_was_recorded() {
    let app = TestApp::new().await;
    let path = add(&app).await;
    let text = app.get(&path).await.text();
    insta::assert_snapshot!(text.split("契約へ").next().unwrap_or_default(), @"
    相談受付の記録（見本 陽介さん）
    受付中 直す 一覧へ
    相談内容
    息子が仕事を辞めてから5年あまり、家にいる日がほとんどです。
    受付日時
    令和8年3月2日(月) 10:20
    受付者
    見本 相子
    方法
    電話
    相談経路・紹介者
    区役所 障害者支援課の紹介
    相談者
    母
    連絡先
    090-0000-0002
    本人
    見本 陽介（みほん ようすけ）
    緊急性
    中（母の体力が落ちている）
    次に連絡する日
    令和8年3月6日(金)
    ");
}

#[tokio::test]
async fn every_problem_is_told_at_once_and_what_was_typed_stays() {
    let app = TestApp::new().await;
    let refused = app
        .post(
            "/inquiries/new",
            &[("on", "R9.1.1"), ("at", "朝"), ("about", "<i>見本</i>")],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html().contains("&#60;i&#62;見本"));
    let text = refused.text();
    let summary: Vec<&str> = text
        .lines()
        .skip_while(|line| !line.contains("か所"))
        .take(6)
        .collect();
    insta::assert_snapshot!(summary.join("\n"), @"
    入力を確かめてください（5か所）
    「受付時刻」を読めません。時刻として読めない書き方です。 例: 14:30
    「方法」を選んでください。
    「受付日」が今日より後になっています。
    「相談者」を入力してください。名前がわからないときは「母」「匿名」などと書きます。
    「相談内容」を、話されたことばのまま入力してください。
    ");
}

#[tokio::test]
async fn an_inquiry_ends_without_a_case_only_with_a_word_on_what_was_done() {
    let app = TestApp::new().await;
    let path = add(&app).await;
    let bare = [("_version", "1"), ("state", "referred"), ("next", "")];
    let refused = app.post(&path, &bare).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("「対応・次の予定」を入力してください"),
        "{}",
        refused.text()
    );
    let told = with(&bare, "next", "見本区の地域包括支援センターを紹介した");
    assert_eq!(app.post(&path, &told).await.status, StatusCode::SEE_OTHER);
    let list = app.get("/inquiries?state=referred").await.text();
    assert!(
        list.contains("見本 陽介") && list.contains("他機関へ紹介（1）"),
        "{list}"
    );
    assert!(
        !app.get("/inquiries?state=open")
            .await
            .text()
            .contains("見本 陽介")
    );
}

#[tokio::test]
async fn an_inquiry_kept_open_as_outreach_is_late_once_its_contact_has_passed() {
    let app = TestApp::new().await;
    let path = add(&app).await;
    let outreach = [
        ("_version", "1"),
        ("state", "outreach"),
        ("next", "月に一度、図書館で声をかける"),
        ("next_on", "R8.11.10"),
    ];
    assert_eq!(app.post(&path, &outreach).await.status, StatusCode::SEE_OTHER);
    let list = app.get("/inquiries?state=outreach").await.text();
    assert!(list.contains("R8.11.10 過ぎています"), "{list}");
}

#[tokio::test]
async fn an_inquiry_becomes_a_case_that_leads_back_to_it() {
    let app = TestApp::new().await;
    let path = add(&app).await;
    let form = app.get(&format!("{path}/case")).await.html();
    assert!(form.contains("みほん ようすけ"));
    let staff = app.office.staff[0].to_string();
    let chosen = [
        ("name", "見本 陽介"),
        ("kana", "みほん ようすけ"),
        ("specialist", staff.as_str()),
        ("reason", "自閉スペクトラム症の方の経験"),
    ];
    let answer = app.post(&format!("{path}/case"), &chosen).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let case = answer.location;
    let inquiry = app.get(&format!("{case}/inquiry")).await.text();
    assert!(
        inquiry.contains("息子が仕事を辞めてから") && inquiry.contains("区役所 障害者支援課の紹介"),
        "{inquiry}"
    );
    assert!(app.get(&path).await.html().contains(&format!("href=\"{case}\"")));
    let again = app.post(&format!("{path}/case"), &chosen).await;
    assert_eq!(again.location, case, "a second registration leads to the first");
    let people = app.get("/people").await.text();
    assert!(people.contains("1人"), "{people}");
}

#[tokio::test]
async fn a_case_needs_a_name_and_somebody_who_can_carry_it() {
    let app = TestApp::new().await;
    let path = add(&app).await;
    let clerk = app.office.staff[3].to_string();
    let refused = app
        .post(
            &format!("{path}/case"),
            &[("name", ""), ("specialist", clerk.as_str())],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    for message in ["「氏名」を入力", "「ふりがな」を入力", "「担当」を選び直して"]
    {
        assert!(text.contains(message), "{message} in {text}");
    }
}

#[tokio::test]
async fn whoever_saves_on_an_old_version_sees_both_texts() {
    let app = TestApp::new().await;
    let path = add(&app).await;
    let edit = format!("{path}/edit");
    let theirs = with(&with(&CALL, "route", "先に直した経路"), "_version", "1");
    assert_eq!(app.post(&edit, &theirs).await.status, StatusCode::SEE_OTHER);
    let conflict = app
        .post(&edit, &with(&with(&CALL, "route", "後の経路"), "_version", "1"))
        .await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    let text = conflict.text();
    assert!(
        text.contains("先に直した経路") && conflict.html().contains("後の経路"),
        "{text}"
    );
}

#[tokio::test]
async fn an_unknown_inquiry_is_not_found() {
    let app = TestApp::new().await;
    let path = "/inquiries/0190a000-0000-7000-8000-000000000000";
    for path in [path.to_owned(), format!("{path}/edit"), format!("{path}/case")] {
        assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(
            app.post(&path, &CALL).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_case_without_an_inquiry_says_so() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let text = app.get(&format!("/c/{person}/inquiry")).await.text();
    assert!(text.contains("この方には、相談受付の記録がありません"), "{text}");
}
