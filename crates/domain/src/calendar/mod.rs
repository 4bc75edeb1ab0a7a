//! 暦. Dates as an office writes, types and counts them: 和暦, service months, ages, school years.
//!
//! Inside the product a date is a `jiff::civil::Date`; 和暦 is made only where a person or a form reads.

mod age;
mod month;
mod period;
mod school;
pub mod typed;
pub mod wareki;

pub use age::{LifeStage, age_on, is_child, life_stage, reached_on};
pub use month::{NotAMonth, ServiceMonth};
pub use period::{Backwards, Period};
pub use school::{SchoolGrade, fiscal_year, grade_on, school_entry};
