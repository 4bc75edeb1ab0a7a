//! 計画案とサービス等利用計画. One document from the draft to the plan, for adults and for children.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

mod course;
mod differences;
mod hints;

pub use differences::{Difference, differences, week_differences};
pub use hints::{Hint, hints};

use crate::calendar::ServiceMonth;
use crate::id::PaperId;
use crate::week::Week;

/// 目標. With the month it is meant to be reached.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Goal {
    /// 目標.
    pub text: String,
    /// 達成時期.
    pub until: Option<ServiceMonth>,
}

/// 福祉サービス等. One line of what is done for a need, also beyond the public system.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlannedService {
    /// 種類.
    pub kind: String,
    /// 内容.
    pub content: String,
    /// 量（頻度・時間）.
    pub amount: String,
    /// 提供事業者名.
    pub provider: String,
    /// 担当者名.
    pub person_in_charge: String,
    /// 電話.
    pub tel: String,
}

/// 解決すべき課題. One row of the plan.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Need {
    /// 解決すべき課題（本人のニーズ）. In the person's own words.
    pub need: String,
    /// 支援目標.
    pub goal: String,
    /// 達成時期.
    pub until: Option<ServiceMonth>,
    /// 福祉サービス等.
    pub services: Vec<PlannedService>,
    /// 課題解決のための本人の役割.
    pub own_role: String,
    /// 評価時期.
    pub review: Option<ServiceMonth>,
    /// その他留意事項.
    pub notes: String,
    /// 満たせていない必要. Offered to the regional council without the person's name.
    pub unmet: String,
}

/// 計画案・計画. The content between header and signature.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ServicePlan {
    /// 作成日.
    pub made_on: Option<Date>,
    /// 計画開始年月.
    pub starts: Option<ServiceMonth>,
    /// モニタリング期間（開始年月）, as it is printed.
    pub monitoring_text: String,
    /// 本人の意向（希望する生活）. In the first person.
    pub wish_person: String,
    /// 家族の意向.
    pub wish_family: String,
    /// 総合的な援助の方針.
    pub policy: String,
    /// 長期目標.
    pub long_goal: Goal,
    /// 短期目標.
    pub short_goal: Goal,
    /// 課題, in order of priority.
    pub needs: Vec<Need>,
    /// 週間計画.
    pub week: Week,
    /// これまでのサービスで暮らしがどう変わったか. Asked at every renewal.
    pub past_effect: String,
    /// 計画案からの変更点.
    pub changes_from_draft: String,
    /// もとにしたアセスメント.
    pub drawn_from: Option<PaperId>,
}

/// One thing a plan still needs before it can be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The day it was made is missing.
    MadeOnMissing,
    /// The day it was made lies after today.
    MadeInFuture,
    /// Neither the person's wish nor what was observed is written.
    WishMissing,
    /// The overall policy is missing.
    PolicyMissing,
    /// The long-term goal is missing.
    LongGoalMissing,
    /// The short-term goal is missing.
    ShortGoalMissing,
    /// There is no need row.
    NoNeeds,
    /// A row has no need written in it.
    NeedMissing(usize),
    /// A row has no goal.
    GoalMissing(usize),
    /// A row has no month for its goal.
    UntilMissing(usize),
    /// A row of a plan (not of a draft) names a service without its provider.
    ProviderMissing(usize),
}

/// Checks what the ordinance wants in the document; a draft may leave out who provides (基準 第15条: ⑧⑨ は計画から).
#[must_use]
pub fn check(plan: &ServicePlan, is_draft: bool, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    match plan.made_on {
        None => problems.push(Problem::MadeOnMissing),
        Some(day) if day > today => problems.push(Problem::MadeInFuture),
        Some(_) => {}
    }
    let mut missing = |text: &str, problem| {
        if text.trim().is_empty() {
            problems.push(problem);
        }
    };
    missing(&plan.wish_person, Problem::WishMissing);
    missing(&plan.policy, Problem::PolicyMissing);
    missing(&plan.long_goal.text, Problem::LongGoalMissing);
    missing(&plan.short_goal.text, Problem::ShortGoalMissing);
    for (row, need) in plan.needs.iter().enumerate() {
        missing(&need.need, Problem::NeedMissing(row));
        missing(&need.goal, Problem::GoalMissing(row));
    }
    if plan.needs.is_empty() {
        problems.push(Problem::NoNeeds);
    }
    for (row, need) in plan.needs.iter().enumerate() {
        if need.until.is_none() {
            problems.push(Problem::UntilMissing(row));
        }
        if !is_draft
            && need
                .services
                .iter()
                .any(|service| service.provider.trim().is_empty())
        {
            problems.push(Problem::ProviderMissing(row));
        }
    }
    problems
}
