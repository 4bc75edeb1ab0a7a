//! 宿題: what meetings decided, with who does it and until when, until it is done.

mod finish;
mod list;

use axum::routing::{get, post};
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PersonId, TaskId};
use bansou_domain::task::{OwnerSide, Standing, standing};
use bansou_store::task::TaskRecord;
use jiff::civil::Date;

use crate::form::{Form, Typed};
use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/tasks", get(list::get))
        .staff("/c/{person}/tasks/{task}/done", post(finish::done))
        .staff("/c/{person}/tasks/{task}/undo", post(finish::undo))
}

/// The tasks of a case.
pub(crate) fn path(person: PersonId) -> String {
    format!("/c/{person}/tasks")
}

fn task_path(person: PersonId, task: TaskId, verb: &str) -> String {
    format!("/c/{person}/tasks/{task}/{verb}")
}

/// One task as lists show it, with the button that finishes it or takes that back.
pub(crate) struct Row {
    pub(crate) who: String,
    pub(crate) what: String,
    /// Whether the office itself does it.
    pub(crate) own: bool,
    pub(crate) due: String,
    pub(crate) state: &'static str,
    pub(crate) word: String,
    pub(crate) done: String,
    pub(crate) form: Form,
}

impl Row {
    pub(crate) fn new(person: PersonId, record: TaskRecord, today: Date) -> Self {
        let TaskRecord { task, done, .. } = record;
        let (state, word) = match standing(task.due, done.as_ref().map(|done| done.on), today) {
            Standing::Done => ("done", "済".to_owned()),
            Standing::Late(days) => ("late", format!("{days}日すぎ")),
            Standing::Open(days) => ("todo", format!("あと{days}日")),
            Standing::Undated => ("todo", "まだ".to_owned()),
        };
        let verb = if done.is_some() { "undo" } else { "done" };
        let mut form = Form::blank(task_path(person, record.id, verb), Typed::default());
        form.version = record.version;
        let said = done.map(|done| {
            let by = if done.by.is_empty() {
                String::new()
            } else {
                format!("　{} 記", done.by)
            };
            format!("{} {}{by}", wareki::short(done.on), done.means.label())
        });
        Self {
            who: task.who,
            what: task.what,
            own: task.side == OwnerSide::Office,
            due: task.due.map(wareki::short).unwrap_or_default(),
            state,
            word,
            done: said.unwrap_or_default(),
            form,
        }
    }
}
