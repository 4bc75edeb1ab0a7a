use jiff::civil::Date;

use super::TypedDateError;
use super::scan::{Part, Scan, Unit, number, scan, small};
use crate::calendar::wareki::{Era, weekday};

// A bare year further ahead than this is more likely another era or the end of a western year than a plan.
const BARE_YEAR_AHEAD: i16 = 10;
// 明治元年 and a bound no case reaches: beyond them a digit was mistyped.
const LIKELY_YEARS: std::ops::RangeInclusive<i32> = 1868..=2199;

/// 年の書き方. How the year was typed.
#[derive(Debug, Clone, Copy)]
pub(super) enum TypedYear {
    InEra(&'static Era, i32),
    Western(i32),
    /// One or two digits without an era: a year of the current era.
    Bare(i32),
    OfReference,
}

/// A western year and the era it was typed in, if any.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReadYear {
    pub(super) year: i16,
    pub(super) era: Option<&'static Era>,
}

/// Reads a typed date. `reference` (today) gives the era of a bare year and the year of a bare month and day.
///
/// Read are R8.11.21, 令和8年11月21日, R081121, 8/11/21 (year 8 of the current era), 081121, 2026-11-21, 20261121,
/// 11/21, 11月21日 and 1121 (in the year of `reference`), with any usual separator, in full or half width, with
/// 元年, and with a weekday or western year in brackets, which must then be true.
pub fn read_date(text: &str, reference: Date) -> Result<Date, TypedDateError> {
    let scan = scan(text)?;
    let (year, month, day) = fields(&scan)?;
    let read = year.resolve(reference)?;
    let date = real_day(read.year, month, day)?;
    if let Some(era) = read.era {
        within_era(date, date, era)?;
    }
    check_remarks(&scan.remarks, read.year, Some(date))?;
    Ok(date)
}

fn fields(scan: &Scan) -> Result<(TypedYear, i8, i8), TypedDateError> {
    match scan.parts.as_slice() {
        [year, month, day] if year.is(Unit::Year) && month.is(Unit::Month) && day.is(Unit::Day) => {
            Ok((TypedYear::typed(scan.era, year)?, month.small()?, day.small()?))
        }
        [year, month] if is_year(scan.era, year) && month.is(Unit::Month) => Err(TypedDateError::DayMissing),
        [month, day] if scan.era.is_none() && month.is(Unit::Month) && day.is(Unit::Day) => {
            Ok((TypedYear::OfReference, month.small()?, day.small()?))
        }
        [one] if one.unit == Unit::Open => run_of_digits(scan.era, &one.digits),
        _ => Err(TypedDateError::NotUnderstood),
    }
}

/// Says whether a first number can only be a year.
pub(super) fn is_year(era: Option<&'static Era>, part: &Part) -> bool {
    part.unit == Unit::Year || part.unit == Unit::Open && (era.is_some() || part.len() == 4)
}

fn run_of_digits(era: Option<&'static Era>, digits: &str) -> Result<(TypedYear, i8, i8), TypedDateError> {
    let Some(month_at) = digits.len().checked_sub(4) else {
        return Err(TypedDateError::NotUnderstood);
    };
    let (year, rest) = digits.split_at(month_at);
    let (month, day) = rest.split_at(2);
    let year = match (era, year.len()) {
        (None, 0) => TypedYear::OfReference,
        (None, 2) => TypedYear::Bare(number(year)?),
        (None, 4) => TypedYear::Western(number(year)?),
        (Some(era), 2) => TypedYear::InEra(era, number(year)?),
        _ => return Err(TypedDateError::NotUnderstood),
    };
    Ok((year, small(month)?, small(day)?))
}

impl TypedYear {
    pub(super) fn typed(era: Option<&'static Era>, part: &Part) -> Result<Self, TypedDateError> {
        let year = part.number()?;
        match (era, part.len()) {
            (Some(era), 1..=2) => Ok(Self::InEra(era, year)),
            (None, 1..=2) => Ok(Self::Bare(year)),
            (None, 4) => Ok(Self::Western(year)),
            _ => Err(TypedDateError::NotUnderstood),
        }
    }

