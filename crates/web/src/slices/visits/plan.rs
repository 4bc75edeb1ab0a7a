//! The page of a worker's month, day by day.

use askama::Template;
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::StaffId;
use bansou_domain::reach::PartOfDay;
use bansou_domain::visits::AreaKey;
use jiff::civil::Date;

use super::gather::{AHEAD, Line, Round};
use super::words;
use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Form, Typed};
use crate::layout::case::covering;
use crate::layout::{Menu, Pages, View};

const PER_PAGE: i64 = 60;

/// What the page shows.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) staff: StaffId,
    pub(super) month: ServiceMonth,
    pub(super) page: i64,
}

#[derive(Template)]
#[template(path = "slices/visits/show.html")]
pub(super) struct Plan {
    form: Form,
    staff: Vec<(String, String)>,
    shown: String,
    own: bool,
    months: Vec<Tab>,
    month: String,
    code: String,
    total: usize,
    open: usize,
    days: Vec<Day>,
    pages: Pages,
}

/// One month to choose.
struct Tab {
    href: String,
    name: String,
    count: usize,
    open: usize,
    here: bool,
}

/// One day with its visits; without a date, those no day was found for.
struct Day {
    name: String,
    id: String,
    sheet: String,
    travel: String,
    proposed: usize,
    rows: Vec<Row>,
}

struct Row {
    key: String,
    name: String,
    href: String,
    month: String,
    covered: Option<String>,
    binds: Vec<String>,
    state: &'static str,
    word: &'static str,
    because: String,
    on: String,
    version: String,
    planned: bool,
    agreed: bool,
    no_answer: i64,
    /// What is planned, for a colleague's case.
    time: String,
}

impl View for Plan {
    fn title(&self) -> String {
        "訪問の予定".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Board
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }

    fn wide(&self) -> bool {
        true
    }
}

impl Plan {
    pub(super) async fn of(cx: &Cx, asked: Asked, round: Round, mut form: Form) -> Result<Self, Failure> {
        let first = ServiceMonth::containing(cx.today());
        let own = asked.staff == cx.who.staff();
        let load = cx.read().await?.visit_load(cx.member(), first).await?;
        let staff: Vec<(String, String)> = load
            .iter()
            .map(|one| (one.id.to_string(), one.name.clone()))
            .collect();
        let months = (0..=AHEAD)
            .map(|ahead| Tab::of(&round, asked, first, ahead))
            .collect();
        let mut lines: Vec<&Line> = round
            .lines
            .iter()
            .filter(|line| line.page(first) == asked.month)
            .collect();
        lines.sort_by_key(|line| (line.day().is_some(), line.day(), part(line), line.due.month));
        let (total, open) = (
            lines.len(),
            lines.iter().filter(|line| line.due.plan.is_none()).count(),
        );
        let (code, id) = (asked.month.to_string(), asked.staff.to_string());
        let count = i64::try_from(total).unwrap_or(i64::MAX);
        let pages = Pages::new(asked.page, count, PER_PAGE).keeping(&[("staff", &id), ("month", &code)]);
        let (skip, take) = pages.window();
        let here: Vec<&Line> = lines.into_iter().skip(skip).take(take).collect();
        for line in &here {
            fill(&mut form.typed, line);
        }
        Ok(Self {
            days: days(&round, &here, own),
            form,
            staff,
            shown: asked.staff.to_string(),
            own,
            months,
            month: wareki::format_month(asked.month),
            code,
            total,
            open,
            pages,
        })
    }
}

impl Tab {
    fn of(round: &Round, asked: Asked, first: ServiceMonth, ahead: i32) -> Self {
        let month = first.plus(ahead);
        let lines = || round.lines.iter().filter(|line| line.page(first) == month);
        let word = match ahead {
            0 => "今月",
            1 => "来月",
            _ => "再来月",
        };
        Self {
            href: format!("{}?staff={}&month={month}", super::PATH, asked.staff),
            name: format!("{word} {}月", month.month()),
            count: lines().count(),
            open: lines().filter(|line| line.due.plan.is_none()).count(),
            here: month == asked.month,
        }
    }
}

fn part(line: &Line) -> Option<(PartOfDay, Option<u16>)> {
    if let Some(plan) = &line.due.plan {
        return Some((plan.time.part, plan.time.from));
    }
    let found = line.proposal.as_ref()?.as_ref().ok()?;
    Some((found.part, found.from))
}

