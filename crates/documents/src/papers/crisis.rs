//! クライシスプラン: one calm page for the day it gets hard.

use serde::Serialize;

use super::consent::Consent;
use crate::form::{Cell, Cover, Form, Page, Paper, Part, Table};

/// 連絡先. Whom to call.
#[derive(Clone, Default, Serialize)]
pub struct CrisisContact {
    /// 名前.
    pub name: String,
    /// 電話.
    pub tel: String,
    /// してくれること.
    pub does: String,
}

/// クライシスプラン. Made with the person, in their words, for them and those around them.
#[derive(Clone, Serialize)]
pub struct CrisisSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// Whose page it is.
    pub person_name: String,
    /// サイン.
    pub signs: Vec<String>,
    /// してほしいこと・落ち着くこと.
    pub calms: Vec<String>,
    /// してほしくないこと.
    pub avoid: Vec<String>,
    /// 家の人が急にいなくなったとき.
    pub carer_absent: String,
    /// 泊まるところ.
    pub stay: String,
    /// 連絡先.
    pub contacts: Vec<CrisisContact>,
    /// 話し合って決めた日.
    pub agreed_on: String,
    /// いっしょに話した人.
    pub agreed_with: String,
    /// 署名.
    pub signature: Consent,
}

impl Paper for CrisisSheet {
    fn form(&self) -> Form {
        let parts = self.tables().map(Part::Table);
        Form::new(self.cover.clone(), Page::Portrait, parts.into()).large()
    }
}

impl CrisisSheet {
    fn tables(&self) -> [Table; 6] {
        let tables = [
            Table::new(&[50.0, 130.0]).row(vec![
                Cell::label("わたしの名前"),
                Cell::short(self.person_name.as_str()),
            ]),
            boxed(
                "こんなとき、つらくなってきています（サイン）",
                points(&self.signs),
            ),
            self.wanted(),
            Table::new(&[50.0, 130.0])
                .row(vec![
                    Cell::label("家の人が急に\nいなくなったとき"),
                    Cell::short(self.carer_absent.as_str()).min_mm(14.0),
                ])
                .row(vec![
                    Cell::label("泊まるところ"),
                    Cell::short(self.stay.as_str()).min_mm(10.0),
                ]),
            self.numbers(),
            self.agreed(),
        ];
        tables.map(|table| table.size(12.0).gap_mm(3.0))
    }

    fn wanted(&self) -> Table {
        Table::new(&[1.0, 1.0])
            .header(vec![
                Cell::head("してほしいこと・落ち着くこと"),
                Cell::head("してほしくないこと"),
            ])
            .row(vec![
                Cell::value(points(&self.calms)).min_mm(24.0),
                Cell::value(points(&self.avoid)),
            ])
    }

    fn numbers(&self) -> Table {
        let row = |contact: &CrisisContact| {
            vec![
                Cell::short(contact.name.as_str()),
                Cell::short(contact.tel.as_str()),
                Cell::short(contact.does.as_str()),
            ]
        };
        let heads = ["連絡先（名前）", "電話", "してくれること"];
        Table::new(&[62.0, 48.0, 70.0])
            .header(heads.map(Cell::head).to_vec())
            .rows(self.contacts.iter().map(row))
    }

    fn agreed(&self) -> Table {
        let row = |label: &str, said: &str| vec![Cell::label(label), Cell::short(said)];
        Table::new(&[50.0, 130.0])
            .row(row("話し合って決めた日", &self.agreed_on))
            .row(row("いっしょに話した人", &self.agreed_with))
            .row(vec![Cell::label("署名"), self.signature.cell()])
    }
}

fn boxed(head: &str, said: String) -> Table {
    Table::new(&[1.0])
        .header(vec![Cell::head(head)])
        .row(vec![Cell::value(said).min_mm(16.0)])
}

/// One line for each thing that was said.
pub(super) fn points(said: &[String]) -> String {
    let points = said.iter().filter(|said| !said.is_empty());
    let points: Vec<String> = points.map(|said| format!("・{said}")).collect();
    points.join("\n")
}
