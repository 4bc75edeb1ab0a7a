//! 訪問の予定: who is due in the coming months with a proposed day for each, the telephone list, the sheet of a day, the
//! worker's own calendar, and handing cases over with the load in sight.

mod calls;
mod day;
mod days;
mod feed;
mod gather;
mod load;
mod outlook;
mod plan;
mod show;
mod take;
#[cfg(test)]
mod tests;
mod words;

use axum::routing::{get, post};

use crate::routes::Routes;

pub(crate) use words::hour;

const PATH: &str = "/visits";

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff(PATH, get(show::get).post(take::post))
        .staff("/visits/calls", get(calls::get).post(calls::post))
        .staff("/visits/day/{date}", get(day::get))
        .staff("/visits/days", get(days::get).post(days::post))
        .staff("/visits/areas", post(days::post_areas))
        .staff("/visits/load", get(load::get).post(load::post))
        .open("/calendar/{link}", get(feed::get))
        .staff("/account/calendar", post(feed::make))
        .staff("/account/calendar/end", post(feed::end))
}
