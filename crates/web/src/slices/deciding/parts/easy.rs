//! 本人に見せるページのことば. Beside each field stands what the record says officially.

use bansou_domain::deciding::Deciding;

use super::put;
use crate::form::{Fields, Typed};

pub(super) fn write(deciding: &Deciding, typed: &mut Typed) {
    typed.set("easy_question", &deciding.easy.question);
    typed.set("note", &deciding.easy.note);
    for (row, way) in deciding.ways.iter().enumerate() {
        let fields = [
            ("name", way.easy_name.as_str()),
            ("brings", &way.easy_brings),
            ("hard", &way.easy_hard),
            ("unknown", &way.easy_unknown),
        ];
        put(typed, "easy", row, &fields);
    }
}

pub(super) fn read(fields: &mut Fields<'_>, deciding: &mut Deciding) {
    deciding.easy.question = fields.line("easy_question", "やさしい題");
    deciding.easy.note = fields.long("note", "伝えておくこと");
    for (row, way) in deciding.ways.iter_mut().enumerate() {
        let at = |field: &str| format!("easy.{row}.{field}");
        way.easy_name = fields.line(&at("name"), "名前");
        way.easy_brings = fields.long(&at("brings"), "いいところ");
        way.easy_hard = fields.long(&at("hard"), "たいへんなところ");
        way.easy_unknown = fields.long(&at("unknown"), "まだわからないこと");
    }
}
