use axum::http::StatusCode;
use insta::assert_snapshot;

use crate::testing::TestApp;

const YOSUKE: [(&str, &str); 22] = [
    ("name", "見本 陽介"),
    ("kana", "みほん ようすけ"),
    ("born", "平成13年8月9日"),
    ("sex", "male"),
    ("support_level", "3"),
    ("disability", "軽度知的障害、自閉スペクトラム症"),
    ("handbooks", "愛の手帳4度\r\n精神障害者保健福祉手帳2級"),
    ("income", "障害基礎年金2級"),
    ("postcode", "100-0000"),
    ("address", "見本区中央1丁目2番3号 ひまわり荘201号"),
    ("housing", "rented"),
    ("tel", "090-0000-0002"),
    ("caution", "大きな音が苦手"),
    ("family.0.name", "見本 久子"),
    ("family.0.relation", "母"),
    ("family.0.born", "S32.11.30"),
    ("family.0.living_together", "1"),
    ("family.0.main_carer", "1"),
    ("family.0.note", "変形性膝関節症"),
    ("family.2.name", "見本 正"),
    ("family.2.relation", "父"),
    ("family.2.died", "令和元年5月1日"),
];

async fn add(app: &TestApp) -> String {
    let answer = app.post("/people/new", &YOSUKE).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location
}

#[tokio::test]
async fn everything_on_the_face_sheet_is_read_back_as_it_was_meant() {
    let app = TestApp::new().await;
    let page = app.get(&format!("{}/person", add(&app).await)).await.html();
    for value in [
        "見本 陽介",
        "H13.8.9",
        "見本区中央1丁目2番3号 ひまわり荘201号",
        "見本 久子",
        "S32.11.30",
        "R1.5.1",
        "変形性膝関節症",
    ] {
        assert!(
            page.contains(&format!("value=\"{value}\"")),
            "{value} is not in its field"
        );
    }
    assert!(page.contains("愛の手帳4度\n精神障害者保健福祉手帳2級"));
}

#[tokio::test]
async fn every_problem_is_told_at_once_and_everything_typed_is_kept() {
    let app = TestApp::new().await;
    let typed = [
        ("born", "昭和65年1月1日"),
        ("address", "<b>見本市</b> =1+1"),
        ("family.0.name", "見本 久子"),
        ("guardians.0.relation", "母"),
        ("tel", "090\u{202e}0000"),
    ];
    let answer = app.post("/people/new", &typed).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = answer.html();
    assert!(html.contains("value=\"昭和65年1月1日\""));
    assert!(
        html.contains("value=\"&#60;b&#62;見本市&#60;/b&#62; =1+1\""),
        "typed markup stays text"
    );
    let text = answer.text();
    let summary: Vec<_> = text
        .lines()
        .skip_while(|line| !line.starts_with("入力を確かめて"))
        .take(8)
        .collect();
    assert_snapshot!(summary.join("\n"), @"
    入力を確かめてください（7か所）
    「生年月日」を読めません。昭和は昭和64年1月7日までです。 例: R8.11.21
    「電話番号」に目に見えない制御文字（U+202E）が入っています。貼り付けた文を入力し直してください。
    「立場」を選んでください。
    「続柄」を入力してください。
    「氏名」を入力してください。
    「ふりがな」を入力してください。一覧の並び順に使います。
    保護者・後見人等の氏名を入力するか、その行を消してください。
    ");
}

#[tokio::test]
async fn a_second_press_of_the_button_registers_nobody_twice() {
    let app = TestApp::new().await;
    let key = "0190a000-0000-7000-8000-000000000001";
    let typed = [("_key", key), ("name", "見本 陽介"), ("kana", "みほん ようすけ")];
    let first = app.post("/people/new", &typed).await;
    let second = app.post("/people/new", &typed).await;
    assert_eq!((first.status, &first.location), (second.status, &second.location));
    assert!(app.get("/people").await.text().contains("1人"));
}

#[tokio::test]
async fn somebody_who_saved_first_is_shown_beside_and_not_overwritten() {
    let app = TestApp::new().await;
    let path = format!("{}/person", add(&app).await);
    let name = ("name", "見本 陽介");
    let kana = ("kana", "みほん ようすけ");
    let first = [name, kana, ("tel", "044-111"), ("_version", "1")];
    assert_eq!(app.post(&path, &first).await.status, StatusCode::SEE_OTHER);
    let second = [name, kana, ("tel", "044-222"), ("_version", "1")];
    let answer = app.post(&path, &second).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let (text, html) = (answer.text(), answer.html());
    assert!(text.contains("[044-222]"), "what was typed is kept");
    assert!(
        html.contains(r##"<li><a href="#f-tel">電話番号</a></li>"##),
        "the list above leads to it:\n{html}"
    );
    assert!(
        text.contains("保存されている内容 044-111"),
        "what is stored stands beside:\n{text}"
    );
    let decided = [name, kana, ("tel", "044-222"), ("_version", "2")];
    assert_eq!(app.post(&path, &decided).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_draft_is_offered_where_it_was_typed_and_gone_once_it_is_saved() {
    let app = TestApp::new().await;
    let draft = [("_place", "/people/new"), ("name", "見本 途中"), ("kana", "")];
    assert!(
        app.post("/drafts", &draft)
            .await
            .text()
            .starts_with("下書き保存済み")
    );
    assert!(
        app.get("/people/new")
            .await
            .text()
            .contains("入力していた下書きがあります")
    );
    assert!(
        app.get("/people/new?draft=1")
            .await
            .html()
            .contains("value=\"見本 途中\"")
    );
    let saved = [
        ("_place", "/people/new"),
        ("name", "見本 途中"),
        ("kana", "みほん とちゅう"),
    ];
    assert_eq!(
        app.post("/people/new", &saved).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(!app.get("/people/new").await.text().contains("下書きがあります"));
}

#[tokio::test]
async fn the_list_finds_people_by_reading_in_either_kana() {
    let app = TestApp::new().await;
    add(&app).await;
    for words in ["ようすけ", "ヨウスケ", "ﾖｳｽｹ", "陽介"] {
        let query = form_urlencoded::byte_serialize(words.as_bytes()).collect::<String>();
        assert!(
            app.get(&format!("/people?q={query}"))
                .await
                .text()
                .contains("1人"),
            "{words}"
        );
    }
    assert!(
        app.get("/people?q=%25").await.text().contains("0人"),
        "a sign of the search language is only a sign"
    );
}

#[tokio::test]
async fn a_colleague_writes_the_reason_before_the_record_opens() {
    let mut app = TestApp::new().await;
    let path = add(&app).await;
    app.sign_in(1).await;
    let answer = app.get(&path).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.location.contains("/reason?back="));
    let answer = app
        .post(&format!("{path}/reason"), &[("reason", ""), ("back", &path)])
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = app
        .post(
            &format!("{path}/reason"),
            &[("reason", "担当が休みのため"), ("back", "https://elsewhere.test")],
        )
        .await;
    assert_eq!(
        (answer.status, answer.location.as_str()),
        (StatusCode::SEE_OTHER, path.as_str()),
        "only ever back to the case"
    );
    assert_eq!(app.get(&path).await.status, StatusCode::OK);
}
