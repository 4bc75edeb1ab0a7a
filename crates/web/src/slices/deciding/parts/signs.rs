//! ようすと読みとり. What was seen stands in rows of its own; how it was read in others.

use bansou_domain::deciding::{Deciding, Reading, SignSeen, TookPart};

use super::{put, short};
use crate::form::{Fields, Typed};

pub(super) fn write(deciding: &Deciding, typed: &mut Typed) {
    typed.set("means_tried", &deciding.means_tried);
    for (row, sign) in deciding.signs.iter().enumerate() {
        let on = short(sign.on);
        let fields = [
            ("on", on.as_str()),
            ("scene", &sign.scene),
            ("face", &sign.face),
            ("body", &sign.body),
            ("voice", &sign.voice),
            ("did", &sign.did),
            ("who", &sign.who),
        ];
        put(typed, "signs", row, &fields);
    }
    for (row, reading) in deciding.readings.iter().enumerate() {
        let fields = [
            ("who", reading.who.as_str()),
            ("read_as", &reading.read_as),
            ("why", &reading.why),
            ("other", &reading.other),
        ];
        put(typed, "readings", row, &fields);
    }
    for (row, with) in deciding.took_part.iter().enumerate() {
        let fields = [("who", with.who.as_str()), ("relation", &with.relation)];
        put(typed, "took_part", row, &fields);
    }
}

pub(super) fn read(fields: &mut Fields<'_>, deciding: &mut Deciding) {
    deciding.means_tried = fields.long("means_tried", "試した伝えあいの方法");
    let rows = fields.rows("signs", &[]);
    deciding.signs = rows.into_iter().map(|row| sign(fields, row)).collect();
    let rows = fields.rows("readings", &[]);
    deciding.readings = rows.into_iter().map(|row| reading(fields, row)).collect();
    let rows = fields.rows("took_part", &[]);
    deciding.took_part = rows.into_iter().map(|row| with(fields, row)).collect();
}

fn sign(fields: &mut Fields<'_>, row: usize) -> SignSeen {
    let at = |field: &str| format!("signs.{row}.{field}");
    let sign = SignSeen {
        on: fields.required_day(&at("on"), "いつ"),
        scene: fields.line(&at("scene"), "場面"),
        face: fields.long(&at("face"), "顔"),
        body: fields.long(&at("body"), "からだ"),
        voice: fields.long(&at("voice"), "声・ことば"),
        did: fields.long(&at("did"), "したこと"),
        who: fields.required(&at("who"), "見た人"),
    };
    if sign.seen().is_empty() && fields.problem_free(&at("face")) {
        fields.tell(at("face"), "顔・からだ・声・したことの、どれかを書いてください。");
    }
    sign
}

fn reading(fields: &mut Fields<'_>, row: usize) -> Reading {
    let at = |field: &str| format!("readings.{row}.{field}");
    Reading {
        who: fields.required(&at("who"), "だれの読みとり"),
        read_as: fields.required(&at("read_as"), "読みとったこと"),
        why: fields.long(&at("why"), "そう読んだ理由"),
        other: fields.long(&at("other"), "ほかの読みかた"),
    }
}

fn with(fields: &mut Fields<'_>, row: usize) -> TookPart {
    let at = |field: &str| format!("took_part.{row}.{field}");
    TookPart {
        who: fields.required(&at("who"), "いっしょに考えた人"),
        relation: fields.line(&at("relation"), "本人との関係"),
    }
}
