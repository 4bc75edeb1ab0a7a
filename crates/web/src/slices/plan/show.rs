//! One draft or plan to read, with what has been agreed, handed over, and what can be done with it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_domain::plan::ServicePlan;
use bansou_store::consent::Consent;
use bansou_store::paper::Paper;
use uuid::Uuid;

use super::paper_path;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::time_in_japan;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{Menu, View, page};
use crate::slices::consent::{Standing, consent_path, delivery_path};
use crate::slices::papers::{self, Printable};
use crate::week::Grid;

#[derive(Template)]
#[template(path = "slices/plan/show.html")]
struct Show {
    case: CaseFrame,
    paper: Paper<ServicePlan>,
    standing: Standing,
    /// The signature as a picture, where one was drawn.
    signature: String,
    key: Uuid,
}

impl View for Show {
    fn title(&self) -> String {
        format!("{} — {}さん", self.paper.line.kind.label(), self.case.name)
    }

    fn menu(&self) -> Menu {
        Menu::People
    }

    fn case(&self) -> Option<&CaseFrame> {
        Some(&self.case)
    }

    fn wide(&self) -> bool {
        true
    }
}

impl Show {
    fn path(&self) -> String {
        paper_path(self.case.person, self.paper.line.id)
    }

    fn consent(&self) -> String {
        consent_path(self.case.person, self.paper.line.id)
    }

    fn delivery(&self) -> String {
        delivery_path(self.case.person, self.paper.line.id)
    }

    fn forms(&self) -> Vec<(&'static str, String)> {
        let forms = Printable::of(self.paper.line.kind).iter();
        let href = |form: &Printable| papers::path(self.case.person, *form, self.paper.line.id);
        forms.map(|form| (form.label(), href(form))).collect()
    }

    fn confirmed_at(&self) -> Option<String> {
        self.paper.line.confirmed_at.as_deref().map(time_in_japan)
    }

    /// Who is named in a plan that stands and has not been handed it yet.
    fn not_handed(&self) -> Vec<&str> {
        let stands = self.standing.confirmed && !self.standing.replaced;
        if self.paper.line.kind != PaperKind::Plan || !stands {
            return Vec::new();
        }
        let mut named = self.paper.content.providers();
        named.retain(|name| !self.standing.handed_to(name));
        named
    }

    fn grid(&self) -> Grid {
        Grid::of(&self.paper.content.week)
    }
}

fn month(month: Option<ServiceMonth>) -> String {
    month.map(wareki::format_month).unwrap_or_default()
}

pub(super) async fn get(cx: Cx, Path((person, id)): Path<(PersonId, PaperId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "plan.paper").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Plan, cx.today()).await?;
    let paper = reader.paper::<ServicePlan>(case, id).await?;
    let consents = reader.consents(case).await?;
    let deliveries = reader.deliveries(case).await?;
    drop(reader);
    let standing = Standing::of(&paper.line, &consents, &deliveries);
    let given = consents
        .iter()
        .find(|(of, _)| *of == id)
        .map(|(_, consent)| consent);
    let view = Show {
        case: frame,
        paper,
        standing,
        signature: given.map(signature).unwrap_or_default(),
        key: Uuid::now_v7(),
    };
    page(&cx, &view)
}

fn signature(consent: &Consent) -> String {
    if consent.signature.is_empty() {
        return String::new();
    }
    let encoded = data_encoding::BASE64.encode(consent.signature.as_bytes());
    format!("data:image/svg+xml;base64,{encoded}")
}
