//! Links and codes under attack, and the words of the pages out here.

mod canary;
mod files;
mod together;

use axum::http::StatusCode;
use bansou_domain::easy;
use bansou_domain::room::{CODE_TRIES, Mark, Purpose};

use super::words;
use crate::routes::Policy;
use crate::slices::rooms::tests::{Handed, dates_room, newest};
use crate::testing::{Answer, TestApp};

const GUESSED: &str = "/r/mihon.aaaa-bbbb-cccc-dddd";

/// Everything of an answer that somebody outside can tell apart.
fn told(answer: &Answer) -> String {
    let mut headers: Vec<String> = answer
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {value:?}"))
        .collect();
    headers.sort();
    format!("{}\n{}\n{}", answer.status, headers.join("\n"), answer.html())
}

fn wrong(handed: &Handed) -> &'static str {
    if handed.code.starts_with('1') {
        "200000"
    } else {
        "100000"
    }
}

#[tokio::test]
async fn a_link_opens_by_post_and_code_alone_and_reading_it_changes_nothing() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let handed = &dates_room(&app, person).await[0];
    let link = format!("/r/{}", handed.link);
    let mut outsider = app.outsider();
    for _ in 0..20 {
        let step = outsider.get(&link).await;
        assert_eq!(step.status, StatusCode::OK);
        assert!(
            !step.html().contains("陽介") && !step.html().contains(&handed.name),
            "{}",
            step.html()
        );
    }
    let journal = app.get(&format!("/c/{person}/journal")).await.text();
    assert!(!journal.contains("外から"), "{journal}");
    for typed in ["", "12345", "1234567", "abcdef"] {
        let answer = outsider.post(&link, &[("code", typed)]).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{typed} is no code and no try"
        );
    }
    let opened = outsider.post(&link, &[("code", &handed.code)]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    let cookie = opened.headers.get("set-cookie").unwrap().to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("Max-Age"));
}

#[tokio::test]
async fn five_wrong_codes_lock_the_link_and_the_office_sees_it() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let handed = &dates_room(&app, person).await[0];
    let link = format!("/r/{}", handed.link);
    let mut outsider = app.outsider();
    for try_number in 1..CODE_TRIES {
        let answer = outsider.post(&link, &[("code", wrong(handed))]).await;
        let left = format!("あと{}回まちがえると", CODE_TRIES - try_number);
        assert!(answer.text().contains(&left), "{}", answer.text());
    }
    let locked = outsider.post(&link, &[("code", wrong(handed))]).await;
    let guessed = outsider.get(GUESSED).await;
    assert_eq!(told(&locked), told(&guessed));
    let right = outsider.post(&link, &[("code", &handed.code)]).await;
    assert_eq!(told(&right), told(&guessed), "the right code comes too late");
    let room = newest(&app, person).await;
    assert!(
        app.get(&room)
            .await
            .text()
            .contains("番号を5回まちがえて閉じました")
    );
    assert!(
        app.get("/").await.text().contains("リンクが閉じています"),
        "{}",
        app.get("/").await.text()
    );
    let journal = app.get(&format!("/c/{person}/journal")).await.text();
    assert!(journal.contains("番号を5回まちがえ、リンクが閉じた"), "{journal}");
}

#[tokio::test]
async fn every_link_that_opens_nothing_and_every_visit_that_is_over_gets_the_same_page() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let parties = dates_room(&app, person).await;
    let room = newest(&app, person).await;
    let link = format!("/r/{}", parties[0].link);
    let mut visitor = app.outsider();
    let opened = visitor.post(&link, &[("code", &parties[0].code)]).await;
    assert_eq!(visitor.get(&opened.location).await.status, StatusCode::OK);
    let guessed = told(&app.outsider().get(GUESSED).await);

    let shown = app.get(&room).await.html();
    let id = opened.location.rsplit('/').next().unwrap();
    assert!(shown.contains(id));
    app.post(&format!("{room}/{id}/revoke"), &[("why", "誤って渡した")])
        .await;
    assert_eq!(
        told(&visitor.get(&opened.location).await),
        guessed,
        "a revoked link ends its visits"
    );
    assert_eq!(told(&visitor.get(&link).await), guessed);
    assert_eq!(
        told(&visitor.post(&link, &[("code", &parties[0].code)]).await),
        guessed
    );

    let other = format!("/r/{}", parties[1].link);
    let mut clinic = app.outsider();
    let page = clinic.post(&other, &[("code", &parties[1].code)]).await.location;
    app.post(&format!("{room}/close"), &[]).await;
    for path in [
        other.as_str(),
        page.as_str(),
        "/room/x",
        "/r/x",
        "/r/elsewhere.aaaa-bbbb-cccc-dddd",
    ] {
        assert_eq!(told(&clinic.get(path).await), guessed, "{path}");
    }
    assert_eq!(told(&clinic.post(&page, &[("mark.0", "good")]).await), guessed);
}

#[tokio::test]
async fn no_page_of_a_guest_opens_without_its_own_visit() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let parties = dates_room(&app, person).await;
    let mut provider = app.outsider();
    let own = provider
        .post(&format!("/r/{}", parties[0].link), &[("code", &parties[0].code)])
        .await;
    let mut mother = app.outsider();
    let hers = mother
        .post(&format!("/r/{}", parties[2].link), &[("code", &parties[2].code)])
        .await;
    let guessed = told(&provider.get(GUESSED).await);
    let own = own.location.rsplit('/').next().unwrap().to_owned();
    let hers = hers.location.rsplit('/').next().unwrap().to_owned();
    let guests = crate::registered();
    for route in guests.iter().filter(|route| route.policy == Policy::Guest) {
        let path = route.path.replace("{party}", &hers);
        assert_eq!(told(&provider.get(&path).await), guessed, "{path}");
        assert_eq!(told(&app.outsider().get(&path).await), guessed, "{path}");
        assert_eq!(
            told(&provider.post(&path, &[("mark.0", "good")]).await),
            guessed,
            "{path}"
        );
    }
    assert_ne!(own, hers);
    // A visit opens nothing of the office.
    for path in [
        "/",
        "/people",
        &format!("/c/{person}"),
        &format!("/c/{person}/rooms"),
    ] {
        assert!(provider.get(path).await.location.starts_with("/signin"), "{path}");
    }
}

#[tokio::test]
async fn an_answer_without_a_mark_is_refused_with_everything_kept() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let handed = &dates_room(&app, person).await[0];
    let mut outsider = app.outsider();
    let page = outsider
        .post(&format!("/r/{}", handed.link), &[("code", &handed.code)])
        .await
        .location;
    let refused = outsider
        .post(&page, &[("note", "<script>alert(1)</script>")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.html();
    assert!(
        html.contains("どれかに、○・△・×") && html.contains("&#60;script&#62;alert(1)"),
        "{html}"
    );
    assert!(!html.contains("<script"), "pages out here carry no script at all");
}

#[test]
fn the_easy_words_are_easy() {
    let marks = Mark::ALL.iter().map(words::mark);
    let asked = Purpose::ALL.iter().map(|purpose| words::asked(*purpose));
    for text in words::ALL.into_iter().chain(marks).chain(asked) {
        assert_eq!(easy::hints(text), [], "{text}");
    }
}
