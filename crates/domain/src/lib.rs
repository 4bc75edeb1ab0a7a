//! What is true in consultation support: people, certificates, plans, monitoring, notes, offices, the calendar.
//!
//! Pure: no clock, no randomness, no input or output. "Today" is always an argument.
#![warn(missing_docs)]

pub mod access;
pub mod assessment;
pub mod calendar;
pub mod certificate;
pub mod choice;
pub mod claim;
pub mod claim_elsewhere;
pub mod claim_setting;
pub mod claim_trait;
pub mod closing;
pub mod conference;
pub mod crisis;
pub mod deciding;
pub mod deed;
pub mod easy;
pub mod event;
pub mod family;
pub mod guidance;
pub mod id;
pub mod inquiry;
pub mod interval;
pub mod life;
pub mod mail;
pub mod meeting;
pub mod monitoring;
pub mod note;
pub mod outing;
pub mod paper;
pub mod person;
pub mod plan;
pub mod process;
pub mod protection;
pub mod provider;
pub mod reach;
pub mod room;
pub mod scan;
pub mod schedule;
pub mod task;
pub mod team;
pub mod text;
pub mod visits;
pub mod week;
