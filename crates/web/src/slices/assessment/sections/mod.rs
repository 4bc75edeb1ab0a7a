//! The sections: what each form holds, reads and tells. A new field touches its section's file and template only.

mod history;
mod money;
mod needs;
mod specialist;
mod strengths;
mod supports;
mod visits;
mod week;
mod wishes;

use bansou_domain::assessment::{Assessment, Section, SetAside};
use bansou_domain::calendar::{typed, wareki};
use bansou_domain::family::FamilyMap;
use jiff::civil::Date;

pub(super) use history::{MADE_ON, medical};
pub(super) use needs::{Quote, quotes};
pub(super) use wishes::sources;

use crate::form::{Fields, Told as Problem, Typed};

/// One field of a section in words.
pub(super) struct Told {
    pub(super) label: &'static str,
    pub(super) lines: Vec<String>,
}

/// What telling a section needs beside the assessment.
pub(super) struct Around<'a> {
    pub(super) family: &'a FamilyMap,
    pub(super) today: Date,
}

/// What is typed into a section: its own part and why it may stay empty.
pub(super) struct Read {
    pub(super) content: Assessment,
    pub(super) aside: Option<SetAside>,
    pub(super) note: String,
}

/// A section as the fields of its form.
pub(super) fn write(assessment: &Assessment, section: Section) -> Typed {
    let mut typed = Typed::default();
    match section {
        Section::Visits => visits::write(assessment, &mut typed),
        Section::Wishes => wishes::write(assessment, &mut typed),
        Section::History => history::write(assessment, &mut typed),
        Section::Strengths => strengths::write(assessment, &mut typed),
        Section::Supports => supports::write(assessment, &mut typed),
        Section::Week => week::write(assessment, &mut typed),
        Section::Money => money::write(assessment, &mut typed),
        Section::Specialist => specialist::write(assessment, &mut typed),
        Section::Needs => needs::write(assessment, &mut typed),
    }
    let mark = assessment.mark_of(section);
    let aside = mark.and_then(|mark| mark.aside);
    typed.set("aside", aside.map_or("", SetAside::code));
    typed.set("aside_note", mark.map_or("", |mark| &mark.note));
    typed
}

/// Reads a section into a copy of the assessment; everything outside the section stays as it is.
pub(super) fn read(
    typed: &Typed,
    section: Section,
    before: &Assessment,
    today: Date,
) -> Result<Read, Vec<Problem>> {
    let mut fields = Fields::new(typed, today);
    let mut content = before.clone();
    match section {
        Section::Visits => visits::read(&mut fields, &mut content),
        Section::Wishes => wishes::read(&mut fields, &mut content),
        Section::History => history::read(&mut fields, &mut content),
        Section::Strengths => strengths::read(&mut fields, &mut content),
        Section::Supports => supports::read(&mut fields, &mut content),
        Section::Week => week::read(&mut fields, &mut content),
        Section::Money => money::read(&mut fields, &mut content),
        Section::Specialist => specialist::read(&mut fields, &mut content),
        Section::Needs => needs::read(&mut fields, &mut content),
    }
    let aside = fields.choice("aside", "聞かなかったとき", SetAside::from_code);
    let note = fields.line("aside_note", "次に聞くこと");
    fields.finish(Read { content, aside, note })
}

/// What a section holds, field by field; empty fields are left out.
pub(super) fn told(assessment: &Assessment, section: Section, around: &Around<'_>) -> Vec<Told> {
    let told = match section {
        Section::Visits => visits::told(assessment),
        Section::Wishes => wishes::told(assessment),
        Section::History => history::told(assessment, around.today),
        Section::Strengths => strengths::told(assessment),
        Section::Supports => supports::told(assessment, around.family),
        Section::Week => week::told(assessment),
        Section::Money => money::told(assessment),
        Section::Specialist => specialist::told(assessment),
        Section::Needs => needs::told(assessment),
    };
    let mut told = told;
    told.retain(|told| !told.lines.is_empty());
    told
}

fn text(label: &'static str, text: &str) -> Told {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    Told {
        label,
        lines: lines.map(str::to_owned).collect(),
    }
}

fn list(label: &'static str, list: &[String]) -> Told {
    Told {
        label,
        lines: list.to_vec(),
    }
}

fn rows<T>(label: &'static str, rows: &[T], line: impl Fn(&T) -> String) -> Told {
    Told {
        label,
        lines: rows.iter().map(line).collect(),
    }
}

/// The words that are there, with a space between.
fn spaced(words: &[&str]) -> String {
    let words = words.iter().filter(|word| !word.is_empty());
    words.copied().collect::<Vec<_>>().join(" ")
}

/// A value with what it is, or nothing.
fn named(name: &str, value: &str) -> String {
    if value.is_empty() {
        String::new()
    } else {
        format!("{name}{value}")
    }
}

fn short(day: Option<Date>) -> String {
    day.map(wareki::short).unwrap_or_default()
}

/// A time of life as a paper writes it: 平成13年8月 for 2001-08 or H13.8, and 「小学生のころ」 as it was typed.
pub(super) fn when(text: &str, today: Date) -> String {
    if let Ok(day) = typed::read_date(text, today) {
        return wareki::format(day);
    }
    typed::read_month(text, today).map_or_else(|_| text.to_owned(), wareki::format_month)
}

/// Puts one row of a repeating part into a form.
fn put(typed: &mut Typed, part: &str, row: usize, fields: &[(&str, &str)]) {
    for (field, value) in fields {
        typed.set(format!("{part}.{row}.{field}"), *value);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_time_of_life_is_written_in_the_era_when_it_is_one() {
        let today = date(2026, 11, 20);
        let told = [
            "2001-08",
            "H13.8",
            "2026-04-06",
            "小学生のころ",
            "5歳",
            "平成13年",
        ]
        .map(|text| when(text, today));
        insta::assert_snapshot!(told.join(" / "), @"平成13年8月 / 平成13年8月 / 令和8年4月6日 / 小学生のころ / 5歳 / 平成13年");
    }
}
