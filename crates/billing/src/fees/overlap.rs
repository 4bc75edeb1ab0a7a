//! 居宅介護支援費重複減算・介護予防支援費重複減算. What is taken from a fee when one person makes both plans.

use bansou_law::{Amount, Evidence};

use crate::facts::{CareLevel, Scheme};
use crate::item::{Grade, Item};
use crate::month::PersonMonth;

/// What overlap does to one fee.
pub(crate) enum Overlap {
    /// Nothing.
    None,
    /// It takes units, negative here, under this name.
    Takes(i64, String, Evidence),
    /// It takes something, and nobody here knows how much.
    NotKnown,
}

/// 重複減算. Only where one and the same person makes both plans.
pub(crate) fn overlap(person: &PersonMonth<'_>, item: Item, grade: Grade) -> Overlap {
    let facts = person.person;
    if facts.scheme == Scheme::Child || !facts.same_care_manager {
        return Overlap::None;
    }
    let second = grade == Grade::Two;
    let (key, part) = match (facts.care_level, item, second) {
        (CareLevel::None, _, _) | (CareLevel::OneTwo, _, true) => return Overlap::None,
        (CareLevel::Support, _, _) => ("overlap-prevention", ""),
        (CareLevel::OneTwo, Item::PlanFee, false) => ("overlap-care-1", "plan"),
        (CareLevel::OneTwo, _, false) => ("overlap-care-1", "monitoring"),
        (CareLevel::ThreeToFive, Item::PlanFee, false) => ("overlap-care-2", "plan"),
        (CareLevel::ThreeToFive, Item::PlanFee, true) => ("overlap-care-2", "plan-2"),
        (CareLevel::ThreeToFive, _, false) => ("overlap-care-2", "monitoring"),
        (CareLevel::ThreeToFive, _, true) => ("overlap-care-2", "monitoring-2"),
    };
    let Some(value) = person.tables().named(key, part) else {
        return Overlap::NotKnown;
    };
    match value.amount {
        Amount::Units(units) => Overlap::Takes(i64::from(units), value.term.to_owned(), value.evidence),
        Amount::Rate(_) | Amount::NotKnown => Overlap::NotKnown,
    }
}
