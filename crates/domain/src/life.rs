//! ライフステージの節目. The turns of life that change who is responsible, and how long before one has to think of them.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::calendar::{reached_on, school_entry};

/// 節目. A turn that changes the law, the office in charge or the day of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// 就学. Elementary school begins.
    SchoolEntry,
    /// 中学校入学.
    JuniorHighEntry,
    /// 高等部・高校入学.
    HighSchoolEntry,
    /// 18歳. The children's law ends, the adults' law begins.
    Eighteen,
    /// 高等部・高校卒業.
    Graduation,
    /// 65歳. Long-term care insurance comes first.
    SixtyFive,
}

/// What the day of a turn rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// An age or a school year that an act sets.
    Act,
    /// The usual course; the person's own may differ (猶予, 留年, 高校に進まない).
    Usual,
}

/// 節目の予告. A turn that is near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Warning {
    /// 節目.
    pub turn: Turn,
    /// いつから. The first day on which it holds.
    pub from: Date,
    /// Whether that day has come.
    pub reached: bool,
    /// What the day rests on.
    pub ground: Ground,
}

impl Turn {
    /// Every turn, in the order of life.
    pub const ALL: [Self; 6] = [
        Self::SchoolEntry,
        Self::JuniorHighEntry,
        Self::HighSchoolEntry,
        Self::Eighteen,
        Self::Graduation,
        Self::SixtyFive,
    ];

    /// Returns the first day on which the turn holds. Graduation holds from 1 April, whatever day the school chose.
    #[must_use]
    pub fn from(self, born: Date) -> Date {
        let april =
            |years: i16| Date::new(school_entry(born).saturating_add(years), 4, 1).unwrap_or(Date::MAX);
        match self {
            Self::SchoolEntry => april(0),
            Self::JuniorHighEntry => april(6),
            Self::HighSchoolEntry => april(9),
            Self::Graduation => april(12),
            Self::Eighteen => reached_on(born, 18),
            Self::SixtyFive => reached_on(born, 65),
        }
    }

    /// Returns what the day rests on: 学校教育法17条 for entering elementary and junior high school, the ages of the
    /// acts for 18 and 65, the usual course for everything after compulsory school.
    #[must_use]
    pub fn ground(self) -> Ground {
        match self {
            Self::SchoolEntry | Self::JuniorHighEntry | Self::Eighteen | Self::SixtyFive => Ground::Act,
            Self::HighSchoolEntry | Self::Graduation => Ground::Usual,
        }
    }

    /// Months before the turn at which it is shown. This product's own convention: a school is chosen in the year
    /// before, the way after school takes trials over two summers.
    #[must_use]
    pub fn months_ahead(self) -> i32 {
        match self {
            Self::SchoolEntry | Self::JuniorHighEntry | Self::HighSchoolEntry | Self::SixtyFive => 12,
            Self::Eighteen | Self::Graduation => 24,
        }
    }
}

/// Months after a turn during which it is still shown, because the change is often unfinished.
const MONTHS_AFTER: i32 = 3;

/// Returns the turns that are near on `today`, the next one first.
#[must_use]
pub fn warnings(born: Date, today: Date) -> Vec<Warning> {
    let near = |turn: Turn| {
        let from = turn.from(born);
        let shown_from = from.saturating_sub(turn.months_ahead().months());
        let shown_until = from.saturating_add(MONTHS_AFTER.months());
        (shown_from <= today && today < shown_until).then(|| Warning {
            turn,
            from,
            reached: from <= today,
            ground: turn.ground(),
        })
    };
    let mut warnings: Vec<_> = Turn::ALL.into_iter().filter_map(near).collect();
    warnings.sort_by_key(|warning| warning.from);
    warnings
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn told(born: Date, today: Date) -> String {
        warnings(born, today)
            .iter()
            .map(|warning| {
                let reached = if warning.reached { " reached" } else { "" };
                format!(
                    "{:?} {} {:?}{reached}",
                    warning.turn, warning.from, warning.ground
                )
            })
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn the_child_of_the_walk_is_told_of_school_for_a_year_before_and_three_months_after() {
        let born = date(2019, 5, 20);
        assert_eq!(told(born, date(2025, 3, 31)), "");
        assert_eq!(told(born, date(2025, 4, 1)), "SchoolEntry 2026-04-01 Act");
        assert_eq!(told(born, date(2026, 4, 6)), "SchoolEntry 2026-04-01 Act reached");
        assert_eq!(told(born, date(2026, 7, 1)), "");
    }

    #[test]
    fn eighteen_and_leaving_school_are_two_turns() {
        let born = date(2009, 1, 10);
        insta::assert_snapshot!(told(born, date(2026, 11, 20)), @r"
        Eighteen 2027-01-09 Act
        Graduation 2027-04-01 Usual
        ");
    }

    #[test]
    fn sixty_five_is_reached_the_day_before_the_birthday() {
        let born = date(1961, 11, 22);
        assert_eq!(told(born, date(2025, 11, 20)), "");
        assert_eq!(told(born, date(2026, 11, 20)), "SixtyFive 2026-11-21 Act");
        assert_eq!(told(born, date(2026, 11, 21)), "SixtyFive 2026-11-21 Act reached");
    }

    #[test]
    fn the_adult_of_the_walk_has_no_turn_near() {
        assert_eq!(told(date(2001, 8, 9), date(2026, 11, 20)), "");
    }
}
