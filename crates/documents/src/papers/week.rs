//! 週間計画表 (別紙2, 様式1-2, 2-2, 3-2, and the check form's).

use bansou_domain::monitoring::WeekMark;
use serde::Serialize;

use super::head::{CaseHead, PAGE, joined, pair};
use super::ticks::Tick;
use crate::form::{Cell, Cover, FixedBox, Form, Paper, Part, Table, WeekBlock, WeekGrid};

/// Which week the paper shows.
#[derive(Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WeekStage {
    /// 別紙2 【現在の生活】.
    Current,
    /// 様式1-2, 2-2, 3-2.
    Planned,
    /// チェック方式のモニタリング 週間計画表.
    Checked(WeekReview),
}

/// What the check form asks of a week in place of 主な日常生活上の活動 and 生活の全体像.
#[derive(Clone, Default, Serialize)]
pub struct WeekReview {
    /// その他の予定: what months and years hold, and places of the town.
    pub other_plans: String,
    /// 週予定に関する評価及び課題.
    pub evaluation: String,
    /// 週予定の変更.
    pub marks: Vec<WeekMark>,
}

/// 別紙2, 様式1-2, 2-2, 3-2 and the check form's. One person's week.
#[derive(Clone, Serialize)]
pub struct WeekSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// Which week the paper shows.
    pub stage: WeekStage,
    /// Whose case it is.
    pub head: CaseHead,
    /// 計画開始年月; not on 別紙2.
    pub started: String,
    /// The blocks.
    pub blocks: Vec<WeekBlock>,
    /// 主な日常生活上の活動; not on the check form.
    pub activities: String,
    /// 週単位以外のサービス.
    pub not_weekly: String,
    /// サービス提供によって実現する生活の全体像; not on 別紙2 and the check form.
    pub whole_picture: String,
}

impl Paper for WeekSheet {
    fn form(&self) -> Form {
        let head = match self.stage {
            WeekStage::Current => self.short_head(),
            WeekStage::Planned | WeekStage::Checked(_) => self.full_head(),
        };
        let grid = self.beside(match &self.stage {
            WeekStage::Current | WeekStage::Planned => {
                FixedBox::new("activities", "主な日常生活上の活動", self.activities.as_str())
            }
            WeekStage::Checked(review) => {
                let label = "その他の予定（月・年など）";
                FixedBox::new("other_plans", label, review.other_plans.as_str())
            }
        });
        let grid = match &self.stage {
            WeekStage::Current => grid,
            WeekStage::Planned => {
                let label = "サービス提供によって実現する生活の全体像";
                grid.foot(FixedBox::new("whole_picture", label, self.whole_picture.as_str()))
            }
            WeekStage::Checked(review) => grid.foot(review.evaluated()).foot(review.changes()),
        };
        let parts = vec![Part::Table(head), Part::Week(Box::new(grid))];
        Form::new(self.cover.clone(), PAGE, parts)
    }
}

impl WeekSheet {
    fn beside(&self, beside: FixedBox) -> WeekGrid {
        let label = "週単位以外のサービス";
        let below = FixedBox::new("not_weekly", label, self.not_weekly.as_str());
        WeekGrid::national(self.blocks.clone(), beside, below)
    }

    fn full_head(&self) -> Table {
        let started = joined([
            pair(&self.cover, "計画開始年月", &self.started),
            vec![Cell::short("").across(4)],
        ]);
        self.head.table(&self.cover, started)
    }

    fn short_head(&self) -> Table {
        let pair = |label: &str, value: &str| pair(&self.cover, label, value);
        Table::new(&[24.0, 44.0, 26.0, 30.0, 32.0, 53.0, 28.0, 34.0])
            .row(joined([
                pair("利用者氏名", &self.head.person_name),
                pair("障害支援区分", &self.head.support_level),
                pair("相談支援事業者名", &self.head.office_name),
                pair("計画作成担当者", &self.head.specialist),
            ]))
            .size(8.5)
    }
}

impl WeekReview {
    fn evaluated(&self) -> FixedBox {
        let label = "週予定に関する\n評価及び課題\n（必要に応じて記入）";
        FixedBox::new("evaluation", label, self.evaluation.as_str())
    }

    // The form asks the same four twice: in one line, and by the two steps in which the week is gone through.
    fn changes(&self) -> FixedBox {
        let tick = |label: &str, mark| Tick::new(label, self.marks.contains(&mark)).said();
        let happened = tick("変更あった", WeekMark::Happened);
        let planned = tick("変更予定あり", WeekMark::Planned);
        let needed = tick("変更の必要性あり", WeekMark::Needed);
        let (none, unchanged) = (tick("なし", WeekMark::None), tick("変更なし", WeekMark::None));
        let said = format!(
            "{none}　{happened}　{planned}　{needed}\n\
             ①実施時点の確認と修正：{unchanged}　{happened}　　\
             ②希望・必要性に応じた修正：{planned}　{needed}"
        );
        FixedBox::new("marks", "【週予定の変更】\n※変更は朱書き", said)
    }
}
