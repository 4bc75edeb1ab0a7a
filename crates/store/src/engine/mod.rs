//! Two engines behind one door. The rest of the crate writes each query once, inside `sql!`.

mod postgres;
#[macro_use]
mod row;
mod schema;
mod seal;
mod sqlite;
mod statistics;

use std::sync::Arc;

use bansou_domain::id::{OrganisationId, StaffId};
use sqlx::{PgConnection, PgPool, Postgres};

use crate::Failure;
pub(crate) use row::{Columns, FromSqlite, places};
use seal::Seal;
pub use seal::fresh_secret;
pub(crate) use sqlite::Direct;
use sqlite::{Reading, Sqlite, SqliteTx};

/// Runs one query text on whichever engine the session stands on: `sql!(session, verb, "text", bind, …)?`.
///
/// Verbs: `run` (rows changed), `one`, `maybe`, `all` (rows), `value`, `values` (a single column). The text is
/// compiled once for each engine, so column types are checked for both.
macro_rules! sql {
    ($session:expr, run, $text:literal $(, $bind:expr)* $(,)?) => {
        match $session.connection() {
            $crate::engine::Connection::Sqlite(connection) => connection
                .run($text, &[$(&$bind),*])
                .map_err($crate::Failure::from),
            $crate::engine::Connection::Postgres(connection) => sqlx::query($text)
                $(.bind($bind))*.execute(connection).await
                .map(|done| done.rows_affected())
                .map_err($crate::Failure::from),
        }
    };
    ($session:expr, one, $($query:tt)+) => { sql!(@ $session, one, query_as, fetch_one, $($query)+) };
    ($session:expr, maybe, $($query:tt)+) => { sql!(@ $session, maybe, query_as, fetch_optional, $($query)+) };
    ($session:expr, all, $($query:tt)+) => { sql!(@ $session, all, query_as, fetch_all, $($query)+) };
    ($session:expr, value, $($query:tt)+) => { sql!(@ $session, value, query_scalar, fetch_one, $($query)+) };
    ($session:expr, values, $($query:tt)+) => { sql!(@ $session, values, query_scalar, fetch_all, $($query)+) };
    (@ $session:expr, $verb:ident, $kind:ident, $fetch:ident, $text:literal $(, $bind:expr)* $(,)?) => {
        match $session.connection() {
            $crate::engine::Connection::Sqlite(connection) => connection
                .$verb($text, &[$(&$bind),*])
                .map_err($crate::Failure::from),
            $crate::engine::Connection::Postgres(connection) => sqlx::$kind($text)
                $(.bind($bind))*.$fetch(connection).await
                .map_err($crate::Failure::from),
        }
    };
}

/// 範囲. Whose data a session may touch, who is acting, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// The organisation that leads every key.
    pub organisation: OrganisationId,
    /// The account that acts; `None` only for sign-in itself and for the program's own upkeep.
    pub actor: Option<StaffId>,
    /// The instant of the request; everything it writes carries this time.
    pub now: jiff::Timestamp,
}

/// The open database.
#[derive(Clone)]
pub struct Store {
    engine: Engine,
    seal: Arc<Seal>,
}

#[derive(Clone)]
enum Engine {
    Sqlite(Sqlite),
    Postgres(PgPool),
}

