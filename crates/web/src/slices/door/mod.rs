//! 外からの入口: what a party without an account sees. A link shows who asks; its code opens the party's own page.
//!
//! Nothing here can name a person, an address or another party: handlers hold a [`crate::guest::GuestCx`] alone.

mod answer;
mod dates;
mod desk;
mod handed;
mod hearing;
mod knock;
mod opinions;
mod papers;
mod plan;
mod questions;
mod show;
mod tasks;
#[cfg(test)]
mod tests;
mod together;
mod words;

use axum::routing::{get, post};
use bansou_domain::easy::Furigana;

use bansou_domain::room::{Answer, Ask, OwnGoal, PlanGoal, Question, TaskView};

pub(crate) use dates::{field as mark_field, span};
pub(crate) use desk::{GoalLine, OWN_PLAN, PARTS, need_paper, write as write_goals};
pub(crate) use hearing::Line as HeardLine;
pub(crate) use knock::code_hash;
pub(crate) use opinions::{Sent, field as topic_field, read_files, receive};
pub(crate) use questions::Line as QuestionLine;
pub(crate) use show::EVENT_TITLE;
pub(crate) use tasks::{Line as TaskLine, read_one as read_task, write as write_tasks};
pub(crate) use together::mailed_code_hash;
pub(crate) use words::{QUESTIONS_ON_PAPER, QUESTIONS_PASSES};

use crate::easy::{Easy, easy};
use crate::form::{Fields, Typed};
use crate::routes::Routes;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .open("/r/{link}", get(knock::get).post(knock::post))
        .guest("/room/{party}", get(show::get).post(answer::post))
        .open("/together", get(together::list).post(together::end))
        .open("/together/{key}", get(together::knock).post(together::open))
        .open("/together/room/{party}", post(together::enter))
        .guest("/room/{party}/together", get(show::nothing).post(together::ask))
        .guest("/room/{party}/go", get(show::nothing).post(desk::go))
        .guest("/room/{party}/paper.pdf", get(handed::get).post(show::nothing))
        .guest("/room/{party}/event.ics", get(show::event).post(show::nothing))
}

/// What a link is, below the address of the server.
pub(crate) fn link_path(link: &str) -> String {
    format!("/r/{link}")
}

/// What every page out here carries.
struct Top {
    assets: String,
    office: String,
    tel: String,
    /// How many readings are shown; nothing for those who read the office's words.
    furigana: Option<Furigana>,
    /// The page itself, for the choice of readings.
    here: String,
    together: Offer,
}

/// まとめて見る, as a page offers it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Offer {
    /// Not at all.
    No,
    /// As a button.
    Button,
    /// The mail was asked for.
    Asked,
}

impl Top {
    fn easy(&self) -> bool {
        self.furigana.is_some()
    }

    fn offers(&self) -> bool {
        self.together == Offer::Button
    }

    fn asked(&self) -> bool {
        self.together == Offer::Asked
    }

    /// An easy text with the readings that are wanted.
    fn say(&self, text: &str) -> Easy {
        easy(text, self.furigana.unwrap_or(Furigana::None))
    }
}

/// The readings a query asks for; the hard words have theirs unless somebody chose otherwise.
fn furigana(reads_easy: bool, query: &str) -> Option<Furigana> {
    let chosen = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "f");
    let chosen = chosen.and_then(|(_, value)| Furigana::from_code(&value));
    reads_easy.then(|| chosen.unwrap_or(Furigana::Some))
}

/// An answer as the fields of its form, outside and in the office alike.
pub(crate) fn write(answer: &Answer, typed: &mut Typed) {
    match answer {
        Answer::Dates(answer) => dates::write(answer, typed),
        Answer::Opinions(answer) => opinions::write(answer, typed),
        Answer::Plan(answer) => plan::write(answer, typed),
        // What was said of a task stands with the task.
        Answer::Tasks(_) | Answer::Month(_) | Answer::OwnPlan(_) => {}
        Answer::Goals(answer) => desk::write(answer, typed),
        Answer::Receipt(answer) => papers::write(answer, typed),
        Answer::Questions(answer) => questions::write(answer, typed),
        Answer::Hearing(answer) => hearing::write(answer, typed),
    }
}

/// What a party is asked about besides the question itself.
#[derive(Clone, Copy, Default)]
pub(crate) struct Own<'o> {
    /// Its own open tasks.
    pub(crate) tasks: &'o [TaskView],
    /// The questions it is asked beforehand.
    pub(crate) questions: &'o [Question],
    /// The goals of the plan it is shown.
    pub(crate) goals: &'o [PlanGoal],
    /// The goals that are its own, where it is asked about them.
    pub(crate) heard: &'o [OwnGoal],
    /// The part of the page whose button was pressed.
    pub(crate) part: &'o str,
}

/// Reads the answer to a question; everything that is wrong is told at its field.
pub(crate) fn read(fields: &mut Fields<'_>, ask: &Ask, own: &Own<'_>) -> Answer {
    match ask {
        Ask::Dates(ask) => Answer::Dates(dates::read(fields, ask)),
        Ask::Opinions(ask) => Answer::Opinions(opinions::read(fields, ask)),
        Ask::Plan(_) => Answer::Plan(plan::read(fields)),
        Ask::Tasks(_) => Answer::Tasks(tasks::read(fields, own.tasks)),
        Ask::Desk(_) => desk::read(fields, own),
        Ask::Hearing(_) => Answer::Hearing(hearing::read(fields, own.heard)),
        Ask::Papers(_) | Ask::Minutes(_) | Ask::Report(_) => Answer::Receipt(papers::read(fields)),
        Ask::Questions(_) => Answer::Questions(questions::read(fields, own.questions)),
    }
}
