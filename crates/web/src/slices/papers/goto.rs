//! One address for every paper of a case: whoever only knows the paper is led to the page of its kind.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;

use crate::context::Cx;
use crate::failure::Failure;
use crate::slices::{assessment, closing, crisis, deciding, interval, meetings, monitoring, plan};

pub(super) async fn get(cx: Cx, Path((person, id)): Path<(PersonId, PaperId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "papers").await?;
    let papers = cx.read().await?.papers(case).await?;
    let paper = papers.iter().find(|paper| paper.id == id);
    let to = match paper.ok_or(bansou_store::Failure::NotFound)?.kind {
        PaperKind::Assessment => assessment::path(person, id),
        PaperKind::DraftPlan | PaperKind::Plan => plan::paper_path(person, id),
        PaperKind::Meeting => meetings::paper_path(person, id),
        PaperKind::Monitoring => monitoring::report_path(person, id),
        PaperKind::Crisis => crisis::path(person, id),
        PaperKind::Deciding => deciding::path(person, id),
        PaperKind::HandOver => closing::path(person),
        PaperKind::Interval => interval::path(person, id),
    };
    Ok(Redirect::to(&to).into_response())
}
