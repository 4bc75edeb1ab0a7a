//! 支援経過記録.

use serde::Serialize;

use super::head::{joined, pair};
use crate::form::{Cell, Cover, Form, Page, Paper, Part, Table};

/// 支援経過. One contact.
#[derive(Clone, Default, Serialize)]
pub struct NoteRow {
    /// No.
    pub number: String,
    /// 年月日・時刻.
    pub held: String,
    /// 方法.
    pub means: String,
    /// 相手.
    pub with: String,
    /// 場所.
    pub place: String,
    /// 区分.
    pub category: String,
    /// 内容, as it happened and in the person's words.
    pub content: String,
    /// 判断・所見.
    pub judgement: String,
    /// 対応・次の予定.
    pub next: String,
    /// 加算.
    pub addition: String,
    /// 記録者.
    pub recorded_by: String,
}

/// 支援経過記録. The contacts of a period.
#[derive(Clone, Serialize)]
pub struct NotesSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 利用者氏名.
    pub person_name: String,
    /// 相談支援事業者名.
    pub office_name: String,
    /// The period the paper covers.
    pub period: String,
    /// The contacts, in order of time.
    pub rows: Vec<NoteRow>,
}

impl Paper for NotesSheet {
    fn form(&self) -> Form {
        let parts = vec![Part::Table(self.head()), Part::Table(self.contacts())];
        Form::new(self.cover.clone(), Page::Portrait, parts)
    }
}

impl NotesSheet {
    fn head(&self) -> Table {
        let pair = |label: &str, value: &str| pair(&self.cover, label, value);
        Table::new(&[22.0, 36.0, 14.0, 42.0, 30.0, 36.0])
            .size(8.5)
            .row(joined([
                pair("利用者氏名", &self.person_name),
                pair("期間", &self.period),
                pair("相談支援事業者名", &self.office_name),
            ]))
    }

    fn contacts(&self) -> Table {
        let heads = [
            "No.",
            "年月日・時刻\n方法・相手・場所\n区分",
            "内容（事実・本人の言葉）",
            "判断・所見",
            "対応・次の予定",
            "記録者\n加算",
        ];
        Table::new(&[9.0, 36.0, 58.0, 32.0, 27.0, 18.0])
            .header(heads.map(Cell::head).to_vec())
            .rows(self.rows.iter().map(cells))
            .size(8.5)
            .gap_mm(2.0)
    }
}

fn cells(row: &NoteRow) -> Vec<Cell> {
    let contact = [&row.held, &row.means, &row.with, &row.place, &row.category];
    vec![
        Cell::mark(row.number.as_str()).min_mm(12.0),
        Cell::value(lines(&contact)),
        Cell::value(row.content.as_str()),
        Cell::value(row.judgement.as_str()),
        Cell::value(row.next.as_str()),
        Cell::value(lines(&[&row.recorded_by, &row.addition])),
    ]
}

fn lines(said: &[&String]) -> String {
    let said: Vec<&str> = said
        .iter()
        .map(|said| said.as_str())
        .filter(|said| !said.is_empty())
        .collect();
    said.join("\n")
}
