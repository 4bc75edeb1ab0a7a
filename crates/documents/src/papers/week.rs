//! 週間計画表 (別紙2, 様式1-2, 2-2, 3-2).

use serde::Serialize;

use super::head::{CaseHead, PAGE, joined, pair};
use crate::form::{Cell, Cover, FixedBox, Form, Paper, Part, Table, WeekBlock, WeekGrid};

/// Which week the paper shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WeekStage {
    /// 別紙2 【現在の生活】.
    Current,
    /// 様式1-2, 2-2, 3-2.
    Planned,
}

/// 別紙2, 様式1-2, 2-2, 3-2. One person's week.
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
    /// 主な日常生活上の活動.
    pub activities: String,
    /// 週単位以外のサービス.
    pub not_weekly: String,
    /// サービス提供によって実現する生活の全体像; not on 別紙2.
    pub whole_picture: String,
}

impl Paper for WeekSheet {
    fn form(&self) -> Form {
        let grid = WeekGrid::national(
            self.blocks.clone(),
            FixedBox::new("activities", "主な日常生活上の活動", self.activities.as_str()),
            FixedBox::new("not_weekly", "週単位以外のサービス", self.not_weekly.as_str()),
        );
        let (head, grid) = match self.stage {
            WeekStage::Current => (self.short_head(), grid),
            WeekStage::Planned => {
                let label = "サービス提供によって実現する生活の全体像";
                let whole = FixedBox::new("whole_picture", label, self.whole_picture.as_str());
                (self.full_head(), grid.foot(whole))
            }
        };
        let parts = vec![Part::Table(head), Part::Week(Box::new(grid))];
        Form::new(self.cover.clone(), PAGE, parts)
    }
}

impl WeekSheet {
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
