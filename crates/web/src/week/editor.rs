//! The editor as a form shows it.

use askama::Template;
use askama::filters::HtmlSafe;
use bansou_domain::week::BlockKind;

use super::{Grid, part, under};
use crate::form::Form;

/// The week of a form: rows that are complete by themselves, a line to type in, and the grid they make.
#[derive(Template)]
#[template(path = "week/editor.html")]
pub(crate) struct Editor<'f> {
    form: &'f Form,
    prefix: &'f str,
    part: String,
    whole_picture: bool,
}

impl HtmlSafe for Editor<'_> {}

impl Form {
    /// The week editor. Its rows are named `week.N.…`, or `PREFIX.week.N.…` under a prefix.
    pub(crate) fn week<'f>(&'f self, prefix: &'f str) -> Editor<'f> {
        Editor {
            form: self,
            prefix,
            part: part(prefix),
            whole_picture: true,
        }
    }
}

impl Editor<'_> {
    /// Leaves out the box 生活の全体像, which 別紙2 does not have.
    pub(crate) fn without_whole_picture(self) -> Self {
        Self {
            whole_picture: false,
            ..self
        }
    }

    fn at(&self, row: &str, field: &str) -> String {
        format!("{}.{row}.{field}", self.part)
    }

    fn under(&self, field: &str) -> String {
        under(self.prefix, field)
    }

    fn grid(&self) -> Grid {
        Grid::typed(&self.form.typed, &self.part)
    }
}
