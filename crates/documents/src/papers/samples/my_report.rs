//! A monitoring of the made-up office as its person reads it.

use super::{ADULT, MONITORED, cover};
use crate::form::Ruby;
use crate::papers::MyReportSheet;

impl MyReportSheet {
    /// Filled sheets: a short one, and one with many lines.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let run = |text: &str, reading: &str| Ruby {
            text: text.to_owned(),
            reading: reading.to_owned(),
        };
        let line = vec![
            run("「", ""),
            run("電車", "でんしゃ"),
            run("で かよう」　だいたい できました。", ""),
        ];
        let sheet = |count: usize| Self {
            cover: cover("", "わたしの ふりかえり", ADULT, MONITORED),
            name: vec![run(ADULT, "みほん ようすけ"), run(" さん", "")],
            met: vec![run("11", ""), run("月", "がつ"), run("5", ""), run("日", "にち")],
            lines: vec![line.clone(); count],
            tel: vec![run("見本相談支援センター　044-000-0000", "")],
        };
        vec![sheet(3), sheet(14)]
    }
}
