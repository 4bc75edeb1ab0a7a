//! After the report: consent, the copy to the municipality, a correction, throwing a draft away.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::monitoring::MonitoringReport;
use bansou_domain::paper::{ConsentMeans, DeliveryMeans, Recipient};
use bansou_store::journal::Did;
use bansou_store::paper::{Consent, Delivery, Paper};

use super::show;
use super::{edit_path, path, report_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::refused;

type Address = Path<(PersonId, PaperId)>;

/// Records the person's consent to exactly this version.
pub(super) async fn consent(cx: Cx, Path((person, id)): Address, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper: Paper<MonitoringReport> = tx.paper(case.reader(), id).await?;
    let consent = match read_consent(&typed, &cx, &paper.content) {
        Ok(consent) => consent,
        Err(problems) => {
            drop(tx);
            let form = Form::refused(show::consent_action(person, id), typed, problems);
            let view = show::load(&cx, person, id, Some(form), None).await?;
            return refused(&cx, &view);
        }
    };
    let leads_to = report_path(person, id);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    tx.add_consent(case, id, &consent).await?;
    tx.commit(Did::to(person, "monitoring.consented").subject(id.0)).await?;
    Ok(Redirect::to(&leads_to).into_response())
}

fn read_consent(typed: &Typed, cx: &Cx, report: &MonitoringReport) -> Result<Consent, Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let given_on = fields.required_day("given_on", "同意日");
    let explained_on = fields.day("explained_on", "説明日");
    let means = fields.required_choice("means", "方法", ConsentMeans::from_code);
    let signer = fields.required("signer", "署名した人");
    let relation = fields.line("relation", "続柄");
    let reason = fields.line("reason", "代わりに署名した理由");
    if given_on.is_some_and(|day| day > cx.today()) {
        fields.tell("given_on", "「同意日」が今日より後になっています。");
    }
    if given_on < report.visit.on && given_on.is_some() {
        fields.tell("given_on", "「同意日」が訪問の日より前になっています。");
    }
    if !relation.is_empty() && reason.is_empty() {
        fields.tell("reason", "本人以外が署名したときは、その理由を入力してください。");
    }
    let read = given_on.zip(means).map(|(given_on, means)| Consent {
        given_on,
        explained_on,
        means,
        signer,
        relation,
        reason,
        signature: String::new(),
    });
    // Without a day or means a problem has been told already.
    fields.finish(read).and_then(|read| read.ok_or_else(Vec::new))
}

/// Records that the municipality, or the person, has been given the report.
pub(super) async fn copy(cx: Cx, Path((person, id)): Address, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper: Paper<MonitoringReport> = tx.paper(case.reader(), id).await?;
    let delivery = match read_delivery(&typed, &cx, &paper.content) {
        Ok(delivery) => delivery,
        Err(problems) => {
            drop(tx);
            let form = Form::refused(show::copy_action(person, id), typed, problems);
            let view = show::load(&cx, person, id, None, Some(form)).await?;
            return refused(&cx, &view);
        }
    };
    let leads_to = report_path(person, id);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    match tx.add_delivery(case, id, &delivery).await {
        // The ledger has it already: the same person pressed again, or a colleague was first.
        Err(bansou_store::Failure::Constraint(_)) => return Ok(Redirect::to(&leads_to).into_response()),
        added => added?,
    }
    tx.commit(Did::to(person, "monitoring.delivered").subject(id.0)).await?;
    Ok(Redirect::to(&leads_to).into_response())
}

fn read_delivery(typed: &Typed, cx: &Cx, report: &MonitoringReport) -> Result<Delivery, Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let recipient = fields.required_choice("recipient", "相手", Recipient::from_code);
    let on = fields.required_day("on", "渡した日");
    let means = fields.required_choice("by", "渡し方", DeliveryMeans::from_code);
    let name = fields.line("name", "相手の名前");
    if on.is_some_and(|day| day > cx.today()) {
        fields.tell("on", "「渡した日」が今日より後になっています。");
    }
    if on.is_some() && on < report.visit.on {
        fields.tell("on", "「渡した日」が訪問の日より前になっています。");
    }
    if recipient == Some(Recipient::Provider) && name.is_empty() {
        fields.tell("name", "事業所の名前を入力してください。");
    }
    let read = recipient.zip(on).zip(means).map(|((recipient, on), means)| Delivery {
        recipient,
        name,
        on,
        means,
    });
    fields.finish(read).and_then(|read| read.ok_or_else(Vec::new))
}

/// Begins the correction of a confirmed report.
pub(super) async fn correct(cx: Cx, Path((person, id)): Address, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper: Paper<MonitoringReport> = tx.paper(case.reader(), id).await?;
    if paper.line.confirmed_at.is_none() || paper.line.replaced {
        return Err(bansou_store::Failure::Stale.into());
    }
    let papers = tx.papers(case.reader()).await?;
    if let Some(begun) = papers.iter().find(|line| line.replaces == Some(id)) {
        return Ok(Redirect::to(&edit_path(person, begun.id)).into_response());
    }
    let new = tx.correct_paper(case, &paper.line, &paper.content).await?;
    let leads_to = edit_path(person, new);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    tx.commit(Did::to(person, "monitoring.correction_begun").subject(new.0)).await?;
    Ok(Redirect::to(&leads_to).into_response())
}

/// Throws a draft away.
pub(super) async fn discard(cx: Cx, Path((person, id)): Address, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let leads_to = path(person);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    let paper: Paper<MonitoringReport> = tx.paper(case.reader(), id).await?;
    tx.discard_paper(case, paper.line.id, typed.version()).await?;
    tx.commit(Did::to(person, "monitoring.discarded").subject(id.0)).await?;
    Ok(Redirect::to(&leads_to).into_response())
}
