//! Writing the result: the same claim, the same bytes.

use bansou_billing::{
    Because, Caseload, Claim, Fraction, Line, NotClaimed, OfficeMonth, PersonClaim, Problem, ProblemKind,
    Rate, Total, Totals,
};
use serde::Serialize;

use crate::names;

/// Writes a claim as the result of the contract, ending with a line break.
#[must_use]
pub fn write(claim: &Claim) -> String {
    // Strings, numbers and lists only: this cannot fail.
    let mut text = serde_json::to_string_pretty(&ResultRecord::of(claim)).unwrap_or_default();
    text.push('\n');
    text
}

/// Writes the first line of a result in lines: the month, the rules and the load.
#[must_use]
pub fn write_office(office: &OfficeMonth<'_>) -> String {
    line(&OfficeRecord {
        month: office.month().to_string(),
        rules: office.rules().to_vec(),
        load: LoadRecord::of(office.caseload()),
    })
}

/// Writes the line of one person, the same as the person in the whole result.
#[must_use]
pub fn write_person(claim: &PersonClaim) -> String {
    line(&PersonRecord::of(claim))
}

/// 記録との結びつき. What a row says of a person whose facts come from records, beside the claim itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recorded {
    /// 氏名.
    pub name: String,
    /// 市町村番号.
    pub municipality: String,
    /// 受給者証番号.
    pub certificate: String,
    /// How the claim stands: `ready`, `held`, `frozen` or `nothing`.
    pub state: &'static str,
    /// What would be claimed, with the lines added by hand.
    pub claim_yen: i64,
    /// What keeps it from being claimed, each with what to do.
    pub holds: Vec<String>,
}

/// Writes the line of one person whose facts come from records: `record` says where the record behind a fact opens.
#[must_use]
pub fn write_recorded(claim: &PersonClaim, beside: &Recorded, record: impl Fn(Because) -> String) -> String {
    line(&RecordedRecord {
        person: PersonRecord::with(claim, &record),
        name: &beside.name,
        municipality: &beside.municipality,
        certificate: &beside.certificate,
        state: beside.state,
        claim_yen: beside.claim_yen,
        holds: &beside.holds,
    })
}

/// Writes the line of somebody for whom nothing can be claimed before something is recorded.
#[must_use]
pub fn write_left_out(id: &str, name: &str, why: &str) -> String {
    line(&LeftOutRecord {
        id,
        name,
        state: "left_out",
        holds: [why],
    })
}

/// Writes the last line: the totals.
#[must_use]
pub fn write_totals(totals: &Totals) -> String {
    line(&LastRecord {
        totals: TotalsRecord::of(totals),
    })
}

fn line(record: &impl Serialize) -> String {
    let mut text = serde_json::to_string(record).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct OfficeRecord {
    month: String,
    rules: Vec<String>,
    load: LoadRecord,
}

#[derive(Serialize)]
struct LastRecord {
    totals: TotalsRecord,
}

#[derive(Serialize)]
struct ResultRecord {
    month: String,
    rules: Vec<String>,
    load: LoadRecord,
    people: Vec<PersonRecord>,
    totals: TotalsRecord,
}

#[derive(Serialize)]
struct LoadRecord {
    average_cases: String,
    average_consultants: String,
    per_consultant: Option<String>,
    over: u32,
}

#[derive(Serialize)]
struct PersonRecord {
    id: String,
    lines: Vec<LineRecord>,
    units: i64,
    unit_price: Option<String>,
    yen: Option<i64>,
    not_claimed: Vec<NotClaimedRecord>,
    problems: Vec<ProblemRecord>,
}

#[derive(Serialize)]
struct RecordedRecord<'a> {
    #[serde(flatten)]
    person: PersonRecord,
    name: &'a str,
    municipality: &'a str,
    certificate: &'a str,
    state: &'a str,
    claim_yen: i64,
    holds: &'a [String],
}

#[derive(Serialize)]
struct LeftOutRecord<'a> {
    id: &'a str,
    name: &'a str,
    state: &'a str,
    holds: [&'a str; 1],
}

#[derive(Serialize)]
struct LineRecord {
    item: &'static str,
    tier: Option<&'static str>,
    units: i64,
    count: u32,
    code: Option<String>,
    on: Option<String>,
    because: Vec<String>,
    rule: String,
    source: String,
    evidence: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rate: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    for_item: Option<&'static str>,
}

#[derive(Serialize)]
struct NotClaimedRecord {
    item: &'static str,
    why: String,
    missing: String,
}

#[derive(Serialize)]
struct ProblemRecord {
    step: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<String>,
    what: String,
    stops_payment: bool,
}

