//! 渡す紙. What a party outside the office has been handed behind its link, as a paper it can keep.
//!
//! No official form: it says what the page says, for whom it was made.

use serde::Serialize;

use crate::form::{Cell, Cover, Form, Kind, Page, Paper, Part, Ruby, Table};

/// 一つのまとまり. Its rows, each a name and what is said.
#[derive(Clone, Default, Serialize)]
pub struct HandedPart {
    /// 見出し.
    pub heading: String,
    /// 項目.
    pub rows: Vec<(Vec<Ruby>, Vec<Ruby>)>,
}

/// 渡す紙.
#[derive(Clone, Serialize)]
pub struct HandedSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 宛先.
    pub to: String,
    /// 渡した事業所.
    pub from: String,
    /// Whether the person or the family reads it.
    pub easy: bool,
    /// 内容.
    pub parts: Vec<HandedPart>,
}

impl Paper for HandedSheet {
    fn form(&self) -> Form {
        let size = if self.easy { 13.0 } else { 10.0 };
        let head = Table::new(&[40.0, 140.0])
            .size(size)
            .row(vec![Cell::label("宛先"), Cell::short(self.to.as_str())])
            .row(vec![Cell::label("渡した事業所"), Cell::short(self.from.as_str())]);
        let mut parts = vec![Part::Table(head)];
        for part in self.parts.iter().filter(|part| !part.rows.is_empty()) {
            if !part.heading.is_empty() {
                parts.push(Part::Heading(part.heading.clone()));
            }
            parts.push(Part::Table(part.table().size(size)));
        }
        Form::new(self.cover.clone(), Page::Portrait, parts)
    }
}

impl HandedPart {
    fn table(&self) -> Table {
        let row = |(name, said): &(Vec<Ruby>, Vec<Ruby>)| {
            let label = Cell {
                kind: Kind::Label,
                ..Cell::ruby(name)
            };
            vec![label, Cell::ruby(said).min_mm(9.0)]
        };
        Table::new(&[40.0, 140.0])
            .gap_mm(2.0)
            .rows(self.rows.iter().map(row))
    }
}
