//! ほかの事業所の請求. What another office says it claims of the person; a row recorded by mistake is struck.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_billing::Item;
use bansou_domain::calendar::wareki;
use bansou_domain::claim_elsewhere::{ClaimElsewhere, Problem, check};
use bansou_domain::id::PersonId;
use bansou_domain::text;
use bansou_exchange::{item_of_word, item_word};
use bansou_store::access::CaseReader;
use bansou_store::claim_elsewhere::ElsewhereRecord;
use bansou_store::journal::Did;
use jiff::civil::Date;
use uuid::Uuid;

use super::{elsewhere_path, row_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept, time_in_japan};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};

#[derive(Template)]
#[template(path = "slices/claim_traits/elsewhere.html")]
struct Sheet {
    case: CaseFrame,
    form: Form,
    rows: Vec<Line>,
    items: Vec<(String, String)>,
    /// The row that is to be struck, in words.
    striking: Option<String>,
}

/// One row.
struct Line {
    on: String,
    item: &'static str,
    municipality: String,
    other_office: String,
    recorded: String,
    struck: Option<String>,
    href: String,
}

case_page!(Sheet, "ほかの事業所の請求", form);

impl Sheet {
    async fn of(cx: &Cx, case: CaseReader, form: Form, striking: Option<Uuid>) -> Result<Self, Failure> {
        let mut reader = cx.read().await?;
        let rows = reader.claims_elsewhere(case).await?;
        let found = rows.iter().find(|row| Some(row.id) == striking);
        Ok(Self {
            case: CaseFrame::load(&mut reader, case, Tab::Certificates, cx.today()).await?,
            form,
            items: items(),
            striking: found.map(|row| words(&row.claimed)),
            rows: rows.iter().map(|row| line(case.person(), row)).collect(),
        })
    }
}

fn line(person: PersonId, row: &ElsewhereRecord) -> Line {
    let at = time_in_japan(&row.recorded_at);
    Line {
        on: wareki::format(row.claimed.on),
        item: item_of_word(&row.claimed.item).map_or("", Item::label),
        municipality: row.claimed.municipality.clone(),
        other_office: row.claimed.other_office.clone(),
        recorded: format!("{} {at}", row.recorded_by),
        struck: row
            .struck
            .as_ref()
            .map(|struck| format!("{}（{} {}）", struck.why, struck.by, time_in_japan(&struck.at))),
        href: row_path(person, row.id),
    }
}

fn words(claimed: &ClaimElsewhere) -> String {
    let item = item_of_word(&claimed.item).map_or("", Item::label);
    format!("{} {item}", wareki::format(claimed.on))
}

/// What two offices can both have done: the fees, and the additions for one piece of work.
fn items() -> Vec<(String, String)> {
    let shared = |item: &&Item| {
        item.is_fee()
            || (Item::FirstTime..=Item::ProviderMonitoring).contains(*item) && **item != Item::Chief
            || matches!(item, Item::BaseEmergency | Item::BaseJoint)
    };
    let items = Item::all().iter().filter(shared);
    items
        .map(|item| (item_word(*item).to_owned(), item.label().to_owned()))
        .collect()
}

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "claim").await?;
    let form = Form::open(&cx, elsewhere_path(person), Typed::default(), 0).await?;
    page(&cx, &Sheet::of(&cx, case, form, None).await?)
}

pub(super) async fn post(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let leads_to = elsewhere_path(person);
    let claimed = match read(&typed, cx.today()) {
        Ok(claimed) => claimed,
        Err(problems) => {
            drop(tx);
            let form = Form::refused(leads_to, typed, problems);
            return refused(&cx, &Sheet::of(&cx, case.reader(), form, None).await?);
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    let id = tx.add_claim_elsewhere(case, &claimed).await?;
    let did = Did::to(person, "claim_elsewhere.added").subject(id);
    tx.commit(did.detail(words(&claimed))).await?;
    Ok(Redirect::to(&leads_to).into_response())
}

/// The row that is to be struck.
pub(super) async fn one(cx: Cx, Path((person, row)): Path<(PersonId, Uuid)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "claim").await?;
    let rows = cx.read().await?.claims_elsewhere(case).await?;
    let record = rows.iter().find(|record| record.id == row);
    if record.ok_or(bansou_store::Failure::NotFound)?.struck.is_some() {
        return Ok(Redirect::to(&elsewhere_path(person)).into_response());
    }
    let form = Form::blank(row_path(person, row), Typed::default());
    page(&cx, &Sheet::of(&cx, case, form, Some(row)).await?)
}

pub(super) async fn strike(
    cx: Cx,
    Path((person, row)): Path<(PersonId, Uuid)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let leads_to = elsewhere_path(person);
    let mut fields = Fields::new(&typed, cx.today());
    let why = fields.required("why", "取り消す理由");
    let why = match fields.finish(why) {
        Ok(why) => why,
        Err(problems) => {
            drop(tx);
            let form = Form::refused(row_path(person, row), typed, problems);
            return refused(&cx, &Sheet::of(&cx, case.reader(), form, Some(row)).await?);
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    match tx.strike_claim_elsewhere(case, row, &why).await {
        Ok(()) => {}
        // Somebody struck it first, or it never was this person's: the list says which.
        Err(bansou_store::Failure::Stale) => return Ok(Redirect::to(&leads_to).into_response()),
        Err(failure) => return Err(failure.into()),
    }
    let did = Did::to(person, "claim_elsewhere.struck").subject(row);
    tx.commit(did.detail(why)).await?;
    Ok(Redirect::to(&leads_to).into_response())
}

fn read(typed: &Typed, today: Date) -> Result<ClaimElsewhere, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let on = fields.required_day("on", "年月日");
    let item = fields.line("item", "請求する項目");
    let claimed = ClaimElsewhere {
        on: on.unwrap_or(today),
        item: item_of_word(&item)
            .map(|known| item_word(known).to_owned())
            .unwrap_or_default(),
        municipality: text::digits(&fields.line("municipality", "市町村番号")),
        other_office: fields.line("other_office", "事業所の名前"),
    };
    for problem in check(&claimed) {
        match problem {
            Problem::ItemMissing => fields.tell("item", "「請求する項目」を選んでください。"),
            Problem::MunicipalityNotSixDigits => {
                fields.tell("municipality", "「市町村番号」は数字6けたです。");
            }
        }
    }
    fields.finish(claimed)
}
