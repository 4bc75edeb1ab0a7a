//! What stands, every record so far, and the form of the next one.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::PersonId;
use bansou_domain::protection::{
    Protection, ProtectionEnd, ProtectionGround, ProtectionKind, ProtectionProblem, check_protection,
};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::journal::Did;
use bansou_store::protection::ProtectionRecord;

use super::path;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::records::{Recorded, Records};
use crate::layout::{case_page, page, refused};

#[derive(Template)]
#[template(path = "slices/protection/page.html")]
struct Page {
    case: CaseFrame,
    form: Form,
    end: String,
    records: Records,
}

case_page!(Page, "住所の保護", form);

async fn view(cx: &Cx, reader: &mut Reader, case: CaseReader, form: Form) -> Result<Page, Failure> {
    let frame = CaseFrame::load(reader, case, Tab::Person, cx.today()).await?;
    let records = reader.protections(case).await?;
    let last = records.last().map(|record| &record.protection);
    Ok(Page {
        case: frame,
        form,
        end: end(ProtectionEnd::of(last, cx.today())),
        records: Records::new("これまでの記録", records.iter().map(recorded)),
    })
}

fn end(end: ProtectionEnd) -> String {
    match end {
        ProtectionEnd::Unknown => "期限はわかっていません。".to_owned(),
        ProtectionEnd::On(day) => format!("{}までです。", wareki::format(day)),
        ProtectionEnd::Past(day) => format!(
            "期限（{}）がすぎています。更新されたか、終わったかを確かめて記録してください。",
            wareki::format(day)
        ),
    }
}

fn recorded(record: &ProtectionRecord) -> Recorded {
    let protection = &record.protection;
    let facts = [
        (
            "何による保護か",
            protection.ground.map_or("", ProtectionGround::label).to_owned(),
        ),
        ("だれに", protection.against.clone()),
        (
            "いつまで",
            protection.until.map(wareki::format).unwrap_or_default(),
        ),
        ("確かめた書類", protection.papers.clone()),
        ("理由・気をつけること", protection.reason.clone()),
        ("決めた人", protection.decided_by.clone()),
    ];
    let by = (record.recorded_at.as_str(), record.recorded_by.as_str());
    Recorded::new(
        wareki::format(protection.from),
        protection.kind.label(),
        facts,
        by,
    )
}

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "protection").await?;
    let mut typed = Typed::default();
    typed.set("from", wareki::short(cx.today()));
    let form = Form::open(&cx, path(person), typed, 0).await?;
    let mut reader = cx.read().await?;
    let view = view(&cx, &mut reader, case, form).await?;
    drop(reader);
    page(&cx, &view)
}

pub(super) async fn post(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let protection = match read(&cx, &typed) {
        Ok(protection) => protection,
        Err(problems) => {
            let form = Form::refused(path(person), typed, problems);
            let view = view(&cx, &mut tx, case.reader(), form).await?;
            return refused(&cx, &view);
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &path(person)).await? {
        return Ok(response);
    }
    tx.record_protection(case, &protection).await?;
    // From whom it is kept stands in the record alone.
    tx.commit(Did::to(person, "protection.recorded").detail(protection.kind.label()))
        .await?;
    Ok(Redirect::to(&path(person)).into_response())
}

fn read(cx: &Cx, typed: &Typed) -> Result<Protection, Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let kind = fields.required_choice("kind", "記録", ProtectionKind::from_code);
    let from = fields.required_day("from", "いつから");
    let protection = Protection {
        kind: kind.unwrap_or(ProtectionKind::Stands),
        ground: fields.choice("ground", "何による保護か", ProtectionGround::from_code),
        against: fields.line("against", "だれに知られてはいけないか"),
        from: from.unwrap_or(cx.today()),
        until: fields.day("until", "いつまで"),
        papers: fields.line("papers", "確かめた書類"),
        decided_by: fields.line("decided_by", "決めた人"),
        reason: fields.long("reason", "理由・気をつけること"),
    };
    // Without a kind nothing says which of the rest is needed.
    for problem in check_protection(&protection, cx.today())
        .into_iter()
        .filter(|_| kind.is_some())
    {
        let (field, message) = message(problem);
        if fields.problem_free(field) {
            fields.tell(field, message);
        }
    }
    fields.finish(protection)
}

fn message(problem: ProtectionProblem) -> (&'static str, &'static str) {
    match problem {
        ProtectionProblem::GroundMissing => ("ground", "「何による保護か」を選んでください。"),
        ProtectionProblem::AgainstMissing => (
            "against",
            "「だれに知られてはいけないか」を入力してください。わからないときは「不明」と書きます。",
        ),
        ProtectionProblem::UntilBeforeFrom => ("until", "「いつまで」が「いつから」より前です。"),
        ProtectionProblem::EndInFuture => (
            "from",
            "終わった日が今日より後です。終わったことを確かめてから記録してください。",
        ),
        ProtectionProblem::DeciderMissing => ("decided_by", "「決めた人」を入力してください。"),
        ProtectionProblem::ReasonMissing => (
            "reason",
            "終わったことをどう確かめたか、「理由・気をつけること」に書いてください。",
        ),
    }
}
