//! Puts titles and ruled tables on a sheet, one below the other.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::column::Columns;
use super::style;
use crate::form::{Cell, Cover, Kind, Page, Table};

/// A text too long for one cell, with its label.
pub(super) type Spilled = (String, String);

/// A rectangle of the sheet, both ends inclusive.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub(super) top: u32,
    pub(super) bottom: u32,
    pub(super) left: u16,
    pub(super) right: u16,
}

/// Writes from top to bottom.
pub(super) struct Writer<'a> {
    pub(super) sheet: &'a mut Worksheet,
    pub(super) columns: Columns,
    pub(super) row: u32,
    repeated: Option<(u32, u32)>,
    spilled: Vec<Spilled>,
}

/// Excel's own limit is 32,767.
const CELL_LETTERS: usize = 30_000;

/// Excel's own limit is 409.5.
const ROW_POINTS: f64 = 400.0;

const POINTS_PER_MM: f64 = 2.8346;

impl<'a> Writer<'a> {
    /// Sets the column widths.
    pub(super) fn new(sheet: &'a mut Worksheet, columns: Columns) -> Result<Self, XlsxError> {
        for (column, width) in (0_u16..).zip(columns.widths_mm()) {
            sheet.set_column_width(column, width / MM_PER_WIDTH)?;
        }
        Ok(Self {
            sheet,
            columns,
            row: 0,
            repeated: None,
            spilled: Vec::new(),
        })
    }

    /// The mark of the form and the title.
    pub(super) fn title(&mut self, cover: &Cover) -> Result<(), XlsxError> {
        let last = self.columns.last();
        if !cover.form_number.is_empty() {
            let row = self.next_row(13.0)?;
            self.put(line(row, last), &cover.form_number, &style::form_number(), "")?;
        }
        let row = self.next_row(26.0)?;
        self.put(line(row, last), &cover.title, &style::title(), "")
    }

    /// A section's heading.
    pub(super) fn heading(&mut self, heading: &str) -> Result<(), XlsxError> {
        let row = self.next_row(20.0)?;
        let last = self.columns.last();
        self.put(line(row, last), heading, &style::heading(), "")
    }

    /// A ruled table.
    pub(super) fn table(&mut self, table: &Table, page: Page) -> Result<(), XlsxError> {
        if table.gap_mm > 0.0 {
            self.next_row(table.gap_mm * POINTS_PER_MM)?;
        }
        let edges = table.edges_mm(page.width_mm());
        let starts = self.rows_for(table, page)?;
        let edge = |column: usize| edges.get(column).copied().unwrap_or_default();
        let start = |row: usize| starts.get(row).copied().unwrap_or_default();
        for placed in table.placed() {
            let area = Area {
                top: start(placed.row),
                bottom: start(placed.row + placed.cell.down).saturating_sub(1),
                left: self.columns.at(edge(placed.column)),
                right: self
                    .columns
                    .at(edge(placed.column + placed.cell.across))
                    .saturating_sub(1),
            };
            self.cell(area, placed.cell, table.size)?;
        }
        if !table.header.is_empty() {
            let end = start(table.header.len()).saturating_sub(1);
            self.repeated = Some((start(0), end));
        }
        Ok(())
    }

    // Sheet rows each table row takes; a tall one takes several.
    fn rows_for(&mut self, table: &Table, page: Page) -> Result<Vec<u32>, XlsxError> {
        let heights = table.heights_mm(page.width_mm());
        let mut starts = vec![self.row];
        for height in heights {
            let points = (height * POINTS_PER_MM).max(16.0);
            let rows = (points / ROW_POINTS).ceil().max(1.0);
            let mut left = rows;
            while left > 0.0 {
                self.next_row(points / rows)?;
                left -= 1.0;
            }
            starts.push(self.row);
        }
        Ok(starts)
    }

    fn cell(&mut self, area: Area, cell: &Cell, size: f64) -> Result<(), XlsxError> {
        let said = match &cell.drawing {
            // A workbook holds no picture; its words stand for it.
            Some(drawing) => format!("［{}］\n{}", drawing.alt, cell.text),
            None => cell.text.clone(),
        };
        let format = style::cell(cell.kind, size);
        self.put(area, &said, &format, "続き")?;
        if let Some(number) = cell.number {
            self.number(area, number, &format)?;
        }
        Ok(())
    }

    // Over the text already put there, which set the area.
    fn number(&mut self, area: Area, number: i64, format: &Format) -> Result<(), XlsxError> {
        // Beyond this a workbook rounds; the text stays.
        let Ok(small) = i32::try_from(number) else {
            return Ok(());
        };
        self.sheet
            .write_number_with_format(area.top, area.left, small, format)?;
        Ok(())
    }

    /// Writes one string into an area; the rest of a huge one goes to the last sheet.
    pub(super) fn put(
        &mut self,
        area: Area,
        said: &str,
        format: &Format,
        label: &str,
    ) -> Result<(), XlsxError> {
        let (here, rest) = cut(said);
        if !rest.is_empty() {
            self.spilled.push((label.to_owned(), rest.to_owned()));
        }
        if area.top == area.bottom && area.left == area.right {
            self.sheet
                .write_string_with_format(area.top, area.left, here, format)?;
        } else {
            self.sheet
                .merge_range(area.top, area.left, area.bottom, area.right, here, format)?;
        }
        Ok(())
    }

    /// Takes the next row at a height in points.
    pub(super) fn next_row(&mut self, points: f64) -> Result<u32, XlsxError> {
        let row = self.row;
        self.sheet.set_row_height(row, points)?;
        self.row += 1;
        Ok(row)
    }

    /// Sets the rows repeated on each page and hands out what did not fit.
    pub(super) fn finish(self) -> Result<Vec<Spilled>, XlsxError> {
        if let Some((first, last)) = self.repeated {
            self.sheet.set_repeat_rows(first, last)?;
        }
        Ok(self.spilled)
    }
}

/// Millimetres of one unit of Excel's column width.
const MM_PER_WIDTH: f64 = 1.95;

fn line(row: u32, last: u16) -> Area {
    Area {
        top: row,
        bottom: row,
        left: 0,
        right: last,
    }
}

fn cut(said: &str) -> (&str, &str) {
    match said.char_indices().nth(CELL_LETTERS) {
        Some((at, _)) => said.split_at(at),
        None => (said, ""),
    }
}

/// Writes what no cell could hold, whole, on a sheet of its own.
pub(super) fn write_spilled(sheet: &mut Worksheet, spilled: &[Spilled]) -> Result<(), XlsxError> {
    sheet.set_name("続紙")?;
    sheet.set_column_width(0, 20)?;
    sheet.set_column_width(1, 100)?;
    let format = style::cell(Kind::Value, 9.0);
    let mut row = 0;
    for (label, text) in spilled {
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let (here, after) = cut(rest);
            sheet.write_string_with_format(row, 0, label, &format)?;
            sheet.write_string_with_format(row, 1, here, &format)?;
            rest = after;
            row += 1;
        }
    }
    Ok(())
}
