//! 時刻. Times on the paper's day, which begins at 6:00 and counts on past midnight (25:00 is one in the morning).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::calendar::typed::{TypedTimeError, of_the_day, read_time};

/// 時刻. Minutes since midnight of the day the column stands for; never before 6:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Minutes(u16);

/// The stored text is no time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time of day")]
pub struct NotATime;

const HOUR: u16 = 60;
const DAY: u16 = 24 * HOUR;

impl Minutes {
    /// 6:00, where the sheet begins.
    pub const SHEET_BEGIN: Self = Self(6 * HOUR);
    /// 28:00, four in the morning, where the sheet ends.
    pub const SHEET_END: Self = Self(28 * HOUR);

    /// Returns the time on the paper's day: what is before 6:00 lies after midnight.
    /// Hours run to 36, so that a night typed to its real end can be cut knowingly.
    #[must_use]
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        if minute >= HOUR || hour > 36 {
            return None;
        }
        let minutes = hour * HOUR + minute;
        Some(Self(if minutes < Self::SHEET_BEGIN.0 {
            minutes + DAY
        } else {
            minutes
        }))
    }

    /// Returns the time `minutes` after 6:00, as the rows of the grid are counted.
    #[must_use]
    pub fn after_begin(minutes: u16) -> Option<Self> {
        let total = Self::SHEET_BEGIN.0.checked_add(minutes)?;
        (total <= 36 * HOUR).then_some(Self(total))
    }

    /// Minutes since 6:00: the position on the grid.
    #[must_use]
    pub fn since_begin(self) -> u16 {
        self.0.saturating_sub(Self::SHEET_BEGIN.0)
    }

    /// The hour as the paper counts it, 6 to 36.
    #[must_use]
    pub fn hour(self) -> u16 {
        self.0 / HOUR
    }

    /// The minute of the hour.
    #[must_use]
    pub fn minute(self) -> u16 {
        self.0 % HOUR
    }

    /// The clock a person reads on the wall: 25:00 is 1:00.
    #[must_use]
    pub fn on_the_wall(self) -> String {
        format!("{}:{:02}", self.hour() % 24, self.minute())
    }

    /// The time as it is said to somebody who does not know the paper's day: 25:00 is よなか 1:00, 31:00 つぎの あさ 7:00.
    #[must_use]
    pub fn in_plain_words(self) -> String {
        let clock = self.on_the_wall();
        match self {
            Self(minutes) if minutes < DAY => clock,
            before if before < Self::SHEET_END => format!("よなか {clock}"),
            _ => format!("つぎの あさ {clock}"),
        }
    }

    /// The same time one day later, if the sheet can count that far.
    pub(super) fn next_morning(self) -> Option<Self> {
        let total = self.0 + DAY;
        (total <= 36 * HOUR).then_some(Self(total))
    }

    pub(super) fn plus(self, minutes: u16) -> Option<Self> {
        let total = self.0.checked_add(minutes)?;
        (total <= 36 * HOUR).then_some(Self(total))
    }
}

/// As every typed time is read, on the paper's day.
impl FromStr for Minutes {
    type Err = TypedTimeError;

    fn from_str(text: &str) -> Result<Self, TypedTimeError> {
        let minutes = read_time(text)?;
        Self::new(minutes / HOUR, minutes % HOUR).ok_or(TypedTimeError::TooLate)
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:02}", self.hour(), self.minute())
    }
}

impl From<Minutes> for String {
    fn from(time: Minutes) -> Self {
        time.to_string()
    }
}

impl TryFrom<String> for Minutes {
    type Error = NotATime;

    // What is stored is what Display writes, also of a night that was kept to its real end.
    fn try_from(text: String) -> Result<Self, NotATime> {
        let (hour, minute) = text.split_once(':').ok_or(NotATime)?;
        let part = |text: &str| text.parse().map_err(|_| NotATime);
        Self::new(part(hour)?, part(minute)?).ok_or(NotATime)
    }
}

/// A time as it was typed, before the paper's day is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    hour: u16,
    minute: u16,
    pub(super) half: Option<Half>,
}

/// 午前・午後.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Morning,
    Afternoon,
}

impl Clock {
    /// Reads `10`, `1030`, `10:30`, `10時`, `10時半`, `10時30分`, `午後1時` at the start of `text`.
    pub(super) fn prefix(text: &[char]) -> Option<(Self, &[char])> {
        let (half, text) = match text {
            ['午', '前', rest @ ..] => (Some(Half::Morning), rest),
            ['午', '後', rest @ ..] => (Some(Half::Afternoon), rest),
            _ => (None, text),
        };
        let (first, digits, rest) = number(text)?;
        if digits > 2 {
            return (digits <= 4).then_some((
                Self {
                    hour: first / 100,
                    minute: first % 100,
                    half,
                },
                rest,
            ));
        }
        let (minute, rest) = minute(rest)?;
        Some((
            Self {
                hour: first,
                minute,
                half,
            },
            rest,
        ))
    }

