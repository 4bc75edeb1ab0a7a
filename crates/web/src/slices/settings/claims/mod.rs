//! 設定 → 請求: what the office notified and what holds for it, each from a month on. Everybody may read it; who makes the
//! claims changes it, and a correction is a new row.

mod edit;
mod fields;
mod overview;
mod topic;

use axum::routing::get;
use bansou_domain::claim_setting::Topic;
use uuid::Uuid;

use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/settings/claims", get(overview::get))
        .staff("/settings/claims/{topic}", get(topic::get).post(edit::add))
        .staff(
            "/settings/claims/{topic}/{row}",
            get(topic::correct).post(edit::correct),
        )
}

/// The page of one topic.
pub(crate) fn topic_path(topic: Topic) -> String {
    format!("/settings/claims/{}", topic.code())
}

fn row_path(topic: Topic, row: Uuid) -> String {
    format!("{}/{row}", topic_path(topic))
}

#[cfg(test)]
mod tests;
