//! The pages workers open all day, and the save they make, with one connection and with many.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, bail};

use crate::client::{Ask, Client};
use crate::figures::Times;
use crate::flat::{self, Pair};
use crate::load::{Asks, drive};
use crate::office::{Account, Filled};
use crate::server::Server;
use crate::{Options, floor, office};

/// What a row of the table is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Floor,
    Home,
    List,
    Case,
    Search,
    Board,
    MonitoringForm,
    Save,
    /// Not among the goals, for comparison.
    Beside,
}

/// One row: what was asked, alone and among many.
pub(crate) struct Row {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    pub(crate) alone: Times,
    pub(crate) many: Times,
    /// Bytes of one answer, as it came.
    pub(crate) bytes: usize,
    asks: Asks,
    crew: Crew,
    compressed: bool,
}

/// Which connections ask.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Crew {
    /// To the floor.
    Floor,
    /// Each connection another worker.
    Everybody,
    /// All connections the worker of the two cases.
    One,
}

/// All rows, and what was checked afterwards.
pub(crate) struct Load {
    pub(crate) rows: Vec<Row>,
    /// The case page with few notes and with many; the timeline likewise.
    pub(crate) flat: Vec<(String, Row, Row)>,
    /// Saves that were answered; as many notes were found in the file.
    pub(crate) saves: usize,
    /// Pages that did not answer 200, and what they answered.
    pub(crate) missing: Vec<(String, u16)>,
}

/// One worker's own cases.
struct Desk {
    cases: Vec<String>,
    /// The form of a monitoring report that is due.
    report: Option<String>,
}

pub(crate) async fn measure(options: &Options, filled: &Filled, file: &Path) -> Result<Load> {
    let server = Server::product(options, file).await?;
    let floor = Server::floor(file).await?;
    let mut crews = Crews::sign_in(options, &server, &floor, &filled.accounts).await?;
    let pair = match crews.one.first_mut() {
        Some(first) => flat::write(first, options.notes).await?,
        None => bail!("nobody signed in"),
    };
    let desks = Arc::new(crews.desks().await?);
    let before = notes(file).await?;
    let saves = Arc::new(AtomicUsize::new(0));
    let mut rows = rows(&desks, &saves);
    let missing = crews.drop_missing(&mut rows).await?;
    let mut flat = flat_rows(&pair);
    for round in 1..=options.rounds {
        eprintln!("round {round} of {}", options.rounds);
        for row in rows
            .iter_mut()
            .chain(flat.iter_mut().flat_map(|(_, few, many)| [few, many]))
        {
            crews.ask(row, options).await?;
        }
    }
    let saves = saves.load(Ordering::Relaxed);
    server.stop()?;
    check(options, file, before, saves).await?;
    Ok(Load {
        rows,
        flat,
        saves,
        missing,
    })
}

/// Every answered save is in the file, and the chain of the journal holds.
async fn check(options: &Options, file: &Path, before: usize, saves: usize) -> Result<()> {
    let found = notes(file).await? - before;
    if found != saves {
        bail!("{saves} saves were answered, {found} are in the file");
    }
    let mut verify = std::process::Command::new(&options.program);
    let status = verify
        .args(["verify", "--database"])
        .arg(office::url(file))
        .status()?;
    if !status.success() {
        bail!("the journal does not hold");
    }
    Ok(())
}

async fn notes(file: &Path) -> Result<usize> {
    let read = floor::open(file).await?;
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM note")
        .fetch_one(&read)
        .await?;
    read.close().await;
    Ok(usize::try_from(count)?)
}

/// The connections, signed in before anything is measured.
struct Crews {
    floor: Vec<Client>,
    everybody: Vec<Client>,
    one: Vec<Client>,
}

impl Crews {
    async fn sign_in(
        options: &Options,
        server: &Server,
        floor: &Server,
        accounts: &[Account],
    ) -> Result<Self> {
        let first = accounts.first().context("nobody can sign in")?;
        let mut crews = Self {
            floor: Vec::new(),
            everybody: Vec::new(),
            one: Vec::new(),
        };
        for account in accounts.iter().cycle().take(options.connections) {
            crews.floor.push(Client::connect(floor.address).await?);
            crews
                .everybody
                .push(Client::sign_in(server.address, account).await?);
            crews.one.push(Client::sign_in(server.address, first).await?);
        }
        Ok(crews)
    }

    /// What each worker's own list leads to.
    async fn desks(&mut self) -> Result<Vec<Desk>> {
        let mut desks = Vec::new();
        for client in &mut self.everybody {
            let list = client.page("/people?mine=1").await?;
            let cases = cases(&list);
            let mut report = None;
            for case in &cases {
                let tab = client.page(&format!("{case}/monitoring")).await?;
                report = link(&tab, &format!("{case}/monitoring/write/2"));
                if report.is_some() {
                    break;
                }
            }
            desks.push(Desk { cases, report });
        }
        Ok(desks)
    }

    /// Leaves out what does not answer as a page; a fast error is no figure.
    async fn drop_missing(&mut self, rows: &mut Vec<Row>) -> Result<Vec<(String, u16)>> {
        let mut missing = Vec::new();
        let mut kept = Vec::new();
        for mut row in rows.drain(..) {
            if row.kind == Kind::Save {
                kept.push(row);
                continue;
            }
            let Some(client) = self.of(row.crew).first_mut() else {
                continue;
            };
            client.compressed = row.compressed;
            let answer = client.send((row.asks)(0, 0)).await?;
            client.compressed = false;
            row.bytes = answer.body.len();
            if answer.status == 200 {
                kept.push(row);
            } else {
                missing.push((row.name, answer.status));
            }
        }
        *rows = kept;
        Ok(missing)
    }

