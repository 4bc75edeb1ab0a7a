//! What was promised, beside what was found.

use std::fmt::Write as _;
use std::time::Duration;

use crate::figures::{milliseconds, per_second, ratio};
use crate::pages::{Kind, Load, Row};
use crate::paper::Papers;
use crate::report::Report;
use crate::rest::Rest;
use crate::room::{Room, VIEWERS};
use crate::rules::{Claims, OFFICE};

/// One promise.
struct Goal {
    what: String,
    promised: String,
    found: String,
    met: bool,
}

/// The table of promises.
pub(crate) fn table(report: &Report) -> String {
    let mut goals = Vec::new();
    goals.extend(report.load.iter().flat_map(of_load));
    goals.extend(report.papers.iter().flat_map(of_papers));
    goals.extend(report.rest.iter().flat_map(of_rest));
    goals.extend(report.room.iter().flat_map(of_room));
    goals.extend(report.claims.iter().flat_map(of_claims));
    let mut text = "### Goals\n\n| goal | promised | found | |\n|---|---|---|---|\n".to_owned();
    for goal in goals {
        let met = if goal.met { "met" } else { "**missed**" };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {met} |",
            goal.what, goal.promised, goal.found
        );
    }
    text.trim_end().to_owned()
}

const TIMES_THE_FLOOR: f64 = 4.0;
const READ: Duration = Duration::from_millis(20);
const SAVE: Duration = Duration::from_millis(30);
const SAVES_A_SECOND: f64 = 1_500.0;
const FLAT: f64 = 1.3;

fn of_load(load: &Load) -> Vec<Goal> {
    let floor = load.rows.iter().find(|row| row.kind == Kind::Floor);
    let mut goals = Vec::new();
    for row in &load.rows {
        if let (Kind::Case | Kind::List, Some(floor)) = (row.kind, floor) {
            goals.push(against_floor(row, floor));
        }
    }
    let reads = [
        Kind::Home,
        Kind::List,
        Kind::Case,
        Kind::Search,
        Kind::MonitoringForm,
    ];
    for row in &load.rows {
        if reads.contains(&row.kind) {
            goals.push(no_longer(row, READ));
        } else if row.kind == Kind::Save {
            goals.push(no_longer(row, SAVE));
            let rate = row.many.per_second();
            goals.push(Goal {
                what: "saves a second".to_owned(),
                promised: format!("≥ {SAVES_A_SECOND:.0}"),
                found: format!("{rate:.0}"),
                met: rate >= SAVES_A_SECOND,
            });
        }
    }
    goals.extend(load.flat.first().map(|(_, few, many)| {
        let found = ratio(many.alone.half(), few.alone.half());
        Goal {
            what: "case page, many notes against few".to_owned(),
            promised: format!("≤ {FLAT} ×"),
            found: format!("{found:.2} ×"),
            met: found <= FLAT,
        }
    }));
    goals
}

fn against_floor(row: &Row, floor: &Row) -> Goal {
    let found = ratio(row.many.half(), floor.many.half());
    Goal {
        what: format!("{}, p50", row.name),
        promised: format!("≤ {TIMES_THE_FLOOR:.0} × the floor"),
        found: format!("{found:.1} ×"),
        met: found <= TIMES_THE_FLOOR,
    }
}

fn no_longer(row: &Row, promised: Duration) -> Goal {
    let found = row.many.percentile(99);
    Goal {
        what: format!("{}, p99", row.name),
        promised: format!("≤ {} ms", promised.as_millis()),
        found: format!("{} ms", milliseconds(found)),
        met: found <= promised,
    }
}

const PAPER: Duration = Duration::from_millis(20);
const TIMES_FASTER: f64 = 40.0;

fn of_papers(papers: &Papers) -> Vec<Goal> {
    let warm = papers.warm.half();
    let mut goals = vec![Goal {
        what: "dense plan form, warm, p50".to_owned(),
        promised: format!("≤ {} ms", PAPER.as_millis()),
        found: format!("{} ms", milliseconds(warm)),
        met: warm <= PAPER,
    }];
    goals.extend(papers.suite.as_ref().map(|suite| {
        let found = ratio(suite.single.half(), warm);
        Goal {
            what: "dense plan form against soffice".to_owned(),
            promised: format!("≥ {TIMES_FASTER:.0} × faster"),
            found: format!("{found:.0} ×"),
            met: found >= TIMES_FASTER,
        }
    }));
    goals
}

