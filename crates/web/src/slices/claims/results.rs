//! 結果: what came back for each claim of a file, entered in one go; a wrong entry is struck with its reason.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::claim::ResultKind;
use bansou_store::access::ClaimDesk;
use bansou_store::claim::{ClaimRecord, FileState, NewResult};
use bansou_store::journal::Did;
use uuid::Uuid;

use super::file::{Asked, CLAIMS};
use super::file_path;
use super::marks::{state, yen};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::{Menu, Pages, View, conflicting, page, refused};

#[derive(Template)]
#[template(path = "slices/claims/results.html")]
struct Results {
    file: String,
    back: String,
    rows: Vec<Row>,
    entered: Vec<Entered>,
    pages: Pages,
    /// Where a result is struck.
    strike: String,
    form: Form,
}

/// One claim something can come back for.
struct Row {
    id: String,
    name: String,
    month: String,
    yen: String,
    state: &'static str,
    word: &'static str,
}

/// One result that was entered.
struct Entered {
    id: String,
    said: String,
}

impl View for Results {
    fn title(&self) -> String {
        format!("結果 {}", self.file)
    }

    fn menu(&self) -> Menu {
        Menu::Claims
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }

    fn wide(&self) -> bool {
        true
    }
}

fn path(file: Uuid) -> String {
    format!("{}/results", file_path(file))
}

/// Where the form of a page is posted to.
fn place(file: Uuid, asked: &Asked) -> String {
    match asked.page {
        ..=1 => path(file),
        page => format!("{}?page={page}", path(file)),
    }
}

pub(super) async fn get(
    cx: Cx,
    Path(file): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let desk = cx.open_claims("results").await?;
    let mut reader = cx.read().await?;
    let claims = reader.claims_of_file(desk, file).await?;
    let mut start = Typed::default();
    start.set("on", wareki::short(cx.today()));
    for record in claims
        .iter()
        .filter(|record| record.live && record.results.is_empty())
    {
        start.set(format!("r.{}.kind", record.id), ResultKind::Paid.code());
    }
    drop(reader);
    let form = Form::open(&cx, place(file, &asked), start, 0).await?;
    let view = view(&cx, desk, (file, &asked), form).await?;
    page(&cx, &view)
}

async fn view(
    cx: &Cx,
    desk: ClaimDesk,
    (file, asked): (Uuid, &Asked),
    form: Form,
) -> Result<Results, Failure> {
    let mut reader = cx.read().await?;
    let line = reader.claim_file(desk, file).await?.line;
    if !matches!(line.state, FileState::Sent(_)) {
        return Err(Failure::Elsewhere(file_path(file)));
    }
    let claims = reader.claims_of_file(desk, file).await?;
    drop(reader);
    let pages = Pages::new(asked.page, line.claims, CLAIMS);
    let (skip, most) = pages.window();
    let shown = || claims.iter().skip(skip).take(most);
    cx.list_claims(&line.name, shown().map(|record| record.person))
        .await?;
    Ok(Results {
        file: line.name,
        back: file_path(file),
        rows: shown().filter(|record| record.live).map(Row::of).collect(),
        entered: shown().flat_map(Entered::of).collect(),
        pages,
        strike: format!("{}/strike", path(file)),
        form,
    })
}

impl Row {
    fn of(record: &ClaimRecord) -> Self {
        let (look, word) = state(record);
        Self {
            id: record.id.to_string(),
            name: record.claim.name.clone(),
            month: wareki::short_month(record.claim.month),
            yen: yen(record.claim.yen),
            state: look,
            word,
        }
    }
}

impl Entered {
    fn of(record: &ClaimRecord) -> Vec<Self> {
        let said = |result: &bansou_store::claim::ClaimResult| {
            let told = &result.result;
            let amount = told.yen.map(yen).unwrap_or_default();
            let parts = [
                record.claim.name.clone(),
                wareki::short(told.on),
                told.kind.label().to_owned(),
                amount,
                told.code.clone(),
                told.reason.clone(),
                format!("記入 {}", result.recorded_by),
            ];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            Self {
                id: result.id.to_string(),
                said: parts.join("　"),
            }
        };
        record.results.iter().map(said).collect()
    }
}

