//! 同意と交付: who agreed to a confirmed paper and to whom it went, for every kind of paper alike.
//!
//! Both are recorded once. A second attempt answers with what stands already (409), and what was recorded wrong is
//! corrected by a new record that names the old one.

mod by_link;
mod clash;
mod correct;
mod deliver;
mod fields;
mod give;
mod ledger;
mod mend;
mod received;
mod record;
pub(crate) mod scan;
mod sign;
mod standing;

use axum::response::Response;
use axum::routing::{get, post};
use bansou_domain::choice;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_store::access::CaseReader;
use bansou_store::paper::PaperLine;
use bansou_store::{Reader, Tx};
use uuid::Uuid;

pub(crate) use standing::Standing;

use crate::failure::Failure;
use crate::form::{Accepted, Typed, accept};
use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff(
            "/c/{person}/papers/{paper}/consent",
            get(give::get).post(give::post),
        )
        .staff(
            "/c/{person}/papers/{paper}/consent/correct",
            get(correct::get).post(correct::post),
        )
        .staff("/c/{person}/papers/{paper}/consent/scan", post(scan::post))
        .staff("/c/{person}/papers/{paper}/consent/scan/{scan}", get(scan::show))
        .staff(
            "/c/{person}/papers/{paper}/consent/scan/{scan}/save",
            get(scan::save),
        )
        .staff(
            "/c/{person}/papers/{paper}/delivery",
            get(deliver::get).post(deliver::post),
        )
        .staff(
            "/c/{person}/papers/{paper}/delivery/{delivery}/correct",
            get(mend::get).post(mend::post),
        )
}

choice! {
    /// 訂正のしかた.
    pub enum Correction {
        /// 正しい内容に直す.
        Mend = "mend", "正しい内容に直す";
        /// 取り消す.
        Strike = "strike", "取り消す（実際にはなかった）";
    }
}

/// Where the consent to a paper is recorded, and read afterwards.
pub(crate) fn consent_path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/papers/{paper}/consent")
}

/// Where the delivery of a paper is recorded.
pub(crate) fn delivery_path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/papers/{paper}/delivery")
}

fn correct_path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/papers/{paper}/consent/correct")
}

fn mend_path(person: PersonId, paper: PaperId, delivery: Uuid) -> String {
    format!("/c/{person}/papers/{paper}/delivery/{delivery}/correct")
}

/// The page a paper is read on.
fn home(person: PersonId, line: &PaperLine) -> String {
    match line.kind {
        PaperKind::DraftPlan | PaperKind::Plan => crate::slices::plan::paper_path(person, line.id),
        PaperKind::Monitoring => crate::slices::monitoring::report_path(person, line.id),
        PaperKind::Crisis => crate::slices::crisis::path(person, line.id),
        PaperKind::Interval => crate::slices::interval::path(person, line.id),
        PaperKind::Deciding => crate::slices::deciding::path(person, line.id),
        PaperKind::Meeting => crate::slices::meetings::paper_path(person, line.id),
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

/// What pressing the button means.
enum Press {
    /// The first time.
    First,
    /// The same form once more: this is where it led.
    Again(Response),
    /// The page has been used already, and something else is typed into it now.
    Used,
}

async fn pressed(tx: &mut Tx, typed: &Typed, leads_to: &str) -> Result<Press, Failure> {
    match accept(tx, typed, leads_to).await {
        Ok(Accepted::New) => Ok(Press::First),
        Ok(Accepted::Before(response)) => Ok(Press::Again(response)),
        Err(Failure::Request(_)) => Ok(Press::Used),
        Err(failure) => Err(failure),
    }
}

/// A paper as a list offers it.
fn named(line: &PaperLine) -> String {
    let dated = line
        .dated
        .map_or_else(String::new, bansou_domain::calendar::wareki::short);
    let old = if line.replaced { "・訂正前の版" } else { "" };
    format!("{}　{dated}（第{}期{old}）", line.kind.label(), line.cycle)
}

#[cfg(test)]
pub(crate) mod tests;
