//! 報酬の定め. Units, rates and limits of fees, additions and reductions, by service month.

use std::fmt;
use std::str::FromStr;

use bansou_domain::calendar::ServiceMonth;
use serde::Deserialize;

use super::Table;
use crate::error::{Fault, LawError};
use crate::evidence::{Cited, Evidence, Grounds};
use crate::history::{History, Version};
use crate::raw::{self, RawCite, Sources};

/// 割合. An exact fraction, as 51/1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// 分子.
    pub numerator: u32,
    /// 分母. Never zero.
    pub denominator: u32,
}

impl FromStr for Rate {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let bad = || Fault::BadRate(text.to_owned());
        let (numerator, denominator) = text.split_once('/').ok_or_else(bad)?;
        let rate = Self {
            numerator: numerator.parse().map_err(|_| bad())?,
            denominator: denominator.parse().map_err(|_| bad())?,
        };
        if rate.denominator == 0 {
            Err(bad())
        } else {
            Ok(rate)
        }
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

/// 額. What a provision gives or takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// 単位. Negative for a reduction.
    Units(i32),
    /// 割合.
    Rate(Rate),
    /// The provision is known to exist, its value was not seen.
    NotKnown,
}

/// 算定できる月. What an addition rides on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RidesOn {
    /// 単独で算定できる. Any month.
    Any,
    /// Either base fee.
    Fee,
    /// サービス利用支援費.
    Plan,
    /// 継続サービス利用支援費.
    Monitoring,
    /// Only a month without a base fee.
    NoFee,
}

/// 限度と要件の数. Each is there only where the provision has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Times a month for one person.
    pub per_month: Option<u32>,
    /// Times a month for one hospital.
    pub per_place: Option<u32>,
    /// Times a month for each kind of receiver.
    pub per_kind: Option<u32>,
    /// Times in one stay.
    pub per_stay: Option<u32>,
    /// Times in one grant period, while services are used.
    pub per_grant: Option<u32>,
    /// Times a month after the end of use.
    pub after_end_per_month: Option<u32>,
    /// For how many months after the end of use.
    pub after_end_months: Option<u32>,
    /// Times a month for one 相談支援専門員, for all people.
    pub per_specialist: Option<u32>,
    /// Times a month for one 相談支援員, for all people.
    pub per_assistant: Option<u32>,
    /// How many extended months at most.
    pub extra_months: Option<u32>,
    /// After how many months an extension begins.
    pub after_months: Option<u32>,
    /// How many interviews a month needs.
    pub interviews: Option<u32>,
    /// For how many months a link addition blocks it.
    pub blocked_months: Option<u32>,
    /// How many months without services make a person new again.
    pub without_service_months: Option<u32>,
    /// How many months back a target user counts.
    pub target_months: Option<u32>,
    /// From which 障害支援区分 a person is a target user.
    pub target_category: Option<u32>,
    /// From how many points of 行動関連項目 on.
    pub target_points: Option<u32>,
    /// How many other providers take part.
    pub providers: Option<u32>,
    /// Minutes one way from which a place is remote.
    pub minutes_one_way: Option<u32>,
}

/// 定め. One provision through its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    /// Its name in records, with its grade: `chief/2`.
    pub key: String,
    /// 用語. As the notice names it.
    pub term: String,
    /// The place in the law.
    pub cited: Cited,
    /// 要件. For people; the reasoning stands in the code.
    pub condition: Option<String>,
    /// Its values by service month.
    pub history: History<ProvisionVersion, ServiceMonth>,
}

/// The value while one version holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvisionVersion {
    /// 額.
    pub amount: Amount,
    /// What it rides on; nothing for fees, reductions and prices.
    pub rides_on: Option<RidesOn>,
    /// 限度.
    pub limits: Limits,
    /// What the value rests on.
    pub grounds: Grounds,
    /// A remark for people.
    pub note: Option<String>,
}

impl Table<Provision> {
    /// Returns a provision by its key.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Provision> {
        self.items.iter().find(|provision| provision.key == key)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProvision {
    key: String,
    term: String,
    cite: RawCite,
    condition: Option<String>,
    version: Vec<RawVersion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVersion {
    from: String,
    until: Option<String>,
    units: Option<i32>,
    rate: Option<String>,
    rides_on: Option<RidesOn>,
    #[serde(default)]
    limits: Limits,
    evidence: Evidence,
    set_by: Vec<String>,
    note: Option<String>,
}

pub(crate) fn load(path: &'static str, text: &str, sources: &Sources) -> Result<Table<Provision>, LawError> {
    raw::table(
        path,
        text,
        |raw: &RawProvision| &raw.key,
        |raw| {
            let versions = raw.version.into_iter().map(|version| dated(version, sources));
            Ok(Provision {
                key: raw.key,
                term: raw.term,
                cited: raw::cited(sources, raw.cite)?,
                condition: raw.condition,
                history: raw::monthly(versions)?,
            })
        },
    )
}

fn dated(raw: RawVersion, sources: &Sources) -> Result<Version<ProvisionVersion, ServiceMonth>, Fault> {
    let amount = match (raw.units, raw.rate) {
        (Some(units), None) => Amount::Units(units),
        (None, Some(rate)) => Amount::Rate(rate.parse()?),
        (None, None) => Amount::NotKnown,
        (Some(_), Some(_)) => return Err(Fault::TwoAmounts),
    };
    let value = ProvisionVersion {
        amount,
        rides_on: raw.rides_on,
        limits: raw.limits,
        grounds: raw::grounds(sources, raw.evidence, raw.set_by)?,
        note: raw.note,
    };
    raw::month_version(&raw.from, raw.until.as_deref(), value)
}
