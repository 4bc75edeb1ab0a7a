//! Why the tables were refused.

use bansou_domain::calendar::ServiceMonth;

use crate::evidence::Evidence;
use crate::history::HistoryError;

/// Why a set of law files was refused. Each names the file, and the item where there is one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LawError {
    /// A file every set must have is not there.
    #[error("{path} is missing")]
    FileMissing {
        /// The file.
        path: &'static str,
    },
    /// A file nobody reads, probably misnamed.
    #[error("{path} is not a file of the law tables")]
    FileUnknown {
        /// The file.
        path: String,
    },
    /// The same path twice.
    #[error("{path} is given twice")]
    FileTwice {
        /// The file.
        path: String,
    },
    /// Not TOML, an unknown or missing key, or a value of the wrong kind.
    #[error("{path}: {reason}")]
    Unreadable {
        /// The file.
        path: &'static str,
        /// What the reader said.
        reason: String,
    },
    /// Something is wrong with one item.
    #[error("{path}: {key}: {fault}")]
    Item {
        /// The file.
        path: &'static str,
        /// The item's key, or the source's id.
        key: String,
        /// What is wrong.
        fault: Fault,
    },
}

/// What is wrong with one item.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The key stands twice in the file.
    #[error("stands twice")]
    Twice,
    /// A date or month that does not exist.
    #[error("{0:?} is not a date of the form YYYY-MM-DD")]
    BadDate(String),
    /// A month that does not exist.
    #[error("{0:?} is not a month of the form YYYY-MM")]
    BadMonth(String),
    /// Not a fraction.
    #[error("{0:?} is not a fraction of the form 51/1000")]
    BadRate(String),
    /// Units and a rate at once.
    #[error("has units and a rate")]
    TwoAmounts,
    /// A row without its six cells, or with an unknown grade.
    #[error("is not a row of six cells with a known evidence grade")]
    BadRow,
    /// Not six digits or capital letters.
    #[error("{0:?} is not a service code")]
    BadCode(String),
    /// Something every table of this kind must have is not there.
    #[error("is missing")]
    Missing,
    /// A key nobody asks for, probably misspelt.
    #[error("is not a key of this table")]
    KeyUnknown,
    /// A code of a file that is not of digits and capital letters.
    #[error("{0:?} is not a code of digits and capital letters")]
    BadFileCode(String),
    /// A record without items.
    #[error("has no item")]
    NoField,
    /// An item of a record that cannot be written as it says.
    #[error("item {0}: {1}")]
    BadField(usize, &'static str),
    /// The versions do not make a history.
    #[error(transparent)]
    History(#[from] HistoryError),
    /// The versions by month do not make a history.
    #[error(transparent)]
    Months(#[from] HistoryError<ServiceMonth>),
    /// A source that `sources.toml` does not hold.
    #[error("the source {0:?} is not in sources.toml")]
    SourceUnknown(String),
    /// A secondary page was cited as law.
    #[error("{0:?} is a secondary page and cannot be cited")]
    CitesSecondary(String),
    /// Graded official, but no official text that was read sets it.
    #[error("official needs an act, ordinance or notice that was read (sha256 and retrieved)")]
    NotRead,
    /// The grade needs more sources than are named.
    #[error("{} needs {} different sources in set_by", .0.code(), .0.sources_needed())]
    TooFewSources(Evidence),
    /// A step requires one that does not stand before it.
    #[error("requires {0:?}, which does not stand before it")]
    RequiresUnknown(String),
}
