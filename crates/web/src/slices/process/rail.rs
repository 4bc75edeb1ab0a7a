//! The rail: the steps of a cycle as a column beside the case.

use askama::Template;
use askama::filters::HtmlSafe;
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_domain::process::Standing;

use super::course::Course;
use super::words::{record_path, state_words};

/// The rail of one cycle, to be written into a page as it is.
#[derive(Template)]
#[template(path = "slices/process/rail.html")]
pub(crate) struct Rail {
    heading: String,
    all: String,
    stops: Vec<Stop>,
}

impl HtmlSafe for Rail {}

struct Stop {
    state: &'static str,
    word: String,
    step: &'static str,
    href: String,
    on: String,
    iso: String,
    by: String,
}

impl Rail {
    pub(crate) fn new(person: PersonId, course: &Course) -> Self {
        let cycle = course.facts.cycle;
        Self {
            heading: format!("第{cycle}期"),
            all: super::path(person, cycle),
            stops: course
                .standings
                .iter()
                .map(|standing| Stop::new(person, cycle, standing))
                .collect(),
        }
    }
}

impl Stop {
    fn new(person: PersonId, cycle: i64, standing: &Standing) -> Self {
        let (state, word) = state_words(standing);
        let record = record_path(person, standing);
        Self {
            state,
            word,
            step: standing.step.label(),
            href: record
                .unwrap_or_else(|| format!("{}#{}", super::path(person, cycle), standing.step.code())),
            on: standing.on.map(wareki::short).unwrap_or_default(),
            iso: standing.on.map(|on| on.to_string()).unwrap_or_default(),
            by: standing.by.clone(),
        }
    }
}
