//! Paging of a list: which page, how many, and the links to the others.

use askama::Template;
use askama::filters::HtmlSafe;

/// The pages of a list, from 1.
#[derive(Template)]
#[template(path = "layout/pages.html")]
pub(crate) struct Pages {
    current: i64,
    last: i64,
    per_page: i64,
    query: String,
}

impl HtmlSafe for Pages {}

impl Pages {
    /// The page asked for, held within what there is.
    pub(crate) fn new(asked: i64, total: i64, per_page: i64) -> Self {
        let last = ((total + per_page - 1) / per_page).max(1);
        Self {
            current: asked.clamp(1, last),
            last,
            per_page,
            query: String::new(),
        }
    }

    /// Keeps the rest of the query in the links.
    pub(crate) fn keeping(mut self, fields: &[(&str, &str)]) -> Self {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(fields.iter().filter(|(_, value)| !value.is_empty()));
        self.query = query.finish();
        self
    }

    /// How many rows come before this page.
    pub(crate) fn offset(&self) -> i64 {
        (self.current - 1) * self.per_page
    }

    /// How many rows of a list that is at hand come before this page, and how many it shows.
    pub(crate) fn window(&self) -> (usize, usize) {
        let rows = |rows: i64| usize::try_from(rows).unwrap_or_default();
        (rows(self.offset()), rows(self.per_page))
    }

    /// Whether there is only one page.
    pub(crate) fn is_whole(&self) -> bool {
        self.last == 1
    }

    fn link(&self, page: i64) -> String {
        if self.query.is_empty() {
            format!("?page={page}")
        } else {
            format!("?{}&page={page}", self.query)
        }
    }
}
