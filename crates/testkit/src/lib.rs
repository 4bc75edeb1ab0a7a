//! What tests of more than one crate need: a fresh database on the engine under test, with the made-up office in it.
//!
//! With `BANSOU_TEST_POSTGRES` set, every test gets a database of its own on that server; otherwise a SQLite file.

pub mod smtp;

use std::str::FromStr;

use bansou_demo::Office;
use bansou_store::{Store, open};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, ConnectOptions, Executor};

/// A password hash no test signs in with, because hashing takes long; tests that sign in make their own.
pub const NO_PASSWORD: &str = "!";

/// A fresh database that lives as long as this value.
pub struct TestStore {
    /// The open store.
    pub store: Store,
    /// Where it is.
    pub url: String,
    _folder: tempfile::TempDir,
}

/// The instant all tests live at: noon in Japan on the demo's day.
#[must_use]
pub fn noon() -> Timestamp {
    "2026-11-20T03:00:00Z".parse().unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Opens an empty database.
///
/// # Panics
/// When no database can be made: then no test can say anything.
#[expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test without its database has to stop"
)]
pub async fn store() -> TestStore {
    let folder = tempfile::tempdir().unwrap();
    let url = match std::env::var("BANSOU_TEST_POSTGRES") {
        Ok(server) => fresh_postgres(&server).await,
        Err(_) => format!("sqlite:{}", folder.path().join("test.db").display()),
    };
    TestStore {
        store: open(&url).await.unwrap(),
        url,
        _folder: folder,
    }
}

/// Opens a database with the made-up office in it.
///
/// # Panics
/// When the office cannot be founded.
#[expect(clippy::unwrap_used, reason = "a test without its office has to stop")]
pub async fn office() -> (TestStore, Office) {
    let test = store().await;
    let office = bansou_demo::found(&test.store, "mihon", NO_PASSWORD, noon())
        .await
        .unwrap();
    (test, office)
}

#[expect(clippy::unwrap_used, reason = "a test without its database has to stop")]
async fn fresh_postgres(server: &str) -> String {
    let options = sqlx::postgres::PgConnectOptions::from_str(server).unwrap();
    let name = format!("t{}", uuid::Uuid::now_v7().simple());
    let mut connection = options.connect().await.unwrap();
    connection
        .execute(AssertSqlSafe(format!("CREATE DATABASE {name}")))
        .await
        .unwrap();
    options.database(&name).to_url_lossy().to_string()
}
