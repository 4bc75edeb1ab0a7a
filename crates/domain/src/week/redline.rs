//! 朱書き. What differs between two weeks, told day by day.
//!
//! A block of several days is split first, so that moving only its Friday marks only Friday.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{Block, BlockKey, BlockKind, Minutes, Week, Weekday};

/// 一日分の予定. What stands on one day, without the days it shares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// 開始.
    pub from: Minutes,
    /// 終了.
    pub to: Minutes,
    /// 内容.
    pub what: String,
    /// 提供者.
    pub provider: String,
    /// 種類.
    pub kind: BlockKind,
}

impl From<&Block> for Slot {
    fn from(block: &Block) -> Self {
        let Block {
            from,
            to,
            what,
            provider,
            kind,
            ..
        } = block.clone();
        Self {
            from,
            to,
            what,
            provider,
            kind,
        }
    }
}

/// 変更の状態. How one day's block stands against the earlier week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// As before.
    Same,
    /// 追加. Only in the later week.
    Added,
    /// 取消. Only in the earlier week.
    Removed,
    /// 変更. In both, with another time, provider or name.
    Changed {
        /// What the earlier week said.
        was: Slot,
    },
}

impl State {
    /// Returns the word written beside the red mark, so that colour never stands alone.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Same => "",
            Self::Added => "追加",
            Self::Removed => "取消",
            Self::Changed { .. } => "変更",
        }
    }
}

/// 朱書きの一件. One block on one day with its state; a removed one shows the earlier week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// 曜日.
    pub day: Weekday,
    /// The block's key in the week that is shown.
    pub key: BlockKey,
    /// What stands there.
    pub slot: Slot,
    /// How it differs.
    pub state: State,
}

/// Compares two weeks, ordered by day and beginning.
#[must_use]
pub fn redline(before: &Week, after: &Week) -> Vec<Marked> {
    Weekday::ALL
        .into_iter()
        .flat_map(|day| compare(day, before, after))
        .collect()
}

type Entry<'a> = &'a Block;

fn compare(day: Weekday, before: &Week, after: &Week) -> Vec<Marked> {
    let mut earlier = on(day, before);
    let mut later: Vec<(Entry, Option<Entry>)> =
        on(day, after).into_iter().map(|block| (block, None)).collect();
    // The most certain pairs are taken first; keys alone come last because a week
    // that was typed anew numbers its blocks from one again.
    for alike in [identical, same_key_and_name, same_name, same_key] {
        for (block, pair) in later.iter_mut().filter(|(_, pair)| pair.is_none()) {
            *pair = take_nearest(&mut earlier, block, alike);
        }
    }
    let mut marked: Vec<_> = later
        .into_iter()
        .map(|(block, was)| mark(day, block, was))
        .collect();
    marked.extend(earlier.into_iter().map(|block| of(day, block, State::Removed)));
    marked.sort_by_key(|marked| {
        (
            marked.slot.from,
            Reverse(marked.slot.to),
            marked.state != State::Removed,
        )
    });
    marked
}

fn on(day: Weekday, week: &Week) -> Vec<Entry<'_>> {
    week.blocks
        .iter()
        .filter(|block| block.days.contains(day))
        .collect()
}

fn take_nearest<'a>(
    earlier: &mut Vec<Entry<'a>>,
    block: &Block,
    alike: fn(&Block, &Block) -> bool,
) -> Option<Entry<'a>> {
    let (index, _) = earlier
        .iter()
        .enumerate()
        .filter(|(_, candidate)| alike(candidate, block))
        .min_by_key(|(_, candidate)| candidate.from.since_begin().abs_diff(block.from.since_begin()))?;
    Some(earlier.remove(index))
}

fn identical(a: &Block, b: &Block) -> bool {
    Slot::from(a) == Slot::from(b)
}

fn same_key_and_name(a: &Block, b: &Block) -> bool {
    a.id == b.id && a.what == b.what
}

