//! Values that hold from one day or month to another.

use std::fmt;

use jiff::civil::Date;

/// 版. A value and when it holds, both ends inclusive; without `until` it still holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version<T, At = Date> {
    /// The first day or month.
    pub from: At,
    /// The last day or month.
    pub until: Option<At>,
    /// What holds.
    pub value: T,
}

/// 沿革. The versions of one value, oldest first, never two at once. Duties go by day, fees by service month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History<T, At = Date>(Vec<Version<T, At>>);

/// Why versions do not make a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HistoryError<At: fmt::Display = Date> {
    /// There is no version at all.
    #[error("has no version")]
    Empty,
    /// A version ends before it begins.
    #[error("the version from {0} ends before it begins")]
    Backwards(At),
    /// Two versions hold at once.
    #[error("the version from {0} begins before the one before it ends")]
    Overlap(At),
}

/// 効力なし. The tables hold no value for that day or month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the law tables hold no value for {0}")]
pub struct NotInForce<At: fmt::Display = Date>(pub At);

impl<T, At: Copy + Ord + fmt::Display> History<T, At> {
    /// Sorts `versions` and refuses overlaps. A gap is legal: some rules lapse.
    pub fn new(mut versions: Vec<Version<T, At>>) -> Result<Self, HistoryError<At>> {
        if versions.is_empty() {
            return Err(HistoryError::Empty);
        }
        versions.sort_by_key(|version| version.from);
        for version in &versions {
            if version.until.is_some_and(|until| until < version.from) {
                return Err(HistoryError::Backwards(version.from));
            }
        }
        for pair in versions.windows(2) {
            if let [earlier, later] = pair
                && earlier.until.is_none_or(|until| until >= later.from)
            {
                return Err(HistoryError::Overlap(later.from));
            }
        }
        Ok(Self(versions))
    }

    /// Returns the value in force. Never falls back to a neighbour.
    pub fn at(&self, at: At) -> Result<&T, NotInForce<At>> {
        let holds =
            |version: &&Version<T, At>| version.from <= at && version.until.is_none_or(|until| at <= until);
        self.0
            .iter()
            .find(holds)
            .map(|version| &version.value)
            .ok_or(NotInForce(at))
    }

    /// Returns every version, oldest first.
    #[must_use]
    pub fn versions(&self) -> &[Version<T, At>] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use bansou_domain::calendar::ServiceMonth;
    use insta::assert_snapshot;

    use super::*;

    fn month(text: &str) -> ServiceMonth {
        text.parse().unwrap()
    }

    /// A history of `(from, until)` months; the value is the place in the list.
    fn history(
        spans: &[(&str, Option<&str>)],
    ) -> Result<History<usize, ServiceMonth>, HistoryError<ServiceMonth>> {
        let version = |(value, (from, until)): (usize, &(&str, Option<&str>))| Version {
            from: month(from),
            until: until.map(month),
            value,
        };
        History::new(spans.iter().enumerate().map(version).collect())
    }

    #[test]
    fn both_ends_of_a_version_belong_to_it() {
        let history = history(&[("2026-06", None), ("2024-04", Some("2026-05"))]).unwrap();
        assert_eq!(history.at(month("2024-04")), Ok(&1));
        assert_eq!(history.at(month("2026-05")), Ok(&1));
        assert_eq!(history.at(month("2026-06")), Ok(&0));
        assert_eq!(history.at(month("9999-12")), Ok(&0));
    }

    #[test]
    fn outside_every_version_nothing_holds() {
        let history = history(&[("2024-04", Some("2024-06")), ("2024-08", Some("2024-09"))]).unwrap();
        let refusal = |text| history.at(month(text)).unwrap_err().to_string();
        assert_snapshot!(refusal("2024-03"), @"the law tables hold no value for 2024-03");
        assert_snapshot!(refusal("2024-07"), @"the law tables hold no value for 2024-07");
        assert_snapshot!(refusal("2024-10"), @"the law tables hold no value for 2024-10");
    }

    #[test]
    fn overlapping_backward_and_missing_versions_are_refused() {
        let refusal = |spans: &[_]| history(spans).unwrap_err().to_string();
        assert_snapshot!(refusal(&[("2024-04", Some("2026-06")), ("2026-06", None)]), @"the version from 2026-06 begins before the one before it ends");
        assert_snapshot!(refusal(&[("2024-04", None), ("2026-06", None)]), @"the version from 2026-06 begins before the one before it ends");
        assert_snapshot!(refusal(&[("2024-04", Some("2024-03"))]), @"the version from 2024-04 ends before it begins");
        assert_snapshot!(refusal(&[]), @"has no version");
    }
}