    pub(super) fn resolve(self, reference: Date) -> Result<ReadYear, TypedDateError> {
        let (era, year) = match self {
            Self::OfReference => {
                return Ok(ReadYear {
                    year: reference.year(),
                    era: None,
                });
            }
            Self::Western(year) => (None, year),
            Self::InEra(era, nth) => (Some(era), western(era, nth)?),
            Self::Bare(nth) => {
                let era = Era::of(reference).ok_or(TypedDateError::EraNeeded(nth))?;
                let year = western(era, nth)?;
                if year > i32::from(reference.year() + BARE_YEAR_AHEAD) {
                    return Err(TypedDateError::EraNeeded(nth));
                }
                (Some(era), year)
            }
        };
        if let Some(Era {
            name,
            last: Some(last),
            ..
        }) = era
            && year > i32::from(last.year())
        {
            return Err(TypedDateError::AfterEra {
                era: name,
                last: *last,
            });
        }
        if !LIKELY_YEARS.contains(&year) {
            return Err(TypedDateError::UnlikelyYear(year));
        }
        let year = i16::try_from(year).map_err(|_| TypedDateError::UnlikelyYear(year))?;
        Ok(ReadYear { year, era })
    }
}

fn western(era: &Era, nth: i32) -> Result<i32, TypedDateError> {
    if nth == 0 {
        return Err(TypedDateError::YearZero);
    }
    Ok(i32::from(era.first_year) + nth - 1)
}

fn real_day(year: i16, month: i8, day: i8) -> Result<Date, TypedDateError> {
    let first = Date::new(year, month, 1).map_err(|_| TypedDateError::NoSuchMonth(month))?;
    let no_such_day = TypedDateError::NoSuchDay {
        year,
        month,
        last: first.last_of_month().day(),
    };
    Date::new(year, month, day).map_err(|_| no_such_day)
}

/// Refuses days that lie wholly outside the era they were typed in.
pub(super) fn within_era(first: Date, last: Date, era: &Era) -> Result<(), TypedDateError> {
    if last < era.first {
        return Err(TypedDateError::BeforeEra {
            era: era.name,
            first: era.first,
        });
    }
    match era.last {
        Some(end) if first > end => Err(TypedDateError::AfterEra {
            era: era.name,
            last: end,
        }),
        _ => Ok(()),
    }
}

/// Checks what stood in brackets: a western year, or the weekday of a date.
pub(super) fn check_remarks(remarks: &[String], year: i16, date: Option<Date>) -> Result<(), TypedDateError> {
    for remark in remarks {
        let digits = remark.trim_end_matches('年');
        if let Ok(typed) = digits.parse::<i32>() {
            if typed != i32::from(year) {
                return Err(TypedDateError::YearDiffers { typed, actual: year });
            }
            continue;
        }
        let typed = weekday_name(remark).ok_or(TypedDateError::NotUnderstood)?;
        let actual = date.map(weekday).ok_or(TypedDateError::NotUnderstood)?;
        if typed != actual {
            return Err(TypedDateError::WeekdayDiffers { typed, actual });
        }
    }
    Ok(())
}

