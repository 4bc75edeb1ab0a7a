//! What the person said over the years: at visits, in assessments, when something was tried or decided.

use bansou_domain::assessment::Assessment;
use bansou_domain::deciding::Deciding;
use bansou_domain::monitoring::MonitoringReport;
use bansou_store::paper::Paper;
use jiff::civil::Date;

use crate::slices::deciding;

/// So many days are in sight; the older ones are folded away.
const IN_SIGHT: usize = 8;

/// 本人のことば of one day.
pub(super) struct Words {
    pub(super) on: Option<Date>,
    pub(super) said: String,
    pub(super) texts: Vec<String>,
}

/// The newest days, and the older ones behind them.
pub(super) struct Heard {
    pub(super) newest: Vec<Words>,
    pub(super) older: Vec<Words>,
}

impl Heard {
    /// Newest first; the same words again are not told again.
    pub(super) fn of(
        reports: &[&MonitoringReport],
        assessments: &[Paper<Assessment>],
        decided: &[Paper<Deciding>],
    ) -> Self {
        let visits = reports.iter().map(|report| Words {
            on: report.visit.on,
            said: "モニタリング".to_owned(),
            texts: report.rows.iter().map(|row| row.voice.clone()).collect(),
        });
        let wishes = assessments.iter().map(|paper| Words {
            on: paper.content.dated(),
            said: "アセスメント".to_owned(),
            texts: vec![paper.content.wish_person.clone()],
        });
        let decided = decided.iter().flat_map(|paper| deciding_words(&paper.content));
        let mut newest = new_ones(visits.chain(wishes).chain(decided).collect());
        let older = newest.split_off(IN_SIGHT.min(newest.len()));
        Self { newest, older }
    }
}

fn deciding_words(deciding: &Deciding) -> Vec<Words> {
    let trial = deciding.trials.iter().map(|trial| Words {
        on: trial.on,
        said: format!("{} {}", trial.kind.map_or("", |kind| kind.label()), trial.way),
        texts: vec![trial.words.clone()],
    });
    let outcome = Words {
        on: deciding.outcome.on,
        said: format!("決めたこと {}", deciding::told(deciding)),
        texts: vec![deciding.outcome.words.clone()],
    };
    trial.chain([outcome]).collect()
}

fn new_ones(mut told: Vec<Words>) -> Vec<Words> {
    told.sort_by_key(|words| words.on);
    let mut heard: Vec<String> = Vec::new();
    for words in &mut told {
        words.texts.retain_mut(|said| {
            *said = said.trim().to_owned();
            let new = !said.is_empty() && !heard.contains(said);
            if new {
                heard.push(said.clone());
            }
            new
        });
    }
    told.retain(|words| !words.texts.is_empty());
    told.reverse();
    told
}

#[cfg(test)]
mod tests {
    use bansou_domain::deciding::{Outcome, Trial, TrialKind};
    use bansou_domain::monitoring::Row;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn words_are_told_once_newest_first_with_where_they_were_said() {
        let report = |on, voice: &str| {
            let row = Row {
                voice: voice.to_owned(),
                ..Row::default()
            };
            let mut report = MonitoringReport {
                rows: vec![row],
                ..MonitoringReport::default()
            };
            report.visit.on = Some(on);
            report
        };
        let (may, july) = (
            report(date(2026, 5, 1), " パンがすき "),
            report(date(2026, 7, 1), "パンがすき"),
        );
        let deciding = Deciding {
            question: "どこではたらこう".to_owned(),
            trials: vec![Trial {
                on: Some(date(2026, 6, 12)),
                kind: Some(TrialKind::Visit),
                way: "工房".to_owned(),
                words: "また行く".to_owned(),
                ..Trial::default()
            }],
            outcome: Outcome::default(),
            ..Deciding::default()
        };
        let reports = [may, july];
        let words = reports.iter().map(|report| Words {
            on: report.visit.on,
            said: String::new(),
            texts: report.rows.iter().map(|row| row.voice.clone()).collect(),
        });
        let told = new_ones(words.chain(deciding_words(&deciding)).collect());
        let told: Vec<String> = told
            .iter()
            .map(|words| format!("{} {}", words.said, words.texts.join("／")))
            .collect();
        insta::assert_snapshot!(told.join("\n"), @"
        見学 工房 また行く
         パンがすき
        ");
    }
}
