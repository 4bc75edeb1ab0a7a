//! 請求の暦. When the steps of a claim fall.

use std::num::NonZeroU8;

use bansou_domain::calendar::ServiceMonth;
use jiff::civil::Date;
use serde::Deserialize;

use super::Table;
use super::dated::{self, Dated};
use crate::error::{Fault, LawError};
use crate::evidence::{Evidence, Grounds};
use crate::history::Version;
use crate::raw::{self, Sources};

/// When the file is sent.
pub const SEND: &str = "send";
/// When it is reviewed.
pub const REVIEW: &str = "review";
/// When what was sent back is told.
pub const RETURNED: &str = "returned";
/// When the money comes.
pub const PAID: &str = "paid";

/// 請求の段階. One step of a claim through its versions.
pub type ClaimStep = Dated<ClaimStepVersion>;

/// When a step falls, while one version holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimStepVersion {
    /// How many months after the month of service.
    pub months_after: NonZeroU8,
    /// The first day of that month.
    pub first_day: NonZeroU8,
    /// The last day of that month.
    pub last_day: NonZeroU8,
    /// What the value rests on.
    pub grounds: Grounds,
    /// A remark for people.
    pub note: Option<String>,
}

impl ClaimStepVersion {
    /// The first and the last day of the step for a month of service; days beyond a month's end are its last day.
    #[must_use]
    pub fn days(&self, month: ServiceMonth) -> (Date, Date) {
        let month = month.plus(i32::from(self.months_after.get()));
        let day = |day: NonZeroU8| {
            let day = i8::try_from(day.get()).unwrap_or(i8::MAX);
            let last = month.last_day();
            Date::new(last.year(), last.month(), day.min(last.day())).unwrap_or(last)
        };
        (day(self.first_day), day(self.last_day))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVersion {
    from: String,
    until: Option<String>,
    months_after: NonZeroU8,
    first_day: NonZeroU8,
    last_day: NonZeroU8,
    evidence: Evidence,
    set_by: Vec<String>,
    note: Option<String>,
}

pub(crate) fn load(path: &'static str, text: &str, sources: &Sources) -> Result<Table<ClaimStep>, LawError> {
    dated::load(path, text, |raw| version(raw, sources))
}

fn version(raw: RawVersion, sources: &Sources) -> Result<Version<ClaimStepVersion>, Fault> {
    let value = ClaimStepVersion {
        months_after: raw.months_after,
        first_day: raw.first_day,
        last_day: raw.last_day,
        grounds: raw::grounds(sources, raw.evidence, raw.set_by)?,
        note: raw.note,
    };
    raw::version(&raw.from, raw.until.as_deref(), value)
}
