//! 強み・苦手・サイン・リスク.

use bansou_domain::assessment::{Ability, Assessment, Degree, Risk};

use super::{Told, list, named, put, rows, spaced, text};
use crate::form::{Fields, Typed};

pub(super) fn write(assessment: &Assessment, typed: &mut Typed) {
    for (name, lines) in [
        ("strengths", &assessment.strengths),
        ("hindrances", &assessment.hindrances),
        ("interests", &assessment.interests),
        ("stress", &assessment.stress),
        ("warning_signs", &assessment.warning_signs),
        ("calms", &assessment.calms),
    ] {
        typed.set(name, lines.join("\n"));
    }
    typed.set("seen_at_home", &assessment.seen_at_home);
    for (row, ability) in assessment.abilities.iter().enumerate() {
        let fields = [
            ("scene", ability.scene.as_str()),
            ("can", &ability.can),
            ("wants_support", &ability.wants_support),
        ];
        put(typed, "abilities", row, &fields);
    }
    for (row, risk) in assessment.risks.iter().enumerate() {
        let degree = risk.degree.map_or("", Degree::code);
        put(typed, "risks", row, &[("what", &risk.what), ("degree", degree)]);
    }
}

pub(super) fn read(fields: &mut Fields<'_>, assessment: &mut Assessment) {
    assessment.strengths = fields.lines("strengths", "強み");
    assessment.hindrances = fields.lines("hindrances", "強みを妨げているもの");
    assessment.interests = fields.lines("interests", "趣味・楽しみ");
    assessment.seen_at_home = fields.long("seen_at_home", "家で見えたこと");
    assessment.stress = fields.lines("stress", "苦手・ストレスになること");
    assessment.warning_signs = fields.lines("warning_signs", "調子をくずすときのサイン");
    assessment.calms = fields.lines("calms", "落ち着くこと");
    let rows = fields.rows("abilities", &[]);
    assessment.abilities = rows.into_iter().map(|row| ability(fields, row)).collect();
    let rows = fields.rows("risks", &["degree"]);
    assessment.risks = rows.into_iter().map(|row| risk(fields, row)).collect();
}

fn ability(fields: &mut Fields<'_>, row: usize) -> Ability {
    let mut line = |field: &str, label: &str| fields.line(&format!("abilities.{row}.{field}"), label);
    Ability {
        scene: line("scene", "場面"),
        can: line("can", "できること"),
        wants_support: line("wants_support", "手助けがあるとよいこと"),
    }
}

fn risk(fields: &mut Fields<'_>, row: usize) -> Risk {
    Risk {
        what: fields.required(&format!("risks.{row}.what"), "リスク"),
        degree: fields.choice(&format!("risks.{row}.degree"), "程度", Degree::from_code),
    }
}

pub(super) fn told(assessment: &Assessment) -> Vec<Told> {
    let ability = |ability: &Ability| {
        spaced(&[
            &ability.scene,
            &named("できる：", &ability.can),
            &named("手助け：", &ability.wants_support),
        ])
    };
    let risk = |risk: &Risk| {
        spaced(&[
            &named("程度：", risk.degree.map_or("", Degree::label)),
            &risk.what,
        ])
    };
    vec![
        list("強み", &assessment.strengths),
        list("強みを妨げているもの", &assessment.hindrances),
        list("趣味・楽しみ", &assessment.interests),
        text("家で見えたこと", &assessment.seen_at_home),
        rows(
            "できること・手助けがあるとよいこと",
            &assessment.abilities,
            ability,
        ),
        list("苦手・ストレスになること", &assessment.stress),
        list("調子をくずすときのサイン", &assessment.warning_signs),
        list("落ち着くこと", &assessment.calms),
        rows("リスク", &assessment.risks, risk),
    ]
}
