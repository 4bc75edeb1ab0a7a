use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use crate::testing::TestApp;

/// A question of a new person: the person, and the page of its record.
async fn begun(app: &TestApp) -> (PersonId, String) {
    let person = app.add_person().await;
    let question = [("question", "どこで暮らそうかな")];
    let form = app.post(&super::list_path(person), &question).await.location;
    let page = form.strip_suffix("/edit/ways").unwrap().to_owned();
    (person, page)
}

async fn saved(app: &TestApp, page: &str, part: &str, version: &str, fields: &[(&str, &str)]) {
    let form = format!("{page}/edit/{part}");
    let answer = app
        .post(&form, &[fields, &[("_version", version)]].concat())
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

const WAYS: [(&str, &str); 8] = [
    ("question", "どこで暮らそうかな"),
    ("ways.0.was", "0"),
    ("ways.0.name", "今のまま"),
    ("ways.0.brings_person", "母がいる"),
    ("ways.0.brings_others", "母：心配がない"),
    ("ways.1.was", "1"),
    ("ways.1.name", "グループホーム"),
    ("ways.1.hard_person", "知らない人の声"),
];

const CHOSEN: [(&str, &str); 6] = [
    ("conclusion", "own"),
    ("way", "グループホーム"),
    ("words", "カレーの日に、とまりたい"),
    ("on", "R8.11.12"),
    ("present", "本人、母"),
    ("told_changeable", "1"),
];

/// A record that is complete and confirmed.
async fn confirmed(app: &TestApp) -> (PersonId, String) {
    let (person, page) = begun(app).await;
    saved(app, &page, "ways", "1", &WAYS).await;
    saved(app, &page, "outcome", "2", &CHOSEN).await;
    let answer = app.post(&format!("{page}/confirm"), &[("_version", "3")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    (person, page)
}

#[tokio::test]
async fn a_question_begins_with_staying_as_it_is_and_nothing_chosen() {
    let app = TestApp::new().await;
    let (person, page) = begun(&app).await;
    let ways = app.get(&format!("{page}/edit/ways")).await.html();
    assert!(ways.contains("value=\"今のまま\""), "{ways}");
    let outcome = app.get(&format!("{page}/edit/outcome")).await.html();
    assert!(
        !outcome.contains(" checked") && !outcome.contains(" selected"),
        "{outcome}"
    );
    let nothing = app.post(&super::list_path(person), &[("question", "　")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        nothing.text().contains("「決めること」を入力してください"),
        "{}",
        nothing.text()
    );
}

#[tokio::test]
async fn the_person_and_the_others_see_a_way_apart_and_its_easy_words_go_with_it() {
    let app = TestApp::new().await;
    let (_, page) = begun(&app).await;
    saved(&app, &page, "ways", "1", &WAYS).await;
    let text = app.get(&page).await.text();
    assert!(
        text.contains("本人母がいる") || text.contains("本人 母がいる"),
        "{text}"
    );
    assert!(
        text.contains("まわり母：心配がない") || text.contains("まわり 母：心配がない"),
        "{text}"
    );
    let easy = [
        ("easy.1.name", "みんなの 家《いえ》"),
        ("easy.0.name", "いまの まま"),
    ];
    saved(&app, &page, "easy", "2", &easy).await;
    // The first way is taken away: the second keeps its own easy words.
    let left = [
        ("question", "どこで暮らそうかな"),
        ("ways.1.was", "1"),
        ("ways.1.name", "グループホーム"),
    ];
    saved(&app, &page, "ways", "3", &left).await;
    let html = app.get(&format!("{page}/easy")).await.html();
    assert!(html.contains("みんなの <ruby>家"), "{html}");
    assert!(!html.contains("いまの まま"), "{html}");
}

#[tokio::test]
async fn best_interest_without_its_reasons_is_told_at_the_field_and_kept() {
    let app = TestApp::new().await;
    let (_, page) = begun(&app).await;
    let form = format!("{page}/edit/outcome");
    let fields = [
        ("_version", "1"),
        ("conclusion", "best_interest"),
        ("best_interest", "いまの暮らしを変えない"),
    ];
    let answer = app.post(&form, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = answer.html();
    for kept in ["#f-why_unreadable", "#f-tried_before", "いまの暮らしを変えない"] {
        assert!(html.contains(kept), "{kept} is missing: {html}");
    }
    let reasons = [
        ("conclusion", "best_interest"),
        ("best_interest", "いまの暮らしを変えない"),
        ("why_unreadable", "どの方法でも同じ表れにならなかった"),
        ("tried_before", "写真、実物、体験2回"),
    ];
    saved(&app, &page, "outcome", "1", &reasons).await;
}

#[tokio::test]
async fn what_is_missing_is_told_where_it_can_be_put_right() {
    let app = TestApp::new().await;
    let (_, page) = begun(&app).await;
    let row = [("obstacles.0.kind", "family"), ("obstacles.0.what", "夜が心配")];
    saved(&app, &page, "obstacles", "1", &row).await;
    let refused = app.post(&format!("{page}/confirm"), &[("_version", "2")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.html();
    for field in [
        "edit/ways#f-ways.1.name",
        "edit/obstacles#f-obstacles.0.next",
        "edit/obstacles#f-obstacles.0.who",
        "edit/outcome#f-conclusion",
    ] {
        assert!(html.contains(field), "{field} is missing: {html}");
    }
}

#[tokio::test]
async fn the_next_step_is_homework_at_once_and_its_record_is_kept() {
    let app = TestApp::new().await;
    let (person, page) = begun(&app).await;
    let row = [
        ("obstacles.0.kind", "family"),
        ("obstacles.0.what", "母：夜が心配"),
        ("obstacles.0.next", "夜の見回りの話を聞く"),
        ("obstacles.0.who", "母"),
        ("obstacles.0.by", "R8.12.10"),
    ];
    saved(&app, &page, "obstacles", "1", &row).await;
    let tasks = app.get(&format!("/c/{person}/tasks")).await.text();
    assert!(tasks.contains("夜の見回りの話を聞く"), "{tasks}");
    let brief = app.get(&format!("/c/{person}/brief")).await.text();
    assert!(
        brief.contains("夜の見回りの話を聞く") && brief.contains("考えている"),
        "{brief}"
    );
    // Saved once more with another step: the first is withdrawn, not doubled.
    let mut other = row;
    if let Some(step) = other.get_mut(2) {
        step.1 = "母と泊まってみる";
    }
    saved(&app, &page, "obstacles", "2", &other).await;
    let tasks = app.get(&format!("/c/{person}/tasks")).await.text();
    assert!(
        tasks.contains("母と泊まってみる") && !tasks.contains("夜の見回りの話を聞く"),
        "{tasks}"
    );
    let kept = app.post(&format!("{page}/discard"), &[("_version", "3")]).await;
    assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        kept.text().contains("宿題を出した記録は捨てられません"),
        "{}",
        kept.text()
    );
}

#[tokio::test]
async fn an_answer_stands_can_be_thought_over_and_is_corrected_by_a_new_version() {
    let app = TestApp::new().await;
    let (person, page) = confirmed(&app).await;
    let late = [
        ("_version", "4"),
        ("question", "ほかの問い"),
        ("ways.0.name", "x"),
    ];
    let late = app.post(&format!("{page}/edit/ways"), &late).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let again = app.post(&format!("{page}/again"), &[]).await.location;
    assert_ne!(again, page);
    let twice = app.post(&format!("{page}/again"), &[]).await.location;
    assert_eq!(again, twice, "a question is thought over once at a time");
    let html = app.get(&again).await.html();
    assert!(
        html.contains("グループホーム") && !html.contains("カレーの日に"),
        "{html}"
    );
    assert!(html.contains(&format!("href=\"{page}\"")), "{html}");
    let list = app.get(&super::list_path(person)).await.text();
    assert!(
        list.contains("カレーの日に、とまりたい") && list.contains("考えている"),
        "{list}"
    );
    let corrected = app.post(&format!("{page}/correct"), &[]).await.location;
    let html = app.get(&corrected).await.html();
    assert!(html.contains("カレーの日に、とまりたい"), "{html}");
    let answer = app
        .post(&format!("{corrected}/confirm"), &[("_version", "1")])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert!(app.get(&page).await.text().contains("訂正前"));
}

#[tokio::test]
async fn the_answer_flows_into_the_plan_the_visit_and_the_long_view() {
    let app = TestApp::new().await;
    let (person, _) = confirmed(&app).await;
    for page in ["brief", "long-view"] {
        let text = app.get(&format!("/c/{person}/{page}")).await.text();
        assert!(text.contains("カレーの日に、とまりたい"), "{page}: {text}");
    }
    let plan = app
        .post(&format!("/c/{person}/plan/begin"), &[("what", "draft")])
        .await
        .location;
    let html = app.get(&plan).await.html();
    assert!(html.contains("カレーの日に、とまりたい"), "{html}");
}

#[tokio::test]
async fn the_persons_page_has_readings_says_what_is_hard_and_prints() {
    let app = TestApp::new().await;
    let (_, page) = begun(&app).await;
    saved(&app, &page, "ways", "1", &WAYS).await;
    let easy = [
        ("easy_question", "どこで 暮《く》らす？"),
        ("easy.1.name", "グループホーム"),
        ("easy.1.brings", "会議室がある"),
    ];
    saved(&app, &page, "easy", "2", &easy).await;
    let answer = app.get(&format!("{page}/easy")).await;
    let html = answer.html();
    assert!(
        html.contains("<ruby>暮<rp>（</rp><rt>く</rt><rp>）</rp></ruby>らす？"),
        "{html}"
    );
    assert!(html.contains("「会議室」にふりがながありません。"), "{html}");
    assert!(
        html.contains("「今のまま」のやさしいことばがまだありません"),
        "{html}"
    );
    for (asked, shown) in [("?f=none", false), ("?f=all", true)] {
        let html = app.get(&format!("{page}/easy{asked}")).await.html();
        assert_eq!(html.contains("<rt>く"), shown, "{asked}");
    }
    for pdf in [format!("{page}/easy/pdf"), printed(&page)] {
        let pdf = app.get(&pdf).await;
        assert_eq!(pdf.status, StatusCode::OK);
        assert!(pdf.bytes.starts_with(b"%PDF"));
    }
}

fn printed(page: &str) -> String {
    let (case, id) = page.split_once("/deciding/").unwrap();
    format!("{case}/print/deciding/{id}/pdf")
}

#[tokio::test]
async fn a_stale_form_shows_both_texts_and_another_persons_record_is_not_found() {
    let app = TestApp::new().await;
    let (person, page) = begun(&app).await;
    let form = format!("{page}/edit/ways");
    saved(&app, &page, "ways", "1", &WAYS).await;
    let mine = [("_version", "1"), ("question", "わたしの書いた問い")];
    let answer = app.post(&form, &mine).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let html = answer.html();
    assert!(
        html.contains("わたしの書いた問い") && html.contains("グループホーム"),
        "{html}"
    );
    let other = app.add_person().await;
    let id = page.rsplit('/').next().unwrap();
    for path in [
        format!("/c/{other}/deciding/{id}"),
        format!("/c/{other}/deciding/{id}/easy"),
        format!("/c/{other}/deciding/{id}/edit/ways"),
        format!("/c/{person}/deciding/{id}/edit/nonsense"),
    ] {
        assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
