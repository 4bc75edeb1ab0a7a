//! 訪問の写真: each comes once, is drawn anew, is seen only with a permit, and goes out of sight with its reason.

use axum::http::{StatusCode, header};
use bansou_domain::id::PersonId;
use bansou_domain::scan::{ScanKind, sniff};
use insta::assert_snapshot;
use serde_json::Value;

use super::{BASE, KEY, WRITTEN, bring_back, taken, takes_in, text};
use crate::testing::{Answer, TestApp, with_file};

const PHOTO: &str = "019aa000-0000-7000-8000-0000000000a1";

fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let grey = image::GrayImage::new(3, 2);
    grey.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    let mut bytes = bytes.into_inner();
    bytes.extend(b"GPS 35.6 139.6");
    bytes
}

async fn send(app: &TestApp, outing: &str, photo: &str, left: &str, bytes: &[u8]) -> Answer {
    let fields = [("photo", photo), ("caption", "玄関の段差"), ("left", left)];
    app.send(with_file(
        &format!("/visit/photo/{outing}"),
        &fields,
        "photo.jpg",
        bytes,
    ))
    .await
}

fn told(answer: &Answer) -> Value {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    serde_json::from_slice(&answer.bytes).unwrap()
}

/// What the page of what was taken along says of its photos.
async fn listed(app: &TestApp, person: PersonId) -> Answer {
    app.get(&super::super::path(person)).await
}

#[tokio::test]
async fn a_photo_that_is_sent_again_is_there_once_and_keeps_nothing_but_what_it_shows() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let outing = text(&taken(&app, person).await, "id");
    for left in ["1", "1"] {
        assert_eq!(
            told(&send(&app, &outing, PHOTO, left, &picture()).await)["state"],
            "kept"
        );
    }
    let page = listed(&app, person).await;
    assert_eq!(page.html().matches("<figure>").count(), 1);
    assert!(
        page.text().contains("写真 1/2枚。残りは端末にあります"),
        "{}",
        page.text()
    );
    let picture = app
        .get(&format!("{}/photo/{PHOTO}/picture", super::super::path(person)))
        .await;
    assert_eq!(sniff(&picture.bytes), Ok(ScanKind::Jpeg));
    assert!(
        !picture.bytes.windows(3).any(|found| found == b"GPS"),
        "the place is gone"
    );
    let policy = picture.headers.get(header::CONTENT_SECURITY_POLICY).unwrap();
    assert!(policy.to_str().unwrap().ends_with("sandbox"));
    let journal = app.get(&format!("/c/{person}/journal")).await.text();
    for words in ["訪問の写真を受け取った", "訪問の写真を見た"] {
        assert!(journal.contains(words), "{journal}");
    }
}

#[tokio::test]
async fn what_is_no_photo_is_told_and_the_others_can_go_on() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let outing = text(&taken(&app, person).await, "id");
    let refused = told(&send(&app, &outing, PHOTO, "0", b"<svg/>").await);
    assert_snapshot!(refused, @r#"{"state":"refused","why":"「photo.jpg」は付けられません。中身がPDF・JPEG・PNGではありません（PDF・JPEG・PNG、1つ10MBまで）。"}"#);
    let paper = send(&app, &outing, PHOTO, "0", b"%PDF-1.7\n%%EOF\n").await;
    assert_eq!(paper.status, StatusCode::BAD_REQUEST, "a paper is no photo");
    assert!(!listed(&app, person).await.html().contains("<figure>"));
}

