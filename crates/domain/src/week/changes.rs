//! 週予定の変更. Changes a monitoring visit found, carried into the week and counted for the ticks of the form.

use serde::{Deserialize, Serialize};

use super::{Block, BlockKey, Marked, Slot, State, Week, Weekday, Weekdays};
use crate::choice;

choice! {
    /// 週予定の変更の区分. The tick of the monitoring form that one change belongs to.
    pub enum Mark {
        /// 変更あった. Already so on the day of the visit.
        Happened = "happened", "変更あった";
        /// 変更予定あり. Agreed, not yet so.
        Planned = "planned", "変更予定あり";
        /// 変更の必要性あり. Wished for or needed, not yet agreed.
        Needed = "needed", "変更の必要性あり";
    }
}

/// 変更の一件. One change on one day: nothing before is an addition, nothing now a removal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// 曜日.
    pub day: Weekday,
    /// What the plan said.
    pub was: Option<Slot>,
    /// What it is, or will be.
    pub now: Option<Slot>,
    /// 区分.
    pub mark: Mark,
}

impl Change {
    /// Returns the change behind a red mark; what is the same is no change.
    #[must_use]
    pub fn of(marked: &Marked, mark: Mark) -> Option<Self> {
        let shown = Some(marked.slot.clone());
        let (was, now) = match &marked.state {
            State::Same => return None,
            State::Added => (None, shown),
            State::Removed => (shown, None),
            State::Changed { was } => (Some(was.clone()), shown),
        };
        Some(Self {
            day: marked.day,
            was,
            now,
            mark,
        })
    }
}

/// Why a change cannot be carried into a week, with its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotApply {
    /// What it says was there is not there on that day.
    NotThere(usize),
    /// It says neither what was nor what is.
    SaysNothing(usize),
}

/// Returns `week` with every change carried in, or every change that does not fit.
pub fn apply_changes(week: &Week, changes: &[Change]) -> Result<Week, Vec<CannotApply>> {
    let mut week = week.clone();
    let refused: Vec<_> = changes
        .iter()
        .enumerate()
        .filter_map(|(index, change)| apply(&mut week, index, change).err())
        .collect();
    if refused.is_empty() {
        Ok(week)
    } else {
        Err(refused)
    }
}

fn apply(week: &mut Week, index: usize, change: &Change) -> Result<(), CannotApply> {
    if change.was.is_none() && change.now.is_none() {
        return Err(CannotApply::SaysNothing(index));
    }
    let mut freed = None;
    if let Some(was) = &change.was {
        freed = take(week, change.day, was).map_err(|NotThere| CannotApply::NotThere(index))?;
    }
    if let Some(now) = &change.now {
        put(week, change.day, now, freed);
    }
    Ok(())
}

struct NotThere;

// Answers the key that became free when the block stood on that day only, so that a
// block moved as a whole stays the same block.
fn take(week: &mut Week, day: Weekday, was: &Slot) -> Result<Option<BlockKey>, NotThere> {
    let stands = |block: &Block| block.days.contains(day) && Slot::from(block) == *was;
    let index = week.blocks.iter().position(stands).ok_or(NotThere)?;
    let block = week.blocks.get_mut(index).ok_or(NotThere)?;
    block.days = block.days.without(day);
    let freed = block.days.is_empty().then_some(block.id);
    if freed.is_some() {
        week.blocks.remove(index);
    }
    Ok(freed)
}

fn put(week: &mut Week, day: Weekday, now: &Slot, freed: Option<BlockKey>) {
    if let Some(block) = week.blocks.iter_mut().find(|block| Slot::from(&**block) == *now) {
        block.days = block.days.with(day);
        return;
    }
    let Slot {
        from,
        to,
        what,
        provider,
        kind,
    } = now.clone();
    let id = freed.unwrap_or_else(|| week.next_key());
    week.blocks.push(Block {
        id,
        days: Weekdays::default().with(day),
        from,
        to,
        what,
        provider,
        kind,
    });
}

/// 【週予定の変更】. The ticks of the form, derived from the marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// ☐変更あった.
    pub happened: bool,
    /// ☐変更予定あり.
    pub planned: bool,
    /// ☐変更の必要性あり.
    pub needed: bool,
}

impl Tally {
    /// ☐なし of the heading: nothing was marked at all.
    #[must_use]
    pub fn nothing(self) -> bool {
        self == Self::default()
    }

    /// ☐変更なし of step one: the week runs as planned on the day of the visit, whatever is planned next.
    #[must_use]
    pub fn runs_as_planned(self) -> bool {
        !self.happened
    }

    /// Returns the ticks of the heading in words.
    #[must_use]
    pub fn words(self) -> Vec<&'static str> {
        let ticks = [
            (self.happened, Mark::Happened),
            (self.planned, Mark::Planned),
            (self.needed, Mark::Needed),
        ];
        let words: Vec<_> = ticks
            .into_iter()
            .filter(|(on, _)| *on)
            .map(|(_, mark)| mark.label())
            .collect();
        if words.is_empty() {
            vec!["変更なし"]
        } else {
            words
        }
    }
}

