//! What a provider and the person are handed of the made-up meeting.

use super::{PLANNED, cover};
use crate::form::Ruby;
use crate::papers::{HandedPart, HandedSheet};

fn said(text: &str) -> Vec<Ruby> {
    vec![Ruby {
        text: text.to_owned(),
        reading: String::new(),
    }]
}

impl HandedSheet {
    /// A record for a provider, and the summary for the person.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let part = |heading: &str, rows: &[(&str, &str)]| HandedPart {
            heading: heading.to_owned(),
            rows: rows.iter().map(|(name, text)| (said(name), said(text))).collect(),
        };
        let record = Self {
            cover: cover("", "サービス担当者会議の記録", "", PLANNED),
            to: "就労支援センター見本 様".to_owned(),
            from: "見本相談支援センター　電話 044-000-0000".to_owned(),
            easy: false,
            parts: vec![
                part(
                    "",
                    &[
                        ("日時", "令和8年4月20日（月）14:00～15:00"),
                        ("目的", "働く日を増やすかを話し合う"),
                    ],
                ),
                part("決まったこと", &[("本人", "カードを作る")]),
            ],
        };
        let easy = Self {
            cover: cover("", "話しあいの まとめ", "", PLANNED),
            to: "ご本人 へ".to_owned(),
            easy: true,
            parts: vec![part("", &[("きまったこと", "1 週に3日、つづけます。")])],
            ..record.clone()
        };
        vec![record, easy]
    }
}
