//! 決まったこと. The person's own choice first; best interest is the last resort and says why from the first moment.

use bansou_domain::deciding::{Conclusion, Deciding, Outcome, Problem, last_resort};

use super::short;
use crate::form::{Fields, Typed};

pub(super) fn write(deciding: &Deciding, typed: &mut Typed) {
    let outcome = &deciding.outcome;
    typed.set("conclusion", outcome.conclusion.map_or("", Conclusion::code));
    typed.set("told_changeable", if outcome.told_changeable { "1" } else { "" });
    typed.set("on", short(outcome.on));
    typed.set("review_on", short(outcome.review_on));
    for (name, value) in [
        ("way", &outcome.way),
        ("words", &outcome.words),
        ("present", &outcome.present),
        ("estimate", &outcome.estimate),
        ("other_views", &outcome.other_views),
        ("why_unreadable", &outcome.why_unreadable),
        ("tried_before", &outcome.tried_before),
        ("best_interest", &outcome.best_interest),
    ] {
        typed.set(name, value);
    }
}

pub(super) fn read(fields: &mut Fields<'_>, deciding: &mut Deciding) {
    deciding.outcome = Outcome {
        conclusion: fields.choice("conclusion", "決まりかた", Conclusion::from_code),
        way: fields.line("way", "どれに"),
        words: fields.long("words", "本人のことば"),
        on: fields.day("on", "決めた日"),
        present: fields.line("present", "その場にいた人"),
        told_changeable: fields.ticked("told_changeable"),
        review_on: fields.day("review_on", "見直す日"),
        estimate: fields.long("estimate", "推定した意思と根拠"),
        other_views: fields.long("other_views", "ちがう意見"),
        why_unreadable: fields.long("why_unreadable", "読みとることも推定することもできなかった理由"),
        tried_before: fields.long("tried_before", "それまでに試したこと"),
        best_interest: fields.long("best_interest", "最善の利益と考えた理由"),
    };
    for problem in last_resort(&deciding.outcome) {
        let (field, message) = words(problem);
        fields.tell(field, message);
    }
}

/// What is told of the outcome, and the field it belongs to.
pub(super) fn words(problem: Problem) -> (String, &'static str) {
    let (field, message) = match problem {
        Problem::WayMissing => ("way", "どの選択肢に決まったかを選んでください。"),
        Problem::WordsMissing => ("words", "本人のことばを、聞いたまま入れてください。"),
        Problem::OnMissing => ("on", "決めた日を入れてください。例: R8.11.21"),
        Problem::OnInFuture => ("on", "決めた日が今日より後になっています。"),
        Problem::PresentMissing => ("present", "その場にいた人を入れてください。"),
        Problem::ChangeableUntold => (
            "told_changeable",
            "あとで変えてよいことを本人に伝え、印をつけてください。",
        ),
        Problem::ReviewMissing => (
            "review_on",
            "本人に代わって決めたときは、見直す日を入れてください。",
        ),
        Problem::EstimateMissing => ("estimate", "推定した本人の意思と、その根拠を書いてください。"),
        Problem::WhyUnreadableMissing => (
            "why_unreadable",
            "最善の利益で決めるときは、意思を読みとることも推定することもできなかった理由を書いてください。",
        ),
        Problem::TriedMissing => (
            "tried_before",
            "最善の利益で決めるときは、それまでに試したことを書いてください。",
        ),
        Problem::BestInterestMissing => (
            "best_interest",
            "最善の利益と考えた理由と、自由をいちばん狭めない工夫を書いてください。",
        ),
        _ => (
            "conclusion",
            "決まりかたを選んでください。「まだ決めない」も選べます。",
        ),
    };
    (field.to_owned(), message)
}
