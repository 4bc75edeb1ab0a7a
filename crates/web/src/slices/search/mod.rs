//! さがす: people, notes of one's own cases and the directory; and the short list behind Ctrl+K.

mod mark;
mod palette;
mod show;
#[cfg(test)]
mod tests;

use axum::routing::get;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/search", get(show::get))
        .staff("/palette", get(palette::get))
}
