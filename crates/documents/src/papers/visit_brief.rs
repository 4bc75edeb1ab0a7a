//! 訪問の前に: one page to read on the way to a visit.

use serde::Serialize;

use super::crisis::points;
use crate::form::{Cell, Cover, Form, Page, Paper, Part, Table};
use crate::press::{Press, PressError, Printed};

/// ことば. What the person said, with when and where.
#[derive(Clone, Default, Serialize)]
pub struct SaidRow {
    /// ことば.
    pub words: String,
    /// いつ・どこで.
    pub said: String,
}

/// 目標. One goal as the last visit left it.
#[derive(Clone, Default, Serialize)]
pub struct GoalStand {
    /// 目標.
    pub goal: String,
    /// 達成度・満足度・状態.
    pub stand: String,
    /// 事業所から.
    pub provision: String,
    /// これから.
    pub remedy: String,
}

/// 約束. One thing somebody said they would do.
#[derive(Clone, Default, Serialize)]
pub struct PromiseRow {
    /// だれが.
    pub who: String,
    /// 何を.
    pub what: String,
    /// いつまでに.
    pub by: String,
    /// どこで決めたか.
    pub from: String,
}

/// 見出しと行. One heading with its lines.
#[derive(Clone, Default, Serialize)]
pub struct NamedLines {
    /// 見出し.
    pub name: String,
    /// 行.
    pub lines: Vec<String>,
}

/// 訪問の前に.
#[derive(Clone, Serialize)]
pub struct VisitBriefSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 氏名.
    pub person_name: String,
    /// 年齢・区分・受給者証.
    pub about: String,
    /// 今回.
    pub this_time: String,
    /// 前回.
    pub last_time: String,
    /// 本人のことば.
    pub words: Vec<SaidRow>,
    /// 目標ごとの前回.
    pub goals: Vec<GoalStand>,
    /// 宿題と決まったこと.
    pub promises: Vec<PromiseRow>,
    /// 前回からのようす.
    pub since: Vec<String>,
    /// 期限・気をつけること・連絡先.
    pub notes: Vec<NamedLines>,
    /// 聞いてみる.
    pub prompts: Vec<String>,
    /// 権利と安全.
    pub rights: Vec<String>,
}

impl Paper for VisitBriefSheet {
    fn form(&self) -> Form {
        self.form_in(9.0)
    }
}

/// The page with less on it and in smaller letters.
struct CutBrief(VisitBriefSheet);

impl Paper for CutBrief {
    fn form(&self) -> Form {
        self.0.form_in(8.0)
    }
}

/// How far the page is cut to stay one page, step by step: lines of [`VisitBriefSheet::since`], letters of each of them,
/// letters of every other long text.
const CUTS: [(usize, usize, usize); 7] = [
    (10, 160, 300),
    (8, 110, 200),
    (6, 90, 140),
    (5, 70, 110),
    (4, 60, 90),
    (3, 50, 70),
    (3, 36, 45),
];

impl VisitBriefSheet {
    fn form_in(&self, points: f64) -> Form {
        let tables = self.tables().into_iter().flatten();
        let parts = tables.map(|table| Part::Table(table.size(points)));
        Form::new(self.cover.clone(), Page::Portrait, parts.collect())
    }

    /// Prints the page on one sheet: whole where that fits, else in smaller letters and with as little taken away as is
    /// needed. What is left out is counted, and stands on the screen; nothing is taken from cautions, numbers to call and
    /// rights, of a prompt goes why it is asked. A case that does not fit even so goes on on a second sheet.
    ///
    /// # Errors
    ///
    /// As [`Press::pdf`].
    pub fn on_one_sheet(&self, press: &Press) -> Result<Printed, PressError> {
        let mut printed = press.pdf(self)?;
        for cut in CUTS {
            if printed.pages == 1 {
                break;
            }
            printed = press.pdf(&CutBrief(self.cut(cut)))?;
        }
        Ok(printed)
    }

