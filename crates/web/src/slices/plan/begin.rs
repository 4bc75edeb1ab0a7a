//! How a version begins: a draft, a plan out of its draft, the next cycle, a correction; and how a draft is thrown away.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::assessment::Assessment;
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::certificate::RecipientCertificate;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_domain::plan::ServicePlan;
use bansou_store::Tx;
use bansou_store::access::CaseEditor;
use bansou_store::journal::Did;
use bansou_store::paper::PaperLine;
use jiff::civil::Date;

use super::{edit_path, path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Typed, accept};
use crate::slices::papers::steps;

type Address = Path<(PersonId, PaperId)>;

/// Begins what the button says: `draft`, `plan` or `renewal`. What has been begun already is opened instead.
pub(super) async fn begin(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let papers = tx.papers(case.reader()).await?;
    let (kind, cycle, plan) = match typed.value("what") {
        "plan" => settled(&mut tx, case, cx.today()).await?,
        "renewal" => renewed(&mut tx, case, cx.today()).await?,
        _ => drafted(&mut tx, case, cx.today()).await?,
    };
    let begun = |line: &&PaperLine| line.kind == kind && line.cycle == cycle && !line.replaced;
    if let Some(line) = papers.iter().find(begun) {
        return Ok(Redirect::to(&edit_path(person, line.id)).into_response());
    }
    let id = tx.add_paper(case, kind, cycle, &plan).await?;
    let leads_to = edit_path(person, id);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    tx.commit(Did::to(person, "plan.begun").subject(id.0)).await?;
    Ok(Redirect::to(&leads_to).into_response())
}

type Begun = (PaperKind, i64, ServicePlan);

/// The first draft, from the newest assessment and the certificate.
async fn drafted(tx: &mut Tx, case: CaseEditor, today: Date) -> Result<Begun, Failure> {
    let assessment = tx
        .newest_paper::<Assessment>(case.reader(), PaperKind::Assessment, true)
        .await?;
    let plan = assessment.map_or_else(
        || ServicePlan {
            made_on: Some(today),
            ..ServicePlan::default()
        },
        |paper| ServicePlan::from_assessment(&paper.content, paper.line.id, today),
    );
    let plan = with_certificate(tx, case, plan, today).await?;
    Ok((PaperKind::DraftPlan, 1, plan))
}

/// The plan out of the newest confirmed draft.
async fn settled(tx: &mut Tx, case: CaseEditor, today: Date) -> Result<Begun, Failure> {
    let draft = tx
        .newest_paper::<ServicePlan>(case.reader(), PaperKind::DraftPlan, false)
        .await?
        .ok_or(bansou_store::Failure::NotFound)?;
    let plan = ServicePlan::from_draft(&draft.content, today);
    Ok((PaperKind::Plan, draft.line.cycle, plan))
}

/// The draft of the next cycle, from the newest confirmed plan.
async fn renewed(tx: &mut Tx, case: CaseEditor, today: Date) -> Result<Begun, Failure> {
    let last = tx
        .newest_paper::<ServicePlan>(case.reader(), PaperKind::Plan, false)
        .await?
        .ok_or(bansou_store::Failure::NotFound)?;
    let mut plan = ServicePlan::renewed(&last.content, today);
    let assessment = tx
        .newest_paper::<Assessment>(case.reader(), PaperKind::Assessment, true)
        .await?;
    plan.drawn_from = assessment.map(|paper| paper.line.id);
    let plan = with_certificate(tx, case, plan, today).await?;
    Ok((PaperKind::DraftPlan, last.line.cycle + 1, plan))
}

/// Takes over what the newest certificate prints: the monitoring period and the month its grant begins.
async fn with_certificate(
    tx: &mut Tx,
    case: CaseEditor,
    plan: ServicePlan,
    today: Date,
) -> Result<ServicePlan, Failure> {
    let certificates = tx.certificates(case.reader()).await?;
    let newest = certificates
        .into_iter()
        .map(|record| record.certificate)
        .max_by_key(|certificate| certificate.grant_from);
    let Some(RecipientCertificate {
        grant_from,
        monitoring_text,
        ..
    }) = newest
    else {
        return Ok(plan);
    };
    let text = if monitoring_text.is_empty() {
        plan.monitoring_text
    } else {
        monitoring_text
    };
    let ahead = grant_from > today;
    Ok(ServicePlan {
        monitoring_text: text,
        starts: plan
            .starts
            .or_else(|| ahead.then(|| ServiceMonth::containing(grant_from))),
        ..plan
    })
}

/// Begins the correction of a confirmed version, or opens the one that has been begun.
pub(super) async fn correct(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let did = "plan.correction-begun";
    steps::correct::<ServicePlan>(cx, address, typed, edit_path, did).await
}

/// Throws a draft away that was never confirmed.
pub(super) async fn discard(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let forms = vec![edit_path(address.0, address.1)];
    let done = (path(address.0), "plan.discarded");
    steps::discard::<ServicePlan>(cx, address, typed, forms, done).await
}