#[tokio::test]
async fn a_photo_reaches_only_the_visit_of_whoever_took_it_along() {
    let mut app = TestApp::new().await;
    let (person, other) = (app.add_person().await, app.add_person().await);
    let outing = text(&taken(&app, person).await, "id");
    let elsewhere = text(&taken(&app, other).await, "id");
    send(&app, &outing, PHOTO, "0", &picture()).await;
    let again = told(&send(&app, &elsewhere, PHOTO, "0", &picture()).await);
    assert_eq!(again["state"], "refused", "a key belongs to one visit");
    let wrong = format!("{}/photo/{PHOTO}/picture", super::super::path(other));
    assert_eq!(app.get(&wrong).await.status, StatusCode::NOT_FOUND);
    app.sign_in(1).await;
    let colleague = send(&app, &outing, PHOTO, "0", &picture()).await;
    assert_eq!(colleague.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_visit_has_no_more_photos_than_anybody_looks_at() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let outing = text(&taken(&app, person).await, "id");
    for number in 0..60 {
        let id = format!("019aa000-0000-7000-8000-0000000001{number:02}");
        assert_eq!(
            told(&send(&app, &outing, &id, "0", &picture()).await)["state"],
            "kept"
        );
    }
    let more = told(&send(&app, &outing, PHOTO, "0", &picture()).await);
    assert_eq!(more["why"], "1回の訪問の写真が多すぎます。");
}

#[tokio::test]
async fn a_struck_photo_is_seen_nowhere_and_its_reason_stays() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let outing = text(&taken(&app, person).await, "id");
    send(&app, &outing, PHOTO, "0", &picture()).await;
    let page = format!("{}/photo/{PHOTO}", super::super::path(person));
    let silent = app.post(&page, &[("why", "")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text().contains("「取り消す理由」を入力してください"));
    let struck = app.post(&page, &[("why", "家族がいやだと言った")]).await;
    assert_eq!(struck.status, StatusCode::SEE_OTHER, "{}", struck.text());
    assert_eq!(
        app.get(&format!("{page}/picture")).await.status,
        StatusCode::NOT_FOUND
    );
    let list = listed(&app, person).await;
    assert!(!list.html().contains("/picture\""));
    assert!(list.text().contains("家族がいやだと言った"), "{}", list.text());
}

#[tokio::test]
async fn photos_stand_beside_the_report_their_visit_was_taken_into() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let outing = text(&taken(&app, person).await, "id");
    let back = bring_back(&app, &outing, KEY, BASE, WRITTEN).await;
    send(&app, &outing, PHOTO, "0", &picture()).await;
    let form = app.get(&text(&back, "go")).await.html();
    assert!(
        form.contains("alt=\"玄関の段差\""),
        "beside the form that takes the visit in"
    );
    let returned = takes_in(&form);
    let fields = [
        ("month", "extra"),
        ("occasion", "o"),
        ("overall", "元気"),
        ("_do", "draft"),
        ("_outing", &returned),
    ];
    let saved = app
        .post(&format!("/c/{person}/monitoring/write/extra"), &fields)
        .await;
    let draft = app.get(saved.location.split('?').next().unwrap()).await.html();
    assert!(draft.contains("alt=\"玄関の段差\""), "beside the report");
    let bundle = taken(&app, person).await.to_string();
    assert!(
        !bundle.contains("玄関の段差"),
        "what came back does not go out again"
    );
}

#[tokio::test]
async fn photos_stay_beside_the_form_of_a_visit_whose_report_is_refused() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let outing = text(&taken(&app, person).await, "id");
    let back = bring_back(&app, &outing, KEY, BASE, WRITTEN).await;
    send(&app, &outing, PHOTO, "0", &picture()).await;
    let form = app.get(&text(&back, "go")).await.html();
    let returned = takes_in(&form);
    for wanted in ["confirm", "same"] {
        let fields = [
            ("month", "extra"),
            ("occasion", "o"),
            ("overall", ""),
            ("_do", wanted),
            ("_outing", &returned),
        ];
        let answer = app
            .post(&format!("/c/{person}/monitoring/write/extra"), &fields)
            .await;
        assert!(answer.location.is_empty(), "{wanted} saves nothing");
        let again = answer.html();
        assert!(again.contains("alt=\"玄関の段差\""), "{wanted}: {again}");
        assert_eq!(takes_in(&again), returned, "{wanted} still takes the visit in");
    }
}

#[tokio::test]
async fn a_device_that_still_holds_photos_can_be_called_back_and_hands_them_in_sealed() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let bundle = taken(&app, person).await;
    let (outing, token) = (text(&bundle, "id"), text(&bundle, "token"));
    let sent = [
        ("_key", KEY),
        ("base", BASE),
        ("fields", WRITTEN),
        ("claimed_at", ""),
        ("photos", "2"),
    ];
    app.post(&format!("/visit/back/{outing}"), &sent).await;
    let sealed = |photo: &str| format!("/visit/sealed/{outing}/{photo}");
    let hand_in = async |token: &str| {
        let answer = app
            .post(&sealed(PHOTO), &[("token", token), ("sealed", "aa.bb")])
            .await;
        told(&answer)["kept"] == true
    };
    assert!(
        !hand_in(&token).await,
        "nothing is handed in before it is called back"
    );
    let list = super::super::path(person);
    app.post(&list, &[("outing", outing.as_str()), ("why", "電車に置き忘れた")])
        .await;
    let beat = app
        .post(&format!("/visit/beat/{outing}"), &[("token", &token)])
        .await;
    assert_eq!(told(&beat)["state"], "revoked");
    assert!(!hand_in("x.y").await, "a stranger hands in nothing");
    assert!(hand_in(&token).await && hand_in(&token).await);
    let page = listed(&app, person).await.text();
    assert!(
        page.contains("写真 0/2枚。封をしたまま受け取ったもの1枚"),
        "{page}"
    );
    let key = told(&app.post(&format!("/visit/key/{outing}"), &[]).await);
    assert_eq!(key["photos"], serde_json::json!([PHOTO]));
    let one = told(&app.post(&format!("/visit/key/{outing}/{PHOTO}"), &[]).await);
    assert_eq!(one["sealed"], "aa.bb");
}
