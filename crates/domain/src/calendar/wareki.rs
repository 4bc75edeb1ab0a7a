//! 和暦. Writes dates the way government forms and people do.

use jiff::civil::{Date, Weekday, date};

use super::{ServiceMonth, age_on};

/// 元号. One era with the days it names, both ends inclusive.
#[derive(Debug, PartialEq, Eq)]
pub struct Era {
    /// 元号名. As printed: 令和.
    pub name: &'static str,
    /// 記号. The letter on forms: R.
    pub letter: char,
    /// The western year of 元年.
    pub first_year: i16,
    /// The first day this product writes in the era.
    pub first: Date,
    /// The last day that may be written in the era; none while it lasts.
    pub last: Option<Date>,
}

/// The eras, oldest first. The days on which 大正 and 昭和 began also bear the name of the era before; such a day is
/// written in the newer era and read in both. 明治 begins here with the Gregorian calendar (明治6年1月1日): earlier
/// dates followed another calendar and have no simple counterpart.
pub static ERAS: [Era; 5] = [
    Era {
        name: "明治",
        letter: 'M',
        first_year: 1868,
        first: date(1873, 1, 1),
        last: Some(date(1912, 7, 30)),
    },
    Era {
        name: "大正",
        letter: 'T',
        first_year: 1912,
        first: date(1912, 7, 30),
        last: Some(date(1926, 12, 25)),
    },
    Era {
        name: "昭和",
        letter: 'S',
        first_year: 1926,
        first: date(1926, 12, 25),
        last: Some(date(1989, 1, 7)),
    },
    Era {
        name: "平成",
        letter: 'H',
        first_year: 1989,
        first: date(1989, 1, 8),
        last: Some(date(2019, 4, 30)),
    },
    Era {
        name: "令和",
        letter: 'R',
        first_year: 2019,
        first: date(2019, 5, 1),
        last: None,
    },
];

impl Era {
    /// Returns the era a day is written in, or nothing for days before the table.
    #[must_use]
    pub fn of(day: Date) -> Option<&'static Self> {
        ERAS.iter().rev().find(|era| era.first <= day)
    }

    /// Returns the year within the era: 1 for 元年.
    #[must_use]
    pub fn year_of(&self, day: Date) -> i16 {
        day.year() - self.first_year + 1
    }
}

/// Returns 令和8年11月21日, with 元年 for a first year. A day before the table is written as 1850年1月1日.
#[must_use]
pub fn format(day: Date) -> String {
    format!("{}{}月{}日", year(day), day.month(), day.day())
}

/// Returns 令和8年11月21日(土).
#[must_use]
pub fn format_with_weekday(day: Date) -> String {
    format!("{}({})", format(day), weekday(day))
}

/// Returns R8.11.21, for narrow columns. A first year is 1 here: H1.1.8.
#[must_use]
pub fn short(day: Date) -> String {
    let rest = format!("{}.{}", day.month(), day.day());
    match Era::of(day) {
        Some(era) => format!("{}{}.{rest}", era.letter, era.year_of(day)),
        None => format!("{}.{rest}", day.year()),
    }
}

/// Returns 令和8年11月. The era is that of the month's last day.
#[must_use]
pub fn format_month(month: ServiceMonth) -> String {
    format!("{}{}月", year(month.last_day()), month.month())
}

/// Returns 令和8年(2026年)11月21日(土), shown beside a field so that both calendars can be checked at a glance.
#[must_use]
pub fn echo(day: Date) -> String {
    if Era::of(day).is_none() {
        return format_with_weekday(day);
    }
    format!(
        "{}({}年){}月{}日({})",
        year(day),
        day.year(),
        day.month(),
        day.day(),
        weekday(day)
    )
}

/// Returns R8.11, for narrow columns. The era is that of the month's last day.
#[must_use]
pub fn short_month(month: ServiceMonth) -> String {
    let last = month.last_day();
    match Era::of(last) {
        Some(era) => format!("{}{}.{}", era.letter, era.year_of(last), last.month()),
        None => format!("{}.{}", last.year(), last.month()),
    }
}

/// Returns the echo of a birth date with the age on `today`: 平成13年(2001年)8月9日(木) 25歳.
#[must_use]
pub fn echo_born(born: Date, today: Date) -> String {
    if born > today {
        return echo(born);
    }
    format!("{} {}歳", echo(born), age_on(born, today))
}

/// Returns the weekday in one character: 土.
#[must_use]
pub fn weekday(day: Date) -> char {
    match day.weekday() {
        Weekday::Monday => '月',
        Weekday::Tuesday => '火',
        Weekday::Wednesday => '水',
        Weekday::Thursday => '木',
        Weekday::Friday => '金',
        Weekday::Saturday => '土',
        Weekday::Sunday => '日',
    }
}

fn year(day: Date) -> String {
    match Era::of(day) {
        Some(era) if era.year_of(day) == 1 => format!("{}元年", era.name),
        Some(era) => format!("{}{}年", era.name, era.year_of(day)),
        None => format!("{}年", day.year()),
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    #[test]
    fn a_day_is_written_in_every_form() {
        let day = date(2026, 11, 21);
        assert_snapshot!(format(day), @"令和8年11月21日");
        assert_snapshot!(format_with_weekday(day), @"令和8年11月21日(土)");
        assert_snapshot!(short(day), @"R8.11.21");
        assert_snapshot!(format_month(ServiceMonth::containing(day)), @"令和8年11月");
        assert_snapshot!(echo(day), @"令和8年(2026年)11月21日(土)");
    }

    #[test]
    fn every_era_border_is_written_in_the_newer_era() {
        let borders = ERAS
            .iter()
            .flat_map(|era| [era.first.yesterday().unwrap(), era.first]);
        let lines: Vec<_> = borders
            .map(|day| format!("{day} {} {}", format(day), short(day)))
            .collect();
        assert_snapshot!(lines.join("\n"), @"
        1872-12-31 1872年12月31日 1872.12.31
        1873-01-01 明治6年1月1日 M6.1.1
        1912-07-29 明治45年7月29日 M45.7.29
        1912-07-30 大正元年7月30日 T1.7.30
        1926-12-24 大正15年12月24日 T15.12.24
        1926-12-25 昭和元年12月25日 S1.12.25
        1989-01-07 昭和64年1月7日 S64.1.7
        1989-01-08 平成元年1月8日 H1.1.8
        2019-04-30 平成31年4月30日 H31.4.30
        2019-05-01 令和元年5月1日 R1.5.1
        ");
    }

    #[test]
    fn a_month_in_which_the_era_changes_bears_the_newer_name() {
        let month = |text: &str| format_month(text.parse().unwrap());
        assert_eq!(month("1989-01"), "平成元年1月");
        assert_eq!(month("2019-04"), "平成31年4月");
        assert_eq!(month("2019-05"), "令和元年5月");
    }

    #[test]
    fn a_birth_date_is_echoed_with_the_age() {
        let today = date(2026, 11, 21);
        assert_snapshot!(echo_born(date(2001, 8, 9), today), @"平成13年(2001年)8月9日(木) 25歳");
        assert_snapshot!(echo_born(date(2026, 11, 22), today), @"令和8年(2026年)11月22日(日)");
    }

    #[test]
    fn each_era_ends_where_the_next_begins() {
        for pair in ERAS.windows(2) {
            let gap = pair[0].last.unwrap().until(pair[1].first).unwrap().get_days();
            assert!(gap == 0 || gap == 1, "{}", pair[1].name);
        }
    }
}
