//! What the office prints: nothing says where a protected person is, but by a decision and to the municipality alone.

use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use super::planted::hidden_person;
use super::{CARELESS, look, read, squeezed};
use crate::testing::{Answer, TestApp};

/// Every paper of a case in every form, as the office prints it for `to`.
async fn papers(app: &TestApp, person: PersonId, to: &str) -> Vec<(String, Answer)> {
    let list = app.get(&format!("/c/{person}/papers")).await.html();
    let mut seen = Vec::new();
    for form in list
        .split("href=\"")
        .filter(|rest| rest.contains("/print/"))
        .map(|rest| rest.split('"').next().unwrap())
        .filter(|path| path.contains("/print/"))
    {
        for format in ["", "/pdf", "/xlsx"] {
            let path = format!("{form}{format}{to}");
            let answer = app.get(&path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            seen.push((path, answer));
        }
    }
    seen
}

async fn in_journal(app: &TestApp, person: PersonId, words: &str) {
    let journal = app.get(&format!("/c/{person}/journal")).await.text();
    assert!(journal.contains(words), "{journal}");
}

#[tokio::test]
async fn a_paper_says_where_a_protected_person_is_only_by_a_decision_and_to_the_municipality_alone() {
    const MUNICIPALITY: &str = "?to=municipality";
    let app = TestApp::new().await;
    let person = hidden_person(&app).await;
    for to in ["", MUNICIPALITY] {
        let seen = papers(&app, person, to).await;
        assert!(seen.len() >= 18, "{} papers were looked at", seen.len());
        for (what, answer) in &seen {
            look(what, answer);
        }
    }
    let face = papers(&app, person, "")
        .await
        .into_iter()
        .find(|(path, _)| path.contains("/print/face/"));
    let (path, preview) = face.unwrap();
    assert!(preview.text().contains("住所と連絡先は印刷しません"));
    let paper = path.rsplit('/').next().unwrap().to_owned();
    let decision = [
        ("kind", "given"),
        ("on", "R8.11.20"),
        ("decided_by", "見本 管理"),
        ("reason", "区に電話で確かめた"),
    ];
    let decided = app
        .post(&format!("/c/{person}/protection/{paper}"), &decision)
        .await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text());
    in_journal(&app, person, "区に電話で確かめた").await;
    for (what, answer) in papers(&app, person, "").await {
        look(&what, &answer);
    }
    for (what, answer) in papers(&app, person, MUNICIPALITY).await {
        let shown = what.contains("/print/face/") && !what.ends_with(&format!("{paper}{MUNICIPALITY}"));
        if shown {
            let said = squeezed(&read(&what, &answer));
            assert!(
                said.contains("隠れ荘201") && said.contains("09012345678"),
                "{what}"
            );
        } else if !what.contains(&paper) {
            look(&what, &answer);
        }
    }
    let preview = app.get(&format!("{path}{MUNICIPALITY}")).await.text();
    assert!(preview.contains("市町村へ出す分です"), "{preview}");
    in_journal(&app, person, "住所を載せた、市町村へ出す書類を見た").await;
    let withdrawn = [
        ("kind", "withdrawn"),
        ("on", "R8.11.20"),
        ("decided_by", "見本 管理"),
        ("reason", "取り扱いが変わった"),
    ];
    app.post(&format!("/c/{person}/protection/{paper}"), &withdrawn)
        .await;
    for (what, answer) in papers(&app, person, MUNICIPALITY).await {
        look(&what, &answer);
    }
}

#[tokio::test]
async fn what_is_handed_out_before_a_conference_says_nowhere_where_a_protected_person_is() {
    let app = TestApp::new().await;
    let person = hidden_person(&app).await;
    let list = app.get(&format!("/c/{person}/meetings")).await.html();
    let conference = list
        .split("href=\"")
        .map(|rest| rest.split('"').next().unwrap())
        .find(|path| path.contains("/conferences/0"))
        .unwrap();
    for paper in ["/easy/pdf", "/notice/pdf", "/notice/xlsx"] {
        let answer = app.get(&format!("{conference}{paper}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{paper}");
        look(paper, &answer);
    }
}

#[tokio::test]
async fn what_the_person_is_given_in_easy_words_says_nowhere_where_they_are() {
    let app = TestApp::new().await;
    let person = hidden_person(&app).await;
    let begun = app
        .post(&format!("/c/{person}/deciding"), &[("question", CARELESS)])
        .await
        .location;
    let record = begun.strip_suffix("/edit/ways").unwrap().to_owned();
    let ways = [
        ("_version", "1"),
        ("question", CARELESS),
        ("ways.0.was", "0"),
        ("ways.0.name", CARELESS),
        ("ways.0.brings_person", CARELESS),
        ("ways.0.hard_person", CARELESS),
    ];
    let saved = app.post(&begun, &ways).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let draft = [
        ("month", "extra"),
        ("occasion", "o"),
        ("overall", CARELESS),
        ("easy", CARELESS),
        ("_do", "draft"),
    ];
    let written = app
        .post(&format!("/c/{person}/monitoring/write/extra"), &draft)
        .await
        .location;
    let report = written.split("/edit").next().unwrap().to_owned();
    for page in [record, report] {
        let path = format!("{page}/easy/pdf");
        let answer = app.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        look(&path, &answer);
    }
}
