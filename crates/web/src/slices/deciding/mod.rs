//! 意思決定支援の記録: one question with its ways side by side, what was tried, what stands in the way, how signs were read,
//! and the answer in the person's own words; with a page for the person.

mod changed;
mod easy;
mod edit;
mod list;
mod parts;
pub(crate) mod print;
mod show;
mod steps;
#[cfg(test)]
mod tests;

use axum::routing::{get, post};
use bansou_domain::deciding::{Conclusion, Deciding};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::paper::Paper;

use crate::failure::Failure;
use crate::routes::Routes;

pub(crate) use parts::Part;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/deciding", get(list::get).post(steps::begin))
        .staff("/c/{person}/deciding/{paper}", get(show::get))
        .staff(
            "/c/{person}/deciding/{paper}/edit/{part}",
            get(edit::get).post(edit::post),
        )
        .staff("/c/{person}/deciding/{paper}/easy", get(easy::get))
        .staff("/c/{person}/deciding/{paper}/easy/pdf", get(print::easy))
        .staff("/c/{person}/deciding/{paper}/confirm", post(steps::confirm))
        .staff("/c/{person}/deciding/{paper}/correct", post(changed::correct))
        .staff("/c/{person}/deciding/{paper}/again", post(changed::again))
        .staff("/c/{person}/deciding/{paper}/discard", post(changed::discard))
}

/// 決めること of a person.
pub(crate) fn list_path(person: PersonId) -> String {
    format!("/c/{person}/deciding")
}

/// One record.
pub(crate) fn path(person: PersonId, paper: PaperId) -> String {
    format!("/c/{person}/deciding/{paper}")
}

fn edit_path(person: PersonId, paper: PaperId, part: Part) -> String {
    format!("/c/{person}/deciding/{paper}/edit/{}", part.code())
}

/// Every record that nothing replaces, with the open ones first, then the newest answer first.
pub(crate) async fn all(reader: &mut Reader, case: CaseReader) -> Result<Vec<Paper<Deciding>>, Failure> {
    let mut all: Vec<Paper<Deciding>> = reader.papers_of(case, PaperKind::Deciding).await?;
    all.sort_by_key(|paper| paper.line.confirmed_at.is_some());
    Ok(all)
}

/// 「質問」→ 答え: what was asked and how it was answered, in one line.
pub(crate) fn told(deciding: &Deciding) -> String {
    let answer = match deciding.outcome.conclusion {
        None => "考えている".to_owned(),
        Some(Conclusion::Own | Conclusion::NotYet) => deciding.answer(),
        Some(Conclusion::Estimated) => format!("{}（意思の推定）", deciding.answer()),
        Some(Conclusion::BestInterest) => format!("{}（最善の利益）", deciding.answer()),
    };
    format!("「{}」→ {answer}", deciding.question)
}
