//! 専門的アセスメント.

use bansou_domain::assessment::{Assessment, SpecialistAssessment};

use super::{Told, named, put, rows, short, spaced};
use crate::form::{Fields, Typed};

pub(super) fn write(assessment: &Assessment, typed: &mut Typed) {
    for (row, asked) in assessment.specialist.iter().enumerate() {
        let on = short(asked.on);
        let fields = [
            ("on", on.as_str()),
            ("by", &asked.by),
            ("why", &asked.why),
            ("result", &asked.result),
        ];
        put(typed, "specialist", row, &fields);
    }
}

pub(super) fn read(fields: &mut Fields<'_>, assessment: &mut Assessment) {
    let rows = fields.rows("specialist", &[]);
    let mut asked = |row: usize| {
        let at = |field: &str| format!("specialist.{row}.{field}");
        SpecialistAssessment {
            on: fields.day(&at("on"), "実施日"),
            by: fields.required(&at("by"), "実施した人・機関"),
            why: fields.long(&at("why"), "依頼した理由"),
            result: fields.long(&at("result"), "結果・支援への反映"),
        }
    };
    assessment.specialist = rows.into_iter().map(&mut asked).collect();
}

pub(super) fn told(assessment: &Assessment) -> Vec<Told> {
    let asked = |asked: &SpecialistAssessment| {
        spaced(&[
            &short(asked.on),
            &asked.by,
            &named("理由：", &asked.why),
            &named("結果：", &asked.result),
        ])
    };
    vec![rows("専門的アセスメント", &assessment.specialist, asked)]
}
