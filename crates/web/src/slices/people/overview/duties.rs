//! この期の仕事: what can be done next, each with one button.

use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::PersonId;
use bansou_domain::process::{Standing, State, Step, next_duties};
use jiff::civil::Date;

use crate::slices::process::{Course, next_step, pass_path, rule_words};

/// One thing to do.
pub(super) struct Duty {
    pub(super) what: &'static str,
    pub(super) why: String,
    pub(super) when: String,
    pub(super) state: &'static str,
    pub(super) word: &'static str,
    pub(super) href: String,
    pub(super) action: &'static str,
    /// Where a reason can be recorded, for what is out of order.
    pub(super) pass: Option<String>,
}

pub(super) fn of(person: PersonId, course: &Course, today: Date) -> Vec<Duty> {
    if course.facts.closed_on.is_some() {
        return Vec::new();
    }
    let cycle = course.facts.cycle;
    let duties = next_duties(&course.standings);
    duties
        .into_iter()
        .map(|standing| Duty::new(person, cycle, standing, today))
        .collect()
}

impl Duty {
    fn new(person: PersonId, cycle: i64, standing: &Standing, today: Date) -> Self {
        let next = next_step(person, cycle, standing);
        let (state, word) = look(standing, today);
        let why: Vec<_> = standing
            .broken
            .iter()
            .map(|rule| rule_words(standing.step, rule))
            .collect();
        let attention = standing.wants_attention();
        Self {
            what: standing.step.label(),
            why: why.concat(),
            when: standing.due.map(wareki::format_month).unwrap_or_default(),
            state,
            word,
            href: next.href,
            action: next.action,
            pass: attention.then(|| pass_path(person, cycle, standing.step)),
        }
    }
}

fn look(standing: &Standing, today: Date) -> (&'static str, &'static str) {
    let this_month = ServiceMonth::containing(today);
    let ahead = standing.step == Step::Monitoring && standing.due > Some(this_month);
    match standing.state {
        State::Late => ("late", "遅れ"),
        State::OutOfOrder => ("late", "順序"),
        _ if ahead => ("todo", "予定"),
        State::Progress => ("progress", "途中"),
        _ => ("todo", "まだ"),
    }
}
