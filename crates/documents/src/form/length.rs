//! How much there is to set, and where the longest text stands.

use super::table::{Kind, Placed};
use super::{Form, Part, Table, WeekGrid};

/// One text's length and the label a person finds it by.
pub(crate) struct Longest {
    pub(crate) label: String,
    pub(crate) letters: usize,
}

/// What an empty cell costs, in letters.
const CELL: usize = 10;

/// What a block of the week costs at least: its place and note are tried several times.
const BLOCK: usize = 120;

/// A label a person typed is cut after this many letters.
const LABEL: usize = 30;

impl Form {
    /// Letters to be set, with what each box costs however little stands in it.
    pub(crate) fn weight(&self) -> usize {
        let part = |part: &Part| match part {
            Part::Heading(heading) => letters(heading),
            Part::Table(table) => cells(table),
            Part::Week(week) => blocks(week),
        };
        let cover = &self.cover;
        let around = [&cover.title, &cover.form_number, &cover.subject, &cover.printed];
        let around = around.into_iter().map(|text| letters(text));
        self.parts.iter().map(part).chain(around).sum()
    }

    /// The longest text, under the label beside or above it; under the paper's title where there is none.
    pub(crate) fn longest(&self) -> Longest {
        let parts = self.parts.iter().filter_map(|part| match part {
            Part::Heading(heading) => Some(Longest {
                label: heading.clone(),
                letters: letters(heading),
            }),
            Part::Table(table) => in_table(table),
            Part::Week(week) => in_week(week),
        });
        let title = Longest {
            label: self.cover.title.clone(),
            letters: letters(&self.cover.title),
        };
        let longest = parts.chain([title]).max_by_key(|found| found.letters);
        longest.map_or_else(
            || Longest {
                label: String::new(),
                letters: 0,
            },
            |found| Longest {
                label: short(&found.label, &self.cover.title),
                ..found
            },
        )
    }
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

fn short(label: &str, title: &str) -> String {
    let label = if label.is_empty() { title } else { label };
    label
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .take(LABEL)
        .collect()
}

fn cells(table: &Table) -> usize {
    let cells = table.header.iter().chain(&table.rows).flatten();
    cells.map(|cell| letters(&cell.text).max(CELL)).sum()
}

fn blocks(week: &WeekGrid) -> usize {
    let blocks = week.blocks.iter();
    let blocks: usize = blocks
        .map(|block| (letters(&block.text) + letters(&block.provider)).max(BLOCK))
        .sum();
    let boxes = [&week.beside, &week.below_beside].into_iter().chain(&week.foot);
    blocks + boxes.map(|fixed| letters(&fixed.text)).sum::<usize>()
}

fn in_table(table: &Table) -> Option<Longest> {
    let placed = table.placed();
    let longest = placed.iter().max_by_key(|placed| letters(&placed.cell.text))?;
    Some(Longest {
        label: label(table, &placed, longest),
        letters: letters(&longest.cell.text),
    })
}

// The grey cell nearest to the left in the same row, else the one above.
fn label(table: &Table, placed: &[Placed<'_>], of: &Placed<'_>) -> String {
    let names = placed
        .iter()
        .filter(|other| matches!(other.cell.kind, Kind::Label | Kind::Head));
    let beside = names
        .clone()
        .filter(|other| {
            (other.row..other.row + other.cell.down).contains(&of.row) && other.column < of.column
        })
        .max_by_key(|other| other.column);
    let above = || {
        names
            .filter(|other| {
                other.row < table.header.len().min(of.row)
                    && (other.column..other.column + other.cell.across).contains(&of.column)
            })
            .max_by_key(|other| other.row)
    };
    beside
        .or_else(above)
        .map_or_else(String::new, |found| found.cell.text.clone())
}

fn in_week(week: &WeekGrid) -> Option<Longest> {
    let boxes = [&week.beside, &week.below_beside].into_iter().chain(&week.foot);
    let boxes = boxes.map(|fixed| (fixed.label.as_str(), letters(&fixed.text)));
    let blocks = week.blocks.iter().map(|block| {
        let longer = letters(&block.text).max(letters(&block.provider));
        ("週間計画表の予定", longer)
    });
    let (label, letters) = boxes.chain(blocks).max_by_key(|(_, letters)| *letters)?;
    Some(Longest {
        label: label.to_owned(),
        letters,
    })
}
