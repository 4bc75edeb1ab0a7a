//! What the steps are computed from.

use jiff::civil::Date;

use super::{MilestoneKind, Step};
use crate::calendar::ServiceMonth;
use crate::id::PaperId;
use crate::paper::{PaperKind, Recipient};
use crate::schedule::SlipRule;

/// 理由. Why a step was passed, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    /// The step.
    pub step: Step,
    /// 第n期.
    pub cycle: i64,
    /// The day it was decided.
    pub on: Date,
    /// Who decided.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// 書類の事実. One paper that stands, with its consent and deliveries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperFact {
    /// The paper.
    pub id: PaperId,
    /// The kind.
    pub kind: PaperKind,
    /// 第n期.
    pub cycle: i64,
    /// The day it is about.
    pub dated: Option<Date>,
    /// The due month it answers.
    pub month: Option<ServiceMonth>,
    /// Whether it is confirmed.
    pub confirmed: bool,
    /// Who wrote it.
    pub by: String,
    /// The day of the consent and who signed.
    pub consent: Option<(Date, String)>,
    /// To whom it went, by name where there is one, and when.
    pub deliveries: Vec<(Recipient, String, Date)>,
}

/// アセスメントの事実. The newest assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessmentFact {
    /// 第n期.
    pub cycle: i64,
    /// The first visit.
    pub first_visit: Option<Date>,
    /// Whether a visit lacks its place.
    pub place_missing: bool,
}

/// 支給決定の事実. One certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantFact {
    /// 支給決定期間の開始.
    pub from: Date,
    /// 支給決定期間の終了.
    pub until: Date,
    /// モニタリング実施月, as printed.
    pub months: Vec<ServiceMonth>,
    /// Those of the months whose following month the municipality does not accept.
    pub slip_refused: Vec<ServiceMonth>,
}

/// 事例の事実. Everything dated that is known of one case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFacts {
    /// 第n期. The cycle that is looked at.
    pub cycle: i64,
    /// The person decides through a guardian (児童).
    pub by_guardian: bool,
    /// There is family whose circumstances would be shared too.
    pub has_family: bool,
    /// The first call or note, and who recorded it.
    pub first_contact: Option<(Date, String)>,
    /// The last note.
    pub last_contact: Option<Date>,
    /// Milestones that stand: kind, cycle, day, who recorded it.
    pub milestones: Vec<(MilestoneKind, i64, Date, String)>,
    /// Steps passed with a reason.
    pub passes: Vec<Pass>,
    /// Papers that nothing replaces.
    pub papers: Vec<PaperFact>,
    /// The newest assessment.
    pub assessment: Option<AssessmentFact>,
    /// The providers of granted services in the newest plan: each gets a copy.
    pub providers: Vec<String>,
    /// Certificates.
    pub grants: Vec<GrantFact>,
    /// 終結日.
    pub closed_on: Option<Date>,
}

impl CaseFacts {
    /// The newest cycle anything is recorded in; the first where nothing is.
    #[must_use]
    pub fn newest_cycle(&self) -> i64 {
        let papers = self.papers.iter().map(|paper| paper.cycle);
        let milestones = self.milestones.iter().map(|(_, cycle, ..)| *cycle);
        papers.chain(milestones).max().unwrap_or(1).max(1)
    }

    /// 翌月実施の扱い of a printed month: of the last grant that prints it.
    #[must_use]
    pub fn slip_rule(&self, month: ServiceMonth) -> SlipRule {
        self.grants
            .iter()
            .filter(|grant| grant.months.contains(&month))
            .max_by_key(|grant| grant.until)
            .filter(|grant| grant.slip_refused.contains(&month))
            .map_or_else(SlipRule::default, |_| SlipRule::Refused)
    }

    /// The paper of a kind in the cycle: the confirmed one, else its draft.
    #[must_use]
    pub fn paper(&self, kind: PaperKind) -> Option<&PaperFact> {
        let of_kind = || {
            self.papers
                .iter()
                .filter(move |paper| paper.kind == kind && paper.cycle == self.cycle)
        };
        of_kind()
            .filter(|paper| paper.confirmed)
            .max_by_key(|paper| paper.dated)
            .or_else(|| of_kind().next())
    }

    /// The first day a kind of milestone is recorded for in the cycle.
    #[must_use]
    pub fn milestone(&self, kind: MilestoneKind) -> Option<(Date, &str)> {
        self.first_of(kind, |cycle| cycle == self.cycle)
    }

    /// The first day a kind of milestone is recorded for in this cycle or before it.
    #[must_use]
    pub fn milestone_of_case(&self, kind: MilestoneKind) -> Option<(Date, &str)> {
        self.first_of(kind, |cycle| cycle <= self.cycle)
    }

    fn first_of(&self, kind: MilestoneKind, in_cycle: impl Fn(i64) -> bool) -> Option<(Date, &str)> {
        self.milestones
            .iter()
            .filter(|(found, cycle, ..)| *found == kind && in_cycle(*cycle))
            .min_by_key(|(_, _, on, _)| *on)
            .map(|(_, _, on, by)| (*on, by.as_str()))
    }
}
