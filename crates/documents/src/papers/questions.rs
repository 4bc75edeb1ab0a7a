//! 事前の質問の紙. What the person or the family is asked before the interview, with readings and room to write.
//!
//! No national form exists; the layout is our own.

use serde::Serialize;

use crate::form::{Cell, Cover, Drawing, Form, Kind, Page, Paper, Part, Ruby, Table};

/// 一つの質問. With what can be chosen; both with their readings.
#[derive(Clone, Default, Serialize)]
pub struct AskedRow {
    /// 順.
    pub number: String,
    /// 質問.
    pub text: Vec<Ruby>,
    /// Whether a face is chosen.
    pub faces: bool,
    /// 選ぶことば.
    pub picks: Vec<Vec<Ruby>>,
}

/// 事前の質問の紙.
#[derive(Clone, Serialize)]
pub struct QuestionsSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 宛先.
    pub to: String,
    /// 何のため.
    pub lead: Vec<Ruby>,
    /// おねがい, each on a line of its own.
    pub notes: Vec<Vec<Ruby>>,
    /// 質問.
    pub questions: Vec<AskedRow>,
    /// よい・まあまあ・よくない, as the faces are called.
    pub faces: [String; 3],
    /// わからない・答えたくない.
    pub passes: Vec<Vec<Ruby>>,
    /// 返す先: the office with its telephone.
    pub back: String,
}

const WHOLE: usize = 3;

impl Paper for QuestionsSheet {
    fn form(&self) -> Form {
        let mut tables = vec![self.head()];
        tables.extend(self.questions.iter().map(|asked| self.question(asked)));
        tables.push(self.foot());
        let parts = tables
            .into_iter()
            .map(|table| Part::Table(table.size(12.0).gap_mm(3.0)));
        Form::new(self.cover.clone(), Page::Portrait, parts.collect())
    }
}

fn plain(text: &str) -> Ruby {
    Ruby {
        text: text.to_owned(),
        reading: String::new(),
    }
}

/// Several texts, one after the other, each behind the same sign.
fn strung(texts: &[Vec<Ruby>], sign: &str, between: &str) -> Vec<Ruby> {
    let mut runs = Vec::new();
    for (place, text) in texts.iter().enumerate() {
        let before = if place == 0 { "" } else { between };
        runs.push(plain(&format!("{before}{sign}")));
        runs.extend(text.iter().cloned());
    }
    runs
}

impl QuestionsSheet {
    fn head(&self) -> Table {
        Table::new(&[60.0, 60.0, 60.0])
            .row(vec![Cell::short(format!("{} へ", self.to)).across(WHOLE)])
            .row(vec![Cell::ruby(&self.lead).across(WHOLE)])
            .row(vec![Cell::ruby(&strung(&self.notes, "・", "\n")).across(WHOLE)])
    }

    fn question(&self, asked: &AskedRow) -> Table {
        let mut said = vec![plain(&format!("{}　", asked.number))];
        said.extend(asked.text.iter().cloned());
        let label = Cell {
            kind: Kind::Label,
            ..Cell::ruby(&said)
        };
        let mut table = Table::new(&[60.0, 60.0, 60.0]).row(vec![label.across(WHOLE)]);
        if asked.faces {
            let faces = self.faces.iter().zip(MOUTHS);
            let row = faces.map(|(word, mouth)| Cell::mark(word.as_str()).drawing(Some(face(word, mouth))));
            table = table.row(row.collect());
        }
        if !asked.picks.is_empty() {
            table = table.row(vec![
                Cell::ruby(&strung(&asked.picks, "□ ", "　　")).across(WHOLE),
            ]);
        }
        let room = if asked.faces || !asked.picks.is_empty() {
            13.0
        } else {
            24.0
        };
        table
            .row(vec![Cell::value("").across(WHOLE).min_mm(room)])
            .row(vec![
                Cell::ruby(&strung(&self.passes, "□ ", "　　")).across(WHOLE),
            ])
    }

    fn foot(&self) -> Table {
        let label = |runs: &[Ruby]| Cell {
            kind: Kind::Label,
            ..Cell::ruby(runs)
        };
        let read = |text: &str, reading: &str| Ruby {
            text: text.to_owned(),
            reading: reading.to_owned(),
        };
        let wrote = [read("書", "か"), plain("いた"), read("人", "ひと")];
        let day = [read("書", "か"), plain("いた"), read("日", "ひ")];
        let back = [read("返", "かえ"), plain("すところ")];
        Table::new(&[32.0, 76.0, 32.0, 40.0])
            .row(vec![
                label(&wrote),
                Cell::short("").min_mm(11.0),
                label(&day),
                Cell::short(""),
            ])
            .row(vec![label(&back), Cell::short(self.back.as_str()).across(3)])
    }
}

/// The mouths of the three faces: laughing, straight, sad.
const MOUTHS: [&str; 3] = ["M12 24q8 9 16 0", "M13 27h14", "M12 30q8-9 16 0"];

fn face(word: &str, mouth: &str) -> Drawing {
    Drawing {
        svg: format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 40\" width=\"40\" height=\"40\" fill=\"none\" \
             stroke=\"#1a1a1a\" stroke-width=\"2\" stroke-linecap=\"round\"><circle cx=\"20\" cy=\"20\" r=\"17\"/>\
             <path d=\"M14 15v3M26 15v3\"/><path d=\"{mouth}\"/></svg>"
        ),
        alt: format!("かお: {word}"),
        height_mm: 14.0,
    }
}