    pub(super) fn minutes(self) -> Option<Minutes> {
        let afternoon = self.half.map(|half| half == Half::Afternoon);
        let minutes = of_the_day(self.hour, self.minute, afternoon).ok()?;
        Minutes::new(minutes / HOUR, minutes % HOUR)
    }

    /// The length this reads as when 間 follows: 2時間, 1時間半.
    pub(super) fn length(self) -> Option<u16> {
        (self.hour <= 24 && self.minute < HOUR).then_some(self.hour * HOUR + self.minute)
    }

    /// In 午後1時〜3時 the end is of the afternoon too.
    pub(super) fn within(self, begin: Self) -> Self {
        Self {
            half: self.half.or(begin
                .half
                .filter(|half| *half == Half::Afternoon && self.hour < 12)),
            ..self
        }
    }
}

fn minute(rest: &[char]) -> Option<(u16, &[char])> {
    match rest {
        [':', after @ ..] => {
            let (minute, digits, after) = number(after)?;
            (digits == 2).then_some((minute, after))
        }
        ['時', '半', after @ ..] => Some((30, after)),
        ['時', after @ ..] => match number(after) {
            Some((minute, 1..=2, ['分', after @ ..])) => Some((minute, after)),
            _ => Some((0, after)),
        },
        _ => Some((0, rest)),
    }
}

/// Reads the digits at the start of `text`: their value, their count, and what follows.
pub(super) fn number(text: &[char]) -> Option<(u16, usize, &[char])> {
    let digits: String = text.iter().take_while(|c| c.is_ascii_digit()).collect();
    let rest = text.get(digits.len()..)?;
    digits.parse().ok().map(|value| (value, digits.len(), rest))
}

// The signs offices type between two times or two days, the long vowel mark among them.
const SIGNS: [char; 11] = ['-', '‐', '‑', '‒', '–', '—', '―', '−', 'ー', '~', '〜'];

/// Strips one sign that stands between a beginning and an end, with the spaces around it.
pub(super) fn dash(text: &[char]) -> Option<&[char]> {
    let text = trimmed(text);
    let rest = match text.split_first()? {
        ('か', ['ら', rest @ ..]) => rest,
        (sign, rest) if SIGNS.contains(sign) => rest,
        _ => return None,
    };
    Some(trimmed(rest))
}

/// Strips leading spaces.
pub(super) fn trimmed(text: &[char]) -> &[char] {
    let spaces = text.iter().take_while(|c| c.is_whitespace()).count();
    text.get(spaces..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        text.parse::<Minutes>()
            .map_or_else(|_| "not a time of day".to_owned(), |time| time.to_string())
    }

    #[test]
    fn times_are_read_the_ways_offices_write_them() {
        let typed = [
            "9",
            "9:30",
            "０９：３０",
            "930",
            "1030",
            "10時",
            "10時半",
            "10時5分",
            "午後1時",
            "9.30",
        ];
        let lines: Vec<_> = typed.map(|text| format!("{text} → {}", read(text))).to_vec();
        insta::assert_snapshot!(lines.join("\n"), @"
        9 → 9:00
        9:30 → 9:30
        ０９：３０ → 9:30
        930 → 9:30
        1030 → 10:30
        10時 → 10:00
        10時半 → 10:30
        10時5分 → 10:05
        午後1時 → 13:00
        9.30 → 9:30
        ");
    }

    #[test]
    fn a_time_before_six_lies_after_midnight_on_the_paper() {
        assert_eq!(read("1:00"), "25:00");
        assert_eq!(read("0:00"), "24:00");
        assert_eq!(read("5:59"), "29:59");
        assert_eq!(read("6:00"), "6:00");
        assert_eq!("25:30".parse::<Minutes>().unwrap().on_the_wall(), "1:30");
    }

    #[test]
    fn the_night_and_the_morning_after_it_are_named_to_the_person() {
        let said = |hour, minute| Minutes::new(hour, minute).unwrap().in_plain_words();
        assert_eq!(said(23, 30), "23:30");
        assert_eq!(said(24, 0), "よなか 0:00");
        assert_eq!(said(27, 59), "よなか 3:59");
        assert_eq!(said(28, 0), "つぎの あさ 4:00");
        assert_eq!(said(31, 0), "つぎの あさ 7:00");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "朝",
            "10:60",
            "9:5",
            "37",
            "99999",
            "午前13時",
            "午後12時",
            "10-15",
        ] {
            assert_eq!(read(text), "not a time of day", "{text}");
        }
    }

    #[test]
    fn a_time_survives_being_stored() {
        for since_begin in (0..=1320).step_by(15) {
            let time = Minutes::after_begin(since_begin).unwrap();
            assert_eq!(Minutes::try_from(time.to_string()), Ok(time));
        }
    }
}
