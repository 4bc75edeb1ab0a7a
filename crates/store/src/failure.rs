//! What can go wrong between a handler and the database.

/// Why a store operation did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Not there, or not this account's to see; the two are never told apart.
    #[error("not found")]
    NotFound,
    /// The account may know of it but not do this.
    #[error("forbidden")]
    Forbidden,
    /// Somebody saved first.
    #[error("stale version")]
    Stale,
    /// A named rule of the database refused the row.
    #[error("constraint {0}")]
    Constraint(String),
    /// A stored value could not be read back.
    #[error("unreadable {what}: {why}")]
    Unreadable {
        /// Which value.
        what: &'static str,
        /// What the reader said.
        why: String,
    },
    /// A commit could not be made durable; nothing is accepted until the program is started again.
    #[error("the store has stopped after a failed commit")]
    Stopped,
    /// The database library is one that can lose data.
    #[error("SQLite {0} is older than 3.51.3 and can damage a database; this build must not be used")]
    UnsafeSqlite(String),
    /// The database said no.
    #[error(transparent)]
    Database(sqlx::Error),
    /// SQLite said no.
    #[error(transparent)]
    Sqlite(rusqlite::Error),
    /// The schema could not be brought up to date.
    #[error(transparent)]
    Migration(#[from] sqlx::migrate::MigrateError),
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::Database(said) if said.is_unique_violation() || said.is_check_violation() => {
                let name = said
                    .constraint()
                    .map_or_else(|| said.message().to_owned(), str::to_owned);
                Self::Constraint(name)
            }
            _ => Self::Database(error),
        }
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ffi::{
            SQLITE_CONSTRAINT_CHECK, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE,
        };
        const RULES: [i32; 3] = [
            SQLITE_CONSTRAINT_CHECK,
            SQLITE_CONSTRAINT_PRIMARYKEY,
            SQLITE_CONSTRAINT_UNIQUE,
        ];
        match error {
            rusqlite::Error::QueryReturnedNoRows => Self::NotFound,
            rusqlite::Error::SqliteFailure(said, Some(message)) if RULES.contains(&said.extended_code) => {
                Self::Constraint(message)
            }
            other => Self::Sqlite(other),
        }
    }
}

impl Failure {
    /// Wraps a value that was stored by us and cannot be read by us.
    pub fn unreadable(what: &'static str, why: impl std::fmt::Display) -> Self {
        Self::Unreadable {
            what,
            why: why.to_string(),
        }
    }
}
