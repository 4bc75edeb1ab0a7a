//! The editor of a draft or a plan, in the order of the paper.

use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_domain::plan::ServicePlan;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::journal::Did;
use bansou_store::paper::{Paper, PaperLine};

use super::agreed::{self, Agreed};
use super::fields::{read, read_to_confirm, write};
use super::source::Source;
use super::wording::{Asked, asked};
use super::{edit_path, paper_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Form, Typed, accept, time_in_japan};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{Menu, View, page, refused};
use crate::week;

#[derive(Template)]
#[template(path = "slices/plan/edit.html")]
pub(super) struct Editor {
    form: Form,
    case: CaseFrame,
    paper: PaperLine,
    source: Source,
    asked: Vec<Asked>,
    agreed: Vec<Agreed>,
    loose: Vec<String>,
}

#[derive(Template)]
#[template(path = "slices/plan/asks.html")]
struct Asks {
    words: Vec<&'static str>,
}

impl HtmlSafe for Asks {}

impl View for Editor {
    fn title(&self) -> String {
        format!("{}を書く — {}さん", self.paper.kind.label(), self.case.name)
    }

    fn menu(&self) -> Menu {
        Menu::People
    }

    fn case(&self) -> Option<&CaseFrame> {
        Some(&self.case)
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }

    fn wide(&self) -> bool {
        true
    }

    fn scripts(&self) -> &'static [&'static str] {
        &["week.js", "plan.js"]
    }
}

impl Editor {
    async fn new(
        cx: &Cx,
        reader: &mut Reader,
        case: CaseReader,
        paper: PaperLine,
        form: Form,
    ) -> Result<Self, Failure> {
        let frame = CaseFrame::load(reader, case, Tab::Plan, cx.today()).await?;
        let source = Source::load(reader, case).await?;
        let (agreed, loose) = agreed::open(reader, case, &form.typed).await?;
        let asked = match read(&form.typed, cx.today()) {
            Ok(read) if form.problems.is_empty() => asked(&read, paper.cycle > 1),
            _ => Vec::new(),
        };
        Ok(Self {
            form,
            case: frame,
            paper,
            source,
            asked,
            agreed,
            loose,
        })
    }

    fn is_draft(&self) -> bool {
        self.paper.kind == PaperKind::DraftPlan
    }

    /// What may be asked beside a field.
    fn ask(&self, field: impl AsRef<str>) -> Asks {
        let here = self.asked.iter().filter(|asked| asked.field == field.as_ref());
        Asks {
            words: here.map(|asked| asked.words).collect(),
        }
    }

    /// The place of a row, counted from 1, as priorities are.
    fn place(&self, row: &str) -> usize {
        let rows = self.form.rows("needs", 1);
        let here = rows.iter().position(|found| found.to_string() == row);
        here.map_or(rows.len() + 1, |place| place + 1)
    }

    fn saved_at(&self) -> String {
        time_in_japan(&self.paper.written_at)
    }
}

pub(super) async fn get(cx: Cx, Path((person, id)): Path<(PersonId, PaperId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "plan.edit").await?;
    let mut reader = cx.read().await?;
    let paper = reader.paper::<ServicePlan>(case, id).await?;
    drop(reader);
    if paper.line.confirmed_at.is_some() {
        return Ok(Redirect::to(&paper_path(person, id)).into_response());
    }
    let current = write(&paper.content);
    let form = Form::open(&cx, edit_path(person, id), current, paper.line.version).await?;
    let mut reader = cx.read().await?;
    let view = Editor::new(&cx, &mut reader, case, paper.line, form).await?;
    drop(reader);
    page(&cx, &view)
}

pub(super) async fn post(
    cx: Cx,
    Path((person, id)): Path<(PersonId, PaperId)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let paper = tx.paper::<ServicePlan>(case.reader(), id).await?;
    let action = edit_path(person, id);
    if let Some(form) = only_the_form(&mut tx, case.reader(), &paper, &typed).await? {
        let view = Editor::new(&cx, &mut tx, case.reader(), paper.line, form).await?;
        drop(tx);
        return page(&cx, &view);
    }
    let confirming = typed.has("_confirm");
    let found = if confirming {
        read_to_confirm(&typed, paper.line.kind, cx.today())
    } else {
        read(&typed, cx.today())
    };
    let plan = match found {
        Ok(read) => ServicePlan {
            drawn_from: paper.content.drawn_from,
            ..read.plan
        },
        Err(problems) => {
            let form = Form::refused(action, typed, problems);
            let view = Editor::new(&cx, &mut tx, case.reader(), paper.line, form).await?;
            drop(tx);
            return refused(&cx, &view);
        }
    };
    let leads_to = if confirming {
        paper_path(person, id)
    } else {
        action.clone()
    };
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    match tx.change_paper(case, id, &plan, typed.version()).await {
        Ok(()) => {}
        Err(bansou_store::Failure::Stale) => {
            let form = Form::conflict(action, typed, write(&paper.content), paper.line.version);
            let view = Editor::new(&cx, &mut tx, case.reader(), paper.line, form).await?;
            drop(tx);
            return refused(&cx, &view);
        }
        Err(failure) => return Err(failure.into()),
    }
    let mut did = Did::to(person, "plan.changed").subject(id.0);
    if confirming {
        tx.confirm_paper(case, id, typed.version() + 1).await?;
        did = Did::to(person, "plan.confirmed").subject(id.0);
    }
    tx.commit(did).await?;
    Ok(Redirect::to(&leads_to).into_response())
}

/// The form again, where a button was pressed that changes the form and saves nothing.
async fn only_the_form(
    reader: &mut Reader,
    case: CaseReader,
    paper: &Paper<ServicePlan>,
    typed: &Typed,
) -> Result<Option<Form>, Failure> {
    let action = edit_path(case.person(), paper.line.id);
    if typed.has("_take_agreed") {
        let mut typed = typed.clone();
        agreed::take(reader, case, &mut typed).await?;
        return Ok(Some(Form::again(action, typed)));
    }
    if !typed.has("_copy_week") {
        return Ok(Form::rearranged(action, typed));
    }
    let source = Source::load(reader, case).await?;
    let mut typed = typed.clone();
    if let Some(now) = &source.week {
        typed.remove_part("week");
        week::write(&mut typed, "", now);
    }
    Ok(Some(Form::again(action, typed)))
}
