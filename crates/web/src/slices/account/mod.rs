//! 自分の設定. What a worker chooses for their own screen.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use bansou_store::journal::Did;

use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Form, Typed, accept};
use crate::layout::{Menu, View, page};
use crate::routes::Routes;

const PATH: &str = "/account";

pub(crate) fn routes(routes: Routes) -> Routes {
    routes.staff(PATH, get(show).post(change))
}

#[derive(Template)]
#[template(path = "slices/account/show.html")]
struct Show {
    form: Form,
    name: String,
    role: &'static str,
}

impl View for Show {
    fn title(&self) -> String {
        "自分の設定".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Settings
    }
}

async fn show(cx: Cx) -> Result<Response, Failure> {
    let mut typed = Typed::default();
    if cx.who.preferences().contains("\"enter_next\":true") {
        typed.set("enter_next", "1");
    }
    let form = Form::blank(PATH.to_owned(), typed);
    page(
        &cx,
        &Show {
            form,
            name: cx.who.name().to_owned(),
            role: cx.who.role().label(),
        },
    )
}

async fn change(cx: Cx, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, PATH).await? {
        return Ok(response);
    }
    let enter_next = !typed.value("enter_next").is_empty();
    tx.set_preferences(&format!("{{\"enter_next\":{enter_next}}}"))
        .await?;
    tx.commit(Did::office("preferences")).await?;
    Ok(Redirect::to(PATH).into_response())
}
