//! 請求書: one municipality, one month of service, one benefit.

use bansou_domain::calendar::wareki;
use bansou_domain::claim::FrozenClaim;
use jiff::civil::Date;
use serde::Serialize;

use super::{
    ClaimOffice, ClaimPrint, area_words, benefit_words, day_words, katakana, municipality_label,
    office_table, payer_label, price_words, remark, unconfirmed,
};
use crate::form::{Cell, Cover, Form, Page, Paper, Part, Table, parted};
use crate::papers::head::{joined, pair};

/// 明細. One person of a 請求書.
#[derive(Clone, Serialize)]
pub struct InvoiceRow {
    /// 項番.
    pub number: String,
    /// 受給者証番号.
    pub certificate: String,
    /// 氏名.
    pub name: String,
    /// フリガナ, with that of the child below.
    pub kana: String,
    /// 計画作成日／モニタリング日.
    pub on: String,
    /// 単位数.
    pub units: i64,
    /// 請求額.
    pub yen: i64,
}

/// 請求書. 計画相談支援給付費請求書 or 障害児相談支援給付費請求書.
///
/// The official form was not seen: which boxes it has is known from programs that fill it, their places are ours.
#[derive(Clone, Serialize)]
pub struct InvoiceSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 請求先, as 見本市長.
    pub addressee: String,
    /// 請求日; empty to be written by hand.
    pub claimed_on: String,
    /// 請求事業者.
    pub office: ClaimOffice,
    /// 市町村番号, or 都道府県等番号 for a child.
    pub number_label: String,
    /// The municipality's number.
    pub municipality: String,
    /// The column of names.
    pub name_label: String,
    /// サービス提供年月.
    pub month: String,
    /// 地域区分.
    pub area: String,
    /// 単位数単価.
    pub price: String,
    /// 件数.
    pub people: String,
    /// 請求金額.
    pub yen: i64,
    /// 明細.
    pub rows: Vec<InvoiceRow>,
    /// Values that were not confirmed; empty where all were.
    pub unconfirmed: String,
}

impl InvoiceSheet {
    /// Makes one sheet for each benefit, municipality and month among the claims, in that order.
    /// `addressee` names whom a municipality's claim is addressed to.
    #[must_use]
    pub fn all(
        print: &ClaimPrint,
        claims: &[FrozenClaim],
        claimed_on: Option<Date>,
        addressee: impl Fn(&str) -> String,
    ) -> Vec<Self> {
        let group = |claim: &FrozenClaim| (claim.benefit, claim.municipality.clone(), claim.month);
        let mut claims: Vec<&FrozenClaim> = claims.iter().filter(|claim| claim.yen != 0).collect();
        claims.sort_by_key(|claim| {
            let (benefit, municipality, month) = group(claim);
            (
                benefit.code() != "planning",
                municipality,
                month,
                claim.certificate.clone(),
            )
        });
        claims
            .chunk_by(|a, b| group(a) == group(b))
            .filter_map(|claims| Self::of(print, claims, claimed_on, &addressee))
            .collect()
    }

    fn of(
        print: &ClaimPrint,
        claims: &[&FrozenClaim],
        claimed_on: Option<Date>,
        addressee: impl Fn(&str) -> String,
    ) -> Option<Self> {
        let first = claims.first()?;
        let month = wareki::format_month(first.month);
        let title = format!("{}請求書", benefit_words(first.benefit));
        Some(Self {
            cover: print.cover(&title, &format!("{} {month}分", first.municipality)),
            addressee: addressee(&first.municipality),
            claimed_on: day_words(claimed_on),
            office: print.office.clone(),
            number_label: municipality_label(first.benefit).to_owned(),
            municipality: first.municipality.clone(),
            name_label: payer_label(first.benefit).to_owned(),
            month,
            area: area_words(first.area),
            price: price_words(first.price_hundredths),
            people: claims.len().to_string(),
            yen: claims.iter().map(|claim| claim.yen).sum(),
            rows: claims.iter().enumerate().map(row).collect(),
            unconfirmed: unconfirmed(claims),
        })
    }
}

fn row((place, claim): (usize, &&FrozenClaim)) -> InvoiceRow {
    let child = claim.child_kana.as_deref().filter(|kana| !kana.is_empty());
    InvoiceRow {
        number: (place + 1).to_string(),
        certificate: claim.certificate.clone(),
        name: claim.name.clone(),
        kana: match child {
            Some(child) => format!("{}\n児童 {}", katakana(&claim.name_kana), katakana(child)),
            None => katakana(&claim.name_kana),
        },
        on: day_words(claim.based_on),
        units: claim.units(),
        yen: claim.yen,
    }
}

impl Paper for InvoiceSheet {
    fn form(&self) -> Form {
        let tables = [
            self.top(),
            office_table(&self.cover, &self.office),
            self.sums(),
            self.people(),
        ];
        let tables = tables.into_iter().chain(remark(&self.unconfirmed));
        Form::new(
            self.cover.clone(),
            Page::Portrait,
            tables.map(Part::Table).collect(),
        )
    }
}

impl InvoiceSheet {
    fn top(&self) -> Table {
        let claimed_on = if self.claimed_on.is_empty() {
            "　　　年　　　月　　　日"
        } else {
            &self.claimed_on
        };
        Table::new(&[30.0, 60.0, 30.0, 60.0]).row(joined([
            pair(&self.cover, "請求先", &format!("{}　殿", self.addressee)),
            pair(&self.cover, "請求日", claimed_on),
        ]))
    }

    fn sums(&self) -> Table {
        let pair = |label: &str, value: &str| pair(&self.cover, label, value);
        Table::new(&[30.0, 30.0, 30.0, 30.0, 30.0, 30.0])
            .row(joined([
                pair(&self.number_label, &self.municipality),
                pair("サービス提供年月", &format!("{}分", self.month)),
                pair("地域区分", &self.area),
            ]))
            .row(joined([
                pair("単位数単価", &self.price),
                pair("件数", &format!("{}件", self.people)),
                pair("請求金額", &format!("{}円", parted(self.yen))),
            ]))
            .gap_mm(2.0)
    }

    fn people(&self) -> Table {
        let heads = [
            "項番",
            "受給者証番号",
            &self.name_label,
            "フリガナ",
            "計画作成日／\nモニタリング日",
            "単位数",
            "請求額（円）",
        ];
        let units: i64 = self.rows.iter().map(|row| row.units).sum();
        Table::new(&[11.0, 27.0, 36.0, 37.0, 31.0, 17.0, 21.0])
            .header(heads.map(|head| Cell::head(self.cover.label(head))).to_vec())
            .rows(self.rows.iter().map(cells))
            .row(vec![
                Cell::label("合計").across(5),
                Cell::amount(units),
                Cell::amount(self.yen),
            ])
            .gap_mm(2.0)
    }
}

fn cells(row: &InvoiceRow) -> Vec<Cell> {
    vec![
        Cell::mark(row.number.as_str()).min_mm(8.0),
        Cell::mark(row.certificate.as_str()),
        Cell::short(row.name.as_str()),
        Cell::short(row.kana.as_str()),
        Cell::mark(row.on.as_str()),
        Cell::amount(row.units),
        Cell::amount(row.yen),
    ]
}
