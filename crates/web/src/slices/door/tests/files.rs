//! What a party attaches to its opinion: a kind that is taken, drawn anew, and given to the office as a file to save.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use bansou_domain::id::PersonId;
use bansou_domain::scan::{MOST_BYTES, ScanKind, sniff};
use bansou_exchange::picture::redraw;

use crate::slices::rooms::tests::{handed, newest};
use crate::testing::{Answer, Outsider, TestApp, with_file};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n%%EOF\n";

async fn room(app: &TestApp, person: PersonId) -> (Outsider<'_>, String) {
    let asked = [
        ("occasion", "支援のようすを教えてください"),
        ("topics", "goals"),
        ("until", "R8.12.20"),
        ("parties.0.kind", "provider"),
        ("parties.0.name", "就労支援センター見本"),
    ];
    let asked = app
        .post(&format!("/c/{person}/rooms/new?ask=opinions"), &asked)
        .await;
    let party = &handed(&asked)[0];
    let mut outsider = app.outsider();
    let link = format!("/r/{}", party.link);
    let page = outsider.post(&link, &[("code", &party.code)]).await.location;
    (outsider, page)
}

/// Posts as a browser posts the form with one file.
async fn send(outsider: &mut Outsider<'_>, page: &str, name: &str, bytes: &[u8]) -> Answer {
    let topic = super::super::topic_field(bansou_domain::room::Topic::ALL[0]);
    let key = uuid::Uuid::now_v7().to_string();
    let fields = [
        ("_key", key.as_str()),
        ("answered_by", "見本 支援"),
        (&topic, "慣れてきました"),
    ];
    outsider.send(with_file(page, &fields, name, bytes)).await
}

/// The files of the room, as the office gets them.
async fn received(app: &TestApp, person: PersonId) -> Vec<Answer> {
    let room = newest(app, person).await;
    let html = app.get(&room).await.html();
    let mut files = Vec::new();
    for rest in html.split(&format!("href=\"{room}/files/")).skip(1) {
        let id = rest.split('"').next().unwrap();
        files.push(app.get(&format!("{room}/files/{id}")).await);
    }
    files
}

fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let grey = image::GrayImage::new(2, 2);
    grey.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

fn png(side: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(side.to_be_bytes());
    bytes.extend(side.to_be_bytes());
    bytes.extend(b"\x08\x02\0\0\0\0\0\0\0IEND");
    bytes
}

#[tokio::test]
async fn a_picture_arrives_drawn_anew_and_is_only_ever_saved() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let (mut outsider, page) = room(&app, person).await;
    let mut sent = picture();
    sent.extend(b"GPS 35.6 139.6");
    for (name, bytes) in [("写真.jpg", sent.as_slice()), ("計画.pdf", PDF)] {
        let answer = send(&mut outsider, &page, name, bytes).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    let files = received(&app, person).await;
    assert_eq!(files.len(), 2);
    assert_eq!(files[0].bytes, redraw(ScanKind::Jpeg, &sent).unwrap());
    assert_eq!(sniff(&files[0].bytes), Ok(ScanKind::Jpeg));
    assert_eq!(files[1].bytes, PDF);
    for file in files {
        let says = |name| file.headers.get(name).unwrap().to_str().unwrap().to_owned();
        assert!(says(header::CONTENT_DISPOSITION).starts_with("attachment"));
        assert!(says(header::CONTENT_SECURITY_POLICY).ends_with("sandbox"));
        assert_eq!(says(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    }
    let journal = app.get(&format!("/c/{person}/journal")).await.text();
    assert!(journal.contains("届いたファイルを見た"), "{journal}");
}

#[tokio::test]
async fn what_is_not_taken_is_refused_within_a_second_with_its_reason() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let (mut outsider, page) = room(&app, person).await;
    let large = vec![b' '; MOST_BYTES + 2];
    for (name, bytes, reason) in [
        ("大きい.png", png(50_000), "画像の縦横が大きすぎます"),
        ("長い.png", png(40_000), "画像の縦横が大きすぎます"),
        (
            "写真.jpg",
            b"<html><script>alert(1)</script>".to_vec(),
            "中身がPDF・JPEG・PNGではありません",
        ),
        (
            "絵.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            "中身がPDF・JPEG・PNGではありません",
        ),
        (
            "壊れた.jpg",
            b"\xFF\xD8\xFF\xE0 nothing".to_vec(),
            "画像として開けません",
        ),
        ("大きい.pdf", large, "大きすぎます"),
        ("途中.pdf", b"%PDF-1.7 ".to_vec(), "途中で切れています"),
    ] {
        let began = Instant::now();
        let answer = send(&mut outsider, &page, name, &bytes).await;
        let took = began.elapsed();
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let text = answer.text();
        assert!(text.contains(name) && text.contains(reason), "{name}: {text}");
        assert!(text.contains("[見本 支援]"), "what was typed is kept: {text}");
        // What is too large is read to its end first; a test's build takes its time for that.
        assert!(
            took < Duration::from_secs(1) || bytes.len() > MOST_BYTES,
            "{name} took {took:?}"
        );
    }
    assert_eq!(received(&app, person).await.len(), 0);
}

#[tokio::test]
async fn a_question_that_asks_for_no_file_keeps_none() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let parties = crate::slices::rooms::tests::dates_room(&app, person).await;
    let mut outsider = app.outsider();
    let link = format!("/r/{}", parties[0].link);
    let page = outsider.post(&link, &[("code", &parties[0].code)]).await.location;
    let body = format!(
        "--mihon\r\nContent-Disposition: form-data; name=\"_key\"\r\n\r\n{}\r\n\
         --mihon\r\nContent-Disposition: form-data; name=\"mark.0\"\r\n\r\ngood\r\n\
         --mihon\r\nContent-Disposition: form-data; name=\"file1\"; filename=\"a.pdf\"\r\n\r\n%PDF- %%EOF\r\n--mihon--\r\n",
        uuid::Uuid::now_v7()
    );
    let request = Request::post(&page)
        .header(header::ORIGIN, "http://bansou.test")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=mihon")
        .body(Body::from(body));
    let answer = outsider.send(request.unwrap()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(received(&app, person).await.len(), 0);
}
