//! The four cases written by hand, of different life stages.

use crate::story::Story;

/// The hand-written cases.
#[must_use]
pub fn rich() -> Vec<Story> {
    Vec::new()
}
