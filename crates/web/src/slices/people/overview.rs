//! The front page of a case.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_store::certificate::CertificateRecord;
use bansou_store::person::PersonRecord;

use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{Menu, View, page};

#[derive(Template)]
#[template(path = "slices/people/overview.html")]
struct Overview {
    case: CaseFrame,
    record: PersonRecord,
    certificates: Vec<CertificateRecord>,
}

impl View for Overview {
    fn title(&self) -> String {
        format!("{}さん", self.case.name)
    }

    fn menu(&self) -> Menu {
        Menu::People
    }

    fn case(&self) -> Option<&CaseFrame> {
        Some(&self.case)
    }
}

pub(super) async fn get(cx: Cx, Path(id): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(id, "overview").await?;
    let mut reader = cx.read().await?;
    let record = reader.person(case).await?;
    let certificates = reader.certificates(case).await?;
    drop(reader);
    let frame = CaseFrame::of(id, &record, &certificates, Tab::Overview, cx.today());
    page(
        &cx,
        &Overview {
            case: frame,
            record,
            certificates,
        },
    )
}
