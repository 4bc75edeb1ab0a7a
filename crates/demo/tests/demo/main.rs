//! What the made-up office promises to whoever opens it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests stop the test, as the tests do"
)]

mod course;
mod papers;
mod store;

use bansou_demo::{Size, Story, TODAY, crowd, rich};

/// The crowd at the size the demo shows.
const CROWD: Size = Size { people: 60, years: 2 };

fn everybody() -> Vec<Story> {
    rich().into_iter().chain(crowd(CROWD, TODAY)).collect()
}

#[test]
fn the_same_day_tells_the_same_stories() {
    assert!(everybody() == everybody());
}