/// Derives the ticks from the marks given to each change.
#[must_use]
pub fn tally(changes: &[Change]) -> Tally {
    let any = |mark| changes.iter().any(|change| change.mark == mark);
    Tally {
        happened: any(Mark::Happened),
        planned: any(Mark::Planned),
        needed: any(Mark::Needed),
    }
}

#[cfg(test)]
mod tests {
    use super::super::walk::{adult, block, child};
    use super::super::{BlockKind, Minutes, redline};
    use super::*;

    fn slot(week: &Week, what: &str) -> Slot {
        week.blocks
            .iter()
            .find(|block| block.what == what)
            .unwrap()
            .into()
    }

    fn at(slot: &Slot, from: &str, to: &str) -> Slot {
        Slot {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            ..slot.clone()
        }
    }

    fn show(week: &Week) -> String {
        let line = |block: &Block| {
            format!(
                "{} {} {}-{} {}",
                block.id.0, block.days, block.from, block.to, block.what
            )
        };
        week.blocks.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_adult_s_friday_moves_and_tuesday_stays() {
        let was = slot(&adult(), "図書館");
        let now = at(&was, "15:00", "17:00");
        let change = Change {
            day: Weekday::Fri,
            was: Some(was),
            now: Some(now),
            mark: Mark::Planned,
        };
        let after = apply_changes(&adult(), std::slice::from_ref(&change)).unwrap();
        insta::assert_snapshot!(show(&after), @"
        1 月水木 10:00-15:00 就労継続支援B型
        2 月水木 9:00-10:00 通所（徒歩とバス）
        3 火 13:00-16:00 図書館
        4 火土 17:00-18:00 居宅介護（家事援助）
        5 月火水木金土日 24:00-25:00 就寝
        6 金 15:00-17:00 図書館
        ");
        let back: Vec<_> = redline(&adult(), &after)
            .iter()
            .filter_map(|m| Change::of(m, Mark::Planned))
            .collect();
        assert_eq!(back, [change]);
    }

    #[test]
    fn the_child_s_third_afternoon_joins_the_two_there_are() {
        let day_service = slot(&child(), "放課後等デイサービス");
        let nurse = slot(&child(), "訪問看護");
        let add = |day, now: &Slot| Change {
            day,
            was: None,
            now: Some(now.clone()),
            mark: Mark::Needed,
        };
        let changes = [add(Weekday::Fri, &day_service), add(Weekday::Mon, &nurse)];
        insta::assert_snapshot!(show(&apply_changes(&child(), &changes).unwrap()), @"
        1 月火水木金 8:30-15:00 特別支援学校
        2 火木金 15:00-17:30 放課後等デイサービス
        3 月水 16:00-17:00 訪問看護
        4 土日 14:00-15:00 入浴（父）
        ");
        assert_eq!(tally(&changes).words(), ["変更の必要性あり"]);
        assert!(tally(&changes).runs_as_planned());
    }

    #[test]
    fn a_block_of_one_day_keeps_its_key_when_it_moves() {
        let week = Week {
            blocks: vec![block(7, "水", "16:00", "17:00", "訪問看護")],
            ..Week::default()
        };
        let was = slot(&week, "訪問看護");
        let now = at(&was, "17:00", "18:00");
        let change = Change {
            day: Weekday::Wed,
            was: Some(was),
            now: Some(now),
            mark: Mark::Happened,
        };
        assert_eq!(
            show(&apply_changes(&week, &[change]).unwrap()),
            "7 水 17:00-18:00 訪問看護"
        );
    }

    #[test]
    fn a_change_that_does_not_fit_is_named_and_nothing_is_changed() {
        let elsewhere = Slot {
            kind: BlockKind::Own,
            ..at(&slot(&adult(), "図書館"), "9:00", "10:00")
        };
        let wrong = Change {
            day: Weekday::Fri,
            was: Some(elsewhere),
            now: None,
            mark: Mark::Happened,
        };
        let empty = Change {
            was: None,
            ..wrong.clone()
        };
        let refused = apply_changes(&adult(), &[wrong, empty]).unwrap_err();
        assert_eq!(refused, [CannotApply::NotThere(0), CannotApply::SaysNothing(1)]);
    }

    #[test]
    fn no_marks_mean_no_change() {
        assert_eq!(tally(&[]).words(), ["変更なし"]);
        assert!(tally(&[]).nothing());
    }

    #[test]
    fn redline_and_apply_agree_on_any_edit() {
        let mut after = adult();
        after.blocks.remove(1);
        after.blocks[0].to = Minutes::SHEET_END;
        after.blocks[3].days = "平日".parse().unwrap();
        let changes: Vec<_> = redline(&adult(), &after)
            .iter()
            .filter_map(|m| Change::of(m, Mark::Happened))
            .collect();
        let applied = apply_changes(&adult(), &changes).unwrap();
        assert!(
            redline(&applied, &after)
                .iter()
                .all(|marked| marked.state == State::Same)
        );
    }
}
