//! What the owner of a task told a worker: by telephone, by fax, at a visit.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::id::{PersonId, TaskId};
use bansou_domain::room::{AnswerMeans, TaskSaid, TaskState, TaskView};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::journal::Did;
use bansou_store::task::{SaidBy, TaskRecord};

use super::{path, task_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page, refused};
use crate::slices::door::{TaskLine, read_task};
use crate::slices::rooms::{BY_HAND, by_hand};

#[derive(Template)]
#[template(path = "slices/tasks/words.html")]
struct Words {
    case: CaseFrame,
    form: Form,
    line: TaskLine,
    who: String,
    back: String,
}

case_page!(Words, "宿題のようす", form);

async fn open(reader: &mut Reader, case: CaseReader, id: TaskId) -> Result<TaskRecord, Failure> {
    let tasks = reader.open_tasks(case).await?;
    let found = tasks.into_iter().find(|task| task.id == id);
    Ok(found.ok_or(bansou_store::Failure::NotFound)?)
}

async fn sheet(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    id: TaskId,
    form: Form,
) -> Result<Words, Failure> {
    let record = open(reader, case, id).await?;
    let shown = TaskView {
        id,
        what: record.task.what,
        due: record.task.due,
        decided_on: record.decided_on,
        said: None,
    };
    Ok(Words {
        case: CaseFrame::load(reader, case, Tab::Meetings, cx.today()).await?,
        form,
        line: TaskLine::of(&shown),
        who: record.task.who,
        back: path(case.person()),
    })
}

pub(super) async fn get(cx: Cx, Path((person, id)): Path<(PersonId, TaskId)>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "tasks").await?;
    let mut reader = cx.read().await?;
    let form = Form::open(&cx, task_path(person, id, "words"), Typed::default(), 0).await?;
    let view = sheet(&cx, &mut reader, case, id, form).await?;
    page(&cx, &view)
}

pub(super) async fn post(
    cx: Cx,
    Path((person, id)): Path<(PersonId, TaskId)>,
    typed: Typed,
) -> Result<Response, Failure> {
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, person).await?;
    let record = open(&mut tx, case.reader(), id).await?;
    let (means, said) = match read(&cx, &typed, id) {
        Ok(read) => read,
        Err(problems) => {
            let form = Form::refused(task_path(person, id, "words"), typed, problems);
            let view = sheet(&cx, &mut tx, case.reader(), id, form).await?;
            return refused(&cx, &view);
        }
    };
    let leads_to = path(person);
    if let Accepted::Before(response) = accept(&mut tx, &typed, &leads_to).await? {
        return Ok(response);
    }
    let by = SaidBy {
        name: &record.task.who,
        means,
        party: None,
    };
    tx.say_of_task(case, &said, &by).await?;
    let did = Did::to(person, "task.words_entered").subject(id.0);
    tx.commit(did.detail(means.label())).await?;
    Ok(Redirect::to(&leads_to).into_response())
}

fn read(cx: &Cx, typed: &Typed, id: TaskId) -> Result<(AnswerMeans, TaskSaid), Vec<Told>> {
    let mut fields = Fields::new(typed, cx.today());
    let means = fields.required_choice("means", "届きかた", by_hand);
    let said = read_task(&mut fields, id);
    let state = format!("state.{id}");
    if said.is_none() && fields.problem_free(&state) {
        fields.tell(state, "「ようす」をえらんでください。");
    }
    let said = said.unwrap_or(TaskSaid {
        task: id,
        state: TaskState::Doing,
        words: String::new(),
        wanted: None,
    });
    fields.finish((means.unwrap_or(AnswerMeans::Phone), said))
}
