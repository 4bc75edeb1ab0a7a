//! All papers of a case with their state and their forms.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_store::consent::Consent;
use bansou_store::delivery::Delivery;
use bansou_store::paper::PaperLine;

use super::{Printable, path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::slices::consent::{consent_path, delivery_path};

#[derive(Template)]
#[template(path = "slices/papers/list.html")]
struct List {
    case: CaseFrame,
    papers: Vec<Line>,
}

struct Line {
    kind: &'static str,
    cycle: i64,
    dated: String,
    state: &'static str,
    word: &'static str,
    consent: String,
    consent_path: String,
    deliveries: Vec<String>,
    delivery_path: String,
    forms: Vec<(&'static str, String)>,
}

case_page!(List, "書類", wide);

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "papers").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Papers, cx.today()).await?;
    let papers = reader.papers(case).await?;
    let consents = reader.consents(case).await?;
    let deliveries = reader.deliveries(case).await?;
    drop(reader);
    let line = |paper: &PaperLine| {
        let consent = consents
            .iter()
            .find(|(of, _)| *of == paper.id)
            .map(|(_, consent)| consent);
        let handed = deliveries
            .iter()
            .filter(|(of, _)| *of == paper.id)
            .map(|(_, delivery)| delivery);
        Line::new(person, paper, consent, handed)
    };
    let papers = papers.iter().map(line).collect();
    page(&cx, &List { case: frame, papers })
}

impl Line {
    fn new<'d>(
        person: PersonId,
        paper: &PaperLine,
        consent: Option<&Consent>,
        handed: impl Iterator<Item = &'d Delivery>,
    ) -> Self {
        let (state, word) = match (paper.replaced, paper.confirmed_at.is_some()) {
            (true, _) => ("unneeded", "訂正前"),
            (false, true) => ("done", "確定"),
            (false, false) => ("progress", "途中"),
        };
        let recipient = |delivery: &Delivery| {
            let name = if delivery.name.is_empty() {
                delivery.recipient.label()
            } else {
                &delivery.name
            };
            format!(
                "{name} {}（{}）",
                wareki::short(delivery.on),
                delivery.means.label()
            )
        };
        let forms = Printable::of(paper.kind).iter();
        Self {
            kind: paper.kind.label(),
            cycle: paper.cycle,
            dated: paper.dated.map(wareki::short).unwrap_or_default(),
            state,
            word,
            consent: consent.map_or_else(String::new, |consent| {
                format!(
                    "{} {}（{}）",
                    consent.signer,
                    wareki::short(consent.given_on),
                    consent.means.label()
                )
            }),
            consent_path: consent_path(person, paper.id),
            deliveries: handed.map(recipient).collect(),
            delivery_path: delivery_path(person, paper.id),
            forms: forms
                .map(|form| (form.label(), path(person, *form, paper.id)))
                .collect(),
        }
    }
}
