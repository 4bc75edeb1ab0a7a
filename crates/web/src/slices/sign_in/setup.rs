//! The first manager, set up with the one-time code that stands on the console.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use bansou_domain::access::Role;
use bansou_domain::id::OrganisationId;
use bansou_store::Scope;
use bansou_store::account::NewStaff;
use bansou_store::journal::Did;

use crate::app::App;
use crate::failure::Failure;
use crate::form::{Fields, Form, Told, Typed};
use crate::password;
use crate::session;

/// 文字種の決まりは置かず、長さだけを求める。
const SHORTEST_PASSWORD: usize = 13;
const LONGEST_PASSWORD: usize = 128;

#[derive(Template)]
#[template(path = "slices/sign_in/setup.html")]
struct Setup {
    form: Form,
    assets: String,
}

struct Input {
    code: String,
    name: String,
    kana: String,
    login: String,
    password: String,
}

pub(super) async fn get(State(app): State<App>) -> Result<Response, Failure> {
    show(&app, StatusCode::OK, Typed::default(), Vec::new())
}

fn show(app: &App, status: StatusCode, typed: Typed, problems: Vec<Told>) -> Result<Response, Failure> {
    let form = Form::refused("/setup".to_owned(), typed, problems);
    Ok((
        status,
        Html(
            Setup {
                form,
                assets: app.assets.version().to_owned(),
            }
            .render()?,
        ),
    )
        .into_response())
}

pub(super) async fn post(State(app): State<App>, typed: Typed) -> Result<Response, Failure> {
    let now = app.clock.now();
    let input = match read(&typed, bansou_store::day_in_japan(now)) {
        Ok(input) => input,
        Err(problems) => return show(&app, StatusCode::UNPROCESSABLE_ENTITY, typed, problems),
    };
    let hash = tokio::task::spawn_blocking(move || password::hash(&input.password))
        .await
        .map_err(|_| Failure::Background)?
        .map_err(|_| Failure::Background)?;
    for organisation in app.store.organisations().await? {
        let organisation = OrganisationId(organisation.id);
        let mut tx = app
            .store
            .begin(Scope {
                organisation,
                actor: None,
                now,
            })
            .await?;
        match tx.use_setup_code(&session::hash(&input.code)).await {
            Ok(Some(staff)) => tx.set_password(staff, &hash).await?,
            Ok(None) => {
                let office = tx.first_office().await?;
                let manager = NewStaff {
                    name: input.name,
                    kana: input.kana,
                    role: Role::Manager,
                    login: input.login,
                    password_hash: Some(hash),
                };
                tx.add_staff(office, &manager).await?;
            }
            Err(bansou_store::Failure::NotFound) => continue,
            Err(failure) => return Err(failure.into()),
        }
        tx.commit(Did::office("set_up")).await?;
        return Ok(Redirect::to("/signin").into_response());
    }
    let told = Told {
        field: "code".to_owned(),
        message: "この準備コードは使えません。起動した画面のコードを確かめてください（24時間で切れ、1回だけ使えます）。".to_owned(),
    };
    show(&app, StatusCode::UNPROCESSABLE_ENTITY, typed, vec![told])
}

fn read(typed: &Typed, today: jiff::civil::Date) -> Result<Input, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let input = Input {
        code: fields
            .required("code", "準備コード")
            .to_uppercase()
            .replace(['-', ' '], ""),
        name: fields.required("name", "氏名"),
        kana: fields.line("kana", "ふりがな"),
        login: fields.required("login", "名前（アカウント）").to_lowercase(),
        password: typed.value("password").to_owned(),
    };
    let length = input.password.chars().count();
    if !(SHORTEST_PASSWORD..=LONGEST_PASSWORD).contains(&length) {
        fields.tell(
            "password",
            format!("「パスワード」は{SHORTEST_PASSWORD}文字から{LONGEST_PASSWORD}文字までにしてください（いま{length}文字）。"),
        );
    }
    if input.password != typed.value("password_again") {
        fields.tell(
            "password_again",
            "2回入力したパスワードが違います。同じものを入力してください。",
        );
    }
    fields.finish(input)
}
