//! 宿題のおたずね. What one party took on at a meeting, and what it says of it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Problem, Veil};
use crate::choice;
use crate::id::TaskId;

choice! {
    /// 宿題のようす. How far a task has come, as its owner says.
    pub enum TaskState {
        /// 済んだ.
        Done = "done", "済みました";
        /// とりかかっている.
        Doing = "doing", "とりかかっています";
        /// ほかの日にしたい.
        Later = "later", "期限をのばしたい";
    }
}

/// 宿題のおたずね. Which tasks a party is asked about follows from whose they are, not from the question.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TasksAsk {
    /// 何のためか. In words every party may read.
    pub occasion: String,
    /// 返事の期限.
    pub reply_by: Option<Date>,
}

/// 一つの宿題への返事.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskSaid {
    /// 宿題.
    pub task: TaskId,
    /// ようす.
    pub state: TaskState,
    /// ひとこと.
    pub words: String,
    /// のばしたい日.
    pub wanted: Option<Date>,
}

/// 宿題への返事. One for each task something was said of.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TasksAnswer {
    /// 返事.
    pub said: Vec<TaskSaid>,
}

/// 相手の見る宿題. One of its own that is not done; nobody else's can stand here.
#[derive(Clone, PartialEq, Eq)]
pub struct TaskView {
    /// The key.
    pub id: TaskId,
    /// 何を.
    pub what: String,
    /// いつまでに.
    pub due: Option<Date>,
    /// 決まった会議の日.
    pub decided_on: Option<Date>,
    /// What the party itself said of it last.
    pub said: Option<TaskSaid>,
}

/// One thing wrong with what was said of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskProblem {
    /// Words or a day without saying how far it has come.
    StateMissing,
    /// A later day is wanted, and it is not said which.
    DayMissing,
    /// The day that is wanted has passed.
    DayPast,
}

impl TaskView {
    /// The task with what is hidden taken out of its words.
    #[must_use]
    pub fn behind(mut self, veil: &Veil) -> Self {
        self.what = veil.over(&self.what);
        self.said = self.said.map(|said| said.behind(veil));
        self
    }
}

impl TaskSaid {
    /// What was said, with what is hidden taken out.
    #[must_use]
    pub fn behind(mut self, veil: &Veil) -> Self {
        self.words = veil.over(&self.words);
        self
    }
}

/// Checks what is asked. Every problem is returned.
#[must_use]
pub fn check_tasks(ask: &TasksAsk) -> Vec<Problem> {
    if ask.occasion.trim().is_empty() {
        vec![Problem::WordsMissing]
    } else {
        Vec::new()
    }
}

/// Checks what is said of one task.
#[must_use]
pub fn check_said(
    state: Option<TaskState>,
    words: &str,
    wanted: Option<Date>,
    today: Date,
) -> Option<TaskProblem> {
    match (state, wanted) {
        (None, Some(_)) => Some(TaskProblem::StateMissing),
        (None, None) if !words.trim().is_empty() => Some(TaskProblem::StateMissing),
        (Some(TaskState::Later), None) => Some(TaskProblem::DayMissing),
        (Some(TaskState::Later), Some(day)) if day < today => Some(TaskProblem::DayPast),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_later_day_is_named_and_words_say_how_far_it_has_come() {
        let today = date(2026, 11, 20);
        let check = |state, words, wanted| check_said(state, words, wanted, today);
        assert_eq!(check(None, "", None), None, "nothing has to be said of a task");
        assert_eq!(check(None, "電話した", None), Some(TaskProblem::StateMissing));
        assert_eq!(
            check(None, "", Some(date(2026, 12, 1))),
            Some(TaskProblem::StateMissing)
        );
        let later = Some(TaskState::Later);
        assert_eq!(check(later, "", None), Some(TaskProblem::DayMissing));
        assert_eq!(
            check(later, "", Some(date(2026, 11, 19))),
            Some(TaskProblem::DayPast)
        );
        assert_eq!(check(later, "", Some(today)), None);
        assert_eq!(check(Some(TaskState::Done), "", None), None);
    }
}
