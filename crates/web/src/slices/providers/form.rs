//! One entry of the directory as a form.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::ProviderId;
use bansou_domain::provider::{Problem, Provider, check};
use bansou_store::journal::Did;
use jiff::civil::Date;

use super::path;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::{Menu, View, page, refused};

const NEW: &str = "/providers/new";
const LIST: &str = "/providers";

#[derive(Template)]
#[template(path = "slices/providers/form.html")]
struct Sheet {
    form: Form,
    new: bool,
}

impl View for Sheet {
    fn title(&self) -> String {
        "関係機関".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Providers
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }
}

pub(super) async fn new(cx: Cx) -> Result<Response, Failure> {
    let form = Form::open(&cx, NEW.to_owned(), Typed::default(), 0).await?;
    page(&cx, &Sheet { form, new: true })
}

pub(super) async fn add(cx: Cx, typed: Typed) -> Result<Response, Failure> {
    let provider = match read(&typed, cx.today()) {
        Ok(provider) => provider,
        Err(problems) => {
            let form = Form::refused(NEW.to_owned(), typed, problems);
            return refused(&cx, &Sheet { form, new: true });
        }
    };
    let mut tx = cx.begin().await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, LIST).await? {
        return Ok(response);
    }
    let id = tx.add_provider(cx.member(), &provider).await?;
    tx.commit(Did::office("provider.added").subject(id.0)).await?;
    Ok(Redirect::to(LIST).into_response())
}

pub(super) async fn edit(cx: Cx, Path(id): Path<ProviderId>) -> Result<Response, Failure> {
    let record = cx.read().await?.provider(cx.member(), id).await?;
    let form = Form::open(&cx, path(id), write(&record.provider), record.version).await?;
    page(&cx, &Sheet { form, new: false })
}

pub(super) async fn change(cx: Cx, Path(id): Path<ProviderId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let record = tx.provider(cx.member(), id).await?;
    let provider = match read(&typed, cx.today()) {
        Ok(provider) => provider,
        Err(problems) => {
            drop(tx);
            let form = Form::refused(path(id), typed, problems);
            return refused(&cx, &Sheet { form, new: false });
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, LIST).await? {
        return Ok(response);
    }
    match tx
        .change_provider(cx.member(), id, &provider, typed.version())
        .await
    {
        Ok(()) => {
            tx.commit(Did::office("provider.changed").subject(id.0)).await?;
            Ok(Redirect::to(LIST).into_response())
        }
        Err(bansou_store::Failure::Stale) => {
            drop(tx);
            let form = Form::conflict(path(id), typed, write(&record.provider), record.version);
            refused(&cx, &Sheet { form, new: false })
        }
        Err(failure) => Err(failure.into()),
    }
}

fn write(provider: &Provider) -> Typed {
    let mut typed = Typed::default();
    typed.set("name", &provider.name);
    typed.set("services", &provider.services);
    typed.set("tel", &provider.tel);
    typed.set("fax", &provider.fax);
    typed.set("address", &provider.address);
    typed.set("notes", &provider.notes);
    typed.set(
        "noted_on",
        provider.noted_on.map(wareki::short).unwrap_or_default(),
    );
    typed
}

fn read(typed: &Typed, today: Date) -> Result<Provider, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let provider = Provider {
        name: fields.line("name", "名称"),
        services: fields.line("services", "サービス・種類"),
        tel: fields.line("tel", "電話番号"),
        fax: fields.line("fax", "FAX番号"),
        address: fields.line("address", "所在地"),
        notes: fields.long("notes", "空き・得意なこと"),
        noted_on: fields.day("noted_on", "確認した日"),
    };
    for problem in check(&provider, today) {
        let (field, message) = message(problem);
        // A day that could not be read is told already.
        if fields.problem_free(field) {
            fields.tell(field, message);
        }
    }
    fields.finish(provider)
}

fn message(problem: Problem) -> (&'static str, &'static str) {
    match problem {
        Problem::NameMissing => ("name", "「名称」を入力してください。"),
        Problem::NotedInFuture => ("noted_on", "「確認した日」が今日より後になっています。"),
        Problem::NotedOnMissing => (
            "noted_on",
            "「確認した日」を入力してください。いつの情報かがわかるようにします。",
        ),
    }
}