/// What stands in the fields of a row before anybody has typed: what is planned, or what is proposed.
pub(super) fn fill(typed: &mut Typed, line: &Line) {
    let key = line.key();
    let day = line.day().map(wareki::short).unwrap_or_default();
    let (part, from) = part(line).unzip();
    let from = from.flatten().map(words::clock).unwrap_or_default();
    let fields = [
        ("on", day),
        ("part", part.map(PartOfDay::code).unwrap_or_default().to_owned()),
        ("from", from),
    ];
    for (field, value) in fields {
        let name = format!("{field}.{key}");
        if !typed.has(&name) {
            typed.set(name, value);
        }
    }
}

/// The rows under their days, in the order they stand.
fn days(round: &Round, lines: &[&Line], own: bool) -> Vec<Day> {
    let mut days: Vec<(Option<Date>, Day)> = Vec::new();
    for line in lines {
        let on = line.day();
        if days.last().is_none_or(|(last, _)| *last != on) {
            days.push((on, Day::new(round, on, own)));
        }
        if let Some((_, day)) = days.last_mut() {
            day.proposed += usize::from(own && line.due.plan.is_none() && on.is_some());
            day.rows.push(Row::of(line));
        }
    }
    days.into_iter().map(|(_, day)| day).collect()
}

impl Day {
    fn new(round: &Round, on: Option<Date>, own: bool) -> Self {
        let Some(on) = on else {
            let name = if own {
                "日の案がない方"
            } else {
                "まだ日を決めていない方"
            };
            return Self {
                name: name.to_owned(),
                id: "open".to_owned(),
                sheet: String::new(),
                travel: String::new(),
                proposed: 0,
                rows: Vec::new(),
            };
        };
        let sheet = if own {
            format!("{}/day/{on}", super::PATH)
        } else {
            String::new()
        };
        Self {
            name: words::day(on),
            id: on.to_string(),
            sheet,
            travel: travel(round, on),
            proposed: 0,
            rows: Vec::new(),
        }
    }
}

/// The minutes on the way of a day as far as they were typed; nothing while they are unknown.
fn travel(round: &Round, on: Date) -> String {
    let that_day = round.lines.iter().filter(|line| line.day() == Some(on));
    let mut stops: Vec<_> = that_day.map(|line| (part(line), line.due.area)).collect();
    stops.sort_by_key(|(part, _)| *part);
    let areas: Option<Vec<AreaKey>> = stops.into_iter().map(|(_, area)| area).collect();
    let Some(areas) = areas else { return String::new() };
    let office = |area: Option<&AreaKey>| round.rules.area(*area?)?.from_office;
    let between = areas.windows(2).map(|pair| match pair {
        [one, other] => round.rules.minutes(*one, *other),
        _ => None,
    });
    let legs = between.chain([office(areas.first()), office(areas.last())]);
    let minutes: Option<Vec<u16>> = legs.collect();
    minutes.map_or_else(String::new, |legs| {
        let sum: u32 = legs.into_iter().map(u32::from).sum();
        format!("移動 あわせて{sum}分")
    })
}

impl Row {
    fn of(line: &Line) -> Self {
        let due = &line.due;
        let (state, word) = match (&due.plan, due.no_answer) {
            (Some(plan), _) if plan.agreed => ("done", "本人と決定"),
            (Some(_), 1..) => ("waiting", "電話つながらず"),
            (Some(_), _) => ("progress", "予定"),
            (None, _) => ("todo", "案"),
        };
        let because = match &line.proposal {
            Some(Ok(found)) => words::because(&found.because),
            Some(Err(why)) => words::no_day(*why).to_owned(),
            None => String::new(),
        };
        Self {
            key: line.key(),
            name: due.name.clone(),
            href: format!("/c/{}", due.person),
            month: format!("{}月分", due.month.month()),
            covered: due.covered_for.as_deref().map(covering),
            binds: words::binds(due),
            state,
            word: if line.day().is_none() { "まだ" } else { word },
            because,
            on: line.day().map(|day| day.to_string()).unwrap_or_default(),
            version: due
                .plan
                .as_ref()
                .map(|plan| plan.version.to_string())
                .unwrap_or_default(),
            planned: due.plan.is_some(),
            agreed: due.plan.as_ref().is_some_and(|plan| plan.agreed),
            no_answer: due.no_answer,
            time: due
                .plan
                .as_ref()
                .map(|plan| words::time(plan.time))
                .unwrap_or_default(),
        }
    }
}
