//! The decision on one paper: whether what goes to the municipality says where a protected person is.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::protection::{
    Disclosure, DisclosureKind, DisclosureProblem, check_disclosure, discloses, goes_to_municipality,
};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::journal::Did;
use bansou_store::protection::DisclosureRecord;

use super::paper_path;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::records::{Recorded, Records};
use crate::layout::{case_page, page, refused};
use crate::slices::papers::{Printable, for_municipality};

#[derive(Template)]
#[template(path = "slices/protection/paper.html")]
struct Page {
    case: CaseFrame,
    form: Form,
    kind: &'static str,
    given: bool,
    /// The forms of the paper as the municipality gets them.
    forms: Vec<(&'static str, String)>,
    records: Records,
}

case_page!(Page, |page| format!("{}に住所を載せるか", page.kind), form);

async fn view(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    paper: PaperId,
    form: Form,
) -> Result<Page, Failure> {
    let frame = CaseFrame::load(reader, case, Tab::Papers, cx.today()).await?;
    let papers = reader.papers(case).await?;
    let found = papers
        .iter()
        .find(|line| line.id == paper && goes_to_municipality(line.kind));
    let kind = found.ok_or(bansou_store::Failure::NotFound)?.kind;
    let records = reader.disclosures(case, paper).await?;
    let decided: Vec<Disclosure> = records.iter().map(|record| record.disclosure.clone()).collect();
    let forms = Printable::of(kind).iter();
    Ok(Page {
        case: frame,
        form,
        kind: kind.label(),
        given: discloses(&decided),
        forms: forms
            .map(|form| (form.label(), for_municipality(case.person(), *form, paper)))
            .collect(),
        records: Records::new("これまでの決定", records.iter().map(recorded)),
    })
}

fn recorded(record: &DisclosureRecord) -> Recorded {
    let disclosure = &record.disclosure;
    let facts = [
        ("決めた人", disclosure.decided_by.clone()),
        ("理由", disclosure.reason.clone()),
    ];
    let by = (record.recorded_at.as_str(), record.recorded_by.as_str());
    Recorded::new(wareki::format(disclosure.on), disclosure.kind.label(), facts, by)
}

type Address = Path<(PersonId, PaperId)>;

pub(super) async fn get(cx: Cx, Path((person, paper)): Address) -> Result<Response, Failure> {
    let case = cx.open_case(person, "protection").await?;
    let mut typed = Typed::default();
    typed.set("on", wareki::short(cx.today()));
    let form = Form::open(&cx, paper_path(person, paper), typed, 0).await?;
    let mut reader = cx.read().await?;
    let view = view(&cx, &mut reader, case, paper, form).await?;
    drop(reader);
    page(&cx, &view)
}

pub(super) async fn post(cx: Cx, Path((person, paper)): Address, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let path = paper_path(person, paper);
    let disclosure = match read(&cx, &typed) {
        Ok(disclosure) => disclosure,
        Err(problems) => {
            let form = Form::refused(path, typed, problems);
            let view = view(&cx, &mut tx, case.reader(), paper, form).await?;
            return refused(&cx, &view);
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &path).await? {
        return Ok(response);
    }
    tx.record_disclosure(case, paper, &disclosure).await?;
    let said = format!("{}　{}", disclosure.kind.label(), disclosure.reason);
    let did = Did::to(person, "protection.decided").subject(paper.0);
    tx.commit(did.detail(said)).await?;
    Ok(Redirect::to(&path).into_response())
}

fn read(cx: &Cx, typed: &Typed) -> Result<Disclosure, Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let kind = fields.required_choice("kind", "決定", DisclosureKind::from_code);
    let on = fields.required_day("on", "決めた日");
    let disclosure = Disclosure {
        kind: kind.unwrap_or(DisclosureKind::Withdrawn),
        on: on.unwrap_or(cx.today()),
        decided_by: fields.line("decided_by", "決めた人"),
        reason: fields.long("reason", "理由"),
    };
    for problem in check_disclosure(&disclosure, cx.today()) {
        let (field, message) = match problem {
            DisclosureProblem::InFuture => ("on", "「決めた日」が今日より後です。"),
            DisclosureProblem::DeciderMissing => ("decided_by", "「決めた人」を入力してください。"),
            DisclosureProblem::ReasonMissing => ("reason", "「理由」を入力してください。"),
        };
        if fields.problem_free(field) {
            fields.tell(field, message);
        }
    }
    fields.finish(disclosure)
}
