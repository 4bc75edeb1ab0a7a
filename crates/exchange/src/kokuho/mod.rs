//! 国保連への請求ファイル. The file of one benefit and one month of processing, made from frozen claims.
//!
//! The same claims give the same bytes, in whatever order they are handed in. Which items a record has, and every code
//! that is written, comes from the layout tables; here stand only the form of the file and what a claim says.

mod batch;
mod cell;
mod check;
mod cp932;
mod kana;
mod order;
mod refusal;
mod shape;
mod sound;
mod unfit;
mod write;

pub use batch::{Batch, ClaimFile, Heading, Item, MunicipalityTotal, Row, Shortened, Unconfirmed};
pub use check::{Finding, Known, KnownCertificate, LiveClaim, Severity, check};
pub use cp932::{encode, has};
pub use kana::half_width;
pub use refusal::{Broken, Refusal, Who};
pub use unfit::{TextField, Unfit, unfit};
pub use write::write;
