//! Checks a week as it was typed. Every problem is returned; a hint never blocks.

use super::{Block, BlockKey, BlockKind, Minutes, Week, Weekdays};

/// One thing wrong with a block, tied to the block the person can fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// No weekday is chosen.
    NoDay(BlockKey),
    /// 内容 is empty.
    NothingSaid(BlockKey),
    /// The end is not after the beginning.
    EndNotAfterBegin(BlockKey),
    /// The block reaches past 4:00 in the morning.
    OutsideSheet(BlockKey),
    /// Two blocks carry one key.
    KeyTwice(BlockKey),
}

/// Something to look at again that may well be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// Two services claim the person at the same time (移動支援 inside 通所 may be meant).
    TwoServices {
        /// The block that stands first in the list.
        first: BlockKey,
        /// The other block.
        second: BlockKey,
        /// The days on which they meet.
        days: Weekdays,
    },
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked {
    /// What must be fixed before the week is kept.
    pub problems: Vec<Problem>,
    /// What may be pointed out.
    pub hints: Vec<Hint>,
}

/// Checks every block, then every pair of services.
#[must_use]
pub fn check(week: &Week) -> Checked {
    let mut problems: Vec<_> = week.blocks.iter().flat_map(problems).collect();
    let mut hints = Vec::new();
    for (index, first) in week.blocks.iter().enumerate() {
        for second in week.blocks.iter().skip(index + 1) {
            if first.id == second.id {
                problems.push(Problem::KeyTwice(first.id));
            }
            hints.extend(both_claim(first, second));
        }
    }
    Checked { problems, hints }
}

fn problems(block: &Block) -> Vec<Problem> {
    let id = block.id;
    [
        block.days.is_empty().then_some(Problem::NoDay(id)),
        block.what.trim().is_empty().then_some(Problem::NothingSaid(id)),
        (block.to <= block.from).then_some(Problem::EndNotAfterBegin(id)),
        (block.from.max(block.to) > Minutes::SHEET_END).then_some(Problem::OutsideSheet(id)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn both_claim(first: &Block, second: &Block) -> Option<Hint> {
    let days = first.days.shared(second.days);
    let services = first.kind == BlockKind::Service && second.kind == BlockKind::Service;
    let meet = first.from < second.to && second.from < first.to;
    (services && meet && !days.is_empty()).then_some(Hint::TwoServices {
        first: first.id,
        second: second.id,
        days,
    })
}

#[cfg(test)]
mod tests {
    use super::super::walk::{adult, block, child};
    use super::*;

    #[test]
    fn the_walk_weeks_have_nothing_wrong() {
        assert_eq!(check(&adult()), Checked::default());
        assert_eq!(check(&child()), Checked::default());
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let mut bad = block(1, "月", "15:00", "10:00", " ");
        bad.days = Weekdays::default();
        let late = block(2, "月", "27:00", "5:00", "夜勤");
        let week = Week {
            blocks: vec![bad, late.clone(), late],
            ..Week::default()
        };
        let late = BlockKey(2);
        assert_eq!(
            check(&week).problems,
            [
                Problem::NoDay(BlockKey(1)),
                Problem::NothingSaid(BlockKey(1)),
                Problem::EndNotAfterBegin(BlockKey(1)),
                Problem::OutsideSheet(late),
                Problem::OutsideSheet(late),
                Problem::KeyTwice(late),
            ]
        );
    }

    #[test]
    fn two_services_at_one_time_are_pointed_out_but_not_refused() {
        let mut week = adult();
        let mut escort = block(6, "水金", "14:00", "16:00", "移動支援");
        escort.kind = BlockKind::Service;
        week.blocks.push(escort);
        let checked = check(&week);
        assert_eq!(checked.problems, []);
        let days = "水".parse().unwrap();
        assert_eq!(
            checked.hints,
            [Hint::TwoServices {
                first: BlockKey(1),
                second: BlockKey(6),
                days
            }]
        );
    }

    #[test]
    fn services_that_follow_each_other_do_not_meet() {
        let mut school = child();
        let mut bus = block(5, "火", "17:30", "18:00", "移動支援");
        bus.kind = BlockKind::Service;
        school.blocks.push(bus);
        assert_eq!(check(&school).hints, []);
    }
}
