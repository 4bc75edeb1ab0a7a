//! Ruled tables and their cells.

use serde::Serialize;

use super::room;

/// A ruled table.
#[derive(Clone, Serialize)]
pub struct Table {
    /// Shares of the page's width.
    pub columns: Vec<f64>,
    /// Rows repeated on every page.
    pub header: Vec<Vec<Cell>>,
    /// Rows of content.
    pub rows: Vec<Vec<Cell>>,
    /// Text size in points.
    pub size: f64,
    /// Millimetres kept free above; 0 joins the table to the one before.
    pub gap_mm: f64,
}

/// What a cell is for; decides shade and place of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Names the value beside it.
    Label,
    /// Names the column below it.
    Head,
    /// Long text, from the top left.
    Value,
    /// One line, centred in height.
    Short,
    /// A mark, centred both ways.
    Mark,
    /// A number, from the right.
    Amount,
}

/// A picture inside a cell.
#[derive(Clone, Serialize)]
pub struct Drawing {
    /// The picture.
    pub svg: String,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// Its height on paper.
    pub height_mm: f64,
}

/// ふりがな. Some letters and, where they have one, their reading.
#[derive(Clone, Default, Serialize)]
pub struct Ruby {
    /// The letters.
    pub text: String,
    /// The reading; empty without one.
    pub reading: String,
}

/// One cell of a table.
#[derive(Clone, Serialize)]
pub struct Cell {
    /// What the cell is for.
    pub kind: Kind,
    /// The text.
    pub text: String,
    /// The text cut at its readings, where it has any; printed with them above the letters.
    pub ruby: Vec<Ruby>,
    /// The number the text says; the workbook writes it as a number.
    pub number: Option<i64>,
    /// A picture above the text.
    pub drawing: Option<Drawing>,
    /// Columns the cell spans.
    pub across: usize,
    /// Rows the cell spans.
    pub down: usize,
    /// The least height in millimetres.
    pub min_mm: f64,
    /// Whether the cell is short enough never to be torn between pages.
    pub together: bool,
}

impl Cell {
    fn new(kind: Kind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
            ruby: Vec::new(),
            number: None,
            drawing: None,
            across: 1,
            down: 1,
            min_mm: 0.0,
            together: false,
        }
    }

    /// A grey cell that names the value beside it.
    #[must_use]
    pub fn label(text: impl Into<String>) -> Self {
        Self::new(Kind::Label, text)
    }

    /// A grey cell that names the column below it.
    #[must_use]
    pub fn head(text: impl Into<String>) -> Self {
        Self::new(Kind::Head, text)
    }

    /// A cell of long text.
    #[must_use]
    pub fn value(text: impl Into<String>) -> Self {
        Self::new(Kind::Value, text)
    }

    /// A cell of one line.
    #[must_use]
    pub fn short(text: impl Into<String>) -> Self {
        Self::new(Kind::Short, text)
    }

    /// A cell with a centred mark.
    #[must_use]
    pub fn mark(text: impl Into<String>) -> Self {
        Self::new(Kind::Mark, text)
    }

    /// A cell whose letters have readings; the workbook has them in brackets.
    #[must_use]
    pub fn ruby(runs: &[Ruby]) -> Self {
        let said = runs.iter().map(|run| match run.reading.as_str() {
            "" => run.text.clone(),
            reading => format!("{}（{reading}）", run.text),
        });
        Self {
            ruby: runs.to_vec(),
            ..Self::new(Kind::Value, said.collect::<String>())
        }
    }

    /// A number with its thousands parted: 19,843.
    #[must_use]
    pub fn amount(number: i64) -> Self {
        Self {
            number: Some(number),
            ..Self::new(Kind::Amount, parted(number))
        }
    }

    /// Sets the picture.
    #[must_use]
    pub fn drawing(mut self, drawing: Option<Drawing>) -> Self {
        self.drawing = drawing;
        self
    }

    /// Spans several columns.
    #[must_use]
    pub fn across(mut self, columns: usize) -> Self {
        self.across = columns.max(1);
        self
    }

    /// Spans several rows.
    #[must_use]
    pub fn down(mut self, rows: usize) -> Self {
        self.down = rows.max(1);
        self
    }

    /// Sets the least height.
    #[must_use]
    pub fn min_mm(mut self, height: f64) -> Self {
        self.min_mm = height;
        self
    }

    /// The height the cell is likely to need at `width_mm`.
    pub(crate) fn height_mm(&self, width_mm: f64, size: f64) -> f64 {
        let drawing = self.drawing.as_ref().map_or(0.0, |drawing| drawing.height_mm);
        (room::text_mm(&self.text, width_mm, size) + drawing).max(self.min_mm)
    }
}

