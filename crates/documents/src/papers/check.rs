//! モニタリング報告書, check form (チェック方式).

use serde::Serialize;

use super::consent::Consent;
use super::head::{CaseHead, PAGE, joined, pair};
use super::ticks::{Tick, Ticks};
use crate::form::{Cell, Cover, Form, Paper, Part, Table};

/// 見出し. What stands over the two columns of boxes the form leaves without a name.
#[derive(Clone, Serialize)]
pub struct CheckHeadings {
    /// Over the bands of per cent.
    pub band: String,
    /// Over 向上・維持・悪化.
    pub trend: String,
}

impl Default for CheckHeadings {
    fn default() -> Self {
        Self {
            band: "達成度".to_owned(),
            trend: "本人満足度".to_owned(),
        }
    }
}

/// One need of the plan, looked at again.
#[derive(Clone, Default, Serialize)]
pub struct CheckRow {
    /// 優先順位.
    pub priority: String,
    /// 解決すべき課題.
    pub need: String,
    /// 支援目標.
    pub goal: String,
    /// 達成時期.
    pub until: String,
    /// 福祉サービス等.
    pub services: String,
    /// The four bands of per cent.
    pub band: Ticks,
    /// 向上・維持・悪化.
    pub trend: Ticks,
    /// 状況と改善の方策.
    pub remedy: String,
    /// 計画変更の必要性: 変更なし, or what changes.
    pub change: Ticks,
    /// 変更について.
    pub change_text: String,
}

/// 相談支援度. One side of it, from 1 to 3 where it was ticked.
#[derive(Clone, Serialize)]
pub struct SupportDegree {
    /// 課題解決, 支援構想 …
    pub label: String,
    /// 1 to 3; `None`: not ticked.
    pub degree: Option<u8>,
}

/// チェック方式. What one monitoring found, mostly in ticks.
#[derive(Clone, Serialize)]
pub struct CheckReportSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// Whose case it is.
    pub head: CaseHead,
    /// 受給者証期限開始日.
    pub certificate_from: String,
    /// モニタリング期間.
    pub monitoring_period: String,
    /// モニタリング実施日.
    pub held_on: String,
    /// 更新時.
    pub at_renewal: bool,
    /// 総合的な援助の方針.
    pub policy: String,
    /// 目標（長期）.
    pub long_goal: String,
    /// 目標（短期）.
    pub short_goal: String,
    /// What stands over the columns the form leaves without a name.
    pub headings: CheckHeadings,
    /// The needs, in order of priority.
    pub rows: Vec<CheckRow>,
    /// 相談支援度, six sides.
    pub support_degree: Vec<SupportDegree>,
    /// 利用者同意署名欄, where the municipality wants one.
    pub consent: Option<Consent>,
}

impl Paper for CheckReportSheet {
    fn form(&self) -> Form {
        let mut parts = vec![
            Part::Table(self.case()),
            Part::Table(self.direction()),
            Part::Table(self.needs()),
            Part::Table(self.degrees()),
        ];
        parts.extend(self.consent.as_ref().map(signing).map(Part::Table));
        Form::new(self.cover.clone(), PAGE, parts)
    }
}

impl CheckReportSheet {
    fn case(&self) -> Table {
        let pair = |label: &str, value: &str| pair(&self.cover, label, value);
        let head = &self.head;
        let renewal = Tick::new("更新時", self.at_renewal).said();
        let visited = format!("{}\n{renewal}", self.held_on);
        Table::new(&[29.0, 38.0, 29.0, 36.0, 29.0, 36.0, 27.0, 47.0])
            .row(joined([
                pair("利用者氏名\n（児童氏名）", &head.person_name),
                pair("保護者氏名\n（本人との続柄）", &head.guardian),
                pair("障害支援区分", &head.support_level),
                pair("相談支援事業者名", &head.office_name),
            ]))
            .row(joined([
                pair("障害福祉サービス\n受給者証番号", &head.certificate_number),
                pair("地域相談支援\n受給者証番号", &head.community_certificate_number),
                pair("障害児通所\n受給者証番号", &head.child_certificate_number),
                pair("計画作成担当者", &head.specialist),
            ]))
            .row(joined([
                pair("利用者負担上限額", &head.ceiling),
                pair("受給者証\n期限開始日", &self.certificate_from),
                pair("モニタリング期間", &self.monitoring_period),
                pair("モニタリング\n実施日", &visited),
            ]))
            .size(8.5)
    }

    fn direction(&self) -> Table {
        let text = |label: &str, text: &str| vec![Cell::label(label), Cell::short(text)];
        Table::new(&[38.0, 233.0])
            .row(text("総合的な援助の方針", &self.policy))
            .row(text("目標（長期）", &self.long_goal))
            .row(text("目標（短期）", &self.short_goal))
            .size(8.5)
            .gap_mm(1.6)
    }

    fn needs(&self) -> Table {
        Table::new(&[10.0, 37.0, 38.0, 16.0, 38.0, 23.0, 19.0, 43.0, 19.0, 28.0])
            .header(self.upper_heads())
            .header(vec![Cell::head("変更"), Cell::head("変更について")])
            .rows(self.rows.iter().map(cells))
            .size(8.5)
            .gap_mm(1.6)
    }

    fn upper_heads(&self) -> Vec<Cell> {
        let tall = |said: &str| Cell::head(said).down(2);
        vec![
            tall("優先順位"),
            tall("解決すべき課題"),
            tall("支援目標"),
            tall("達成時期"),
            tall("福祉サービス等"),
            tall(&self.headings.band),
            tall(&self.headings.trend),
            tall("状況と改善の方策"),
            Cell::head("計画変更の必要性").across(2),
        ]
    }

    fn degrees(&self) -> Table {
        let mut columns = vec![38.0];
        columns.extend(self.support_degree.iter().map(|_| SIDE_MM));
        let mut row = vec![Cell::label("相談支援度")];
        row.extend(self.support_degree.iter().map(|side| Cell::mark(side.said())));
        Table::new(&columns).row(row).size(8.5).gap_mm(1.6)
    }
}

impl SupportDegree {
    // The number that holds is ringed, so that it can be told in a grey copy.
    fn said(&self) -> String {
        let ringed = |degree: u8, ring: &'static str, plain: &'static str| {
            if self.degree == Some(degree) { ring } else { plain }
        };
        let scale = [ringed(1, "①", "1"), ringed(2, "②", "2"), ringed(3, "③", "3")];
        let tick = Tick::new(self.label.as_str(), self.degree.is_some());
        format!("{}［{}］", tick.said(), scale.join(" "))
    }
}

/// One of the six sides beside their label.
const SIDE_MM: f64 = 233.0 / 6.0;

fn signing(consent: &Consent) -> Table {
    Table::new(&[38.0, 233.0])
        .row(vec![Cell::label("利用者同意署名欄"), consent.cell()])
        .size(8.5)
}

fn cells(row: &CheckRow) -> Vec<Cell> {
    vec![
        Cell::mark(row.priority.as_str()).min_mm(18.0),
        Cell::value(row.need.as_str()),
        Cell::value(row.goal.as_str()),
        Cell::mark(row.until.as_str()),
        Cell::value(row.services.as_str()),
        Cell::short(row.band.lines()),
        Cell::short(row.trend.lines()),
        Cell::value(row.remedy.as_str()),
        Cell::short(row.change.lines()),
        Cell::value(row.change_text.as_str()),
    ]
}
