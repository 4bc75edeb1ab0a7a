//! The only SQL. Rows, transactions, permits and the journal, on SQLite and on PostgreSQL alike.
//!
//! A [`Store`] gives a [`Reader`] or a [`Tx`]; both carry the scope of one organisation, and every query names it.
//! A `Tx` can only be committed together with its journal entry ([`Tx::commit`]).

#[macro_use]
extern crate macro_rules_attribute;

#[macro_use]
mod engine;
mod failure;

pub mod access;
pub mod account;
pub mod board;
pub mod case_file;
pub mod certificate;
pub mod claim;
pub mod claim_elsewhere;
pub mod claim_facts;
pub mod claim_setting;
pub mod claim_trait;
pub mod conference;
pub mod consent;
pub mod cover;
pub mod delivery;
pub mod form;
pub mod inquiry;
pub mod journal;
pub mod mail;
pub mod milestone;
pub mod note;
pub mod outing;
pub mod paper;
pub mod person;
pub mod protection;
pub mod provider;
pub mod questions;
pub mod room;
pub mod scan;
pub mod search;
pub mod sharing;
pub mod sign_in;
mod stored;
pub mod task;
pub mod task_owner;
pub mod team;
pub mod visits;
pub mod work;

pub use engine::{Reader, Scope, Store, Tx, fresh_secret, open};
pub use failure::Failure;

/// The civil day in Japan at an instant: UTC+9, without daylight saving.
#[must_use]
pub fn day_in_japan(now: jiff::Timestamp) -> jiff::civil::Date {
    jiff::tz::Offset::constant(9).to_datetime(now).date()
}
