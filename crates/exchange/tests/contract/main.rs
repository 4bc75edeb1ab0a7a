//! The contract of claim facts, sentence by sentence: `docs/claim-facts.md` in tests.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "facts or results that cannot be read have failed"
)]

mod absent;
mod additions;
mod exclusions;
mod kinds;
mod office;
mod percentages;
mod procedure;
mod refusals;
mod slip;
mod support;
mod worked;
