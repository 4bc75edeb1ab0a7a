//! 課題の整理. Needs drawn from what was said and seen, in the order agreed with the person.

use bansou_domain::assessment::{Assessment, DrawnNeed};

use super::{Told, named, put, rows, short, spaced, text, wishes};
use crate::form::{Fields, Typed};

pub(super) fn write(assessment: &Assessment, typed: &mut Typed) {
    typed.set("same_age", &assessment.same_age);
    for (row, need) in assessment.needs.iter().enumerate() {
        let fields = [
            ("need", need.need.as_str()),
            ("from", &need.from),
            ("underlying", &need.underlying),
        ];
        put(typed, "needs", row, &fields);
    }
}

pub(super) fn read(fields: &mut Fields<'_>, assessment: &mut Assessment) {
    assessment.same_age = fields.long("same_age", "同じ年ごろの人の暮らしと比べて");
    let rows = fields.rows("needs", &[]);
    let mut need = |row: usize| {
        let at = |field: &str| format!("needs.{row}.{field}");
        DrawnNeed {
            need: fields.required(&at("need"), "課題（本人のニーズ）"),
            from: fields.long(&at("from"), "もとになったことば・事実"),
            underlying: fields.long(&at("underlying"), "背景にある課題"),
        }
    };
    assessment.needs = rows.into_iter().map(&mut need).collect();
}

pub(super) fn told(assessment: &Assessment) -> Vec<Told> {
    let need = |need: &DrawnNeed| {
        spaced(&[
            &need.need,
            &named("もと：", &need.from),
            &named("背景：", &need.underlying),
        ])
    };
    vec![
        rows("課題（優先順）", &assessment.needs, need),
        text("同じ年ごろの人の暮らしと比べて", &assessment.same_age),
    ]
}

/// Something said or seen that a need can be drawn from.
pub(crate) struct Quote {
    pub(crate) whose: String,
    pub(crate) words: String,
}

/// Everything a need can be drawn from: the person first.
pub(crate) fn quotes(assessment: &Assessment) -> Vec<Quote> {
    let quote = |whose: &str, words: String| Quote {
        whose: whose.to_owned(),
        words,
    };
    let mut quotes = vec![quote("本人の希望", assessment.wish_person.clone())];
    quotes.extend(
        assessment
            .statements
            .iter()
            .map(|said| quote(&spaced(&[&said.who, &short(said.on)]), said.words.clone())),
    );
    quotes.extend(
        assessment
            .observations
            .iter()
            .map(|seen| quote("見たこと", wishes::seen(seen))),
    );
    for (label, words) in [
        ("1年後", &assessment.in_1_year),
        ("3年後", &assessment.in_3_years),
        ("10年後", &assessment.in_10_years),
        ("家族の希望", &assessment.wish_family),
    ] {
        quotes.push(quote(label, words.clone()));
    }
    quotes.extend(
        assessment
            .strengths
            .iter()
            .map(|line| quote("強み", line.clone())),
    );
    quotes.extend(
        assessment
            .risks
            .iter()
            .map(|risk| quote("リスク", risk.what.clone())),
    );
    quotes.retain(|quote| !quote.words.is_empty());
    quotes
}