/// A borrowed connection of either engine.
pub(crate) enum Connection<'c> {
    Sqlite(&'c mut Direct),
    Postgres(&'c mut PgConnection),
}

/// One session on the database, within one scope. [`Tx`] adds writing.
pub struct Reader {
    held: Held,
    scope: Scope,
    asked: usize,
    seal: Arc<Seal>,
}

enum Held {
    SqliteRead(Reading),
    SqliteWrite(SqliteTx),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// A transaction. Dropped, it leaves no trace; committed, it leaves its journal entry.
pub struct Tx(Reader);

impl std::ops::Deref for Tx {
    type Target = Reader;
    fn deref(&self) -> &Reader {
        &self.0
    }
}

impl std::ops::DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Reader {
        &mut self.0
    }
}

/// Opens `sqlite:PATH` or `postgres://…` and brings the schema up to date.
pub async fn open(url: &str) -> Result<Store, Failure> {
    let engine = if url.starts_with("postgres:") || url.starts_with("postgresql:") {
        Engine::Postgres(postgres::open(url).await?)
    } else {
        Engine::Sqlite(Sqlite::open(url).await?)
    };
    Ok(Store {
        engine,
        seal: Arc::new(Seal::fresh()?),
    })
}

impl Store {
    /// Seals what waits to be sent with a secret, so that it can still be sent after a restart.
    pub fn sealing_with(self, secret: &str) -> Result<Self, Failure> {
        Ok(Self {
            seal: Arc::new(Seal::of(secret)?),
            ..self
        })
    }

    /// Begins reading within `scope`.
    pub async fn read(&self, scope: Scope) -> Result<Reader, Failure> {
        let held = match &self.engine {
            Engine::Sqlite(sqlite) => Held::SqliteRead(sqlite.read().await?),
            Engine::Postgres(pool) => Held::Postgres(postgres::begin(pool, scope).await?),
        };
        Ok(Reader {
            held,
            scope,
            asked: 0,
            seal: Arc::clone(&self.seal),
        })
    }

    /// Begins reading within `scope` one picture that stands still, however long it takes and whatever is written
    /// meanwhile. For what is read in several passes; a page has no need of it.
    pub async fn read_still(&self, scope: Scope) -> Result<Reader, Failure> {
        let held = match &self.engine {
            Engine::Sqlite(sqlite) => Held::SqliteRead(sqlite.read().await?),
            Engine::Postgres(pool) => Held::Postgres(postgres::begin_still(pool, scope).await?),
        };
        Ok(Reader {
            held,
            scope,
            asked: 0,
            seal: Arc::clone(&self.seal),
        })
    }

    /// Begins writing within `scope`. On SQLite this waits for the one writer.
    pub async fn begin(&self, scope: Scope) -> Result<Tx, Failure> {
        let held = match &self.engine {
            Engine::Sqlite(sqlite) => Held::SqliteWrite(sqlite.begin().await?),
            Engine::Postgres(pool) => Held::Postgres(postgres::begin(pool, scope).await?),
        };
        Ok(Tx(Reader {
            held,
            scope,
            asked: 0,
            seal: Arc::clone(&self.seal),
        }))
    }

    /// The name of the engine and the version of its library or server.
    pub async fn engine_version(&self) -> Result<String, Failure> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(Sqlite::version()),
            Engine::Postgres(pool) => {
                let version: String = sqlx::query_scalar("SHOW server_version").fetch_one(pool).await?;
                Ok(format!("PostgreSQL {version}"))
            }
        }
    }

    /// Writes a consistent copy of the whole database to `path` (SQLite only; `None` on PostgreSQL).
    pub async fn copy_to(&self, path: &str) -> Result<Option<()>, Failure> {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.copy_to(path).await.map(Some),
            Engine::Postgres(_) => Ok(None),
        }
    }
}

impl Reader {
    pub(crate) fn connection(&mut self) -> Connection<'_> {
        self.asked += 1;
        match &mut self.held {
            Held::SqliteRead(tx) => Connection::Sqlite(tx.connection()),
            Held::SqliteWrite(tx) => Connection::Sqlite(tx.connection()),
            Held::Postgres(tx) => Connection::Postgres(tx),
        }
    }

    pub(crate) fn seal(&self) -> &Seal {
        &self.seal
    }

    pub(crate) fn organisation(&self) -> uuid::Uuid {
        self.scope.organisation.0
    }

    /// The scope this session was opened with.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// How often this session has asked the database, for whoever holds a page to a fixed number.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// 今日, in Japan.
    pub(crate) fn today(&self) -> jiff::civil::Date {
        crate::day_in_japan(self.scope.now)
    }

    pub(crate) fn now(&self) -> String {
        self.scope.now.to_string()
    }
}

impl Tx {
    /// Dates what follows as written at `then`, for records brought over that were written at another time.
    pub fn written_at(&mut self, then: jiff::Timestamp) {
        self.0.scope.now = then;
    }

    /// Makes everything since `begin` durable, and returns only then.
    pub(crate) async fn make_durable(self) -> Result<(), Failure> {
        match self.0.held {
            Held::SqliteWrite(tx) => tx.commit().await,
            Held::Postgres(tx) => tx.commit().await.map_err(Failure::from),
            Held::SqliteRead(_) => Ok(()),
        }
    }
}
