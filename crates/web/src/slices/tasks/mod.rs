//! 宿題: what meetings decided, with who does it and until when, until it is done.

mod bind;
mod finish;
mod list;
mod words;

use axum::routing::{get, post};
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PersonId, TaskId};
use bansou_domain::room::TaskState;
use bansou_domain::task::{Listed, Owner, OwnerSide, Standing, standing};
use bansou_store::room::TaskParty;
use bansou_store::task::{TaskRecord, TaskWord};
use jiff::civil::Date;

use crate::form::{Form, Typed, time_in_japan};
use crate::routes::Routes;
use crate::slices::rooms;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .staff("/c/{person}/tasks", get(list::get))
        .staff("/c/{person}/tasks/{task}/done", post(finish::done))
        .staff("/c/{person}/tasks/{task}/undo", post(finish::undo))
        .staff("/c/{person}/tasks/{task}/due", post(finish::due))
        .staff("/c/{person}/tasks/{task}/owner", post(bind::post))
        .staff(
            "/c/{person}/tasks/{task}/words",
            get(words::get).post(words::post),
        )
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
    pub(crate) tag: String,
    pub(crate) done: String,
    pub(crate) form: Form,
    /// What its owner said of it last.
    pub(crate) word: Option<Word>,
    /// Where what the owner tells the office is written down; empty for a task that is done.
    pub(crate) say: String,
    /// Where a reminder to the owner is noted, with when the last one was; where the list offers that.
    pub(crate) remind: Option<(Form, String)>,
    /// Where a room is opened for an owner nobody has asked yet; empty otherwise.
    pub(crate) ask: String,
    /// Whose it is, where somebody around the person is bound to it.
    owner: Option<Owner>,
    /// How its owner is called now, where that is not what the record says.
    pub(crate) now_called: String,
    /// Where it is said whose it is, with those around the person, for words that name nobody.
    pub(crate) bind: Option<(Form, Vec<(String, String)>)>,
}

/// 宿題への言葉, as a list shows it.
pub(crate) struct Word {
    /// ようす and ひとこと.
    pub(crate) said: String,
    /// Who, when and by what.
    pub(crate) source: String,
    /// The button that gives the task the day that is wanted.
    pub(crate) accept: Option<(String, Form)>,
}

/// What was said and how the office knows.
pub(crate) fn source(word: &TaskWord) -> String {
    let entered = match word.entered_by.as_str() {
        "" => String::new(),
        who => format!("（{who}が書きこみ）"),
    };
    format!(
        "{}　{} {}{entered}",
        word.said_by,
        time_in_japan(&word.recorded_at),
        word.means.label()
    )
}

fn said(word: &TaskWord) -> String {
    let day = word.wanted.map(wareki::short);
    let day = day.map(|day| format!("（{day}まで）")).unwrap_or_default();
    let words = match word.words.as_str() {
        "" => String::new(),
        words => format!("「{words}」"),
    };
    format!("{}{day}{words}", word.state.label())
}

impl Word {
    fn of(person: PersonId, record: &TaskRecord) -> Option<Self> {
        let word = record.word.as_ref()?;
        let wanted = word.wanted.filter(|day| {
            word.state == TaskState::Later && record.done.is_none() && record.task.due != Some(*day)
        });
        let accept = wanted.map(|day| {
            let mut typed = Typed::default();
            typed.set("due", day.to_string());
            let mut form = Form::blank(task_path(person, record.id, "due"), typed);
            form.version = record.version;
            (wareki::short(day), form)
        });
        Some(Self {
            said: said(word),
            source: source(word),
            accept,
        })
    }
}

impl Row {
    pub(crate) fn new(person: PersonId, record: TaskRecord, today: Date) -> Self {
        let word = Word::of(person, &record);
        let say = match record.done {
            None => task_path(person, record.id, "words"),
            Some(_) => String::new(),
        };
        let TaskRecord { task, done, .. } = record;
        let (state, tag) = match standing(task.due, done.as_ref().map(|done| done.on), today) {
            Standing::Done => ("done", "済".to_owned()),
            Standing::Late(days) => ("late", format!("{days}日すぎ")),
            Standing::Open(days) => ("todo", format!("あと{days}日")),
            Standing::Undated => ("todo", "まだ".to_owned()),
        };
        let verb = if done.is_some() { "undo" } else { "done" };
        let mut form = Form::blank(task_path(person, record.id, verb), Typed::default());
        form.version = record.version;
        let finished = done.map(|done| {
            let by = if done.by.is_empty() {
                String::new()
            } else {
                format!("　{} 記", done.by)
            };
            format!("{} {}{by}", wareki::short(done.on), done.means.label())
        });
        Self {
            who: task.who,
            owner: task.owner,
            now_called: String::new(),
            bind: None,
            what: task.what,
            own: task.side == OwnerSide::Office,
            due: task.due.map(wareki::short).unwrap_or_default(),
            state,
            tag,
            done: finished.unwrap_or_default(),
            form,
            word,
            say,
            remind: None,
            ask: String::new(),
        }
    }

    /// Whether what its owner tells the office can be written down.
    pub(crate) fn told(&self) -> bool {
        !self.own && !self.say.is_empty()
    }

    /// Whether there is more to press than the button that finishes it.
    pub(crate) fn offers(&self) -> bool {
        let accept = self.word.as_ref().is_some_and(|word| word.accept.is_some());
        accept || self.told() || self.remind.is_some() || !self.ask.is_empty() || self.bind.is_some()
    }

    /// Offers a way to ask the owner of an open task outside the office.
    pub(crate) fn asking(mut self, person: PersonId, parties: &[TaskParty]) -> Self {
        if self.own || self.say.is_empty() || self.who.is_empty() {
            return self;
        }
        let shown = |party: &&TaskParty| match self.owner {
            Some(owner) => party.bound_to == Some(owner.code()),
            None => party.bound_to.is_none() && party.owner == self.who,
        };
        if let Some(party) = parties.iter().find(shown) {
            let form = Form::blank(rooms::remind_path(person, party), Typed::default());
            let last = party.reminded_at.as_deref().map(time_in_japan);
            self.remind = Some((form, last.unwrap_or_default()));
        } else {
            let owner = self.owner.map_or_else(|| self.who.clone(), Owner::code);
            self.ask = rooms::ask_owner_path(person, &owner);
        }
        self
    }

    /// With how its owner is called now; where the words of the record name nobody, with those it may belong to.
    pub(crate) fn among(mut self, listed: &[Listed]) -> Self {
        if let Some(owner) = self.owner {
            let called = listed.iter().find(|known| known.owner == owner);
            let other = called.filter(|known| !known.is_called(&self.who));
            self.now_called = other.map(|known| known.name.clone()).unwrap_or_default();
        } else if !self.say.is_empty() && !self.own {
            let mut form = Form::blank(self.say.replace("/words", "/owner"), Typed::default());
            form.version = self.form.version;
            let mut choices: Vec<(String, String)> = Vec::new();
            for known in listed {
                let code = known.owner.code();
                if choices.iter().all(|(found, _)| *found != code) {
                    choices.push((code, known.name.clone()));
                }
            }
            self.bind = Some((form, choices));
        }
        self
    }
}
