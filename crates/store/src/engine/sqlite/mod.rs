//! SQLite. One writer, many readers, all of them asked directly; sqlx opens the file and brings its schema up to date.

mod direct;
mod writer;

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use deadpool::unmanaged::{Object, Pool};
use rusqlite::OpenFlags;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};

use super::{schema, statistics};
use crate::Failure;
pub(crate) use direct::Direct;
pub(super) use writer::SqliteTx;
use writer::Writers;

/// 3.51.3 repaired a write-ahead-log race that can damage a database (3.7.0 to 3.51.2).
const OLDEST_SAFE: [u32; 3] = [3, 51, 3];

const READERS: usize = 4;

#[derive(Clone)]
pub(super) struct Sqlite {
    readers: Pool<Direct>,
    writers: Writers,
}

/// A transaction that only reads: one picture of the file until it is dropped. What one statement has read of the file the
/// next need not read again; every view of a record writes, and between transactions that would count as another file.
pub(super) struct Reading(Object<Direct>);

impl Sqlite {
    pub(super) async fn open(url: &str) -> Result<Self, Failure> {
        refuse_unsafe(rusqlite::version())?;
        let options = options(url)?;
        let mut connection = SqliteConnection::connect_with(&options).await?;
        schema::for_sqlite().run(&mut connection).await?;
        statistics::settle(&mut connection).await?;
        let file = options.get_filename();
        let readers = (0..READERS).map(|_| direct(file, OpenFlags::SQLITE_OPEN_READ_ONLY));
        let sqlite = Self {
            readers: Pool::from(readers.collect::<Result<Vec<_>, _>>()?),
            writers: Writers::of(direct(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?),
        };
        connection.close().await?;
        Ok(sqlite)
    }

    async fn reader(&self) -> Result<Object<Direct>, Failure> {
        self.readers.get().await.map_err(|_| Failure::Stopped)
    }

    pub(super) async fn read(&self) -> Result<Reading, Failure> {
        let mut reader = self.reader().await?;
        reader.run("BEGIN", &[])?;
        Ok(Reading(reader))
    }

    pub(super) async fn begin(&self) -> Result<SqliteTx, Failure> {
        self.writers.begin().await
    }

    pub(super) fn version() -> String {
        format!("SQLite {}", rusqlite::version())
    }

    /// Takes as long as the file is large, beside everything else.
    pub(super) async fn copy_to(&self, path: &str) -> Result<(), Failure> {
        let (mut reader, path) = (self.reader().await?, path.to_owned());
        let copied = tokio::task::spawn_blocking(move || reader.run("VACUUM INTO $1", &[&path]));
        copied.await.map_err(|_| Failure::Stopped)??;
        Ok(())
    }
}

impl Reading {
    pub(super) fn connection(&mut self) -> &mut Direct {
        &mut self.0
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        if let Err(error) = self.0.run("ROLLBACK", &[]) {
            tracing::error!(%error, "a picture of the database could not be let go");
        }
    }
}

fn options(url: &str) -> Result<SqliteConnectOptions, Failure> {
    Ok(SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .disable_statement_logging())
}

/// How long a statement waits for another program that holds the file.
const BUSY: Duration = Duration::from_secs(5);

/// A connection of its own to the file, which stands already. Nobody else uses it at the same time, so it needs no lock.
fn direct(file: &Path, how: OpenFlags) -> Result<Direct, Failure> {
    let connection = rusqlite::Connection::open_with_flags(file, how | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY)?;
    // 8 MB a connection: a worker's home page reads more pages than SQLite keeps by itself.
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -8192;
         PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON",
    )?;
    Ok(Direct::of(connection))
}

fn refuse_unsafe(version: &str) -> Result<(), Failure> {
    let found: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
    if found.as_slice() < OLDEST_SAFE.as_slice() {
        return Err(Failure::UnsafeSqlite(version.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_with_the_write_ahead_log_race_is_refused() {
        assert!(refuse_unsafe("3.51.2").is_err());
        assert!(refuse_unsafe("3.40.1").is_err());
        assert!(refuse_unsafe("3.51.3").is_ok());
        assert!(refuse_unsafe("3.53.0").is_ok());
    }

    fn write(tx: &mut SqliteTx, text: &'static str) -> Result<u64, Failure> {
        Ok(tx.connection().run(text, &[])?)
    }

    #[tokio::test]
    async fn on_a_full_disk_no_save_is_answered_as_kept_that_went_with_the_transaction() {
        let folder = tempfile::tempdir().unwrap();
        let sqlite = Sqlite::open(&format!("sqlite:{}/full.db", folder.path().display()))
            .await
            .unwrap();
        let mut first = sqlite.begin().await.unwrap();
        write(&mut first, "CREATE TABLE heap (grain BLOB)").unwrap();
        write(&mut first, "INSERT INTO heap VALUES (zeroblob(10))").unwrap();
        let pages = "PRAGMA max_page_count = 1";
        let _: i64 = first.connection().value(pages, &[]).unwrap();
        // The second waits for the writer before the first is committed, and joins its transaction.
        let second = async {
            let mut second = sqlite.begin().await?;
            write(&mut second, "INSERT INTO heap VALUES (zeroblob(10000000))")?;
            second.commit().await
        };
        let commit = async {
            tokio::task::yield_now().await;
            first.commit().await
        };
        let (second, first) = tokio::join!(second, commit);
        assert!(second.is_err());
        // SQLite has taken back the whole transaction: the first is gone too, and was not answered as kept.
        assert!(first.is_err());
        assert!(sqlite.begin().await.is_err());
        let heaps = "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'heap'";
        let heaps: i64 = sqlite.reader().await.unwrap().value(heaps, &[]).unwrap();
        assert_eq!(heaps, 0);
    }
}
