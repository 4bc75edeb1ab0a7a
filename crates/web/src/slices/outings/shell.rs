//! The page of the visit itself, its service worker and its manifest. None of them knows anybody.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};
use bansou_domain::outing::{LEASE_DAYS, LONGEST_CAPTION, MOST_PHOTOS, PIN_TRIES};
use serde_json::json;

use crate::app::App;
use crate::failure::Failure;

#[derive(Template)]
#[template(path = "slices/outings/shell.html")]
struct Shell<'a> {
    assets: &'a str,
    demo: bool,
}

#[derive(Template)]
#[template(path = "slices/outings/worker.js", escape = "none")]
struct Worker<'a> {
    version: &'a str,
    kept: String,
}

pub(super) async fn forward() -> Redirect {
    Redirect::permanent("/visit/")
}

pub(super) async fn page(State(app): State<App>) -> Result<Response, Failure> {
    let shell = Shell {
        assets: app.assets.version(),
        demo: app.demo,
    };
    Ok(Html(shell.render()?).into_response())
}

/// What the worker keeps, and all it keeps.
fn kept(version: &str) -> Vec<String> {
    let asset = |name: &str| format!("/assets/{name}?v={version}");
    let mut kept = vec!["/visit/".to_owned(), "/visit/app.webmanifest".to_owned()];
    kept.extend(["tokens.css", "app.css", "visit.js", "visit.svg"].map(asset));
    kept
}

pub(super) async fn worker(State(app): State<App>) -> Result<Response, Failure> {
    let version = app.assets.version();
    let worker = Worker {
        version,
        kept: json!(kept(version)).to_string(),
    };
    let kind = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    Ok((kind, worker.render()?).into_response())
}

pub(super) async fn manifest(State(app): State<App>) -> Response {
    let icon = format!("/assets/visit.svg?v={}", app.assets.version());
    let manifest = json!({
        "name": "bansou 訪問",
        "short_name": "訪問",
        "lang": "ja",
        "start_url": "/visit/",
        "scope": "/visit/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0017c1",
        "icons": [{ "src": icon, "sizes": "any", "type": "image/svg+xml" }],
    });
    let kind = [(header::CONTENT_TYPE, "application/manifest+json")];
    (kind, manifest.to_string()).into_response()
}
