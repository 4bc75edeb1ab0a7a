//! The page before a visit, and its print.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_documents::papers::VisitBriefSheet;
use bansou_domain::id::PersonId;
use bansou_store::Reader;
use bansou_store::access::CaseReader;

use super::gather::Brief;
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::CaseFrame;
use crate::layout::{case_page, page};
use crate::slices::monitoring::{Hearing, write_path};
use crate::slices::outings;
use crate::slices::papers::{file, press};

#[derive(Template)]
#[template(path = "slices/brief/show.html")]
struct Show {
    case: CaseFrame,
    brief: VisitBriefSheet,
    pdf: String,
    write: String,
    take: String,
    hearing: Hearing,
    /// Whether it stays at the office: what is taken along asks nobody anything.
    here: bool,
}

case_page!(Show, "訪問の前に", wide);

impl Show {
    fn of(person: PersonId, brief: Brief, here: bool) -> Self {
        Self {
            case: brief.frame,
            hearing: brief.hearing,
            here,
            brief: brief.sheet,
            pdf: format!("{}/pdf", super::path(person)),
            write: write_path(person, brief.due),
            take: outings::take_path(person, brief.due),
        }
    }
}

/// The page as it is taken along to a visit without network.
pub(crate) struct ToGo {
    pub(crate) html: String,
    /// The open questions, as they can be shown to the person.
    pub(crate) questions: Vec<String>,
}

pub(crate) async fn to_go(cx: &Cx, reader: &mut Reader, case: CaseReader) -> Result<ToGo, Failure> {
    let brief = Brief::load(cx, reader, case).await?;
    let questions = brief.questions.clone();
    Ok(ToGo {
        html: Show::of(case.person(), brief, false).render()?,
        questions,
    })
}

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "brief").await?;
    let mut reader = cx.read().await?;
    let brief = Brief::load(&cx, &mut reader, case).await?;
    drop(reader);
    page(&cx, &Show::of(person, brief, true))
}

pub(super) async fn pdf(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "brief").await?;
    let mut reader = cx.read().await?;
    let brief = Brief::load(&cx, &mut reader, case).await?;
    drop(reader);
    let whole = brief.sheet.clone();
    let printed = press(&cx, Box::new(brief.sheet), move |press, _| {
        Ok(whole.on_one_sheet(press)?)
    })
    .await?;
    file("application/pdf", "訪問の前に.pdf", "inline", printed.pdf)
}
