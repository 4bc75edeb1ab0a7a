//! What was recorded so far, newest first, under a form that only adds: nothing of it is ever changed.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::form::time_in_japan;

/// The records as a card; `{{ records }}` writes nothing as long as there is none.
#[derive(Template)]
#[template(path = "layout/records.html")]
pub(crate) struct Records {
    title: &'static str,
    lines: Vec<Recorded>,
}

impl HtmlSafe for Records {}

/// One record.
pub(crate) struct Recorded {
    on: String,
    kind: &'static str,
    facts: Vec<(&'static str, String)>,
    /// When it was written down, and by whom.
    by: String,
}

impl Records {
    /// From the records in the order they were written.
    pub(crate) fn new(title: &'static str, lines: impl DoubleEndedIterator<Item = Recorded>) -> Self {
        Self {
            title,
            lines: lines.rev().collect(),
        }
    }
}

impl Recorded {
    /// What was said of the day `on`; facts without a word are left out.
    pub(crate) fn new<const N: usize>(
        on: String,
        kind: &'static str,
        facts: [(&'static str, String); N],
        (at, who): (&str, &str),
    ) -> Self {
        Self {
            on,
            kind,
            facts: facts.into_iter().filter(|(_, said)| !said.is_empty()).collect(),
            by: format!("{} {who}", time_in_japan(at)),
        }
    }
}
