//! The staff and their accounts. A new worker gets a one-time code, never a password of somebody else's choosing.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::access::Role;
use bansou_domain::id::StaffId;
use bansou_store::account::{NewStaff, StaffRow};
use bansou_store::journal::Did;
use jiff::SignedDuration;

use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::{Menu, View, page, refused};
use crate::session;

const PATH: &str = "/settings/staff";
const CODE_HOLDS: SignedDuration = SignedDuration::from_hours(24);

#[derive(Template)]
#[template(path = "slices/settings/staff.html")]
struct Show {
    form: Form,
    staff: Vec<StaffRow>,
    may_change: bool,
    /// The code that has just been issued, with whose it is; shown once.
    issued: Option<(String, String)>,
}

impl View for Show {
    fn title(&self) -> String {
        "職員とアカウント".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Settings
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }
}

async fn view(cx: &Cx, form: Form, issued: Option<(String, String)>) -> Result<Show, Failure> {
    let staff = cx.read().await?.staff(cx.member()).await?;
    Ok(Show {
        form,
        staff,
        may_change: cx.who.office_manager().is_ok(),
        issued,
    })
}

pub(super) async fn get(cx: Cx) -> Result<Response, Failure> {
    let form = Form::blank(PATH.to_owned(), Typed::default());
    page(&cx, &view(&cx, form, None).await?)
}

pub(super) async fn add(cx: Cx, typed: Typed) -> Result<Response, Failure> {
    cx.who.office_manager()?;
    let new = match read(&typed, cx.today()) {
        Ok(new) => new,
        Err(problems) => {
            return refused(
                &cx,
                &view(&cx, Form::refused(PATH.to_owned(), typed, problems), None).await?,
            );
        }
    };
    let mut tx = cx.begin().await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, PATH).await? {
        return Ok(response);
    }
    let staff = match tx.add_staff(cx.who.office(), &new).await {
        Ok(staff) => staff,
        Err(bansou_store::Failure::Constraint(_)) => {
            drop(tx);
            let message = format!(
                "「{}」という名前（アカウント）はもう使われています。別の名前にしてください。",
                new.login
            );
            let told = Told {
                field: "login".to_owned(),
                message,
            };
            return refused(
                &cx,
                &view(&cx, Form::refused(PATH.to_owned(), typed, vec![told]), None).await?,
            );
        }
        Err(failure) => return Err(failure.into()),
    };
    let code = session::random_text(10)?;
    tx.issue_setup_code(&session::hash(&code), Some(staff), cx.now + CODE_HOLDS)
        .await?;
    tx.commit(Did::office("staff.added").subject(staff.0)).await?;
    let form = Form::blank(PATH.to_owned(), Typed::default());
    page(&cx, &view(&cx, form, Some((new.name, code))).await?)
}

/// A new code lets the worker choose a new password; the second factor stays.
pub(super) async fn issue_code(cx: Cx, Path(staff): Path<StaffId>) -> Result<Response, Failure> {
    cx.who.office_manager()?;
    let rows = cx.read().await?.staff(cx.member()).await?;
    let name = rows
        .into_iter()
        .find(|row| row.id == staff.0)
        .ok_or(bansou_store::Failure::NotFound)?
        .name;
    let code = session::random_text(10)?;
    let mut tx = cx.begin().await?;
    tx.issue_setup_code(&session::hash(&code), Some(staff), cx.now + CODE_HOLDS)
        .await?;
    tx.commit(Did::office("staff.code_issued").subject(staff.0))
        .await?;
    let form = Form::blank(PATH.to_owned(), Typed::default());
    page(&cx, &view(&cx, form, Some((name, code))).await?)
}

pub(super) async fn disable(cx: Cx, Path(staff): Path<StaffId>) -> Result<Response, Failure> {
    let manager = cx.who.office_manager()?;
    if staff == cx.who.staff() {
        return Err(Failure::Request(
            "自分のアカウントは止められません。ほかの管理者に頼んでください。",
        ));
    }
    let mut tx = cx.begin().await?;
    tx.disable_staff(manager, staff).await?;
    tx.commit(Did::office("staff.disabled").subject(staff.0)).await?;
    Ok(Redirect::to(PATH).into_response())
}

fn read(typed: &Typed, today: jiff::civil::Date) -> Result<NewStaff, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let new = NewStaff {
        name: fields.required("name", "氏名"),
        kana: fields.line("kana", "ふりがな"),
        role: fields
            .required_choice("role", "役割", Role::from_code)
            .unwrap_or(Role::Clerk),
        login: fields.required("login", "名前（アカウント）").to_lowercase(),
        password_hash: None,
    };
    fields.finish(new)
}
