//! What he and his mother were asked before the talks of November, and what came back on paper.

use bansou_domain::room::{
    AnswerMeans, Ask, Asked, Face, Party, PartyKind, Pass, QuestionSaid, QuestionSet, QuestionsAnswer,
    QuestionsAsk, Room, usual_questions,
};
use jiff::civil::date;

use crate::story::AskedBefore;

pub(super) fn asked() -> AskedBefore {
    let set = |asked| QuestionSet {
        version: 0,
        questions: usual_questions(asked),
    };
    AskedBefore {
        on: date(2026, 11, 4),
        room: Room {
            until: date(2026, 12, 25),
            ask: Ask::Questions(QuestionsAsk {
                occasion: "会《あ》う前《まえ》に、あなたの ことを 教《おし》えて ください。".to_owned(),
                person: set(Asked::Person),
                family: set(Asked::Family),
                reply_by: Some(date(2026, 11, 18)),
            }),
            parties: vec![
                party(PartyKind::Person, "見本 翔さん"),
                party(PartyKind::Family, "お母さん"),
            ],
        },
        answers: vec![
            (0, date(2026, 11, 11), AnswerMeans::Visit, his()),
            (1, date(2026, 11, 13), AnswerMeans::Letter, hers()),
        ],
    }
}

fn party(kind: PartyKind, name: &str) -> Party {
    Party {
        kind,
        name: name.to_owned(),
        required: false,
        once: false,
        member: None,
        owner: String::new(),
        whose: None,
    }
}

fn words(place: usize, words: &str) -> QuestionSaid {
    QuestionSaid {
        place,
        words: words.to_owned(),
        ..QuestionSaid::default()
    }
}

/// 本人の答え, at the after-school centre, with the pictures on the table.
fn his() -> QuestionsAnswer {
    QuestionsAnswer {
        by: String::new(),
        on: Some(date(2026, 11, 11)),
        said: vec![
            QuestionSaid {
                face: Some(Face::Good),
                ..words(0, "じっしゅう、たのしかった")
            },
            words(1, "パン。あんパンをやくこと"),
            QuestionSaid {
                picked: vec![0, 5],
                ..words(3, "いそいで、と言われると、とまる")
            },
            words(4, "パンやさん"),
            QuestionSaid {
                picked: vec![0, 2],
                ..words(6, "")
            },
            words(7, "うしろから声をかけられるのは、いや"),
            QuestionSaid {
                pass: Some(Pass::Unsure),
                ..words(8, "")
            },
        ],
    }
}

/// 母の答え, by post.
fn hers() -> QuestionsAnswer {
    QuestionsAnswer {
        by: "母".to_owned(),
        on: Some(date(2026, 11, 13)),
        said: vec![
            words(0, "はかるのが正確です。朝は自分で起きて、台所に来ます。"),
            words(1, "疲れているのに、言えないときがあります。"),
            words(2, "卒業したあと、昼まで寝ている生活にもどらないか。"),
            words(3, "ゆっくりでいいので、続けられる場所に出会ってほしいです。"),
            QuestionSaid {
                face: Some(Face::Middle),
                ..words(4, "")
            },
            QuestionSaid {
                picked: vec![1, 2],
                ..words(5, "")
            },
            words(6, "見本の家の短期入所。夜は祖母に電話できます。"),
            QuestionSaid {
                pass: Some(Pass::Decline),
                ..words(7, "")
            },
        ],
    }
}
