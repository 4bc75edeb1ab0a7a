//! 今日. What is to be done, in the order it presses.

use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use crate::context::Cx;
use crate::failure::Failure;
use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes.staff("/", get(show))
}

async fn show(_: Cx) -> Result<Response, Failure> {
    Ok(Redirect::to("/people?mine=1").into_response())
}
