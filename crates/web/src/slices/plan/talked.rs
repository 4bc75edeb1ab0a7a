//! What a conference goes through one by one: the differences of the newest draft from the plan in force.

use bansou_domain::paper::PaperKind;
use bansou_domain::plan::{Difference, ServicePlan, differences, week_differences};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::paper::Paper;

use crate::failure::Failure;

/// Fields of the paper itself; nobody talks about them.
const OF_PAPER: [&str; 3] = ["made_on", "starts", "changes_from_draft"];

/// The newest draft or plan, whether it is confirmed or not.
pub(super) async fn newest(
    reader: &mut Reader,
    case: CaseReader,
) -> Result<Option<Paper<ServicePlan>>, Failure> {
    let draft = reader
        .newest_paper::<ServicePlan>(case, PaperKind::DraftPlan, true)
        .await?;
    let plan = reader
        .newest_paper::<ServicePlan>(case, PaperKind::Plan, true)
        .await?;
    let age = |paper: &Paper<ServicePlan>| (paper.line.cycle, paper.line.dated);
    Ok(match (draft, plan) {
        (Some(draft), Some(plan)) if age(&plan) < age(&draft) => Some(draft),
        (draft, plan) => plan.or(draft),
    })
}

/// The differences that are still to be talked about: none once the plan is confirmed. A first plan differs from nothing.
pub(crate) async fn open_changes(reader: &mut Reader, case: CaseReader) -> Result<Vec<Difference>, Failure> {
    let Some(draft) = newest(reader, case).await? else {
        return Ok(Vec::new());
    };
    if draft.line.kind == PaperKind::Plan && draft.line.confirmed_at.is_some() {
        return Ok(Vec::new());
    }
    let plans = reader.papers_of::<ServicePlan>(case, PaperKind::Plan).await?;
    let in_force = plans
        .into_iter()
        .find(|plan| plan.line.confirmed_at.is_some() && plan.line.cycle < draft.line.cycle);
    let before = in_force.map(|plan| plan.content).unwrap_or_default();
    let mut found = differences(&before, &draft.content);
    found.retain(|found| !OF_PAPER.contains(&found.place.as_str()));
    found.extend(week_differences(&before, &draft.content));
    Ok(found)
}
