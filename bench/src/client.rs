//! A browser without a screen: one kept connection, one signed-in worker.

use std::net::SocketAddr;

use anyhow::{Context as _, Result, bail};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{ACCEPT_ENCODING, CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::office::Account;

/// One connection that stays open.
pub(crate) struct Client {
    sender: SendRequest<Full<Bytes>>,
    host: String,
    cookie: String,
    /// Whether answers may come compressed, as browsers ask for them.
    pub(crate) compressed: bool,
}

/// What is asked for.
#[derive(Clone)]
pub(crate) enum Ask {
    /// A page.
    Get(String),
    /// A form with its encoded fields.
    Post(String, String),
}

impl Ask {
    /// Where it goes.
    pub(crate) fn path(&self) -> &str {
        match self {
            Self::Get(path) | Self::Post(path, _) => path,
        }
    }
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) location: String,
    pub(crate) body: Bytes,
    cookie: Option<String>,
}

impl Answer {
    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// An open stream of events.
pub(crate) struct Listener {
    body: hyper::body::Incoming,
    // The connection lives as long as somebody could still ask on it.
    _sender: SendRequest<Full<Bytes>>,
}

impl Listener {
    /// Waits for the next event.
    pub(crate) async fn next(&mut self) -> Result<()> {
        self.body.frame().await.context("the stream has ended")??;
        Ok(())
    }
}

impl Client {
    /// Connects without signing in.
    pub(crate) async fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self {
            sender,
            host: address.to_string(),
            cookie: String::new(),
            compressed: false,
        })
    }

    /// Connects and signs in through the form.
    pub(crate) async fn sign_in(address: SocketAddr, account: &Account) -> Result<Self> {
        let mut client = Self::connect(address).await?;
        let fields = [("login", account.login.as_str()), ("password", &account.password)];
        let answer = client.send(form("/signin", &fields)).await?;
        let cookie = answer.cookie.filter(|_| answer.status == 303);
        let Some(cookie) = cookie else {
            bail!("{} could not sign in: {}", account.login, answer.status);
        };
        client.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Ok(client)
    }

    /// Asks and reads the whole answer.
    pub(crate) async fn send(&mut self, ask: Ask) -> Result<Answer> {
        let request = self.request(ask)?;
        self.sender.ready().await?;
        let response = self.sender.send_request(request).await?;
        let (head, body) = response.into_parts();
        let text = |name| {
            head.headers
                .get(name)
                .and_then(|value: &hyper::http::HeaderValue| value.to_str().ok())
        };
        Ok(Answer {
            status: head.status.as_u16(),
            location: text(LOCATION).unwrap_or_default().to_owned(),
            cookie: text(SET_COOKIE).map(str::to_owned),
            body: body.collect().await?.to_bytes(),
        })
    }

    /// The same worker on another connection.
    pub(crate) fn with_session_of(mut self, other: &Self) -> Self {
        self.cookie.clone_from(&other.cookie);
        self
    }

    /// Asks for an answer that does not end.
    pub(crate) async fn stream(mut self, ask: Ask) -> Result<Listener> {
        let request = self.request(ask)?;
        self.sender.ready().await?;
        let response = self.sender.send_request(request).await?;
        if response.status() != 200 {
            bail!("a stream was answered {}", response.status());
        }
        Ok(Listener {
            body: response.into_body(),
            _sender: self.sender,
        })
    }

    fn request(&self, ask: Ask) -> Result<Request<Full<Bytes>>> {
        let (method, path, body) = match ask {
            Ask::Get(path) => (Method::GET, path, None),
            Ask::Post(path, fields) => (Method::POST, path, Some(fields)),
        };
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, &self.host);
        if !self.cookie.is_empty() {
            request = request.header(COOKIE, &self.cookie);
        }
        if self.compressed {
            request = request.header(ACCEPT_ENCODING, "gzip");
        }
        if body.is_some() {
            request = request
                .header(ORIGIN, format!("http://{}", self.host))
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let body = body.map_or_else(Bytes::new, Bytes::from);
        request
            .body(Full::new(body))
            .context("a request could not be written")
    }

    /// Gets a page that has to be there.
    pub(crate) async fn page(&mut self, path: &str) -> Result<String> {
        let answer = self.send(Ask::Get(path.to_owned())).await?;
        if answer.status != 200 {
            bail!("{path} answered {} {}", answer.status, answer.location);
        }
        Ok(answer.text())
    }
}

/// A form as a browser sends it, with a key of its own.
pub(crate) fn form(path: &str, fields: &[(&str, &str)]) -> Ask {
    let mut written = form_urlencoded::Serializer::new(String::new());
    written.extend_pairs(fields);
    written.append_pair("_key", &uuid::Uuid::now_v7().to_string());
    written.append_pair("_version", "0");
    written.append_pair("_place", path);
    Ask::Post(path.to_owned(), written.finish())
}
