//! A sheet of questions of the made-up office.

use super::{PLANNED, cover};
use crate::form::Ruby;
use crate::papers::{AskedRow, QuestionsSheet};

fn read(text: &str, reading: &str) -> Ruby {
    Ruby {
        text: text.to_owned(),
        reading: reading.to_owned(),
    }
}

fn bare(text: &str) -> Ruby {
    read(text, "")
}

fn asked(number: &str, text: Vec<Ruby>) -> AskedRow {
    AskedRow {
        number: number.to_owned(),
        text,
        ..AskedRow::default()
    }
}

impl QuestionsSheet {
    /// A sheet with each way of answering.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let faces = AskedRow {
            faces: true,
            ..asked(
                "1",
                vec![read("毎日", "まいにち"), bare("の くらしは、どうですか")],
            )
        };
        let picks = AskedRow {
            picks: vec![
                vec![read("家族", "かぞく")],
                vec![read("友", "とも"), bare("だち")],
                vec![bare("いない")],
            ],
            ..asked(
                "2",
                vec![
                    bare("こまったとき、だれに "),
                    read("話", "はな"),
                    bare("しますか"),
                ],
            )
        };
        let words = asked("3", vec![read("好", "す"), bare("きなことは なんですか")]);
        vec![Self {
            cover: cover("", "会う前の質問", "", PLANNED),
            to: "ご本人".to_owned(),
            lead: vec![
                read("会", "あ"),
                bare("う"),
                read("前", "まえ"),
                bare("に、あなたの ことを おしえてください。"),
            ],
            notes: vec![vec![read("書", "か"), bare("けるところだけで いいです。")]],
            questions: vec![faces, picks, words],
            faces: ["よい", "まあまあ", "よくない"].map(str::to_owned),
            passes: vec![
                vec![bare("わからない")],
                vec![read("答", "こた"), bare("えたくない")],
            ],
            back: "見本相談支援センター　電話 044-000-0000".to_owned(),
        }]
    }
}
