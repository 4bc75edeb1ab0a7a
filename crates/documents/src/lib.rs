//! 書類. Papers: sheets of finished strings become PDF pages, page pictures
//! and workbooks. This crate draws strings and decides nothing.
#![warn(missing_docs)]

pub mod drawing;
pub mod form;
mod glyphs;
pub mod papers;
pub mod press;
pub mod workbook;
mod world;

#[cfg(test)]
mod tests;

pub use form::Paper;
pub use press::{Overflow, Press, PressError, Printed};