#[derive(Serialize)]
struct TotalsRecord {
    adult: TotalRecord,
    child: TotalRecord,
}

#[derive(Serialize)]
struct TotalRecord {
    people: u32,
    units: i64,
    yen: Option<i64>,
}

/// Places of quotients.
const QUOTIENT_PLACES: u32 = 4;
/// Places of yen per unit.
const PRICE_PLACES: u32 = 2;

impl ResultRecord {
    fn of(claim: &Claim) -> Self {
        Self {
            month: claim.month.to_string(),
            rules: claim.rules.clone(),
            load: LoadRecord::of(&claim.caseload),
            people: claim.people.iter().map(PersonRecord::of).collect(),
            totals: TotalsRecord::of(&claim.totals),
        }
    }
}

impl LoadRecord {
    fn of(load: &Caseload) -> Self {
        Self {
            average_cases: load.cases.decimal(QUOTIENT_PLACES),
            average_consultants: load.specialists.decimal(QUOTIENT_PLACES),
            per_consultant: load
                .per_specialist
                .map(|quotient| quotient.decimal(QUOTIENT_PLACES)),
            over: load.over,
        }
    }
}

impl TotalsRecord {
    fn of(totals: &Totals) -> Self {
        Self {
            adult: TotalRecord::of(totals.planning),
            child: TotalRecord::of(totals.child),
        }
    }
}

impl PersonRecord {
    fn of(person: &PersonClaim) -> Self {
        Self::with(person, &|because| path(because, person.position))
    }

    fn with(person: &PersonClaim, because: &impl Fn(Because) -> String) -> Self {
        let lines = person.lines.iter();
        Self {
            id: person.id.clone(),
            lines: lines.map(|line| LineRecord::of(line, because)).collect(),
            units: person.units,
            unit_price: person
                .unit_price
                .map(|price| fraction(price).decimal(PRICE_PLACES)),
            yen: person.yen,
            not_claimed: person.not_claimed.iter().map(NotClaimedRecord::of).collect(),
            problems: person.problems.iter().map(ProblemRecord::of).collect(),
        }
    }
}

impl LineRecord {
    fn of(line: &Line, place: &impl Fn(Because) -> String) -> Self {
        Self {
            item: names::item(line.item),
            tier: line.grade.map(names::grade),
            units: line.units,
            count: line.count,
            code: line.code.clone(),
            on: line.on.map(|on| on.to_string()),
            because: line.because.iter().map(|because| place(*because)).collect(),
            rule: line.rule.clone(),
            source: line.source.clone(),
            evidence: line.evidence.code(),
            of: line.of,
            rate: line.rate.map(rate),
            for_item: line.for_item.map(names::item),
        }
    }
}

impl NotClaimedRecord {
    fn of(refused: &NotClaimed) -> Self {
        Self {
            item: names::item(refused.item),
            why: refused.why.sentence(),
            missing: refused.why.missing(),
        }
    }
}

impl ProblemRecord {
    fn of(problem: &Problem) -> Self {
        let (item, month) = match &problem.kind {
            ProblemKind::Step(item, _) => (Some(names::item(*item)), None),
            ProblemKind::DueMonthWithoutMonitoring(month) => (None, Some(month.to_string())),
            ProblemKind::TierFell | ProblemKind::TierNotYet | ProblemKind::NoSpecialist => (None, None),
        };
        Self {
            step: names::problem(&problem.kind),
            item,
            month,
            what: problem.kind.sentence(),
            stops_payment: problem.stops_payment,
        }
    }
}

impl TotalRecord {
    fn of(total: Total) -> Self {
        Self {
            people: total.people,
            units: total.units,
            yen: total.yen,
        }
    }
}

fn path(because: Because, person: usize) -> String {
    match because {
        Because::Event(event) => format!("people[{person}].events[{event}]"),
        Because::SpecialArea => format!("people[{person}].special_area"),
        Because::Systems => "office.systems".to_owned(),
        Because::Shortfalls => "office.shortfalls".to_owned(),
        Because::BaseStrengthQuota => "office.base_strength_quota".to_owned(),
        Because::WageImprovement => "office.wage_improvement".to_owned(),
    }
}

fn fraction(rate: Rate) -> Fraction {
    Fraction {
        numerator: i64::from(rate.numerator),
        denominator: i64::from(rate.denominator),
    }
}

// An exact decimal without trailing zeros: 51/1000 is 0.051.
fn rate(rate: Rate) -> String {
    let decimal = fraction(rate).decimal(6);
    decimal.trim_end_matches('0').to_owned()
}
