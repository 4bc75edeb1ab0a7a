//! 手順: where a case stands, the dated facts around it, and passing a step with a reason.

mod course;
mod cycle;
mod law;
mod pass;
mod rail;
mod sheet;
mod show;
#[cfg(test)]
mod tests;
mod withdraw;
mod words;

use axum::routing::get;
use bansou_domain::id::PersonId;
use bansou_domain::process::Step;
use uuid::Uuid;

pub(crate) use course::{Course, newest_cycle};
pub(crate) use rail::Rail;
pub(crate) use words::{next_step, rule_words};

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/process", get(show::get))
        .staff("/c/{person}/process/begin", get(cycle::get).post(cycle::begin))
        .staff(
            "/c/{person}/process/withdraw/{milestone}",
            get(withdraw::get).post(withdraw::post),
        )
        .staff(
            "/c/{person}/process/{cycle}/{sheet}",
            get(sheet::get).post(sheet::post),
        )
        .staff(
            "/c/{person}/process/{cycle}/pass/{step}",
            get(pass::get).post(pass::post),
        )
}

/// The steps of one cycle with their ground in law.
pub(crate) fn path(person: PersonId, cycle: i64) -> String {
    format!("/c/{person}/process?cycle={cycle}")
}

/// The dated facts around contract and consent.
pub(crate) fn contract_path(person: PersonId, cycle: i64) -> String {
    format!("/c/{person}/process/{cycle}/contract")
}

/// The dated facts between the person and the municipality.
pub(crate) fn application_path(person: PersonId, cycle: i64) -> String {
    format!("/c/{person}/process/{cycle}/application")
}

/// Passing a step with a reason.
pub(crate) fn pass_path(person: PersonId, cycle: i64, step: Step) -> String {
    format!("/c/{person}/process/{cycle}/pass/{}", step.code())
}

fn withdraw_path(person: PersonId, milestone: Uuid) -> String {
    format!("/c/{person}/process/withdraw/{milestone}")
}

fn begin_path(person: PersonId) -> String {
    format!("/c/{person}/process/begin")
}
