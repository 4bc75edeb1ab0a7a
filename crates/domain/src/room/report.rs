//! モニタリング報告書を渡す. What a party is handed of a confirmed report, made for its kind.
//!
//! Nothing here can hold what was told to the office about others: what providers said when they were asked, how content the
//! person is with each, signs of abuse, what the consultant thinks of their own work.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{PartyKind, Veil};
use crate::calendar::ServiceMonth;
use crate::id::PaperId;
use crate::monitoring::{Band, MonitoringReport, Row};

/// モニタリング報告書を渡す.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportAsk {
    /// どの報告書. Confirmed, so that everybody has the same.
    pub paper: PaperId,
    /// 何のためか. In words every party may read.
    pub occasion: String,
    /// やさしい ふりかえり. What the person and the family read in place of the report, with its readings.
    pub easy: String,
    /// 返事の期限.
    pub reply_by: Option<Date>,
}

/// 報告書の見えかた.
#[derive(Clone, PartialEq, Eq)]
pub enum ReportView {
    /// 報告書.
    Official(OfficialReport),
    /// やさしい ふりかえり.
    Easy(EasyReport),
}

/// 報告書, as those who support the person read it.
#[derive(Clone, PartialEq, Eq)]
pub struct OfficialReport {
    /// 実施日.
    pub on: Option<Date>,
    /// 総合的な援助の方針.
    pub policy: String,
    /// 長期目標.
    pub long_goal: String,
    /// 短期目標.
    pub short_goal: String,
    /// 全体の状況.
    pub overall: String,
    /// 目標ごとのようす.
    pub goals: Vec<GoalSeen>,
    /// 結果から次へ.
    pub leads_to: Vec<&'static str>,
    /// その説明.
    pub leads_to_text: String,
    /// 宿題. Who, what, until when.
    pub homework: Vec<(String, String, Option<Date>)>,
    /// 次回モニタリング.
    pub next: Option<ServiceMonth>,
}

/// 一つの目標のようす.
#[derive(Clone, PartialEq, Eq)]
pub struct GoalSeen {
    /// 解決すべき課題.
    pub need: String,
    /// 支援目標.
    pub goal: String,
    /// 福祉サービス等.
    pub services: String,
    /// 達成度 and its words.
    pub achievement: String,
    /// 今後の課題・解決方法.
    pub remedy: String,
    /// 計画変更の必要.
    pub change: String,
}

/// やさしい ふりかえり, in place of the report.
#[derive(Clone, PartialEq, Eq)]
pub struct EasyReport {
    /// いつ.
    pub on: Option<Date>,
    /// ふりかえり. The easy text, or the overall picture where nobody has written it.
    pub points: Vec<String>,
    /// わたしが すること; for the person alone.
    pub own: Vec<String>,
    /// つぎの モニタリング.
    pub next: Option<ServiceMonth>,
}

impl ReportView {
    /// What is handed to a party of this kind; `None` for whoever gets the report by a way of its own.
    #[must_use]
    pub fn of(kind: PartyKind, report: &MonitoringReport, easy: &str, veil: &Veil) -> Option<Self> {
        if kind == PartyKind::Municipality {
            return None;
        }
        Some(if kind.reads_easy() {
            Self::Easy(EasyReport::of(kind, report, easy, veil))
        } else {
            Self::Official(OfficialReport::of(report, veil))
        })
    }
}

impl OfficialReport {
    fn of(report: &MonitoringReport, veil: &Veil) -> Self {
        let say = |text: &str| veil.over(text);
        let homework = report.homework.iter();
        Self {
            on: report.visit.on,
            policy: say(&report.policy),
            long_goal: say(&report.long_goal),
            short_goal: say(&report.short_goal),
            overall: say(&report.overall),
            goals: report.rows.iter().map(|row| GoalSeen::of(row, veil)).collect(),
            leads_to: report.leads_to.iter().map(|next| next.label()).collect(),
            leads_to_text: say(&report.leads_to_text),
            homework: homework
                .map(|promise| (say(&promise.who), say(&promise.what), promise.by))
                .collect(),
            next: report.next,
        }
    }
}

impl GoalSeen {
    fn of(row: &Row, veil: &Veil) -> Self {
        let say = |text: &str| veil.over(text);
        let changes: Vec<&str> = row.changes.iter().map(|change| change.label()).collect();
        let change = match (row.no_change, changes.is_empty()) {
            (true, _) => "変更なし".to_owned(),
            (false, true) => String::new(),
            (false, false) => format!("変更の必要（{}）", changes.join("・")),
        };
        Self {
            need: say(&row.need),
            goal: say(&row.goal),
            services: say(&row.services),
            achievement: lines([
                row.achievement.map_or("", Band::label),
                &say(&row.achievement_text),
            ]),
            remedy: say(&row.remedy),
            change: lines([&change, &say(&row.change_text)]),
        }
    }
}

fn lines(parts: [&str; 2]) -> String {
    let parts = parts.into_iter().filter(|part| !part.trim().is_empty());
    parts.collect::<Vec<_>>().join("\n")
}

impl EasyReport {
    fn of(kind: PartyKind, report: &MonitoringReport, easy: &str, veil: &Veil) -> Self {
        let text = if easy.trim().is_empty() {
            &report.overall
        } else {
            easy
        };
        let said = text.lines().filter(|line| !line.trim().is_empty());
        let own = report
            .homework
            .iter()
            .filter(|promise| kind == PartyKind::Person && promise.who.contains("本人"));
        Self {
            on: report.visit.on,
            points: said.map(|line| veil.over(line)).collect(),
            own: own.map(|promise| veil.over(&promise.what)).collect(),
            next: report.next,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::Promise;

    fn report() -> MonitoringReport {
        let promise = |who: &str, what: &str| Promise {
            who: who.to_owned(),
            what: what.to_owned(),
            by: None,
        };
        MonitoringReport {
            overall: "週3日通えている".to_owned(),
            rights_text: "あざがある".to_owned(),
            homework: vec![promise("本人", "カードを作る"), promise("母", "電話する")],
            rows: vec![Row {
                goal: "休まず通う".to_owned(),
                provision: "遅刻が多いと聞いた".to_owned(),
                voice: "職員が苦手".to_owned(),
                achievement_text: "月に1回の休み".to_owned(),
                no_change: true,
                ..Row::default()
            }],
            ..MonitoringReport::default()
        }
    }

    #[test]
    fn a_provider_reads_how_the_goals_stand_and_nothing_told_about_others() {
        let view = ReportView::of(PartyKind::Provider, &report(), "", &Veil::default());
        let Some(ReportView::Official(view)) = view else {
            unreachable!("a provider reads the report")
        };
        assert_eq!(view.goals[0].achievement, "月に1回の休み");
        assert_eq!(view.goals[0].change, "変更なし");
        assert_eq!(view.homework.len(), 2);
    }

    #[test]
    fn the_person_reads_easy_words_and_what_they_do_themselves_and_the_municipality_nothing() {
        let read = |kind, easy| match ReportView::of(kind, &report(), easy, &Veil::default()) {
            Some(ReportView::Easy(easy)) => Some((easy.points, easy.own)),
            _ => None,
        };
        let all = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            read(PartyKind::Person, ""),
            Some((all(&["週3日通えている"]), all(&["カードを作る"])))
        );
        assert_eq!(
            read(PartyKind::Family, "かよえています。\n\nつづけます。"),
            Some((all(&["かよえています。", "つづけます。"]), all(&[])))
        );
        assert_eq!(read(PartyKind::Municipality, ""), None);
    }
}
