//! モニタリング実施月 as a strip of months: for looking at, and for ticking.

use bansou_domain::calendar::typed::read_month;
use bansou_domain::calendar::{Period, ServiceMonth, wareki};
use bansou_domain::certificate::RecipientCertificate;
use jiff::civil::Date;

/// A row holds a year, as the certificates print it.
const PER_ROW: usize = 12;
/// The longest grants last three years; anything longer is a typing error and gets no strip.
const MOST: i32 = 36;

/// One month of the strip.
pub(super) struct Cell {
    /// As it is stored: 2026-07.
    pub(super) month: String,
    /// As a person says it: 令和8年7月.
    pub(super) said: String,
    /// R8, where a year begins.
    pub(super) year: String,
    /// 7月.
    pub(super) head: String,
    pub(super) state: &'static str,
    pub(super) word: &'static str,
    pub(super) printed: bool,
    pub(super) suggested: bool,
    pub(super) current: bool,
}

/// The months of a grant, a year to a row.
pub(super) type Strip = Vec<Vec<Cell>>;

/// Lays out the months of a grant. `answered` are the months a confirmed report answers.
pub(super) fn strip(
    certificate: &RecipientCertificate,
    suggested: &[ServiceMonth],
    answered: &[ServiceMonth],
    today: Date,
) -> Strip {
    let Ok(period) = Period::new(certificate.grant_from, certificate.grant_until) else {
        return Vec::new();
    };
    let first = period.first_month();
    let count = first.months_until(period.last_month());
    if count >= MOST {
        return Vec::new();
    }
    let this_month = ServiceMonth::containing(today);
    let cell = |nth: i32| {
        let month = first.plus(nth);
        let printed = certificate.months.contains(&month);
        let (state, word) = state(printed, answered.contains(&month), month, this_month);
        Cell {
            month: month.to_string(),
            said: wareki::format_month(month),
            year: year(month, nth == 0),
            head: format!("{}月", month.month()),
            state,
            word,
            printed,
            suggested: suggested.contains(&month),
            current: month == this_month,
        }
    };
    let mut cells: Vec<Cell> = (0..=count).map(cell).collect();
    let mut rows = Vec::new();
    while !cells.is_empty() {
        let rest = cells.split_off(cells.len().min(PER_ROW));
        rows.push(std::mem::replace(&mut cells, rest));
    }
    rows
}

fn state(
    printed: bool,
    answered: bool,
    month: ServiceMonth,
    this_month: ServiceMonth,
) -> (&'static str, &'static str) {
    match (printed, answered) {
        (true, true) => ("done", "済"),
        (true, false) if month < this_month => ("late", "遅れ"),
        (true, false) if month == this_month => ("planned", "○"),
        (true, false) => ("planned", "予"),
        (false, _) => ("", ""),
    }
}

fn year(month: ServiceMonth, first: bool) -> String {
    if !first && month.month() != 1 {
        return String::new();
    }
    let short = wareki::short_month(month);
    short.split('.').next().unwrap_or_default().to_owned()
}

/// The months as one line, as they can be typed again.
pub(in crate::slices) fn line(months: &[ServiceMonth]) -> String {
    let months: Vec<String> = months.iter().map(|month| wareki::short_month(*month)).collect();
    months.join(", ")
}

/// Reads months typed in one line. A month without its year belongs to the year of the one before it. What cannot
/// be read is handed back as it was typed.
pub(in crate::slices) fn read_line(text: &str, today: Date) -> (Vec<ServiceMonth>, Vec<String>) {
    let (mut months, mut unread) = (Vec::new(), Vec::new());
    let mut reference = today;
    let parts =
        text.split(|sign: char| sign.is_whitespace() || matches!(sign, ',' | '，' | '、' | '・' | '､'));
    for part in parts.filter(|part| !part.is_empty()) {
        match read_month(part, reference) {
            Ok(month) => {
                reference = month.first_day();
                months.push(month);
            }
            Err(_) => unread.push(part.to_owned()),
        }
    }
    (months, unread)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use jiff::civil::date;

    use super::*;

    fn read(text: &str) -> String {
        let (months, unread) = read_line(text, date(2026, 11, 20));
        format!("{} / {}", line(&months), unread.join(" "))
    }

    #[test]
    fn months_are_read_from_one_line_however_they_are_parted() {
        assert_snapshot!(read("R8.7, R8.10, R9.1, R9.4"), @"R8.7, R8.10, R9.1, R9.4 /");
        assert_snapshot!(read("令和8年7月、10月、令和9年1月・4月"), @"R8.7, R8.10, R9.1, R9.4 /");
        assert_snapshot!(read("２０２６－０７　2026-10"), @"R8.7, R8.10 /");
    }

    #[test]
    fn what_is_no_month_is_handed_back_as_it_was_typed() {
        assert_snapshot!(read("R8.7 R8.13 ３か月ごと"), @"R8.7 / R8.13 ３か月ごと");
    }
}
