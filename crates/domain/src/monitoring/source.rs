//! 出どころ and what a draft still lacks. Where the words of a row came from, what nobody has written yet, what stayed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{MonitoringReport, Row};

/// 出どころ. Whose words a row took over; kept with the report, whatever becomes of the words.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WordSource {
    /// だれ.
    pub who: String,
    /// いつ.
    pub on: Option<Date>,
    /// どうやって, in words: リンク, 電話, 訪問.
    pub means: String,
    /// The record they stand in, by which the same words are not taken twice.
    pub record: String,
}

/// One thing a draft says nothing about yet. None of it forbids confirming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// サービス提供状況 of a row.
    Provision(usize),
    /// 本人の感想 of a row.
    Voice(usize),
    /// 本人の満足度 of a row.
    Satisfaction(usize),
    /// 達成度 and 達成の様子 of a row.
    Achievement(usize),
    /// 今後の課題・解決方法 of a row.
    Remedy(usize),
    /// 実施日.
    Visit,
    /// 会った人.
    Met,
    /// 全体の状況.
    Overall,
    /// 不適切な支援のサイン.
    Rights,
    /// 訪問の目的.
    Purpose,
    /// 次回モニタリング.
    Next,
}

/// What a draft says nothing about yet, in the order of the form.
#[must_use]
pub fn gaps(report: &MonitoringReport) -> Vec<Gap> {
    let head = [
        (Gap::Visit, report.visit.on.is_none()),
        (Gap::Met, report.visit.met.is_empty()),
        (Gap::Purpose, !report.purpose_told),
        (Gap::Overall, report.overall.trim().is_empty()),
    ];
    let foot = [
        (Gap::Next, report.next.is_none()),
        (Gap::Rights, !report.rights_asked),
    ];
    let rows = report
        .rows
        .iter()
        .enumerate()
        .flat_map(|(place, row)| of_row(place, row));
    let open = |(gap, open): (Gap, bool)| open.then_some(gap);
    head.into_iter()
        .filter_map(open)
        .chain(rows)
        .chain(foot.into_iter().filter_map(open))
        .collect()
}

fn of_row(place: usize, row: &Row) -> Vec<Gap> {
    let blank = |text: &str| text.trim().is_empty();
    [
        (Gap::Provision(place), blank(&row.provision)),
        (Gap::Voice(place), blank(&row.voice)),
        (Gap::Satisfaction(place), row.satisfaction.is_none()),
        (
            Gap::Achievement(place),
            row.achievement.is_none() && blank(&row.achievement_text),
        ),
        (Gap::Remedy(place), blank(&row.remedy)),
    ]
    .into_iter()
    .filter_map(|(gap, open)| open.then_some(gap))
    .collect()
}

/// 前回から変わらないところ. The parts of a row that say the very same as last time; nothing said is no part.
#[must_use]
pub fn unchanged(row: &Row, before: &Row) -> Vec<&'static str> {
    let text = |now: &str, before: &str| !now.trim().is_empty() && now.trim() == before.trim();
    [
        ("提供状況", text(&row.provision, &before.provision)),
        ("本人の感想", text(&row.voice, &before.voice)),
        (
            "満足度",
            row.satisfaction.is_some() && row.satisfaction == before.satisfaction,
        ),
        (
            "達成度",
            row.achievement.is_some() && row.achievement == before.achievement,
        ),
        ("解決方法", text(&row.remedy, &before.remedy)),
    ]
    .into_iter()
    .filter_map(|(part, same)| same.then_some(part))
    .collect()
}

impl WordSource {
    /// The source in one line of a form: its parts with tabs between.
    #[must_use]
    pub fn written(&self) -> String {
        let on = self.on.map(|on| on.to_string()).unwrap_or_default();
        [&self.who, &on, &self.means, &self.record]
            .map(|part| part.replace(['\t', '\n'], " "))
            .join("\t")
    }

    /// Reads what [`WordSource::written`] wrote; `None` for anything else.
    #[must_use]
    pub fn read(line: &str) -> Option<Self> {
        let parts: Vec<&str> = line.split('\t').collect();
        let [who, on, means, record] = parts.as_slice() else {
            return None;
        };
        let on = match *on {
            "" => None,
            on => Some(on.parse().ok()?),
        };
        Some(Self {
            who: (*who).to_owned(),
            on,
            means: (*means).to_owned(),
            record: (*record).to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::monitoring::Band;

    #[test]
    fn a_draft_lists_what_it_says_nothing_about() {
        let mut report = MonitoringReport {
            rows: vec![Row::default()],
            ..MonitoringReport::default()
        };
        assert_eq!(gaps(&report).len(), 11);
        let row = &mut report.rows[0];
        row.provision = "週3日通えた".to_owned();
        row.achievement_text = "朝の電車に乗れた".to_owned();
        report.rights_asked = true;
        assert_eq!(
            gaps(&report),
            [
                Gap::Visit,
                Gap::Met,
                Gap::Purpose,
                Gap::Overall,
                Gap::Voice(0),
                Gap::Satisfaction(0),
                Gap::Remedy(0),
                Gap::Next,
            ]
        );
    }

    #[test]
    fn what_says_the_same_as_last_time_is_told_and_silence_is_not() {
        let before = Row {
            provision: "週3日通えた".to_owned(),
            achievement: Some(Band::Seventy),
            ..Row::default()
        };
        let mut row = before.clone();
        assert_eq!(unchanged(&row, &before), ["提供状況", "達成度"]);
        row.achievement = Some(Band::Ninety);
        assert_eq!(unchanged(&row, &before), ["提供状況"]);
    }

    #[test]
    fn a_source_comes_back_from_the_form_as_it_went_in() {
        let source = WordSource {
            who: "就労支援センター見本\t課長".to_owned(),
            on: Some(date(2026, 11, 12)),
            means: "電話".to_owned(),
            record: "h.1.0".to_owned(),
        };
        let back = WordSource::read(&source.written());
        let kept = WordSource {
            who: "就労支援センター見本 課長".to_owned(),
            ..source
        };
        assert!(back == Some(kept));
        assert!(WordSource::read("見本\tいつか\t電話\th").is_none() && WordSource::read("").is_none());
    }
}
