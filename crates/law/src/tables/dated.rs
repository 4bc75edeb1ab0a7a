//! 日付で変わる値. Tables whose items have a key, a term and versions by date, and nothing beside.

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Table;
use crate::error::{Fault, LawError};
use crate::history::{History, NotInForce, Version};
use crate::raw;

/// 日付で変わる値. One item through its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated<V> {
    /// Its name in records.
    pub key: String,
    /// 用語.
    pub term: String,
    /// What holds, and when.
    pub history: History<V>,
}

impl<V> Table<Dated<V>> {
    /// Returns what holds of an item on `day`.
    pub fn at(&self, key: &str, day: Date) -> Result<&V, NotInForce> {
        let item = self.items.iter().find(|item| item.key == key);
        item.ok_or(NotInForce(day))?.history.at(day)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawItem<R> {
    key: String,
    term: String,
    version: Vec<R>,
}

/// Reads one table; `version` checks one version of an item.
pub(crate) fn load<R: DeserializeOwned, V>(
    path: &'static str,
    text: &str,
    version: impl Fn(R) -> Result<Version<V>, Fault>,
) -> Result<Table<Dated<V>>, LawError> {
    raw::table(
        path,
        text,
        |raw: &RawItem<R>| &raw.key,
        |raw| {
            Ok(Dated {
                history: raw::history(raw.version.into_iter().map(&version))?,
                key: raw.key,
                term: raw.term,
            })
        },
    )
}
