//! Two sheets from the settings to the assessment: apart from each other, nothing forced, nothing taken over twice.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use super::path;
use crate::slices::rooms::tests::{Handed, between, enter, handed, newest, party_ids};
use crate::testing::{Outsider, TestApp};

/// Asks the person and the mother.
async fn ask(app: &TestApp, person: PersonId) -> Vec<Handed> {
    let fields = [
        ("occasion", "会《あ》う前《まえ》に 教《おし》えて ください。"),
        ("reply_by", "R8.11.27"),
        ("until", "R8.12.20"),
        ("parties.0.kind", "person"),
        ("parties.0.name", "ご本人"),
        ("parties.1.kind", "family"),
        ("parties.1.name", "お母さん"),
    ];
    let opened = app
        .post(&format!("/c/{person}/rooms/new?ask=questions"), &fields)
        .await;
    handed(&opened)
}

async fn send(party: &mut Outsider<'_>, page: &str, fields: &[(&str, &str)]) {
    let sent = party.post(page, fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
}

/// The answer and the place behind each button that takes something over.
fn open(html: &str) -> Vec<(String, String)> {
    let answers = between(html, "name=\"answer\" value=\"", "\"");
    let places = between(html, "name=\"place\" value=\"", "\"");
    let pairs = answers.into_iter().zip(places);
    pairs
        .map(|(answer, place)| (answer.to_owned(), place.to_owned()))
        .collect()
}

async fn take(app: &TestApp, person: PersonId, (answer, place): &(String, String)) -> StatusCode {
    let fields = [("answer", answer.as_str()), ("place", place.as_str())];
    app.post(&format!("{}/take", path(person)), &fields).await.status
}

#[tokio::test]
async fn each_side_reads_its_own_questions_and_nothing_the_other_answered() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let links = ask(&app, person).await;
    let (mut own, page) = enter(&app, &links[0]).await;
    let (mut mother, hers) = enter(&app, &links[1]).await;
    let read = own.get(&page).await;
    assert!(
        read.html().contains("<rt>しつもん</rt>") && !read.html().contains("<script"),
        "{}",
        read.html()
    );
    assert!(
        read.text().contains("やってみたいことは") && !read.text().contains("としての"),
        "{}",
        read.text()
    );
    send(
        &mut own,
        &page,
        &[("q.1.words", "電車の音"), ("q.0.face", "good")],
    )
    .await;
    send(&mut mother, &hers, &[("q.2.words", "夜が心配"), ("by", "母")]).await;
    let read = mother.get(&hers).await.text();
    assert!(!read.contains("電車の音") && read.contains("夜が心配"), "{read}");
    let read = own.get(&page).await.text();
    assert!(!read.contains("夜が心配") && read.contains("電車の音"), "{read}");
    let beside = app.get(&path(person)).await.text();
    for said in ["電車の音", "よい", "夜が心配", "書いた人 母", "リンク"] {
        assert!(beside.contains(said), "{said} in {beside}");
    }
}

#[tokio::test]
async fn not_knowing_and_not_wanting_to_say_are_answers_and_only_an_empty_sheet_comes_back() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let links = ask(&app, person).await;
    let (mut own, page) = enter(&app, &links[0]).await;
    let empty = own.post(&page, &[("q.0.face", ""), ("q.1.words", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("ひとつだけでも"), "{}", empty.text());
    let long = "あ".repeat(20_001);
    let refused = own
        .post(
            &page,
            &[("q.1.words", &long), ("q.3.pick", "2"), ("q.4.decline", "1")],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.html();
    assert!(html.contains(&long), "what was typed is kept");
    assert!(html.contains("name=\"q.3.pick\" value=\"2\" checked"), "{html}");
    send(
        &mut own,
        &page,
        &[("q.3.unsure", "1"), ("q.4.decline", "1"), ("q.99.words", "x")],
    )
    .await;
    let beside = app.get(&path(person)).await;
    assert!(
        beside.text().contains("わからない") && beside.text().contains("答えたくない"),
        "{}",
        beside.text()
    );
    assert_eq!(open(&beside.html()), [], "there is nothing in them to take over");
}

#[tokio::test]
async fn an_answer_is_taken_over_once_with_whose_it_is_and_where_it_comes_from() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let links = ask(&app, person).await;
    let (mut own, page) = enter(&app, &links[0]).await;
    send(
        &mut own,
        &page,
        &[("q.1.words", "電車の音"), ("q.4.words", "駅ではたらく")],
    )
    .await;
    let before = app.get(&path(person)).await;
    assert_eq!(
        open(&before.html()),
        [],
        "without a draft there is nowhere to take it"
    );
    let begun = app.post(&format!("/c/{person}/assessment"), &[]).await;
    let draft = begun.location;
    let buttons = open(&app.get(&path(person)).await.html());
    assert_eq!(buttons.len(), 2);
    for _ in 0..2 {
        assert_eq!(take(&app, person, &buttons[0]).await, StatusCode::SEE_OTHER);
    }
    let shown = app.get(&draft).await.text();
    assert_eq!(shown.matches("「電車の音」").count(), 1, "{shown}");
    assert!(
        shown.contains(
            "R8.11.20 本人「電車の音」（事前の質問「好きなこと、楽しいことは なんですか」への返事）"
        ),
        "{shown}"
    );
    assert!(shown.contains("発言に入れていない答え\n1件"), "{shown}");
    let journal = app.get(&format!("/c/{person}/journal")).await.text();
    assert!(
        journal.contains("事前の質問の答えを、アセスメントの発言に入れた")
            && journal.contains("ご本人（外から）"),
        "{journal}"
    );
}

#[tokio::test]
async fn a_statement_keeps_its_link_and_an_answer_in_other_words_is_open_again() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let links = ask(&app, person).await;
    let (mut own, page) = enter(&app, &links[0]).await;
    let first = [("q.1.words", "電車の音"), ("q.4.words", "駅ではたらく")];
    send(&mut own, &page, &first).await;
    let draft = app.post(&format!("/c/{person}/assessment"), &[]).await.location;
    let buttons = open(&app.get(&path(person)).await.html());
    take(&app, person, &buttons[0]).await;
    // The section is written again and the link stays; taken out, the answer is open again.
    let section = format!("{draft}/wishes");
    let html = app.get(&section).await.html();
    let source = between(&html, "name=\"statements.0.source\" value=\"", "\"")[0].to_owned();
    assert!(
        !source.is_empty() && html.contains("事前の質問「好きなこと"),
        "{html}"
    );
    let version = between(&html, "name=\"_version\" value=\"", "\"")[0].to_owned();
    let kept = [
        ("_version", version.as_str()),
        ("statements.0.who", "本人"),
        ("statements.0.words", "電車の音が好き"),
        ("statements.0.source", &source),
    ];
    let saved = app.post(&section, &kept).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(open(&app.get(&path(person)).await.html()).len(), 1);
    // Said again in other words, it stands open again; said again alike, it does not.
    send(
        &mut own,
        &page,
        &[("q.1.words", "電車の音"), ("q.4.words", "駅ではたらく")],
    )
    .await;
    assert_eq!(open(&app.get(&path(person)).await.html()).len(), 1);
    send(
        &mut own,
        &page,
        &[("q.1.words", "バスの音"), ("q.4.words", "駅ではたらく")],
    )
    .await;
    let now = open(&app.get(&path(person)).await.html());
    assert_eq!(now.len(), 2);
    assert_eq!(
        take(&app, person, &buttons[1]).await,
        StatusCode::NOT_FOUND,
        "an answer that was replaced is not taken over"
    );
}

