//! A stretch of days, both ends inclusive, as certificates print it.

use jiff::civil::Date;

use super::ServiceMonth;

/// 期間. From one day to another, both inclusive; never ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    from: Date,
    to: Date,
}

/// 期間の誤り. The end lies before the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the period ends before it begins")]
pub struct Backwards;

impl Period {
    /// Returns the period, refusing one that ends before it begins.
    pub fn new(from: Date, to: Date) -> Result<Self, Backwards> {
        if to < from {
            Err(Backwards)
        } else {
            Ok(Self { from, to })
        }
    }

    /// 始期. The first day.
    #[must_use]
    pub fn from(self) -> Date {
        self.from
    }

    /// 終期. The last day.
    #[must_use]
    pub fn to(self) -> Date {
        self.to
    }

    /// Says whether `day` lies in the period.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// Returns the month the period begins in.
    #[must_use]
    pub fn first_month(self) -> ServiceMonth {
        ServiceMonth::containing(self.from)
    }

    /// Returns the month the period ends in.
    #[must_use]
    pub fn last_month(self) -> ServiceMonth {
        ServiceMonth::containing(self.to)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn both_ends_belong_to_the_period() {
        let period = Period::new(date(2026, 5, 15), date(2027, 4, 30)).unwrap();
        assert!(period.contains(date(2026, 5, 15)) && period.contains(date(2027, 4, 30)));
        assert!(!period.contains(date(2026, 5, 14)) && !period.contains(date(2027, 5, 1)));
        assert_eq!(period.first_month().to_string(), "2026-05");
    }

    #[test]
    fn a_period_of_one_day_stands_and_one_that_runs_backwards_does_not() {
        let day = date(2026, 5, 1);
        assert!(Period::new(day, day).is_ok());
        assert_eq!(Period::new(day, date(2026, 4, 30)), Err(Backwards));
    }
}
