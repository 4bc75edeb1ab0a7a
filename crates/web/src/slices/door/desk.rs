//! One page for a service manager: what is asked, the tasks, the plan with the goals of their own plan, a note of the month.

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::easy::Furigana;
use bansou_domain::id::RoomPartyId;
use bansou_domain::room::{
    Answer, Ask, DeskRequest, GoalMapped, GoalsAnswer, MonthAnswer, OwnPlanAnswer, PlanGoal, ProviderPlan,
    Purpose, TaskState,
};
use bansou_domain::scan::ScanKind;
use bansou_store::room::guest::{GuestRoom, Shown};

use super::{Own, Top, tasks, words};
use crate::failure::Failure;
use crate::form::{Fields, Form, Typed, time_in_japan};
use crate::guest::{self, GuestCx};
use crate::session;
use crate::slices::consent::scan;

/// The part in which the provider gives the paper of its own plan.
pub(crate) const OWN_PLAN: &str = "plan";

/// The parts of the page, each with a button of its own.
pub(crate) const PARTS: [(&str, &str); 4] = [
    ("tasks", "宿題"),
    ("goals", "個別支援計画の目標"),
    (OWN_PLAN, "個別支援計画の紙"),
    ("month", "月の便り"),
];

#[derive(Template)]
#[template(path = "slices/door/desk.html")]
struct Desk {
    top: Top,
    name: String,
    occasion: String,
    until: String,
    requests: Vec<Request>,
    plan: Option<ProviderPlan>,
    goals: Vec<GoalLine>,
    months: Vec<(String, MonthAnswer)>,
    /// The papers of its own plan that were sent, each in a line.
    own_plans: Vec<String>,
    tasks: Vec<tasks::Line>,
    form: Form,
    go: String,
    sent: bool,
    answered: String,
}

struct Request {
    party: RoomPartyId,
    what: &'static str,
    reply_by: String,
    answered: bool,
}

/// One goal of the plan with the names of its fields.
pub(crate) struct GoalLine {
    pub(crate) of: String,
    pub(crate) goal: String,
    pub(crate) own: String,
    pub(crate) period: String,
    pub(crate) none: String,
}

impl GoalLine {
    pub(crate) fn of(goal: &PlanGoal) -> Self {
        Self {
            of: goal.of.clone(),
            goal: goal.goal.clone(),
            own: field("goal", goal.place),
            period: field("period", goal.place),
            none: field("none", goal.place),
        }
    }
}

fn field(what: &str, place: usize) -> String {
    format!("{what}.{place}")
}

impl Desk {
    /// A fresh key for each form of the page.
    #[expect(clippy::unused_self, reason = "templates reach it through the view")]
    fn key(&self) -> String {
        uuid::Uuid::now_v7().to_string()
    }
}

impl Request {
    fn of(request: &DeskRequest) -> Self {
        Self {
            party: request.party,
            what: request.purpose.label(),
            reply_by: request
                .reply_by
                .map(wareki::format_with_weekday)
                .unwrap_or_default(),
            answered: request.answered,
        }
    }
}

pub(super) fn render(
    cx: &GuestCx,
    top: Top,
    room: GuestRoom,
    form: Form,
    sent: bool,
) -> Result<String, Failure> {
    let Shown::Desk(desk) = room.shown else {
        return Err(bansou_store::Failure::NotFound.into());
    };
    let months = desk.months.into_iter();
    let page = Desk {
        name: cx.guest.name().to_owned(),
        occasion: room.ask.occasion().to_owned(),
        until: wareki::format_with_weekday(room.until),
        requests: desk.requests.iter().map(Request::of).collect(),
        plan: desk.plan,
        goals: desk.goals.iter().map(GoalLine::of).collect(),
        months: months
            .map(|month| (wareki::format_month(month.month), month))
            .collect(),
        own_plans: desk.own_plans.iter().enumerate().map(sent_plan).collect(),
        tasks: desk.tasks.iter().map(tasks::Line::of).collect(),
        answered: room.own.map(|(_, at)| time_in_japan(&at)).unwrap_or_default(),
        go: cx.path("/go"),
        top,
        form,
        sent,
    };
    Ok(page.render()?)
}

/// What was said of the goals, as the fields of the form.
pub(crate) fn write(mapped: &GoalsAnswer, typed: &mut Typed) {
    typed.set(
        "made_on",
        mapped.made_on.map(|day| day.to_string()).unwrap_or_default(),
    );
    for goal in &mapped.mapped {
        typed.set(field("goal", goal.place), &goal.goal);
        typed.set(field("period", goal.place), &goal.period);
        typed.set(field("none", goal.place), if goal.none { "1" } else { "" });
    }
}

