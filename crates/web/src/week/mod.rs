//! 週間計画: the one week editor, its grid on the screen and its blocks on paper, shared by every slice with a week.
//!
//! A form shows it by `{{ form.week("") }}` and reads it by [`read`]; the page lists `week.js` in `View::scripts`.
//! The list of rows is the truth, the grid is a picture of it.

mod editor;
mod fields;
mod grid;
mod print;
mod routes;

pub(crate) use fields::{read, write};
pub(crate) use grid::{Grid, Redline};
pub(crate) use print::{blocks, redlined_blocks};
pub(crate) use routes::routes;

/// The name of the repeating part: `week`, or `PREFIX.week` where a form holds it under a prefix.
fn part(prefix: &str) -> String {
    under(prefix, "week")
}

/// The name of a field beside the rows.
fn under(prefix: &str, field: &str) -> String {
    if prefix.is_empty() {
        field.to_owned()
    } else {
        format!("{prefix}.{field}")
    }
}
