//! 週間計画表. One person's week on the paper's grid: seven days from 6:00 to 4:00 of the next morning.
//!
//! The same value is typed, checked, laid out and compared, so screen, paper and workbook show one week.

mod changes;
mod check;
mod days;
mod layout;
mod minutes;
pub mod quick;
mod redline;

use serde::{Deserialize, Serialize};

pub use changes::{CannotApply, Change, Mark, Tally, apply_changes, tally};
pub use check::{Checked, Hint, Problem, check};
pub use days::{NotDays, Weekday, Weekdays};
pub use layout::{Placed, layout};
pub use minutes::{Minutes, NotATime};
pub use redline::{Marked, Slot, State, redline};

use crate::choice;

choice! {
    /// 予定の種類. Whose doing a block of the week is.
    pub enum BlockKind {
        /// 本人の生活. What the person does by themselves.
        Own = "own", "本人の生活";
        /// サービス. A service somebody is paid for.
        Service = "service", "サービス";
        /// インフォーマル. Friends, neighbours, places of the town.
        Informal = "informal", "インフォーマル";
        /// 家族の予定. What a family member does, where it shapes the person's week.
        Family = "family", "家族の予定";
    }
}

/// 予定の番号. Keeps a block recognisable while its days and times are edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BlockKey(pub u32);

/// 予定. One thing that happens at the same time on some days of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// 番号.
    pub id: BlockKey,
    /// 曜日.
    pub days: Weekdays,
    /// 開始.
    pub from: Minutes,
    /// 終了.
    pub to: Minutes,
    /// 内容.
    pub what: String,
    /// 提供者. Empty where nobody provides it.
    pub provider: String,
    /// 種類.
    pub kind: BlockKind,
}

/// 週間計画表. The grid and the three boxes around it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Week {
    /// 予定.
    pub blocks: Vec<Block>,
    /// 主な日常生活上の活動.
    pub main_activities: String,
    /// 週単位以外のサービス.
    pub not_weekly: String,
    /// サービス提供によって実現する生活の全体像.
    pub whole_picture: String,
}

impl Week {
    /// Returns a key no block of this week has.
    #[must_use]
    pub fn next_key(&self) -> BlockKey {
        BlockKey(
            self.blocks
                .iter()
                .map(|block| block.id.0)
                .max()
                .map_or(1, |max| max.saturating_add(1)),
        )
    }

    /// Adds `block` under a fresh key and returns that key.
    pub fn add(&mut self, block: Block) -> BlockKey {
        let id = self.next_key();
        self.blocks.push(Block { id, ..block });
        id
    }
}

#[cfg(test)]
pub(crate) mod walk {
    //! The weeks of the two walk-through cases.

    use super::{Block, BlockKey, BlockKind, Minutes, Week};

    pub(crate) fn block(id: u32, days: &str, from: &str, to: &str, what: &str) -> Block {
        Block {
            id: BlockKey(id),
            days: days.parse().unwrap(),
            from: Minutes::try_from(from.to_owned()).unwrap(),
            to: Minutes::try_from(to.to_owned()).unwrap(),
            what: what.to_owned(),
            provider: String::new(),
            kind: BlockKind::Own,
        }
    }

    fn provided(block: Block, kind: BlockKind, provider: &str) -> Block {
        Block {
            kind,
            provider: provider.to_owned(),
            ..block
        }
    }

    /// The plan of 見本 陽介.
    pub(crate) fn adult() -> Week {
        let work = block(1, "月水木", "10:00", "15:00", "就労継続支援B型");
        let library = block(3, "火金", "13:00", "16:00", "図書館");
        let help = block(4, "火土", "17:00", "18:00", "居宅介護（家事援助）");
        let blocks = vec![
            provided(work, BlockKind::Service, "就労支援センター見本"),
            block(2, "月水木", "09:00", "10:00", "通所（徒歩とバス）"),
            provided(library, BlockKind::Informal, ""),
            provided(help, BlockKind::Service, "ヘルパーステーション見本"),
            block(5, "毎日", "24:00", "25:00", "就寝"),
        ];
        Week {
            blocks,
            ..Week::default()
        }
    }

    /// The plan of 見本 ひなた as it ran before the wish for a third afternoon.
    pub(crate) fn child() -> Week {
        let after_school = block(2, "火木", "15:00", "17:30", "放課後等デイサービス");
        let nurse = block(3, "水", "16:00", "17:00", "訪問看護");
        let bath = block(4, "土日", "14:00", "15:00", "入浴（父）");
        let blocks = vec![
            block(1, "月〜金", "08:30", "15:00", "特別支援学校"),
            provided(after_school, BlockKind::Service, "放課後デイ見本のいえ"),
            provided(nurse, BlockKind::Service, "訪問看護見本"),
            provided(bath, BlockKind::Family, ""),
        ];
        Week {
            blocks,
            ..Week::default()
        }
    }
}
