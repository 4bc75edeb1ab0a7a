//! 明細書: one person, one month of service.

use bansou_domain::calendar::wareki;
use bansou_domain::claim::{ClaimLine, FrozenClaim};
use serde::Serialize;

use super::{
    ClaimPrint, area_words, benefit_words, katakana, municipality_label, payer_label, price_words, remark,
    unconfirmed, yen_words,
};
use crate::form::{Cell, Cover, Form, Page, Paper, Part, Table};
use crate::papers::head::{joined, pair};

/// 明細. One line of a 明細書.
#[derive(Clone, Serialize)]
pub struct DetailRow {
    /// サービス内容.
    pub name: String,
    /// サービスコード.
    pub code: String,
    /// 単位数.
    pub units: i64,
    /// 回数.
    pub times: i64,
    /// サービス単位数.
    pub total: i64,
    /// 摘要.
    pub remark: String,
}

/// 明細書. 計画相談支援給付費明細書 or 障害児相談支援給付費明細書.
///
/// The official form was not seen: its boxes are known from two programs that fill it, their places are ours.
#[derive(Clone, Serialize)]
pub struct DetailSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 市町村番号, or 都道府県等番号 for a child.
    pub number_label: String,
    /// The municipality's number.
    pub municipality: String,
    /// サービス提供年月.
    pub month: String,
    /// 受給者証番号.
    pub certificate: String,
    /// What the name is called.
    pub name_label: String,
    /// 支給決定障害者等の氏名; for a child that of the 給付決定保護者.
    pub name: String,
    /// 児童のフリガナ; empty for an adult.
    pub child_kana: String,
    /// 指定事業所番号.
    pub office_number: String,
    /// 事業者及びその事業所の名称.
    pub office_names: String,
    /// 地域区分.
    pub area: String,
    /// 単位数単価.
    pub price: String,
    /// 給付費明細欄.
    pub rows: Vec<DetailRow>,
    /// 単位数の合計.
    pub units: i64,
    /// 請求額.
    pub yen: String,
    /// Values that were not confirmed; empty where all were.
    pub unconfirmed: String,
}

impl DetailSheet {
    /// Makes the sheet of a claim.
    #[must_use]
    pub fn of(print: &ClaimPrint, claim: &FrozenClaim) -> Self {
        let title = format!("{}明細書", benefit_words(claim.benefit));
        Self {
            cover: print.cover(&title, &format!("{} 様", claim.name)),
            number_label: municipality_label(claim.benefit).to_owned(),
            municipality: claim.municipality.clone(),
            month: wareki::format_month(claim.month),
            certificate: claim.certificate.clone(),
            name_label: payer_label(claim.benefit).to_owned(),
            name: claim.name.clone(),
            child_kana: katakana(claim.child_kana.as_deref().unwrap_or_default()),
            office_number: print.office.number.clone(),
            office_names: format!("{}\n{}", print.office.corporation, print.office.name),
            area: area_words(claim.area),
            price: price_words(claim.price_hundredths),
            rows: claim.lines.iter().map(DetailRow::of).collect(),
            units: claim.units(),
            yen: yen_words(claim.yen),
            unconfirmed: unconfirmed(&[claim]),
        }
    }
}

impl DetailRow {
    pub(super) fn of(line: &ClaimLine) -> Self {
        Self {
            name: line.name.clone(),
            code: line.code.clone().unwrap_or_default(),
            units: line.units,
            times: i64::from(line.count),
            total: line.total(),
            remark: String::new(),
        }
    }
}

impl Paper for DetailSheet {
    fn form(&self) -> Form {
        let tables = [self.head(), self.person(), self.lines()];
        let tables = tables.into_iter().chain(remark(&self.unconfirmed));
        Form::new(
            self.cover.clone(),
            Page::Portrait,
            tables.map(Part::Table).collect(),
        )
    }
}

impl DetailSheet {
    fn head(&self) -> Table {
        Table::new(&[36.0, 54.0, 36.0, 54.0]).row(joined([
            pair(&self.cover, &self.number_label, &self.municipality),
            pair(&self.cover, "サービス提供年月", &format!("{}分", self.month)),
        ]))
    }

    fn person(&self) -> Table {
        let pair = |label: &str, value: &str| pair(&self.cover, label, value);
        let child = if self.child_kana.is_empty() {
            vec![Cell::short("").across(2)]
        } else {
            pair("児童の氏名（フリガナ）", &self.child_kana)
        };
        Table::new(&[36.0, 54.0, 36.0, 54.0])
            .row(joined([
                pair("受給者証番号", &self.certificate),
                pair("指定事業所番号", &self.office_number),
            ]))
            .row(joined([
                pair(&self.name_label, &self.name),
                pair("事業者及びその事業所の名称", &self.office_names),
            ]))
            .row(joined([child, pair("地域区分", &self.area)]))
            .gap_mm(2.0)
    }

    fn lines(&self) -> Table {
        let heads = [
            "サービス内容",
            "サービスコード",
            "単位数",
            "回数",
            "サービス単位数",
            "摘要",
        ];
        let mut total = vec![
            Cell::label("合計").across(4),
            Cell::amount(self.units),
            Cell::short(""),
        ];
        let mut claimed = vec![
            Cell::label(format!(
                "請求額（単位数の合計×単位数単価 {}、1円未満切捨て）",
                self.price
            ))
            .across(4),
            Cell::short(self.yen.as_str()).across(2),
        ];
        total
            .iter_mut()
            .chain(&mut claimed)
            .for_each(|cell| cell.min_mm = 8.0);
        Table::new(&[70.0, 27.0, 17.0, 13.0, 30.0, 23.0])
            .header(heads.map(Cell::head).to_vec())
            .rows(self.rows.iter().map(cells))
            .row(total)
            .row(claimed)
            .gap_mm(2.0)
    }
}

pub(super) fn cells(row: &DetailRow) -> Vec<Cell> {
    vec![
        Cell::short(row.name.as_str()).min_mm(8.0),
        Cell::mark(row.code.as_str()),
        Cell::amount(row.units),
        Cell::amount(row.times),
        Cell::amount(row.total),
        Cell::short(row.remark.as_str()),
    ]
}
