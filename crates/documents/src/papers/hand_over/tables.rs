//! Tables that are there only when something stands in them.

use crate::form::{Cell, Table};

/// Label and text in rows; rows without text are left out.
pub(super) fn texts<'a>(rows: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Table> {
    let rows = rows.into_iter().filter(|(_, said)| !said.is_empty());
    let rows: Vec<Vec<Cell>> = rows
        .map(|(label, said)| vec![Cell::label(label), Cell::value(said)])
        .collect();
    (!rows.is_empty()).then(|| Table::new(&[42.0, 138.0]).rows(rows))
}

/// Rows under heads that are repeated on each page.
pub(super) fn columns<'a, const N: usize>(
    widths: [f64; N],
    heads: [&str; N],
    rows: impl Iterator<Item = [&'a String; N]>,
) -> Option<Table> {
    let rows = rows.filter(|row| row.iter().any(|said| !said.is_empty()));
    let rows: Vec<Vec<Cell>> = rows
        .map(|row| row.map(|said| Cell::value(said.as_str())).to_vec())
        .collect();
    let table = || {
        Table::new(&widths)
            .header(heads.map(Cell::head).to_vec())
            .rows(rows.clone())
            .size(8.5)
    };
    (!rows.is_empty()).then(table)
}
