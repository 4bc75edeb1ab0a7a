//! 請求の一覧: the month of an office, for the workbook.

use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::claim::{Benefit, FrozenClaim};
use serde::Serialize;

use super::{ClaimPrint, day_words, price_words};
use crate::form::{Cell, Cover, Form, Page, Paper, Part, Table, parted};
use crate::papers::head::{joined, pair};

/// 明細. One person's claim.
#[derive(Clone, Serialize)]
pub struct MonthRow {
    /// 請求の種別.
    pub benefit: String,
    /// 市町村番号.
    pub municipality: String,
    /// サービス提供年月.
    pub month: String,
    /// 受給者証番号.
    pub certificate: String,
    /// 氏名.
    pub name: String,
    /// 計画作成日・モニタリング日.
    pub on: String,
    /// The lines: name, code, units and times.
    pub lines: String,
    /// 単位数.
    pub units: i64,
    /// 単位数単価.
    pub price: String,
    /// 請求額.
    pub yen: i64,
    /// ＊ where a value was not read in the official text.
    pub mark: String,
}

/// 合計. One benefit, municipality and month of service.
#[derive(Clone, Serialize)]
pub struct MonthTotal {
    /// 請求の種別.
    pub benefit: String,
    /// 市町村番号.
    pub municipality: String,
    /// サービス提供年月.
    pub month: String,
    /// 件数.
    pub people: i64,
    /// 単位数.
    pub units: i64,
    /// 請求額.
    pub yen: i64,
}

/// 請求の一覧. All claims of one month of claiming.
///
/// There is no prescribed form; the layout is ours.
#[derive(Clone, Serialize)]
pub struct MonthSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 請求月.
    pub claimed_in: String,
    /// 事業所.
    pub office: String,
    /// 合計.
    pub totals: Vec<MonthTotal>,
    /// 明細.
    pub rows: Vec<MonthRow>,
}

impl MonthSheet {
    /// Makes the list of the claims of `month`, the month of claiming.
    #[must_use]
    pub fn of(print: &ClaimPrint, month: ServiceMonth, claims: &[FrozenClaim]) -> Self {
        let mut claims: Vec<&FrozenClaim> = claims.iter().collect();
        claims.sort_by_key(|claim| (group(claim), claim.certificate.clone()));
        let claimed_in = wareki::format_month(month);
        Self {
            cover: print.cover("請求の一覧", &print.office.name),
            claimed_in,
            office: format!("{}　{}", print.office.number, print.office.name),
            totals: claims
                .chunk_by(|a, b| group(a) == group(b))
                .filter_map(total)
                .collect(),
            rows: claims.into_iter().map(row).collect(),
        }
    }
}

fn group(claim: &FrozenClaim) -> (bool, String, ServiceMonth) {
    (
        claim.benefit == Benefit::Child,
        claim.municipality.clone(),
        claim.month,
    )
}

fn total(claims: &[&FrozenClaim]) -> Option<MonthTotal> {
    let first = claims.first()?;
    Some(MonthTotal {
        benefit: first.benefit.label().to_owned(),
        municipality: first.municipality.clone(),
        month: wareki::format_month(first.month),
        people: i64::try_from(claims.len()).unwrap_or(i64::MAX),
        units: claims.iter().map(|claim| claim.units()).sum(),
        yen: claims.iter().map(|claim| claim.yen).sum(),
    })
}

fn row(claim: &FrozenClaim) -> MonthRow {
    let lines = claim.lines.iter().map(|line| {
        let code = line.code.as_deref().unwrap_or("コードなし");
        format!("{code} {} {}単位×{}", line.name, parted(line.units), line.count)
    });
    let official = claim
        .lines
        .iter()
        .all(bansou_domain::claim::ClaimLine::is_official);
    MonthRow {
        benefit: claim.benefit.label().to_owned(),
        municipality: claim.municipality.clone(),
        month: wareki::format_month(claim.month),
        certificate: claim.certificate.clone(),
        name: claim.name.clone(),
        on: day_words(claim.based_on),
        lines: lines.collect::<Vec<_>>().join("\n"),
        units: claim.units(),
        price: price_words(claim.price_hundredths),
        yen: claim.yen,
        mark: if official { "" } else { "＊" }.to_owned(),
    }
}

impl Paper for MonthSheet {
    fn form(&self) -> Form {
        let parts = vec![
            Part::Table(self.head()),
            Part::Heading("市町村ごとの合計".to_owned()),
            Part::Table(self.sums()),
            Part::Heading("ひとりずつの請求".to_owned()),
            Part::Table(self.people()),
        ];
        Form::new(self.cover.clone(), Page::Landscape, parts)
    }
}

impl MonthSheet {
    fn head(&self) -> Table {
        Table::new(&[30.0, 60.0, 30.0, 151.0]).row(joined([
            pair(&self.cover, "請求月", &self.claimed_in),
            pair(&self.cover, "事業所", &self.office),
        ]))
    }

    fn sums(&self) -> Table {
        let heads = [
            "請求の種別",
            "市町村番号",
            "サービス提供年月",
            "件数",
            "単位数",
            "請求額（円）",
        ];
        let sum = |of: fn(&MonthTotal) -> i64| Cell::amount(self.totals.iter().map(of).sum());
        Table::new(&[60.0, 40.0, 50.0, 30.0, 40.0, 51.0])
            .header(heads.map(Cell::head).to_vec())
            .rows(self.totals.iter().map(total_cells))
            .row(vec![
                Cell::label("合計").across(3),
                sum(|total| total.people),
                sum(|total| total.units),
                sum(|total| total.yen),
            ])
    }

    fn people(&self) -> Table {
        let heads = [
            "請求の種別",
            "市町村番号",
            "サービス\n提供年月",
            "受給者証番号",
            "氏名",
            "計画作成日・\nモニタリング日",
            "明細",
            "単位数",
            "単価",
            "請求額（円）",
            "＊",
        ];
        Table::new(&[27.0, 18.0, 22.0, 24.0, 30.0, 28.0, 66.0, 15.0, 15.0, 19.0, 7.0])
            .header(heads.map(Cell::head).to_vec())
            .rows(self.rows.iter().map(cells))
            .row(vec![
                Cell::label("＊ 告示で確認していない値を使っています。").across(11),
            ])
            .size(8.0)
    }
}

fn total_cells(total: &MonthTotal) -> Vec<Cell> {
    vec![
        Cell::short(total.benefit.as_str()),
        Cell::short(total.municipality.as_str()),
        Cell::short(total.month.as_str()),
        Cell::amount(total.people),
        Cell::amount(total.units),
        Cell::amount(total.yen),
    ]
}

fn cells(row: &MonthRow) -> Vec<Cell> {
    vec![
        Cell::short(row.benefit.as_str()),
        Cell::short(row.municipality.as_str()),
        Cell::short(row.month.as_str()),
        Cell::short(row.certificate.as_str()),
        Cell::short(row.name.as_str()),
        Cell::short(row.on.as_str()),
        Cell::short(row.lines.as_str()),
        Cell::amount(row.units),
        Cell::short(row.price.as_str()),
        Cell::amount(row.yen),
        Cell::mark(row.mark.as_str()),
    ]
}
