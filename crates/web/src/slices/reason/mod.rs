//! 理由を書いて開く. A case of somebody else opens after its reason has been written; the reason is journalled.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use bansou_domain::id::PersonId;
use serde::Deserialize;

use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Typed, accept};
use crate::layout::{Menu, View, page, refused};
use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes.staff("/c/{person}/reason", get(show).post(state))
}

/// The page that asks for the reason and leads back.
pub(crate) fn path(person: PersonId, back: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("back", back);
    format!("/c/{person}/reason?{}", query.finish())
}

#[derive(Template)]
#[template(path = "slices/reason/show.html")]
struct Show {
    form: Form,
}

impl View for Show {
    fn title(&self) -> String {
        "担当外の記録を開く".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::People
    }
}

#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    back: String,
}

async fn show(
    cx: Cx,
    Path(person): Path<PersonId>,
    Query(Back { back }): Query<Back>,
) -> Result<Response, Failure> {
    let mut typed = Typed::default();
    typed.set("back", back);
    page(
        &cx,
        &Show {
            form: Form::blank(format!("/c/{person}/reason"), typed),
        },
    )
}

async fn state(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut fields = Fields::new(&typed, cx.today());
    let reason = fields.required("reason", "開く理由");
    let reason = match fields.finish(reason) {
        Ok(reason) => reason,
        Err(problems) => {
            let form = Form::refused(format!("/c/{person}/reason"), typed, problems);
            return refused(&cx, &Show { form });
        }
    };
    let own = format!("/c/{person}");
    let back = Some(typed.value("back"))
        .filter(|back| back.starts_with(&own))
        .unwrap_or(&own)
        .to_owned();
    let mut tx = cx.begin().await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &back).await? {
        return Ok(response);
    }
    let did = tx.state_reason(&cx.who, person, &reason).await?;
    tx.commit(did).await?;
    Ok(Redirect::to(&back).into_response())
}
