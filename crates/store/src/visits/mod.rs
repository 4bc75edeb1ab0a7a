//! 訪問の予定. Who is due, what somebody planned, and what proposals rest on.

mod bring;
mod due;
mod feed;
mod ground;
mod plan;
mod settings;

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::reach::PartOfDay;
use bansou_domain::visits::AreaKey;
use jiff::civil::Date;

pub use bring::{NewestPaper, Open};
pub use due::{DueVisit, Load, Wish};
pub use feed::{FeedEvent, FeedState, ReadFeed};
pub use ground::{CaseGround, DayNeeds};
pub use plan::{CallResult, PlannedVisit, VisitDay};

use crate::Failure;

/// The minutes of a visit whose hour is not fixed, in the column.
const NO_HOUR: i64 = -1;

fn part(code: &str) -> Result<PartOfDay, Failure> {
    PartOfDay::from_code(code).ok_or_else(|| Failure::unreadable("visit_plan.part", code))
}

/// The area behind a column; 0 stands for a person who was put into none.
fn area(key: Option<i64>) -> Option<AreaKey> {
    let key = u32::try_from(key?).ok()?;
    (key > 0).then_some(AreaKey(key))
}

fn hour(minutes: i64) -> Option<u16> {
    u16::try_from(minutes).ok()
}

fn month(text: &str) -> Result<ServiceMonth, Failure> {
    text.parse()
        .map_err(|why| Failure::unreadable("monitoring_month.month", why))
}

/// When a visit is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisitTime {
    /// 日.
    pub on: Date,
    /// 時間帯.
    pub part: PartOfDay,
    /// 時刻. Minutes since midnight, where one is fixed.
    pub from: Option<u16>,
}
