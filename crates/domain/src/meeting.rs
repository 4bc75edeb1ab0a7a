//! サービス担当者会議. Who came, what was asked of the absent, what was decided, what stays open.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::choice;

/// 照会. The written opinion of somebody who could not come.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsentOpinion {
    /// 誰に.
    pub who: String,
    /// 照会した日.
    pub asked_on: Option<Date>,
    /// 回答の日.
    pub answered_on: Option<Date>,
    /// 意見.
    pub opinion: String,
}

/// 宿題・決まったこと. Who does what by when.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// 誰が.
    pub who: String,
    /// 何を.
    pub what: String,
    /// いつまでに.
    pub by: Option<Date>,
}

/// サービス担当者会議の記録.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceMeeting {
    /// 開催日.
    pub on: Option<Date>,
    /// 開始時刻. Minutes since midnight.
    pub from: Option<u16>,
    /// 終了時刻. Minutes since midnight.
    pub until: Option<u16>,
    /// 場所.
    pub place: String,
    /// 目的（ゴール）.
    pub purpose: String,
    /// 出席者.
    pub attended: Vec<String>,
    /// 本人が出席しなかったときの理由.
    pub person_absent_reason: String,
    /// 欠席者への照会.
    pub absent_opinions: Vec<AbsentOpinion>,
    /// 話し合ったこと.
    pub discussion: String,
    /// 決まったこと.
    pub decisions: Vec<Promise>,
    /// 決まらなかったこと.
    pub open: Vec<String>,
    /// 次回.
    pub next: String,
    /// 何のための会議か. `None`: not recorded; then the plan of the cycle tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_for: Option<HeldFor>,
    /// 計画の変更を検討したか. `None`: not recorded, which is neither.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_discussed: Option<Discussed>,
    /// 本人が出席しなかった事情. `None`: not recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absence: Option<AbsenceKind>,
}

choice! {
    /// 会議の目的の区分.
    pub enum HeldFor {
        /// 計画.
        Plan = "plan", "計画をつくるため";
        /// モニタリング.
        Monitoring = "monitoring", "モニタリングのため";
        /// 緊急の支援.
        Intensive = "intensive", "緊急に集中して支援するため";
    }
}

choice! {
    /// 計画の変更の検討.
    pub enum Discussed {
        /// 検討した.
        Yes = "yes", "検討した";
        /// 検討していない.
        No = "no", "検討していない";
    }
}

choice! {
    /// 本人の欠席の事情.
    pub enum AbsenceKind {
        /// 面会できない病状など.
        NoVisitors = "no_visitors", "病状などで会えない";
        /// 出席が本人の害になる.
        Harm = "harm", "出席が本人の心身の負担になる";
        /// ほかの事情.
        Other = "other", "ほかの事情";
    }
}

/// One thing wrong with a typed record of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The day is missing.
    DayMissing,
    /// The day lies after today.
    InFuture,
    /// It ends before it begins.
    Backwards,
    /// The purpose is missing.
    PurposeMissing,
    /// Nobody attended.
    NobodyAttended,
    /// The person is not among those present, and no reason is written (基準: 本人の参加).
    PersonAbsentWithoutReason,
}

/// Checks the record of a meeting. Every problem is returned.
#[must_use]
pub fn check(meeting: &ServiceMeeting, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    match meeting.on {
        None => problems.push(Problem::DayMissing),
        Some(day) if day > today => problems.push(Problem::InFuture),
        Some(_) => {}
    }
    if matches!((meeting.from, meeting.until), (Some(from), Some(until)) if until < from) {
        problems.push(Problem::Backwards);
    }
    if meeting.purpose.trim().is_empty() {
        problems.push(Problem::PurposeMissing);
    }
    if meeting.attended.is_empty() {
        problems.push(Problem::NobodyAttended);
    } else if !meeting.attended.iter().any(|who| who.contains("本人"))
        && meeting.person_absent_reason.trim().is_empty()
    {
        problems.push(Problem::PersonAbsentWithoutReason);
    }
    problems
}
