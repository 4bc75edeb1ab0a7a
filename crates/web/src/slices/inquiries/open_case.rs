//! 契約へ: the inquiry becomes a person of the office, in one transaction.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::access::Role;
use bansou_domain::id::{InquiryId, StaffId};
use bansou_domain::inquiry::{Inquiry, InquiryState};
use bansou_domain::person::Person;
use bansou_store::Tx;
use bansou_store::inquiry::InquiryRecord;
use bansou_store::journal::Did;

use super::{open_path, path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::{Menu, View, page, refused};
use crate::slices::people;

#[derive(Template)]
#[template(path = "slices/inquiries/open_case.html")]
struct Register {
    form: Form,
    back: String,
    staff: Vec<(String, String)>,
}

impl View for Register {
    fn title(&self) -> String {
        "利用者として登録する".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Inquiries
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }
}

/// Whoever may be in charge, for choosing one.
async fn carriers(cx: &Cx) -> Result<Vec<(String, String)>, Failure> {
    let staff = cx.read().await?.staff(cx.member()).await?;
    let carries = staff.into_iter().filter(|worker| {
        let role = Role::from_code(&worker.role);
        worker.disabled_at.is_none() && role.is_some_and(Role::carries_cases)
    });
    Ok(carries
        .map(|worker| (worker.id.to_string(), worker.name))
        .collect())
}

pub(super) async fn get(cx: Cx, Path(id): Path<InquiryId>) -> Result<Response, Failure> {
    let record = cx.read().await?.inquiry(cx.member(), id).await?;
    if let Some(person) = record.person {
        return Ok(Redirect::to(&people::path(person)).into_response());
    }
    let mut typed = Typed::default();
    typed.set("name", &record.inquiry.about);
    typed.set("kana", &record.inquiry.about_kana);
    if cx.who.role().carries_cases() {
        typed.set("specialist", cx.who.staff().to_string());
    }
    let form = Form::open(&cx, open_path(id), typed, record.version).await?;
    let view = Register {
        form,
        back: path(id),
        staff: carriers(&cx).await?,
    };
    page(&cx, &view)
}

/// What the form asks for.
struct Chosen {
    person: Person,
    specialist: Option<StaffId>,
    reason: String,
}

pub(super) async fn post(cx: Cx, Path(id): Path<InquiryId>, typed: Typed) -> Result<Response, Failure> {
    let staff = carriers(&cx).await?;
    let mut tx = cx.begin().await?;
    let record = tx.inquiry(cx.member(), id).await?;
    let chosen = match read(&cx, &typed, &staff) {
        Ok(chosen) => chosen,
        Err(problems) => {
            drop(tx);
            let form = Form::refused(open_path(id), typed, problems);
            let back = path(id);
            return refused(&cx, &Register { form, back, staff });
        }
    };
    register(&cx, tx, &record, &typed, &chosen).await
}

async fn register(
    cx: &Cx,
    mut tx: Tx,
    record: &InquiryRecord,
    typed: &Typed,
    chosen: &Chosen,
) -> Result<Response, Failure> {
    let person = tx
        .add_person(cx.member(), &chosen.person, chosen.specialist, None)
        .await?;
    let leads_to = people::path(person);
    if let Accepted::Before(response) = accept(&mut tx, typed, &leads_to).await? {
        return Ok(response);
    }
    // Somebody may have registered the person while this form stood open: then their case is the one.
    if let Some(person) = record.person {
        return Ok(Redirect::to(&people::path(person)).into_response());
    }
    let inquiry = Inquiry {
        state: InquiryState::Case,
        ..record.inquiry.clone()
    };
    tx.change_inquiry(cx.member(), record.id, &inquiry, Some(person), record.version)
        .await?;
    tx.also(Did::to(person, "person.added").detail(&chosen.reason))
        .await?;
    tx.commit(Did::to(person, "inquiry.became_case").subject(record.id.0))
        .await?;
    Ok(Redirect::to(&leads_to).into_response())
}

fn read(cx: &Cx, typed: &Typed, staff: &[(String, String)]) -> Result<Chosen, Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let (name, kana) = (
        fields.required("name", "氏名"),
        fields.required("kana", "ふりがな"),
    );
    let specialist = fields.line("specialist", "担当");
    let known = staff.iter().any(|(id, _)| *id == specialist);
    if !specialist.is_empty() && !known {
        fields.tell("specialist", "「担当」を選び直してください。");
    }
    let reason = fields.line("reason", "担当を選んだ理由");
    fields.finish(Chosen {
        person: Person {
            name,
            kana,
            ..nobody()
        },
        specialist: specialist.parse().ok(),
        reason,
    })
}

/// A face sheet on which nothing has been written yet.
fn nobody() -> Person {
    Person {
        name: String::new(),
        kana: String::new(),
        born: None,
        sex: None,
        postcode: String::new(),
        address: String::new(),
        housing: None,
        tel: String::new(),
        fax: String::new(),
        disability: String::new(),
        support_level: None,
        handbooks: Vec::new(),
        income: String::new(),
        guardians: Vec::new(),
        family: Vec::new(),
        caution: String::new(),
        address_protected: false,
    }
}
