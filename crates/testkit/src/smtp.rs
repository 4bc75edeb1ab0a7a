//! A mail server for tests: it speaks SMTP over TCP, keeps what it is given and refuses what it is told to refuse.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// One message as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caught {
    /// The sender of the envelope.
    pub from: String,
    /// The readers of the envelope.
    pub to: Vec<String>,
    /// Everything between DATA and its end.
    pub data: String,
}

/// What the server does to everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Temper {
    /// It takes everything.
    Kind,
    /// It answers this to RCPT.
    Refuses(&'static str),
    /// It takes the message and breaks off before it says so.
    BreaksOff,
}

/// The server.
#[derive(Clone)]
pub struct MailServer {
    /// Where it listens, as `smtp://…`.
    pub url: String,
    caught: Arc<Mutex<Vec<Caught>>>,
    temper: Arc<Mutex<Temper>>,
}

impl MailServer {
    /// Begins to listen on a free port.
    ///
    /// # Panics
    /// When no port is free: then no test can say anything.
    #[expect(clippy::unwrap_used, reason = "a test without its server has to stop")]
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            url: format!("smtp://{}", listener.local_addr().unwrap()),
            caught: Arc::default(),
            temper: Arc::new(Mutex::new(Temper::Kind)),
        };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = serving.clone();
                tokio::spawn(async move { server.speak(stream).await });
            }
        });
        server
    }

    /// What it does from now on.
    pub fn set(&self, temper: Temper) {
        if let Ok(mut now) = self.temper.lock() {
            *now = temper;
        }
    }

    /// What it was given so far.
    #[must_use]
    pub fn caught(&self) -> Vec<Caught> {
        self.caught
            .lock()
            .map(|caught| caught.clone())
            .unwrap_or_default()
    }

    fn temper(&self) -> Temper {
        self.temper.lock().map_or(Temper::Kind, |temper| *temper)
    }

    async fn speak(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let (reading, mut writing) = stream.split();
        let mut lines = BufReader::new(reading).lines();
        let mut message = Caught {
            from: String::new(),
            to: Vec::new(),
            data: String::new(),
        };
        writing.write_all(b"220 mihon ready\r\n").await?;
        while let Some(line) = lines.next_line().await? {
            let verb: String = line.chars().take(4).collect::<String>().to_ascii_uppercase();
            let answer = match (verb.as_str(), self.temper()) {
                ("EHLO" | "HELO", _) => "250 mihon",
                ("MAIL", _) => {
                    message.from = inside(&line);
                    "250 ok"
                }
                ("RCPT", Temper::Refuses(answer)) => answer,
                ("RCPT", _) => {
                    message.to.push(inside(&line));
                    "250 ok"
                }
                ("DATA", temper) => {
                    writing.write_all(b"354 go on\r\n").await?;
                    while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                        message.data.push_str(&line);
                        message.data.push('\n');
                    }
                    if let Ok(mut caught) = self.caught.lock() {
                        caught.push(message.clone());
                    }
                    if temper == Temper::BreaksOff {
                        return Ok(());
                    }
                    "250 taken"
                }
                ("QUIT", _) => {
                    return writing.write_all(b"221 bye\r\n").await;
                }
                _ => "250 ok",
            };
            writing.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
        Ok(())
    }
}

/// What stands between < and >.
fn inside(line: &str) -> String {
    let inner = line
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map(|(inner, _)| inner);
    inner.unwrap_or_default().to_owned()
}
