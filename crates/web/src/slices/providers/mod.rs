//! 関係機関: the office's directory of who in the area can help.

mod form;
mod list;
#[cfg(test)]
mod tests;

use axum::routing::get;
use bansou_domain::id::ProviderId;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/providers", get(list::get))
        .staff("/providers/new", get(form::new).post(form::add))
        .staff("/providers/{provider}", get(form::edit).post(form::change))
}

/// One entry of the directory.
pub(crate) fn path(provider: ProviderId) -> String {
    format!("/providers/{provider}")
}
