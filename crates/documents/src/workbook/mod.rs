//! The same papers as workbooks, for offices and wards that go on in Excel.
//!
//! Every text is written as a string and every amount as a plain number; nothing here can make a formula.

mod column;
mod style;
mod week;
mod writer;

use rust_xlsxwriter::{Workbook, XlsxError};
use thiserror::Error;

use crate::form::{Form, Page, Paper, Part};
use column::Columns;
use writer::Writer;

/// Why a workbook could not be written.
#[derive(Debug, Error)]
#[error("the workbook could not be written")]
pub struct WorkbookError(#[from] XlsxError);

/// Writes a paper as .xlsx bytes.
pub fn write(paper: &dyn Paper) -> Result<Vec<u8>, WorkbookError> {
    let form = paper.form();
    let mut book = Workbook::new();
    let columns = Columns::of(&form);
    let spilled = {
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&form))?;
        set_up(sheet, &form);
        let mut writer = Writer::new(sheet, columns)?;
        writer.title(&form.cover)?;
        for part in &form.parts {
            match part {
                Part::Heading(heading) => writer.heading(heading)?,
                Part::Table(table) => writer.table(table, form.page)?,
                Part::Week(grid) => week::write(&mut writer, grid, form.page)?,
            }
        }
        writer.finish()?
    };
    if !spilled.is_empty() {
        writer::write_spilled(book.add_worksheet(), &spilled)?;
    }
    Ok(book.save_to_buffer()?)
}

const A4: u8 = 9;

fn set_up(sheet: &mut rust_xlsxwriter::Worksheet, form: &Form) {
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.45, 0.45, 0.6, 0.2, 0.3);
    sheet.set_print_center_horizontally(true);
    sheet.set_screen_gridlines(false);
    if form.page == Page::Landscape {
        sheet.set_landscape();
    }
    let cover = &form.cover;
    let named = format!("{}　{}", cover.form_number, cover.subject);
    sheet.set_footer(format!(
        "&L&8{}&C&8&P / &N&R&8{}",
        foot(&named),
        foot(&cover.printed)
    ));
}

// In a foot, & begins a code; 255 letters are all Excel takes.
fn foot(said: &str) -> String {
    let short: String = said
        .chars()
        .filter(|letter| !letter.is_control())
        .take(60)
        .collect();
    // The leading space parts the text from the size code before it.
    format!(" {}", short.replace('&', "&&"))
}

fn sheet_name(form: &Form) -> String {
    let forbidden = ['[', ']', ':', '*', '?', '/', '\\', '\''];
    let name: String = form
        .cover
        .form_number
        .chars()
        .filter(|letter| !forbidden.contains(letter) && !letter.is_control())
        .take(31)
        .collect();
    if name.trim().is_empty() {
        "書類".to_owned()
    } else {
        name
    }
}
