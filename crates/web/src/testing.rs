//! The application as tests drive it: the real router over HTTP in memory, on the database under test.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use bansou_demo::Office;
use bansou_domain::id::PersonId;
use bansou_store::sign_in::Stage;
use bansou_testkit::TestStore;
use tower::ServiceExt as _;

use crate::app::{App, Clock, Config, Transport};
use crate::session::Token;

const ORIGIN: &str = "http://bansou.test";

/// The application with the made-up office, seen by one signed-in worker.
pub(crate) struct TestApp {
    router: Router,
    pub(crate) test: TestStore,
    pub(crate) office: Office,
    cookie: String,
}

/// An authority whose certificate is the three bytes `abc`.
fn authority() -> crate::Authority {
    let pem = "-----BEGIN CERTIFICATE-----\nYWJj\n-----END CERTIFICATE-----\n";
    let addresses = vec!["https://jimusho.local:8443".to_owned()];
    crate::Authority::read(pem, "bansou 事業所の認証局", addresses).unwrap()
}

/// One answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub(crate) fn html(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    /// What a person reads of the body.
    pub(crate) fn text(&self) -> String {
        text(&self.html())
    }
}

impl TestApp {
    /// Signed in as 見本 相子, a specialist.
    pub(crate) async fn new() -> Self {
        Self::signed_in_as(0).await
    }

    /// Signed in as one of the demo's workers, by their place in `bansou_demo::STAFF`.
    pub(crate) async fn signed_in_as(staff: usize) -> Self {
        let (test, office) = bansou_testkit::office().await;
        let app = Self::app(&test);
        let mut this = Self {
            router: crate::router(app),
            test,
            office,
            cookie: String::new(),
        };
        this.sign_in(staff).await;
        this
    }

    fn app(test: &TestStore) -> App {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets");
        let config = Config {
            assets: root.into(),
            fonts: format!("{root}/fonts").into(),
            clock: Clock::Fixed(bansou_demo::TODAY),
            transport: Transport::Loopback,
            authority: Some(authority()),
            demo: true,
        };
        App::new(test.store.clone(), &config).expect("run cargo xtask fonts and cargo xtask npm")
    }

    /// The office with a mail server; letters wait in the store.
    pub(crate) fn with_mail(self) -> Self {
        let desk = crate::MailDesk::new("soudan@mihon.example".to_owned(), std::sync::Arc::default());
        Self {
            router: crate::router(Self::app(&self.test).with_mail(desk)),
            ..self
        }
    }

    /// Changes to another worker of the office.
    pub(crate) async fn sign_in(&mut self, staff: usize) {
        let now = Clock::Fixed(bansou_demo::TODAY).now();
        let token = Token::new(self.office.organisation).unwrap();
        let mut tx = self
            .test
            .store
            .begin(self.office.scope(staff, now))
            .await
            .unwrap();
        tx.start_session(self.office.staff[staff], &token.hash(), Stage::Full)
            .await
            .unwrap();
        tx.commit_unrecorded().await.unwrap();
        let cookie = token.cookie(Transport::Loopback).unwrap();
        self.cookie = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
    }

    /// Forgets the cookie.
    pub(crate) fn sign_out(&mut self) {
        self.cookie.clear();
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Posts fields as a browser does; a form key of its own is added unless one is given.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(posted(path, encoded(fields))).await
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        self.send_with(request, &self.cookie).await
    }

    /// A browser of somebody outside the office, which has no cookie yet.
    pub(crate) fn outsider(&self) -> Outsider<'_> {
        Outsider {
            app: self,
            cookie: String::new(),
        }
    }

    async fn send_with(&self, mut request: Request<Body>, cookie: &str) -> Answer {
        let headers = request.headers_mut();
        headers.insert(header::HOST, "bansou.test".parse().unwrap());
        if !cookie.is_empty() {
            headers.insert(header::COOKIE, cookie.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let location = parts.headers.get(header::LOCATION);
        Answer {
            status: parts.status,
            location: location.map_or_else(String::new, |value| value.to_str().unwrap().to_owned()),
            bytes: axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec(),
            headers: parts.headers,
        }
    }

    /// Registers 見本 陽介 through the form, in the charge of the signed-in worker.
    pub(crate) async fn add_person(&self) -> PersonId {
        let fields = [
            ("name", "見本 陽介"),
            ("kana", "みほん ようすけ"),
            ("born", "H13.8.9"),
            ("sex", "male"),
        ];
        let answer = self.post("/people/new", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        answer.location.rsplit('/').next().unwrap().parse().unwrap()
    }
}

/// Somebody outside the office with a browser of their own.
pub(crate) struct Outsider<'a> {
    app: &'a TestApp,
    cookie: String,
}

impl Outsider<'_> {
    pub(crate) async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).body(Body::empty()).unwrap();
        self.app.send_with(request, &self.cookie).await
    }

    /// Posts fields and keeps the cookie of the answer.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(posted(path, encoded(fields))).await
    }

    /// Sends a request and keeps the cookie of the answer.
    pub(crate) async fn send(&mut self, request: Request<Body>) -> Answer {
        let answer = self.app.send_with(request, &self.cookie).await;
        if let Some(cookie) = answer.headers.get(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let other = |kept: &&str| kept.split_once('=').is_some_and(|(kept, _)| kept != name);
            let mut jar: Vec<&str> = self.cookie.split("; ").filter(other).collect();
            if !value.is_empty() {
                jar.push(pair);
            }
            self.cookie = jar.join("; ");
        }
        answer
    }
}

