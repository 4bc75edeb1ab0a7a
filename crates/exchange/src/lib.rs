//! 受け渡しの形式. Fixed formats in and out, with the words other programs use. Pure text and bytes.
#![warn(missing_docs)]

pub mod calendar;
mod json;
pub mod kokuho;
mod names;
pub mod picture;
mod read;
mod write;

pub use read::{Certificate, Lines, Problem, ReadPerson, read};
pub use write::{Recorded, write, write_left_out, write_office, write_person, write_recorded, write_totals};

/// The word of an item in files of facts and in frozen claims.
#[must_use]
pub fn item_word(item: bansou_billing::Item) -> &'static str {
    names::item(item)
}

/// The item with this word.
#[must_use]
pub fn item_of_word(word: &str) -> Option<bansou_billing::Item> {
    names::item_of(word)
}

/// The word of a grade in files of facts and in frozen claims.
#[must_use]
pub fn grade_word(grade: bansou_billing::Grade) -> &'static str {
    names::grade(grade)
}
