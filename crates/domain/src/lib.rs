//! What is true in consultation support: people, certificates, plans, monitoring, notes, offices, the calendar.
//!
//! Pure: no clock, no randomness, no input or output. "Today" is always an argument.
#![warn(missing_docs)]

pub mod calendar;
pub mod family;
pub mod schedule;
pub mod text;
pub mod week;
