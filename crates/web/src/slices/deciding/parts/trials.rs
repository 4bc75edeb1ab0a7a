//! 体験・見学. When, where, with whom, and how it was: the person's words and their face.

use bansou_domain::deciding::{Deciding, Face, Trial, TrialKind};

use super::{put, short};
use crate::form::{Fields, Typed};

pub(super) fn write(deciding: &Deciding, typed: &mut Typed) {
    for (row, trial) in deciding.trials.iter().enumerate() {
        let on = short(trial.on);
        let fields = [
            ("on", on.as_str()),
            ("kind", trial.kind.map_or("", TrialKind::code)),
            ("way", &trial.way),
            ("place", &trial.place),
            ("who", &trial.who),
            ("words", &trial.words),
            ("face", trial.face.map_or("", Face::code)),
            ("seen", &trial.seen),
        ];
        put(typed, "trials", row, &fields);
    }
}

pub(super) fn read(fields: &mut Fields<'_>, deciding: &mut Deciding) {
    let rows = fields.rows("trials", &[]);
    deciding.trials = rows.into_iter().map(|row| trial(fields, row)).collect();
}

fn trial(fields: &mut Fields<'_>, row: usize) -> Trial {
    let at = |field: &str| format!("trials.{row}.{field}");
    Trial {
        on: fields.required_day(&at("on"), "いつ"),
        kind: fields.required_choice(&at("kind"), "ためしかた", TrialKind::from_code),
        way: fields.line(&at("way"), "どの選択肢"),
        place: fields.line(&at("place"), "どこで"),
        who: fields.line(&at("who"), "だれと"),
        words: fields.long(&at("words"), "本人のことば"),
        face: fields.choice(&at("face"), "顔", Face::from_code),
        seen: fields.long(&at("seen"), "顔・からだ・声のようす"),
    }
}
