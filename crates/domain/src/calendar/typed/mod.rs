//! 入力の読み取り. Reads dates, months, times and numbers the way people type them.
//!
//! Nothing is guessed silently: what is not clearly one value is refused with the reason, and the screen echoes what
//! was understood.

mod date;
mod error;
mod month;
mod number;
mod scan;
mod time;

pub use date::read_date;
pub use error::{TypedDateError, TypedNumberError, TypedTimeError};
pub use month::read_month;
pub use number::read_number;
pub(crate) use time::of_the_day;
pub use time::read_time;
