//! モニタリング標準期間. How often monitoring usually is, by service and by situation.

use std::num::NonZeroU8;

use bansou_domain::text::fold;
use jiff::civil::Date;
use serde::Deserialize;

use super::Table;
use crate::error::{Fault, LawError};
use crate::evidence::{Cited, Evidence, Grounds};
use crate::history::{History, Version};
use crate::raw::{self, RawCite, Sources};

/// The situation of a person new to services or with a great change in them.
pub const NEW_OR_CHANGED: &str = "new-or-changed";

/// What an interval goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppliesTo {
    /// サービスの種類.
    Service,
    /// 本人の状況.
    Situation,
}

/// 標準期間. One service or situation through its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    /// Its name in records.
    pub key: String,
    /// 用語. As certificates print it.
    pub term: String,
    /// Other ways it is printed.
    pub also: Vec<String>,
    /// What it goes by.
    pub applies: AppliesTo,
    /// How often, and when.
    pub history: History<IntervalVersion>,
}

/// How often, while one version holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntervalVersion {
    /// 間隔（月）.
    pub every: NonZeroU8,
    /// For how many months from the start of use; none for as long as the service or situation lasts.
    pub for_months: Option<NonZeroU8>,
    /// The article.
    pub cited: Cited,
    /// What the interval rests on.
    pub grounds: Grounds,
}

impl Table<Interval> {
    /// Returns the interval in force on `day` for a service as a certificate prints it, as 居宅介護（家事援助）.
    ///
    /// Of the known names the text begins with, the longest decides. Nothing when no interval is known.
    #[must_use]
    pub fn for_service(&self, printed: &str, day: Date) -> Option<&IntervalVersion> {
        let printed = fold(printed);
        let named = |interval: &Interval| {
            let names = std::iter::once(&interval.term).chain(&interval.also);
            names
                .map(|name| fold(name))
                .filter(|name| printed.starts_with(name))
                .map(|name| name.len())
                .max()
        };
        let services = self
            .items
            .iter()
            .filter(|interval| interval.applies == AppliesTo::Service);
        let (_, interval) = services
            .filter_map(|interval| Some((named(interval)?, interval)))
            .max_by_key(|(len, _)| *len)?;
        interval.history.at(day).ok()
    }

    /// Returns the interval in force on `day` in a situation.
    #[must_use]
    pub fn in_situation(&self, key: &str, day: Date) -> Option<&IntervalVersion> {
        let situation =
            |interval: &&Interval| interval.applies == AppliesTo::Situation && interval.key == key;
        self.items.iter().find(situation)?.history.at(day).ok()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInterval {
    key: String,
    term: String,
    applies: AppliesTo,
    #[serde(default)]
    also: Vec<String>,
    version: Vec<RawVersion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVersion {
    from: String,
    until: Option<String>,
    cite: RawCite,
    every_months: NonZeroU8,
    for_months: Option<NonZeroU8>,
    evidence: Evidence,
    set_by: Vec<String>,
}

pub(crate) fn load(path: &'static str, text: &str, sources: &Sources) -> Result<Table<Interval>, LawError> {
    raw::table(
        path,
        text,
        |raw: &RawInterval| &raw.key,
        |raw| {
            let history = raw::history(raw.version.into_iter().map(|version| dated(version, sources)))?;
            Ok(Interval {
                key: raw.key,
                term: raw.term,
                also: raw.also,
                applies: raw.applies,
                history,
            })
        },
    )
}

fn dated(raw: RawVersion, sources: &Sources) -> Result<Version<IntervalVersion>, Fault> {
    let value = IntervalVersion {
        every: raw.every_months,
        for_months: raw.for_months,
        cited: raw::cited(sources, raw.cite)?,
        grounds: raw::grounds(sources, raw.evidence, raw.set_by)?,
    };
    raw::version(&raw.from, raw.until.as_deref(), value)
}
