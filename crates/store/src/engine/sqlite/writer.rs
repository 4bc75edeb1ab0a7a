//! Every save runs in its own savepoint inside a shared `BEGIN IMMEDIATE`. The committer queues for the writer like
//! everybody else, so it commits after the saves that were already waiting, and each of them is answered only
//! after that commit: one sync carries several saves, none is answered before its sync.

use std::sync::Arc;

use tokio::sync::{Mutex, Notify, OwnedMutexGuard, oneshot};

use super::Direct;
use crate::Failure;

/// The one writer of the file, with all who wait for it.
#[derive(Clone)]
pub(super) struct Writers {
    writer: Arc<Mutex<Writer>>,
    wake: Arc<Notify>,
}

struct Writer {
    connection: Direct,
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
pub(in crate::engine) struct SqliteTx {
    writer: Option<OwnedMutexGuard<Writer>>,
    wake: Arc<Notify>,
}

impl Writers {
    pub(super) fn of(connection: Direct) -> Self {
        let writer = Writer {
            connection,
            open: false,
            savepoint: Savepoint::None,
            stopped: false,
            waiting: Vec::new(),
        };
        let writers = Self {
            writer: Arc::new(Mutex::new(writer)),
            wake: Arc::new(Notify::new()),
        };
        tokio::spawn(commit_when_woken(writers.clone()));
        writers
    }

    pub(super) async fn begin(&self) -> Result<SqliteTx, Failure> {
        let mut writer = Arc::clone(&self.writer).lock_owned().await;
        writer.join()?;
        Ok(SqliteTx {
            writer: Some(writer),
            wake: Arc::clone(&self.wake),
        })
    }
}

impl Writer {
    /// Opens a savepoint for the next save, in the shared transaction that is open or in a new one.
    fn join(&mut self) -> Result<(), Failure> {
        if self.stopped {
            return Err(Failure::Stopped);
        }
        self.forget_unfinished()?;
        if !self.open {
            self.connection.run("BEGIN IMMEDIATE", &[])?;
            self.open = true;
        }
        if self.savepoint == Savepoint::Finished {
            self.connection.run("RELEASE save", &[])?;
            self.savepoint = Savepoint::None;
        }
        self.connection.run("SAVEPOINT save", &[])?;
        self.savepoint = Savepoint::Unfinished;
        Ok(())
    }

    fn forget_unfinished(&mut self) -> Result<(), Failure> {
        if self.savepoint == Savepoint::Unfinished {
            self.connection.run("ROLLBACK TO save", &[])?;
            self.connection.run("RELEASE save", &[])?;
            self.savepoint = Savepoint::None;
        }
        Ok(())
    }

    fn commit_all(&mut self) {
        if !self.open || self.stopped {
            return;
        }
        let cleared = self.forget_unfinished().is_ok();
        let durable = cleared && self.connection.run("COMMIT", &[]).is_ok();
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

/// The sync waits for the disk, so it has a thread that may wait.
async fn commit_when_woken(writers: Writers) {
    loop {
        writers.wake.notified().await;
        let mut writer = Arc::clone(&writers.writer).lock_owned().await;
        let _ = tokio::task::spawn_blocking(move || writer.commit_all()).await;
    }
}

impl SqliteTx {
    pub(in crate::engine) fn connection(&mut self) -> &mut Direct {
        match &mut self.writer {
            Some(writer) => &mut writer.connection,
            // `commit` takes the value, so nothing can ask for the connection after it.
            None => unreachable!("a committed save has no connection"),
        }
    }

    pub(in crate::engine) async fn commit(mut self) -> Result<(), Failure> {
        let Some(mut writer) = self.writer.take() else {
            return Err(Failure::Stopped);
        };
        writer.savepoint = Savepoint::Finished;
        let (sender, durable) = oneshot::channel();
        writer.waiting.push(sender);
        drop(writer);
        self.wake.notify_one();
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
