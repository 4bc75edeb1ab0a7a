//! What each kind of event earns, and what is missing where it does not.

mod around_the_plan;
mod meetings_and_visits;
mod with_other_bodies;

use serde_json::{Value, json};

use crate::support::{facts, monitoring, plan, story};

/// A month without a fee: nothing was due in November.
fn idle(events: &Value) -> String {
    story(&facts("2026-11", events.clone()))
}

/// The month of a monitoring, with more events.
fn monitored(events: &Value) -> Value {
    let more = events.as_array().unwrap().clone();
    facts("2026-10", json!([monitoring("2026-10-06"), more].concat()))
}

/// The month of a plan, with more events.
fn planned(events: &Value) -> Value {
    let more = events.as_array().unwrap().clone();
    facts("2026-06", json!([plan("2026-06-20"), more].concat()))
}
