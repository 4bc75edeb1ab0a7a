//! わたしの ふりかえり: the person's own page of a monitoring, with every reading. The layout is the product's own.

use serde::Serialize;

use crate::form::{Cell, Cover, Form, Kind, Page, Paper, Part, Ruby, Table};

/// わたしの ふりかえり.
#[derive(Clone, Serialize)]
pub struct MyReportSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 名前.
    pub name: Vec<Ruby>,
    /// 会った日.
    pub met: Vec<Ruby>,
    /// ふりかえり, one line each.
    pub lines: Vec<Vec<Ruby>>,
    /// 聞きたいこと: 電話.
    pub tel: Vec<Ruby>,
}

impl Paper for MyReportSheet {
    fn form(&self) -> Form {
        let plain = |text: &str, reading: &str| Ruby {
            text: text.to_owned(),
            reading: reading.to_owned(),
        };
        let label = |runs: &[Ruby]| Cell {
            kind: Kind::Label,
            ..Cell::ruby(runs)
        };
        let row = |runs: &[Ruby], said: &[Ruby]| vec![label(runs), Cell::ruby(said).min_mm(12.0)];
        let top = Table::new(&[40.0, 140.0])
            .row(row(&[plain("あなたの", ""), plain("名前", "なまえ")], &self.name))
            .row(row(
                &[plain("会", "あ"), plain("った", ""), plain("日", "ひ")],
                &self.met,
            ));
        let lines = self.lines.iter().map(|line| vec![Cell::ruby(line).min_mm(11.0)]);
        let lines = Table::new(&[180.0]).rows(lines);
        let end =
            Table::new(&[40.0, 140.0]).row(row(&[plain("聞", "き"), plain("きたいときは", "")], &self.tel));
        let parts = [top, lines, end].map(|table| Part::Table(table.size(14.0).gap_mm(4.0)));
        Form::new(self.cover.clone(), Page::Portrait, parts.into())
    }
}
