//! 基本報酬. The two base fees, which of them is given at （Ⅱ）, and what overlap takes away.

mod assign;
mod flow;
mod monitoring;
mod overlap;
mod plan;

pub(crate) use assign::{FeeLine, Fees, Findings, findings, value_known};
pub(crate) use flow::{Flow, flows};

use jiff::civil::Date;

use crate::because::Because;
use crate::facts::Scheme;
use crate::line::Problem;
use crate::month::PersonMonth;
use crate::why::Why;

/// What a fee's provision says. No verdict where nothing hints at the fee.
pub(crate) struct FeeFinding {
    pub(crate) verdict: Option<Result<Work, Why>>,
    pub(crate) problems: Vec<Problem>,
}

/// The work a fee is paid for.
#[derive(Debug, Clone)]
pub(crate) struct Work {
    pub(crate) on: Date,
    pub(crate) because: Vec<Because>,
    pub(crate) by_specialist: bool,
}

/// What keeps any fee of this scheme from being paid for work on that day.
pub(crate) fn blocked(person: &PersonMonth<'_>, on: Date) -> Option<Why> {
    let facts = person.person;
    if let Some(why) = out_of_scheme(person) {
        return Some(why);
    }
    let ours = |municipality: &str| {
        facts
            .certificates
            .iter()
            .any(|certificate| certificate.municipality == municipality)
    };
    let later = facts
        .claimed_elsewhere
        .iter()
        .filter(|claimed| claimed.item.is_fee() && person.month().contains(claimed.on))
        .filter(|claimed| ours(&claimed.municipality) && claimed.on > on)
        .map(|claimed| claimed.on);
    later.max().map(Why::LaterOffice)
}

/// What keeps an adult from 計画相談支援 altogether.
pub(crate) fn out_of_scheme(person: &PersonMonth<'_>) -> Option<Why> {
    let facts = person.person;
    if facts.scheme == Scheme::Child {
        return None;
    }
    if facts.also_child {
        return Some(Why::PaidAsChild);
    }
    let until = facts.child_until?;
    (person.month() <= until).then_some(Why::UnderChildrensLaw(until))
}
