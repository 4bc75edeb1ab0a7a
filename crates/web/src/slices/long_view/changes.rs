//! What two reports tell apart, place by place; what is the same is left out.

use bansou_domain::choice::Choice;
use bansou_domain::meeting::Promise;
use bansou_domain::monitoring::{MonitoringReport, Row};

use crate::diff::Diff;

/// One place where the two differ.
pub(super) struct Change {
    pub(super) place: String,
    pub(super) diff: Diff,
}

/// Compares two reports, the earlier first.
pub(super) fn between(before: &MonitoringReport, after: &MonitoringReport) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut tell = |place: &str, compare: Compare, before: &str, after: &str| {
        if before.trim() != after.trim() {
            changes.push(Change {
                place: place.to_owned(),
                diff: compare(before, after),
            });
        }
    };
    tell("全体の状況", Diff::of, &before.overall, &after.overall);
    for goal in goals(before, after) {
        let (old, new) = (row(before, goal), row(after, goal));
        for (name, of) in CHOSEN {
            tell(&format!("{goal}　{name}"), Diff::replaced, of(&old), of(&new));
        }
        for (name, of) in WRITTEN {
            tell(&format!("{goal}　{name}"), Diff::of, of(&old), of(&new));
        }
    }
    let (old, new) = (promises(&before.homework), promises(&after.homework));
    tell("宿題", Diff::of, &old, &new);
    let (old, new) = (labels(&before.leads_to), labels(&after.leads_to));
    tell("結果から次へ", Diff::replaced, &old, &new);
    changes
}

type Compare = fn(&str, &str) -> Diff;
type Place = (&'static str, for<'r> fn(&'r Row) -> &'r str);

/// What is chosen from a list: half a band taken out says nothing.
const CHOSEN: [Place; 3] = [
    ("達成度", |row| row.achievement.map_or("", Choice::label)),
    ("満足度", |row| row.satisfaction.map_or("", Choice::label)),
    ("状態", |row| row.trend.map_or("", Choice::label)),
];

/// What is written.
const WRITTEN: [Place; 3] = [
    ("本人の感想", |row| &row.voice),
    ("サービス提供状況", |row| &row.provision),
    ("今後の課題・解決方法", |row| &row.remedy),
];

/// The goals of both, those of the later report first.
fn goals<'r>(before: &'r MonitoringReport, after: &'r MonitoringReport) -> Vec<&'r str> {
    let mut goals: Vec<&str> = Vec::new();
    for row in after.rows.iter().chain(&before.rows) {
        if !goals.contains(&row.goal.as_str()) {
            goals.push(&row.goal);
        }
    }
    goals
}

fn row(report: &MonitoringReport, goal: &str) -> Row {
    let row = report.rows.iter().find(|row| row.goal == goal);
    row.cloned().unwrap_or_default()
}

fn promises(promises: &[Promise]) -> String {
    let said = |promise: &Promise| format!("{}: {}", promise.who, promise.what);
    promises.iter().map(said).collect::<Vec<_>>().join("\n")
}

fn labels<C: Choice>(choices: &[C]) -> String {
    let labels: Vec<&str> = choices.iter().map(|choice| choice.label()).collect();
    labels.join("、")
}

#[cfg(test)]
mod tests {
    use askama::Template;
    use bansou_domain::monitoring::Band;

    use super::*;

    fn report(overall: &str, goals: &[(&str, Option<Band>, &str)]) -> MonitoringReport {
        let row = |&(goal, achievement, voice): &(&str, Option<Band>, &str)| Row {
            goal: goal.to_owned(),
            achievement,
            voice: voice.to_owned(),
            ..Row::default()
        };
        MonitoringReport {
            overall: overall.to_owned(),
            rows: goals.iter().map(row).collect(),
            ..MonitoringReport::default()
        }
    }

    #[test]
    fn only_what_differs_is_told_and_a_goal_that_is_new_or_gone_with_it() {
        let before = report(
            "落ち着いている。",
            &[
                ("通う", Some(Band::Fifty), "たのしい"),
                ("薬を数える", Some(Band::Ninety), ""),
            ],
        );
        let after = report(
            "落ち着いている。 ",
            &[
                ("通う", Some(Band::Seventy), "たのしい"),
                ("料理をする", None, "カレーを作った"),
            ],
        );
        let told: Vec<String> = between(&before, &after)
            .iter()
            .map(|change| format!("{}: {}", change.place, change.diff.render().unwrap()))
            .collect();
        insta::assert_snapshot!(told.join("\n"), @r"
        通う　達成度: <del>50～70％</del><ins>70～90％</ins>
        料理をする　本人の感想: <ins>カレーを作った</ins>
        薬を数える　達成度: <del>90～100％</del>
        ");
    }
}
