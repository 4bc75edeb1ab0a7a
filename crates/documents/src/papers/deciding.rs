//! 意思決定支援の記録: ways side by side, what was tried, what was seen apart from how it was read, and the answer; and the
//! page the person chooses with. Neither layout has an official source (docs/forms.md).

use serde::Serialize;

use super::consent::Consent;
use crate::form::{Cell, Cover, Form, Kind, Page, Paper, Part, Ruby, Table};

/// 選択肢. The three aspects, the person's view and that of others apart.
#[derive(Clone, Default, Serialize)]
pub struct WayRow {
    /// 名前.
    pub name: String,
    /// 本人の見かた: よいこと, たいへんなこと, まだ分からないこと.
    pub person: Vec<String>,
    /// まわりの人の見かた, in the same order.
    pub others: Vec<String>,
}

/// 体験・見学.
#[derive(Clone, Default, Serialize)]
pub struct TrialRow {
    /// いつ.
    pub on: String,
    /// 何を・どこで.
    pub what: String,
    /// だれと.
    pub who: String,
    /// 本人のことば.
    pub words: String,
    /// 顔・ようす.
    pub seen: String,
}

/// 気がかり.
#[derive(Clone, Default, Serialize)]
pub struct ObstacleRow {
    /// 何について.
    pub about: String,
    /// どんなこと.
    pub what: String,
    /// 次の一歩.
    pub next: String,
    /// だれが.
    pub who: String,
    /// いつまでに.
    pub by: String,
}

/// 見たこと・聞いたこと.
#[derive(Clone, Default, Serialize)]
pub struct SignRow {
    /// いつ.
    pub on: String,
    /// 場面.
    pub scene: String,
    /// 顔・からだ・声・したこと.
    pub seen: String,
    /// 見た人.
    pub who: String,
}

/// 読みとり.
#[derive(Clone, Default, Serialize)]
pub struct ReadingRow {
    /// だれの.
    pub who: String,
    /// 読みとったこと.
    pub read_as: String,
    /// そう読んだ理由.
    pub why: String,
    /// ほかの読みかた.
    pub other: String,
}

/// 意思決定支援の記録.
#[derive(Clone, Serialize)]
pub struct DecidingSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 氏名.
    pub person_name: String,
    /// 決めること.
    pub question: String,
    /// 分野・期限.
    pub about: String,
    /// 伝えかたの工夫.
    pub explained: String,
    /// 選択肢.
    pub ways: Vec<WayRow>,
    /// 体験・見学.
    pub trials: Vec<TrialRow>,
    /// 気がかり.
    pub obstacles: Vec<ObstacleRow>,
    /// 試した伝えあいの方法.
    pub means_tried: String,
    /// 見たこと・聞いたこと.
    pub signs: Vec<SignRow>,
    /// 読みとり.
    pub readings: Vec<ReadingRow>,
    /// いっしょに考えた人.
    pub took_part: String,
    /// 決まったこと: label and text.
    pub outcome: Vec<(String, String)>,
    /// 署名.
    pub signature: Consent,
}

const ASPECTS: [&str; 3] = ["よいこと", "たいへんなこと", "まだ分からないこと"];

impl Paper for DecidingSheet {
    fn form(&self) -> Form {
        let mut parts = vec![Part::Table(self.head())];
        let mut part = |heading: &str, table: Table| {
            parts.push(Part::Heading(heading.to_owned()));
            parts.push(Part::Table(table));
        };
        part("選択肢（順番に意味はない）", self.ways());
        if !self.trials.is_empty() {
            part("体験・見学", self.trials());
        }
        if !self.obstacles.is_empty() {
            part("気がかりと次の一歩", self.obstacles());
        }
        if !self.means_tried.is_empty() || !self.signs.is_empty() {
            part("見たこと・聞いたこと", self.signs());
        }
        if !self.readings.is_empty() {
            part("読みとり", self.readings());
        }
        part("決まったこと", self.outcome());
        Form::new(self.cover.clone(), Page::Portrait, parts)
    }
}

impl DecidingSheet {
    fn head(&self) -> Table {
        let rows = [
            ("氏名", &self.person_name),
            ("決めること", &self.question),
            ("分野・期限", &self.about),
            ("伝えかたの工夫", &self.explained),
        ];
        labelled(rows.into_iter().map(|(label, text)| (label, text.as_str())))
    }

    fn ways(&self) -> Table {
        let heads = ["選択肢", "", "本人の見かた", "まわりの人の見かた"];
        let rows = self.ways.iter().flat_map(|way| {
            ASPECTS.iter().enumerate().map(move |(place, aspect)| {
                let text = |texts: &[String]| texts.get(place).cloned().unwrap_or_default();
                let mut cells = Vec::new();
                if place == 0 {
                    cells.push(Cell::label(way.name.as_str()).down(ASPECTS.len()));
                }
                cells.push(Cell::label(*aspect));
                cells.push(Cell::value(text(&way.person)));
                cells.push(Cell::value(text(&way.others)));
                cells
            })
        });
        Table::new(&[32.0, 26.0, 61.0, 61.0])
            .header(heads.map(Cell::head).to_vec())
            .rows(rows)
    }

    fn trials(&self) -> Table {
        let row = |row: &TrialRow| {
            [&row.on, &row.what, &row.who, &row.words, &row.seen]
                .map(|text| Cell::value(text.as_str()))
                .to_vec()
        };
        table(
            &[20.0, 40.0, 28.0, 48.0, 44.0],
            ["いつ", "何を・どこで", "だれと", "本人のことば", "顔・ようす"],
            self.trials.iter().map(row),
        )
    }