/// Reads the part of the page whose button was pressed.
pub(super) fn read(fields: &mut Fields<'_>, own: &Own<'_>) -> Answer {
    match own.part {
        "tasks" => Answer::Tasks(tasks::read(fields, own.tasks)),
        "month" => Answer::Month(read_month(fields)),
        OWN_PLAN => Answer::OwnPlan(read_own_plan(fields)),
        _ => Answer::Goals(read_goals(fields, own.goals)),
    }
}

/// One paper that was sent: 第2版　個別支援会議 R8.10.1.
fn sent_plan((place, plan): (usize, &OwnPlanAnswer)) -> String {
    let met = plan.met_on.map(wareki::short).unwrap_or_default();
    format!("第{}版　個別支援会議 {met}", place + 1)
}

fn read_own_plan(fields: &mut Fields<'_>) -> OwnPlanAnswer {
    let met_on = fields.required_day("met_on", "個別支援会議の日");
    if met_on.is_some_and(|on| on > fields.today()) {
        fields.tell("met_on", "「個別支援会議の日」が今日より後です。");
    }
    OwnPlanAnswer {
        met_on,
        made_on: fields.day("paper_made_on", "個別支援計画の作成日"),
        note: fields.long("plan_note", "ひとこと"),
    }
}

/// A paper that is given is there.
pub(crate) fn need_paper(fields: &mut Fields<'_>, answer: &Answer, files: &[(ScanKind, Vec<u8>)]) {
    let wanted = matches!(answer, Answer::OwnPlan(_)) && files.is_empty();
    if wanted
        && ["file1", "file2", "file3"]
            .iter()
            .all(|field| fields.problem_free(field))
    {
        fields.tell("file1", "個別支援計画の紙（PDFか写真）を選んでください。");
    }
}

fn read_goals(fields: &mut Fields<'_>, goals: &[PlanGoal]) -> GoalsAnswer {
    let made_on = fields.day("made_on", "個別支援計画の作成日");
    let mut mapped = Vec::new();
    for goal in goals {
        let read = GoalMapped {
            place: goal.place,
            goal: fields.long(&field("goal", goal.place), "個別支援計画の目標"),
            period: fields.line(&field("period", goal.place), "期間"),
            none: fields.ticked(&field("none", goal.place)),
        };
        if read.none && !read.goal.is_empty() {
            fields.tell(
                field("goal", goal.place),
                "目標を書くか、「あたる目標はない」に印をつけるか、どちらかにしてください。",
            );
        }
        if read.none || !read.goal.is_empty() {
            mapped.push(read);
        }
    }
    if let (true, Some(first)) = (mapped.is_empty(), goals.first()) {
        let first = field("goal", first.place);
        if fields.problem_free(&first) {
            fields.tell(first, "目標のどれかひとつに書いてください。");
        }
    }
    GoalsAnswer { made_on, mapped }
}

fn read_month(fields: &mut Fields<'_>) -> MonthAnswer {
    let month = fields.required_month("month", "月");
    let days = match fields.line("days", "利用した日数").as_str() {
        "" => None,
        _ => fields.whole("days", "利用した日数", 0..=31),
    };
    let went = fields.long("went", "ようす");
    if went.is_empty() && fields.problem_free("went") {
        fields.tell("went", "その月のようすを書いてください。");
    }
    MonthAnswer {
        month: month.unwrap_or(ServiceMonth::containing(fields.today())),
        went,
        words: fields.long("words", "本人のことば"),
        concerns: fields.long("concerns", "気になること"),
        days: days.and_then(|days| u8::try_from(days).ok()),
        by: fields.line("by", "書いた人のお名前"),
    }
}

/// Opens another room in which the same manager is asked something, without its link and code.
pub(super) async fn go(cx: GuestCx, typed: Typed) -> Result<Response, Failure> {
    let room = cx.room("guest.saw").await?;
    let to: RoomPartyId = typed
        .value("to")
        .parse()
        .map_err(|_| bansou_store::Failure::NotFound)?;
    if !matches!(room.ask, Ask::Desk(_)) {
        return Err(bansou_store::Failure::NotFound.into());
    }
    let secret = session::random_text(32)?;
    if !cx.open_beside(to, &session::hash(&secret)).await? {
        return Err(bansou_store::Failure::NotFound.into());
    }
    let cookie = cx.cookie_of(to, &secret)?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&guest::path(to))).into_response())
}
