//! 曜日. Sets of weekdays, read from what offices type and printed back the short way.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// 曜日. One column of the sheet; the last column is 日・祝.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weekday {
    /// 月.
    Mon,
    /// 火.
    Tue,
    /// 水.
    Wed,
    /// 木.
    Thu,
    /// 金.
    Fri,
    /// 土.
    Sat,
    /// 日・祝.
    Sun,
}

impl Weekday {
    /// The columns of the sheet from left to right.
    pub const ALL: [Self; 7] = [
        Self::Mon,
        Self::Tue,
        Self::Wed,
        Self::Thu,
        Self::Fri,
        Self::Sat,
        Self::Sun,
    ];

    /// Returns the one-character name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Mon => "月",
            Self::Tue => "火",
            Self::Wed => "水",
            Self::Thu => "木",
            Self::Fri => "金",
            Self::Sat => "土",
            Self::Sun => "日",
        }
    }

    /// Returns the heading of the column on the sheet.
    #[must_use]
    pub fn column(self) -> &'static str {
        if self == Self::Sun {
            "日・祝"
        } else {
            self.label()
        }
    }

    // The public holidays share the Sunday column of the form, so 祝 reads as that column.
    fn read(letter: char) -> Option<Self> {
        if letter == '祝' {
            return Some(Self::Sun);
        }
        Self::ALL.into_iter().find(|day| day.label().starts_with(letter))
    }

    fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

impl From<jiff::civil::Weekday> for Weekday {
    fn from(day: jiff::civil::Weekday) -> Self {
        match day {
            jiff::civil::Weekday::Monday => Self::Mon,
            jiff::civil::Weekday::Tuesday => Self::Tue,
            jiff::civil::Weekday::Wednesday => Self::Wed,
            jiff::civil::Weekday::Thursday => Self::Thu,
            jiff::civil::Weekday::Friday => Self::Fri,
            jiff::civil::Weekday::Saturday => Self::Sat,
            jiff::civil::Weekday::Sunday => Self::Sun,
        }
    }
}

/// 曜日の組. The days one block stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Weekdays(u8);

/// The text names no weekdays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a set of weekdays")]
pub struct NotDays;

impl Weekdays {
    /// 毎日.
    pub const EVERY_DAY: Self = Self(0b111_1111);
    /// 平日.
    pub const WORKDAYS: Self = Self(0b001_1111);
    /// 土日.
    pub const WEEKEND: Self = Self(0b110_0000);

    /// Whether no day is chosen.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether `day` is chosen.
    #[must_use]
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & day.bit() != 0
    }

    /// Returns the set with `day`.
    #[must_use]
    pub fn with(self, day: Weekday) -> Self {
        Self(self.0 | day.bit())
    }

    /// Returns the set without `day`.
    #[must_use]
    pub fn without(self, day: Weekday) -> Self {
        Self(self.0 & !day.bit())
    }

    /// Returns the days in both sets.
    #[must_use]
    pub fn shared(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The chosen days in the order of the sheet.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        Weekday::ALL.into_iter().filter(move |day| self.contains(*day))
    }

    /// Reads the longest run of weekday words at the start of `text` and returns what follows it.
    pub(super) fn prefix(text: &[char]) -> (Self, &[char]) {
        let mut days = Self::default();
        let mut rest = text;
        let mut last = None;
        loop {
            if let Some((words, after)) = word(rest) {
                (days, rest, last) = (Self(days.0 | words.0), after, None);
            } else if let Some((day, after)) = single(rest) {
                (days, rest, last) = (days.with(day), after, Some(day));
            } else if let Some((end, after)) = last.and(range_end(rest)) {
                days = last.map_or(days, |start| span(days, start, end));
                (rest, last) = (after, None);
            } else if let Some(after) = separated(rest).filter(|_| !days.is_empty()) {
                rest = after;
            } else {
                return (days, rest);
            }
        }
    }
}

const WORDS: [(&str, Weekdays); 5] = [
    ("毎日", Weekdays::EVERY_DAY),
    ("連日", Weekdays::EVERY_DAY),
    ("全日", Weekdays::EVERY_DAY),
    ("平日", Weekdays::WORKDAYS),
    ("週末", Weekdays::WEEKEND),
];

fn word(text: &[char]) -> Option<(Weekdays, &[char])> {
    WORDS
        .iter()
        .find_map(|(word, days)| Some((*days, strip(text, word)?)))
}