    fn obstacles(&self) -> Table {
        let row = |row: &ObstacleRow| {
            [&row.about, &row.what, &row.next, &row.who, &row.by]
                .map(|text| Cell::value(text.as_str()))
                .to_vec()
        };
        table(
            &[28.0, 54.0, 48.0, 28.0, 22.0],
            ["何について", "どんなこと", "次の一歩", "だれが", "いつまでに"],
            self.obstacles.iter().map(row),
        )
    }

    fn signs(&self) -> Table {
        let row = |row: &SignRow| {
            [&row.on, &row.scene, &row.seen, &row.who]
                .map(|text| Cell::value(text.as_str()))
                .to_vec()
        };
        let tried = vec![
            Cell::label("試した伝えあいの方法").across(2),
            Cell::value(self.means_tried.as_str()).across(2),
        ];
        table(
            &[20.0, 48.0, 86.0, 26.0],
            ["いつ", "場面", "見たこと・聞いたこと", "見た人"],
            self.signs.iter().map(row),
        )
        .rows([tried])
    }

    fn readings(&self) -> Table {
        let row = |row: &ReadingRow| {
            [&row.who, &row.read_as, &row.why, &row.other]
                .map(|text| Cell::value(text.as_str()))
                .to_vec()
        };
        let with = vec![
            Cell::label("いっしょに考えた人"),
            Cell::value(self.took_part.as_str()).across(3),
        ];
        table(
            &[28.0, 48.0, 56.0, 48.0],
            ["だれの", "読みとったこと", "そう読んだ理由", "ほかの読みかた"],
            self.readings.iter().map(row),
        )
        .rows([with])
    }

    fn outcome(&self) -> Table {
        let rows = self.outcome.iter();
        labelled(rows.map(|(label, text)| (label.as_str(), text.as_str())))
            .row(vec![Cell::label("署名"), self.signature.cell()])
    }
}

fn labelled<'t>(rows: impl Iterator<Item = (&'t str, &'t str)>) -> Table {
    Table::new(&[36.0, 144.0]).rows(rows.map(|(label, text)| vec![Cell::label(label), Cell::value(text)]))
}

fn table<const N: usize>(
    columns: &[f64; N],
    heads: [&str; N],
    rows: impl Iterator<Item = Vec<Cell>>,
) -> Table {
    Table::new(columns)
        .header(heads.map(Cell::head).to_vec())
        .rows(rows)
}

/// やさしい選択肢. One way as the person reads it.
#[derive(Clone, Default, Serialize)]
pub struct EasyWayColumn {
    /// 名前.
    pub name: Vec<Ruby>,
    /// What stands in the rows, in their order.
    pub said: Vec<Vec<Ruby>>,
}

/// えらぶための ページ. Ways side by side with readings, and room for the person's own mark.
#[derive(Clone, Serialize)]
pub struct EasyChoiceSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 名前.
    pub name: Vec<Ruby>,
    /// 題.
    pub question: Vec<Ruby>,
    /// The names of the rows.
    pub rows: Vec<String>,
    /// 選択肢.
    pub ways: Vec<EasyWayColumn>,
    /// まだ決めなくてよいこと・変えてよいこと.
    pub promises: Vec<Vec<Ruby>>,
    /// 伝えておくこと.
    pub note: Vec<Ruby>,
    /// 聞きたいこと: 電話.
    pub tel: Vec<Ruby>,
}

/// Ways that stand beside each other in letters everybody reads.
const BESIDE: usize = 3;

impl Paper for EasyChoiceSheet {
    fn form(&self) -> Form {
        let head = Table::new(&[1.0])
            .row(vec![Cell::ruby(&self.name)])
            .row(vec![Cell::ruby(&self.question).min_mm(12.0)])
            .size(15.0);
        let beside = self.ways.chunks(BESIDE).map(|ways| self.beside(ways));
        // Beside each other, so that three ways of usual length leave the page whole.
        let told: Vec<&Vec<Ruby>> = [&self.note, &self.tel]
            .into_iter()
            .filter(|said| !said.is_empty())
            .collect();
        let cell = |said: Option<&Vec<Ruby>>| Cell::ruby(said.map_or(&[][..], Vec::as_slice));
        let row = |place: usize| vec![cell(self.promises.get(place)), cell(told.get(place).copied())];
        let rows = (0..self.promises.len().max(told.len())).map(row);
        let end = Table::new(&[1.0, 1.0]).rows(rows).size(12.0).gap_mm(4.0);
        let parts = [head].into_iter().chain(beside).chain([end]);
        Form::new(
            self.cover.clone(),
            Page::Landscape,
            parts.map(Part::Table).collect(),
        )
    }
}

impl EasyChoiceSheet {
    fn beside(&self, ways: &[EasyWayColumn]) -> Table {
        let mut columns = vec![42.0];
        columns.extend(ways.iter().map(|_| 76.0));
        let mut head = vec![Cell::head("")];
        head.extend(ways.iter().map(|way| Cell {
            kind: Kind::Head,
            ..Cell::ruby(&way.name)
        }));
        let rows = self.rows.iter().enumerate().map(|(place, name)| {
            let said = |way: &EasyWayColumn| {
                let said = way.said.get(place).cloned().unwrap_or_default();
                Cell::ruby(&said).min_mm(20.0)
            };
            let mut row = vec![Cell::label(name.as_str())];
            row.extend(ways.iter().map(said));
            row
        });
        let mut own = vec![Cell::label("わたしの きもち")];
        own.extend(ways.iter().map(|_| Cell::value("").min_mm(18.0)));
        Table::new(&columns)
            .header(head)
            .rows(rows)
            .rows([own])
            .size(13.0)
            .gap_mm(4.0)
    }
}
