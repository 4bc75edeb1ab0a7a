//! 本人と家族の希望. Always apart, the person first.

use bansou_domain::assessment::{Assessment, Observation, Statement, StatementSource};

use super::{Told, named, put, rows, short, spaced, text};
use crate::form::{Fields, Typed};

pub(super) fn write(assessment: &Assessment, typed: &mut Typed) {
    for (name, value) in [
        ("wish_person", &assessment.wish_person),
        ("wish_family", &assessment.wish_family),
        ("wish_difference", &assessment.wish_difference),
        ("wish_background", &assessment.wish_background),
        ("wish_gap", &assessment.wish_gap),
        ("values", &assessment.values),
        ("in_1_year", &assessment.in_1_year),
        ("in_3_years", &assessment.in_3_years),
        ("in_10_years", &assessment.in_10_years),
    ] {
        typed.set(name, value);
    }
    for (row, said) in assessment.statements.iter().enumerate() {
        let on = short(said.on);
        let source = said.source.as_ref().map(encoded).unwrap_or_default();
        let fields = [
            ("on", on.as_str()),
            ("who", &said.who),
            ("words", &said.words),
            ("source", &source),
        ];
        put(typed, "statements", row, &fields);
    }
    for (row, seen) in assessment.observations.iter().enumerate() {
        let on = short(seen.on);
        let fields = [
            ("on", on.as_str()),
            ("place", &seen.place),
            ("who", &seen.who),
            ("seen", &seen.seen),
            ("read_as", &seen.read_as),
        ];
        put(typed, "observations", row, &fields);
    }
}

pub(super) fn read(fields: &mut Fields<'_>, assessment: &mut Assessment) {
    assessment.wish_person = fields.long("wish_person", "本人の希望");
    assessment.wish_family = fields.long("wish_family", "家族の希望");
    assessment.wish_difference = fields.long("wish_difference", "本人と家族の希望のちがい");
    assessment.wish_background = fields.long("wish_background", "希望の背景");
    assessment.wish_gap = fields.long("wish_gap", "希望といまのずれ");
    assessment.values = fields.long("values", "大切にしていること");
    assessment.in_1_year = fields.long("in_1_year", "1年後");
    assessment.in_3_years = fields.long("in_3_years", "3年後");
    assessment.in_10_years = fields.long("in_10_years", "10年後");
    let rows = fields.rows("statements", &["source"]);
    let before = assessment.statements.clone();
    assessment.statements = rows
        .into_iter()
        .map(|row| statement(fields, row, &before))
        .collect();
    let rows = fields.rows("observations", &[]);
    assessment.observations = rows.into_iter().map(|row| observation(fields, row)).collect();
}

/// A source as its hidden field sends it: which answer, which question.
fn encoded(source: &StatementSource) -> String {
    format!("{}.{}", source.answer, source.place)
}

/// The sources of the statements that were taken over, each with its question.
pub(crate) fn sources(assessment: &Assessment) -> Vec<(String, String)> {
    let sources = assessment
        .statements
        .iter()
        .filter_map(|said| said.source.as_ref());
    sources
        .map(|source| (encoded(source), source.asked.clone()))
        .collect()
}

/// The source a row names, of those the assessment has: one nobody took over cannot be made up.
fn source(named: &str, before: &[Statement]) -> Option<StatementSource> {
    let mut known = before.iter().filter_map(|said| said.source.as_ref());
    known.find(|source| encoded(source) == named).cloned()
}

fn statement(fields: &mut Fields<'_>, row: usize, before: &[Statement]) -> Statement {
    let at = |field: &str| format!("statements.{row}.{field}");
    let words = fields.long(&at("words"), "ことば");
    if words.is_empty() {
        fields.tell(at("words"), "「ことば」を入力するか、その行を消してください。");
    }
    Statement {
        on: fields.day(&at("on"), "聞いた日"),
        who: fields.required(&at("who"), "だれの発言か"),
        words,
        source: source(&fields.line(&at("source"), "出どころ"), before),
    }
}

fn observation(fields: &mut Fields<'_>, row: usize) -> Observation {
    let at = |field: &str| format!("observations.{row}.{field}");
    let seen = fields.long(&at("seen"), "見たこと");
    if seen.is_empty() {
        fields.tell(at("seen"), "「見たこと」を入力するか、その行を消してください。");
    }
    Observation {
        on: fields.day(&at("on"), "見た日"),
        place: fields.line(&at("place"), "場所"),
        who: fields.line(&at("who"), "見た人"),
        seen,
        read_as: fields.line(&at("read_as"), "読みとったこと"),
    }
}

pub(super) fn told(assessment: &Assessment) -> Vec<Told> {
    let statement = |said: &Statement| {
        let from = said.source.as_ref();
        let from = from.map(|source| format!("（事前の質問「{}」への返事）", source.asked));
        let who = spaced(&[&short(said.on), &said.who]);
        format!("{who}「{}」{}", said.words, from.unwrap_or_default())
    };
    vec![
        text("本人の希望", &assessment.wish_person),
        rows("ことば以外の表れ", &assessment.observations, seen),
        text("家族の希望", &assessment.wish_family),
        text("本人と家族の希望のちがい", &assessment.wish_difference),
        text("希望の背景", &assessment.wish_background),
        text("希望といまのずれ", &assessment.wish_gap),
        text("大切にしていること", &assessment.values),
        text("1年後", &assessment.in_1_year),
        text("3年後", &assessment.in_3_years),
        text("10年後", &assessment.in_10_years),
        rows("発言", &assessment.statements, statement),
    ]
}

/// An observation in one line: what was seen first, how it was read after it.
pub(crate) fn seen(observed: &Observation) -> String {
    spaced(&[
        &short(observed.on),
        &observed.place,
        &observed.who,
        &observed.seen,
        &named("→", &observed.read_as),
    ])
}
