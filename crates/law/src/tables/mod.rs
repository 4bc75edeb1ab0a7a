//! One file per kind of table.

use bansou_domain::calendar::ServiceMonth;

pub(crate) mod calendar;
pub(crate) mod codes;
pub(crate) mod dated;
pub(crate) mod deadlines;
pub(crate) mod duties;
pub(crate) mod file_codes;
pub(crate) mod intervals;
pub(crate) mod layout;
pub(crate) mod provisions;
pub(crate) mod retention;
pub(crate) mod revisions;

/// 表. The items of one file, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<Item> {
    /// The last month the table is known to cover, at whatever grade.
    pub verified_until: ServiceMonth,
    /// The items, in the order of the file.
    pub items: Vec<Item>,
}
