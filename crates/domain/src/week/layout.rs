//! 配置. Where every block stands on the grid; blocks that overlap stand side by side.

use super::{Minutes, Week, Weekday};

/// One block on one day, in its lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// 曜日.
    pub day: Weekday,
    /// 開始, cut to the sheet.
    pub from: Minutes,
    /// 終了, cut to the sheet.
    pub to: Minutes,
    /// The lane from the left, counted from 0.
    pub lane: usize,
    /// How many lanes share the width here.
    pub lanes: usize,
    /// The block's place in [`Week::blocks`].
    pub block: usize,
}

/// Places every block on each of its days: by day, then by beginning, the longer first.
/// What has no length or lies outside the sheet is left out.
#[must_use]
pub fn layout(week: &Week) -> Vec<Placed> {
    Weekday::ALL
        .into_iter()
        .flat_map(|day| lanes(on_day(week, day)))
        .collect()
}

fn on_day(week: &Week, day: Weekday) -> Vec<Placed> {
    let mut placed: Vec<_> = week
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.days.contains(day))
        .map(|(index, block)| {
            let (from, to) = (
                block.from.min(Minutes::SHEET_END),
                block.to.min(Minutes::SHEET_END),
            );
            Placed {
                day,
                from,
                to,
                lane: 0,
                lanes: 1,
                block: index,
            }
        })
        .filter(|placed| placed.from < placed.to)
        .collect();
    placed.sort_by_key(|placed| (placed.from, std::cmp::Reverse(placed.to), placed.block));
    placed
}

// Blocks that touch through a chain of overlaps share one number of lanes, so their edges line up.
fn lanes(mut placed: Vec<Placed>) -> Vec<Placed> {
    let mut rest = placed.as_mut_slice();
    while let Some(first) = rest.first() {
        let mut reach = first.to;
        let count = rest
            .iter()
            .take_while(|block| {
                let joined = block.from < reach;
                reach = reach.max(block.to);
                joined
            })
            .count();
        let (cluster, after) = rest.split_at_mut(count);
        assign(cluster);
        rest = after;
    }
    placed
}

fn assign(cluster: &mut [Placed]) {
    let mut ends: Vec<Minutes> = Vec::new();
    for block in cluster.iter_mut() {
        let free = ends.iter().position(|end| *end <= block.from);
        block.lane = free.unwrap_or(ends.len());
        match ends.get_mut(block.lane) {
            Some(end) => *end = block.to,
            None => ends.push(block.to),
        }
    }
    for block in cluster.iter_mut() {
        block.lanes = ends.len();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::walk::{adult, block};
    use super::super::{Block, BlockKey, BlockKind, Weekdays};
    use super::*;

    fn show(week: &Week) -> String {
        let line = |placed: &Placed| {
            let what = &week.blocks[placed.block].what;
            let Placed {
                day,
                from,
                to,
                lane,
                lanes,
                ..
            } = placed;
            format!("{} {from}-{to} {}/{lanes} {what}", day.label(), lane + 1)
        };
        layout(week).iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn overlapping_blocks_stand_side_by_side_and_the_rest_keep_the_full_width() {
        let blocks = vec![
            block(1, "月", "10:00", "15:00", "生活介護"),
            block(2, "月", "9:00", "10:00", "通所"),
            block(3, "月", "14:00", "16:00", "移動支援"),
            block(4, "月火", "15:00", "15:30", "おやつ"),
        ];
        insta::assert_snapshot!(show(&Week { blocks, ..Week::default() }), @"
        月 9:00-10:00 1/1 通所
        月 10:00-15:00 1/2 生活介護
        月 14:00-16:00 2/2 移動支援
        月 15:00-15:30 1/2 おやつ
        火 15:00-15:30 1/1 おやつ
        ");
    }

    #[test]
    fn a_block_of_several_days_stands_on_each() {
        assert_eq!(
            show(&adult())
                .lines()
                .filter(|line| line.contains("就寝"))
                .count(),
            7
        );
    }

    #[test]
    fn what_lies_outside_the_sheet_is_cut_or_left_out() {
        let blocks = vec![
            block(1, "月", "22:00", "30:00", "就寝"),
            block(2, "月", "29:00", "30:00", "起床"),
        ];
        assert_eq!(
            show(&Week {
                blocks,
                ..Week::default()
            }),
            "月 22:00-28:00 1/1 就寝"
        );
    }

    fn any_block() -> impl Strategy<Value = Block> {
        (0u16..1320, 1u16..400, 0u8..7).prop_map(|(from, length, day)| Block {
            id: BlockKey(0),
            days: Weekdays::from_iter(Weekday::ALL.into_iter().nth(day.into())),
            from: Minutes::after_begin(from).unwrap(),
            to: Minutes::after_begin(from + length).unwrap(),
            what: "x".to_owned(),
            provider: String::new(),
            kind: BlockKind::Own,
        })
    }

    proptest! {
        #[test]
        fn no_two_blocks_share_a_lane_at_one_time(blocks in prop::collection::vec(any_block(), 0..30)) {
            let week = Week { blocks, ..Week::default() };
            let placed = layout(&week);
            for (index, a) in placed.iter().enumerate() {
                prop_assert!(a.lane < a.lanes && a.from < a.to && a.to <= Minutes::SHEET_END);
                for b in &placed[index + 1..] {
                    let meet = a.day == b.day && a.from < b.to && b.from < a.to;
                    prop_assert!(!meet || (a.lane != b.lane && a.lanes == b.lanes));
                }
            }
        }
    }
}
