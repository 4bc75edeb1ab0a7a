//! Recording a row, correcting one by a new row, taking one back.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::claim_setting::{ClaimSetting, Topic};
use bansou_store::Tx;
use bansou_store::journal::Did;
use uuid::Uuid;

use super::fields::{Refused, read};
use super::topic::Show;
use super::{row_path, topic_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Typed, accept};
use crate::layout::refused;

pub(super) async fn add(cx: Cx, Path(topic): Path<Topic>, typed: Typed) -> Result<Response, Failure> {
    let editor = cx.who.claim_editor()?;
    let mut tx = cx.begin().await?;
    tx.hold_claim_settings(editor).await?;
    let standing = standing(&cx, &mut tx, None).await?;
    let mut fields = Fields::new(&typed, cx.today());
    let setting = read(&mut fields, topic, cx.today(), &standing);
    let setting = match fields.finish(setting) {
        Ok(setting) => setting,
        Err(problems) => {
            drop(tx);
            return again(&cx, topic, None, typed, problems).await;
        }
    };
    let leads_to = topic_path(topic);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    let id = tx.add_claim_setting(editor, &setting, None).await?;
    tx.commit(
        Did::office("claim_setting.added")
            .subject(id)
            .detail(said(&setting)),
    )
    .await?;
    Ok(Redirect::to(&leads_to).into_response())
}

pub(super) async fn correct(
    cx: Cx,
    Path((topic, row)): Path<(Topic, Uuid)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let editor = cx.who.claim_editor()?;
    let mut tx = cx.begin().await?;
    tx.hold_claim_settings(editor).await?;
    let standing = standing(&cx, &mut tx, Some(row)).await?;
    let striking = typed.value("_do") == "strike";
    let mut fields = Fields::new(&typed, cx.today());
    let why = fields.required("why", "直す理由");
    let setting = (!striking).then(|| read(&mut fields, topic, cx.today(), &standing));
    let setting = match fields.finish(setting) {
        Ok(setting) => setting,
        Err(problems) => {
            drop(tx);
            return again(&cx, topic, Some(row), typed, problems).await;
        }
    };
    let leads_to = topic_path(topic);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    let did = if let Some(setting) = &setting {
        let corrects = Some((row, why.as_str()));
        let id = tx.add_claim_setting(editor, setting, corrects).await?;
        Did::office("claim_setting.corrected")
            .subject(id)
            .detail(format!("{} 訂正前: {row} {why}", said(setting)))
    } else {
        tx.strike_claim_setting(editor, row, &why).await?;
        Did::office("claim_setting.struck").subject(row).detail(why)
    };
    tx.commit(did).await?;
    Ok(Redirect::to(&leads_to).into_response())
}

/// The rows that count beside the one that is being corrected.
async fn standing(cx: &Cx, tx: &mut Tx, corrected: Option<Uuid>) -> Result<Vec<ClaimSetting>, Failure> {
    let rows = tx.claim_settings(cx.member()).await?;
    if corrected.is_some_and(|row| rows.iter().all(|record| record.id != row)) {
        return Err(bansou_store::Failure::NotFound.into());
    }
    let counts = rows
        .into_iter()
        .filter(|row| row.struck.is_none() && Some(row.id) != corrected);
    Ok(counts.map(|row| row.setting).collect())
}

async fn again(
    cx: &Cx,
    topic: Topic,
    row: Option<Uuid>,
    typed: Typed,
    problems: Refused,
) -> Result<Response, Failure> {
    let action = row.map_or_else(|| topic_path(topic), |row| row_path(topic, row));
    let form = Form::refused(action, typed, problems);
    refused(cx, &Show::of(cx, topic, form, row).await?)
}

fn said(setting: &ClaimSetting) -> String {
    let until = setting.until.map(|until| until.to_string()).unwrap_or_default();
    format!(
        "{} {} {} {}~{until}",
        setting.topic.code(),
        setting.subject,
        setting.value,
        setting.from
    )
}
