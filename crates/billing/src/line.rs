//! 明細. What stands on the claim of one person, and what does not.

use bansou_law::{Evidence, Rate};
use jiff::civil::Date;

use crate::because::Because;
use crate::item::{Grade, Item};
use crate::why::{ProblemKind, Why};

/// 明細. One line of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What is claimed.
    pub item: Item,
    /// 区分.
    pub grade: Option<Grade>,
    /// 単位数. Per time.
    pub units: i64,
    /// 回数.
    pub count: u32,
    /// サービスコード, where the code table has it.
    pub code: Option<String>,
    /// 計画作成日・モニタリング日. For the base fees.
    pub on: Option<Date>,
    /// The facts it rests on.
    pub because: Vec<Because>,
    /// The provision in words, with what is special here.
    pub rule: String,
    /// The place in the law.
    pub source: String,
    /// The weakest evidence of the values used.
    pub evidence: Evidence,
    /// The units a share was taken of.
    pub of: Option<i64>,
    /// The share.
    pub rate: Option<Rate>,
    /// The addition a 遠隔地訪問加算 belongs to.
    pub for_item: Option<Item>,
}

impl Line {
    /// Returns units × count.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.units.saturating_mul(i64::from(self.count))
    }
}

/// 算定しないもの. An item at which an event hints, and why it is not claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotClaimed {
    /// What is not claimed.
    pub item: Item,
    /// Why.
    pub why: Why,
}

/// 問題. Something the office should put right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Whether a fee is not paid because of it.
    pub stops_payment: bool,
}
