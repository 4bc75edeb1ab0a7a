//! The tasks of a case: what is open first, then what is done.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::id::PersonId;
use bansou_domain::room::Purpose;

use super::Row;
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::slices::{meetings, rooms};

#[derive(Template)]
#[template(path = "slices/tasks/list.html")]
struct List {
    case: CaseFrame,
    open: Vec<Row>,
    done: Vec<Row>,
    meetings: String,
    ask: String,
}

case_page!(List, "宿題");

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "tasks").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Meetings, cx.today()).await?;
    let tasks = reader.tasks(case).await?;
    let parties = reader.task_parties(case).await?;
    let listed = reader.task_owners(case).await?;
    drop(reader);
    let (done, open): (Vec<_>, Vec<_>) = tasks.into_iter().partition(|task| task.done.is_some());
    let rows = |tasks: Vec<_>| {
        tasks
            .into_iter()
            .map(|task| {
                let row = Row::new(person, task, cx.today());
                row.asking(person, &parties).among(&listed)
            })
            .collect()
    };
    let view = List {
        case: frame,
        open: rows(open),
        done: rows(done),
        meetings: meetings::path(person),
        ask: rooms::ask_path(person, Purpose::Tasks),
    };
    page(&cx, &view)
}
