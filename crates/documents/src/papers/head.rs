//! The head that plan, week and monitoring papers share.

use serde::Serialize;

use crate::form::{Cell, Cover, Page, Table};

/// 頭書き. Whose case it is, as the head of each paper names it.
#[derive(Clone, Default, Serialize)]
pub struct CaseHead {
    /// 利用者氏名（児童氏名）.
    pub person_name: String,
    /// 保護者氏名, with the relation; empty for an adult.
    pub guardian: String,
    /// 障害支援区分.
    pub support_level: String,
    /// 相談支援事業者名.
    pub office_name: String,
    /// 計画作成担当者.
    pub specialist: String,
    /// 障害福祉サービス受給者証番号.
    pub certificate_number: String,
    /// 地域相談支援受給者証番号.
    pub community_certificate_number: String,
    /// 通所受給者証番号.
    pub child_certificate_number: String,
    /// 利用者負担上限額.
    pub ceiling: String,
}

impl CaseHead {
    /// The head as a table; `last` is its fourth row, which differs by paper.
    pub(super) fn table(&self, cover: &Cover, last: Vec<Cell>) -> Table {
        let pair = |label: &str, value: &str| pair(cover, label, value);
        let guardian = if self.guardian.is_empty() {
            vec![Cell::short("").across(2)]
        } else {
            pair("保護者氏名（続柄）", &self.guardian)
        };
        Table::new(&COLUMNS)
            .row(joined([
                pair("利用者氏名（児童氏名）", &self.person_name),
                pair("障害支援区分", &self.support_level),
                pair("相談支援事業者名", &self.office_name),
            ]))
            .row(joined([
                pair("障害福祉サービス受給者証番号", &self.certificate_number),
                pair("利用者負担上限額", &self.ceiling),
                pair("計画作成担当者", &self.specialist),
            ]))
            .row(joined([
                pair("地域相談支援受給者証番号", &self.community_certificate_number),
                pair("通所受給者証番号", &self.child_certificate_number),
                guardian,
            ]))
            .row(last)
            .size(8.5)
    }
}

/// Label and value side by side.
pub(super) fn pair(cover: &Cover, label: &str, value: &str) -> Vec<Cell> {
    vec![Cell::label(cover.label(label)), Cell::short(value)]
}

/// One row from several groups of cells.
pub(super) fn joined<const N: usize>(groups: [Vec<Cell>; N]) -> Vec<Cell> {
    groups.into_iter().flatten().collect()
}

/// Plan, week and monitoring lie on their long side.
pub(super) const PAGE: Page = Page::Landscape;

const COLUMNS: [f64; 6] = [44.0, 48.0, 40.0, 38.0, 34.0, 67.0];
