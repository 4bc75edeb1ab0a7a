//! Forms: what was typed stays as it was typed, every problem is told at its field, nothing is saved twice.

mod control;
mod fields;
mod merge;
pub(crate) mod reading;
mod rearrange;
mod submit;
mod typed;
mod upload;

use std::cell::RefCell;
use std::collections::BTreeSet;

use bansou_store::form::Draft;
use uuid::Uuid;

pub(crate) use fields::{Fields, Told};
pub(crate) use merge::{Merged, merge};
pub(crate) use submit::{Accepted, accept, keep_draft};
pub(crate) use typed::Typed;
pub(crate) use upload::Posted;

use crate::context::Cx;
use crate::failure::Failure;

/// What stands for the number of a row that a script has yet to add.
pub(crate) const BLANK_ROW: &str = "__i__";

/// One form on one page, as its template shows it.
pub(crate) struct Form {
    /// Where it is posted to.
    pub(crate) action: String,
    /// Which form of which record this is; drafts are kept under it.
    pub(crate) place: String,
    pub(crate) typed: Typed,
    pub(crate) problems: Vec<Told>,
    /// The key that makes a second press of the button harmless.
    pub(crate) key: String,
    /// The version of the record the form was opened with; 0 for a new one.
    pub(crate) version: i64,
    /// When the draft that could be continued was saved, in Japan's time.
    pub(crate) draft_of: Option<String>,
    /// What somebody else saved meanwhile.
    theirs: Option<Typed>,
    /// The controls that differ from it, as far as the template has come; only a template knows their labels.
    differing: RefCell<Vec<Differing>>,
}

/// A control beside which something else has been saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Differing {
    pub(crate) field: String,
    pub(crate) label: String,
}

impl Form {
    /// Opens a form on `current`, or on the worker's own draft when the address asks for it.
    pub(crate) async fn open(cx: &Cx, action: String, current: Typed, version: i64) -> Result<Self, Failure> {
        let place = action.clone();
        let draft = cx.read().await?.draft(&place).await?;
        let continuing = cx.path.contains("draft=1");
        let mut form = Self::with(action, current, version);
        if let Some(Draft { fields, saved_at }) = draft {
            if continuing {
                let draft = Typed::parse(fields.as_bytes())?;
                // A draft begun on an older version is continued on that version, so that the conflict is noticed.
                form.version = draft.value("_version").parse().unwrap_or(version);
                form.typed = draft;
            } else {
                form.draft_of = Some(time_in_japan(&saved_at));
            }
        }
        Ok(form)
    }

    /// A form without a record and without a draft.
    pub(crate) fn blank(action: String, typed: Typed) -> Self {
        Self::with(action, typed, 0)
    }

    fn with(action: String, typed: Typed, version: i64) -> Self {
        let (place, key) = (action.clone(), Uuid::now_v7().to_string());
        Self {
            action,
            place,
            typed,
            problems: Vec::new(),
            key,
            version,
            draft_of: None,
            theirs: None,
            differing: RefCell::default(),
        }
    }

    /// The same form again, with what is wrong and everything that was typed.
    pub(crate) fn refused(action: String, typed: Typed, problems: Vec<Told>) -> Self {
        let version = typed.version();
        let mut form = Self::with(action, typed, version);
        form.problems = problems;
        form
    }

    /// The same form again, beside what somebody else has saved. Saving it once more is a decision.
    pub(crate) fn conflict(action: String, mut typed: Typed, theirs: Typed, their_version: i64) -> Self {
        // A row only they have is shown too: empty on this side, with what they wrote beside it.
        for (name, _) in &theirs.0 {
            if !typed.has(name) {
                typed.add(name.clone(), "");
            }
        }
        let mut form = Self::with(action, typed, their_version);
        form.theirs = Some(theirs);
        form
    }

    /// The form as two people wrote it, each apart from the other: what came back from a visit, and what was saved
    /// meanwhile.
    pub(crate) fn merged(action: String, merged: Merged, version: i64) -> Self {
        let mut form = Self::with(action, merged.typed, version);
        form.theirs = (!merged.clashes.is_empty()).then_some(merged.theirs);
        form
    }

    /// Whether this form stands beside what somebody else has saved.
    pub(crate) fn in_conflict(&self) -> bool {
        self.theirs.is_some()
    }

    /// What was typed into a field.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.typed.value(name)
    }

    /// Whether a box or a choice is ticked.
    pub(crate) fn checked(&self, name: &str, code: &str) -> bool {
        self.typed.values(name).any(|value| value == code)
    }

    /// What is wrong with a field.
    pub(crate) fn problem(&self, name: &str) -> Option<&str> {
        self.problems
            .iter()
            .find(|told| told.field == name)
            .map(|told| told.message.as_str())
    }

    /// What somebody else has saved in a field, where it differs: nothing, one value, or those of several boxes.
    pub(crate) fn theirs(&self, name: &str) -> Option<Vec<&str>> {
        let theirs = self.theirs.as_ref()?.filled(name);
        // In which order boxes were ticked says nothing.
        let set = |values: &[&str]| {
            values
                .iter()
                .map(|value| (*value).to_owned())
                .collect::<BTreeSet<_>>()
        };
        (set(&theirs) != set(&self.typed.filled(name))).then_some(theirs)
    }

    /// The controls that stand beside something else, in the order of the page. Known once the page has been rendered.
    pub(crate) fn differing(&self) -> Vec<Differing> {
        self.differing.borrow().clone()
    }

    /// Remembers a control that differs, with the number of its row where it has one.
    pub(crate) fn remember_differing(&self, field: &str, label: &str) {
        let mut differing = self.differing.borrow_mut();
        if differing.iter().any(|known| known.field == field) {
            return;
        }
        let label = match self.row_of(field) {
            Some(row) => format!("{label}（{row}番目）"),
            None => label.to_owned(),
        };
        differing.push(Differing {
            field: field.to_owned(),
            label,
        });
    }

    /// Which row of its part a field stands in, counted from one.
    fn row_of(&self, field: &str) -> Option<usize> {
        let (part, rest) = field.split_once('.')?;
        let row: usize = rest.split('.').next()?.parse().ok()?;
        let place = self.rows(part, 0).into_iter().position(|found| found == row)?;
        Some(place + 1)
    }

    /// The rows of a repeating part; at least `least`, so that an empty form has somewhere to type.
    pub(crate) fn rows(&self, part: &str, least: usize) -> Vec<usize> {
        self.typed.rows(part, least)
    }

    /// What the names of a repeating part's rows carry, with the blank row that a script copies.
    pub(crate) fn rows_and_blank(&self, part: &str) -> Vec<String> {
        let rows = self.rows(part, 0).into_iter().map(|row| row.to_string());
        rows.chain([BLANK_ROW.to_owned()]).collect()
    }

    /// The name of a field in a row.
    #[expect(
        clippy::unused_self,
        reason = "templates reach it through the form, like every other control"
    )]
    pub(crate) fn at(&self, part: &str, row: impl std::fmt::Display, field: &str) -> String {
        format!("{part}.{row}.{field}")
    }
}

/// An instant of the database as the hour and minute in Japan.
pub(crate) fn time_in_japan(utc: &str) -> String {
    utc.parse::<jiff::Timestamp>()
        .map(|at| {
            jiff::tz::Offset::constant(9)
                .to_datetime(at)
                .strftime("%-m月%-d日 %-H:%M")
                .to_string()
        })
        .unwrap_or_default()
}
