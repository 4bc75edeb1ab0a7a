//! The slice as a worker uses it.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use bansou_domain::id::PersonId;

use crate::testing::{TestApp, text};

const CALL: [(&str, &str); 12] = [
    ("on", "R8.11.18"),
    ("from", "14:00"),
    ("until", "14時40分"),
    ("means", "telephone"),
    ("counterpart", "family"),
    ("counterpart_name", "母"),
    ("place", "事務所"),
    ("work", "coordination"),
    ("facts", "図書館に週2回通っている。金曜は疲れて休んだ。"),
    ("words", "静かだから大丈夫。"),
    ("view", "生活のリズムが整ってきた。"),
    ("next", "12月の訪問日を決める"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let others = fields.iter().filter(|(found, _)| *found != name);
    others.copied().chain([(name, value)]).collect()
}

async fn add(app: &TestApp, person: PersonId, fields: &[(&str, &str)]) -> String {
    let answer = app.post(&format!("/c/{person}/notes/new"), fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location.rsplit("#n-").next().unwrap().to_owned()
}

#[tokio::test]
async fn a_note_keeps_fact_words_view_and_next_apart() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    add(&app, person, &CALL).await;
    let page = app.get(&format!("/c/{person}/notes")).await.text();
    let read: Vec<&str> = page
        .lines()
        .skip_while(|line| !line.starts_with("令和8年11月18日"))
        .collect();
    let read = read.join("\n");
    insta::assert_snapshot!(read.split("見本 相子").next().unwrap_or_default(), @"
    令和8年11月18日(水) 14:00～14:40（40分）
    電話
    家族（母） 事務所 連絡調整
    図書館に週2回通っている。金曜は疲れて休んだ。
    本人のことば
    「静かだから大丈夫。」
    所見
    生活のリズムが整ってきた。
    次にすること
    12月の訪問日を決める
    ");
}

#[tokio::test]
async fn every_problem_is_told_at_once_and_what_was_typed_stays() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let fields = [
        ("on", "R8.12.1"),
        ("from", "15:00"),
        ("until", "14:00"),
        ("counterpart_name", "<script>母</script>"),
    ];
    let refused = app.post(&format!("/c/{person}/notes/new"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html().contains("&#60;script&#62;母"));
    let text = refused.text();
    let summary: Vec<&str> = text
        .lines()
        .skip_while(|line| !line.contains("か所"))
        .take(7)
        .collect();
    insta::assert_snapshot!(summary.join("\n"), @"
    入力を確かめてください（6か所）
    「方法」を選んでください。
    「相手」を選んでください。
    「区分」を選んでください。
    「日付」が今日より後になっています。
    「終了」が「開始」より前になっています。
    何があったかを書いてください（事実・本人のことば・所見・次にすることのどれか）。
    ");
}

#[tokio::test]
async fn a_correction_is_a_new_note_and_the_old_one_stays_struck() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let old = add(&app, person, &CALL).await;
    let correct = format!("/c/{person}/notes/{old}/correct");
    assert!(app.get(&correct).await.html().contains("12月の訪問日を決める"));
    let answer = app
        .post(&correct, &with(&CALL, "next", "1月の訪問日を決める"))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let html = app.get(&format!("/c/{person}/notes")).await.html();
    let struck = html
        .split_once("<del")
        .and_then(|(_, rest)| rest.split_once("</del>"))
        .unwrap()
        .0;
    assert!(struck.contains("12月の訪問日を決める") && !struck.contains("1月の訪問日を決める。"));
    let both = app.get(&format!("/c/{person}/notes/{old}")).await.text();
    assert!(
        both.contains("1月の訪問日を決める") && both.contains("訂正前"),
        "{both}"
    );
}

#[tokio::test]
async fn whoever_corrects_second_goes_on_from_the_first_correction() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let old = add(&app, person, &CALL).await;
    let correct = format!("/c/{person}/notes/{old}/correct");
    app.post(&correct, &with(&CALL, "view", "先の訂正")).await;
    let second = app.post(&correct, &with(&CALL, "view", "後の訂正")).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    let html = second.html();
    assert!(text(&html).contains("先の訂正"));
    let action = html
        .split("action=\"")
        .find(|part| part.contains("/correct"))
        .unwrap();
    let action = action.split('"').next().unwrap();
    assert!(!action.contains(&old), "the form goes on from the newest note");
    assert_eq!(
        app.post(action, &with(&CALL, "view", "後の訂正")).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_note_saved_twice_is_one_note() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let key = uuid::Uuid::now_v7().to_string();
    let fields = with(&CALL, "_key", &key);
    add(&app, person, &fields).await;
    add(&app, person, &fields).await;
    let page = app.get(&format!("/c/{person}/notes")).await.text();
    assert!(page.contains("1件") && !page.contains("2件"), "{page}");
}

#[tokio::test]
async fn the_timeline_is_narrowed_by_means_work_and_words() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    add(&app, person, &CALL).await;
    let visit = with(&with(&CALL, "means", "visit"), "facts", "自宅で家計簿を見た。");
    add(&app, person, &visit).await;
    let count = async |query: &str| {
        let page = app.get(&format!("/c/{person}/notes?{query}")).await.text();
        page.lines()
            .find(|line| line.ends_with('件'))
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(count("means=visit").await, "1件");
    assert_eq!(count("work=coordination").await, "2件");
    assert_eq!(count("work=urgent").await, "0件");
    assert_eq!(count("q=%E5%9B%B3%E6%9B%B8%E9%A4%A8").await, "1件", "図書館");
    assert_eq!(count("q=%E5%9B%B3%E6%9B%B8%E9%A4%A8&means=visit").await, "0件");
    assert_eq!(count("means=nonsense&page=-4").await, "2件");
}

#[tokio::test]
async fn quick_entry_finds_the_person_and_comes_as_a_page_or_as_a_part() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let found = app
        .get("/notes/new?q=%E3%81%BF%E3%81%BB%E3%82%93%E3%82%88%E3%81%86")
        .await;
    assert!(
        found.html().contains(&format!("/notes/new?person={person}")),
        "みほんよう, without the space"
    );
    let path = format!("/notes/new?person={person}");
    assert!(app.get(&path).await.html().contains("<!doctype html>"));
    let part = Request::get(&path)
        .header("hx-request", "true")
        .body(Body::empty())
        .unwrap();
    let part = app.send(part).await.html();
    assert!(!part.contains("<!doctype html>") && part.contains("見本 陽介さんの記録を書く"));
    assert!(part.contains(r#"value="R8.11.20""#), "today stands there already");
}

#[tokio::test]
async fn a_note_of_somebody_else_is_not_found() {
    let app = TestApp::new().await;
    let (person, other) = (app.add_person().await, app.add_person().await);
    let note = add(&app, person, &CALL).await;
    for path in [
        format!("/c/{other}/notes/{note}"),
        format!("/c/{other}/notes/{note}/correct"),
    ] {
        assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let answer = app.post(&format!("/c/{other}/notes/{note}/correct"), &CALL).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let answer = app
        .get("/notes/new?person=0190a000-0000-7000-8000-000000000000")
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_leads_to_an_addition_is_written_in_the_note_and_asked_only_what_it_needs() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let mut fields = CALL.to_vec();
    fields.extend([("deed", "hospital_accompany"), ("deed_request", "")]);
    let path = format!("/c/{person}/notes/new");
    let refused = app.post(&path, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .text()
            .contains("「病院・機関・事業所の名前」を入力してください。")
    );
    assert!(
        refused
            .html()
            .contains("<details class=\"more\" id=\"deed\" open>"),
        "the part stands open where something is wrong in it"
    );
    fields.push(("deed_place", "見本クリニック"));
    assert_eq!(app.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    let page = app.get(&format!("/c/{person}/notes")).await.text();
    assert!(page.contains("通院に同行した（見本クリニック）"), "{page}");
}

#[tokio::test]
async fn after_a_turn_in_life_one_looks_at_once_or_says_why_it_can_wait() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let turn = add(&app, person, &with(&CALL, "event", "admission")).await;
    let tab = format!("/c/{person}/monitoring");
    let page = app.get(&tab).await.text();
    let card: Vec<&str> = page
        .lines()
        .skip_while(|line| !line.contains("様子を確かめるできごと"))
        .take_while(|line| !line.contains("受給者証のモニタリング月"))
        .collect();
    insta::assert_snapshot!(card.join("\n"), @"
    様子を確かめるできごと
    予定の月を待たずに会うか、待つわけを残すと、ここから消えます。
    入院した　図書館に週2回通っている。金曜は疲れて休んだ。 令和8年11月18日(水)予定外のモニタリングを書く 予定の月まで待つ（入院した）
    ");

    let wait = format!("/c/{person}/notes/{turn}/wait");
    let form = app.get(&wait).await.html();
    assert!(form.contains("R8.11.18の「入院した」のあとの様子は、次の予定の月に確かめることにした。わけ: "));
    let refused = app.post(&wait, &[("on", "R8.11.20")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(app.get(&tab).await.text().contains("様子を確かめるできごと"));
    let answer = app
        .post(
            &wait,
            &with(&CALL, "facts", "主治医と電話で話し、退院まで待つことにした。"),
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(!app.get(&tab).await.text().contains("様子を確かめるできごと"));

    let kept = answer.location.rsplit("#n-").next().unwrap().to_owned();
    let correct = format!("/c/{person}/notes/{kept}/correct");
    app.post(&correct, &with(&CALL, "facts", "主治医と話し、待つことにした。"))
        .await;
    assert!(
        !app.get(&tab).await.text().contains("様子を確かめるできごと"),
        "a correction still says it"
    );

    let foreign = format!("/c/{person}/notes/{person}/wait");
    assert_eq!(app.get(&foreign).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.post(&foreign, &CALL).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_visit_to_a_service_is_a_note_with_what_was_seen_and_is_corrected_in_its_own_form() {
    let app = TestApp::new().await;
    let person = crate::slices::rooms::tests::hearing::carried(&app).await;
    let path = format!("/c/{person}/notes/service");
    let form = app.get(&path).await.text();
    assert!(
        form.contains("週3日通う") && form.contains("薬を毎日のむ"),
        "{form}"
    );
    let empty = app
        .post(&path, &[("on", "R8.12.1"), ("seen.0", "席に着いた")])
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = empty.text();
    for told in ["訪ねた事業所", "サービスのようす", "方法", "今日より後"] {
        assert!(text.contains(told), "{told} is told: {text}");
    }
    let visit = [
        ("on", "R8.11.17"),
        ("means", "visit"),
        ("provider", "就労支援センター見本"),
        ("counterpart_name", "見本 支援員"),
        ("facts", "午前の作業を見た。"),
        ("seen.0", "自分から席に着いた。"),
        ("words", "きょうは たのしい。"),
        ("signs_asked", "1"),
    ];
    let saved = app.post(&path, &visit).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let note = saved.location.rsplit("#n-").next().unwrap().to_owned();
    let list = app.get(&format!("/c/{person}/notes")).await.text();
    assert!(
        list.contains("サービスが行われている場を訪ねて確かめた（就労支援センター見本）")
            && list.contains("「週3日通う」自分から席に着いた。")
            && list.contains("確かめ、見られなかった"),
        "{list}"
    );
    let correct = app.get(&format!("/c/{person}/notes/{note}/correct")).await;
    assert_eq!(correct.location, format!("/c/{person}/notes/{note}/service"));
    let html = app.get(&correct.location).await.html();
    assert!(
        html.contains("自分から席に着いた。") && html.contains("午前の作業を見た。"),
        "{html}"
    );
    let corrected = with(&visit, "seen.0", "声をかけると席に着いた。");
    let answer = app.post(&correct.location, &corrected).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let list = app.get(&format!("/c/{person}/notes")).await.text();
    assert!(
        list.contains("声をかけると席に着いた。") && list.contains("訂正前"),
        "{list}"
    );
}
