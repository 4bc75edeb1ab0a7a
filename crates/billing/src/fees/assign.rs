//! 基本報酬の区分. Which tier each fee of the office's month is paid at.

use bansou_law::Evidence;
use jiff::civil::Date;

use super::monitoring::monitoring_fee;
use super::overlap::{Overlap, overlap};
use super::plan::plan_fee;
use super::{FeeFinding, Work};
use crate::because::Because;
use crate::facts::{Notice, OfficeTier};
use crate::item::{Grade, Item};
use crate::line::{Line, NotClaimed, Problem};
use crate::month::PersonMonth;
use crate::why::{ProblemKind, Why};

/// The fees of one person's month.
#[derive(Default)]
pub(crate) struct Fees {
    pub(crate) lines: Vec<FeeLine>,
    pub(crate) refused: Vec<NotClaimed>,
    pub(crate) problems: Vec<Problem>,
    /// A fee is due whose value is not known: nothing may be added to it, and it is no month without a fee.
    pub(crate) unknown: bool,
}

/// One fee with its tier.
#[derive(Clone)]
pub(crate) struct FeeLine {
    pub(crate) item: Item,
    pub(crate) on: Date,
    pub(crate) by_specialist: bool,
    pub(crate) grade: Grade,
    because: Vec<Because>,
    pub(crate) units: i64,
    rule: String,
    source: String,
    evidence: Evidence,
    overlapped: bool,
}

impl Fees {
    /// Returns the fee of an item.
    pub(crate) fn of(&self, item: Item) -> Option<&FeeLine> {
        self.lines.iter().find(|line| line.item == item)
    }

    /// Says whether a base fee is paid or due in the month.
    pub(crate) fn any(&self) -> bool {
        self.unknown || !self.lines.is_empty()
    }

    /// Returns the units of all fees.
    pub(crate) fn units(&self) -> i64 {
        self.lines.iter().map(|line| line.units).sum()
    }
}

impl FeeLine {
    /// Returns the line of the claim.
    pub(crate) fn line(&self, person: &PersonMonth<'_>) -> Line {
        // Codes with the overlap inside are not in the table.
        let code = person.tables().code(self.item, self.grade.key());
        Line {
            item: self.item,
            grade: Some(self.grade),
            units: self.units,
            count: 1,
            code: code.filter(|_| !self.overlapped),
            on: Some(self.on),
            because: self.because.clone(),
            rule: self.rule.clone(),
            source: self.source.clone(),
            evidence: self.evidence,
            of: None,
            rate: None,
            for_item: None,
        }
    }
}

/// Both fees of one person, each with what its provision says.
pub(crate) type Findings = [(Item, FeeFinding); 2];

/// Judges both fees of one person.
pub(crate) fn findings(person: &PersonMonth<'_>) -> Findings {
    [
        (Item::PlanFee, plan_fee(person)),
        (Item::MonitoringFee, monitoring_fee(person)),
    ]
}

/// Says whether a fee's value is known, at （Ⅱ） or at the office's tier.
pub(crate) fn value_known(person: &PersonMonth<'_>, item: Item, second: bool) -> bool {
    value(person, item, grade(person, second)).is_ok()
}

// The office's tier; with the limit reached, the ordinary fee, and for the people beyond it （Ⅱ）.
fn grade(person: &PersonMonth<'_>, second: bool) -> Grade {
    match person.facts.office.tier {
        _ if second => Grade::Two,
        OfficeTier::Strengthened(tier) if person.office.is_strengthened() => Grade::Strengthened(tier),
        _ => Grade::One,
    }
}

impl Fees {
    /// Gives the fees of one person their tiers.
    pub(crate) fn of_month(person: &PersonMonth<'_>, findings: Findings, second: [bool; 2]) -> Self {
        let mut fees = Self::default();
        for ((item, finding), second) in findings.into_iter().zip(second) {
            fees.take(person, item, finding, grade(person, second));
        }
        fees.tell(person);
        fees
    }

    fn take(&mut self, person: &PersonMonth<'_>, item: Item, finding: FeeFinding, grade: Grade) {
        self.problems.extend(finding.problems);
        match finding.verdict {
            Some(Ok(work)) => match fee_line(person, item, work, grade) {
                Ok(line) => self.lines.push(line),
                Err(why) => {
                    self.unknown = true;
                    self.refused.push(NotClaimed { item, why });
                }
            },
            Some(Err(why)) => self.refused.push(NotClaimed { item, why }),
            None => {}
        }
    }

    fn tell(&mut self, person: &PersonMonth<'_>) {
        let caseload = &person.office.caseload;
        let mut tell = |kind| {
            self.problems.push(Problem {
                kind,
                stops_payment: false,
            });
        };
        if caseload.per_specialist.is_none() {
            tell(ProblemKind::NoSpecialist);
        }
        let strengthened = matches!(person.facts.office.tier, OfficeTier::Strengthened(_));
        if !strengthened || self.lines.is_empty() {
            return;
        }
        if caseload.reached {
            tell(ProblemKind::TierFell);
        } else if !person.office.is_in_force(Notice::Tier) {
            tell(ProblemKind::TierNotYet);
        }
    }
}

fn fee_line(person: &PersonMonth<'_>, item: Item, work: Work, grade: Grade) -> Result<FeeLine, Why> {
    let value = value(person, item, grade)?;
    Ok(FeeLine {
        item,
        on: work.on,
        by_specialist: work.by_specialist,
        grade,
        because: work.because,
        units: value.units,
        rule: value.rule,
        source: value.source,
        evidence: value.evidence,
        overlapped: value.overlapped,
    })
}

/// The value of one fee, after overlap.
struct FeeValue {
    units: i64,
    rule: String,
    source: String,
    evidence: Evidence,
    overlapped: bool,
}

fn value(person: &PersonMonth<'_>, item: Item, grade: Grade) -> Result<FeeValue, Why> {
    let table = person.tables().graded(item, grade).ok_or(Why::NotInForce)?;
    let mut value = FeeValue {
        units: table.units().ok_or(Why::ValueNotKnown)?,
        rule: table.term.to_owned(),
        source: table.source.clone(),
        evidence: table.evidence,
        overlapped: false,
    };
    match overlap(person, item, grade) {
        Overlap::None => {}
        Overlap::Takes(units, name, evidence) => {
            value.units = (value.units + units).max(0);
            value.rule = format!("{}（{name}）", value.rule);
            value.evidence = value.evidence.min(evidence);
            value.overlapped = true;
        }
        Overlap::NotKnown => return Err(Why::ValueNotKnown),
    }
    Ok(value)
}
