//! Cuts typed text into an era, numbers with their units, and remarks in brackets.

use unicode_normalization::UnicodeNormalization;

use super::TypedDateError;
use crate::calendar::wareki::{ERAS, Era};

/// What stands after a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Year,
    Month,
    Day,
    Open,
}

/// A run of digits and its unit. 元 is kept as the digit 1.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) digits: String,
    pub(super) unit: Unit,
}

impl Part {
    pub(super) fn is(&self, unit: Unit) -> bool {
        self.unit == unit || self.unit == Unit::Open
    }

    pub(super) fn len(&self) -> usize {
        self.digits.len()
    }

    pub(super) fn number(&self) -> Result<i32, TypedDateError> {
        number(&self.digits)
    }

    /// A month or day: at most two digits.
    pub(super) fn small(&self) -> Result<i8, TypedDateError> {
        small(&self.digits)
    }
}

#[derive(Debug)]
pub(super) struct Scan {
    pub(super) era: Option<&'static Era>,
    pub(super) parts: Vec<Part>,
    pub(super) remarks: Vec<String>,
}

/// Returns the text in half width without spaces, letters in capitals.
pub(super) fn tidy(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect()
}

pub(super) fn number(digits: &str) -> Result<i32, TypedDateError> {
    digits.parse().map_err(|_| TypedDateError::NotUnderstood)
}

pub(super) fn small(digits: &str) -> Result<i8, TypedDateError> {
    if digits.len() > 2 {
        return Err(TypedDateError::NotUnderstood);
    }
    digits.parse().map_err(|_| TypedDateError::NotUnderstood)
}

pub(super) fn scan(text: &str) -> Result<Scan, TypedDateError> {
    let (body, remarks) = take_remarks(&tidy(text))?;
    if body.is_empty() {
        let empty = remarks.is_empty();
        return Err(if empty {
            TypedDateError::Empty
        } else {
            TypedDateError::NotUnderstood
        });
    }
    let (era, rest) = take_era(&body)?;
    let parts = take_parts(rest, era.is_some())?;
    Ok(Scan { era, parts, remarks })
}

fn take_remarks(text: &str) -> Result<(String, Vec<String>), TypedDateError> {
    let mut body = String::new();
    let mut remarks = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('(') {
        let (remark, tail) = after.split_once(')').ok_or(TypedDateError::NotUnderstood)?;
        body.push_str(before);
        remarks.push(remark.to_owned());
        rest = tail;
    }
    body.push_str(rest);
    Ok((body, remarks))
}

fn take_era(body: &str) -> Result<(Option<&'static Era>, &str), TypedDateError> {
    for era in &ERAS {
        let first = era.name.chars().next().unwrap_or(era.letter);
        let rest = body
            .strip_prefix(era.name)
            .or_else(|| body.strip_prefix(era.letter))
            .or_else(|| body.strip_prefix(first));
        if let Some(rest) = rest {
            // R.8.11.21 is as common as R8.11.21.
            return Ok((Some(era), rest.strip_prefix('.').unwrap_or(rest)));
        }
    }
    let letters = body.trim_start_matches(char::is_alphabetic);
    let named = letters.len() < body.len() && letters.starts_with(|c: char| c.is_ascii_digit());
    if named {
        Err(TypedDateError::EraUnknown)
    } else {
        Ok((None, body))
    }
}

fn take_parts(text: &str, after_era: bool) -> Result<Vec<Part>, TypedDateError> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (digits, tail) = take_digits(rest, after_era && parts.is_empty());
        if digits.is_empty() || digits.len() > 8 {
            return Err(TypedDateError::NotUnderstood);
        }
        let mut tail = tail.chars();
        let unit = match tail.next() {
            Some('年') => Unit::Year,
            Some('月') => Unit::Month,
            Some('日') => Unit::Day,
            None => Unit::Open,
            // A separator promises another number.
            Some(c) if is_separator(c) && !tail.as_str().is_empty() => Unit::Open,
            Some(_) => return Err(TypedDateError::NotUnderstood),
        };
        parts.push(Part {
            digits: digits.to_owned(),
            unit,
        });
        rest = tail.as_str();
    }
    Ok(parts)
}

fn take_digits(text: &str, first_year_allowed: bool) -> (&str, &str) {
    if first_year_allowed && let Some(rest) = text.strip_prefix('元') {
        return ("1", rest);
    }
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        '.' | '/' | '-' | '・' | ',' | '、' | '。' | '‐' | '–' | '—' | '―' | '−' | 'ー'
    )
}
