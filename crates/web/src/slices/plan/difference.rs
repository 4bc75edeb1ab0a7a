//! What differs between two versions: the draft and its plan, a plan and the one before, a correction and its original.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_domain::plan::{Difference, ServicePlan, differences};
use bansou_store::paper::{Paper, PaperLine};
use serde::Deserialize;

use super::paper_path;
use crate::context::Cx;
use crate::diff::Diff;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::week::{Grid, Redline};

#[derive(Template)]
#[template(path = "slices/plan/difference.html")]
struct Page {
    case: CaseFrame,
    here: PaperLine,
    other: Option<PaperId>,
    versions: Vec<(String, String)>,
    changes: Vec<Change>,
    week: Option<(Grid, Redline)>,
}

struct Change {
    label: String,
    diff: Diff,
}

/// Which version to compare with.
#[derive(Deserialize)]
pub(super) struct Asked {
    with: Option<PaperId>,
}

case_page!(Page, "計画のちがい", wide);

impl Page {
    fn path(&self) -> String {
        paper_path(self.case.person, self.here.id)
    }

    fn chosen(&self, id: &str) -> bool {
        self.other.is_some_and(|other| other.to_string() == id)
    }
}

pub(super) async fn get(
    cx: Cx,
    Path((person, id)): Path<(PersonId, PaperId)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "plan.difference").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Plan, cx.today()).await?;
    let here = reader.paper::<ServicePlan>(case, id).await?;
    let mut lines = reader.papers(case).await?;
    lines.retain(|line| matches!(line.kind, PaperKind::DraftPlan | PaperKind::Plan) && line.id != id);
    let other = asked.with.or_else(|| before(&here.line, &lines));
    let earlier = match other {
        Some(other) => Some(reader.paper::<ServicePlan>(case, other).await?),
        None => None,
    };
    drop(reader);
    let view = Page {
        case: frame,
        versions: lines
            .iter()
            .map(|line| (line.id.to_string(), name(line)))
            .collect(),
        other,
        changes: earlier
            .as_ref()
            .map(|earlier| changes(&earlier.content, &here.content))
            .unwrap_or_default(),
        week: earlier.as_ref().map(|earlier| week(earlier, &here)),
        here: here.line,
    };
    page(&cx, &view)
}

/// What a version is compared with unless another is asked for.
fn before(here: &PaperLine, others: &[PaperLine]) -> Option<PaperId> {
    let (kind, cycle) = match here.kind {
        PaperKind::Plan => (PaperKind::DraftPlan, here.cycle),
        _ => (PaperKind::Plan, here.cycle - 1),
    };
    let stands = |line: &&PaperLine| line.kind == kind && line.cycle == cycle && !line.replaced;
    here.replaces
        .or_else(|| others.iter().find(stands).map(|line| line.id))
}

fn name(line: &PaperLine) -> String {
    let state = match (line.replaced, line.confirmed_at.is_some()) {
        (true, _) => "訂正前",
        (false, true) => "確定",
        (false, false) => "途中",
    };
    let dated = line.dated.map(wareki::format).unwrap_or_default();
    format!("第{}期 {} {dated}（{state}）", line.cycle, line.kind.label())
}

fn week(earlier: &Paper<ServicePlan>, here: &Paper<ServicePlan>) -> (Grid, Redline) {
    let (before, after) = (&earlier.content.week, &here.content.week);
    (Grid::redlined(before, after), Redline::of(before, after))
}

fn changes(before: &ServicePlan, after: &ServicePlan) -> Vec<Change> {
    let told = |found: Difference| Change {
        diff: if found.dated {
            Diff::replaced(&found.before, &found.after)
        } else {
            Diff::of(&found.before, &found.after)
        },
        label: found.label,
    };
    differences(before, after).into_iter().map(told).collect()
}
