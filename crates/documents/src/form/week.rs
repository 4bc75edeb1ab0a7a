//! The week as a picture of blocks.

use serde::Serialize;

/// What a block in the week stands for; decides its frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// サービス.
    Service,
    /// インフォーマルな支援.
    Informal,
    /// 本人の生活.
    Own,
    /// 家族の予定.
    Family,
}

/// How a block differs from the week agreed before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// Was not there.
    Added,
    /// Is no longer there; struck through twice.
    Removed,
    /// Has moved or says something else.
    Changed,
}

/// 朱書き. A difference, in red and in a word, so that a grey copy says it too.
#[derive(Clone, Serialize)]
pub struct Mark {
    /// The kind of difference.
    pub kind: MarkKind,
    /// The word printed with it: 追加, 取消, 変更予定 …
    pub word: String,
}

/// One block of the week.
#[derive(Clone, Serialize)]
pub struct WeekBlock {
    /// 0 is Monday, 6 is Sunday and holidays.
    pub day: u8,
    /// Minutes since midnight; what lies after midnight counts on from 1440.
    pub from_minute: u16,
    /// Minutes since midnight, after `from_minute`.
    pub to_minute: u16,
    /// The lane inside the day, from 0.
    pub lane: u8,
    /// Lanes of the day at this time.
    pub lanes: u8,
    /// The time as printed, e.g. 10:00～15:00.
    pub time: String,
    /// What happens.
    pub text: String,
    /// Who provides it; empty for none.
    pub provider: String,
    /// What the block stands for.
    pub kind: BlockKind,
    /// How it differs from before.
    pub mark: Option<Mark>,
}

/// A box of fixed size; what it cannot hold stands whole on a 続紙.
#[derive(Clone, Serialize)]
pub struct FixedBox {
    /// The field's name in the sheet.
    pub field: &'static str,
    /// The label on the paper.
    pub label: String,
    /// The text.
    pub text: String,
}

impl FixedBox {
    /// Builds a box.
    #[must_use]
    pub fn new(field: &'static str, label: impl Into<String>, text: impl Into<String>) -> Self {
        let (label, text) = (label.into(), text.into());
        Self { field, label, text }
    }
}

/// The grid with the boxes beside and below it.
#[derive(Clone, Serialize)]
pub struct WeekGrid {
    /// The first minute drawn.
    pub from_minute: u16,
    /// The last minute drawn.
    pub to_minute: u16,
    /// Names of the days.
    pub days: [String; 7],
    /// Labels down the side, with the minute each stands at.
    pub hours: Vec<(u16, String)>,
    /// The blocks.
    pub blocks: Vec<WeekBlock>,
    /// The eighth column, upper part.
    pub beside: FixedBox,
    /// The eighth column, lower part.
    pub below_beside: FixedBox,
    /// Boxes across the foot.
    pub foot: Vec<FixedBox>,
}

impl WeekGrid {
    /// The grid of the national sample forms: 6:00 to 4:00, two hours a label.
    #[must_use]
    pub fn national(blocks: Vec<WeekBlock>, beside: FixedBox, below_beside: FixedBox) -> Self {
        let hours = (FIRST..=LAST).step_by(120);
        Self {
            from_minute: FIRST,
            to_minute: LAST,
            days: ["月", "火", "水", "木", "金", "土", "日・祝"].map(str::to_owned),
            hours: hours.map(|minute| (minute, clock(minute))).collect(),
            blocks,
            beside,
            below_beside,
            foot: Vec::new(),
        }
    }

    /// Adds a box across the foot.
    #[must_use]
    pub fn foot(mut self, foot: FixedBox) -> Self {
        self.foot.push(foot);
        self
    }

    pub(super) fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        for block in &mut self.blocks {
            visit(&mut block.time);
            visit(&mut block.text);
            visit(&mut block.provider);
            if let Some(mark) = &mut block.mark {
                visit(&mut mark.word);
            }
        }
        let boxes = [&mut self.beside, &mut self.below_beside];
        for fixed in boxes.into_iter().chain(&mut self.foot) {
            visit(&mut fixed.label);
            visit(&mut fixed.text);
        }
    }
}

/// 6:00.
const FIRST: u16 = 360;

/// 4:00 of the next morning.
const LAST: u16 = 1680;

fn clock(minute: u16) -> String {
    format!("{}:{:02}", minute / 60 % 24, minute % 60)
}
