//! Many people, every one at some stage of the work: late, due, waiting, renewing, closing.

mod case;
mod papers;
mod person;
mod profile;

use jiff::civil::Date;

use crate::story::Story;

/// How many people with how many years of records.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// People.
    pub people: usize,
    /// Years of records of each.
    pub years: u8,
}

/// Tells the people of a size, one after the other; memory does not grow with their number.
pub fn crowd(size: Size, today: Date) -> impl Iterator<Item = Story> {
    (0..size.people).map(move |place| case::story(place, size, today))
}
