//! One request, as a draft to be confirmed or as it went to the municipality.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::interval::{Attached, IntervalRequest, Reason};
use bansou_store::paper::{Paper, PaperLine};

use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::slices::certificates::months;
use crate::slices::consent::{consent_path, delivery_path};
use crate::slices::papers::{self, Printable};
use crate::slices::process;

#[derive(Template)]
#[template(path = "slices/interval/show.html")]
struct Show {
    case: CaseFrame,
    key: String,
    line: PaperLine,
    request: IntervalRequest,
    path: String,
    back: String,
    print: String,
    consent: String,
    delivery: String,
    answer: String,
}

case_page!(Show, "モニタリング期間の変更の申出");

impl Show {
    fn draft(&self) -> bool {
        self.line.confirmed_at.is_none()
    }

    fn state(&self) -> (&'static str, &'static str) {
        match (self.line.replaced, self.draft()) {
            (true, _) => ("unneeded", "訂正前"),
            (false, true) => ("progress", "下書き"),
            (false, false) => ("done", "確定"),
        }
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        let request = &self.request;
        let every = request
            .every
            .map(|every| format!("{}　", every.label()))
            .unwrap_or_default();
        let labels = |labels: Vec<&'static str>| labels.join("、");
        let facts = [
            ("申出日", request.made_on.map(wareki::format).unwrap_or_default()),
            ("市町村", request.municipality.clone()),
            (
                "いまの実施月",
                format!("{}　{}", request.now, months::line(&request.now_months)),
            ),
            (
                "いつから",
                request.from.map(wareki::format_month).unwrap_or_default(),
            ),
            (
                "変更後の実施月",
                format!("{every}{}", months::line(&request.months)),
            ),
            (
                "変更の理由",
                labels(request.reasons.iter().copied().map(Reason::label).collect()),
            ),
            ("理由の説明", request.why.clone()),
            ("本人・家族の考え", request.wish.clone()),
            (
                "添付",
                labels(request.attached.iter().copied().map(Attached::label).collect()),
            ),
        ];
        let said = |(name, said): (&'static str, String)| {
            (
                name,
                if said.trim().is_empty() {
                    "まだ".to_owned()
                } else {
                    said
                },
            )
        };
        facts.into_iter().map(said).collect()
    }
}

pub(super) async fn get(cx: Cx, Path((person, id)): Path<(PersonId, PaperId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "interval").await?;
    let mut reader = cx.read().await?;
    let Paper { line, content } = reader.paper::<IntervalRequest>(case, id).await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Monitoring, cx.today()).await?;
    drop(reader);
    let view = Show {
        case: frame,
        key: uuid::Uuid::now_v7().to_string(),
        path: super::path(person, id),
        back: super::advice_path(person),
        print: papers::path(person, Printable::Interval, id),
        consent: consent_path(person, id),
        delivery: delivery_path(person, id),
        answer: process::application_path(person, line.cycle),
        request: content,
        line,
    };
    page(&cx, &view)
}
