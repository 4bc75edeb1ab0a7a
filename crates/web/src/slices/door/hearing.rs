//! モニタリングの聞き取り: the party's own goals of the plan, with what it says of each.

use askama::Template;
use bansou_domain::calendar::wareki;
use bansou_domain::easy::Furigana;
use bansou_domain::room::{AsPlanned, GoalHeard, HearingAnswer, OwnGoal, Purpose};
use bansou_store::room::guest::{GuestRoom, Shown};

use super::{Top, words};
use crate::failure::Failure;
use crate::form::{Fields, Form, Typed, time_in_japan};
use crate::guest::GuestCx;

#[derive(Template)]
#[template(path = "slices/door/hearing.html")]
struct Hearing {
    top: Top,
    name: String,
    occasion: String,
    reply_by: String,
    until: String,
    /// `None` where consent to show them has ended.
    goals: Option<Vec<Line>>,
    form: Form,
    sent: bool,
    answered: String,
}

/// One goal with the names of its fields.
pub(crate) struct Line {
    pub(crate) goal: OwnGoal,
    pub(crate) as_planned: String,
    pub(crate) progress: String,
    pub(crate) concerns: String,
    pub(crate) wishes: String,
}

impl Line {
    pub(crate) fn of(goal: OwnGoal) -> Self {
        let place = goal.place;
        Self {
            as_planned: field("as_planned", place),
            progress: field("progress", place),
            concerns: field("concerns", place),
            wishes: field("wishes", place),
            goal,
        }
    }
}

fn field(what: &str, place: usize) -> String {
    format!("{what}.{place}")
}

pub(super) fn render(
    cx: &GuestCx,
    top: Top,
    room: GuestRoom,
    form: Form,
    sent: bool,
) -> Result<String, Failure> {
    let goals = match room.shown {
        Shown::Goals(goals) => Some(goals.into_iter().map(Line::of).collect()),
        _ => None,
    };
    let reply_by = room.ask.reply_by();
    let page = Hearing {
        name: cx.guest.name().to_owned(),
        occasion: room.ask.occasion().to_owned(),
        reply_by: reply_by.map(wareki::format_with_weekday).unwrap_or_default(),
        until: wareki::format_with_weekday(room.until),
        goals,
        answered: room.own.map(|(_, at)| time_in_japan(&at)).unwrap_or_default(),
        top,
        form,
        sent,
    };
    Ok(page.render()?)
}

/// What was said, as the fields of the form.
pub(super) fn write(answer: &HearingAnswer, typed: &mut Typed) {
    typed.set("by", &answer.by);
    for heard in &answer.said {
        let place = heard.place;
        let as_planned = heard.as_planned.map_or("", AsPlanned::code);
        typed.set(field("as_planned", place), as_planned);
        typed.set(field("progress", place), &heard.progress);
        typed.set(field("concerns", place), &heard.concerns);
        typed.set(field("wishes", place), &heard.wishes);
    }
}

/// Reads what is said of each goal; something has to be said of one of them.
pub(super) fn read(fields: &mut Fields<'_>, goals: &[OwnGoal]) -> HearingAnswer {
    let said: Vec<GoalHeard> = goals
        .iter()
        .map(|goal| read_one(fields, goal.place))
        .filter(|heard| !heard.is_empty())
        .collect();
    if goals.is_empty() {
        fields.tell("by", "いま、おたずねする目標を出せません。お電話ください。");
    }
    if let (true, Some(first)) = (said.is_empty(), goals.first()) {
        let first = field("as_planned", first.place);
        if fields.problem_free(&first) {
            fields.tell(
                first,
                "目標のどれかひとつに、計画どおりに行えたかをえらんでください。",
            );
        }
    }
    HearingAnswer {
        by: fields.line("by", "答えた方のお名前"),
        heard_on: None,
        said,
    }
}

fn read_one(fields: &mut Fields<'_>, place: usize) -> GoalHeard {
    GoalHeard {
        place,
        as_planned: fields.choice(
            &field("as_planned", place),
            "計画どおりに行えましたか",
            AsPlanned::from_code,
        ),
        progress: fields.long(&field("progress", place), "進みぐあい"),
        concerns: fields.long(&field("concerns", place), "気になること"),
        wishes: fields.long(&field("wishes", place), "次の期間への希望"),
    }
}