#[tokio::test]
async fn what_came_on_paper_is_written_down_with_its_day_and_its_way() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    ask(&app, person).await;
    let room = newest(&app, person).await;
    let parties = party_ids(&app.get(&room).await.html(), &room);
    let sheet = app.get(&format!("{room}/{}/fax", parties[0])).await;
    assert!(sheet.bytes.starts_with(b"%PDF"), "the same questions on paper");
    let path_of_answer = format!("{room}/{}/answer", parties[1]);
    let late = [
        ("means", "visit"),
        ("heard_on", "R8.11.21"),
        ("q.0.words", "絵が上手"),
    ];
    let refused = app.post(&path_of_answer, &late).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("今日より後") && refused.text().contains("絵が上手"),
        "{}",
        refused.text()
    );
    let told = [
        ("means", "visit"),
        ("heard_on", "R8.11.18"),
        ("q.0.words", "絵が上手"),
    ];
    let entered = app.post(&path_of_answer, &told).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let beside = app.get(&path(person)).await.text();
    assert!(
        beside.contains("訪問・面談 R8.11.18（見本 相子が書きこみ）") && beside.contains("絵が上手"),
        "{beside}"
    );
    let draft = app.post(&format!("/c/{person}/assessment"), &[]).await.location;
    let button = open(&app.get(&path(person)).await.html()).remove(0);
    assert_eq!(take(&app, person, &button).await, StatusCode::SEE_OTHER);
    let shown = app.get(&draft).await.text();
    assert!(shown.contains("R8.11.18 お母さん「絵が上手」"), "{shown}");
}

#[tokio::test]
async fn a_changed_sheet_is_a_version_of_its_own_and_changes_no_question_that_was_asked() {
    const SHEET: &str = "/settings/questions/person";
    let mut app = TestApp::new().await;
    let person = app.add_person().await;
    let before = ask(&app, person).await;
    let question = [
        ("_version", "0"),
        ("questions.0.text", "朝《あさ》は なんじに おきますか"),
        ("questions.0.form", "picks"),
        ("questions.0.picks", "7時《じ》まえ\n7時《じ》より あと"),
    ];
    assert_eq!(app.post(SHEET, &question).await.status, StatusCode::FORBIDDEN);
    app.sign_in(2).await;
    let wrong = [
        ("_version", "0"),
        ("questions.0.form", "picks"),
        ("questions.0.text", "x"),
    ];
    let refused = app.post(SHEET, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("「選ぶことば」を1行に1つ"),
        "{}",
        refused.text()
    );
    assert_eq!(app.post(SHEET, &question).await.status, StatusCode::SEE_OTHER);
    assert!(app.get(SHEET).await.text().contains("第1版"));
    let stale = app.post(SHEET, &question).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "somebody saved first");
    app.sign_in(0).await;
    let (old, page) = enter(&app, &before[0]).await;
    assert!(!old.get(&page).await.text().contains("おきますか"));
    let after = ask(&app, person).await;
    let (new, page) = enter(&app, &after[0]).await;
    let read = new.get(&page).await.text();
    assert!(
        read.contains("おきますか") && read.contains("わからない"),
        "{read}"
    );
}

#[tokio::test]
async fn the_sheets_are_for_the_person_and_the_family_alone() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let fields = [
        ("occasion", "教えて"),
        ("until", "R8.12.20"),
        ("parties.0.kind", "clinic"),
        ("parties.0.name", "見本クリニック"),
    ];
    let refused = app
        .post(&format!("/c/{person}/rooms/new?ask=questions"), &fields)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("本人と家族のためのもの"),
        "{}",
        refused.text()
    );
}
