//! SQLite. One writer, many readers, and one sync for all the saves that wait at the same moment.
//!
//! Every save runs in its own savepoint inside a shared `BEGIN IMMEDIATE`. The committer queues for the writer like
//! everybody else, so it commits after the saves that were already waiting, and each of them is answered only
//! after that commit: one sync carries several saves, none is answered before its sync.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection};
use tokio::sync::{Mutex, Notify, OwnedMutexGuard, oneshot};

use super::{schema, statistics};
use crate::Failure;

/// 3.51.3 repaired a write-ahead-log race that can damage a database (3.7.0 to 3.51.2).
const OLDEST_SAFE: [u32; 3] = [3, 51, 3];

#[derive(Clone)]
pub(super) struct Sqlite {
    pub(super) read: SqlitePool,
    writer: Arc<Mutex<Writer>>,
    wake: Arc<Notify>,
}

struct Writer {
    connection: SqliteConnection,
    /// A shared transaction is open.
    open: bool,
    savepoint: Savepoint,
    /// A commit failed: what is in the page cache cannot be trusted any more.
    stopped: bool,
    waiting: Vec<oneshot::Sender<bool>>,
}

/// What stands of the last save inside the shared transaction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Savepoint {
    /// Nothing to undo and nothing to release.
    None,
    /// The save in progress, or one that was dropped in the middle.
    Unfinished,
    /// A whole save; the next one or the commit releases it, without a step of its own.
    Finished,
}

/// One save: the writer, held from its savepoint until all of it is written.
pub(super) struct SqliteTx {
    writer: Option<OwnedMutexGuard<Writer>>,
    wake: Arc<Notify>,
}

impl Sqlite {
    pub(super) async fn open(url: &str) -> Result<Self, Failure> {
        let options = options(url)?;
        let mut connection = SqliteConnection::connect_with(&options).await?;
        refuse_unsafe(&version(&mut connection).await?)?;
        schema::for_sqlite().run(&mut connection).await?;
        statistics::settle(&mut connection).await?;
        let read = SqlitePoolOptions::new()
            .max_connections(4)
            // A file does not go away as a server does; asking first would double every short read.
            .test_before_acquire(false)
            .connect_with(options.clone().read_only(true))
            .await?;
        let writer = Writer {
            connection,
            open: false,
            savepoint: Savepoint::None,
            stopped: false,
            waiting: Vec::new(),
        };
        let sqlite = Self {
            read,
            writer: Arc::new(Mutex::new(writer)),
            wake: Arc::new(Notify::new()),
        };
        tokio::spawn(commit_when_woken(
            Arc::clone(&sqlite.writer),
            Arc::clone(&sqlite.wake),
        ));
        Ok(sqlite)
    }

    pub(super) async fn begin(&self) -> Result<SqliteTx, Failure> {
        let (writer, wake) = (Arc::clone(&self.writer), Arc::clone(&self.wake));
        uninterrupted(async move {
            let mut writer = writer.lock_owned().await;
            writer.join().await?;
            Ok(SqliteTx {
                writer: Some(writer),
                wake,
            })
        })
        .await
    }

    pub(super) async fn version(&self) -> Result<String, Failure> {
        let mut connection = self.read.acquire().await?;
        Ok(format!("SQLite {}", version(&mut connection).await?))
    }

    pub(super) async fn copy_to(&self, path: &str) -> Result<(), Failure> {
        let mut connection = self.read.acquire().await?;
        sqlx::query("VACUUM INTO $1")
            .bind(path.to_owned())
            .execute(&mut *connection)
            .await?;
        Ok(())
    }
}

/// Runs a change of the writer's state to its end, even when the browser that asked for it has gone.
async fn uninterrupted<T: Send + 'static>(
    change: impl Future<Output = Result<T, Failure>> + Send + 'static,
) -> Result<T, Failure> {
    tokio::spawn(change).await.map_err(|_| Failure::Stopped)?
}

fn options(url: &str) -> Result<SqliteConnectOptions, Failure> {
    Ok(SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("mmap_size", "0")
        // 8 MB a connection: a worker's home page reads more pages than SQLite keeps by itself.
        .pragma("cache_size", "-8192")
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        // A page of a case reads some hundred rows: the connection does not wait for each to be taken.
        .row_buffer_size(512)
        .disable_statement_logging())
}

async fn version(connection: &mut SqliteConnection) -> Result<String, Failure> {
    Ok(sqlx::query_scalar("SELECT sqlite_version()")
        .fetch_one(connection)
        .await?)
}