fn encoded(fields: &[(&str, &str)]) -> Vec<u8> {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    if fields.iter().all(|(name, _)| *name != "_key") {
        form.append_pair("_key", &uuid::Uuid::now_v7().to_string());
    }
    form.finish().into_bytes()
}

fn posted(path: &str, body: Vec<u8>) -> Request<Body> {
    Request::post(path)
        .header(header::ORIGIN, ORIGIN)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap()
}

/// What a person reads of a page: text without tags, one line for each block, values of fields in brackets.
pub(crate) fn text(html: &str) -> String {
    let body = html.split_once("<main").map_or(html, |(_, rest)| rest);
    let body = body.split_once("</main>").map_or(body, |(body, _)| body);
    let mut out = String::new();
    let mut rest = body.split_once('>').map_or(body, |(_, rest)| rest);
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        if tag.starts_with("input") && !tag.contains("hidden") {
            out.push_str(&field_value(tag));
        }
        let inline = [
            "span", "/span", "a ", "/a", "ruby", "/ruby", "rt", "/rt", "rp", "/rp", "mark", "/mark", "label",
        ];
        if !inline.iter().any(|name| tag.starts_with(name)) {
            out.push('\n');
        }
        rest = after;
    }
    out.push_str(rest);
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    unescape(&lines.collect::<Vec<_>>().join("\n"))
}

fn field_value(tag: &str) -> String {
    let value = tag
        .split_once("value=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or("", |(value, _)| value);
    match (
        tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\""),
        tag.contains(" checked"),
    ) {
        (true, true) => "[x]".to_owned(),
        (true, false) => "[ ]".to_owned(),
        (false, _) => format!("[{value}]"),
    }
}

fn unescape(text: &str) -> String {
    text.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}

/// An answer that does not end: its kind, and what comes piece by piece.
pub(crate) struct Streamed {
    pub(crate) kind: String,
    body: Body,
}

impl Streamed {
    /// The next piece.
    pub(crate) async fn next(&mut self) -> String {
        use http_body_util::BodyExt as _;
        let frame = self.body.frame().await.unwrap().unwrap();
        String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap()
    }
}

impl TestApp {
    /// Asks for what does not end.
    pub(crate) async fn stream(&self, path: &str) -> Streamed {
        let request = Request::get(path)
            .header(header::HOST, "bansou.test")
            .header(header::COOKIE, &self.cookie)
            .body(Body::empty())
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let kind = response.headers()[header::CONTENT_TYPE]
            .to_str()
            .unwrap()
            .to_owned();
        Streamed {
            kind,
            body: response.into_body(),
        }
    }
}

/// The words of a paper.
pub(crate) fn printed(pdf: &[u8]) -> String {
    use std::io::Write as _;
    let mut reader = std::process::Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("this test reads papers with poppler-utils");
    reader.stdin.take().unwrap().write_all(pdf).unwrap();
    String::from_utf8_lossy(&reader.wait_with_output().unwrap().stdout).into_owned()
}

/// A form as a browser posts it with one file in its first file field.
pub(crate) fn with_file(path: &str, fields: &[(&str, &str)], name: &str, bytes: &[u8]) -> Request<Body> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--mihon\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = format!(
        "--mihon\r\nContent-Disposition: form-data; name=\"file1\"; filename=\"{name}\"\r\n\
         Content-Type: image/png\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--mihon--\r\n");
    Request::post(path)
        .header(header::ORIGIN, ORIGIN)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=mihon")
        .body(Body::from(body))
        .unwrap()
}
