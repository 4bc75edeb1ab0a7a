//! The plan tab: every cycle with its draft and its plan, how far each has come, and the next step.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_domain::paper::PaperKind;
use bansou_store::consent::Consent;
use bansou_store::delivery::Delivery;
use bansou_store::paper::PaperLine;
use uuid::Uuid;

use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::slices::consent::Standing;

#[derive(Template)]
#[template(path = "slices/plan/list.html")]
struct List {
    case: CaseFrame,
    cycles: Vec<Cycle>,
    key: Uuid,
    /// Whether the newest cycle has a confirmed plan, from which the next draft begins.
    renewable: bool,
}

struct Cycle {
    number: i64,
    versions: Vec<Version>,
    /// Whether a confirmed draft waits to become the plan.
    settles: bool,
}

struct Version {
    line: PaperLine,
    standing: Standing,
}

case_page!(List, "計画", wide);

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "plan").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Plan, cx.today()).await?;
    let papers = reader.papers(case).await?;
    let consents = reader.consents(case).await?;
    let deliveries = reader.deliveries(case).await?;
    drop(reader);
    let cycles = cycles(papers, &consents, &deliveries);
    let view = List {
        case: frame,
        renewable: cycles.first().is_some_and(Cycle::has_plan),
        cycles,
        key: Uuid::now_v7(),
    };
    page(&cx, &view)
}

fn cycles(
    papers: Vec<PaperLine>,
    consents: &[(bansou_domain::id::PaperId, Consent)],
    deliveries: &[(bansou_domain::id::PaperId, Delivery)],
) -> Vec<Cycle> {
    let mut lines: Vec<_> = papers
        .into_iter()
        .filter(|line| matches!(line.kind, PaperKind::DraftPlan | PaperKind::Plan))
        .collect();
    lines.sort_by_key(|line| (line.cycle, line.kind == PaperKind::Plan, !line.replaced, line.id));
    let mut cycles: Vec<Cycle> = Vec::new();
    for line in lines.into_iter().rev() {
        if cycles.last().is_none_or(|cycle| cycle.number != line.cycle) {
            cycles.push(Cycle {
                number: line.cycle,
                versions: Vec::new(),
                settles: false,
            });
        }
        let standing = Standing::of(&line, consents, deliveries);
        if let Some(cycle) = cycles.last_mut() {
            cycle.versions.push(Version { line, standing });
        }
    }
    for cycle in &mut cycles {
        cycle.settles = cycle.waits_to_settle();
    }
    cycles
}

impl Cycle {
    fn has_plan(&self) -> bool {
        self.stands(PaperKind::Plan)
    }

    fn stands(&self, kind: PaperKind) -> bool {
        let of = |version: &Version| version.line.kind == kind && version.line.confirmed_at.is_some();
        self.versions.iter().any(of)
    }

    fn waits_to_settle(&self) -> bool {
        let begun = self
            .versions
            .iter()
            .any(|version| version.line.kind == PaperKind::Plan);
        self.stands(PaperKind::DraftPlan) && !begun
    }
}
