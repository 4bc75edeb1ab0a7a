//! モニタリング報告書, free text (様式3-1).

use serde::Serialize;

use super::consent::Consent;
use super::head::{CaseHead, PAGE, joined, pair};
use crate::form::{Cell, Cover, Form, Paper, Part, Table};

/// One goal and what became of it.
#[derive(Clone, Default, Serialize)]
pub struct MonitoringRow {
    /// 優先順位.
    pub priority: String,
    /// 支援目標.
    pub goal: String,
    /// 達成時期.
    pub until: String,
    /// サービス提供状況（事業者からの聞き取り）.
    pub provision: String,
    /// 本人の感想・満足度.
    pub voice: String,
    /// 支援目標の達成度（ニーズの充足度）.
    pub achievement: String,
    /// 今後の課題・解決方法.
    pub remedy: String,
    /// サービス種類の変更: 有 or 無.
    pub kind_change: String,
    /// サービス量の変更: 有 or 無.
    pub amount_change: String,
    /// 週間計画の変更: 有 or 無.
    pub week_change: String,
    /// その他留意事項.
    pub notes: String,
}

/// 様式3-1. What one monitoring found, in free text.
#[derive(Clone, Serialize)]
pub struct MonitoringSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// Whose case it is.
    pub head: CaseHead,
    /// 計画作成日.
    pub plan_made_on: String,
    /// モニタリング実施日.
    pub held_on: String,
    /// 利用者同意署名欄.
    pub consent: Consent,
    /// 総合的な援助の方針.
    pub policy: String,
    /// 全体の状況.
    pub overall: String,
    /// The goals, in order of priority.
    pub rows: Vec<MonitoringRow>,
}

impl Paper for MonitoringSheet {
    fn form(&self) -> Form {
        let last = joined([
            pair(&self.cover, "計画作成日", &self.plan_made_on),
            pair(&self.cover, "モニタリング実施日", &self.held_on),
            vec![Cell::label("利用者同意署名欄"), self.consent.cell()],
        ]);
        let parts = vec![
            Part::Table(self.head.table(&self.cover, last)),
            Part::Table(self.situation()),
            Part::Table(self.goals()),
        ];
        Form::new(self.cover.clone(), PAGE, parts)
    }
}

impl MonitoringSheet {
    fn situation(&self) -> Table {
        Table::new(&[1.0, 1.0])
            .header(vec![Cell::head("総合的な援助の方針"), Cell::head("全体の状況")])
            .row(vec![
                Cell::value(self.policy.as_str()).min_mm(18.0),
                Cell::value(self.overall.as_str()),
            ])
            .gap_mm(2.0)
    }

    fn goals(&self) -> Table {
        Table::new(&[10.0, 36.0, 17.0, 41.0, 36.0, 28.0, 38.0, 11.0, 11.0, 11.0, 32.0])
            .header(upper_heads())
            .header(["種類", "量", "週間"].map(Cell::head).to_vec())
            .rows(self.rows.iter().map(cells))
            .size(8.5)
            .gap_mm(2.0)
    }
}

fn upper_heads() -> Vec<Cell> {
    let tall = |said: &str| Cell::head(said).down(2);
    vec![
        tall("優先順位"),
        tall("支援目標"),
        tall("達成時期"),
        tall("サービス提供状況\n（事業者からの聞き取り）"),
        tall("本人の感想・\n満足度"),
        tall("支援目標の達成度\n（ニーズの充足度）"),
        tall("今後の課題・\n解決方法"),
        Cell::head("計画変更の必要性").across(3),
        tall("その他留意事項"),
    ]
}

fn cells(row: &MonitoringRow) -> Vec<Cell> {
    vec![
        Cell::mark(row.priority.as_str()).min_mm(18.0),
        Cell::value(row.goal.as_str()),
        Cell::mark(row.until.as_str()),
        Cell::value(row.provision.as_str()),
        Cell::value(row.voice.as_str()),
        Cell::value(row.achievement.as_str()),
        Cell::value(row.remedy.as_str()),
        Cell::mark(row.kind_change.as_str()),
        Cell::mark(row.amount_change.as_str()),
        Cell::mark(row.week_change.as_str()),
        Cell::value(row.notes.as_str()),
    ]
}
