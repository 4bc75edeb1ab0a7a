//! What holds for every month of every office, however strange: more than a hundred thousand of them.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a month that cannot be made or looked into has failed"
)]

mod alike;
mod caseload;
mod genome;
mod limits;
mod months;
mod reach;
mod removal;
mod sums;

use std::sync::LazyLock;

use bansou_billing::{Claim, Facts, Rules, claim};
use bansou_domain::calendar::ServiceMonth;
use bansou_law::Law;

static LAW: LazyLock<Law> = LazyLock::new(|| Law::bundled().unwrap());

/// The months the made-up offices live in, one for each set of tables, each with its rules opened once.
static RULES: LazyLock<Vec<Rules<'static>>> = LazyLock::new(|| {
    let months = ["2021-10", "2024-04", "2025-05", "2026-05", "2026-10"];
    months
        .iter()
        .map(|month| Rules::open(&LAW, month.parse().unwrap()).unwrap())
        .collect()
});

fn rules(month: ServiceMonth) -> &'static Rules<'static> {
    RULES.iter().find(|rules| rules.month() == month).unwrap()
}

fn claimed(facts: &Facts) -> Claim {
    claim(facts, rules(facts.month))
}
