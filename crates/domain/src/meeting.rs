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
    /// 開催理由.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occasion: Option<Occasion>,
    /// 開催方法.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub means: Option<Means>,
    /// 開催回数.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nth: Option<u16>,
    /// 本人の話・意向.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub person_words: String,
    /// 家族の意向.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub family_words: String,
    /// 検討した項目.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// 検討内容. Who said what.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// 提案への本人の反応.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reactions: Vec<String>,
    /// 結論.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub conclusion: String,
    /// 時間がかかること.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub takes_time: Vec<String>,
    /// 今はできないこと.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_now: Vec<String>,
    /// 地域課題候補. Needs nobody could meet, offered to the regional council without the person's name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unmet: Vec<String>,
    /// 計画案への反映・修正点.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub plan_changes: Vec<PlanChange>,
    /// 3点まとめ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub summary: Vec<String>,
}

/// 発言. What one of those present said.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Remark {
    /// 発言者（所属）.
    pub who: String,
    /// 主な発言.
    pub said: String,
}

/// 計画の修正点. What the meeting agreed to change in the plan.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlanChange {
    /// 計画の欄, as the editor of the plan names it; empty while nobody has said where it belongs.
    #[serde(default)]
    pub place: String,
    /// 修正の内容. The new text of the field, where there is one.
    pub text: String,
    /// もとのまま. The draft said something else, and the meeting did not agree to it: the text is the one from before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep: bool,
}

choice! {
    /// 開催理由.
    pub enum Occasion {
        /// 新規.
        New = "new", "新規";
        /// 更新.
        Renewal = "renewal", "更新";
        /// 変更.
        Change = "change", "変更";
        /// モニタリング.
        Monitoring = "monitoring", "モニタリング";
        /// 緊急.
        Urgent = "urgent", "緊急";
        /// その他.
        Other = "other", "その他";
    }
}

impl Occasion {
    /// 会議の目的の区分 that follows from the occasion; another occasion leaves it open.
    #[must_use]
    pub fn held_for(self) -> Option<HeldFor> {
        match self {
            Self::New | Self::Renewal | Self::Change => Some(HeldFor::Plan),
            Self::Monitoring => Some(HeldFor::Monitoring),
            Self::Urgent => Some(HeldFor::Intensive),
            Self::Other => None,
        }
    }
}

choice! {
    /// 開催方法.
    pub enum Means {
        /// 対面.
        InPerson = "in_person", "対面";
        /// オンライン（テレビ電話装置等）.
        Online = "online", "オンライン（テレビ電話など）";
        /// 併用.
        Both = "both", "対面とオンラインの併用";
    }
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
    /// The summary has more than three points: nobody remembers four.
    SummaryTooLong,
}

/// 3点まとめ.
pub const SUMMARY_POINTS: usize = 3;

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
    if meeting.summary.len() > SUMMARY_POINTS {
        problems.push(Problem::SummaryTooLong);
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fourth_point_of_the_summary_is_one_too_many() {
        let meeting = ServiceMeeting {
            on: Some(Date::constant(2026, 4, 28)),
            purpose: "約束を決める".into(),
            attended: vec!["本人".into()],
            summary: ["1", "2", "3", "4"].map(str::to_owned).to_vec(),
            ..ServiceMeeting::default()
        };
        assert_eq!(
            check(&meeting, Date::constant(2026, 4, 28)),
            [Problem::SummaryTooLong]
        );
    }
}