fn single(text: &[char]) -> Option<(Weekday, &[char])> {
    let (first, rest) = text.split_first()?;
    let day = Weekday::read(*first)?;
    let rest = strip(rest, "曜日").or_else(|| strip(rest, "曜")).unwrap_or(rest);
    Some((day, rest))
}

fn range_end(text: &[char]) -> Option<(Weekday, &[char])> {
    single(super::minutes::dash(text)?)
}

// 金〜月 runs over the weekend, so a range may wrap around the week.
fn span(mut days: Weekdays, start: Weekday, end: Weekday) -> Weekdays {
    for day in Weekday::ALL.into_iter().cycle().skip(start as usize) {
        days = days.with(day);
        if day == end {
            break;
        }
    }
    days
}

// A separator counts only when another day follows it: 「日・音楽会」 keeps its dot.
fn separated(text: &[char]) -> Option<&[char]> {
    let count = text
        .iter()
        .take_while(|c| matches!(c, ' ' | '・' | '、' | ',' | '/' | '，'))
        .count();
    let rest = text.get(count..)?;
    (count > 0 && (single(rest).is_some() || word(rest).is_some())).then_some(rest)
}

fn strip<'a>(text: &'a [char], word: &str) -> Option<&'a [char]> {
    let mut rest = text;
    for expected in word.chars() {
        let (first, after) = rest.split_first()?;
        if *first != expected {
            return None;
        }
        rest = after;
    }
    Some(rest)
}

impl FromIterator<Weekday> for Weekdays {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        days.into_iter().fold(Self::default(), Self::with)
    }
}

impl FromStr for Weekdays {
    type Err = NotDays;

    fn from_str(text: &str) -> Result<Self, NotDays> {
        let text: Vec<char> = text.trim().nfkc().collect();
        let (days, rest) = Self::prefix(&text);
        if rest.is_empty() && !days.is_empty() {
            Ok(days)
        } else {
            Err(NotDays)
        }
    }
}

impl fmt::Display for Weekdays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().try_for_each(|day| f.write_str(day.label()))
    }
}

impl From<Weekdays> for String {
    fn from(days: Weekdays) -> Self {
        days.to_string()
    }
}

// A stored draft may hold no day yet; only typed text must name one.
impl TryFrom<String> for Weekdays {
    type Error = NotDays;

    fn try_from(text: String) -> Result<Self, NotDays> {
        if text.is_empty() {
            Ok(Self::default())
        } else {
            text.parse()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        text.parse::<Weekdays>()
            .map_or_else(|error| error.to_string(), |days| days.to_string())
    }

    #[test]
    fn days_are_read_the_ways_offices_write_them() {
        let typed = [
            "月水金",
            "金水月",
            "月・水・金",
            "月、水",
            "月曜・水曜日",
            "月 水 金",
            "平日",
            "毎日",
            "月〜金",
            "月-金",
            "月～金",
            "月曜から金曜",
            "金〜月",
            "土日",
            "土日祝",
            "日・祝",
            "週末",
            "平日・土",
            "㊊㊌",
        ];
        let lines: Vec<_> = typed.map(|text| format!("{text} → {}", read(text))).to_vec();
        insta::assert_snapshot!(lines.join("\n"), @"
        月水金 → 月水金
        金水月 → 月水金
        月・水・金 → 月水金
        月、水 → 月水
        月曜・水曜日 → 月水
        月 水 金 → 月水金
        平日 → 月火水木金
        毎日 → 月火水木金土日
        月〜金 → 月火水木金
        月-金 → 月火水木金
        月～金 → 月火水木金
        月曜から金曜 → 月火水木金
        金〜月 → 月金土日
        土日 → 土日
        土日祝 → 土日
        日・祝 → 日
        週末 → 土日
        平日・土 → 月火水木金土
        ㊊㊌ → 月水
        ");
    }

    #[test]
    fn what_is_not_only_days_is_refused() {
        for text in ["", "月間", "生活介護", "月〜", "・"] {
            assert_eq!(read(text), "not a set of weekdays", "{text}");
        }
    }

    #[test]
    fn the_last_column_is_shared_with_the_holidays() {
        assert_eq!(Weekday::Sun.column(), "日・祝");
        assert_eq!(
            Weekday::from(jiff::civil::date(2026, 11, 21).weekday()),
            Weekday::Sat
        );
    }
}
