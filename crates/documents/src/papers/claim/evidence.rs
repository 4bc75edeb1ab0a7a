//! 請求の根拠: what each line of a claim rests on.

use bansou_domain::calendar::wareki;
use bansou_domain::claim::{ClaimLine, FrozenClaim};
use serde::Serialize;

use super::{ClaimPrint, benefit_words, price_words, unconfirmed, yen_words};
use crate::form::{Cell, Cover, Form, Page, Paper, Part, Table};
use crate::papers::head::{joined, pair};

/// 明細. One line with its records and its provision.
#[derive(Clone, Serialize)]
pub struct EvidenceRow {
    /// サービス内容.
    pub name: String,
    /// サービスコード.
    pub code: String,
    /// サービス単位数.
    pub total: i64,
    /// The records: the day and what was done, one a line.
    pub records: String,
    /// The provision and its place.
    pub rule: String,
    /// How sure the value is, with ＊ where the official text was not read.
    pub grade: String,
}

/// 請求の根拠. Of one person and one month, for an inspection years later.
///
/// There is no prescribed form; the layout is ours.
#[derive(Clone, Serialize)]
pub struct EvidenceSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 氏名.
    pub name: String,
    /// 受給者証番号.
    pub certificate: String,
    /// サービス提供年月.
    pub month: String,
    /// 給付費の名称.
    pub benefit: String,
    /// 請求額.
    pub yen: String,
    /// 単位数単価.
    pub price: String,
    /// 事業所.
    pub office: String,
    /// 明細.
    pub rows: Vec<EvidenceRow>,
    /// Values that were not confirmed; empty where all were.
    pub unconfirmed: String,
    /// 請求しないもの, with the reason.
    pub not_claimed: Vec<String>,
    /// 確かめること.
    pub problems: Vec<String>,
    /// 使った改定 and the hash of the tables.
    pub rules: String,
}

impl EvidenceSheet {
    /// Makes the sheet of a claim.
    #[must_use]
    pub fn of(print: &ClaimPrint, claim: &FrozenClaim) -> Self {
        let month = wareki::format_month(claim.month);
        Self {
            cover: print.cover("請求の根拠", &format!("{} 様　{month}分", claim.name)),
            name: claim.name.clone(),
            certificate: claim.certificate.clone(),
            month,
            benefit: benefit_words(claim.benefit),
            yen: yen_words(claim.yen),
            price: price_words(claim.price_hundredths),
            office: print.office.name.clone(),
            rows: claim.lines.iter().map(EvidenceRow::of).collect(),
            unconfirmed: unconfirmed(&[claim]),
            not_claimed: claim.not_claimed.clone(),
            problems: claim.problems.clone(),
            rules: rules(claim),
        }
    }
}

fn rules(claim: &FrozenClaim) -> String {
    let mut said = claim.rules.clone();
    if !claim.law.is_empty() {
        said.push(format!("法令の表 sha256 {}", claim.law));
    }
    said.join("\n")
}

impl EvidenceRow {
    fn of(line: &ClaimLine) -> Self {
        let records = line.because.iter().map(|evidence| match evidence.on {
            Some(on) => format!("{} {}", wareki::format(on), evidence.what),
            None => evidence.what.clone(),
        });
        let by_hand = line.by_hand.iter().map(|why| format!("手で加えた行: {why}"));
        let provision = [line.rule.as_str(), line.source.as_str()];
        let provision: Vec<&str> = provision.into_iter().filter(|said| !said.is_empty()).collect();
        Self {
            name: line.name.clone(),
            code: line.code.clone().unwrap_or_default(),
            total: line.total(),
            records: records.chain(by_hand).collect::<Vec<_>>().join("\n"),
            rule: provision.join("\n"),
            grade: grade_words(&line.evidence),
        }
    }
}

// As the law tables call their grades.
fn grade_words(evidence: &str) -> String {
    match evidence {
        "official" => "公式の条文で確認",
        "two_sources" => "＊資料2点で確認",
        "one_source" => "＊資料1点で確認",
        _ => "＊未確認",
    }
    .to_owned()
}

impl Paper for EvidenceSheet {
    fn form(&self) -> Form {
        let mut parts = vec![Part::Table(self.head()), Part::Table(self.lines())];
        for (heading, said) in [
            ("請求しないもの", &self.not_claimed),
            ("確かめること", &self.problems),
        ] {
            if !said.is_empty() {
                let rows = said.iter().map(|said| vec![Cell::value(said.as_str())]);
                parts.push(Part::Heading(heading.to_owned()));
                parts.push(Part::Table(Table::new(&[1.0]).rows(rows)));
            }
        }
        parts.push(Part::Table(self.foot()));
        Form::new(self.cover.clone(), Page::Landscape, parts)
    }
}

impl EvidenceSheet {
    fn head(&self) -> Table {
        let pair = |label: &str, value: &str| pair(&self.cover, label, value);
        Table::new(&[30.0, 60.0, 30.0, 60.0, 30.0, 61.0])
            .row(joined([
                pair("氏名", &self.name),
                pair("受給者証番号", &self.certificate),
                pair("サービス提供年月", &format!("{}分", self.month)),
            ]))
            .row(joined([
                pair("給付費", &self.benefit),
                pair("請求額", &format!("{}（1単位 {}）", self.yen, self.price)),
                pair("事業所", &self.office),
            ]))
    }

    fn lines(&self) -> Table {
        let heads = [
            "サービス内容",
            "コード",
            "単位数",
            "根拠となる記録（年月日・内容）",
            "定め",
            "値の確かさ",
        ];
        Table::new(&[52.0, 18.0, 16.0, 88.0, 70.0, 27.0])
            .header(heads.map(Cell::head).to_vec())
            .rows(self.rows.iter().map(cells))
            .gap_mm(2.0)
    }

    fn foot(&self) -> Table {
        let row = |label: &str, value: &str| pair(&self.cover, label, value);
        let table = Table::new(&[40.0, 231.0]).size(8.0).gap_mm(3.0);
        let table = if self.unconfirmed.is_empty() {
            table
        } else {
            table.row(row("＊の値", &self.unconfirmed))
        };
        table.row(row("使った定め", &self.rules))
    }
}

fn cells(row: &EvidenceRow) -> Vec<Cell> {
    vec![
        Cell::short(row.name.as_str()).min_mm(8.0),
        Cell::short(row.code.as_str()),
        Cell::amount(row.total),
        Cell::short(row.records.as_str()),
        Cell::short(row.rule.as_str()),
        Cell::short(row.grade.as_str()),
    ]
}
