//! A line added by hand, with its reason.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::PersonId;
use bansou_store::claim::NewHandLine;
use bansou_store::journal::Did;
use uuid::Uuid;

use super::month::read_month;
use super::person::{strike_path, view};
use super::person_path;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::{Menu, View, page, refused};

/// サービスコード has six characters.
const CODE: usize = 6;

#[derive(Template)]
#[template(path = "slices/claims/hand_line.html")]
struct Line {
    month: String,
    back: String,
    form: Form,
}

impl View for Line {
    fn title(&self) -> String {
        "請求に行を加える".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Claims
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }
}

type At = Path<(String, PersonId)>;

pub(super) async fn get(cx: Cx, Path((month, person)): At) -> Result<Response, Failure> {
    let month = read_month(&month)?;
    cx.open_claims_of(person, month).await?;
    let back = person_path(month, person);
    let mut start = Typed::default();
    start.set("count", "1");
    let form = Form::open(&cx, format!("{back}/line"), start, 0).await?;
    let view = Line {
        month: wareki::format_month(month),
        back,
        form,
    };
    page(&cx, &view)
}

pub(super) async fn post(cx: Cx, Path((month, person)): At, typed: Typed) -> Result<Response, Failure> {
    let month = read_month(&month)?;
    let back = person_path(month, person);
    let mut tx = cx.begin().await?;
    let desk = tx.claim_desk(&cx.who)?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &back).await? {
        return Ok(response);
    }
    match read(&typed, &cx, month) {
        Ok(line) => {
            tx.add_hand_line(desk, person, month, &line).await?;
            tx.commit(Did::to(person, "claim.line_added").detail(format!("{month} {}", line.name)))
                .await?;
            Ok(Redirect::to(&back).into_response())
        }
        Err(problems) => {
            drop(tx);
            let view = Line {
                month: wareki::format_month(month),
                form: Form::refused(format!("{back}/line"), typed, problems),
                back,
            };
            refused(&cx, &view)
        }
    }
}

fn read(typed: &Typed, cx: &Cx, month: ServiceMonth) -> Result<NewHandLine, Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let name = fields.required("name", "サービス内容");
    let code = fields.required("code", "サービスコード").to_uppercase();
    if !code.is_empty()
        && (code.chars().count() != CODE || !code.chars().all(|sign| sign.is_ascii_alphanumeric()))
    {
        fields.tell("code", "「サービスコード」は半角の英数字6文字です。例: 526820");
    }
    let units = fields.whole("units", "単位数", -99_999..=99_999);
    let count = fields.whole("count", "回数", 1..=99);
    if units == Some(0) {
        fields.tell("units", "「単位数」が0です。");
    }
    let based_on = fields.day("based_on", "計画作成日・モニタリング日");
    if based_on.is_some_and(|day| !month.contains(day)) {
        fields.tell(
            "based_on",
            "「計画作成日・モニタリング日」は、この月の日にしてください。",
        );
    }
    let reason = fields.required("reason", "理由");
    fields.finish(NewHandLine {
        name,
        code,
        units: units.unwrap_or_default(),
        count: count.unwrap_or_default(),
        based_on,
        reason,
    })
}

pub(super) async fn strike(cx: Cx, Path((month, person)): At, typed: Typed) -> Result<Response, Failure> {
    let month = read_month(&month)?;
    let problems = match struck(&typed, &cx) {
        Ok((line, why)) => {
            let mut tx = cx.begin().await?;
            let desk = tx.claim_desk(&cx.who)?;
            match tx.strike_hand_line(desk, person, line, &why).await {
                Ok(()) => {
                    tx.commit(Did::to(person, "claim.line_struck").detail(format!("{month} {why}")))
                        .await?;
                    return Ok(Redirect::to(&person_path(month, person)).into_response());
                }
                Err(bansou_store::Failure::Stale) => vec![Told {
                    field: "line".to_owned(),
                    message: "この行は先に外されています。下の「外した行」で確かめてください。".to_owned(),
                }],
                Err(failure) => return Err(failure.into()),
            }
        }
        Err(problems) => problems,
    };
    let desk = cx.open_claims_of(person, month).await?;
    let form = Form::refused(strike_path(month, person), typed, problems);
    refused(&cx, &view(&cx, desk, person, month, form).await?)
}

/// Which line, and why.
fn struck(typed: &Typed, cx: &Cx) -> Result<(Uuid, String), Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let line = typed.value("line").parse::<Uuid>();
    if line.is_err() {
        fields.tell("line", "外す行を選んでください。");
    }
    let why = fields.required("why", "外す理由");
    fields.finish((line.unwrap_or_default(), why))
}
