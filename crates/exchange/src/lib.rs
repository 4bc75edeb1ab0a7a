//! 受け渡しの形式. Fixed formats in and out, with the words other programs use. Pure text and bytes.
#![warn(missing_docs)]

mod json;
pub mod kokuho;
mod names;
mod read;
mod write;

pub use read::{Certificate, Lines, Problem, ReadPerson, read};
pub use write::{write, write_office, write_person, write_totals};
