//! 支援者のページ. What a service manager finds behind one link: what is asked of them, the plan with the goals of their own
//! plan beside it, a note of the month, and their tasks.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ProviderPlan, Purpose, TaskView, Veil};
use crate::calendar::ServiceMonth;
use crate::id::{PaperId, RoomPartyId};
use crate::plan::ServicePlan;

/// 支援者のページのお願い.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskAsk {
    /// 見てもらう計画.
    pub paper: PaperId,
    /// 何のためか. In words every party may read.
    pub occasion: String,
    /// 返事の期限.
    pub reply_by: Option<Date>,
}

/// 計画の目標. One goal of a plan, by its place; a confirmed plan never changes, so the place is its name.
#[derive(Clone, PartialEq, Eq)]
pub struct PlanGoal {
    /// The place, from 0.
    pub place: usize,
    /// 長期目標, 短期目標 or the need it belongs to.
    pub of: String,
    /// 目標.
    pub goal: String,
}

/// 個別支援計画の目標. What a provider aims at for one goal of the plan.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct GoalMapped {
    /// The place of the plan's goal.
    pub place: usize,
    /// 個別支援計画の目標.
    pub goal: String,
    /// 期間, in the provider's words.
    pub period: String,
    /// この目標にあたるものはない.
    pub none: bool,
}

/// 目標のつながり. The provider's own plan beside the plan.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct GoalsAnswer {
    /// 個別支援計画の作成日.
    pub made_on: Option<Date>,
    /// One for each goal something was said of.
    pub mapped: Vec<GoalMapped>,
}

/// 月の便り. How a month went where the provider is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthAnswer {
    /// 月.
    pub month: ServiceMonth,
    /// ようす.
    pub went: String,
    /// 本人のことば.
    pub words: String,
    /// 気になること.
    pub concerns: String,
    /// 利用した日数.
    pub days: Option<u8>,
    /// 書いた人.
    pub by: String,
}

/// 個別支援計画の紙. The provider's own plan as it was made; its files stand with the answer, and a later one is its next
/// version.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnPlanAnswer {
    /// 個別支援会議の日. When it was talked over.
    pub met_on: Option<Date>,
    /// 作成日.
    pub made_on: Option<Date>,
    /// ひとこと.
    pub note: String,
}

/// お願いの一つ. Another open room of the same case that asks the same member.
#[derive(Clone, PartialEq, Eq)]
pub struct DeskRequest {
    /// The party it is there.
    pub party: RoomPartyId,
    /// What kind of thing.
    pub purpose: Purpose,
    /// 返事の期限.
    pub reply_by: Option<Date>,
    /// Whether it has answered.
    pub answered: bool,
}

/// 支援者のページ.
#[derive(Clone, PartialEq, Eq)]
pub struct DeskView {
    /// お願い.
    pub requests: Vec<DeskRequest>,
    /// 計画, as a provider sees it; `None` once consent to show it has ended.
    pub plan: Option<ProviderPlan>,
    /// The goals of that plan.
    pub goals: Vec<PlanGoal>,
    /// What the party itself said of them last.
    pub mapped: GoalsAnswer,
    /// The notes the party itself wrote, the newest first.
    pub months: Vec<MonthAnswer>,
    /// The papers of its own plan the party itself sent, the oldest first.
    pub own_plans: Vec<OwnPlanAnswer>,
    /// 宿題.
    pub tasks: Vec<TaskView>,
}

/// The goals of a plan in their order: the long one, the short one, one for each need.
#[must_use]
pub fn plan_goals(plan: &ServicePlan) -> Vec<PlanGoal> {
    let mut goals = vec![
        ("長期目標".to_owned(), plan.long_goal.text.clone()),
        ("短期目標".to_owned(), plan.short_goal.text.clone()),
    ];
    let needs = plan.needs.iter();
    goals.extend(needs.map(|need| (need.need.clone(), need.goal.clone())));
    let placed = goals.into_iter().enumerate();
    placed
        .filter(|(_, (_, goal))| !goal.trim().is_empty())
        .map(|(place, (of, goal))| PlanGoal { place, of, goal })
        .collect()
}

/// The goals of a plan to which no provider's goal belongs. One a provider says it has nothing for counts as such.
#[must_use]
pub fn unmapped(goals: &[PlanGoal], answers: &[&GoalsAnswer]) -> Vec<usize> {
    let held = |place: usize| {
        let mut mapped = answers.iter().flat_map(|answer| &answer.mapped);
        mapped.any(|mapped| mapped.place == place && !mapped.none && !mapped.goal.trim().is_empty())
    };
    let bare = goals.iter().filter(|goal| !held(goal.place));
    bare.map(|goal| goal.place).collect()
}

impl PlanGoal {
    /// The goal with what is hidden taken out.
    #[must_use]
    pub fn behind(mut self, veil: &Veil) -> Self {
        self.of = veil.over(&self.of);
        self.goal = veil.over(&self.goal);
        self
    }
}

impl GoalsAnswer {
    /// What was said of the goal at a place.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&GoalMapped> {
        self.mapped.iter().find(|mapped| mapped.place == place)
    }

    /// What was said, with what is hidden taken out.
    #[must_use]
    pub fn behind(&self, veil: &Veil) -> Self {
        let over = |mapped: &GoalMapped| GoalMapped {
            goal: veil.over(&mapped.goal),
            period: veil.over(&mapped.period),
            ..mapped.clone()
        };
        Self {
            mapped: self.mapped.iter().map(over).collect(),
            ..self.clone()
        }
    }
}

impl OwnPlanAnswer {
    /// What was said of it, with what is hidden taken out.
    #[must_use]
    pub fn behind(&self, veil: &Veil) -> Self {
        Self {
            note: veil.over(&self.note),
            ..self.clone()
        }
    }
}

impl MonthAnswer {
    /// The note, with what is hidden taken out.
    #[must_use]
    pub fn behind(&self, veil: &Veil) -> Self {
        Self {
            went: veil.over(&self.went),
            words: veil.over(&self.words),
            concerns: veil.over(&self.concerns),
            by: veil.over(&self.by),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Goal, Need};

    #[test]
    fn a_goal_nobody_works_at_is_seen() {
        let need = |goal: &str| Need {
            need: "朝ひとりで通いたい".to_owned(),
            goal: goal.to_owned(),
            ..Need::default()
        };
        let plan = ServicePlan {
            long_goal: Goal {
                text: "電車の仕事".to_owned(),
                until: None,
            },
            needs: vec![need("週3日通う"), need(""), need("朝7時に起きる")],
            ..ServicePlan::default()
        };
        let goals = plan_goals(&plan);
        let places: Vec<usize> = goals.iter().map(|goal| goal.place).collect();
        assert_eq!(
            places,
            [0, 2, 4],
            "a place keeps its number where others say nothing"
        );
        let mapped = |place, goal: &str, none| GoalMapped {
            place,
            goal: goal.to_owned(),
            none,
            ..GoalMapped::default()
        };
        let answer = GoalsAnswer {
            made_on: None,
            mapped: vec![mapped(2, "休まず通う", false), mapped(0, "", true)],
        };
        assert_eq!(unmapped(&goals, &[&answer]), [0, 4]);
        assert_eq!(unmapped(&goals, &[]), [0, 2, 4]);
    }
}
