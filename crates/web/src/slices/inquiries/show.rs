//! One inquiry, and what comes of it.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::{InquiryId, PersonId};
use bansou_domain::inquiry::{Inquiry, InquiryState, Problem, check};
use bansou_store::inquiry::InquiryRecord;
use bansou_store::journal::Did;

use super::{edit_path, form, list, open_path, path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{Menu, View, case_page, page, refused};

/// What can come of an inquiry without a case.
const FOLLOW_UPS: &[InquiryState] = &[
    InquiryState::Open,
    InquiryState::Outreach,
    InquiryState::Referred,
    InquiryState::Informed,
    InquiryState::Ended,
];

#[derive(Template)]
#[template(path = "slices/inquiries/show.html")]
struct Show {
    case: Option<CaseFrame>,
    about: String,
    state: &'static str,
    word: &'static str,
    facts: Vec<(&'static str, String)>,
    words: String,
    next: String,
    edit: String,
    /// Where the inquiry becomes a case; empty once it has.
    open: String,
    /// The case it became.
    became: String,
    form: Form,
}

impl View for Show {
    fn title(&self) -> String {
        match &self.case {
            Some(case) => format!("相談受付の記録 — {}さん", case.name),
            None => "相談受付の記録".to_owned(),
        }
    }

    fn menu(&self) -> Menu {
        if self.case.is_some() {
            Menu::People
        } else {
            Menu::Inquiries
        }
    }

    fn case(&self) -> Option<&CaseFrame> {
        self.case.as_ref()
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }
}

impl Show {
    fn new(record: &InquiryRecord, form: Form, case: Option<CaseFrame>) -> Self {
        let inquiry = &record.inquiry;
        Self {
            case,
            about: match inquiry.about.as_str() {
                "" => "お名前は未確認".to_owned(),
                name => format!("{name}さん"),
            },
            state: list::tag(inquiry.state),
            word: inquiry.state.label(),
            facts: facts(inquiry),
            words: inquiry.words.clone(),
            next: inquiry.next.clone(),
            edit: edit_path(record.id),
            open: record
                .person
                .map_or_else(|| open_path(record.id), |_| String::new()),
            became: record.person.map(crate::slices::people::path).unwrap_or_default(),
            form,
        }
    }
}

fn facts(inquiry: &Inquiry) -> Vec<(&'static str, String)> {
    let at = inquiry.at.map_or_else(String::new, |minutes| {
        format!(" {}:{:02}", minutes / 60, minutes % 60)
    });
    let urgency = match (inquiry.urgency, inquiry.urgency_reason.as_str()) {
        (None, reason) => reason.to_owned(),
        (Some(urgency), "") => urgency.label().to_owned(),
        (Some(urgency), reason) => format!("{}（{reason}）", urgency.label()),
    };
    let kana = if inquiry.about_kana.is_empty() {
        String::new()
    } else {
        format!("（{}）", inquiry.about_kana)
    };
    vec![
        (
            "受付日時",
            format!("{}{at}", wareki::format_with_weekday(inquiry.on)),
        ),
        ("受付者", inquiry.received_by.clone()),
        ("方法", inquiry.means.label().to_owned()),
        ("相談経路・紹介者", inquiry.route.clone()),
        ("相談者", inquiry.from.clone()),
        ("連絡先", inquiry.contact.clone()),
        ("本人", format!("{}{kana}", inquiry.about)),
        ("緊急性", urgency),
        (
            "次に連絡する日",
            inquiry
                .next_on
                .map(wareki::format_with_weekday)
                .unwrap_or_default(),
        ),
    ]
}

/// The follow-up as the fields of its form.
fn follow_up_fields(inquiry: &Inquiry) -> Typed {
    let mut typed = Typed::default();
    typed.set("state", inquiry.state.code());
    typed.set("next", &inquiry.next);
    typed.set("next_on", inquiry.next_on.map(wareki::short).unwrap_or_default());
    typed
}

pub(super) async fn get(cx: Cx, Path(id): Path<InquiryId>) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let record = tx.inquiry(cx.member(), id).await?;
    tx.commit(Did::office("inquiry.viewed").subject(id.0)).await?;
    let form = Form::open(&cx, path(id), follow_up_fields(&record.inquiry), record.version).await?;
    page(&cx, &Show::new(&record, form, None))
}

/// The inquiry a case began with, inside the case.
pub(super) async fn of_case(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "inquiry").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Overview, cx.today()).await?;
    let record = reader.inquiry_of(case).await?;
    drop(reader);
    match record {
        Some(record) => {
            let form = Form::blank(path(record.id), Typed::default());
            page(&cx, &Show::new(&record, form, Some(frame)))
        }
        None => page(&cx, &Without { case: frame }),
    }
}

/// A case that did not begin with a recorded inquiry.
#[derive(Template)]
#[template(path = "slices/inquiries/without.html")]
struct Without {
    case: CaseFrame,
}

case_page!(Without, "相談受付の記録");

pub(super) async fn follow_up(cx: Cx, Path(id): Path<InquiryId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let record = tx.inquiry(cx.member(), id).await?;
    let mut fields = Fields::new(&typed, cx.today());
    let state = fields.required_choice("state", "その後", follow_up_from_code);
    let inquiry = Inquiry {
        state: state.unwrap_or(InquiryState::Open),
        next: fields.long("next", "対応・次の予定"),
        next_on: fields.day("next_on", "次に連絡する日"),
        ..record.inquiry.clone()
    };
    if check(&inquiry, cx.today()).contains(&Problem::NextMissing) {
        let (field, message) = form::message(Problem::NextMissing);
        fields.tell(field, message);
    }
    let inquiry = match fields.finish(inquiry) {
        Ok(inquiry) => inquiry,
        Err(problems) => {
            drop(tx);
            let form = Form::refused(path(id), typed, problems);
            return refused(&cx, &Show::new(&record, form, None));
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
            let did = Did::office("inquiry.followed_up").subject(id.0);
            tx.commit(did.detail(inquiry.state.label())).await?;
            Ok(Redirect::to(&path(id)).into_response())
        }
        Err(bansou_store::Failure::Stale) => {
            drop(tx);
            let theirs = follow_up_fields(&record.inquiry);
            let form = Form::conflict(path(id), typed, theirs, record.version);
            refused(&cx, &Show::new(&record, form, None))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// 契約へ is no choice here: it is made by registering the person.
fn follow_up_from_code(code: &str) -> Option<InquiryState> {
    InquiryState::from_code(code).filter(|state| FOLLOW_UPS.contains(state))
}
