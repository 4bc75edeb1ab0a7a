//! サービス等利用計画案 and サービス等利用計画 (様式1-1, 2-1).

use serde::Serialize;

use super::consent::Consent;
use super::head::{CaseHead, PAGE, joined, pair};
use crate::form::{Cell, Cover, Form, Paper, Part, Table};

/// Whether the paper proposes or settles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanStage {
    /// 計画案: providers have no column of their own.
    Draft,
    /// 計画.
    Plan,
}

/// 目標. A goal and the time it is to be reached.
#[derive(Clone, Default, Serialize)]
pub struct Goal {
    /// The goal.
    pub text: String,
    /// 達成時期, as printed.
    pub until: String,
}

/// 福祉サービス等. One service that answers a need.
#[derive(Clone, Default, Serialize)]
pub struct ServiceEntry {
    /// 種類.
    pub kind: String,
    /// 内容.
    pub content: String,
    /// 量（頻度・時間）.
    pub amount: String,
    /// 提供事業者名.
    pub provider: String,
    /// 担当者名.
    pub person_in_charge: String,
    /// 電話.
    pub tel: String,
}

/// One need with the services that answer it.
#[derive(Clone, Default, Serialize)]
pub struct NeedRow {
    /// 優先順位.
    pub priority: String,
    /// 解決すべき課題（本人のニーズ）.
    pub need: String,
    /// 支援目標.
    pub goal: String,
    /// 達成時期.
    pub until: String,
    /// 福祉サービス等.
    pub services: Vec<ServiceEntry>,
    /// 課題解決のための本人の役割.
    pub own_role: String,
    /// 評価時期.
    pub review: String,
    /// その他留意事項.
    pub notes: String,
}

/// 様式1-1, 2-1. A plan or its draft.
#[derive(Clone, Serialize)]
pub struct PlanSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// Whether the paper proposes or settles.
    pub stage: PlanStage,
    /// Whose case it is.
    pub head: CaseHead,
    /// 計画（案）作成日.
    pub made_on: String,
    /// モニタリング期間（開始年月）.
    pub monitoring_period: String,
    /// 利用者同意署名欄.
    pub consent: Consent,
    /// 意向, with the person's and the family's words apart.
    pub wishes: String,
    /// 総合的な援助の方針.
    pub policy: String,
    /// 長期目標.
    pub long_goal: Goal,
    /// 短期目標.
    pub short_goal: Goal,
    /// The needs, in order of priority.
    pub needs: Vec<NeedRow>,
}

impl Paper for PlanSheet {
    fn form(&self) -> Form {
        let parts = vec![
            Part::Table(self.head.table(&self.cover, self.last_head_row())),
            Part::Table(self.direction()),
            Part::Table(self.needs_table()),
        ];
        Form::new(self.cover.clone(), PAGE, parts)
    }
}

impl PlanSheet {
    fn last_head_row(&self) -> Vec<Cell> {
        let made = match self.stage {
            PlanStage::Draft => "計画案作成日",
            PlanStage::Plan => "計画作成日",
        };
        joined([
            pair(&self.cover, made, &self.made_on),
            pair(
                &self.cover,
                "モニタリング期間\n（開始年月）",
                &self.monitoring_period,
            ),
            vec![Cell::label("利用者同意署名欄"), self.consent.cell()],
        ])
    }

    fn direction(&self) -> Table {
        let text = |label: &str, text: &str| vec![Cell::label(label), Cell::short(text).across(3)];
        let goal = |label: &str, goal: &Goal| {
            vec![
                Cell::label(label),
                Cell::short(goal.text.as_str()),
                Cell::label("達成時期"),
                Cell::mark(goal.until.as_str()),
            ]
        };
        Table::new(&[44.0, 167.0, 20.0, 40.0])
            .row(text(
                "利用者及びその家族の生活に対する意向（希望する生活）",
                &self.wishes,
            ))
            .row(text("総合的な援助の方針", &self.policy))
            .row(goal("長期目標", &self.long_goal))
            .row(goal("短期目標", &self.short_goal))
            .gap_mm(2.0)
    }

    fn needs_table(&self) -> Table {
        let columns: &[f64] = match self.stage {
            PlanStage::Draft => &[10.0, 43.0, 46.0, 19.0, 66.0, 35.0, 18.0, 34.0],
            PlanStage::Plan => &[10.0, 36.0, 38.0, 18.0, 50.0, 37.0, 31.0, 17.0, 34.0],
        };
        Table::new(columns)
            .header(self.upper_heads())
            .header(self.lower_heads())
            .rows(self.needs.iter().flat_map(|need| self.need_rows(need)))
            .size(8.5)
            .gap_mm(2.0)
    }

    fn upper_heads(&self) -> Vec<Cell> {
        let tall = |said: &str| Cell::head(said).down(2);
        let services = Cell::head("福祉サービス等").across(match self.stage {
            PlanStage::Draft => 1,
            PlanStage::Plan => 2,
        });
        vec![
            tall("優先順位"),
            tall("解決すべき課題\n（本人のニーズ）"),
            tall("支援目標"),
            tall("達成時期"),
            services,
            tall("課題解決のための\n本人の役割"),
            tall("評価時期"),
            tall("その他留意事項"),
        ]
    }

    fn lower_heads(&self) -> Vec<Cell> {
        let mut heads = vec![Cell::head("種類・内容・量（頻度・時間）")];
        if self.stage == PlanStage::Plan {
            heads.push(Cell::head("提供事業者名\n（担当者名・電話）"));
        }
        heads
    }

    fn need_rows(&self, need: &NeedRow) -> Vec<Vec<Cell>> {
        let rows = need.services.len().max(1);
        let first_service = need.services.first().cloned().unwrap_or_default();
        let mut first = vec![
            Cell::mark(need.priority.as_str()).down(rows).min_mm(NEED_MM),
            Cell::value(need.need.as_str()).down(rows),
            Cell::value(need.goal.as_str()).down(rows),
            Cell::mark(need.until.as_str()).down(rows),
        ];
        first.extend(self.service_cells(&first_service));
        first.extend([
            Cell::value(need.own_role.as_str()).down(rows),
            Cell::mark(need.review.as_str()).down(rows),
            Cell::value(need.notes.as_str()).down(rows),
        ]);
        let others = need.services.iter().skip(1);
        std::iter::once(first)
            .chain(others.map(|service| self.service_cells(service)))
            .collect()
    }

    fn service_cells(&self, service: &ServiceEntry) -> Vec<Cell> {
        let content = stacked(&[&service.kind, &service.content, &service.amount]);
        let in_charge = if service.person_in_charge.is_empty() {
            String::new()
        } else {
            format!("（{}）", service.person_in_charge)
        };
        let provider = stacked(&[&service.provider, &in_charge, &service.tel]);
        match self.stage {
            PlanStage::Plan => vec![Cell::value(content), Cell::value(provider)],
            // The draft has no column for providers; one that is already known is still said.
            PlanStage::Draft => vec![Cell::value(stacked(&[&content, &provider]))],
        }
    }
}

fn stacked(said: &[&str]) -> String {
    let said: Vec<_> = said.iter().copied().filter(|said| !said.is_empty()).collect();
    said.join("\n")
}

const NEED_MM: f64 = 16.0;