    fn of(&mut self, crew: Crew) -> &mut Vec<Client> {
        match crew {
            Crew::Floor => &mut self.floor,
            Crew::Everybody => &mut self.everybody,
            Crew::One => &mut self.one,
        }
    }

    async fn ask(&mut self, row: &mut Row, options: &Options) -> Result<()> {
        let status = if row.kind == Kind::Save { 303 } else { 200 };
        let clients = self.of(row.crew);
        for client in clients.iter_mut() {
            client.compressed = row.compressed;
        }
        let alone = drive(clients, 1, &row.asks, status, options.each()).await?;
        let many = drive(clients, options.connections, &row.asks, status, options.each()).await?;
        for client in clients {
            client.compressed = false;
        }
        row.alone.after(alone);
        row.many.after(many);
        Ok(())
    }
}

fn rows(desks: &Arc<Vec<Desk>>, saves: &Arc<AtomicUsize>) -> Vec<Row> {
    let get = |path: &'static str| -> Asks { Arc::new(move |_, _| Ask::Get(path.to_owned())) };
    let case = on_case(desks, |case, _| Ask::Get(case.to_owned()));
    let person = on_case(desks, |case, _| Ask::Get(case.replace("/c/", "/")));
    let before = on_case(desks, |case, _| Ask::Get(format!("{case}/brief")));
    let saved = Arc::clone(saves);
    let save = on_case(desks, move |case, turn| {
        saved.fetch_add(1, Ordering::Relaxed);
        flat::note(case, turn)
    });
    let report = {
        let desks = Arc::clone(desks);
        let path = move |place: usize| desks.get(place)?.report.clone();
        Arc::new(move |place, _| Ask::Get(path(place).unwrap_or_default()))
    };
    let row = Row::new;
    vec![
        row(Kind::Floor, "floor", person, Crew::Floor),
        row(Kind::Home, "home `/`", get("/"), Crew::Everybody),
        row(
            Kind::List,
            "list `/people`, 50 rows",
            get("/people"),
            Crew::Everybody,
        ),
        row(Kind::Case, "case page `/c/…`", Arc::clone(&case), Crew::Everybody),
        row(
            Kind::Search,
            "search, a phrase of notes",
            get(PHRASE),
            Crew::Everybody,
        ),
        row(Kind::Search, "search, a name", get(NAME), Crew::Everybody),
        row(Kind::MonitoringForm, "monitoring form", report, Crew::Everybody),
        row(Kind::Save, "save a note", save, Crew::Everybody),
        row(
            Kind::Board,
            "board `/monitoring`",
            get("/monitoring"),
            Crew::Everybody,
        ),
        row(
            Kind::Beside,
            "visits of the month `/visits`",
            get("/visits"),
            Crew::Everybody,
        ),
        row(Kind::Beside, "page before a visit", before, Crew::Everybody),
        row(Kind::Beside, "list, compressed", get("/people"), Crew::Everybody).compressed(),
        row(Kind::Beside, "case page, compressed", case, Crew::Everybody).compressed(),
    ]
}

/// /search?q=引き継ぎノート
const PHRASE: &str = "/search?q=%E5%BC%95%E3%81%8D%E7%B6%99%E3%81%8E%E3%83%8E%E3%83%BC%E3%83%88";
/// /search?q=見本 美咲12
const NAME: &str = "/search?q=%E8%A6%8B%E6%9C%AC+%E7%BE%8E%E5%92%B212";

fn flat_rows(pair: &Pair) -> Vec<(String, Row, Row)> {
    let row = |name: &str, path: String| {
        let asks: Asks = Arc::new(move |_, _| Ask::Get(path.clone()));
        Row::new(Kind::Beside, name, asks, Crew::One)
    };
    [("case page", ""), ("timeline", "/notes")]
        .map(|(name, part)| {
            let [few, many] = [&pair.few, &pair.many].map(|case| row(name, format!("{case}{part}")));
            (name.to_owned(), few, many)
        })
        .into()
}

impl Row {
    fn new(kind: Kind, name: &str, asks: Asks, crew: Crew) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            alone: Times::default(),
            many: Times::default(),
            bytes: 0,
            asks,
            crew,
            compressed: false,
        }
    }

    fn compressed(mut self) -> Self {
        self.compressed = true;
        self
    }
}

/// Asks about the worker's own cases, one after the other.
fn on_case(desks: &Arc<Vec<Desk>>, ask: impl Fn(&str, usize) -> Ask + Send + Sync + 'static) -> Asks {
    let desks = Arc::clone(desks);
    Arc::new(move |place, turn| {
        let cases = desks.get(place).map_or(&[][..], |desk| &desk.cases);
        let case = cases.get(turn % cases.len().max(1));
        ask(case.map_or("/", String::as_str), turn)
    })
}

/// The cases a list leads to, each once.
fn cases(list: &str) -> Vec<String> {
    let mut cases: Vec<String> = list
        .split("href=\"/c/")
        .skip(1)
        .filter_map(|rest| rest.split(['"', '/', '?']).next())
        .map(|id| format!("/c/{id}"))
        .collect();
    cases.sort();
    cases.dedup();
    cases
}

/// The first link that begins so.
fn link(page: &str, beginning: &str) -> Option<String> {
    page.split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|path| path.starts_with(beginning))
        .map(str::to_owned)
}