fn weekday_name(remark: &str) -> Option<char> {
    let name = remark
        .strip_suffix("曜日")
        .or(remark.strip_suffix('曜'))
        .unwrap_or(remark);
    let mut name = name.chars();
    let day = name.next().filter(|c| "月火水木金土日".contains(*c))?;
    name.next().is_none().then_some(day)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::*;
    use crate::calendar::wareki;

    const TODAY: Date = date(2026, 11, 21);

    /// One line per text: what was understood, or why not.
    fn read(texts: &[&str]) -> String {
        let line = |text: &&str| match read_date(text, TODAY) {
            Ok(day) => format!("{text} = {day}"),
            Err(error) => format!("{text} ! {error}"),
        };
        texts.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn one_day_is_understood_however_it_is_typed() {
        let texts = [
            "R8.11.21",
            "r8/11/21",
            "R.8.11.21",
            "R8-11-21",
            "R081121",
            "令8.11.21",
            "令和8年11月21日",
            "令和 8年 11月 21日",
            "8/11/21",
            "08.11.21",
            "081121",
            "8年11月21日",
            "2026-11-21",
            "2026/11/21",
            "2026年11月21日",
            "20261121",
            "1121",
            "11/21",
            "11月21日",
            "11月21",
            "１１／２１",
            "Ｒ８．１１．２１",
            "ｒ８・１１・２１",
            "２０２６－１１－２１",
            "２０２６ー１１ー２１",
            "令和８年１１月２１日（土）",
            "令和8年(2026年)11月21日(土)",
            "11/21（土曜日）",
            " 11/21\t",
        ];
        for text in texts {
            assert_eq!(read_date(text, TODAY), Ok(TODAY), "{text}");
        }
    }

    #[test]
    fn the_first_year_of_an_era_is_gannen() {
        assert_snapshot!(read(&["令和元年5月1日", "R元.5.1", "R1.5.1", "平成元年1月8日", "昭和元年12月25日", "元年5月1日"]), @"
        令和元年5月1日 = 2019-05-01
        R元.5.1 = 2019-05-01
        R1.5.1 = 2019-05-01
        平成元年1月8日 = 1989-01-08
        昭和元年12月25日 = 1926-12-25
        元年5月1日 ! unknown era
        ");
    }

    #[test]
    fn a_date_outside_its_era_names_the_end_or_beginning_of_the_era() {
        assert_snapshot!(read(&[
            "S64.1.7", "S64.1.8", "昭和65年1月1日", "H1.1.8", "平成元.1.7", "平成31.4.30", "平成31.5.1", "R1.4.30", "1.4.1",
            "明治45.7.30", "大正1.7.30", "T1.7.29", "大正15.12.25", "大正15.12.26", "M5.1.1",
        ]), @"
        S64.1.7 = 1989-01-07
        S64.1.8 ! 昭和 ended on 1989-01-07
        昭和65年1月1日 ! 昭和 ended on 1989-01-07
        H1.1.8 = 1989-01-08
        平成元.1.7 ! 平成 begins on 1989-01-08
        平成31.4.30 = 2019-04-30
        平成31.5.1 ! 平成 ended on 2019-04-30
        R1.4.30 ! 令和 begins on 2019-05-01
        1.4.1 ! 令和 begins on 2019-05-01
        明治45.7.30 = 1912-07-30
        大正1.7.30 = 1912-07-30
        T1.7.29 ! 大正 begins on 1912-07-30
        大正15.12.25 = 1926-12-25
        大正15.12.26 ! 大正 ended on 1926-12-25
        M5.1.1 ! 明治 begins on 1873-01-01
        ");
    }

    #[test]
    fn an_impossible_date_is_refused_with_what_is_wrong() {
        assert_snapshot!(read(&[
            "R10.2.29", "R9.2.29", "2/29", "2026/4/31", "R8.13.1", "R8.0.1", "R8.11.0", "1332", "R0.1.1", "0226-11-21",
            "9026-11-21", "26/11/21", "63.4.1", "K8.11.21", "R8.11", "令和8年11月", "2026/11", "8年11月", "R8.11.21(日)",
            "令和8年(2025年)11月21日",
        ]), @"
        R10.2.29 = 2028-02-29
        R9.2.29 ! 2027-02 has 28 days
        2/29 ! 2026-02 has 28 days
        2026/4/31 ! 2026-04 has 30 days
        R8.13.1 ! there is no month 13
        R8.0.1 ! there is no month 0
        R8.11.0 ! 2026-11 has 30 days
        1332 ! there is no month 13
        R0.1.1 ! there is no year 0
        0226-11-21 ! the year 226 is not a likely one
        9026-11-21 ! the year 9026 is not a likely one
        26/11/21 ! the era of year 26 has to be typed
        63.4.1 ! the era of year 63 has to be typed
        K8.11.21 ! unknown era
        R8.11 ! the day is missing
        令和8年11月 ! the day is missing
        2026/11 ! the day is missing
        8年11月 ! the day is missing
        R8.11.21(日) ! the weekday typed is 日, the date is a 土
        令和8年(2025年)11月21日 ! the year in brackets is 2025, the year beside it 2026
        ");
    }

    #[test]
    fn text_that_is_no_date_is_not_guessed_at() {
        assert_eq!(read_date(" 　", TODAY), Err(TypedDateError::Empty));
        let texts = [
            "来週",
            "11",
            "11月",
            "21日",
            "111",
            "R8",
            "R8.11.21.",
            "R8..11",
            "11/21/2026",
            "R2026.11.21",
            "R8.11.211",
            "/11/21",
            "R8.11.21(仏滅)",
            "(土)",
            "R8.11.21(土",
            "123456789",
            "11日21月",
            "8月11年21日",
            "-",
            "R",
        ];
        for text in texts {
            assert_eq!(
                read_date(text, TODAY),
                Err(TypedDateError::NotUnderstood),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut day = date(1873, 1, 1);
        while day.year() <= 2100 {
            for text in [
                wareki::format_with_weekday(day),
                wareki::short(day),
                wareki::echo(day),
                day.to_string(),
            ] {
                assert_eq!(read_date(&text, TODAY), Ok(day), "{text}");
            }
            day = day.saturating_add(11.days());
        }
    }
}
