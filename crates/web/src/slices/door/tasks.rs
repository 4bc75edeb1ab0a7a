//! The party's own tasks, with what it says of each.

use askama::Template;
use bansou_domain::calendar::wareki;
use bansou_domain::easy::Furigana;
use bansou_domain::id::TaskId;
use bansou_domain::room::{
    Ask, Purpose, TaskProblem, TaskSaid, TaskState, TaskView, TasksAnswer, check_said,
};
use bansou_store::room::guest::{GuestRoom, Shown};

use super::{Top, words};
use crate::failure::Failure;
use crate::form::{Fields, Form, Typed, time_in_japan};
use crate::guest::GuestCx;

#[derive(Template)]
#[template(path = "slices/door/tasks.html")]
#[expect(
    clippy::struct_field_names,
    reason = "templates read what a page is made of by its name"
)]
struct Tasks {
    top: Top,
    name: String,
    occasion: String,
    reply_by: String,
    until: String,
    tasks: Vec<Line>,
    form: Form,
    sent: bool,
    answered: String,
}

/// One task with the names of its fields.
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) due: String,
    pub(crate) decided: String,
    pub(crate) state: String,
    pub(crate) words: String,
    pub(crate) wanted: String,
}

impl Line {
    pub(crate) fn of(task: &TaskView) -> Self {
        Self {
            what: task.what.clone(),
            due: task.due.map(wareki::format_with_weekday).unwrap_or_default(),
            decided: task.decided_on.map(wareki::format).unwrap_or_default(),
            state: field("state", task.id),
            words: field("words", task.id),
            wanted: field("wanted", task.id),
        }
    }
}

fn field(what: &str, task: TaskId) -> String {
    format!("{what}.{task}")
}

pub(super) fn render(
    cx: &GuestCx,
    top: Top,
    room: GuestRoom,
    form: Form,
    sent: bool,
) -> Result<String, Failure> {
    let (Ask::Tasks(ask), Shown::Tasks(tasks)) = (room.ask, room.shown) else {
        return Err(bansou_store::Failure::NotFound.into());
    };
    let page = Tasks {
        name: cx.guest.name().to_owned(),
        occasion: ask.occasion,
        reply_by: ask.reply_by.map(wareki::format_with_weekday).unwrap_or_default(),
        until: wareki::format_with_weekday(room.until),
        tasks: tasks.iter().map(Line::of).collect(),
        answered: room.own.map(|(_, at)| time_in_japan(&at)).unwrap_or_default(),
        top,
        form,
        sent,
    };
    Ok(page.render()?)
}

/// What was said of the tasks that are still open, as the fields of the form.
pub(crate) fn write(tasks: &[TaskView], typed: &mut Typed) {
    for said in tasks.iter().filter_map(|task| task.said.as_ref()) {
        typed.set(field("state", said.task), said.state.code());
        typed.set(field("words", said.task), &said.words);
        let wanted = said.wanted.map(|day| day.to_string());
        typed.set(field("wanted", said.task), wanted.unwrap_or_default());
    }
}

/// Reads what is said of each task; something has to be said of one of them.
pub(super) fn read(fields: &mut Fields<'_>, tasks: &[TaskView]) -> TasksAnswer {
    let said: Vec<TaskSaid> = tasks
        .iter()
        .filter_map(|task| read_one(fields, task.id))
        .collect();
    if let (true, Some(first)) = (said.is_empty(), tasks.first()) {
        let first = field("state", first.id);
        if fields.problem_free(&first) {
            fields.tell(first, "宿題のどれかひとつに、ようすをえらんでください。");
        }
    }
    TasksAnswer { said }
}

/// Reads what is said of one task.
pub(crate) fn read_one(fields: &mut Fields<'_>, task: TaskId) -> Option<TaskSaid> {
    let at = |what: &str| field(what, task);
    let state = fields.choice(&at("state"), "ようす", TaskState::from_code);
    let words = fields.line(&at("words"), "ひとこと");
    let wanted = fields.day(&at("wanted"), "いつまでにしたいか");
    if let Some(problem) = check_said(state, &words, wanted, fields.today()) {
        let (what, message) = message(problem);
        if fields.problem_free(&at(what)) {
            fields.tell(at(what), message);
        }
    }
    state.map(|state| TaskSaid {
        task,
        state,
        words,
        wanted: wanted.filter(|_| state == TaskState::Later),
    })
}

fn message(problem: TaskProblem) -> (&'static str, &'static str) {
    match problem {
        TaskProblem::StateMissing => ("state", "「ようす」をえらんでください。"),
        TaskProblem::DayMissing => ("wanted", "いつまでにしたいか、日にちを入れてください。"),
        TaskProblem::DayPast => ("wanted", "今日からあとの日にちを入れてください。"),
    }
}
