//! How values are kept in columns: domain values as JSON, dates and instants as ISO text.

use jiff::civil::Date;
use serde::{Serialize, de::DeserializeOwned};

use crate::Failure;

/// Writes a value as it is kept. The order of fields is the order of the type, so equal values give equal text.
pub(crate) fn write<T: Serialize>(value: &T) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|why| Failure::unreadable("a value to be stored", why))
}

/// Reads a value back. `what` names the column for whoever has to repair it.
pub(crate) fn read<T: DeserializeOwned>(what: &'static str, text: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|why| Failure::unreadable(what, why))
}

pub(crate) fn read_day(what: &'static str, text: &str) -> Result<Date, Failure> {
    text.parse().map_err(|why| Failure::unreadable(what, why))
}

pub(crate) fn read_day_or_none(what: &'static str, text: Option<&str>) -> Result<Option<Date>, Failure> {
    text.map(|text| read_day(what, text)).transpose()
}
