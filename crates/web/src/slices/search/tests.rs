//! Searching as a worker does.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use crate::testing::TestApp;

fn query(path: &str, words: &str) -> String {
    let encoded: String = form_urlencoded::byte_serialize(words.as_bytes()).collect();
    format!("{path}?q={encoded}")
}

async fn note(app: &TestApp, person: PersonId, facts: &str) {
    let fields = [
        ("on", "R8.11.18"),
        ("means", "visit"),
        ("counterpart", "person"),
        ("work", "consultation"),
        ("facts", facts),
    ];
    let answer = app.post(&format!("/c/{person}/notes/new"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

#[tokio::test]
async fn people_are_found_by_name_reading_and_the_end_of_a_certificate() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let certificate = [
        ("kind", "welfare"),
        ("number", "0000000018"),
        ("grant_from", "R8.5.1"),
        ("grant_until", "R9.4.30"),
    ];
    app.post(&format!("/c/{person}/certificates/new"), &certificate)
        .await;
    let link = format!("/c/{person}\"");
    for words in [
        "見本陽介",
        "見本 陽介",
        "ミホンヨウ",
        "ようすけ",
        "00018",
        "０１８",
    ] {
        assert!(
            app.get(&query("/search", words)).await.html().contains(&link),
            "{words}"
        );
    }
    for words in ["陽子", "019", "%", "18%"] {
        assert!(
            !app.get(&query("/search", words)).await.html().contains(&link),
            "{words}"
        );
    }
}

#[tokio::test]
async fn a_note_is_found_by_its_words_and_shown_by_its_sentence() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    note(
        &app,
        person,
        "朝は元気だった。図書館の<b>カード</b>を作った。帰りは一緒に歩いた。",
    )
    .await;
    let html = app.get(&query("/search", "図書館")).await.html();
    assert!(html.contains("<mark>図書館</mark>の&#60;b&#62;カード"), "{html}");
    assert!(
        !html.contains("朝は元気"),
        "only the sentence that holds the words"
    );
    let nothing = app.get(&query("/search", "図書館 金曜")).await.text();
    assert!(nothing.contains("見つかりませんでした"), "{nothing}");
}

#[tokio::test]
async fn notes_of_cases_in_other_hands_are_not_searched() {
    let mut app = TestApp::new().await;
    let person = app.add_person().await;
    note(&app, person, "図書館の前で会った。").await;
    app.sign_in(1).await;
    let text = app.get(&query("/search", "図書館")).await.text();
    assert!(text.contains("見つかりませんでした"), "{text}");
}

#[tokio::test]
async fn one_letter_is_too_little_and_says_so() {
    let app = TestApp::new().await;
    app.add_person().await;
    let text = app.get(&query("/search", "見")).await.text();
    assert!(text.contains("2文字以上を入力してください"), "{text}");
    assert!(
        app.get("/search")
            .await
            .text()
            .contains("探したいことばを入力してください")
    );
}

#[tokio::test]
async fn what_is_searched_for_comes_back_literally() {
    let app = TestApp::new().await;
    for words in ["<script>", "\" OR 1=1 --", "' & !x", "𠮷野家🍎", "()*:"] {
        let answer = app.get(&query("/search", words)).await;
        assert_eq!(answer.status, StatusCode::OK, "{words}");
        assert!(!answer.html().contains("<script>\""), "{words}");
        assert_eq!(
            app.get(&query("/palette", words)).await.status,
            StatusCode::OK,
            "{words}"
        );
    }
}

#[tokio::test]
async fn the_palette_offers_at_most_eight_screens_and_people() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let all = app.get("/palette").await.html();
    assert_eq!(all.matches("role=\"option\"").count(), 8);
    let found = app.get(&query("/palette", "みほん")).await.html();
    assert!(found.contains(&format!("href=\"/c/{person}\"")), "{found}");
    assert!(
        app.get(&query("/palette", "そうだん"))
            .await
            .html()
            .contains("/inquiries/new")
    );
}

#[tokio::test]
async fn a_sentence_that_was_shown_is_a_view_in_the_journal_of_everybody_shown() {
    let app = TestApp::new().await;
    let [shown, too, other] = [
        app.add_person().await,
        app.add_person().await,
        app.add_person().await,
    ];
    note(&app, shown, "図書館の前で会った。").await;
    note(&app, too, "図書館へ行きたいと言う。").await;
    note(&app, other, "公園の前で会った。").await;
    app.get(&query("/search", "図書館")).await;
    for (person, seen) in [(shown, true), (too, true), (other, false)] {
        let journal = app.get(&format!("/c/{person}/journal")).await.text();
        assert_eq!(journal.contains("さがした記録の一文を見た"), seen, "{journal}");
    }
}
