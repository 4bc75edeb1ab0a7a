//! The bytes of `law/` as checked, dated tables. No file system: the texts are handed in.
//!
//! A table is refused when loaded, never repaired when read. A value never stands in for a day it was not set for,
//! and always carries how sure we are of it.
#![warn(missing_docs)]

mod bundle;
mod error;
mod evidence;
mod history;
mod raw;
mod source;
mod status;
mod tables;

pub use bundle::{BUNDLED, Law, Layout, Rewards, Scheme};
pub use error::{Fault, LawError};
pub use evidence::{Cite, Cited, Evidence, Grounds};
pub use history::{History, HistoryError, NotInForce, Version};
pub use source::{Kind, Source};
pub use status::Value;
pub use tables::Table;
pub use tables::calendar::{ClaimStep, ClaimStepVersion, PAID, RETURNED, REVIEW, SEND};
pub use tables::codes::{ServiceCode, ServiceCodes};
pub use tables::dated::Dated;
pub use tables::deadlines::{ADDITION_NOTICE, Deadline, DeadlineVersion, MONITORING_SLIP};
pub use tables::duties::{Duty, DutyOn, DutyVersion};
pub use tables::file_codes::{FileCode, FileCodeVersion};
pub use tables::intervals::{AppliesTo, Interval, IntervalVersion, NEW_OR_CHANGED};
pub use tables::layout::{CellType, Content, Fact, Field, RecordKind, RecordLayout, RecordVersion, Required};
pub use tables::provisions::{Amount, Limits, Provision, ProvisionVersion, Rate, RidesOn};
pub use tables::retention::{CountedFrom, Retention, RetentionVersion};
pub use tables::revisions::{FeeRevision, Revision};
