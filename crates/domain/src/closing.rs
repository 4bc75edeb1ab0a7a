//! 終結・移行. Why the case ends, what was reached, what remains, and what the next supporter should know.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::choice;

choice! {
    /// 終結・移行の理由.
    pub enum ClosingReason {
        /// 目標達成.
        Reached = "reached", "目標達成";
        /// サービス不要.
        NoService = "no_service", "サービス不要";
        /// 転出.
        Moved = "moved", "転出";
        /// 事業所変更.
        OtherOffice = "other_office", "事業所変更";
        /// 18歳（児から者へ）.
        Eighteen = "eighteen", "18歳（児から者へ）";
        /// 介護保険へ移行.
        LongTermCare = "long_term_care", "介護保険へ移行";
        /// セルフプランへ.
        SelfPlan = "self_plan", "セルフプランへ";
        /// 入所.
        Facility = "facility", "入所";
        /// 死亡.
        Died = "died", "死亡";
        /// 本人の希望.
        OwnWish = "own_wish", "本人の希望";
        /// その他.
        Other = "other", "その他";
    }
}

/// 引継書・終結記録.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct HandOver {
    /// 終結日・引継日.
    pub on: Option<Date>,
    /// 理由.
    pub reason: Option<ClosingReason>,
    /// 理由の説明.
    pub reason_text: String,
    /// 引継先.
    pub to: String,
    /// 共有してよい範囲.
    pub may_share: String,
    /// 伝えてほしくないこと.
    pub must_not_share: String,
    /// できたこと.
    pub achieved: String,
    /// 残っていること.
    pub remains: String,
    /// 本人のことば.
    pub own_words: String,
    /// 家族のことば.
    pub family_words: String,
    /// うまくいった関わり・配慮.
    pub cautions: String,
    /// 再開の目安・連絡先.
    pub reopening: String,
}

/// One thing wrong with a closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The day is missing.
    DayMissing,
    /// The day lies after today.
    InFuture,
    /// The reason is missing.
    ReasonMissing,
}

/// Checks a closing. Every problem is returned.
#[must_use]
pub fn check(hand_over: &HandOver, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    match hand_over.on {
        None => problems.push(Problem::DayMissing),
        Some(day) if day > today => problems.push(Problem::InFuture),
        Some(_) => {}
    }
    if hand_over.reason.is_none() {
        problems.push(Problem::ReasonMissing);
    }
    problems
}
