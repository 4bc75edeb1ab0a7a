//! `bansou`: the one binary. Composition happens here and nowhere else.

mod options;
mod serve;

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
        Command::Serve(options) => serve::run(options).await,
    }
}