fn refuse_unsafe(version: &str) -> Result<(), Failure> {
    let found: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
    if found.as_slice() < OLDEST_SAFE.as_slice() {
        return Err(Failure::UnsafeSqlite(version.to_owned()));
    }
    Ok(())
}

impl Writer {
    /// Opens a savepoint for the next save, in the shared transaction that is open or in a new one.
    async fn join(&mut self) -> Result<(), Failure> {
        if self.stopped {
            return Err(Failure::Stopped);
        }
        self.forget_unfinished().await?;
        // Each is one step of the connection's own thread.
        let opening = match (self.open, self.savepoint) {
            (false, _) => "BEGIN IMMEDIATE; SAVEPOINT save",
            (true, Savepoint::Finished) => "RELEASE save; SAVEPOINT save",
            (true, Savepoint::None | Savepoint::Unfinished) => "SAVEPOINT save",
        };
        let opened = sqlx::query(opening).execute(&mut self.connection).await;
        if opened.is_err() && !self.open {
            // Nothing may stay half open; where there was no beginning, there is nothing to take back either.
            let _ = sqlx::query("ROLLBACK").execute(&mut self.connection).await;
        }
        opened?;
        self.open = true;
        self.savepoint = Savepoint::Unfinished;
        Ok(())
    }

    async fn forget_unfinished(&mut self) -> Result<(), Failure> {
        if self.savepoint == Savepoint::Unfinished {
            sqlx::query("ROLLBACK TO save; RELEASE save")
                .execute(&mut self.connection)
                .await?;
            self.savepoint = Savepoint::None;
        }
        Ok(())
    }

    async fn commit_all(&mut self) {
        if !self.open || self.stopped {
            return;
        }
        let cleared = self.forget_unfinished().await.is_ok();
        let durable = cleared && sqlx::query("COMMIT").execute(&mut self.connection).await.is_ok();
        self.open = false;
        self.savepoint = Savepoint::None;
        // A failed sync is never retried: the pages may be lost although a second sync reports success.
        self.stopped = !durable;
        if !durable {
            tracing::error!(
                "a commit failed; no further save is accepted until the program is started again"
            );
        }
        for save in self.waiting.drain(..) {
            let _ = save.send(durable);
        }
    }
}

async fn commit_when_woken(writer: Arc<Mutex<Writer>>, wake: Arc<Notify>) {
    loop {
        wake.notified().await;
        writer.lock().await.commit_all().await;
    }
}

impl SqliteTx {
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        match &mut self.writer {
            Some(writer) => &mut writer.connection,
            // `commit` takes the value, so nothing can ask for the connection after it.
            None => unreachable!("a committed save has no connection"),
        }
    }

    pub(super) async fn commit(mut self) -> Result<(), Failure> {
        let Some(mut writer) = self.writer.take() else {
            return Err(Failure::Stopped);
        };
        let wake = Arc::clone(&self.wake);
        let durable = uninterrupted(async move {
            writer.savepoint = Savepoint::Finished;
            let (sender, durable) = oneshot::channel();
            writer.waiting.push(sender);
            drop(writer);
            wake.notify_one();
            Ok(durable)
        })
        .await?;
        if durable.await == Ok(true) {
            Ok(())
        } else {
            Err(Failure::Stopped)
        }
    }
}

impl Drop for SqliteTx {
    /// A save that is dropped leaves its savepoint to the next one; the committer clears it if there is none.
    fn drop(&mut self) {
        if self.writer.take().is_some() {
            self.wake.notify_one();
        }
    }
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

    async fn write(tx: &mut SqliteTx, text: &'static str) -> Result<(), sqlx::Error> {
        sqlx::query(text).execute(tx.connection()).await.map(drop)
    }

    #[tokio::test]
    async fn on_a_full_disk_no_save_is_answered_as_kept_that_went_with_the_transaction() {
        let folder = tempfile::tempdir().unwrap();
        let sqlite = Sqlite::open(&format!("sqlite:{}/full.db", folder.path().display()))
            .await
            .unwrap();
        let mut first = sqlite.begin().await.unwrap();
        write(&mut first, "CREATE TABLE heap (grain BLOB)").await.unwrap();
        write(&mut first, "INSERT INTO heap VALUES (zeroblob(10))")
            .await
            .unwrap();
        write(&mut first, "PRAGMA max_page_count = 1").await.unwrap();
        // The second waits for the writer before the first is committed, and joins its transaction.
        let second = async {
            let mut second = sqlite.begin().await?;
            write(&mut second, "INSERT INTO heap VALUES (zeroblob(10000000))").await?;
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
        let heaps: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'heap'")
            .fetch_one(&sqlite.read)
            .await
            .unwrap();
        assert_eq!(heaps, 0);
    }
}