    fn cut(&self, (lines, letters, others): (usize, usize, usize)) -> Self {
        let mut sheet = self.clone();
        sheet.since = self
            .since
            .iter()
            .take(lines)
            .map(|line| clipped(line, letters))
            .collect();
        let left = self.since.len().saturating_sub(lines);
        if left > 0 {
            sheet.since.push(format!("ほか{left}件は画面で見られます"));
        }
        sheet.last_time = clipped(&self.last_time, others);
        for said in &mut sheet.words {
            said.words = clipped(&said.words, others);
        }
        for goal in &mut sheet.goals {
            for text in [&mut goal.goal, &mut goal.provision, &mut goal.remedy] {
                *text = clipped(text, others);
            }
        }
        for promise in &mut sheet.promises {
            promise.what = clipped(&promise.what, others);
        }
        for prompt in &mut sheet.prompts {
            if let Some(why) = prompt.rfind('（') {
                prompt.truncate(why);
            }
        }
        sheet
    }

    fn tables(&self) -> [Option<Table>; 7] {
        [
            Some(self.head()),
            table(
                &[130.0, 50.0],
                ["本人のことば（新しい順）", "いつ・どこで"],
                &self.words,
                said,
            ),
            table(
                &[48.0, 28.0, 62.0, 42.0],
                ["目標", "前回", "事業所から", "これから"],
                &self.goals,
                goal,
            ),
            table(
                &[44.0, 74.0, 28.0, 34.0],
                ["だれが", "宿題・決まったこと", "いつまでに", "どこで"],
                &self.promises,
                promise,
            ),
            (!self.notes.is_empty()).then(|| self.beside()),
            lines("前回からのようす", &self.since),
            Some(self.asked()),
        ]
    }

    fn head(&self) -> Table {
        let row = |label: &str, said: &str| vec![Cell::label(label), Cell::short(said)];
        Table::new(&[28.0, 152.0])
            .row(row("氏名", &format!("{}　{}", self.person_name, self.about)))
            .row(row("今回", &self.this_time))
            .row(row("前回", &self.last_time))
    }

    fn beside(&self) -> Table {
        let row = |note: &NamedLines| vec![Cell::label(note.name.as_str()), Cell::value(points(&note.lines))];
        Table::new(&[38.0, 142.0])
            .rows(self.notes.iter().map(row))
            .gap_mm(2.0)
    }

    fn asked(&self) -> Table {
        Table::new(&[1.0, 1.0])
            .header(vec![Cell::head("聞いてみる"), Cell::head("権利と安全（毎回）")])
            .row(vec![
                Cell::value(points(&self.prompts)),
                Cell::value(points(&self.rights)),
            ])
            .gap_mm(2.0)
    }
}

fn table<R, const N: usize>(
    columns: &[f64; N],
    heads: [&str; N],
    rows: &[R],
    cells: fn(&R) -> [String; N],
) -> Option<Table> {
    let row = |row: &R| cells(row).map(Cell::value).to_vec();
    let table = Table::new(columns)
        .header(heads.map(Cell::head).to_vec())
        .rows(rows.iter().map(row))
        .gap_mm(2.0);
    (!rows.is_empty()).then_some(table)
}

/// At most so many letters, and a sign that there were more.
fn clipped(text: &str, letters: usize) -> String {
    let mut rest = text.chars();
    let kept: String = rest.by_ref().take(letters).collect();
    if rest.next().is_some() {
        format!("{kept}…")
    } else {
        kept
    }
}

fn said(row: &SaidRow) -> [String; 2] {
    [format!("「{}」", row.words), row.said.clone()]
}

fn goal(row: &GoalStand) -> [String; 4] {
    [
        row.goal.clone(),
        row.stand.clone(),
        row.provision.clone(),
        row.remedy.clone(),
    ]
}

fn promise(row: &PromiseRow) -> [String; 4] {
    [
        row.who.clone(),
        row.what.clone(),
        row.by.clone(),
        row.from.clone(),
    ]
}

fn lines(head: &str, said: &[String]) -> Option<Table> {
    let table = Table::new(&[1.0])
        .header(vec![Cell::head(head)])
        .row(vec![Cell::value(points(said))])
        .gap_mm(2.0);
    (!said.is_empty()).then_some(table)
}
