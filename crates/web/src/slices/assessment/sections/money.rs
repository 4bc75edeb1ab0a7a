//! 収入・手当.

use bansou_domain::assessment::{Assessment, Benefit, BenefitState};

use super::{Told, put, rows, spaced, text};
use crate::form::{Fields, Typed};

pub(super) fn write(assessment: &Assessment, typed: &mut Typed) {
    typed.set("money_kept_by", &assessment.money_kept_by);
    for (row, benefit) in assessment.benefits.iter().enumerate() {
        let fields = [
            ("what", benefit.what.as_str()),
            ("state", benefit.state.code()),
            ("note", &benefit.note),
        ];
        put(typed, "benefits", row, &fields);
    }
}

pub(super) fn read(fields: &mut Fields<'_>, assessment: &mut Assessment) {
    assessment.money_kept_by = fields.line("money_kept_by", "お金の管理をしている人");
    let rows = fields.rows("benefits", &["state"]);
    assessment.benefits = rows.into_iter().filter_map(|row| benefit(fields, row)).collect();
}

fn benefit(fields: &mut Fields<'_>, row: usize) -> Option<Benefit> {
    let at = |field: &str| format!("benefits.{row}.{field}");
    let what = fields.required(&at("what"), "収入・手当の種類");
    let state = fields.required_choice(&at("state"), "状況", BenefitState::from_code);
    let note = fields.line(&at("note"), "金額・メモ");
    Some(Benefit {
        what,
        state: state?,
        note,
    })
}

pub(super) fn told(assessment: &Assessment) -> Vec<Told> {
    let benefit = |benefit: &Benefit| spaced(&[&benefit.what, benefit.state.label(), &benefit.note]);
    vec![
        rows("収入・手当", &assessment.benefits, benefit),
        text("お金の管理をしている人", &assessment.money_kept_by),
    ]
}
