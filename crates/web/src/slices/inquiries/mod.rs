//! 相談受付: who called about whom. An inquiry may end without a case, stay open as outreach, or become a case.

mod form;
mod list;
mod open_case;
mod show;
#[cfg(test)]
mod tests;

use axum::routing::get;
use bansou_domain::id::InquiryId;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/inquiries", get(list::get))
        .staff("/inquiries/new", get(form::new).post(form::add))
        .staff("/inquiries/{inquiry}", get(show::get).post(show::follow_up))
        .staff("/inquiries/{inquiry}/edit", get(form::edit).post(form::change))
        .staff(
            "/inquiries/{inquiry}/case",
            get(open_case::get).post(open_case::post),
        )
        .staff("/c/{person}/inquiry", get(show::of_case))
}

/// One inquiry.
pub(crate) fn path(inquiry: InquiryId) -> String {
    format!("/inquiries/{inquiry}")
}

fn edit_path(inquiry: InquiryId) -> String {
    format!("/inquiries/{inquiry}/edit")
}

fn open_path(inquiry: InquiryId) -> String {
    format!("/inquiries/{inquiry}/case")
}
