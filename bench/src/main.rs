//! Measures the release program as offices would meet it, beside a floor that does the least a server can do.
//!
//! `cargo xtask bench` builds and runs it. Nothing is simulated: a file is filled with the made-up office, the program
//! serves it, workers sign in through the form and press what they would press.

mod client;
mod crowd;
mod disk;
mod figures;
mod flat;
mod floor;
mod goals;
mod load;
mod machine;
mod office;
mod pages;
mod paper;
mod report;
mod rest;
mod room;
mod rules;
mod server;
mod soffice;
mod weight;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::{Args, Parser, Subcommand};

use crate::report::Report;

#[derive(Parser)]
#[command(name = "bansou-bench", version)]
struct Command {
    #[command(subcommand)]
    hidden: Option<Hidden>,
    #[command(flatten)]
    options: Options,
}

/// What the program starts itself as.
#[derive(Subcommand)]
enum Hidden {
    /// The floor: one handler, one SELECT, 20 kB.
    #[command(hide = true)]
    Floor {
        /// The file to read from.
        database: PathBuf,
        /// Where to listen.
        listen: SocketAddr,
    },
}

/// What is measured, and how long.
#[derive(Args)]
struct Options {
    /// 利用者の数。People in the office.
    #[arg(long, default_value_t = 10_000)]
    people: usize,
    /// 記録の年数。Years of records.
    #[arg(long, default_value_t = 10)]
    years: u8,
    /// 同時の接続。Connections at the same time.
    #[arg(long, default_value_t = 32)]
    connections: usize,
    /// 一つの測定の秒数。Seconds of each measurement.
    #[arg(long, default_value_t = 4.0)]
    seconds: f64,
    /// くり返しの回数。Rounds; each measures everything once.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// 経過の多いケースの記録数。Notes on the case with many notes.
    #[arg(long, default_value_t = 5_000)]
    notes: usize,
    /// データベースを作り直す。Fills the database again.
    #[arg(long)]
    refill: bool,
    /// 10,000人でなくても docs/performance.md に書く。Writes the document for other sizes too.
    #[arg(long)]
    write: bool,
    /// 書類だけを測る。Measures papers alone.
    #[arg(long)]
    papers_only: bool,
    /// 請求の規則だけを測る。Measures the claim rules alone.
    #[arg(long, conflicts_with = "papers_only")]
    rules_only: bool,
    /// 担当者会議だけを測る。Measures a conference and its viewers alone.
    #[arg(long, conflicts_with_all = ["papers_only", "rules_only"])]
    room_only: bool,
    /// 測るプログラム。The program to measure.
    #[arg(long, default_value = "target/release/bansou")]
    program: PathBuf,
    /// 画面の部品のフォルダー。Folder of third-party scripts and style sheets.
    #[arg(long, default_value = "assets")]
    assets: PathBuf,
    /// 作った事業所を置くフォルダー。Folder where filled files are kept.
    #[arg(long, default_value = "target/bench")]
    cache: PathBuf,
    /// 結果を書く文書。The document the figures are written into.
    #[arg(long, default_value = "docs/performance.md")]
    document: PathBuf,
}

impl Options {
    fn each(&self) -> Duration {
        Duration::from_secs_f64(self.seconds)
    }

    fn fonts(&self) -> PathBuf {
        self.assets.join("fonts")
    }

    fn whole(&self) -> bool {
        !self.papers_only && !self.rules_only && !self.room_only
    }

    fn full(&self) -> bool {
        self.people == 10_000 && self.years == 10
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let command = Command::parse();
    match command.hidden {
        Some(Hidden::Floor { database, listen }) => floor::serve(&database, listen).await,
        None => measure(&command.options).await,
    }
}

async fn measure(options: &Options) -> Result<()> {
    std::fs::create_dir_all(&options.cache)?;
    let machine = machine::Machine::look()?;
    let mut report = Report::new(machine);
    if options.whole() || options.room_only {
        let filled = office::filled(options)?;
        let work = tempfile::tempdir_in(&options.cache)?;
        let file = office::copy(&filled, work.path())?;
        if options.whole() {
            report.disk = Some(disk::sync_time(work.path())?);
            report.rest = Some(rest::measure(options, &filled, &file).await?);
        }
        report.room = Some(room::measure(options, &filled, &file).await?);
        if options.whole() {
            report.load = Some(pages::measure(options, &filled, &file).await?);
        }
        report.office = Some(filled);
    }
    if options.whole() || options.papers_only {
        report.papers = Some(papers(options)?);
    }
    if options.whole() || options.rules_only {
        report.claims = Some(rules::measure(&options.program, options.rounds)?);
    }
    report.finish()?;
    let text = report.text(options);
    println!("{text}");
    if (options.full() && options.whole()) || options.write {
        put_into(&options.document, &text)?;
    }
    Ok(())
}

fn papers(options: &Options) -> Result<paper::Papers> {
    eprintln!("papers");
    paper::measure(&options.fonts(), options.rounds)
}

const BEGIN: &str = "<!-- figures: written by cargo xtask bench -->";
const END: &str = "<!-- end of figures -->";

/// Replaces what stands between the marks of the document.
fn put_into(document: &Path, text: &str) -> Result<()> {
    let old =
        std::fs::read_to_string(document).with_context(|| format!("cannot read {}", document.display()))?;
    let (before, rest) = old
        .split_once(BEGIN)
        .context("the document has no place for figures")?;
    let (_, after) = rest.split_once(END).context("the place for figures has no end")?;
    std::fs::write(document, format!("{before}{BEGIN}\n\n{text}\n{END}{after}"))?;
    Ok(())
}