const SHOWN: Duration = Duration::from_millis(300);
const STREAM: u64 = 20_000;

fn of_room(room: &Room) -> Vec<Goal> {
    let shown = room.shown.percentile(99);
    vec![
        Goal {
            what: format!("a line of a conference on {VIEWERS} screens, p99"),
            promised: format!("≤ {} ms", SHOWN.as_millis()),
            found: format!("{} ms", milliseconds(shown)),
            met: shown <= SHOWN,
        },
        Goal {
            what: "an open stream of a conference, memory".to_owned(),
            promised: format!("≤ {STREAM} bytes"),
            found: format!("{} bytes", room.each),
            met: room.each <= STREAM,
        },
    ]
}

const PEOPLE_A_SECOND: f64 = 100_000.0;
const EXPLAINED: Duration = Duration::from_millis(50);

fn of_claims(claims: &Claims) -> Vec<Goal> {
    let rates = claims
        .alone
        .iter()
        .map(|alone| per_second(alone.people, alone.took));
    let (slowest, fastest) = rates.fold((f64::INFINITY, 0.0_f64), |(slowest, fastest), rate| {
        (slowest.min(rate), fastest.max(rate))
    });
    let explain = claims.explain.half();
    let mut goals = vec![
        Goal {
            what: "claim rules alone, people a second and core".to_owned(),
            promised: format!("≥ {PEOPLE_A_SECOND:.0}"),
            found: format!("{slowest:.0}"),
            met: slowest >= PEOPLE_A_SECOND,
        },
        Goal {
            what: "time per person, from a thousand people to a million".to_owned(),
            promised: format!("≤ {FLAT} ×"),
            found: format!("{:.2} ×", fastest / slowest),
            met: fastest / slowest <= FLAT,
        },
        Goal {
            what: format!("`claims explain` with {OFFICE} people, whole process, p50"),
            promised: format!("≤ {} ms", EXPLAINED.as_millis()),
            found: format!("{} ms", milliseconds(explain)),
            met: explain <= EXPLAINED,
        },
    ];
    goals.extend(memory(claims));
    goals
}

// From ten thousand people on nothing may grow: below that the program has not filled what it works with.
fn memory(claims: &Claims) -> Option<Goal> {
    let [_, few, .., many] = claims.lines.as_slice() else {
        return None;
    };
    let grown = many.memory.saturating_sub(few.memory) / 1_000_000;
    Some(Goal {
        what: format!(
            "`claims month`, memory with {} people against {}",
            many.people, few.people
        ),
        promised: format!("≤ {GROWN} MB more"),
        found: format!("{grown} MB more"),
        met: grown <= GROWN,
    })
}

/// What sorting holds before it goes to disk, three times over.
const GROWN: u64 = 20;

const MEMORY: u64 = 80_000_000;
const START: Duration = Duration::from_millis(300);
const SCRIPTS: usize = 25_000;
const STYLES: usize = 20_000;

fn of_rest(rest: &Rest) -> Vec<Goal> {
    let most =
        |of: fn(&crate::weight::Weight) -> usize| rest.weights.iter().map(of).max().unwrap_or_default();
    let (scripts, styles) = (most(|page| page.scripts), most(|page| page.styles));
    let elsewhere = most(|page| page.elsewhere.len());
    let goal = |what: &str, promised: String, found: String, met: bool| Goal {
        what: what.to_owned(),
        promised,
        found,
        met,
    };
    let megabytes = |bytes: u64| format!("{} MB", bytes / 1_000_000);
    vec![
        goal(
            "idle memory with papers warmed",
            format!("≤ {}", megabytes(MEMORY)),
            megabytes(rest.memory_warm),
            rest.memory_warm <= MEMORY,
        ),
        goal(
            "start to first answer",
            format!("≤ {} ms", START.as_millis()),
            format!("{} ms", milliseconds(rest.first_answer)),
            rest.first_answer <= START,
        ),
        goal(
            "JavaScript of the heaviest page, compressed",
            format!("≤ {} kB", SCRIPTS / 1_000),
            format!("{} bytes", scripts),
            scripts <= SCRIPTS,
        ),
        goal(
            "CSS of the heaviest page, compressed",
            format!("≤ {} kB", STYLES / 1_000),
            format!("{} bytes", styles),
            styles <= STYLES,
        ),
        goal(
            "requests outside the server",
            "0".to_owned(),
            elsewhere.to_string(),
            elsewhere == 0,
        ),
    ]
}
