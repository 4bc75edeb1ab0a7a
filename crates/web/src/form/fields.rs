//! Reading typed fields. Every problem is collected with the field it belongs to and what to do about it.

use bansou_domain::calendar::{ServiceMonth, typed as read};
use bansou_domain::text;
use jiff::civil::Date;

use super::{Typed, reading};

const LINE: usize = 300;
const LONG: usize = 20_000;

/// One thing to tell at one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) field: String,
    pub(crate) message: String,
}

/// Reads fields one by one and remembers what was wrong.
pub(crate) struct Fields<'t> {
    typed: &'t Typed,
    today: Date,
    problems: Vec<Told>,
}

impl<'t> Fields<'t> {
    pub(crate) fn new(typed: &'t Typed, today: Date) -> Self {
        Self {
            typed,
            today,
            problems: Vec::new(),
        }
    }

    /// The day typed dates are read against.
    pub(crate) fn today(&self) -> Date {
        self.today
    }

    /// The value, or everything that was wrong.
    pub(crate) fn finish<T>(self, value: T) -> Result<T, Vec<Told>> {
        if self.problems.is_empty() {
            Ok(value)
        } else {
            Err(self.problems)
        }
    }

    pub(crate) fn tell(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.problems.push(Told {
            field: field.into(),
            message: message.into(),
        });
    }

    /// One line of text; surrounding blanks are dropped.
    pub(crate) fn line(&mut self, name: &str, label: &str) -> String {
        let value = self.text(name, label, LINE);
        value.replace('\n', " ")
    }

    /// A long text with its line breaks.
    pub(crate) fn long(&mut self, name: &str, label: &str) -> String {
        self.text(name, label, LONG)
    }

    /// One entry a line; empty lines are dropped.
    pub(crate) fn lines(&mut self, name: &str, label: &str) -> Vec<String> {
        let text = self.long(name, label);
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// One line of text that has to be there.
    pub(crate) fn required(&mut self, name: &str, label: &str) -> String {
        let value = self.line(name, label);
        if value.is_empty() && self.problem_free(name) {
            self.tell(name, format!("「{label}」を入力してください。"));
        }
        value
    }

    fn text(&mut self, name: &str, label: &str, most: usize) -> String {
        let value = self.typed.value(name).trim();
        if let Some(sign) = text::unprintable(value) {
            let code = u32::from(sign);
            self.tell(
                name,
                format!("「{label}」に目に見えない制御文字（U+{code:04X}）が入っています。貼り付けた文を入力し直してください。"),
            );
        }
        let count = value.chars().count();
        if count > most {
            self.tell(name, format!("「{label}」は{most}字までです（いま{count}字）。"));
        }
        value.to_owned()
    }

    /// Whether nothing has been told at a field yet.
    pub(crate) fn problem_free(&self, name: &str) -> bool {
        self.problems.iter().all(|told| told.field != name)
    }

    /// A date, typed in any of the ways an office writes one.
    pub(crate) fn day(&mut self, name: &str, label: &str) -> Option<Date> {
        let value = self.typed.value(name).trim();
        if value.is_empty() {
            return None;
        }
        match read::read_date(value, self.today) {
            Ok(day) => Some(day),
            Err(why) => {
                self.tell(
                    name,
                    format!("「{label}」を読めません。{} 例: R8.11.21", reading::of_date(why)),
                );
                None
            }
        }
    }

    /// A date that has to be there.
    pub(crate) fn required_day(&mut self, name: &str, label: &str) -> Option<Date> {
        let day = self.day(name, label);
        if day.is_none() && self.problem_free(name) {
            self.tell(name, format!("「{label}」を入力してください。例: R8.11.21"));
        }
        day
    }

    /// A month.
    pub(crate) fn month(&mut self, name: &str, label: &str) -> Option<ServiceMonth> {
        let value = self.typed.value(name).trim();
        if value.is_empty() {
            return None;
        }
        match read::read_month(value, self.today) {
            Ok(month) => Some(month),
            Err(why) => {
                self.tell(
                    name,
                    format!("「{label}」を読めません。{} 例: R9.4", reading::of_date(why)),
                );
                None
            }
        }
    }

    /// A month that has to be there.
    pub(crate) fn required_month(&mut self, name: &str, label: &str) -> Option<ServiceMonth> {
        let month = self.month(name, label);
        if month.is_none() && self.problem_free(name) {
            self.tell(name, format!("「{label}」を入力してください。例: R9.4"));
        }
        month
    }

    /// A whole number within a range that has to be there.
    pub(crate) fn whole(
        &mut self,
        name: &str,
        label: &str,
        range: std::ops::RangeInclusive<i64>,
    ) -> Option<i64> {
        let value = text::digits(self.typed.value(name).trim());
        match value.replace(['ー', '−', '－'], "-").parse::<i64>() {
            Ok(number) if range.contains(&number) => Some(number),
            _ => {
                let (least, most) = (range.start(), range.end());
                self.tell(
                    name,
                    format!("「{label}」は{least}から{most}までの整数で入力してください。"),
                );
                None
            }
        }
    }

    /// A time of day, in minutes since midnight.
    pub(crate) fn time(&mut self, name: &str, label: &str) -> Option<u16> {
        let value = self.typed.value(name).trim();
        if value.is_empty() {
            return None;
        }
        match read::read_time(value) {
            Ok(minutes) => Some(minutes),
            Err(why) => {
                self.tell(
                    name,
                    format!("「{label}」を読めません。{} 例: 14:30", reading::of_time(why)),
                );
                None
            }
        }
    }

    /// A whole number of yen, with or without commas and 円.
    pub(crate) fn yen(&mut self, name: &str, label: &str) -> Option<i64> {
        let value = self.typed.value(name).trim();
        let digits: String = text::digits(value)
            .chars()
            .filter(|sign| !matches!(sign, ',' | '円' | '，'))
            .collect();
        match (digits.is_empty(), digits.parse()) {
            (true, _) => None,
            (false, Ok(yen)) => Some(yen),
            (false, Err(_)) => {
                self.tell(name, format!("「{label}」は数字で入力してください。例: 4600"));
                None
            }
        }
    }

    /// One of a closed choice; nothing when none was made.
    pub(crate) fn choice<T>(
        &mut self,
        name: &str,
        label: &str,
        from_code: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.typed.value(name);
        if value.is_empty() {
            return None;
        }
        let choice = from_code(value);
        if choice.is_none() {
            self.tell(name, format!("「{label}」を選び直してください。"));
        }
        choice
    }

    /// One of a closed choice that has to be made.
    pub(crate) fn required_choice<T>(
        &mut self,
        name: &str,
        label: &str,
        from_code: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let choice = self.choice(name, label, from_code);
        if choice.is_none() && self.problem_free(name) {
            self.tell(name, format!("「{label}」を選んでください。"));
        }
        choice
    }

    /// Several of a closed choice.
    pub(crate) fn choices<T>(&mut self, name: &str, from_code: fn(&str) -> Option<T>) -> Vec<T> {
        self.typed.values(name).filter_map(from_code).collect()
    }

    /// Whether a box is ticked.
    pub(crate) fn ticked(&self, name: &str) -> bool {
        !self.typed.value(name).is_empty()
    }

    /// The rows of a repeating part that hold anything.
    pub(crate) fn rows(&self, part: &str, ignoring: &[&str]) -> Vec<usize> {
        let empty = |row: &usize| self.typed.row_is_empty(part, *row, ignoring);
        self.typed
            .rows(part, 0)
            .into_iter()
            .filter(|row| !empty(row))
            .collect()
    }
}
