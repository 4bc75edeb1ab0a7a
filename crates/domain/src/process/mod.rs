//! 手順. Where a case stands: the duties of the operating standard as steps computed from dated facts.
//!
//! Nothing is stored as a state. A step taken out of order, late or not at all is explained with the rule it breaks;
//! it can be passed with a reason, is never blocked and never skipped without a word.

mod facts;
mod milestone;
mod order;
mod steps;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use facts::{AssessmentFact, CaseFacts, GrantFact, PaperFact, Pass};
pub use milestone::MilestoneKind;
pub use order::Rule;
pub use steps::{due_months, steps};

use crate::calendar::ServiceMonth;
use crate::choice;
use crate::id::PaperId;

choice! {
    /// 手順. One step of a cycle, in the order the standard gives.
    pub enum Step {
        /// インテーク.
        Intake = "intake", "インテーク";
        /// 契約・説明.
        Contract = "contract", "契約・説明";
        /// 情報共有の同意.
        Sharing = "sharing", "情報共有の同意";
        /// アセスメント訪問.
        AssessmentVisit = "assessment-visit", "アセスメント訪問";
        /// 計画案.
        DraftMade = "draft-made", "計画案";
        /// 計画案の同意.
        DraftConsent = "draft-consent", "計画案の同意";
        /// 計画案の交付.
        DraftDelivery = "draft-delivery", "計画案の交付";
        /// 計画案を市町村へ提出.
        DraftSubmitted = "draft-submitted", "計画案を市町村へ提出";
        /// 支給決定・受給者証.
        GrantChecked = "grant-checked", "支給決定・受給者証";
        /// 担当者会議.
        Conference = "conference", "担当者会議";
        /// 計画.
        PlanMade = "plan-made", "計画";
        /// 計画の同意.
        PlanConsent = "plan-consent", "計画の同意";
        /// 計画の交付（本人・各事業所）.
        PlanDelivery = "plan-delivery", "計画の交付（本人・各事業所）";
        /// 計画の写しを市町村へ.
        PlanToMunicipality = "plan-to-municipality", "計画の写しを市町村へ";
        /// 連絡と調整.
        OngoingContact = "ongoing-contact", "連絡と調整";
        /// モニタリング.
        Monitoring = "monitoring-visit", "モニタリング";
        /// 終結・移行.
        Closing = "closing", "終結・移行";
    }
}

impl Step {
    /// The key of the duty in the law tables; none where the step is practice and not a duty of its own.
    #[must_use]
    pub fn duty(self) -> Option<&'static str> {
        match self {
            Self::Intake | Self::DraftSubmitted | Self::PlanMade | Self::Closing => None,
            // The written consent to sharing is one of the records the duty around the contract asks for.
            Self::Sharing => Some("contract"),
            _ => Some(self.code()),
        }
    }

    /// Whether the step belongs to the whole case and is not taken again in each cycle.
    #[must_use]
    pub fn is_of_case(self) -> bool {
        matches!(
            self,
            Self::Intake | Self::Contract | Self::Sharing | Self::Closing
        )
    }

    /// The stable word under which passing this step is recorded.
    #[must_use]
    pub fn passed_kind(self) -> String {
        format!("passed:{}", self.code())
    }
}

/// 状態. How one step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// 完了.
    Done,
    /// 途中. A draft exists, or part of it is done.
    Progress,
    /// まだ.
    NotYet,
    /// 遅れ. Overdue, or a later step has been taken without it.
    Late,
    /// 順序. Taken, but not as the standard wants it.
    OutOfOrder,
    /// 理由を記録. Undone or out of order, and the reason is on record.
    Passed,
}

/// 手順の状況. One step with its date, its record and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The step.
    pub step: Step,
    /// How it stands.
    pub state: State,
    /// When it was taken; the first of several days.
    pub on: Option<Date>,
    /// Who recorded it, or who signed or received.
    pub by: String,
    /// The paper that shows it.
    pub paper: Option<PaperId>,
    /// The due month that comes next.
    pub due: Option<ServiceMonth>,
    /// What it breaks.
    pub broken: Vec<Rule>,
    /// Why it was passed.
    pub passed: Option<Pass>,
}

impl Standing {
    /// Whether the office has nothing more to do about the step.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        matches!(self.state, State::Done | State::Passed)
    }

    /// Whether the step still needs somebody to look at it.
    #[must_use]
    pub fn wants_attention(&self) -> bool {
        matches!(self.state, State::Late | State::OutOfOrder)
    }
}

/// この期の仕事. The steps that can be taken now: unsettled ones whose predecessors are settled, and those that broke
/// a rule and have no reason on record.
#[must_use]
pub fn next_duties(standings: &[Standing]) -> Vec<&Standing> {
    let settled = |step: Step| {
        standings
            .iter()
            .find(|standing| standing.step == step)
            .is_none_or(Standing::is_settled)
    };
    let open = |standing: &&Standing| {
        let optional = matches!(standing.step, Step::Closing | Step::OngoingContact);
        let ready = order::requires(standing.step).iter().all(|step| settled(*step));
        !standing.is_settled() && !optional && (ready || standing.wants_attention())
    };
    standings.iter().filter(open).collect()
}
