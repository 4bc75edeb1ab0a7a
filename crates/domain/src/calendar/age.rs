//! Ages, as papers show them and as the law counts them.

use jiff::ToSpan;
use jiff::civil::Date;

/// 年齢（満年齢）. The age shown on papers: it goes up on the birthday itself.
///
/// 年齢計算ニ関スル法律 with 民法143条 reaches an age at the end of the day before the birthday, so on every whole day
/// the two agree. Where a law asks on which day an age was reached (65歳到達日), use [`reached_on`].
/// Someone born on 29 February turns on 1 March in a year without that day. Negative before birth.
#[must_use]
pub fn age_on(born: Date, day: Date) -> i32 {
    let years = i32::from(day.year()) - i32::from(born.year());
    if (day.month(), day.day()) < (born.month(), born.day()) {
        years - 1
    } else {
        years
    }
}

/// 年齢到達日. The day at whose end the law says the age is reached: the day before the birthday.
#[must_use]
pub fn reached_on(born: Date, age: i16) -> Date {
    let year = born.year().saturating_add(age);
    let birthday = Date::new(year, born.month(), born.day())
        .or_else(|_| Date::new(year, 3, 1))
        .unwrap_or(Date::MAX);
    birthday.saturating_sub(1.day())
}

/// ライフステージ. The stage of life a case stands in, for warnings and for whom to bring in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LifeStage {
    /// 幼少期. Up to 5.
    EarlyChildhood,
    /// 学齢期. 6 to 17.
    SchoolAge,
    /// 青年期. 18 to 39.
    YoungAdult,
    /// 壮年期. 40 to 64.
    MiddleAge,
    /// 高齢期. 65 and over.
    OlderAge,
}

impl LifeStage {
    /// Returns the word the screens and papers show.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::EarlyChildhood => "幼少期",
            Self::SchoolAge => "学齢期",
            Self::YoungAdult => "青年期",
            Self::MiddleAge => "壮年期",
            Self::OlderAge => "高齢期",
        }
    }
}

/// 未成年・障害児. Whether somebody is a child on a day: the one notion by which papers ask a guardian and the children's law
/// is thought of. 児童福祉法第4条 and, since 2022-04-01, 民法第4条 are taken to draw it at the same age; neither text was
/// read here (unverified).
#[must_use]
pub fn is_child(born: Date, day: Date) -> bool {
    life_stage(age_on(born, day)) < LifeStage::YoungAdult
}

/// Returns the stage of an age. The boundaries are this product's own convention, no law's: 6 (school), 18 (adults'
/// services), 40 (long-term care insurance contributions), 65 (long-term care insurance benefits).
#[must_use]
pub fn life_stage(age: i32) -> LifeStage {
    match age {
        ..=5 => LifeStage::EarlyChildhood,
        6..=17 => LifeStage::SchoolAge,
        18..=39 => LifeStage::YoungAdult,
        40..=64 => LifeStage::MiddleAge,
        65.. => LifeStage::OlderAge,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_paper_shows_the_new_age_from_the_birthday() {
        let born = date(2001, 8, 9);
        assert_eq!(age_on(born, date(2026, 8, 8)), 24);
        assert_eq!(age_on(born, date(2026, 8, 9)), 25);
    }

    #[test]
    fn somebody_is_a_child_until_the_eighteenth_birthday() {
        let born = date(2008, 8, 9);
        assert!(is_child(born, date(2026, 8, 8)));
        assert!(!is_child(born, date(2026, 8, 9)));
    }

    #[test]
    fn someone_born_on_the_leap_day_turns_on_the_first_of_march() {
        let born = date(2008, 2, 29);
        assert_eq!(age_on(born, date(2026, 2, 28)), 17);
        assert_eq!(age_on(born, date(2026, 3, 1)), 18);
        assert_eq!(age_on(born, date(2028, 2, 29)), 20);
    }

    #[test]
    fn the_law_reaches_an_age_the_day_before() {
        assert_eq!(reached_on(date(1961, 11, 22), 65), date(2026, 11, 21));
        assert_eq!(reached_on(date(2008, 4, 1), 18), date(2026, 3, 31));
        assert_eq!(reached_on(date(1962, 1, 1), 65), date(2026, 12, 31));
        assert_eq!(reached_on(date(2008, 2, 29), 18), date(2026, 2, 28));
        assert_eq!(reached_on(date(2008, 2, 29), 20), date(2028, 2, 28));
    }

    #[test]
    fn the_two_walk_cases_stand_in_their_stages() {
        let today = date(2026, 11, 21);
        assert_eq!(life_stage(age_on(date(2001, 8, 9), today)).label(), "青年期");
        assert_eq!(life_stage(age_on(date(2019, 5, 20), today)).label(), "学齢期");
    }

    #[test]
    fn stages_change_at_six_eighteen_forty_and_sixty_five() {
        let labels: Vec<_> = [5, 6, 17, 18, 39, 40, 64, 65]
            .map(|age| life_stage(age).label())
            .to_vec();
        insta::assert_snapshot!(labels.join(" "), @"幼少期 学齢期 学齢期 青年期 青年期 壮年期 壮年期 高齢期");
    }
}
