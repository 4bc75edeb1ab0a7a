//! The request as a form. Months that nobody typed are counted from the interval.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::interval::{Attached, Every, IntervalRequest, Reason};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::journal::Did;
use jiff::civil::Date;

use crate::context::Cx;
use crate::failure::{Failure, unless_stale};
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};
use crate::slices::certificates::months;

#[derive(Template)]
#[template(path = "slices/interval/form.html")]
struct Edit {
    case: CaseFrame,
    form: Form,
    back: String,
    path: String,
    now: String,
    until: String,
}

case_page!(Edit, "モニタリング期間の変更の申出", form);

impl Edit {
    async fn load(
        cx: &Cx,
        reader: &mut Reader,
        case: CaseReader,
        paper: PaperId,
        form: Form,
        request: &IntervalRequest,
    ) -> Result<Self, Failure> {
        let person = case.person();
        Ok(Self {
            case: CaseFrame::load(reader, case, Tab::Monitoring, cx.today()).await?,
            form,
            back: super::advice_path(person),
            path: super::path(person, paper),
            now: format!("{}　{}", request.now, months::line(&request.now_months)),
            until: request.grant_until.map(wareki::format).unwrap_or_default(),
        })
    }
}

type Address = Path<(PersonId, PaperId)>;

pub(super) async fn get(cx: Cx, Path((person, id)): Address) -> Result<Response, Failure> {
    let case = cx.open_case(person, "interval").await?;
    let mut reader = cx.read().await?;
    let paper = reader.paper::<IntervalRequest>(case, id).await?;
    if paper.line.confirmed_at.is_some() {
        return Ok(Redirect::to(&super::path(person, id)).into_response());
    }
    let action = super::edit_path(person, id);
    let form = Form::open(&cx, action, write(&paper.content), paper.line.version).await?;
    page(
        &cx,
        &Edit::load(&cx, &mut reader, case, id, form, &paper.content).await?,
    )
}

/// The form with what has to be put right before the request can be confirmed.
pub(super) async fn refuse(
    cx: &Cx,
    (person, id): (PersonId, PaperId),
    problems: Vec<Told>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "interval").await?;
    let mut reader = cx.read().await?;
    let paper = reader.paper::<IntervalRequest>(case, id).await?;
    let mut form = Form::refused(super::edit_path(person, id), write(&paper.content), problems);
    form.version = paper.line.version;
    refused(
        cx,
        &Edit::load(cx, &mut reader, case, id, form, &paper.content).await?,
    )
}

pub(super) async fn post(cx: Cx, Path((person, id)): Address, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let before = tx.paper::<IntervalRequest>(case.reader(), id).await?.content;
    let action = super::edit_path(person, id);
    let request = match read(&typed, &before, cx.today()) {
        Ok(request) => request,
        Err(problems) => {
            let form = Form::refused(action, typed, problems);
            return refused(
                &cx,
                &Edit::load(&cx, &mut tx, case.reader(), id, form, &before).await?,
            );
        }
    };
    let to = super::path(person, id);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    if !unless_stale(tx.change_paper(case, id, &request, typed.version()).await)? {
        drop(tx);
        return conflict(&cx, (person, id), typed).await;
    }
    tx.commit(Did::to(person, "interval.changed").subject(id.0))
        .await?;
    Ok(Redirect::to(&to).into_response())
}

async fn conflict(cx: &Cx, (person, id): (PersonId, PaperId), typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?.reader();
    let theirs = tx.paper::<IntervalRequest>(case, id).await?;
    if theirs.line.confirmed_at.is_some() {
        return Err(bansou_store::Failure::Stale.into());
    }
    let action = super::edit_path(person, id);
    let form = Form::conflict(action, typed, write(&theirs.content), theirs.line.version);
    refused(
        cx,
        &Edit::load(cx, &mut tx, case, id, form, &theirs.content).await?,
    )
}

fn write(request: &IntervalRequest) -> Typed {
    let mut typed = Typed::default();
    let month = |month: Option<ServiceMonth>| month.map(wareki::short_month).unwrap_or_default();
    typed.set("made_on", request.made_on.map(wareki::short).unwrap_or_default());
    typed.set("municipality", &request.municipality);
    typed.set("every", request.every.map_or("", Every::code));
    typed.set("from", month(request.from));
    let counted = request.counted().is_some_and(|counted| counted == request.months);
    typed.set(
        "months",
        if counted {
            String::new()
        } else {
            months::line(&request.months)
        },
    );
    typed.set("why", &request.why);
    typed.set("wish", &request.wish);
    for reason in &request.reasons {
        typed.add("reasons", reason.code());
    }
    for attached in &request.attached {
        typed.add("attached", attached.code());
    }
    typed
}

/// What the certificate said when the request was begun stays; everything else is as it was typed.
fn read(typed: &Typed, before: &IntervalRequest, today: Date) -> Result<IntervalRequest, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let mut request = IntervalRequest {
        made_on: fields.day("made_on", "申出日"),
        municipality: fields.line("municipality", "市町村"),
        every: fields.choice("every", "変更後の間隔", Every::from_code),
        from: fields.month("from", "いつから"),
        reasons: fields.choices("reasons", Reason::from_code),
        why: fields.long("why", "理由の説明"),
        wish: fields.long("wish", "本人・家族の考え"),
        attached: fields.choices("attached", Attached::from_code),
        months: Vec::new(),
        ..before.clone()
    };
    let line = fields.line("months", "変更後の実施月");
    let (mut months, unread) = months::read_line(&line, today);
    if !unread.is_empty() {
        let unread = unread.join("、");
        fields.tell(
            "months",
            format!("「変更後の実施月」の {unread} を読めません。例: R9.1, R9.4"),
        );
    }
    months.sort();
    months.dedup();
    request.months = if line.trim().is_empty() {
        request.counted().unwrap_or_default()
    } else {
        months
    };
    fields.finish(request)
}
