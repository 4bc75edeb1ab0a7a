//! `bansou`: the one binary. Composition happens here and nowhere else.

mod backup;
mod certificate;
mod claims;
mod demo;
mod law;
mod monitoring;
mod options;
mod serve;
mod setup;
mod tls;
mod verify;

use std::process::ExitCode;

use clap::Parser;
use options::{Command, Options};

/// SQLite answers on the thread that asks it: with a few more threads than cores, a page that reads the whole office
/// does not hold up the short ones.
const THREADS: usize = 4;

fn main() -> anyhow::Result<ExitCode> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(cores.max(THREADS)).enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> anyhow::Result<ExitCode> {
    let filter =
        tracing_subscriber::EnvFilter::try_from_env("BANSOU_LOG").unwrap_or_else(|_| "info,sqlx=warn".into());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let done = match Options::parse().command {
        Command::Claims { command } => return claims::run(&command).await,
        Command::Monitoring { command } => return monitoring::run(&command),
        Command::Law { command } => law::run(&command),
        Command::Serve(options) => serve::run(*options).await,
        Command::Demo(options) => demo::run(&options).await,
        Command::Migrate(at) => setup::migrate(&at.database).await,
        Command::Found(options) => setup::found(options).await,
        Command::Backup(options) => backup::write(&options).await,
        Command::Restore(options) => backup::restore(&options).await,
        Command::Certificate(options) => certificate::run(&options),
        Command::Verify(at) => verify::run(&at.database).await,
    };
    done.map(|()| ExitCode::SUCCESS).or_else(unless_nobody_reads)
}

// Whoever read the output has seen enough: `bansou law status | head`.
fn unless_nobody_reads(error: anyhow::Error) -> anyhow::Result<ExitCode> {
    let pipe = error.downcast_ref::<std::io::Error>();
    if pipe.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe) {
        return Ok(ExitCode::SUCCESS);
    }
    Err(error)
}

/// What was asked cannot be answered as it was put.
pub(crate) const REFUSED: u8 = 2;

/// Writes one line for the person who started the program.
pub(crate) fn say(line: impl std::fmt::Display) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// Writes one line about what was refused.
pub(crate) fn refuse(line: impl std::fmt::Display) -> std::io::Result<()> {
    use std::io::Write as _;
    writeln!(std::io::stderr().lock(), "{line}")
}
