//! The file that goes to 国保連, read back by a reader of its own.
#![expect(clippy::unwrap_used, reason = "a test that cannot make its file has failed")]
#![expect(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a file of another form has failed the test"
)]

mod checked;
mod fuzz;
mod golden;
mod office;
mod reader;
mod refused;
