//! 第15条の手順. The duties of the operating standards in their order.

use jiff::civil::Date;
use serde::Deserialize;

use super::Table;
use crate::error::{Fault, LawError};
use crate::evidence::{Cited, Evidence, Grounds};
use crate::history::{History, Version};
use crate::raw::{self, RawCite, Sources};

/// 手順. One duty through its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Its name in records: `assessment-visit`.
    pub key: String,
    /// 用語. As people say it.
    pub term: String,
    /// What it asked for, and when.
    pub history: History<DutyVersion>,
}

/// What a duty asks for while one version holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyVersion {
    /// The article.
    pub cited: Cited,
    /// 記録. The record it leaves.
    pub record: String,
    /// Whether the fee is zero while it is missing.
    pub payment_critical: bool,
    /// The duties that come before it, by key.
    pub requires: Vec<String>,
    /// What weight and record rest on.
    pub grounds: Grounds,
    /// A remark for people.
    pub note: Option<String>,
}

/// A duty as it stands on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyOn<'law> {
    /// Its name in records.
    pub key: &'law str,
    /// 用語.
    pub term: &'law str,
    /// What it asks for on that day.
    pub version: &'law DutyVersion,
}

impl Table<Duty> {
    /// Returns the duties in force on `day`, in their order.
    pub fn on(&self, day: Date) -> impl Iterator<Item = DutyOn<'_>> {
        self.items.iter().filter_map(move |duty| {
            let version = duty.history.at(day).ok()?;
            Some(DutyOn {
                key: &duty.key,
                term: &duty.term,
                version,
            })
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDuty {
    key: String,
    term: String,
    version: Vec<RawVersion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVersion {
    from: String,
    until: Option<String>,
    cite: RawCite,
    record: String,
    payment_critical: bool,
    requires: Vec<String>,
    evidence: Evidence,
    set_by: Vec<String>,
    note: Option<String>,
}

pub(crate) fn load(path: &'static str, text: &str, sources: &Sources) -> Result<Table<Duty>, LawError> {
    let mut before: Vec<String> = Vec::new();
    raw::table(
        path,
        text,
        |raw: &RawDuty| &raw.key,
        |raw| {
            let history = raw::history(
                raw.version
                    .into_iter()
                    .map(|version| dated(version, &before, sources)),
            )?;
            before.push(raw.key.clone());
            Ok(Duty {
                key: raw.key,
                term: raw.term,
                history,
            })
        },
    )
}

// A step may only require one that stands before it: the file is the order, and no circle can arise.
fn dated(raw: RawVersion, before: &[String], sources: &Sources) -> Result<Version<DutyVersion>, Fault> {
    for required in &raw.requires {
        if !before.contains(required) {
            return Err(Fault::RequiresUnknown(required.clone()));
        }
    }
    let value = DutyVersion {
        cited: raw::cited(sources, raw.cite)?,
        record: raw.record,
        payment_critical: raw.payment_critical,
        requires: raw.requires,
        grounds: raw::grounds(sources, raw.evidence, raw.set_by)?,
        note: raw.note,
    };
    raw::version(&raw.from, raw.until.as_deref(), value)
}
