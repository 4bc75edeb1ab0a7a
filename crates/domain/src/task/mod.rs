//! 宿題. What a meeting decided and somebody took on, followed until it is done.

mod owner;

use jiff::civil::Date;

use crate::choice;
pub use owner::{Listed, Owner, owner_named};

choice! {
    /// 宿題をする人の立場.
    pub enum OwnerSide {
        /// 事業所の職員.
        Office = "office", "自分たちの事業所";
        /// 事業所の外の人.
        Outside = "outside", "事業所の外の人";
    }
}

choice! {
    /// 済んだことを知った方法.
    pub enum DoneMeans {
        /// 自分で見た・した.
        Seen = "seen", "自分で見た・した";
        /// 電話で聞いた.
        Told = "told", "電話などで聞いた";
        /// 本人から聞いた.
        Person = "person", "本人から聞いた";
        /// リンクからの返事.
        Link = "link", "リンクからの返事";
    }
}

/// 宿題. Who does what until when.
#[derive(Clone, PartialEq, Eq)]
pub struct Task {
    /// だれが, in the words of the record.
    pub who: String,
    /// 担い手. `None`: nobody around the person is called that, or more than one is.
    pub owner: Option<Owner>,
    /// 立場.
    pub side: OwnerSide,
    /// 何を.
    pub what: String,
    /// いつまでに.
    pub due: Option<Date>,
}

impl std::fmt::Debug for Task {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Task(＊＊)")
    }
}

impl Task {
    /// The task bound to whom its words name. One's own words for a place, or for two at once, bind to nobody.
    #[must_use]
    pub fn bound(mut self, owner: Option<Owner>) -> Self {
        if let Some(owner) = owner {
            self.side = owner.side();
        }
        self.owner = owner;
        self
    }

    /// Whether it is the task of a party: of the same owner, or by the same words where both are bound to nobody.
    #[must_use]
    pub fn is_of(&self, owner: Option<Owner>, words: &str) -> bool {
        match (self.owner, owner) {
            (None, None) => !words.is_empty() && self.who == words,
            (own, owner) => own == owner,
        }
    }
}

/// 宿題の状態.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// 済.
    Done,
    /// 遅れ. By so many days.
    Late(i32),
    /// まだ. So many days are left.
    Open(i32),
    /// 期限のない宿題.
    Undated,
}

/// Returns how a task stands on `today`.
#[must_use]
pub fn standing(due: Option<Date>, done_on: Option<Date>, today: Date) -> Standing {
    match (done_on, due) {
        (Some(_), _) => Standing::Done,
        (None, None) => Standing::Undated,
        (None, Some(due)) => match (due - today).get_days() {
            left if left < 0 => Standing::Late(-left),
            left => Standing::Open(left),
        },
    }
}

/// Tells the office's own tasks from those of others by the words that name who does it.
#[must_use]
pub fn side_of<'n>(who: &str, own: impl IntoIterator<Item = &'n str>) -> OwnerSide {
    let named = |name: &str| {
        let family = name.split_whitespace().next().unwrap_or(name);
        !family.is_empty() && (who.contains(name) || who == family)
    };
    if who.contains("相談支援専門員") || own.into_iter().any(named) {
        OwnerSide::Office
    } else {
        OwnerSide::Outside
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_task_is_late_from_the_day_after_it_was_due() {
        let stands = |today| standing(Some(date(2026, 5, 7)), None, today);
        assert_eq!(stands(date(2026, 5, 7)), Standing::Open(0));
        assert_eq!(stands(date(2026, 5, 8)), Standing::Late(1));
        let done = Some(date(2026, 5, 20));
        assert_eq!(
            standing(Some(date(2026, 5, 7)), done, date(2026, 6, 1)),
            Standing::Done
        );
        assert_eq!(standing(None, None, date(2026, 6, 1)), Standing::Undated);
    }

    #[test]
    fn the_offices_own_tasks_are_told_by_its_workers_and_its_trade() {
        let own = ["見本 相子", "見本相談支援センター"];
        for (who, side) in [
            ("見本 相子", OwnerSide::Office),
            ("見本相談支援センター 見本 相子", OwnerSide::Office),
            ("相談支援専門員", OwnerSide::Office),
            ("見本クリニック", OwnerSide::Outside),
            ("本人", OwnerSide::Outside),
        ] {
            assert_eq!(side_of(who, own), side, "{who}");
        }
    }
}
