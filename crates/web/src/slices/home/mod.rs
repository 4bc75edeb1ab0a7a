//! 今日. What is to be done in the worker's own cases, in the order it presses; each row has one button.

mod lanes;
mod show;
#[cfg(test)]
mod tests;

use axum::routing::get;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes.staff("/", get(show::get))
}
