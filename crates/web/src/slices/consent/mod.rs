//! 同意と交付: who agreed to a confirmed paper and to whom it went, for every kind of paper alike.

mod deliver;
mod give;
mod sign;
mod standing;

use axum::routing::get;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::paper::PaperLine;

pub(crate) use standing::Standing;

use crate::failure::Failure;
use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff(
            "/c/{person}/papers/{paper}/consent",
            get(give::get).post(give::post),
        )
        .staff(
            "/c/{person}/papers/{paper}/delivery",
            get(deliver::get).post(deliver::post),
        )
}

/// Where the consent to a paper is recorded.
pub(crate) fn consent_path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/papers/{paper}/consent")
}

/// Where the delivery of a paper is recorded.
pub(crate) fn delivery_path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/papers/{paper}/delivery")
}

/// The page a paper is read on.
fn home(person: PersonId, line: &PaperLine) -> String {
    match line.kind {
        PaperKind::DraftPlan | PaperKind::Plan => crate::slices::plan::paper_path(person, line.id),
        PaperKind::Monitoring => crate::slices::monitoring::report_path(person, line.id),
        PaperKind::Crisis => crate::slices::crisis::path(person, line.id),
        _ => format!("/c/{person}/papers"),
    }
}

/// The paper whose form is opened. A draft leads to its own page, where it can be finished first.
async fn opened(reader: &mut Reader, case: CaseReader, id: PaperId) -> Result<PaperLine, Failure> {
    let papers = reader.papers(case).await?;
    let line = papers.into_iter().find(|line| line.id == id);
    let line = line.ok_or(bansou_store::Failure::NotFound)?;
    if line.confirmed_at.is_none() {
        return Err(Failure::Elsewhere(home(case.person(), &line)));
    }
    Ok(line)
}

/// The paper, which must stand: a draft can be neither agreed to nor handed over.
async fn confirmed(reader: &mut Reader, case: CaseReader, id: PaperId) -> Result<PaperLine, Failure> {
    let papers = reader.papers(case).await?;
    let line = papers.into_iter().find(|line| line.id == id);
    let line = line.ok_or(bansou_store::Failure::NotFound)?;
    if line.confirmed_at.is_none() {
        return Err(Failure::Request(
            "この書類はまだ下書きです。確定してから、同意と交付を記録します。",
        ));
    }
    Ok(line)
}
