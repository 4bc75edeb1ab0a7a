//! The hand-over paper as the fields of its form, and back.

use bansou_domain::calendar::wareki;
use bansou_domain::closing::{ClosingReason, HandOver, Problem};

use crate::form::{Fields, Typed};

pub(super) fn write(hand_over: &HandOver) -> Typed {
    let mut typed = Typed::default();
    typed.set("on", hand_over.on.map(wareki::short).unwrap_or_default());
    typed.set("reason", hand_over.reason.map_or("", ClosingReason::code));
    typed.set("reason_text", &hand_over.reason_text);
    typed.set("to", &hand_over.to);
    typed.set("may_share", &hand_over.may_share);
    typed.set("must_not_share", &hand_over.must_not_share);
    typed.set("achieved", &hand_over.achieved);
    typed.set("remains", &hand_over.remains);
    typed.set("own_words", &hand_over.own_words);
    typed.set("family_words", &hand_over.family_words);
    typed.set("cautions", &hand_over.cautions);
    typed.set("reopening", &hand_over.reopening);
    typed
}

pub(super) fn read(fields: &mut Fields<'_>) -> HandOver {
    HandOver {
        on: fields.day("on", "終結日・引継日"),
        reason: fields.choice("reason", "理由", ClosingReason::from_code),
        reason_text: fields.line("reason_text", "理由の説明"),
        to: fields.line("to", "引継先"),
        may_share: fields.long("may_share", "共有してよい範囲"),
        must_not_share: fields.long("must_not_share", "伝えてほしくないこと"),
        achieved: fields.long("achieved", "できたこと"),
        remains: fields.long("remains", "残っていること"),
        own_words: fields.long("own_words", "本人のことば"),
        family_words: fields.long("family_words", "家族のことば"),
        cautions: fields.long("cautions", "うまくいった関わり・配慮"),
        reopening: fields.long("reopening", "再開の目安・連絡先"),
    }
}

pub(super) fn message(problem: Problem) -> (&'static str, &'static str) {
    match problem {
        Problem::DayMissing => ("on", "「終結日・引継日」を入力してください。例: R8.11.20"),
        Problem::InFuture => (
            "on",
            "「終結日・引継日」が今日より後です。その日までは下書きのまま保存できます。",
        ),
        Problem::ReasonMissing => ("reason", "「理由」を選んでください。"),
    }
}
