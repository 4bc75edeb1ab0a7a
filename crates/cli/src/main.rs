//! `bansou`: the one binary. Composition happens here and nowhere else.

mod backup;
mod demo;
mod options;
mod serve;
mod setup;
mod tls;
mod verify;

use clap::Parser;
use options::{Command, Options};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let filter =
        tracing_subscriber::EnvFilter::try_from_env("BANSOU_LOG").unwrap_or_else(|_| "info,sqlx=warn".into());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    match Options::parse().command {
        Command::Serve(options) => serve::run(*options).await,
        Command::Demo(options) => demo::run(&options).await,
        Command::Migrate(at) => setup::migrate(&at.database).await,
        Command::Found(options) => setup::found(options).await,
        Command::Backup(options) => backup::write(&options).await,
        Command::Restore(options) => backup::restore(&options).await,
        Command::Verify(at) => verify::run(&at.database).await,
    }
}

/// Writes one line for the person who started the program.
pub(crate) fn say(line: impl std::fmt::Display) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}