/// A cell with the place the table gives it.
pub(crate) struct Placed<'a> {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) cell: &'a Cell,
}

impl Table {
    /// Starts a table with the given shares of width.
    #[must_use]
    pub fn new(columns: &[f64]) -> Self {
        Self {
            columns: columns.to_vec(),
            header: Vec::new(),
            rows: Vec::new(),
            size: 9.0,
            gap_mm: 0.0,
        }
    }

    /// Adds a row that is repeated on every page.
    #[must_use]
    pub fn header(mut self, row: Vec<Cell>) -> Self {
        self.header.push(row);
        self
    }

    /// Adds a row.
    #[must_use]
    pub fn row(mut self, row: Vec<Cell>) -> Self {
        self.rows.push(row);
        self
    }

    /// Adds rows.
    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// Sets the text size in points.
    #[must_use]
    pub fn size(mut self, points: f64) -> Self {
        self.size = points;
        self
    }

    /// Keeps space free above.
    #[must_use]
    pub fn gap_mm(mut self, gap: f64) -> Self {
        self.gap_mm = gap;
        self
    }

    /// Gives every cell its row and column, header first.
    pub(crate) fn placed(&self) -> Vec<Placed<'_>> {
        let mut busy: Vec<usize> = vec![0; self.columns.len()];
        let mut placed = Vec::new();
        for (row, cells) in self.header.iter().chain(&self.rows).enumerate() {
            let mut column = 0;
            for cell in cells {
                while busy.get(column).is_some_and(|until| *until > row) {
                    column += 1;
                }
                for taken in busy.iter_mut().skip(column).take(cell.across) {
                    *taken = row + cell.down;
                }
                placed.push(Placed { row, column, cell });
                column += cell.across;
            }
        }
        placed
    }

    /// Millimetres from the left edge to each column's left edge, and the end.
    pub(crate) fn edges_mm(&self, width_mm: f64) -> Vec<f64> {
        let shares: f64 = self.columns.iter().sum();
        let mut edge = 0.0;
        let mut edges = vec![0.0];
        for share in &self.columns {
            edge += share / shares * width_mm;
            edges.push(edge);
        }
        edges
    }

    /// Heights the rows are likely to need, header first.
    pub(crate) fn heights_mm(&self, width_mm: f64) -> Vec<f64> {
        let edges = self.edges_mm(width_mm);
        let mut heights = vec![0.0_f64; self.header.len() + self.rows.len()];
        let mut placed = self.placed();
        // A cell that spans rows only stretches what the others left too low.
        placed.sort_by_key(|placed| placed.cell.down);
        for Placed { row, column, cell } in placed {
            let width = span(&edges, column, cell.across);
            let rows = heights.iter_mut().skip(row).take(cell.down);
            let present: f64 = rows.map(|height| *height).sum();
            let lacking = (cell.height_mm(width, self.size) - present).max(0.0);
            if let Some(last) = heights.get_mut(row + cell.down - 1) {
                *last += lacking;
            }
        }
        heights
    }

    /// Marks the cells of rows that fit well into a page.
    pub(super) fn keep_short_rows_together(&mut self, width_mm: f64) {
        let heights = self.heights_mm(width_mm);
        let short: Vec<bool> = self
            .placed()
            .iter()
            .map(|placed| {
                let rows = heights.iter().skip(placed.row).take(placed.cell.down);
                rows.sum::<f64>() < TOGETHER_MM
            })
            .collect();
        for (cell, short) in self.cells().zip(short) {
            cell.together = short;
        }
    }

    pub(super) fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        for cell in self.cells() {
            visit(&mut cell.text);
            for run in &mut cell.ruby {
                visit(&mut run.text);
                visit(&mut run.reading);
            }
        }
    }

    pub(super) fn each_drawing(&mut self, visit: &mut dyn FnMut(&mut Drawing)) {
        self.cells()
            .filter_map(|cell| cell.drawing.as_mut())
            .for_each(visit);
    }

    fn cells(&mut self) -> impl Iterator<Item = &mut Cell> {
        self.header.iter_mut().chain(&mut self.rows).flatten()
    }
}

/// Writes a number as papers do: 19,843, and −20 with a sign of full width.
#[must_use]
pub fn parted(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut said = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    if number < 0 { format!("−{said}") } else { said }
}

/// A row lower than this moves to the next page whole.
const TOGETHER_MM: f64 = 55.0;

/// The width of `across` columns from `column`.
pub(crate) fn span(edges: &[f64], column: usize, across: usize) -> f64 {
    let left = edges.get(column).copied().unwrap_or_default();
    let right = edges.get(column + across).copied().unwrap_or(left);
    right - left
}
