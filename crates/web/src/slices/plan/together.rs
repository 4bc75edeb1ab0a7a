//! The draft, large and in the person's words, to look at and write on together.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::plan::{Need, ServicePlan};
use bansou_store::journal::Did;
use bansou_store::paper::Paper;

use super::{paper_path, together_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};
use crate::week::Grid;

#[derive(Template)]
#[template(path = "slices/plan/together.html")]
struct Together {
    form: Form,
    case: CaseFrame,
    paper: Paper<ServicePlan>,
}

case_page!(Together, "わたしの計画", form);

impl Together {
    fn open(&self) -> bool {
        self.paper.line.confirmed_at.is_none()
    }

    fn path(&self) -> String {
        paper_path(self.case.person, self.paper.line.id)
    }

    fn grid(&self) -> Grid {
        Grid::of(&self.paper.content.week)
    }
}

/// Only what the person says themselves can be written here.
fn write(plan: &ServicePlan) -> Typed {
    let mut typed = Typed::default();
    typed.set("wish_person", &plan.wish_person);
    for (row, need) in plan.needs.iter().enumerate() {
        typed.set(format!("needs.{row}.need"), &need.need);
        typed.set(format!("needs.{row}.own_role"), &need.own_role);
    }
    typed
}

fn read(typed: &Typed, plan: &ServicePlan, cx: &Cx) -> Result<ServicePlan, Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let wish_person = fields.long("wish_person", "わたしの願い");
    let with_words = |(row, need): (usize, &Need)| Need {
        need: fields.long(&format!("needs.{row}.need"), "わたしがしたいこと"),
        own_role: fields.long(&format!("needs.{row}.own_role"), "わたしがすること"),
        ..need.clone()
    };
    let needs = plan.needs.iter().enumerate().map(with_words).collect();
    fields.finish(ServicePlan {
        wish_person,
        needs,
        ..plan.clone()
    })
}

pub(super) async fn get(cx: Cx, Path((person, id)): Path<(PersonId, PaperId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "plan.together").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Plan, cx.today()).await?;
    let paper = reader.paper::<ServicePlan>(case, id).await?;
    drop(reader);
    let current = write(&paper.content);
    let form = Form::open(&cx, together_path(person, id), current, paper.line.version).await?;
    let case = frame;
    page(&cx, &Together { form, case, paper })
}

pub(super) async fn post(
    cx: Cx,
    Path((person, id)): Path<(PersonId, PaperId)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper = tx.paper::<ServicePlan>(case.reader(), id).await?;
    let frame = CaseFrame::load(&mut tx, case.reader(), Tab::Plan, cx.today()).await?;
    let action = together_path(person, id);
    let plan = match read(&typed, &paper.content, &cx) {
        Ok(plan) => plan,
        Err(problems) => {
            drop(tx);
            let form = Form::refused(action, typed, problems);
            let case = frame;
            return refused(&cx, &Together { form, case, paper });
        }
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &action).await? {
        return Ok(response);
    }
    match tx.change_paper(case, id, &plan, typed.version()).await {
        Ok(()) => {}
        Err(bansou_store::Failure::Stale) => {
            drop(tx);
            let form = Form::conflict(action, typed, write(&paper.content), paper.line.version);
            let case = frame;
            return refused(&cx, &Together { form, case, paper });
        }
        Err(failure) => return Err(failure.into()),
    }
    tx.commit(Did::to(person, "plan.changed").subject(id.0)).await?;
    Ok(Redirect::to(&action).into_response())
}
