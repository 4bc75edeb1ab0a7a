//! 設定: the office as it stands on papers, its own choices, the staff with their accounts, the devices' certificate.

pub(crate) mod claims;
mod devices;
mod office;
mod questions;
mod staff;
mod visits;

use axum::routing::{get, post};

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    claims::routes(routes)
        .staff("/settings", get(office::get).post(office::post))
        .staff("/settings/visits", get(visits::get).post(visits::post))
        .staff("/settings/devices", get(devices::get))
        .staff("/settings/devices/certificate", get(devices::certificate))
        .staff("/settings/devices/sheet", get(devices::sheet))
        .staff(
            "/settings/questions/{asked}",
            get(questions::get).post(questions::post),
        )
        .staff("/settings/staff", get(staff::get).post(staff::add))
        .staff("/settings/staff/{staff}/disable", post(staff::disable))
        .staff("/settings/staff/{staff}/code", post(staff::issue_code))
}

#[cfg(test)]
mod tests;
