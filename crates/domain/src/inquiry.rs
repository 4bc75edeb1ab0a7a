//! 問合せ・相談受付. Who called about whom; it may end without a case.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::choice;

choice! {
    /// 緊急性.
    pub enum Urgency {
        /// 高.
        High = "high", "高";
        /// 中.
        Middle = "middle", "中";
        /// 低.
        Low = "low", "低";
    }
}

choice! {
    /// その後. What came of the inquiry.
    pub enum InquiryState {
        /// 受付中.
        Open = "open", "受付中";
        /// 見守り・つながりづくり. Kept open as outreach.
        Outreach = "outreach", "見守り・つながりづくり";
        /// 契約へ.
        Case = "case", "契約へ";
        /// 他機関へ紹介.
        Referred = "referred", "他機関へ紹介";
        /// 情報提供のみ.
        Informed = "informed", "情報提供のみ";
        /// 終了.
        Ended = "ended", "終了";
    }
}

/// 問合せ. One call, visit or letter about somebody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inquiry {
    /// 受付日.
    pub on: Date,
    /// 受付時刻. Minutes since midnight.
    pub at: Option<u16>,
    /// 受付者. Who took it.
    #[serde(default)]
    pub received_by: String,
    /// 相談者（本人との関係）.
    pub from: String,
    /// 連絡先.
    pub contact: String,
    /// 相談経路・紹介者.
    pub route: String,
    /// 方法.
    pub means: crate::note::Means,
    /// 緊急性.
    pub urgency: Option<Urgency>,
    /// 緊急性の理由.
    pub urgency_reason: String,
    /// 本人の氏名. Empty while it is not said.
    pub about: String,
    /// 本人のふりがな.
    pub about_kana: String,
    /// 相談内容. In the words of who called.
    pub words: String,
    /// 対応・次の予定.
    pub next: String,
    /// 次に連絡する日. The planned contact of an inquiry that stays open.
    #[serde(default)]
    pub next_on: Option<Date>,
    /// その後.
    pub state: InquiryState,
}

impl std::fmt::Debug for Inquiry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Inquiry({}, ＊＊)", self.on)
    }
}

/// One thing wrong with a typed inquiry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// It is dated after today.
    InFuture,
    /// It does not say who called.
    FromMissing,
    /// It does not say what was wanted.
    WordsMissing,
    /// It was brought to an end, or is kept open as outreach, and nothing says how.
    NextMissing,
}

impl InquiryState {
    /// Whether somebody still has to do something about it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Outreach)
    }
}

/// Checks an inquiry. Every problem is returned.
#[must_use]
pub fn check(inquiry: &Inquiry, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    if inquiry.on > today {
        problems.push(Problem::InFuture);
    }
    if inquiry.from.trim().is_empty() {
        problems.push(Problem::FromMissing);
    }
    if inquiry.words.trim().is_empty() {
        problems.push(Problem::WordsMissing);
    }
    let answered = !matches!(inquiry.state, InquiryState::Open | InquiryState::Case);
    if answered && inquiry.next.trim().is_empty() {
        problems.push(Problem::NextMissing);
    }
    problems
}
