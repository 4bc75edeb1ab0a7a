//! 期限. Values of duties that are counted in time.

use std::num::NonZeroU8;

use serde::Deserialize;

use super::Table;
use super::dated::{self, Dated};
use crate::error::{Fault, LawError};
use crate::evidence::{Cited, Evidence, Grounds};
use crate::history::Version;
use crate::raw::{self, RawCite, Sources};

/// How many months after its month a monitoring may still be made, where the municipality accepts it.
pub const MONITORING_SLIP: &str = "monitoring-slip";

/// Up to which day of a month a notice of more units is filed, and after how many months it counts.
pub const ADDITION_NOTICE: &str = "addition-notice";

/// 期限. One deadline through its versions.
pub type Deadline = Dated<DeadlineVersion>;

/// How long, while one version holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineVersion {
    /// 月数.
    pub months: NonZeroU8,
    /// 日. The last day of a month that still counts for it, where one is set.
    pub day: Option<NonZeroU8>,
    /// Whether each municipality has its own practice, so that this is only what its setting offers.
    pub per_municipality: bool,
    /// The place in the law, where there is one.
    pub cited: Option<Cited>,
    /// What the value rests on.
    pub grounds: Grounds,
    /// A remark for people.
    pub note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVersion {
    from: String,
    until: Option<String>,
    cite: Option<RawCite>,
    months: NonZeroU8,
    day: Option<NonZeroU8>,
    per_municipality: bool,
    evidence: Evidence,
    set_by: Vec<String>,
    note: Option<String>,
}

pub(crate) fn load(path: &'static str, text: &str, sources: &Sources) -> Result<Table<Deadline>, LawError> {
    dated::load(path, text, |raw| version(raw, sources))
}

fn version(raw: RawVersion, sources: &Sources) -> Result<Version<DeadlineVersion>, Fault> {
    let value = DeadlineVersion {
        months: raw.months,
        day: raw.day,
        per_municipality: raw.per_municipality,
        cited: raw.cite.map(|cite| raw::cited(sources, cite)).transpose()?,
        grounds: raw::grounds(sources, raw.evidence, raw.set_by)?,
        note: raw.note,
    };
    raw::version(&raw.from, raw.until.as_deref(), value)
}
