//! Handing the case to another worker, with the person's agreement; and who covers it for a period.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::access::Role;
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PersonId, StaffId};
use bansou_domain::process::MilestoneKind;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::account::StaffRow;
use bansou_store::cover::Cover;
use bansou_store::journal::Did;
use jiff::civil::Date;

use super::{assign_path, cover_path, end_cover_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};

#[derive(Template)]
#[template(path = "slices/closing/assign.html")]
pub(super) struct Assign {
    case: CaseFrame,
    form: Form,
    cover: Form,
    staff: Vec<(String, String)>,
    covers: Vec<CoverLine>,
}

struct CoverLine {
    name: String,
    period: String,
    state: &'static str,
    word: &'static str,
    end: Option<Form>,
}

case_page!(Assign, "担当", form);

/// Who can carry a case: workers whose account is open, in the words of the office.
pub(in crate::slices) fn carriers(staff: &[StaffRow]) -> Vec<(String, String)> {
    let carries = |row: &&StaffRow| {
        row.disabled_at.is_none() && Role::from_code(&row.role).is_some_and(Role::carries_cases)
    };
    let offered = |row: &StaffRow| {
        (
            row.id.to_string(),
            format!("{}（{}）", row.name, row.role_label()),
        )
    };
    staff.iter().filter(carries).map(offered).collect()
}

/// The page with whichever of its two forms was posted.
pub(super) async fn view(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    form: Option<Form>,
    cover: Option<Form>,
) -> Result<Assign, Failure> {
    let person = case.person();
    let staff = reader.staff(cx.member()).await?;
    let covers = reader.covers(case).await?;
    let today = cx.today();
    Ok(Assign {
        case: CaseFrame::load(reader, case, Tab::Overview, today).await?,
        form: form.unwrap_or_else(|| Form::blank(assign_path(person), Typed::default())),
        cover: cover.unwrap_or_else(|| Form::blank(cover_path(person), Typed::default())),
        staff: carriers(&staff),
        covers: covers
            .iter()
            .map(|cover| CoverLine::new(person, cover, today))
            .collect(),
    })
}

impl CoverLine {
    fn new(person: PersonId, cover: &Cover, today: Date) -> Self {
        let (state, word) = match (cover.until < today, cover.from > today) {
            (true, _) => ("done", "終わり"),
            (false, true) => ("todo", "これから"),
            (false, false) => ("progress", "代わり中"),
        };
        let end = end_cover_path(person, cover.id);
        Self {
            name: cover.staff_name.clone(),
            period: format!("{}～{}", wareki::short(cover.from), wareki::short(cover.until)),
            state,
            word,
            end: (cover.until >= today).then(|| Form::blank(end, Typed::default())),
        }
    }
}

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "assign").await?;
    let mut reader = cx.read().await?;
    let view = view(&cx, &mut reader, case, None, None).await?;
    page(&cx, &view)
}

pub(super) async fn post(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let record = tx.person(case.reader()).await?;
    let staff = carriers(&tx.staff(cx.member()).await?);
    let mut fields = Fields::new(&typed, cx.today());
    let to = chosen(&mut fields, "specialist", "新しい担当", &staff);
    let on = fields.required_day("on", "引き継ぐ日");
    let why = fields.required("why", "変更の理由");
    let agreed = fields.required("agreed", "本人の了解");
    if on.is_some_and(|on| on > cx.today()) {
        fields.tell("on", "「引き継ぐ日」が今日より後です。当日に記録してください。");
    }
    if to.as_ref().is_some_and(|(to, _)| Some(*to) == record.specialist) {
        fields.tell("specialist", "いまの担当と同じです。");
    }
    let (to, on) = match fields.finish(to.zip(on)) {
        Ok(Some(read)) => read,
        refused_or_empty => {
            let form = Form::refused(
                assign_path(person),
                typed,
                refused_or_empty.err().unwrap_or_default(),
            );
            let view = view(&cx, &mut tx, case.reader(), Some(form), None).await?;
            return refused(&cx, &view);
        }
    };
    // Whoever has handed the case over cannot open it any more without a reason.
    let leads_to = if to.0 == cx.who.staff() {
        format!("/c/{person}")
    } else {
        "/people?mine=1".to_owned()
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    let from = if record.specialist_name.is_empty() {
        "未定"
    } else {
        &record.specialist_name
    };
    let note = format!("{from}から{}へ。理由: {why}。本人の了解: {agreed}", to.1);
    let cycle = crate::slices::process::newest_cycle(&mut tx, case.reader()).await?;
    tx.add_milestone(case, cycle, MilestoneKind::Assigned.code(), on, &note, None)
        .await?;
    tx.assign(case, Some(to.0)).await?;
    tx.commit(Did::to(person, "case.assigned").detail(note)).await?;
    Ok(Redirect::to(&leads_to).into_response())
}

/// One of the workers offered. Anything else was not on the page.
pub(in crate::slices) fn chosen(
    fields: &mut Fields<'_>,
    name: &str,
    label: &str,
    staff: &[(String, String)],
) -> Option<(StaffId, String)> {
    let value = fields.line(name, label);
    let found = staff.iter().find(|(id, _)| *id == value);
    let chosen = found.and_then(|(id, who)| Some((id.parse().ok()?, who.clone())));
    if chosen.is_none() {
        fields.tell(name, format!("「{label}」を選んでください。"));
    }
    chosen
}
