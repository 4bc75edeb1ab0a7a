//! The crisis plan as a form.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::crisis::{CrisisNumber, CrisisPlan};
use bansou_domain::id::{PaperId, PersonId};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::journal::Did;
use jiff::civil::Date;

use crate::context::Cx;
use crate::failure::{Failure, unless_stale};
use crate::form::{Accepted, BLANK_ROW, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};

#[derive(Template)]
#[template(path = "slices/crisis/form.html")]
struct Edit {
    case: CaseFrame,
    form: Form,
    back: String,
}

case_page!(Edit, "クライシスプランを書く", form);

impl Edit {
    async fn load(
        cx: &Cx,
        reader: &mut Reader,
        case: CaseReader,
        paper: PaperId,
        form: Form,
    ) -> Result<Self, Failure> {
        Ok(Self {
            case: CaseFrame::load(reader, case, Tab::Assessment, cx.today()).await?,
            form,
            back: super::path(case.person(), paper),
        })
    }
}

type Address = Path<(PersonId, PaperId)>;

pub(super) async fn get(cx: Cx, Path((person, id)): Address) -> Result<Response, Failure> {
    let case = cx.open_case(person, "crisis").await?;
    let mut reader = cx.read().await?;
    let paper = reader.paper::<CrisisPlan>(case, id).await?;
    if paper.line.confirmed_at.is_some() {
        return Ok(Redirect::to(&super::path(person, id)).into_response());
    }
    let action = super::edit_path(person, id);
    let form = Form::open(&cx, action, write(&paper.content), paper.line.version).await?;
    page(&cx, &Edit::load(&cx, &mut reader, case, id, form).await?)
}

pub(super) async fn post(cx: Cx, Path((person, id)): Address, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    tx.paper::<CrisisPlan>(case.reader(), id).await?;
    let action = super::edit_path(person, id);
    if let Some(form) = Form::rearranged(action.clone(), &typed) {
        return page(&cx, &Edit::load(&cx, &mut tx, case.reader(), id, form).await?);
    }
    let crisis = match read(&typed, cx.today()) {
        Ok(crisis) => crisis,
        Err(problems) => {
            let form = Form::refused(action, typed, problems);
            return refused(&cx, &Edit::load(&cx, &mut tx, case.reader(), id, form).await?);
        }
    };
    let to = super::path(person, id);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &to).await? {
        return Ok(response);
    }
    if !unless_stale(tx.change_paper(case, id, &crisis, typed.version()).await)? {
        drop(tx);
        return conflict(&cx, (person, id), typed).await;
    }
    tx.commit(Did::to(person, "crisis.changed").subject(id.0)).await?;
    Ok(Redirect::to(&to).into_response())
}

async fn conflict(cx: &Cx, (person, id): (PersonId, PaperId), typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?.reader();
    let theirs = tx.paper::<CrisisPlan>(case, id).await?;
    if theirs.line.confirmed_at.is_some() {
        return Err(bansou_store::Failure::Stale.into());
    }
    let action = super::edit_path(person, id);
    let form = Form::conflict(action, typed, write(&theirs.content), theirs.line.version);
    refused(cx, &Edit::load(cx, &mut tx, case, id, form).await?)
}

fn write(crisis: &CrisisPlan) -> Typed {
    let mut typed = Typed::default();
    typed.set("signs", crisis.signs.join("\n"));
    typed.set("calms", crisis.calms.join("\n"));
    typed.set("avoid", crisis.avoid.join("\n"));
    typed.set("carer_absent", &crisis.carer_absent);
    typed.set("stay", &crisis.stay);
    typed.set(
        "agreed_on",
        crisis.agreed_on.map(wareki::short).unwrap_or_default(),
    );
    typed.set("agreed_with", &crisis.agreed_with);
    for (row, number) in crisis.numbers.iter().enumerate() {
        for (field, value) in [
            ("name", &number.name),
            ("tel", &number.tel),
            ("does", &number.does),
        ] {
            typed.set(format!("numbers.{row}.{field}"), value);
        }
    }
    typed
}

fn read(typed: &Typed, today: Date) -> Result<CrisisPlan, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let crisis = CrisisPlan {
        signs: fields.lines("signs", "サイン"),
        calms: fields.lines("calms", "落ち着くこと・してほしいこと"),
        avoid: fields.lines("avoid", "してほしくないこと"),
        carer_absent: fields.long("carer_absent", "家の人が急にいなくなったとき"),
        stay: fields.long("stay", "泊まるところ"),
        numbers: numbers(&mut fields),
        agreed_on: fields.day("agreed_on", "話し合って決めた日"),
        agreed_with: fields.line("agreed_with", "話し合った人"),
    };
    fields.finish(crisis)
}

fn numbers(fields: &mut Fields<'_>) -> Vec<CrisisNumber> {
    let rows = fields.rows("numbers", &[]);
    let mut number = |row: usize| {
        let at = |field: &str| format!("numbers.{row}.{field}");
        CrisisNumber {
            name: fields.required(&at("name"), "連絡先の名前"),
            tel: fields.line(&at("tel"), "電話"),
            does: fields.line(&at("does"), "してくれること"),
        }
    };
    rows.into_iter().map(&mut number).collect()
}
