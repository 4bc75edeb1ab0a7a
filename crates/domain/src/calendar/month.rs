//! The month, the unit in which monitoring is due and fees are claimed.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

// Months counted from year 0: January of year 1 and December of 9999, the ends of the calendar used here.
const FIRST_INDEX: i32 = 12;
const LAST_INDEX: i32 = 9999 * 12 + 11;

/// サービス提供年月. One calendar month, kept as its first day so that it is always a real month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct ServiceMonth(Date);

/// 年月の誤り. The text is not a month written `2026-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a month of the form YYYY-MM")]
pub struct NotAMonth;

impl ServiceMonth {
    /// Returns the month, or nothing when there is no such month.
    #[must_use]
    pub fn new(year: i16, month: i8) -> Option<Self> {
        if year < 1 {
            return None;
        }
        Date::new(year, month, 1).ok().map(Self)
    }

    /// Returns the month `day` lies in.
    #[must_use]
    pub fn containing(day: Date) -> Self {
        Self(day.first_of_month().max(Date::constant(1, 1, 1)))
    }

    /// 年. The western year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// 月. One to twelve.
    #[must_use]
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Returns the month after this one.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus(1)
    }

    /// Returns the month `months` later, or earlier when negative. Stops at the ends of the calendar.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let index = i32::from(self.year()) * 12 + i32::from(self.month()) - 1;
        let index = index.saturating_add(months).clamp(FIRST_INDEX, LAST_INDEX);
        let year = i16::try_from(index.div_euclid(12)).unwrap_or(i16::MAX);
        let month = i8::try_from(index.rem_euclid(12) + 1).unwrap_or(1);
        Self::new(year, month).unwrap_or(self)
    }

    /// 初日. The first day of the month.
    #[must_use]
    pub fn first_day(self) -> Date {
        self.0
    }

    /// 末日. The last day of the month.
    #[must_use]
    pub fn last_day(self) -> Date {
        self.0.last_of_month()
    }

    /// Says whether `day` lies in this month.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        Self::containing(day) == self
    }

    /// Returns how many months `later` is after this one; negative when it is before.
    #[must_use]
    pub fn months_until(self, later: Self) -> i32 {
        let years = i32::from(later.year()) - i32::from(self.year());
        years * 12 + i32::from(later.month()) - i32::from(self.month())
    }
}

impl From<ServiceMonth> for String {
    fn from(month: ServiceMonth) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for ServiceMonth {
    type Error = NotAMonth;

    fn try_from(text: String) -> Result<Self, NotAMonth> {
        text.parse()
    }
}

impl fmt::Display for ServiceMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

/// Reads exactly `2026-11`, as stored and exchanged. What people type goes through [`super::typed::read_month`].
impl FromStr for ServiceMonth {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, month) = text.split_once('-').ok_or(NotAMonth)?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || month.len() != 2 || !digits(year) || !digits(month) {
            return Err(NotAMonth);
        }
        let year = year.parse().map_err(|_| NotAMonth)?;
        let month = month.parse().map_err(|_| NotAMonth)?;
        Self::new(year, month).ok_or(NotAMonth)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn month(text: &str) -> ServiceMonth {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_prints_as_it_is_stored() {
        assert_eq!(month("2026-11").to_string(), "2026-11");
        assert_eq!(month("0800-01").to_string(), "0800-01");
    }

    #[test]
    fn only_the_stored_form_is_read_back() {
        for text in [
            "2026-1",
            "2026-13",
            "2026-00",
            "202611",
            "2026-11-01",
            "+026-11",
            "0000-01",
            "",
            "２０２６-11",
        ] {
            assert_eq!(text.parse::<ServiceMonth>(), Err(NotAMonth), "{text}");
        }
    }

    #[test]
    fn months_run_over_the_year_end_both_ways() {
        assert_eq!(month("2026-12").next(), month("2027-01"));
        assert_eq!(month("2026-11").plus(14), month("2028-01"));
        assert_eq!(month("2026-11").plus(-11), month("2025-12"));
        assert_eq!(month("2026-11").months_until(month("2028-01")), 14);
        assert_eq!(month("2026-11").months_until(month("2025-12")), -11);
    }

    #[test]
    fn counting_stops_at_the_ends_of_the_calendar() {
        assert_eq!(month("2026-11").plus(i32::MAX), month("9999-12"));
        assert_eq!(month("2026-11").plus(i32::MIN), month("0001-01"));
    }

    #[test]
    fn february_ends_on_its_last_day() {
        assert_eq!(month("2028-02").last_day(), date(2028, 2, 29));
        assert_eq!(month("2027-02").last_day(), date(2027, 2, 28));
        assert!(month("2028-02").contains(date(2028, 2, 29)));
        assert!(!month("2028-02").contains(date(2028, 3, 1)));
    }

    #[test]
    fn months_sort_in_time() {
        assert!(month("2026-12") < month("2027-01"));
    }
}
