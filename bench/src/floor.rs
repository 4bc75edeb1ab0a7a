//! The floor: the least a server of this kind can do. One handler, one SELECT by primary key, 20 kB of text.
//!
//! It runs as a process of its own, as the measured program does, on the same framework, the same runtime and the same
//! settings of SQLite.

use std::net::SocketAddr;
use std::path::Path;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::extract::{Path as Segment, State};
use axum::http::StatusCode;
use axum::routing::get;
use sqlx::ConnectOptions as _;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use uuid::Uuid;

/// As long as an ordinary page of the product.
const LENGTH: usize = 20_000;

#[derive(Clone)]
struct Floor {
    read: SqlitePool,
    organisation: Uuid,
    text: Arc<str>,
}

/// Opens a file with the settings the product reads with.
pub(crate) async fn open(database: &Path) -> Result<SqlitePool> {
    let options = SqliteConnectOptions::from_str(&format!("sqlite:{}", database.display()))?
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("mmap_size", "0")
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .disable_statement_logging()
        .read_only(true);
    Ok(SqlitePoolOptions::new()
        .max_connections(4)
        .connect_with(options)
        .await?)
}

/// Serves it until the process is ended.
pub(crate) async fn serve(database: &Path, listen: SocketAddr) -> Result<()> {
    let read = open(database).await?;
    let organisation = sqlx::query_scalar("SELECT organisation FROM person LIMIT 1")
        .fetch_optional(&read)
        .await?
        .context("the file holds nobody")?;
    let state = Floor {
        read,
        organisation,
        text: "伴走".repeat(LENGTH / "伴走".len()).into(),
    };
    let router = Router::new().route("/{person}", get(answer)).with_state(state);
    let listener = tokio::net::TcpListener::bind(listen).await?;
    Ok(axum::serve(listener, router).await?)
}

async fn answer(State(floor): State<Floor>, Segment(person): Segment<Uuid>) -> Result<String, StatusCode> {
    let name: String = sqlx::query_scalar("SELECT name FROM person WHERE organisation = $1 AND id = $2")
        .bind(floor.organisation)
        .bind(person)
        .fetch_one(&floor.read)
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(name + &floor.text)
}
