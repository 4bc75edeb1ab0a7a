//! 訪問の予定. Which day a visit could be made on, from what the office knows: habits, the week of the person, the days of
//! the worker, places and the minutes between them. A proposal is never a booking; somebody takes it or does not.

mod propose;
#[cfg(test)]
mod tests;
mod ways;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::choice;
use crate::week::{Weekday, Weekdays};

pub use propose::{Because, Booked, Frame, NoDay, PastVisit, Proposal, Wanted, propose};
pub use ways::{Area, AreaKey, Way};

choice! {
    /// 予定の件名. What stands in a calendar that others may see.
    pub enum FeedTitle {
        /// 名前なし.
        Plain = "plain", "「訪問」とだけ出す（名前は出さない）";
        /// 頭文字.
        Initials = "initials", "「訪問」と、ふりがなの頭文字を出す（例: 訪問 み・よ様）";
    }
}

/// Visits of one day, where the office has not said otherwise.
const USUAL_PER_DAY: u8 = 3;

/// 訪問の決まり. What the office says of its visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VisitRules {
    /// 1日の訪問の上限.
    pub per_day: u8,
    /// 予定の件名.
    pub titles: FeedTitle,
    /// 地区.
    pub areas: Vec<Area>,
    /// 地区のあいだの移動.
    pub ways: Vec<Way>,
}

impl Default for VisitRules {
    fn default() -> Self {
        Self {
            per_day: USUAL_PER_DAY,
            titles: FeedTitle::Plain,
            areas: Vec::new(),
            ways: Vec::new(),
        }
    }
}

/// 訪問できる日. On which days one worker goes out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VisitDays {
    /// 訪問する曜日.
    pub weekdays: Weekdays,
    /// 休み・訪問しない日.
    pub off: Vec<Date>,
}

impl Default for VisitDays {
    fn default() -> Self {
        Self {
            weekdays: Weekdays::WORKDAYS,
            off: Vec::new(),
        }
    }
}

impl VisitDays {
    /// Whether the worker goes out on a day.
    #[must_use]
    pub fn allows(&self, day: Date) -> bool {
        self.weekdays.contains(Weekday::from(day.weekday())) && !self.off.contains(&day)
    }
}

/// 頭文字. The first letters of a reading, so that the worker knows and others do not: み・よ.
#[must_use]
pub fn initials(kana: &str) -> String {
    let first = |part: &str| part.chars().next().map(String::from);
    let letters: Vec<String> = kana.split_whitespace().filter_map(first).collect();
    letters.join("・")
}
