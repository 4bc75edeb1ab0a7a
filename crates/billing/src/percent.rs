//! 割合による加算・減算. The chain of percentages, in one place.
//!
//! The order inside the chain is not settled by a source at hand: see open-questions.md. Overlap is taken from the fee
//! before this chain begins.

use bansou_law::{Amount, RidesOn};

use crate::arithmetic::share_half_up;
use crate::because::Because;
use crate::facts::Shortfall;
use crate::fees::Fees;
use crate::item::Item;
use crate::line::Line;
use crate::month::PersonMonth;
use crate::rules::Value;

/// The cuts in the order in which each is taken of the fee that is left.
const CUTS: &[(Shortfall, Item)] = &[
    (Shortfall::Disclosure, Item::DisclosureCut),
    (Shortfall::ContinuityPlan, Item::ContinuityPlanCut),
    (Shortfall::AbusePrevention, Item::AbusePreventionCut),
];

/// Returns 特別地域加算 and the cuts: shares of the fee alone.
pub(crate) fn of_fee(person: &PersonMonth<'_>, fees: &Fees) -> Vec<Line> {
    let before = fees.units();
    if fees.lines.is_empty() {
        return Vec::new();
    }
    let mut lines = Vec::new();
    if person.person.special_area {
        lines.extend(share(person, Item::SpecialArea, before, Because::SpecialArea));
    }
    let mut left = before;
    for (shortfall, item) in CUTS {
        if !person.facts.office.shortfalls.contains(shortfall) {
            continue;
        }
        if let Some(mut line) = share(person, *item, left, Because::Shortfalls) {
            left -= line.units;
            line.units = -line.units;
            lines.push(line);
        }
    }
    lines
}

/// 処遇改善加算. A share of everything else.
pub(crate) fn wage_improvement(person: &PersonMonth<'_>, lines: &[Line]) -> Option<Line> {
    let sum: i64 = lines.iter().map(Line::total).sum();
    if !person.facts.office.wage_improvement || lines.is_empty() {
        return None;
    }
    share(person, Item::WageImprovement, sum, Because::WageImprovement)
}

fn share(person: &PersonMonth<'_>, item: Item, of: i64, because: Because) -> Option<Line> {
    let value: &Value<'_> = person.tables().plain(item)?;
    let Amount::Rate(rate) = value.amount else {
        return None;
    };
    debug_assert!(
        value.rides_on != Some(RidesOn::NoFee),
        "no share of a fee that is not there"
    );
    Some(Line {
        item,
        grade: None,
        units: share_half_up(of, rate),
        count: 1,
        code: person.tables().code(item, ""),
        on: None,
        because: vec![because],
        rule: value.term.to_owned(),
        source: value.source.clone(),
        evidence: value.evidence,
        of: Some(of),
        rate: Some(rate),
        for_item: None,
    })
}
