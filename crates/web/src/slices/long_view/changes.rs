//! What two reports tell apart, place by place; what is the same is left out. The two texts stand side by side: between
//! two visits whole sentences are new, and a comparison by signs would tear them.

use bansou_domain::choice::Choice;
use bansou_domain::meeting::Promise;
use bansou_domain::monitoring::{MonitoringReport, Row};

/// What differs about one goal, or about the whole.
pub(super) struct Changes {
    pub(super) about: String,
    pub(super) places: Vec<Change>,
}

/// One place where the two differ.
pub(super) struct Change {
    pub(super) place: &'static str,
    pub(super) before: String,
    pub(super) after: String,
}

/// Compares two reports, the earlier first.
pub(super) fn between(before: &MonitoringReport, after: &MonitoringReport) -> Vec<Changes> {
    let whole = Changes::of("全体", &WHOLE, before, after);
    let goals = goals(before, after).into_iter().map(|goal| {
        let (old, new) = (row(before, goal), row(after, goal));
        Changes::of(goal, &PLACES, &old, &new)
    });
    let all = std::iter::once(whole).chain(goals);
    all.filter(|changes| !changes.places.is_empty()).collect()
}

impl Changes {
    fn of<T>(about: &str, places: &[Place<T>], before: &T, after: &T) -> Self {
        let differs = |&(place, of): &Place<T>| {
            let (before, after) = (of(before), of(after));
            (before.trim() != after.trim()).then_some(Change { place, before, after })
        };
        Self {
            about: about.to_owned(),
            places: places.iter().filter_map(differs).collect(),
        }
    }
}

type Place<T> = (&'static str, fn(&T) -> String);

const WHOLE: [Place<MonitoringReport>; 3] = [
    ("全体の状況", |report| report.overall.clone()),
    ("宿題", |report| promises(&report.homework)),
    ("結果から次へ", |report| labels(&report.leads_to)),
];

const PLACES: [Place<Row>; 6] = [
    ("達成度", |row| {
        row.achievement.map_or("", Choice::label).to_owned()
    }),
    ("満足度", |row| {
        row.satisfaction.map_or("", Choice::label).to_owned()
    }),
    ("状態", |row| row.trend.map_or("", Choice::label).to_owned()),
    ("本人の感想", |row| row.voice.clone()),
    ("サービス提供状況", |row| row.provision.clone()),
    ("今後の課題・解決方法", |row| row.remedy.clone()),
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
            .flat_map(|changes| {
                let place = |change: &Change| {
                    let Change { place, before, after } = change;
                    format!("{} {place}「{before}」→「{after}」", changes.about)
                };
                changes.places.iter().map(place).collect::<Vec<_>>()
            })
            .collect();
        insta::assert_snapshot!(told.join("\n"), @r"
        通う 達成度「50～70％」→「70～90％」
        料理をする 本人の感想「」→「カレーを作った」
        薬を数える 達成度「90～100％」→「」
        ");
    }
}
