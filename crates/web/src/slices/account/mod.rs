//! 自分の設定. What a worker chooses for their own screen.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use bansou_domain::calendar::wareki;
use bansou_store::journal::Did;

use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Form, Typed, accept, time_in_japan};
use crate::layout::{Menu, View, page};
use crate::routes::Routes;

pub(crate) const PATH: &str = "/account";

pub(crate) fn routes(routes: Routes) -> Routes {
    routes.staff(PATH, get(show).post(change))
}

#[derive(Template)]
#[template(path = "slices/account/show.html")]
struct Show {
    form: Form,
    name: String,
    role: &'static str,
    /// How the worker's calendar stands; nothing where there is none.
    feed: Option<(String, String)>,
    /// The address that was just made; it is shown once.
    address: Option<String>,
    make: Form,
    end: Form,
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
    page(&cx, &view(&cx, None).await?)
}

/// The page with the address that was just made.
pub(crate) async fn with_address(cx: &Cx, address: String) -> Result<Response, Failure> {
    page(cx, &view(cx, Some(address)).await?)
}

async fn view(cx: &Cx, address: Option<String>) -> Result<Show, Failure> {
    let mut typed = Typed::default();
    if cx.who.preferences().contains("\"enter_next\":true") {
        typed.set("enter_next", "1");
    }
    let feed = cx.read().await?.feed_state(cx.member()).await?;
    let read_on = |on: &str| on.parse().map_or_else(|_| "まだ".to_owned(), wareki::short);
    Ok(Show {
        form: Form::blank(PATH.to_owned(), typed),
        name: cx.who.name().to_owned(),
        role: cx.who.role().label(),
        feed: feed.map(|feed| (time_in_japan(&feed.made_at), read_on(&feed.read_on))),
        address,
        make: Form::blank("/account/calendar".to_owned(), Typed::default()),
        end: Form::blank("/account/calendar/end".to_owned(), Typed::default()),
    })
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
