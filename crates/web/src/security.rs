//! Headers of every answer, and the refusal of requests that another site sends in the worker's name.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use crate::app::{App, Transport};
use crate::failure::Failure;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

/// Adds what every answer carries. Pages are never kept by a cache; assets say otherwise themselves.
pub(crate) async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in fixed {
        // A file somebody sent in brings a stricter policy of its own.
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    headers.insert(
        header::VARY,
        HeaderValue::from_static("HX-Request, Accept-Encoding"),
    );
    if app.transport == Transport::Tls {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    response
}

/// Lets a change through only from our own pages.
pub(crate) async fn same_origin(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || comes_from_here(request.headers()) {
        return next.run(request).await;
    }
    Failure::Store(bansou_store::Failure::Forbidden).into_response()
}

fn comes_from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin"), text("host")) {
        (Some(site), _, _) => site == "same-origin",
        (None, Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        _ => false,
    }
}

/// Puts what the framework refuses by itself (an id that is none, a page number in letters, a method that a page does not
/// take) into the words of the product. An address that cannot be read is an address that does not exist.
pub(crate) async fn in_our_words(response: Response) -> Response {
    let plain = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    match response.status() {
        StatusCode::BAD_REQUEST if plain => Failure::Store(bansou_store::Failure::NotFound).into_response(),
        StatusCode::METHOD_NOT_ALLOWED => Failure::Method.into_response(),
        _ => response,
    }
}

/// A panic is our fault and one request's; the process lives.
pub(crate) fn panicked() -> Response {
    Failure::Background.into_response()
}

/// What stands in a panel when the session has ended meanwhile.
pub(crate) fn sign_in_again() -> Response {
    let hint = "<p class=\"notice\" data-kind=\"warn\" role=\"alert\">サインインの期限が切れました。\
                <a href=\"/signin\">もう一度サインイン</a>してください。入力した内容は下書きに残っています。</p>";
    (StatusCode::UNAUTHORIZED, Html(hint)).into_response()
}
