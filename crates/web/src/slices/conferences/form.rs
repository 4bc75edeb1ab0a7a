//! Preparing a conference, and changing what was prepared.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::conference::{Attendance, Conference, MeetingKind, Member, MemberKind, check};
use bansou_domain::id::{ConferenceId, PersonId};
use bansou_domain::meeting::{Means, Occasion};
use bansou_domain::text::digits;
use bansou_store::Tx;
use bansou_store::access::CaseEditor;
use bansou_store::conference::ConferenceRecord;
use bansou_store::journal::Did;

use super::fields::{message, read, write};
use super::{edit_path, new_path, path, start};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};
use crate::slices::{meetings, process};

#[derive(Template)]
#[template(path = "slices/conferences/form.html")]
struct Sheet {
    case: CaseFrame,
    form: Form,
    back: String,
}

case_page!(Sheet, "担当者会議の準備", form, wide);

impl Sheet {
    /// 所要, as it is typed.
    fn total(&self) -> u32 {
        let rows = self.form.rows("agenda", 0).into_iter();
        let typed = rows.map(|row| digits(self.form.value(&format!("agenda.{row}.minutes"))));
        typed.filter_map(|minutes| minutes.parse::<u32>().ok()).sum()
    }
}

pub(super) async fn new(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "conference").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Meetings, cx.today()).await?;
    let blank = start::conference(&cx, &mut reader, case).await?;
    drop(reader);
    let form = Form::open(&cx, new_path(person), write(&blank), 0).await?;
    let back = meetings::path(person);
    page(
        &cx,
        &Sheet {
            case: frame,
            form,
            back,
        },
    )
}

pub(super) async fn edit(
    cx: Cx,
    Path((person, id)): Path<(PersonId, ConferenceId)>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "conference").await?;
    let mut reader = cx.read().await?;
    let record = reader.conference(case, id).await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Meetings, cx.today()).await?;
    drop(reader);
    let current = write(&record.conference);
    let form = Form::open(&cx, edit_path(person, id), current, record.version).await?;
    let back = path(person, id);
    page(
        &cx,
        &Sheet {
            case: frame,
            form,
            back,
        },
    )
}

pub(super) async fn add(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let desk = Desk {
        cx,
        case,
        record: None,
    };
    desk.receive(tx, typed).await
}

pub(super) async fn change(
    cx: Cx,
    Path((person, id)): Path<(PersonId, ConferenceId)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let record = Some(tx.conference(case.reader(), id).await?);
    Desk { cx, case, record }.receive(tx, typed).await
}

/// One preparation on the desk.
struct Desk {
    cx: Cx,
    case: CaseEditor,
    record: Option<ConferenceRecord>,
}

impl Desk {
    fn action(&self) -> String {
        let person = self.case.person();
        let id = self.record.as_ref().map(|record| record.id);
        id.map_or_else(|| new_path(person), |id| edit_path(person, id))
    }

    async fn receive(self, mut tx: Tx, typed: Typed) -> Result<Response, Failure> {
        if let Some(form) = Form::rearranged(self.action(), &typed) {
            let view = self.view(&mut tx, form).await?;
            return page(&self.cx, &view);
        }
        let before = self.before(&mut tx).await?;
        match self.read(&typed, &before) {
            Ok(conference) => self.save(tx, typed, conference).await,
            Err(problems) => {
                let form = Form::refused(self.action(), typed, problems);
                let view = self.view(&mut tx, form).await?;
                refused(&self.cx, &view)
            }
        }
    }

    /// The members as they stood when the form was shown: those prepared, or in a new one those around the person.
    async fn before(&self, tx: &mut Tx) -> Result<Vec<Member>, Failure> {
        Ok(match &self.record {
            Some(record) => record.conference.members.clone(),
            None => start::conference(&self.cx, tx, self.case.reader()).await?.members,
        })
    }

    fn read(&self, typed: &Typed, before: &[Member]) -> Result<Conference, Vec<Told>> {
        let mut fields = Fields::new(typed, self.cx.today());
        let conference = read(&mut fields, typed, before);
        for problem in check(&conference) {
            let (field, message) = message(problem);
            if fields.problem_free(field) {
                fields.tell(field, message);
            }
        }
        fields.finish(conference)
    }

    async fn save(self, mut tx: Tx, typed: Typed, conference: Conference) -> Result<Response, Failure> {
        let (person, case) = (self.case.person(), self.case);
        let id = if let Some(record) = &self.record {
            record.id
        } else {
            let cycle = process::newest_cycle(&mut tx, case.reader()).await?;
            tx.add_conference(case, cycle, &conference).await?
        };
        let leads_to = path(person, id);
        if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
            return Ok(response);
        }
        if self.record.is_some() {
            match tx.change_conference(case, id, &conference, typed.version()).await {
                Err(bansou_store::Failure::Stale) => return self.conflict(tx, id, typed).await,
                changed => changed?,
            }
        }
        tx.commit(Did::to(person, "conference.prepared").subject(id.0))
            .await?;
        if let Some(record) = self.record {
            self.cx.app.live.tell(id.0, record.place + 1);
        }
        Ok(Redirect::to(&leads_to).into_response())
    }

    async fn conflict(self, mut tx: Tx, id: ConferenceId, typed: Typed) -> Result<Response, Failure> {
        let theirs = tx.conference(self.case.reader(), id).await?;
        let form = Form::conflict(self.action(), typed, write(&theirs.conference), theirs.version);
        let view = self.view(&mut tx, form).await?;
        refused(&self.cx, &view)
    }

    async fn view(&self, tx: &mut Tx, form: Form) -> Result<Sheet, Failure> {
        let case = CaseFrame::load(tx, self.case.reader(), Tab::Meetings, self.cx.today()).await?;
        let person = self.case.person();
        let id = self.record.as_ref().map(|record| record.id);
        let back = id.map_or_else(|| meetings::path(person), |id| path(person, id));
        Ok(Sheet { case, form, back })
    }
}

/// Throws a preparation away in which nothing has been said.
pub(super) async fn discard(
    cx: Cx,
    Path((person, id)): Path<(PersonId, ConferenceId)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let leads_to = meetings::path(person);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    tx.discard_conference(case, id, typed.version()).await?;
    tx.commit(Did::to(person, "conference.discarded").subject(id.0))
        .await?;
    Ok(Redirect::to(&leads_to).into_response())
}
