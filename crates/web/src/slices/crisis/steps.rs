//! Beginning, confirming, correcting and discarding a crisis plan.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::assessment::{Assessment, Support};
use bansou_domain::crisis::{self, CrisisNumber, CrisisPlan, Problem};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_store::Tx;
use bansou_store::access::CaseReader;
use bansou_store::journal::Did;

use super::show;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Told, Typed, accept};
use crate::slices::papers::steps::{self, Confirmed};

/// Begins the first plan from the assessment, or the next one as a copy to be agreed anew.
pub(super) async fn begin(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let last = tx
        .newest_paper::<CrisisPlan>(case.reader(), PaperKind::Crisis, true)
        .await?;
    if let Some(draft) = last.as_ref().filter(|last| last.line.confirmed_at.is_none()) {
        return Ok(Redirect::to(&super::edit_path(person, draft.line.id)).into_response());
    }
    let content = match last {
        Some(last) => CrisisPlan {
            agreed_on: None,
            agreed_with: String::new(),
            ..last.content
        },
        None => first(&cx, &mut tx, case.reader()).await?,
    };
    let papers = tx.papers(case.reader()).await?;
    let cycle = papers.iter().map(|paper| paper.cycle).max().unwrap_or(1);
    let id = tx.add_paper(case, PaperKind::Crisis, cycle, &content).await?;
    let to = super::edit_path(person, id);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    tx.commit(Did::to(person, "crisis.begun").subject(id.0)).await?;
    Ok(Redirect::to(&to).into_response())
}

/// Signs and what calms come from the assessment; the office and every support with a number can be called.
async fn first(cx: &Cx, tx: &mut Tx, case: CaseReader) -> Result<CrisisPlan, Failure> {
    let assessment = tx
        .newest_paper::<Assessment>(case, PaperKind::Assessment, true)
        .await?
        .map(|paper| paper.content)
        .unwrap_or_default();
    let office = tx.office(cx.member()).await?;
    let mut numbers = vec![CrisisNumber {
        name: office.name,
        tel: office.tel,
        does: String::new(),
    }];
    let reachable = assessment
        .supports
        .iter()
        .filter(|support| !support.tel.is_empty());
    numbers.extend(reachable.map(number));
    Ok(CrisisPlan::from_assessment(&assessment, numbers))
}

fn number(support: &Support) -> CrisisNumber {
    let name = if support.provider.is_empty() {
        &support.name
    } else {
        &support.provider
    };
    CrisisNumber {
        name: name.clone(),
        tel: support.tel.clone(),
        does: String::new(),
    }
}

pub(super) async fn confirm(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let check = |content: &CrisisPlan| {
        let problems = crisis::check(content, cx.today());
        problems.into_iter().map(message).collect()
    };
    let done = (super::path(address.0, address.1), "crisis.confirmed");
    match steps::confirm(&cx, address, &typed, check, done).await? {
        Confirmed::Done(response) => Ok(response),
        Confirmed::Not(problems) => show::refuse(&cx, address, problems).await,
    }
}

fn message(problem: Problem) -> Told {
    let (field, message) = match problem {
        Problem::AgreedOnMissing => (
            "agreed",
            "話し合って決めた日がありません。本人と決めてから確定してください。",
        ),
        Problem::AgreedInFuture => ("agreed", "話し合って決めた日が今日より後になっています。"),
        Problem::NoNumbers => ("numbers", "電話番号のある連絡先を1つ以上入れてください。"),
    };
    Told {
        field: field.to_owned(),
        message: message.to_owned(),
    }
}

type Address = Path<(PersonId, PaperId)>;

pub(super) async fn correct(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let did = "crisis.correction_begun";
    steps::correct::<CrisisPlan>(cx, address, typed, super::edit_path, did).await
}

pub(super) async fn discard(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let forms = vec![super::edit_path(address.0, address.1)];
    let done = (super::newest_path(address.0), "crisis.discarded");
    steps::discard::<CrisisPlan>(cx, address, typed, forms, done).await
}
