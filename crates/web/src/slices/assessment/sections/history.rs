//! 概要・生活歴・医療.

use bansou_domain::assessment::{Assessment, LifeEvent, MedicalCare};
use bansou_domain::calendar::wareki;
use jiff::civil::Date;

use super::{Told, named, put, rows, short, spaced, text, when};
use crate::form::{Fields, Typed};

pub(super) fn write(assessment: &Assessment, typed: &mut Typed) {
    typed.set("made_on", short(assessment.made_on));
    typed.set("overview", &assessment.overview);
    typed.set("growth", &assessment.growth);
    for (part, events) in [
        ("life_history", &assessment.life_history),
        ("life_events", &assessment.life_events),
    ] {
        for (row, event) in events.iter().enumerate() {
            put(typed, part, row, &[("when", &event.when), ("what", &event.what)]);
        }
    }
    for (row, care) in assessment.medical.iter().enumerate() {
        let fields = [
            ("department", care.department.as_str()),
            ("clinic", &care.clinic),
            ("doctor", &care.doctor),
            ("frequency", &care.frequency),
            ("medicine", &care.medicine),
        ];
        put(typed, "medical", row, &fields);
    }
}

pub(super) fn read(fields: &mut Fields<'_>, assessment: &mut Assessment) {
    assessment.made_on = fields.day("made_on", "作成日");
    assessment.overview = fields.long("overview", "概要");
    assessment.growth = fields.long("growth", "成長・発達の様子");
    assessment.life_history = events(fields, "life_history");
    assessment.life_events = events(fields, "life_events");
    let rows = fields.rows("medical", &[]);
    assessment.medical = rows.into_iter().map(|row| care(fields, row)).collect();
}

fn events(fields: &mut Fields<'_>, part: &str) -> Vec<LifeEvent> {
    let rows = fields.rows(part, &[]);
    let mut event = |row: usize| LifeEvent {
        when: fields.line(&format!("{part}.{row}.when"), "時期"),
        what: fields.required(&format!("{part}.{row}.what"), "できごと"),
    };
    rows.into_iter().map(&mut event).collect()
}

fn care(fields: &mut Fields<'_>, row: usize) -> MedicalCare {
    let mut line = |field: &str, label: &str| fields.line(&format!("medical.{row}.{field}"), label);
    MedicalCare {
        department: line("department", "受診科目"),
        clinic: line("clinic", "医療機関"),
        doctor: line("doctor", "主治医"),
        frequency: line("frequency", "受診の頻度"),
        medicine: line("medicine", "服薬"),
    }
}

/// 作成日, as it is told.
pub(crate) const MADE_ON: &str = "作成日";

pub(super) fn told(assessment: &Assessment, today: Date) -> Vec<Told> {
    let event = |event: &LifeEvent| spaced(&[&when(&event.when, today), &event.what]);
    let made = assessment.made_on.map(wareki::format).unwrap_or_default();
    vec![
        text(MADE_ON, &made),
        text("概要", &assessment.overview),
        rows("生活歴", &assessment.life_history, event),
        text("成長・発達の様子", &assessment.growth),
        rows("医療", &assessment.medical, medical),
        rows("節目のできごと", &assessment.life_events, event),
    ]
}

/// One clinic in one line.
pub(crate) fn medical(care: &MedicalCare) -> String {
    spaced(&[
        &care.department,
        &care.clinic,
        &named("医師：", &care.doctor),
        &care.frequency,
        &named("服薬：", &care.medicine),
    ])
}
