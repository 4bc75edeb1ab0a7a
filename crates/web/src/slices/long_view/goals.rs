//! Goals over the visits: a line for each, and the same bands in a table.

use askama::Template;
use askama::filters::HtmlSafe;
use bansou_domain::calendar::wareki;
use bansou_domain::monitoring::{Band, MonitoringReport};

/// So many visits stand side by side; older ones stand on the pages before.
const VISITS: usize = 12;
/// Units of the picture for one visit and for one band.
const STEP: i32 = 24;
const RISE: i32 = 8;

/// The goals of the reports shown, those of the newest report first.
pub(super) struct Goals {
    pub(super) visits: Vec<String>,
    pub(super) rows: Vec<Goal>,
    /// Where the visits before these begin, and those after them; in visits from the newest.
    pub(super) older: Option<usize>,
    pub(super) newer: Option<usize>,
}

/// One goal over the visits.
pub(super) struct Goal {
    pub(super) name: String,
    pub(super) line: Line,
    pub(super) cells: Vec<Cell>,
}

/// What one visit found.
#[derive(Clone, Copy, Default)]
pub(super) struct Cell {
    achievement: Option<Band>,
    satisfaction: Option<Band>,
}

/// The picture: achievement as a line through the visits at which it was recorded.
#[derive(Template)]
#[template(
    source = r#"<svg class="goal-line" viewBox="0 0 {{ width }} {{ height }}" width="{{ width }}" height="{{ height }}" role="img" aria-label="{{ said }}"><polyline points="{{ points }}" fill="none" stroke="currentColor" stroke-width="2"/>{% for (x, y) in dots %}<circle cx="{{ x }}" cy="{{ y }}" r="3" fill="currentColor"/>{% endfor %}</svg>"#,
    ext = "html"
)]
pub(super) struct Line {
    width: i32,
    height: i32,
    points: String,
    dots: Vec<(i32, i32)>,
    said: String,
}

impl HtmlSafe for Line {}

impl Goals {
    /// `reports` are the confirmed ones, newest first; `left_out` of them are passed over, whole pages at a time.
    pub(super) fn of(reports: &[&MonitoringReport], left_out: usize) -> Self {
        let from = (left_out / VISITS * VISITS).min(reports.len().saturating_sub(1) / VISITS * VISITS);
        let shown = reports.iter().skip(from).take(VISITS);
        let shown: Vec<&MonitoringReport> = shown.rev().copied().collect();
        let mut names: Vec<&str> = Vec::new();
        for row in shown.iter().rev().flat_map(|report| &report.rows) {
            if !names.contains(&row.goal.as_str()) {
                names.push(&row.goal);
            }
        }
        let visit = |report: &&MonitoringReport| report.visit.on.map(wareki::short).unwrap_or_default();
        Self {
            visits: shown.iter().map(visit).collect(),
            rows: names.into_iter().map(|goal| Goal::of(goal, &shown)).collect(),
            older: (reports.len() > from + VISITS).then_some(from + VISITS),
            newer: from.checked_sub(VISITS),
        }
    }
}

impl Goal {
    fn of(goal: &str, shown: &[&MonitoringReport]) -> Self {
        let cell = |report: &&MonitoringReport| {
            let row = report.rows.iter().find(|row| row.goal == goal);
            row.map(|row| Cell {
                achievement: row.achievement,
                satisfaction: row.satisfaction,
            })
        };
        let cells: Vec<Cell> = shown
            .iter()
            .map(|report| cell(report).unwrap_or_default())
            .collect();
        Self {
            name: goal.to_owned(),
            line: Line::of(&cells),
            cells,
        }
    }
}

impl Cell {
    /// 達成 and 満足, a line for each that was recorded.
    pub(super) fn lines(self) -> Vec<String> {
        let achieved = self.achievement.map(|band| format!("達成 {}", band.label()));
        let content = self.satisfaction.map(|band| format!("満足 {}", band.label()));
        [achieved, content].into_iter().flatten().collect()
    }
}

impl Line {
    fn of(cells: &[Cell]) -> Self {
        let bands = i32::try_from(Band::ALL.len()).unwrap_or_default();
        let places = (0..).map(|visit| visit * STEP + STEP / 2);
        let dots: Vec<(i32, i32)> = cells
            .iter()
            .zip(places)
            .filter_map(|(cell, x)| Some((x, height_of(cell.achievement?))))
            .collect();
        let found: Vec<&str> = cells
            .iter()
            .filter_map(|cell| cell.achievement)
            .map(Band::spoken)
            .collect();
        let points: Vec<String> = dots.iter().map(|(x, y)| format!("{x},{y}")).collect();
        Self {
            width: i32::try_from(cells.len()).unwrap_or_default() * STEP,
            height: (bands + 1) * RISE,
            points: points.join(" "),
            dots,
            said: match found.as_slice() {
                [] => "達成度の記録はありません".to_owned(),
                found => format!("達成度 {}", found.join("、")),
            },
        }
    }
}

/// The best band stands at the top.
fn height_of(band: Band) -> i32 {
    let place = Band::ALL.iter().position(|one| *one == band);
    place
        .and_then(|place| i32::try_from(place).ok())
        .map_or(0, |place| (place + 1) * RISE)
}

#[cfg(test)]
mod tests {
    use bansou_domain::monitoring::Row;

    use super::*;

    fn report(goals: &[(&str, Option<Band>)]) -> MonitoringReport {
        let row = |&(goal, achievement): &(&str, Option<Band>)| Row {
            goal: goal.to_owned(),
            achievement,
            ..Row::default()
        };
        MonitoringReport {
            rows: goals.iter().map(row).collect(),
            ..MonitoringReport::default()
        }
    }

    #[test]
    fn a_goal_keeps_its_place_through_visits_that_do_not_know_it() {
        let newest = report(&[("通う", Some(Band::Ninety)), ("薬を数える", Some(Band::Fifty))]);
        let middle = report(&[("薬を数える", None)]);
        let first = report(&[("通う", Some(Band::Zero))]);
        let goals = Goals::of(&[&newest, &middle, &first], 0);
        let told: Vec<String> = goals
            .rows
            .iter()
            .map(|goal| format!("{} {} {}", goal.name, goal.line.points, goal.line.said))
            .collect();
        insta::assert_snapshot!(told.join("\n"), @r"
        通う 12,32 60,8 達成度 0から50パーセント、90から100パーセント
        薬を数える 60,24 達成度 50から70パーセント
        ");
    }

    #[test]
    fn older_visits_stand_on_a_page_of_their_own() {
        let one = report(&[("通う", None)]);
        let page = |left_out| {
            let goals = Goals::of(&[&one; 15], left_out);
            (goals.visits.len(), goals.older, goals.newer)
        };
        assert_eq!(page(0), (12, Some(12), None));
        assert_eq!(page(12), (3, None, Some(0)));
        assert_eq!(page(9_999), page(12), "beyond the first visit there is nothing");
        assert_eq!(Goals::of(&[], 12).visits.len(), 0);
    }
}
