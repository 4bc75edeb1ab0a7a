//! 保存期間. How long records are kept at the least.

use std::num::NonZeroU8;

use serde::Deserialize;

use super::Table;
use super::dated::{self, Dated};
use crate::error::{Fault, LawError};
use crate::evidence::{Cited, Evidence, Grounds};
use crate::history::Version;
use crate::raw::{self, RawCite, Sources};

/// 起算日. The day keeping is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedFrom {
    /// 支援を提供した日.
    ServiceProvided,
}

/// 保存期間. One kind of record through its versions.
pub type Retention = Dated<RetentionVersion>;

/// How long, while one version holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionVersion {
    /// 年数.
    pub years: NonZeroU8,
    /// 起算日.
    pub counted_from: CountedFrom,
    /// Whether a municipality's ordinance may say longer; the later date holds.
    pub per_municipality: bool,
    /// The articles.
    pub cited: Vec<Cited>,
    /// What the value rests on.
    pub grounds: Grounds,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVersion {
    from: String,
    until: Option<String>,
    cite: Vec<RawCite>,
    years: NonZeroU8,
    counted_from: CountedFrom,
    per_municipality: bool,
    evidence: Evidence,
    set_by: Vec<String>,
}

pub(crate) fn load(path: &'static str, text: &str, sources: &Sources) -> Result<Table<Retention>, LawError> {
    dated::load(path, text, |raw| version(raw, sources))
}

fn version(raw: RawVersion, sources: &Sources) -> Result<Version<RetentionVersion>, Fault> {
    let value = RetentionVersion {
        years: raw.years,
        counted_from: raw.counted_from,
        per_municipality: raw.per_municipality,
        cited: raw
            .cite
            .into_iter()
            .map(|cite| raw::cited(sources, cite))
            .collect::<Result<_, _>>()?,
        grounds: raw::grounds(sources, raw.evidence, raw.set_by)?,
    };
    raw::version(&raw.from, raw.until.as_deref(), value)
}
