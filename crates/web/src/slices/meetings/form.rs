//! Writing the record of a meeting: a draft until it is confirmed.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::meeting::{AbsenceKind, Discussed, HeldFor, Means, Occasion, ServiceMeeting, check};
use bansou_domain::paper::PaperKind;
use bansou_store::access::{CaseEditor, CaseReader};
use bansou_store::journal::Did;
use bansou_store::paper::Paper;
use bansou_store::{Reader, Tx};

use super::fields::{message, read, write};
use super::follow_up::{self, Owners};
use super::{edit_path, new_path, paper_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};
use crate::slices::plan;

#[derive(Template)]
#[template(path = "slices/meetings/form.html")]
struct MeetingForm {
    case: CaseFrame,
    form: Form,
    corrects: bool,
    /// The fields of the plan a change may belong to.
    places: Vec<(String, String)>,
    /// Those who can take a decision on.
    owners: Owners,
}

case_page!(MeetingForm, "担当者会議の記録", form);

impl MeetingForm {
    async fn load(
        cx: &Cx,
        reader: &mut Reader,
        case: CaseReader,
        form: Form,
        corrects: bool,
    ) -> Result<Self, Failure> {
        let rows = form.rows("decisions", 0).into_iter();
        let decided: Vec<String> = rows
            .map(|row| form.value(&format!("decisions.{row}.who")).to_owned())
            .collect();
        Ok(Self {
            case: CaseFrame::load(reader, case, Tab::Meetings, cx.today()).await?,
            places: plan::places(reader, case).await?,
            owners: Owners::load(reader, case, &decided).await?,
            form,
            corrects,
        })
    }
}

pub(super) async fn new(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "meetings").await?;
    let mut reader = cx.read().await?;
    let blank = write(&ServiceMeeting {
        attended: vec!["本人".to_owned()],
        ..ServiceMeeting::default()
    });
    let form = Form::open(&cx, new_path(person), blank, 0).await?;
    page(
        &cx,
        &MeetingForm::load(&cx, &mut reader, case, form, false).await?,
    )
}

pub(super) async fn edit(cx: Cx, Path((person, id)): Path<(PersonId, PaperId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "meetings").await?;
    let mut reader = cx.read().await?;
    let paper: Paper<ServiceMeeting> = reader.paper(case, id).await?;
    if paper.line.confirmed_at.is_some() {
        return Ok(Redirect::to(&paper_path(person, id)).into_response());
    }
    let form = Form::open(
        &cx,
        edit_path(person, id),
        write(&paper.content),
        paper.line.version,
    )
    .await?;
    let corrects = paper.line.replaces.is_some();
    page(
        &cx,
        &MeetingForm::load(&cx, &mut reader, case, form, corrects).await?,
    )
}

pub(super) async fn add(cx: Cx, Path(person): Path<PersonId>, typed: Typed) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    Desk {
        cx,
        case,
        paper: None,
    }
    .receive(tx, typed)
    .await
}

pub(super) async fn change(
    cx: Cx,
    Path((person, id)): Path<(PersonId, PaperId)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper = Some(tx.paper(case.reader(), id).await?);
    Desk { cx, case, paper }.receive(tx, typed).await
}

/// One record on the desk, and the draft it is kept in where there is one.
struct Desk {
    cx: Cx,
    case: CaseEditor,
    paper: Option<Paper<ServiceMeeting>>,
}

impl Desk {
    fn action(&self) -> String {
        let person = self.case.person();
        self.paper
            .as_ref()
            .map_or_else(|| new_path(person), |paper| edit_path(person, paper.line.id))
    }

    async fn receive(self, mut tx: Tx, typed: Typed) -> Result<Response, Failure> {
        if let Some(form) = Form::rearranged(self.action(), &typed) {
            let view = self.view(&mut tx, form).await?;
            return page(&self.cx, &view);
        }
        let confirming = typed.value("_do") == "confirm";
        let meeting = match self.read(&typed, confirming) {
            Ok(meeting) => meeting,
            Err(problems) => {
                let form = Form::refused(self.action(), typed, problems);
                let view = self.view(&mut tx, form).await?;
                return refused(&self.cx, &view);
            }
        };
        self.save(tx, typed, meeting, confirming).await
    }

    fn read(&self, typed: &Typed, confirming: bool) -> Result<ServiceMeeting, Vec<Told>> {
        let mut fields = Fields::new(typed, self.cx.today());
        let meeting = read(&mut fields);
        if confirming {
            for problem in check(&meeting, self.cx.today()) {
                let (field, message) = message(problem);
                fields.tell(field, message);
            }
        }
        fields.finish(meeting)
    }

    async fn save(
        self,
        mut tx: Tx,
        typed: Typed,
        meeting: ServiceMeeting,
        confirming: bool,
    ) -> Result<Response, Failure> {
        let (person, case) = (self.case.person(), self.case);
        let (id, version) = if let Some(paper) = &self.paper {
            (paper.line.id, typed.version())
        } else {
            let cycle = crate::slices::process::newest_cycle(&mut tx, case.reader()).await?;
            (tx.add_paper(case, PaperKind::Meeting, cycle, &meeting).await?, 0)
        };
        let leads_to = if confirming {
            paper_path(person, id)
        } else {
            edit_path(person, id)
        };
        if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
            return Ok(response);
        }
        if self.paper.is_some() {
            match tx.change_paper(case, id, &meeting, version).await {
                Err(bansou_store::Failure::Stale) => return self.conflict(tx, id, typed).await,
                changed => changed?,
            }
        }
        let kind = if confirming {
            tx.confirm_paper(case, id, version + 1).await?;
            let corrects = self.paper.as_ref().and_then(|paper| paper.line.replaces);
            follow_up::make(&mut tx, case, id, corrects, &meeting).await?;
            "meeting.confirmed"
        } else {
            "meeting.saved"
        };
        tx.commit(Did::to(person, kind).subject(id.0)).await?;
        Ok(Redirect::to(&leads_to).into_response())
    }

    async fn conflict(self, mut tx: Tx, id: PaperId, typed: Typed) -> Result<Response, Failure> {
        let theirs: Paper<ServiceMeeting> = tx.paper(self.case.reader(), id).await?;
        if theirs.line.confirmed_at.is_some() {
            return Err(bansou_store::Failure::Stale.into());
        }
        let form = Form::conflict(self.action(), typed, write(&theirs.content), theirs.line.version);
        let view = self.view(&mut tx, form).await?;
        refused(&self.cx, &view)
    }

    async fn view(&self, tx: &mut Tx, form: Form) -> Result<MeetingForm, Failure> {
        let corrects = self
            .paper
            .as_ref()
            .is_some_and(|paper| paper.line.replaces.is_some());
        MeetingForm::load(&self.cx, tx, self.case.reader(), form, corrects).await
    }
}