fn same_name(a: &Block, b: &Block) -> bool {
    a.what == b.what
}

fn same_key(a: &Block, b: &Block) -> bool {
    a.id == b.id
}

fn mark(day: Weekday, block: &Block, was: Option<Entry>) -> Marked {
    let state = match was {
        None => State::Added,
        Some(was) if identical(was, block) => State::Same,
        Some(was) => State::Changed { was: was.into() },
    };
    of(day, block, state)
}

fn of(day: Weekday, block: &Block, state: State) -> Marked {
    Marked {
        day,
        key: block.id,
        slot: block.into(),
        state,
    }
}

#[cfg(test)]
mod tests {
    use super::super::walk::{adult, block, child};
    use super::*;

    fn changed(before: &Week, after: &Week) -> String {
        let line = |marked: &Marked| {
            let Slot { from, to, what, .. } = &marked.slot;
            let was = match &marked.state {
                State::Changed { was } => format!("（前 {}-{} {}）", was.from, was.to, was.what),
                _ => String::new(),
            };
            format!(
                "{} {from}-{to} {what} {}{was}",
                marked.day.label(),
                marked.state.word()
            )
        };
        let marked = redline(before, after);
        marked
            .iter()
            .filter(|marked| marked.state != State::Same)
            .map(line)
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn moving_only_friday_marks_only_friday() {
        let mut after = adult();
        after.blocks[2].days = "火".parse().unwrap();
        let friday = Block {
            id: after.next_key(),
            ..block(0, "金", "15:00", "17:00", "図書館")
        };
        after.blocks.push(Block {
            kind: BlockKind::Informal,
            ..friday
        });
        assert_eq!(
            changed(&adult(), &after),
            "金 15:00-17:00 図書館 変更（前 13:00-16:00 図書館）"
        );
    }

    #[test]
    fn a_new_day_is_an_addition_and_a_lost_day_a_removal() {
        let mut after = child();
        after.blocks[1].days = "火金".parse().unwrap();
        insta::assert_snapshot!(changed(&child(), &after), @"
        木 15:00-17:30 放課後等デイサービス 取消
        金 15:00-17:30 放課後等デイサービス 追加
        ");
    }

    #[test]
    fn a_week_typed_anew_with_other_keys_is_the_same_week() {
        let mut after = adult();
        after.blocks.reverse();
        after
            .blocks
            .iter_mut()
            .zip(1..)
            .for_each(|(block, id)| block.id = BlockKey(id));
        assert_eq!(changed(&adult(), &after), "");
    }

    #[test]
    fn another_provider_or_another_name_in_the_same_block_is_a_change() {
        let mut after = adult();
        after.blocks[3].provider = "別の事業所".to_owned();
        after.blocks[2].what = "プール".to_owned();
        insta::assert_snapshot!(changed(&adult(), &after), @"
        火 13:00-16:00 プール 変更（前 13:00-16:00 図書館）
        火 17:00-18:00 居宅介護（家事援助） 変更（前 17:00-18:00 居宅介護（家事援助））
        金 13:00-16:00 プール 変更（前 13:00-16:00 図書館）
        土 17:00-18:00 居宅介護（家事援助） 変更（前 17:00-18:00 居宅介護（家事援助））
        ");
    }

    #[test]
    fn of_two_blocks_with_one_name_the_nearer_is_the_pair() {
        let at = |from: [&str; 2]| Week {
            blocks: vec![
                block(1, "月", from[0], "12:00", "散歩"),
                block(2, "月", from[1], "18:00", "散歩"),
            ],
            ..Week::default()
        };
        let mut after = at(["10:00", "17:30"]);
        after.blocks.iter_mut().for_each(|block| block.id = BlockKey(9));
        assert_eq!(
            changed(&at(["10:00", "17:00"]), &after),
            "月 17:30-18:00 散歩 変更（前 17:00-18:00 散歩）"
        );
    }
}
