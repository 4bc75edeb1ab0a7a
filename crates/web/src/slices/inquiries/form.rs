//! The inquiry as a form.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::InquiryId;
use bansou_domain::inquiry::{Inquiry, InquiryState, Problem, Urgency, check};
use bansou_domain::note::Means;
use bansou_store::journal::Did;
use jiff::civil::Date;

use super::{edit_path, path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::{Menu, View, page, refused};

const NEW: &str = "/inquiries/new";
/// How an inquiry reaches the office.
const MEANS: &[Means] = &[
    Means::Telephone,
    Means::Office,
    Means::Visit,
    Means::Mail,
    Means::Fax,
    Means::Online,
    Means::Paper,
];

#[derive(Template)]
#[template(path = "slices/inquiries/form.html")]
struct Sheet {
    form: Form,
    new: bool,
    back: String,
}

impl View for Sheet {
    fn title(&self) -> String {
        "相談を記録する".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Inquiries
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }
}

impl Sheet {
    fn new(form: Form) -> Self {
        Self {
            form,
            new: true,
            back: "/inquiries".to_owned(),
        }
    }

    fn edit(form: Form, id: InquiryId) -> Self {
        Self {
            form,
            new: false,
            back: path(id),
        }
    }
}

pub(super) async fn new(cx: Cx) -> Result<Response, Failure> {
    let mut typed = Typed::default();
    typed.set("on", wareki::short(cx.today()));
    typed.set("received_by", cx.who.name());
    let form = Form::open(&cx, NEW.to_owned(), typed, 0).await?;
    page(&cx, &Sheet::new(form))
}

pub(super) async fn add(cx: Cx, typed: Typed) -> Result<Response, Failure> {
    let inquiry = match read(&typed, InquiryState::Open, cx.today()) {
        Ok(inquiry) => inquiry,
        Err(problems) => {
            return refused(&cx, &Sheet::new(Form::refused(NEW.to_owned(), typed, problems)));
        }
    };
    let mut tx = cx.begin().await?;
    let id = tx.add_inquiry(cx.member(), &inquiry).await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &path(id)).await? {
        return Ok(response);
    }
    tx.commit(Did::office("inquiry.added").subject(id.0)).await?;
    Ok(Redirect::to(&path(id)).into_response())
}

pub(super) async fn edit(cx: Cx, Path(id): Path<InquiryId>) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let record = tx.inquiry(cx.member(), id).await?;
    tx.commit(Did::office("inquiry.viewed").subject(id.0)).await?;
    let form = Form::open(&cx, edit_path(id), write(&record.inquiry), record.version).await?;
    page(&cx, &Sheet::edit(form, id))
}

pub(super) async fn change(cx: Cx, Path(id): Path<InquiryId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let record = tx.inquiry(cx.member(), id).await?;
    let inquiry = match read(&typed, record.inquiry.state, cx.today()) {
        Ok(inquiry) => inquiry,
        Err(problems) => {
            drop(tx);
            let form = Form::refused(edit_path(id), typed, problems);
            return refused(&cx, &Sheet::edit(form, id));
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &path(id)).await? {
        return Ok(response);
    }
    match tx
        .change_inquiry(cx.member(), id, &inquiry, record.person, typed.version())
        .await
    {
        Ok(()) => {
            tx.commit(Did::office("inquiry.changed").subject(id.0)).await?;
            Ok(Redirect::to(&path(id)).into_response())
        }
        Err(bansou_store::Failure::Stale) => {
            drop(tx);
            let form = Form::conflict(edit_path(id), typed, write(&record.inquiry), record.version);
            refused(&cx, &Sheet::edit(form, id))
        }
        Err(failure) => Err(failure.into()),
    }
}

fn write(inquiry: &Inquiry) -> Typed {
    let mut typed = Typed::default();
    let at = inquiry
        .at
        .map(|minutes| format!("{}:{:02}", minutes / 60, minutes % 60));
    typed.set("on", wareki::short(inquiry.on));
    typed.set("at", at.unwrap_or_default());
    typed.set("received_by", &inquiry.received_by);
    typed.set("from", &inquiry.from);
    typed.set("contact", &inquiry.contact);
    typed.set("route", &inquiry.route);
    typed.set("means", inquiry.means.code());
    typed.set("urgency", inquiry.urgency.map_or("", Urgency::code));
    typed.set("urgency_reason", &inquiry.urgency_reason);
    typed.set("about", &inquiry.about);
    typed.set("about_kana", &inquiry.about_kana);
    typed.set("words", &inquiry.words);
    typed.set("next", &inquiry.next);
    typed.set("next_on", inquiry.next_on.map(wareki::short).unwrap_or_default());
    typed
}

fn read(typed: &Typed, state: InquiryState, today: Date) -> Result<Inquiry, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let inquiry = Inquiry {
        on: fields.required_day("on", "受付日").unwrap_or(today),
        at: fields.time("at", "受付時刻"),
        received_by: fields.line("received_by", "受付者"),
        from: fields.line("from", "相談者"),
        contact: fields.line("contact", "連絡先"),
        route: fields.line("route", "相談経路・紹介者"),
        means: fields
            .required_choice("means", "方法", Means::from_code)
            .unwrap_or(Means::Telephone),
        urgency: fields.choice("urgency", "緊急性", Urgency::from_code),
        urgency_reason: fields.line("urgency_reason", "緊急性の理由"),
        about: fields.line("about", "本人の氏名"),
        about_kana: fields.line("about_kana", "本人のふりがな"),
        words: fields.long("words", "相談内容"),
        next: fields.long("next", "対応・次の予定"),
        next_on: fields.day("next_on", "次に連絡する日"),
        state,
    };
    for problem in check(&inquiry, today) {
        let (field, message) = message(problem);
        fields.tell(field, message);
    }
    fields.finish(inquiry)
}

pub(super) fn message(problem: Problem) -> (&'static str, &'static str) {
    match problem {
        Problem::InFuture => ("on", "「受付日」が今日より後になっています。"),
        Problem::FromMissing => (
            "from",
            "「相談者」を入力してください。名前がわからないときは「母」「匿名」などと書きます。",
        ),
        Problem::WordsMissing => ("words", "「相談内容」を、話されたことばのまま入力してください。"),
        Problem::NextMissing => (
            "next",
            "「対応・次の予定」を入力してください。何を伝え、どこへつないだかを残します。",
        ),
    }
}
