//! Taking proposals: one, all of a day, another day than proposed; and taking a planned visit back.

use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::{PersonId, StaffId};
use bansou_domain::reach::{PartOfDay, part_of};
use bansou_store::Tx;
use bansou_store::journal::Did;
use bansou_store::visits::VisitTime;
use jiff::civil::Date;

use super::gather::Round;
use super::plan::{Asked, Plan};
use super::{show, words};
use crate::context::Cx;
use crate::failure::{Failure, unless_stale};
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::refused;

/// Rows of one press; a day has never as many.
const MOST: usize = 30;

/// One row as it was posted.
pub(super) struct Posted {
    pub(super) key: String,
    pub(super) person: PersonId,
    pub(super) month: ServiceMonth,
    /// The version of what was planned; nothing where nothing was.
    pub(super) version: Option<i64>,
}

impl Posted {
    pub(super) fn read(typed: &Typed, key: &str) -> Option<Self> {
        let (person, month) = key.split_once('.')?;
        Some(Self {
            key: key.to_owned(),
            person: person.parse().ok()?,
            month: month.parse().ok()?,
            version: typed.value(&format!("version.{key}")).parse().ok(),
        })
    }

    /// The day and hour as they were typed. A day that cannot count for the month is told at its field.
    pub(super) fn time(&self, fields: &mut Fields<'_>, counts_until: ServiceMonth) -> Option<VisitTime> {
        let [on_field, part_field, from_field] =
            ["on", "part", "from"].map(|name| format!("{name}.{}", self.key));
        let on = fields.required_day(&on_field, "訪問日");
        let from = fields.time(&from_field, "時刻");
        let part = fields.choice(&part_field, "時間帯", PartOfDay::from_code);
        if let Some(on) = on
            && let Some(wrong) = self.wrong(on, counts_until, fields.today())
        {
            fields.tell(&on_field, wrong);
        }
        let part = from.map(part_of).or(part);
        if part.is_none() && fields.problem_free(&from_field) && fields.problem_free(&part_field) {
            fields.tell(&part_field, "「時間帯」を選ぶか、「時刻」を入力してください。");
        }
        Some(VisitTime {
            on: on?,
            part: part?,
            from,
        })
    }

    fn wrong(&self, on: Date, counts_until: ServiceMonth, today: Date) -> Option<String> {
        let month = ServiceMonth::containing(on);
        if on < today {
            return Some(format!("「訪問日」が今日より前（{}）です。", words::day(on)));
        }
        if month < self.month {
            let due = self.month.month();
            return Some(format!(
                "「訪問日」が実施月（{due}月）より前です。{due}月分としては数えられません。"
            ));
        }
        (month > counts_until).then(|| {
            let (due, last) = (self.month.month(), counts_until.month());
            format!("「訪問日」が{due}月分として数えられる月（{last}月まで）のあとです。")
        })
    }
}

/// What a button of the page asks for.
enum Press<'t> {
    Take(Vec<&'t str>),
    Back(&'t str),
}

fn press(typed: &Typed) -> Option<Press<'_>> {
    let (what, of) = typed.value("press").split_once('.')?;
    match what {
        "row" => Some(Press::Take(vec![of])),
        "back" => Some(Press::Back(of)),
        "day" => {
            let open = |key: &&str| {
                typed.value(&format!("prop.{key}")) == of && typed.value(&format!("version.{key}")).is_empty()
            };
            Some(Press::Take(typed.values("key").filter(open).take(MOST).collect()))
        }
        _ => None,
    }
}

pub(super) async fn post(cx: Cx, typed: Typed) -> Result<Response, Failure> {
    match press(&typed) {
        Some(Press::Take(keys)) => take(&cx, &typed, &keys).await,
        Some(Press::Back(key)) => back(&cx, &typed, key).await,
        // Enter in a field presses no button of a row.
        None => again(&cx, &typed).await,
    }
}

/// Where the press leads: to the day it was about.
fn leads_to(typed: &Typed, on: Option<Date>) -> String {
    let month: Option<ServiceMonth> = typed.value("month").parse().ok();
    let month = month.map_or_else(String::new, |month| format!("?month={month}"));
    let day = on.map_or_else(String::new, |on| format!("#d-{on}"));
    format!("{}{month}{day}", super::PATH)
}

