//! 見本相談支援センター. The made-up office: the same people in the demo, in the measuring and in every test.

mod office;

pub use office::{Member, Office, STAFF, found};

use jiff::civil::{Date, date};

/// The demo's own today: what is late and what is due stays so.
pub const TODAY: Date = date(2026, 11, 20);
