//! Beginning, confirming, correcting and discarding a request.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::{CertificateId, PaperId, PersonId};
use bansou_domain::interval::{IntervalRequest, Problem, check};
use bansou_domain::paper::PaperKind;
use bansou_store::journal::Did;

use super::{advice, form};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Told, Typed, accept};
use crate::slices::papers::steps::{self, Confirmed};

/// Begins a request for one certificate, filled with what the records show; a draft that was begun is gone on with.
pub(super) async fn begin(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let last = tx
        .newest_paper::<IntervalRequest>(case.reader(), PaperKind::Interval, true)
        .await?;
    if let Some(draft) = last.filter(|last| last.line.confirmed_at.is_none()) {
        return Ok(Redirect::to(&super::edit_path(person, draft.line.id)).into_response());
    }
    let wanted: Option<CertificateId> = typed.value("certificate").parse().ok();
    let certificates = advice::in_force(tx.certificates(case.reader()).await?, cx.today());
    let certificate = certificates.into_iter().find(|record| Some(record.id) == wanted);
    let certificate = certificate.ok_or(bansou_store::Failure::NotFound)?.certificate;
    let signs = advice::signs(&mut tx, case.reader(), cx.today()).await?;
    let mut content = IntervalRequest::draft(&certificate, &signs, cx.today());
    let names = tx.municipality_names(cx.member()).await?;
    let name = names
        .into_iter()
        .find(|(number, _)| *number == certificate.municipality);
    content.municipality = name.map(|(_, name)| name).unwrap_or_default();
    let papers = tx.papers(case.reader()).await?;
    let cycle = papers.iter().map(|paper| paper.cycle).max().unwrap_or(1);
    let id = tx.add_paper(case, PaperKind::Interval, cycle, &content).await?;
    let to = super::edit_path(person, id);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    tx.commit(Did::to(person, "interval.begun").subject(id.0)).await?;
    Ok(Redirect::to(&to).into_response())
}

type Address = Path<(PersonId, PaperId)>;

pub(super) async fn confirm(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let check = |content: &IntervalRequest| {
        let problems = check(content, cx.today());
        problems.into_iter().map(message).collect()
    };
    let done = (super::path(address.0, address.1), "interval.confirmed");
    match steps::confirm(&cx, address, &typed, check, done).await? {
        Confirmed::Done(response) => Ok(response),
        Confirmed::Not(problems) => form::refuse(&cx, address, problems).await,
    }
}

fn message(problem: Problem) -> Told {
    let (field, message) = match problem {
        Problem::DayMissing => ("made_on", "「申出日」を入れてください。".to_owned()),
        Problem::DayInFuture => ("made_on", "「申出日」が今日より後になっています。".to_owned()),
        Problem::FromMissing => ("from", "「いつから」を入れてください。例: R9.1".to_owned()),
        Problem::FromAfterGrant => (
            "from",
            "「いつから」が、支給決定の終わりより後になっています。".to_owned(),
        ),
        Problem::MonthsMissing => (
            "months",
            "「変更後の実施月」がありません。間隔を選ぶか、月を入れてください。".to_owned(),
        ),
        Problem::MonthAfterGrant(month) => (
            "months",
            format!("{}は、支給決定の終わりより後です。", wareki::format_month(month)),
        ),
        Problem::PastChanged(month) => (
            "months",
            format!(
                "{}はもう過ぎた月です。過ぎた月は、受給者証の印字のままにします。",
                wareki::format_month(month)
            ),
        ),
        Problem::Unchanged => ("months", "変更後の実施月が、いまの実施月と同じです。".to_owned()),
        Problem::ReasonMissing => ("reasons", "「変更の理由」を1つ以上選んでください。".to_owned()),
        Problem::WhyMissing => ("why", "「理由の説明」を書いてください。".to_owned()),
    };
    Told {
        field: field.to_owned(),
        message,
    }
}

pub(super) async fn correct(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let did = "interval.correction_begun";
    steps::correct::<IntervalRequest>(cx, address, typed, super::edit_path, did).await
}

pub(super) async fn discard(cx: Cx, Path(address): Address, typed: Typed) -> Result<Response, Failure> {
    let forms = vec![super::edit_path(address.0, address.1)];
    let done = (super::advice_path(address.0), "interval.discarded");
    steps::discard::<IntervalRequest>(cx, address, typed, forms, done).await
}
