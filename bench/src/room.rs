//! A conference with its viewers: how soon a typed line stands on every screen, and what an open stream weighs.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use tokio::task::JoinSet;

use crate::Options;
use crate::client::{Ask, Client, Listener, form};
use crate::figures::Times;
use crate::office::{Account, Filled};
use crate::server::Server;

/// What was found.
pub(crate) struct Room {
    /// From sending a line until the last viewer holds the board with it.
    pub(crate) shown: Times,
    /// Bytes the process holds more for each open stream.
    pub(crate) each: u64,
}

/// Who looks on while the recorder types.
pub(crate) const VIEWERS: usize = 12;
/// Streams held open at once.
pub(crate) const STREAMS: usize = 1_000;
const LINES: usize = 200;
const SETTLED: Duration = Duration::from_secs(2);

pub(crate) async fn measure(options: &Options, filled: &Filled, file: &Path) -> Result<Room> {
    eprintln!("conference with {VIEWERS} viewers, {STREAMS} streams");
    let server = Server::product(options, file).await?;
    let account = filled.accounts.first().context("nobody can sign in")?;
    let mut recorder = Client::sign_in(server.address, account).await?;
    let room = prepare(&mut recorder).await?;
    let shown = type_lines(&server, account, &mut recorder, &room).await?;
    let each = hold(&server, &recorder, &room).await?;
    server.stop()?;
    Ok(Room { shown, each })
}

/// Prepares a conference for the worker's first case and answers the path of its room.
async fn prepare(client: &mut Client) -> Result<String> {
    let list = client.page("/people?mine=1").await?;
    let case = list
        .split("href=\"/c/")
        .nth(1)
        .and_then(|rest| rest.split(['"', '/', '?']).next());
    let path = format!("/c/{}/conferences/new", case.context("the worker has no case")?);
    let fields = [
        ("purpose", "約束を決める"),
        ("agenda.0.title", "本人の話"),
        ("agenda.0.minutes", "60"),
        ("members.0.who", "本人"),
        ("members.0.kind", "person"),
    ];
    let answer = client.send(form(&path, &fields)).await?;
    if answer.status != 303 {
        bail!("a conference could not be prepared: {}", answer.status);
    }
    Ok(format!("{}/room", answer.location))
}

/// One who listens and fetches the board whenever it has moved on, as the page does.
async fn watch(
    mut client: Client,
    mut listener: Listener,
    board: String,
    lines: usize,
) -> Result<Vec<Instant>> {
    let mut seen = Vec::with_capacity(lines);
    while seen.len() < lines {
        listener.next().await?;
        let page = client.page(&board).await?;
        let there = page.matches("<span>typed-").count();
        seen.resize(there.max(seen.len()), Instant::now());
    }
    Ok(seen)
}

async fn type_lines(server: &Server, account: &Account, recorder: &mut Client, room: &str) -> Result<Times> {
    let mut viewers = JoinSet::new();
    for _ in 0..VIEWERS {
        let client = Client::sign_in(server.address, account).await?;
        let mut listener = client.listen(server.address, &format!("{room}/events")).await?;
        listener.next().await?;
        viewers.spawn(watch(
            client,
            listener,
            format!("{room}/board?view=screen"),
            LINES,
        ));
    }
    let mut typed = Vec::with_capacity(LINES);
    for number in 0..LINES {
        typed.push(Instant::now());
        let text = format!("typed-{number}");
        let answer = recorder
            .send(form(
                &format!("{room}/lines"),
                &[("kind", "remark"), ("text", &text)],
            ))
            .await?;
        if answer.status != 303 {
            bail!("a line was answered {}", answer.status);
        }
        // A recorder types a line every few seconds; ten a second is many recorders.
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let mut last = typed.clone();
    while let Some(seen) = viewers.join_next().await {
        for (last, seen) in last.iter_mut().zip(seen??) {
            *last = (*last).max(seen);
        }
    }
    let mut shown = Times::default();
    for (typed, last) in typed.iter().zip(last) {
        shown.add(last.duration_since(*typed));
    }
    Ok(shown)
}

/// What one more open stream costs.
async fn hold(server: &Server, client: &Client, room: &str) -> Result<u64> {
    tokio::time::sleep(SETTLED).await;
    let before = server.memory()?;
    let mut open = Vec::with_capacity(STREAMS);
    for _ in 0..STREAMS {
        let mut listener = client.listen(server.address, &format!("{room}/events")).await?;
        listener.next().await?;
        open.push(listener);
    }
    tokio::time::sleep(SETTLED).await;
    let after = server.memory()?;
    drop(open);
    Ok(after.saturating_sub(before) / STREAMS as u64)
}

impl Client {
    /// Opens a stream of events on a connection of its own.
    async fn listen(&self, address: std::net::SocketAddr, path: &str) -> Result<Listener> {
        let client = Self::connect(address).await?.with_session_of(self);
        client.stream(Ask::Get(path.to_owned())).await
    }
}
