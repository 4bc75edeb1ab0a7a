use jiff::civil::Date;

use super::TypedDateError;
use super::date::{TypedYear, check_remarks, is_year, within_era};
use super::scan::{Scan, Unit, number, scan, small};
use crate::calendar::ServiceMonth;

/// Reads a typed month: R9.4, 令和9年4月, R0904, 9.4 (year 9 of the current era), 2027-04, 202704, 4月 and 4 (in the
/// year of `reference`).
pub fn read_month(text: &str, reference: Date) -> Result<ServiceMonth, TypedDateError> {
    let scan = scan(text)?;
    let (year, month) = fields(&scan)?;
    let read = year.resolve(reference)?;
    let month = ServiceMonth::new(read.year, month).ok_or(TypedDateError::NoSuchMonth(month))?;
    if let Some(era) = read.era {
        within_era(month.first_day(), month.last_day(), era)?;
    }
    check_remarks(&scan.remarks, read.year, None)?;
    Ok(month)
}

fn fields(scan: &Scan) -> Result<(TypedYear, i8), TypedDateError> {
    match scan.parts.as_slice() {
        [year, month] if year.is(Unit::Year) && month.is(Unit::Month) => {
            Ok((TypedYear::typed(scan.era, year)?, month.small()?))
        }
        [one] if scan.era.is_none() && one.is(Unit::Month) && one.len() <= 2 => {
            Ok((TypedYear::OfReference, one.small()?))
        }
        [one] if one.unit == Unit::Open && one.len() == if scan.era.is_some() { 4 } else { 6 } => {
            let (year, month) = one.digits.split_at(one.len() - 2);
            let year = number(year)?;
            Ok((
                scan.era
                    .map_or(TypedYear::Western(year), |era| TypedYear::InEra(era, year)),
                small(month)?,
            ))
        }
        [year] if is_year(scan.era, year) => Err(TypedDateError::MonthMissing),
        _ => Err(TypedDateError::NotUnderstood),
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use jiff::civil::date;

    use super::*;

    fn read(texts: &[&str]) -> String {
        let line = |text: &&str| match read_month(text, date(2026, 11, 21)) {
            Ok(month) => format!("{text} = {month}"),
            Err(error) => format!("{text} ! {error}"),
        };
        texts.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn one_month_is_understood_however_it_is_typed() {
        assert_snapshot!(read(&[
            "R9.4", "令和9年4月", "令和９年（2027年）４月", "R0904", "9.4", "9年4月", "2027-04", "2027年4月", "202704", "4月", "4",
        ]), @"
        R9.4 = 2027-04
        令和9年4月 = 2027-04
        令和９年（2027年）４月 = 2027-04
        R0904 = 2027-04
        9.4 = 2027-04
        9年4月 = 2027-04
        2027-04 = 2027-04
        2027年4月 = 2027-04
        202704 = 2027-04
        4月 = 2026-04
        4 = 2026-04
        ");
    }

    #[test]
    fn a_month_the_era_shares_is_read_in_both_eras() {
        assert_snapshot!(read(&["S64.1", "H1.1", "S64.2", "H31.4", "H31.5", "R1.4", "令和元年5月", "T15.12", "S1.12"]), @"
        S64.1 = 1989-01
        H1.1 = 1989-01
        S64.2 ! 昭和 ended on 1989-01-07
        H31.4 = 2019-04
        H31.5 ! 平成 ended on 2019-04-30
        R1.4 ! 令和 begins on 2019-05-01
        令和元年5月 = 2019-05
        T15.12 = 1926-12
        S1.12 = 1926-12
        ");
    }

    #[test]
    fn what_is_no_month_is_refused_with_the_reason() {
        assert_snapshot!(read(&["", "R9", "令和9年", "2027", "R9.13", "202713", "0", "27.4", "R9.4.1", "春", "2027-04(土)"]), @"
         ! nothing was typed
        R9 ! the month is missing
        令和9年 ! the month is missing
        2027 ! the month is missing
        R9.13 ! there is no month 13
        202713 ! there is no month 13
        0 ! there is no month 0
        27.4 ! the era of year 27 has to be typed
        R9.4.1 ! not a date or month in a form that is read
        春 ! not a date or month in a form that is read
        2027-04(土) ! not a date or month in a form that is read
        ");
    }
}
