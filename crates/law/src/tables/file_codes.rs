//! ファイルのコード. What a file writes as a code without being a service code, and what 国保連 answers with.

use bansou_domain::calendar::ServiceMonth;
use serde::Deserialize;

use super::Table;
use crate::error::{Fault, LawError};
use crate::evidence::{Cited, Evidence, Grounds};
use crate::history::{History, NotInForce, Version};
use crate::raw::{self, RawCite, Sources};

/// What a file of claims needs; the areas are those of the table of prices.
const EVERY: [&str; 11] = [
    "exchange-id",
    "data-kind",
    "generic-code",
    "area/0",
    "area/1",
    "area/2",
    "area/3",
    "area/4",
    "area/5",
    "area/6",
    "area/7",
];

/// コード. One code through its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileCode {
    /// Its name in records.
    pub key: String,
    /// 用語.
    pub term: String,
    /// The place in the specification.
    pub cited: Cited,
    /// The code by month.
    pub history: History<FileCodeVersion, ServiceMonth>,
}

/// The code while one version holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileCodeVersion {
    /// The code as written.
    pub value: String,
    /// What it rests on.
    pub grounds: Grounds,
    /// A remark for people.
    pub note: Option<String>,
}

impl Table<FileCode> {
    /// Returns a code by its key.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&FileCode> {
        self.items.iter().find(|code| code.key == key)
    }

    /// Returns the code in force in `month`.
    pub fn at(&self, key: &str, month: ServiceMonth) -> Result<&FileCodeVersion, NotInForce<ServiceMonth>> {
        self.find(key).ok_or(NotInForce(month))?.history.at(month)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCode {
    key: String,
    term: String,
    cite: RawCite,
    version: Vec<RawVersion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVersion {
    from: String,
    until: Option<String>,
    value: String,
    evidence: Evidence,
    set_by: Vec<String>,
    note: Option<String>,
}

pub(crate) fn load(path: &'static str, text: &str, sources: &Sources) -> Result<Table<FileCode>, LawError> {
    raw::table(
        path,
        text,
        |raw: &RawCode| &raw.key,
        |raw| {
            let versions = raw.version.into_iter().map(|version| dated(version, sources));
            Ok(FileCode {
                key: raw.key,
                term: raw.term,
                cited: raw::cited(sources, raw.cite)?,
                history: raw::monthly(versions)?,
            })
        },
    )
}

/// Refuses a table of codes in which one is missing or none asks for.
pub(crate) fn with_every_code(
    path: &'static str,
    table: Table<FileCode>,
) -> Result<Table<FileCode>, LawError> {
    let fault = |key: &str, fault| LawError::Item {
        path,
        key: key.to_owned(),
        fault,
    };
    if let Some(missing) = EVERY.iter().find(|key| table.find(key).is_none()) {
        return Err(fault(missing, Fault::Missing));
    }
    let unknown = |code: &&FileCode| !EVERY.contains(&code.key.as_str());
    match table.items.iter().find(unknown) {
        Some(code) => Err(fault(&code.key, Fault::KeyUnknown)),
        None => Ok(table),
    }
}

fn dated(raw: RawVersion, sources: &Sources) -> Result<Version<FileCodeVersion, ServiceMonth>, Fault> {
    if !is_code(&raw.value) {
        return Err(Fault::BadFileCode(raw.value));
    }
    let value = FileCodeVersion {
        value: raw.value,
        grounds: raw::grounds(sources, raw.evidence, raw.set_by)?,
        note: raw.note,
    };
    raw::month_version(&raw.from, raw.until.as_deref(), value)
}

fn is_code(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
    !text.is_empty() && text.bytes().all(allowed)
}
