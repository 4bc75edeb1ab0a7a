//! 取扱件数の見込み. What the caseload comes to once a month that still runs is over. The months before a claim decide its
//! tier: what is done in the running month decides the fees of the next.

use bansou_law::Evidence;

use crate::caseload::{Caseload, caseload};
use crate::facts::{CaseloadMonth, OfficeTier};
use crate::item::Grade;
use crate::rules::Rules;

/// 見込みのもと. The months that decide a claim, the last of them still running.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// The months before the running one, oldest first.
    pub before: Vec<CaseloadMonth>,
    /// The running month, as far as its work is done.
    pub running: CaseloadMonth,
    /// People of the running month whose work is still open.
    pub open: u32,
    /// 基本報酬の区分, as notified for the month it decides.
    pub tier: OfficeTier,
}

/// 見込み.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// Where nothing more is done.
    pub so_far: Standing,
    /// Where all open work is done.
    pub all_done: Standing,
    /// For how many people more, after all open work, the quotient stays below the limit. Nothing where it is reached,
    /// or where nobody stands in the months it could be divided by.
    pub room: Option<u32>,
    /// From this many per head on the fees fall.
    pub limit: i64,
    /// So many per head are free of （Ⅱ）.
    pub free: i64,
    /// How sure the limit is.
    pub evidence: Evidence,
}

/// Where the caseload stands, and at what the fees are paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// 取扱件数.
    pub caseload: Caseload,
    /// What the fees that are not given at （Ⅱ） are paid at.
    pub grade: Grade,
}

/// Computes what the running month will have decided, by the rules of the month it decides.
#[must_use]
pub fn forecast(outlook: &Outlook, rules: &Rules<'_>) -> Forecast {
    let with = |people: u32| {
        let running = CaseloadMonth {
            cases: outlook.running.cases.saturating_add(people),
            ..outlook.running
        };
        let mut months = outlook.before.clone();
        months.push(running);
        Standing::of(caseload(&months, rules.caseload), outlook.tier)
    };
    let all_done = with(outlook.open);
    Forecast {
        so_far: with(0),
        room: room(&all_done.caseload, rules),
        all_done,
        limit: rules.caseload.from_per_head,
        free: rules.caseload.free_per_head,
        evidence: rules.caseload.evidence,
    }
}

impl Standing {
    fn of(caseload: Caseload, tier: OfficeTier) -> Self {
        let grade = match tier {
            OfficeTier::Strengthened(tier) if !caseload.reached => Grade::Strengthened(tier),
            _ => Grade::One,
        };
        Self { caseload, grade }
    }
}

// The most people for whom the sum of cases is still less than the limit times the sum of heads.
fn room(load: &Caseload, rules: &Rules<'_>) -> Option<u32> {
    load.per_specialist.filter(|_| !load.reached)?;
    // Heads are counted in parts of this, as an assistant is a part of one.
    let parts = i64::from(rules.caseload.assistant.denominator);
    let left = rules.caseload.from_per_head * load.specialists.numerator - load.cases.numerator * parts;
    u32::try_from((left - 1).div_euclid(parts)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bansou_law::Law;

    fn told(months: &[(u32, u32, u32)], open: u32, tier: OfficeTier) -> String {
        let law = Law::bundled().expect("the bundled tables load");
        let rules = Rules::open(&law, "2026-12".parse().expect("a month")).expect("rules are loaded");
        let month = |&(cases, specialists, assistants): &(u32, u32, u32)| CaseloadMonth {
            cases,
            specialists,
            assistants,
        };
        let (running, before) = months.split_last().expect("a month runs");
        let outlook = Outlook {
            before: before.iter().map(month).collect(),
            running: month(running),
            open,
            tier,
        };
        let forecast = forecast(&outlook, &rules);
        let standing = |standing: &Standing| {
            let load = &standing.caseload;
            let each = load.per_specialist.map_or("-".to_owned(), |each| each.decimal(4));
            format!("{each} {:?} over {}", standing.grade, load.over)
        };
        format!(
            "{} | {} | room {:?}",
            standing(&forecast.so_far),
            standing(&forecast.all_done),
            forecast.room
        )
    }

    #[test]
    fn open_work_that_reaches_the_limit_costs_the_strengthened_tier() {
        let months = [
            (39, 1, 0),
            (40, 1, 0),
            (40, 1, 0),
            (41, 1, 0),
            (40, 1, 0),
            (30, 1, 0),
        ];
        let tier = OfficeTier::Strengthened(4);
        assert_eq!(
            told(&months, 9, tier),
            "38.3333 Strengthened(4) over 0 | 39.8333 Strengthened(4) over 0 | room Some(0)"
        );
        assert_eq!(
            told(&months, 10, tier),
            "38.3333 Strengthened(4) over 0 | 40.0000 One over 1 | room None"
        );
    }

    #[test]
    fn the_room_left_is_exactly_what_keeps_the_quotient_below_the_limit() {
        let months = |running| {
            [
                (45, 1, 0),
                (45, 1, 0),
                (60, 1, 0),
                (45, 1, 0),
                (45, 1, 1),
                (running, 2, 0),
            ]
        };
        assert_eq!(
            told(&months(5), 5, OfficeTier::Ordinary),
            "32.6667 One over 0 | 33.3333 One over 0 | room Some(49)"
        );
        assert_eq!(
            told(&months(10), 49, OfficeTier::Ordinary),
            "33.3333 One over 0 | 39.8667 One over 0 | room Some(0)"
        );
        assert_eq!(
            told(&months(10), 50, OfficeTier::Ordinary),
            "33.3333 One over 0 | 40.0000 One over 1 | room None"
        );
    }

    #[test]
    fn without_a_specialist_nothing_is_told_of_the_room() {
        assert_eq!(
            told(&[(3, 0, 1)], 4, OfficeTier::Ordinary),
            "- One over 0 | - One over 0 | room None"
        );
    }
}
