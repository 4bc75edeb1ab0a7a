//! 見本相談支援センター. The made-up office: the same people in the demo, in the measuring and in every test.
//!
//! Nothing here is random: the same size and the same day give the same office, to the last note.

mod claims;
mod crowd;
mod directory;
mod heard;
mod names;
mod office;
mod rich;
mod story;
mod visits;
mod write;

pub use crowd::{Size, crowd};
pub use directory::directory;
pub use heard::{Asked, AskedParty};
pub use office::{Member, Office, STAFF, colleagues, found, hire};
pub use rich::rich;
pub use story::{Consented, Delivered, Seat, Stage, Story, Told};
pub use write::{Writer, fill};

use jiff::civil::{Date, date};

/// The demo's own today: what is late and what is due stays so.
pub const TODAY: Date = date(2026, 11, 20);
