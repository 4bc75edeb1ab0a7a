//! A line added by hand, with its reason.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_store::claim::NewHandLine;
use bansou_store::journal::Did;
use uuid::Uuid;

use super::month::read_month;
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
    match read(&typed, &cx) {
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

fn read(typed: &Typed, cx: &Cx) -> Result<NewHandLine, Vec<Told>> {
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
    let reason = fields.required("reason", "理由");
    fields.finish(NewHandLine {
        name,
        code,
        units: units.unwrap_or_default(),
        count: count.unwrap_or_default(),
        reason,
    })
}

pub(super) async fn strike(cx: Cx, Path((month, person)): At, typed: Typed) -> Result<Response, Failure> {
    let month = read_month(&month)?;
    let back = person_path(month, person);
    let Ok(line) = typed.value("line").parse::<Uuid>() else {
        return Ok(Redirect::to(&back).into_response());
    };
    let mut tx = cx.begin().await?;
    let desk = tx.claim_desk(&cx.who)?;
    match tx.strike_hand_line(desk, person, line, "画面で外した").await {
        Ok(()) => {
            tx.commit(Did::to(person, "claim.line_struck").detail(month.to_string()))
                .await?;
        }
        // Somebody took it out first: the page shows that.
        Err(bansou_store::Failure::Stale) => drop(tx),
        Err(failure) => return Err(failure.into()),
    }
    Ok(Redirect::to(&back).into_response())
}