async fn take(cx: &Cx, typed: &Typed, keys: &[&str]) -> Result<Response, Failure> {
    let (staff, round) = show::round(cx, None).await?;
    let mut fields = Fields::new(typed, cx.today());
    let mut taken = Vec::new();
    for posted in keys.iter().filter_map(|key| Posted::read(typed, key)) {
        let line = round.lines.iter().find(|line| line.key() == posted.key);
        let counts_until = line.map_or(posted.month, |line| line.counts_until);
        if let Some(time) = posted.time(&mut fields, counts_until) {
            taken.push((posted, time));
        }
    }
    let taken = match fields.finish(taken) {
        Ok(taken) => taken,
        Err(problems) => return refuse(cx, typed.clone(), staff, round, problems).await,
    };
    let leads_to = leads_to(typed, taken.first().map(|(_, time)| time.on));
    let mut tx = cx.begin().await?;
    if let Accepted::Before(response) = accept(&mut tx, typed, &leads_to).await? {
        return Ok(response);
    }
    for (posted, time) in &taken {
        match plan_one(cx, &mut tx, posted, *time, false).await {
            Ok(()) => {}
            Err(Failure::Store(bansou_store::Failure::Stale)) => {
                drop(tx);
                return moved_meanwhile(cx, typed, posted).await;
            }
            Err(failure) => return Err(failure),
        }
    }
    let people = taken.iter().map(|(posted, _)| posted.person);
    let detail = taken
        .first()
        .map(|(_, time)| words::day(time.on))
        .unwrap_or_default();
    tx.commit(Did::office("visits.planned").detail(detail).naming(people))
        .await?;
    Ok(Redirect::to(&leads_to).into_response())
}

/// Plans one visit; its own entry says when.
pub(super) async fn plan_one(
    cx: &Cx,
    tx: &mut Tx,
    posted: &Posted,
    time: VisitTime,
    agreed: bool,
) -> Result<(), Failure> {
    let case = cx.edit_case(tx, posted.person).await?;
    tx.plan_visit(case, posted.month, time, agreed, posted.version)
        .await?;
    let detail = format!("{}月分 {}", posted.month.month(), words::time(time));
    Ok(tx
        .also(Did::to(posted.person, "visit.planned").detail(detail))
        .await?)
}

/// Somebody else was first: what they planned is on the page, and what was typed stands beside it.
async fn moved_meanwhile(cx: &Cx, typed: &Typed, posted: &Posted) -> Result<Response, Failure> {
    let (staff, round) = show::round(cx, None).await?;
    let line = round.lines.iter().find(|line| line.key() == posted.key);
    let plan = line.and_then(|line| line.due.plan.as_ref());
    let now = plan.map_or_else(|| "予定なし".to_owned(), |plan| words::time(plan.time));
    let told = Told {
        field: format!("on.{}", posted.key),
        message: format!(
            "ほかの画面で先に変わりました（いまは{now}）。この日でよければ、もう一度押してください。"
        ),
    };
    let mut typed = typed.clone();
    typed.set(
        format!("version.{}", posted.key),
        plan.map(|plan| plan.version.to_string()).unwrap_or_default(),
    );
    refuse(cx, typed, staff, round, vec![told]).await
}

/// The page again with everything typed; what is wrong stands at its field.
async fn refuse(
    cx: &Cx,
    typed: Typed,
    staff: StaffId,
    round: Round,
    problems: Vec<Told>,
) -> Result<Response, Failure> {
    let month = show::month(cx, &round, typed.value("month"));
    let asked = Asked {
        staff,
        month,
        page: 1,
    };
    let form = Form::refused(super::PATH.to_owned(), typed, problems);
    refused(cx, &Plan::of(cx, asked, round, form).await?)
}

/// The page again where no row was meant.
async fn again(cx: &Cx, typed: &Typed) -> Result<Response, Failure> {
    let (staff, round) = show::round(cx, None).await?;
    let told = Told {
        field: "press".to_owned(),
        message: "どの方の予定か、名前の横のボタンを押してください。入力したものは残っています。".to_owned(),
    };
    refuse(cx, typed.clone(), staff, round, vec![told]).await
}

async fn back(cx: &Cx, typed: &Typed, key: &str) -> Result<Response, Failure> {
    let posted = Posted::read(typed, key).ok_or(bansou_store::Failure::NotFound)?;
    let version = posted.version.ok_or(bansou_store::Failure::NotFound)?;
    let leads_to = leads_to(typed, None);
    let mut tx = cx.begin().await?;
    let case = cx.edit_case(&mut tx, posted.person).await?;
    if let Accepted::Before(response) = accept(&mut tx, typed, &leads_to).await? {
        return Ok(response);
    }
    if !unless_stale(tx.withdraw_visit(case, posted.month, version).await)? {
        drop(tx);
        return moved_meanwhile(cx, typed, &posted).await;
    }
    let detail = format!("{}月分", posted.month.month());
    tx.commit(Did::to(posted.person, "visit.withdrawn").detail(detail))
        .await?;
    Ok(Redirect::to(&leads_to).into_response())
}
