//! What holds for every route at once.

use axum::http::{StatusCode, header};

use crate::routes::Policy;
use crate::testing::TestApp;

/// A path of the table with some id in each parameter.
fn filled(path: &str) -> String {
    let id = "0190a000-0000-7000-8000-000000000000";
    path.replace("{name}", "app.css")
        .split('/')
        .map(|part| if part.starts_with('{') { id } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

#[tokio::test]
async fn every_route_for_staff_leads_a_stranger_to_the_sign_in() {
    let mut app = TestApp::new().await;
    app.sign_out();
    for route in crate::registered()
        .iter()
        .filter(|route| route.policy == Policy::Staff)
    {
        for answer in [
            app.get(&filled(route.path)).await,
            app.post(&filled(route.path), &[]).await,
        ] {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", route.path);
            assert!(
                answer.location.starts_with("/signin"),
                "{} leads to {}",
                route.path,
                answer.location
            );
        }
    }
}

#[tokio::test]
async fn an_unknown_person_is_not_found_on_every_route_of_a_case() {
    let app = TestApp::new().await;
    for route in crate::registered()
        .iter()
        .filter(|route| route.path.starts_with("/c/"))
    {
        let answer = app.get(&filled(route.path)).await;
        let hidden = matches!(
            answer.status,
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED | StatusCode::BAD_REQUEST
        );
        assert!(
            hidden || route.path.ends_with("/reason"),
            "GET {} answers {}",
            route.path,
            answer.status
        );
        let answer = app.post(&filled(route.path), &[]).await;
        assert!(
            !answer.status.is_server_error(),
            "POST {} answers {}",
            route.path,
            answer.status
        );
        assert!(
            !answer.status.is_success(),
            "POST {} answers {}",
            route.path,
            answer.status
        );
    }
}

#[tokio::test]
async fn another_site_cannot_change_anything_in_the_workers_name() {
    let app = TestApp::new().await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "http://elsewhere.test"),
    ] {
        let request = axum::http::Request::post("/people/new")
            .header(name, value)
            .body(axum::body::Body::from("name=x"))
            .unwrap();
        assert_eq!(app.send(request).await.status, StatusCode::FORBIDDEN);
    }
    let bare = axum::http::Request::post("/people/new")
        .body(axum::body::Body::from("name=x"))
        .unwrap();
    assert_eq!(app.send(bare).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn every_page_carries_the_strict_headers() {
    let app = TestApp::new().await;
    let answer = app.get("/people").await;
    let header = |name: header::HeaderName| answer.headers.get(name).unwrap().to_str().unwrap().to_owned();
    assert!(
        header(header::CONTENT_SECURITY_POLICY)
            .starts_with("default-src 'none'; script-src 'self'; style-src 'self'")
    );
    assert_eq!(header(header::CACHE_CONTROL), "no-store");
    assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
}

#[tokio::test]
async fn an_address_that_cannot_be_read_is_a_page_that_does_not_exist() {
    let app = TestApp::new().await;
    for path in [
        "/c/not-an-id",
        "/c/%FF",
        "/c/0190a000-0000-7000-8000-000000000000/print/report-check/x.pdf",
        "/people?page=two",
    ] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.html().contains("ページが見つかりません"), "{path}");
    }
    let answer = app.get("/drafts").await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(answer.html().contains("このページは開けません"));
}
