//! Why a typed date or time was not understood, as the person at the desk reads it.

use bansou_domain::calendar::typed::{TypedDateError, TypedTimeError};
use bansou_domain::calendar::wareki;

/// Says why a date or month was not taken.
pub(crate) fn of_date(error: TypedDateError) -> String {
    use TypedDateError as Error;
    match error {
        Error::Empty => "入力がありません。".into(),
        Error::NotUnderstood => "日付として読めない書き方です。".into(),
        Error::EraUnknown => "知らない年号です。".into(),
        Error::EraNeeded(year) => format!("{year}年の年号をつけてください。"),
        Error::YearZero => "0年はありません。".into(),
        Error::UnlikelyYear(year) => format!("{year}年は、ありそうもない年です。"),
        Error::NoSuchMonth(month) => format!("{month}月はありません。"),
        Error::NoSuchDay { year, month, last } => format!("{year}年{month}月は{last}日までです。"),
        Error::DayMissing => "日がありません。".into(),
        Error::MonthMissing => "月がありません。".into(),
        Error::BeforeEra { era, first } => format!("{era}は{}からです。", wareki::format(first)),
        Error::AfterEra { era, last } => format!("{era}は{}までです。", wareki::format(last)),
        Error::WeekdayDiffers { typed, actual } => {
            format!("曜日が（{typed}）ですが、その日は{actual}曜日です。")
        }
        Error::YearDiffers { typed, actual } => {
            format!("かっこの中は{typed}年ですが、年号の年は{actual}年です。")
        }
    }
}

/// Says why a time was not taken.
pub(crate) fn of_time(error: TypedTimeError) -> String {
    use TypedTimeError as Error;
    match error {
        Error::Empty => "入力がありません。".into(),
        Error::NotUnderstood => "時刻として読めない書き方です。".into(),
        Error::NoSuchMinute(minute) => format!("{minute}分はありません。"),
        Error::NoSuchHour(hour) => format!("午前・午後の{hour}時はありません。24時間で入力してください。"),
        Error::TooLate => "28:00（翌朝4時）までで入力してください。".into(),
    }
}
