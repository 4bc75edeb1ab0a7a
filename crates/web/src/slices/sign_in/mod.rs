//! サインイン: password, second factor, recovery codes, the first manager's set-up.

mod enter;
mod factor;
mod setup;

use axum::routing::{get, post};

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .open("/signin", get(enter::get).post(enter::post))
        .open("/signin/code", get(factor::get).post(factor::post))
        .open("/signout", post(enter::sign_out))
        .open("/setup", get(setup::get).post(setup::post))
}

/// The sign-in page, remembering where the worker wanted to go.
pub(crate) fn path_with_way_back(back: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("back", inside(back));
    format!("/signin?{}", query.finish())
}

/// Only a path of our own is ever led back to.
fn inside(back: &str) -> &str {
    let ours = back.starts_with('/') && !back.starts_with("//") && !back.contains('\\');
    if ours && !back.starts_with("/signin") {
        back
    } else {
        "/"
    }
}
