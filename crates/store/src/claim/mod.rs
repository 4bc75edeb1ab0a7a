//! 請求. What was frozen, the files it stands in, what came back, and the lines added by hand.
//!
//! A claim and its file are written together or not at all. For one person, benefit and month one claim counts; it stops
//! counting when it is sent back, withdrawn, or its file is taken back before it was sent.

mod file;
mod freeze;
mod hand_line;
mod list;
mod money;
mod result;

pub use file::{ClaimFile, FileLine};
pub use freeze::{NewClaim, NewFile};
pub use hand_line::{HandLine, NewHandLine, StruckLine};
pub use list::{ClaimRecord, Claimed, ClaimedItem, FileState};
pub use money::Receivable;
pub use result::{ClaimResult, NewResult};
