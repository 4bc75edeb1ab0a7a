//! What a browser posted, field by field, in the order it was typed.

use std::collections::BTreeSet;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;

use crate::failure::Failure;

/// A form of a whole plan with long texts stays well below this.
const MOST_BYTES: usize = 2 * 1024 * 1024;
const MOST_FIELDS: usize = 5000;

/// The posted fields. Repeating parts are named `part.ROW.field`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Typed(pub(super) Vec<(String, String)>);

impl Typed {
    /// Reads a urlencoded body. What is not UTF-8 is refused, never repaired.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, Failure> {
        let mut fields = Vec::new();
        for (name, value) in form_urlencoded::parse(body) {
            if value.contains('\u{FFFD}') && !holds_replacement_sign(body) {
                return Err(Failure::Request(
                    "文字コードを読めませんでした。もう一度入力してください。",
                ));
            }
            fields.push((name.into_owned(), value.replace("\r\n", "\n")));
            if fields.len() > MOST_FIELDS {
                return Err(Failure::TooLarge);
            }
        }
        Ok(Self(fields))
    }

    /// Sets a field, in place of any earlier value.
    pub(crate) fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let name = name.into();
        self.0.retain(|(found, _)| *found != name);
        self.0.push((name, value.into()));
    }

    /// Takes a field away with all its values.
    pub(crate) fn remove(&mut self, name: &str) {
        self.0.retain(|(found, _)| found != name);
    }

    /// Adds one more value of a field with several.
    pub(crate) fn add(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// Every field with its value, to be sent again as it stands.
    pub(crate) fn pairs(self) -> Vec<(String, String)> {
        self.0
    }

    /// The first value of a field; empty when it was not sent.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(found, _)| found == name)
            .map_or("", |(_, value)| value)
    }

    /// All values of a field.
    pub(crate) fn values<'t>(&'t self, name: &'t str) -> impl Iterator<Item = &'t str> {
        self.0
            .iter()
            .filter(move |(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }

    /// What was filled into a field, without what was left empty.
    pub(crate) fn filled(&self, name: &str) -> Vec<&str> {
        let own = self
            .0
            .iter()
            .filter(|(found, value)| found == name && !value.is_empty());
        own.map(|(_, value)| value.as_str()).collect()
    }

    /// Whether a field was sent at all.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(found, _)| found == name)
    }

    /// The version of the record the form was opened with.
    pub(crate) fn version(&self) -> i64 {
        self.value("_version").parse().unwrap_or(0)
    }

    /// The rows of a repeating part in the order they stand, and at least `least` of them.
    pub(crate) fn rows(&self, part: &str, least: usize) -> Vec<usize> {
        let row = |name: &str| {
            name.strip_prefix(part)?
                .strip_prefix('.')?
                .split('.')
                .next()?
                .parse()
                .ok()
        };
        let mut seen = BTreeSet::new();
        let mut rows: Vec<usize> = self
            .0
            .iter()
            .filter_map(|(name, _)| row(name))
            .filter(|row| seen.insert(*row))
            .collect();
        let mut next = rows.iter().max().map_or(0, |last| last + 1);
        while rows.len() < least {
            rows.push(next);
            next += 1;
        }
        rows
    }

    /// With the fields of another form that this one does not have.
    pub(crate) fn or(mut self, other: Self) -> Self {
        let missing: Vec<_> = other.0.into_iter().filter(|(name, _)| !self.has(name)).collect();
        self.0.extend(missing);
        self
    }

    /// Whether every field of a row is empty. A choice that is always sent does not fill a row.
    pub(crate) fn row_is_empty(&self, part: &str, row: usize, ignoring: &[&str]) -> bool {
        let prefix = format!("{part}.{row}.");
        let filled = |(name, value): &(String, String)| {
            name.strip_prefix(&prefix)
                .is_some_and(|field| !ignoring.contains(&field))
                && !value.trim().is_empty()
        };
        !self.0.iter().any(filled)
    }

    /// The fields that belong to the record, for comparing two submissions and for drafts.
    pub(crate) fn encoded(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        out.extend_pairs(self.0.iter().filter(|(name, _)| name != "_key"));
        out.finish()
    }
}

/// U+FFFD typed by the person is theirs to type.
fn holds_replacement_sign(body: &[u8]) -> bool {
    body.windows(9)
        .any(|window| window.eq_ignore_ascii_case(b"%EF%BF%BD"))
}

impl<S: Send + Sync> FromRequest<S> for Typed {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let limited = request.map(|body| axum::body::Body::new(http_body_limit(body)));
        let bytes = Bytes::from_request(limited, state).await.map_err(|refused| {
            use axum::response::IntoResponse;
            match refused.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
                _ => Failure::Request("送信が途中で切れました。通信を確かめて、もう一度保存してください。"),
            }
        })?;
        Self::parse(&bytes)
    }
}

fn http_body_limit(body: axum::body::Body) -> http_body_util::Limited<axum::body::Body> {
    http_body_util::Limited::new(body, MOST_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_the_order_in_which_they_stand_on_the_page() {
        let typed = Typed::parse(b"needs.3.goal=a&needs.1.goal=b&needs.3.need=c&other.9.x=").unwrap();
        assert_eq!(typed.rows("needs", 0), [3, 1]);
        assert_eq!(typed.rows("needs", 4), [3, 1, 4, 5]);
        assert_eq!(typed.rows("family", 1), [0]);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_not_repaired() {
        assert!(Typed::parse(b"name=%82%A0").is_err());
        assert_eq!(Typed::parse(b"name=%EF%BF%BD").unwrap().value("name"), "\u{FFFD}");
    }

    #[test]
    fn a_row_of_blanks_is_empty() {
        let typed = Typed::parse(b"family.0.name=+&family.0.relation=mother&family.1.name=x").unwrap();
        assert!(typed.row_is_empty("family", 0, &["relation"]));
        assert!(!typed.row_is_empty("family", 1, &[]));
    }
}
