//! 基本報酬の区分. Which tier each fee of the office's month is paid at.

use std::cmp::Reverse;

use bansou_law::Evidence;
use jiff::civil::Date;

use super::monitoring::monitoring_fee;
use super::overlap::{Overlap, overlap};
use super::plan::plan_fee;
use super::{FeeFinding, Work};
use crate::because::Because;
use crate::caseload::Caseload;
use crate::facts::{OfficeTier, Scheme};
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
        let code = person.tables().code(self.item.key(), self.grade.key());
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

/// Judges the fees of every person and gives each its tier. In the order of `people`.
pub(crate) fn fees(people: &[PersonMonth<'_>], caseload: &Caseload) -> Vec<Fees> {
    let findings: Vec<[(Item, FeeFinding); 2]> = people
        .iter()
        .map(|person| {
            [
                (Item::PlanFee, plan_fee(person)),
                (Item::MonitoringFee, monitoring_fee(person)),
            ]
        })
        .collect();
    let second = second_grades(people, &findings, caseload.over);
    people
        .iter()
        .zip(findings)
        .enumerate()
        .map(|(index, (person, findings))| {
            let mut fees = Fees::default();
            for (item, finding) in findings {
                let grade = grade(person, caseload, second.contains(&(index, item)));
                fees.take(person, item, finding, grade);
            }
            fees.tell(person, caseload);
            fees
        })
        .collect()
}

// The office's tier; with the limit reached, the ordinary fee, and for the people beyond it （Ⅱ）.
fn grade(person: &PersonMonth<'_>, caseload: &Caseload, second: bool) -> Grade {
    match person.facts.office.tier {
        _ if second => Grade::Two,
        OfficeTier::Strengthened(tier) if !caseload.reached => Grade::Strengthened(tier),
        _ => Grade::One,
    }
}

// （Ⅱ）を付ける順: adults before children, the newest contract first, then the later id. One fee line each; only what
// is left over then goes to second fees. The notice does not settle the order: see open-questions.md.
fn second_grades(
    people: &[PersonMonth<'_>],
    findings: &[[(Item, FeeFinding); 2]],
    over: u32,
) -> Vec<(usize, Item)> {
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_by_key(|index| {
        people.get(*index).map(|person| {
            let facts = person.person;
            let adult_first = facts.scheme != Scheme::Planning;
            (adult_first, Reverse(facts.contracted_on), Reverse(&facts.id))
        })
    });
    let earned = |index: usize| {
        let findings = findings.get(index).into_iter().flatten();
        findings
            .filter(|(_, finding)| matches!(finding.verdict, Some(Ok(_))))
            .map(move |(item, _)| (index, *item))
    };
    let first = order.iter().filter_map(|index| earned(*index).next());
    let rest = order.iter().flat_map(|index| earned(*index).skip(1));
    first.chain(rest).take(over as usize).collect()
}

impl Fees {
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

    fn tell(&mut self, person: &PersonMonth<'_>, caseload: &Caseload) {
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
        if strengthened && caseload.reached && !self.lines.is_empty() {
            tell(ProblemKind::TierFell);
        }
    }
}

fn fee_line(person: &PersonMonth<'_>, item: Item, work: Work, grade: Grade) -> Result<FeeLine, Why> {
    let value = person.tables().graded(item, grade).ok_or(Why::NotInForce)?;
    let units = value.units().ok_or(Why::ValueNotKnown)?;
    let mut line = FeeLine {
        item,
        on: work.on,
        by_specialist: work.by_specialist,
        grade,
        because: work.because,
        units,
        rule: value.term.to_owned(),
        source: value.source.clone(),
        evidence: value.evidence,
        overlapped: false,
    };
    match overlap(person, item, grade) {
        Overlap::None => {}
        Overlap::Takes(units, name, evidence) => {
            line.units = (line.units + units).max(0);
            line.rule = format!("{}（{name}）", line.rule);
            line.evidence = line.evidence.min(evidence);
            line.overlapped = true;
        }
        Overlap::NotKnown => return Err(Why::ValueNotKnown),
    }
    Ok(line)
}