pub(super) async fn post(
    cx: Cx,
    Path(file): Path<Uuid>,
    Query(asked): Query<Asked>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let desk = tx.claim_desk(&cx.who)?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &file_path(file)).await? {
        return Ok(response);
    }
    let claims = tx.claims_of_file(desk, file).await?;
    let results = match read(&typed, &claims, &cx) {
        Ok(results) => results,
        Err(problems) => {
            drop(tx);
            let form = Form::refused(place(file, &asked), typed, problems);
            return refused(&cx, &view(&cx, desk, (file, &asked), form).await?);
        }
    };
    for (claim, result) in &results {
        match tx.add_claim_result(desk, *claim, result).await {
            Ok(()) => {}
            Err(bansou_store::Failure::Stale) => {
                drop(tx);
                let form = Form::blank(place(file, &asked), typed);
                return conflicting(&cx, &view(&cx, desk, (file, &asked), form).await?);
            }
            Err(failure) => return Err(failure.into()),
        }
    }
    let said = format!("{}件", results.len());
    tx.commit(Did::office("claim.results").subject(file).detail(said))
        .await?;
    Ok(Redirect::to(&file_path(file)).into_response())
}

fn read(typed: &Typed, claims: &[ClaimRecord], cx: &Cx) -> Result<Vec<(Uuid, NewResult)>, Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let on = fields.required_day("on", "通知の日");
    if on.is_some_and(|on| on > cx.today()) {
        fields.tell("on", "「通知の日」が今日より後です。");
    }
    let mut results = Vec::new();
    for record in claims.iter().filter(|record| record.live) {
        let at = |part: &str| format!("r.{}.{part}", record.id);
        let who = &record.claim.name;
        let Some(kind) = fields.choice(&at("kind"), &format!("{who}さんの結果"), ResultKind::from_code)
        else {
            continue;
        };
        let code = fields.line(&at("code"), "エラーコード").to_uppercase();
        let reason = fields.line(&at("reason"), "理由");
        let paid = fields.yen(&at("yen"), "支払額");
        if matches!(kind, ResultKind::Returned | ResultKind::Withdrawn)
            && reason.is_empty()
            && code.is_empty()
        {
            let said = format!("{who}さんの{}の理由かコードを入力してください。", kind.label());
            fields.tell(at("reason"), said);
        }
        if kind == ResultKind::Corrected && paid.is_none() {
            fields.tell(
                at("yen"),
                format!("{who}さんの訂正後の支払額を入力してください。"),
            );
        }
        let yen = if kind == ResultKind::Paid {
            Some(paid.unwrap_or(record.claim.yen))
        } else {
            paid
        };
        let on = on.unwrap_or(cx.today());
        results.push((
            record.id,
            NewResult {
                kind,
                on,
                code,
                reason,
                yen,
            },
        ));
    }
    if results.is_empty() {
        fields.tell("on", "結果を1件も選んでいません。");
    }
    fields.finish(results)
}

pub(super) async fn strike(cx: Cx, Path(file): Path<Uuid>, typed: Typed) -> Result<Response, Failure> {
    let mut fields = Fields::new(&typed, cx.today());
    let why = fields.required("why", "取り消す理由");
    let result: Option<Uuid> = typed.value("result").parse().ok();
    let done = match (fields.finish(why), result) {
        (Ok(why), Some(result)) => {
            let mut tx = cx.begin().await?;
            let desk = tx.claim_desk(&cx.who)?;
            let struck = tx.strike_claim_result(desk, result, &why).await;
            if let Err(bansou_store::Failure::Stale) = struck {
                Err(vec![Told {
                    field: "why".to_owned(),
                    message: "取り消せません。先に取り消されたか、同じ月をもう一度請求しています。"
                        .to_owned(),
                }])
            } else {
                struck?;
                tx.commit(Did::office("claim.result_struck").subject(file).detail(why))
                    .await?;
                Ok(())
            }
        }
        (Ok(_), None) => Err(vec![Told {
            field: "result".to_owned(),
            message: "取り消す結果を選んでください。".to_owned(),
        }]),
        (Err(problems), _) => Err(problems),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&path(file)).into_response()),
        Err(problems) => {
            let desk = cx.open_claims("results").await?;
            let form = Form::refused(path(file), typed, problems);
            refused(&cx, &view(&cx, desk, (file, &Asked::default()), form).await?)
        }
    }
}
