use jiff::civil::Date;

/// 日付入力の誤り. Why a typed date or month was not taken; the wording for people is the screen's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TypedDateError {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// The text is in none of the forms read here.
    #[error("not a date or month in a form that is read")]
    NotUnderstood,
    /// The text begins with an era that is not in the table.
    #[error("unknown era")]
    EraUnknown,
    /// A bare year fits no year near today in the current era: the era has to be typed.
    #[error("the era of year {0} has to be typed")]
    EraNeeded(i32),
    /// 0年. Eras begin with year 1.
    #[error("there is no year 0")]
    YearZero,
    /// A year before 1868 or after 2199, surely a slip of the finger.
    #[error("the year {0} is not a likely one")]
    UnlikelyYear(i32),
    /// 13月 and the like.
    #[error("there is no month {0}")]
    NoSuchMonth(i8),
    /// 4月31日 and the like.
    #[error("{year}-{month:02} has {last} days")]
    NoSuchDay {
        /// The western year.
        year: i16,
        /// The month.
        month: i8,
        /// The last day that month has.
        last: i8,
    },
    /// Year and month were typed where a day is needed.
    #[error("the day is missing")]
    DayMissing,
    /// A year alone was typed where a month is needed.
    #[error("the month is missing")]
    MonthMissing,
    /// The era had not begun yet.
    #[error("{era} begins on {first}")]
    BeforeEra {
        /// 元号名.
        era: &'static str,
        /// Its first day.
        first: Date,
    },
    /// The era had ended already: 昭和65年.
    #[error("{era} ended on {last}")]
    AfterEra {
        /// 元号名.
        era: &'static str,
        /// Its last day.
        last: Date,
    },
    /// The weekday in brackets is not that of the date.
    #[error("the weekday typed is {typed}, the date is a {actual}")]
    WeekdayDiffers {
        /// 曜日 as typed.
        typed: char,
        /// 曜日 of the date.
        actual: char,
    },
    /// The western year in brackets is not that of the era year beside it.
    #[error("the year in brackets is {typed}, the year beside it {actual}")]
    YearDiffers {
        /// The year in brackets.
        typed: i32,
        /// The year the era year means.
        actual: i16,
    },
}

/// 時刻入力の誤り. Why a typed time was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TypedTimeError {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// The text is in none of the forms read here.
    #[error("not a time in a form that is read")]
    NotUnderstood,
    /// 9:75 and the like.
    #[error("there is no minute {0}")]
    NoSuchMinute(u16),
    /// 午後13時 and the like.
    #[error("there is no hour {0} in half a day")]
    NoSuchHour(u16),
    /// A sheet of one day ends at 28:00, four in the morning of the next day.
    #[error("later than 28:00")]
    TooLate,
}

/// 数字入力の誤り. Why a typed number was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TypedNumberError {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// The text is not a whole number.
    #[error("not a whole number")]
    NotUnderstood,
    /// Commas do not stand at every third digit, so a decimal or a list may be meant.
    #[error("the commas do not stand at every third digit")]
    CommasMisplaced,
    /// More digits than can be kept.
    #[error("the number is too large")]
    TooLarge,
}
