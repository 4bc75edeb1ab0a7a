//! Twelve monitoring months around today.

use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::process::{CaseFacts, due_months};
use bansou_domain::schedule::DueState;
use jiff::civil::Date;

const MONTHS: i32 = 12;
/// How many months before today the strip begins, where no grant sets its beginning.
const BEFORE: i32 = 4;

/// One month.
pub(super) struct Cell {
    pub(super) head: String,
    pub(super) said: String,
    pub(super) state: &'static str,
    pub(super) word: &'static str,
    pub(super) current: bool,
}

/// The year of the grant in force, or the months around today.
pub(super) fn of(facts: &CaseFacts, today: Date) -> Vec<Cell> {
    let due = due_months(facts, today);
    if due.is_empty() {
        return Vec::new();
    }
    let this_month = ServiceMonth::containing(today);
    let first = begins(facts, today, this_month);
    let cell = |nth: i32| {
        let month = first.plus(nth);
        let (state, word) = due
            .iter()
            .find(|due| due.month == month)
            .map_or(("", ""), |due| look(due.state));
        Cell {
            head: month.month().to_string(),
            said: wareki::format_month(month),
            state,
            word,
            current: month == this_month,
        }
    };
    (0..MONTHS).map(cell).collect()
}

fn begins(facts: &CaseFacts, today: Date, this_month: ServiceMonth) -> ServiceMonth {
    let in_force = facts
        .grants
        .iter()
        .filter(|grant| grant.from <= today && today <= grant.until);
    let from = in_force.map(|grant| ServiceMonth::containing(grant.from)).max();
    from.filter(|from| from.months_until(this_month) < MONTHS)
        .unwrap_or_else(|| this_month.plus(-BEFORE))
}

fn look(state: DueState) -> (&'static str, &'static str) {
    match state {
        DueState::Done(_) | DueState::SlippedDone(_) | DueState::ReasonMissing(_) => ("done", "済"),
        DueState::ThisMonth => ("planned", "○"),
        DueState::NotYet => ("planned", "予"),
        DueState::Late { .. } | DueState::Missed => ("late", "遅"),
    }
}
