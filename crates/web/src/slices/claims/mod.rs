//! 請求: the month from what is due to what is claimed, the files, what came back, what is still owed.

mod desk;
mod file;
mod forecast;
mod freeze;
mod funnel;
mod hand_line;
mod marks;
mod money;
mod month;
mod person;
mod phase;
mod print;
mod results;
mod send;
#[cfg(test)]
mod tests;

use axum::routing::{get, post};
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::PersonId;
use uuid::Uuid;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/claims", get(month::latest))
        .staff("/claims/files", get(file::list))
        .staff("/claims/files/{file}", get(file::show))
        .staff("/claims/files/{file}/download", get(file::download))
        .staff("/claims/files/{file}/print/{kind}/{nth}", get(print::pdf))
        .staff("/claims/files/{file}/workbook", get(print::workbook))
        .staff("/claims/files/{file}/send", post(send::send))
        .staff("/claims/files/{file}/undo", post(send::undo))
        .staff(
            "/claims/files/{file}/results",
            get(results::get).post(results::post),
        )
        .staff("/claims/files/{file}/results/strike", post(results::strike))
        .staff("/claims/money", get(money::get))
        .staff("/claims/month/{month}", get(month::get).post(freeze::post))
        .staff("/claims/month/{month}/{person}", get(person::get))
        .staff(
            "/claims/month/{month}/{person}/line",
            get(hand_line::get).post(hand_line::post),
        )
        .staff(
            "/claims/month/{month}/{person}/line/strike",
            post(hand_line::strike),
        )
}

pub(crate) fn month_path(month: ServiceMonth) -> String {
    format!("/claims/month/{month}")
}

fn person_path(month: ServiceMonth, person: PersonId) -> String {
    format!("/claims/month/{month}/{person}")
}

fn file_path(file: Uuid) -> String {
    format!("/claims/files/{file}")
}
