//! 請求の書類. What an office prints of a frozen claim, from nothing but the claim.
//!
//! No official layout of any of them was seen. 請求書 and 明細書 hold what their boxes are known to hold; the others are
//! laid out here.

mod detail;
mod evidence;
mod invoice;
mod month;
mod receipt;

pub use detail::{DetailRow, DetailSheet};
pub use evidence::{EvidenceRow, EvidenceSheet};
pub use invoice::{InvoiceRow, InvoiceSheet};
pub use month::{MonthRow, MonthSheet, MonthTotal};
pub use receipt::{Receipt, ReceiptNoticeSheet};

use bansou_domain::calendar::wareki;
use bansou_domain::claim::{Benefit, FrozenClaim};
use jiff::civil::Date;
use serde::Serialize;

use super::head::{joined, pair};
use crate::form::{Cell, Cover, Spelling, Table, parted};

/// 請求事業者. What the papers of a claim say about the office.
#[derive(Clone, Default, Serialize)]
pub struct ClaimOffice {
    /// 指定事業所番号.
    pub number: String,
    /// 事業者（法人）の名称.
    pub corporation: String,
    /// 事業所の名称.
    pub name: String,
    /// 郵便番号 and 住所（所在地）.
    pub address: String,
    /// 電話番号.
    pub telephone: String,
    /// 代表者の職・氏名.
    pub representative: String,
}

/// 印刷の条件. What every paper of a claim says besides the claim.
#[derive(Clone)]
pub struct ClaimPrint {
    /// 請求事業者.
    pub office: ClaimOffice,
    /// The line on printing, e.g. 令和8年11月21日 印刷.
    pub printed: String,
    /// The date the document itself bears, kept in the PDF.
    pub dated: Date,
    /// How the municipality writes 障害.
    pub spelling: Spelling,
}

impl ClaimPrint {
    fn cover(&self, title: &str, subject: &str) -> Cover {
        Cover {
            title: title.to_owned(),
            form_number: String::new(),
            subject: subject.to_owned(),
            printed: self.printed.clone(),
            dated: self.dated,
            spelling: self.spelling,
        }
    }
}

/// フリガナ. A reading in katakana, however it was recorded.
fn katakana(reading: &str) -> String {
    let above_hiragana = |sign: char| match sign {
        'ぁ'..='ゖ' => char::from_u32(u32::from(sign) + ABOVE_HIRAGANA).unwrap_or(sign),
        _ => sign,
    };
    reading.chars().map(above_hiragana).collect()
}

/// How far the katakana stand above the hiragana.
const ABOVE_HIRAGANA: u32 = 0x60;

/// 計画相談支援給付費.
fn benefit_words(benefit: Benefit) -> String {
    format!("{}給付費", benefit.label())
}

fn municipality_label(benefit: Benefit) -> &'static str {
    match benefit {
        Benefit::Planning => "市町村番号",
        Benefit::Child => "都道府県等番号",
    }
}

fn payer_label(benefit: Benefit) -> &'static str {
    match benefit {
        Benefit::Planning => "支給決定障害者等氏名",
        Benefit::Child => "給付決定保護者氏名",
    }
}

/// The grades by number; 0 is その他.
const AREAS: [&str; 8] = [
    "その他",
    "一級地",
    "二級地",
    "三級地",
    "四級地",
    "五級地",
    "六級地",
    "七級地",
];

fn area_words(area: u8) -> String {
    AREAS.get(usize::from(area)).copied().unwrap_or("").to_owned()
}

fn price_words(hundredths: i64) -> String {
    format!(
        "{}.{:02}円",
        hundredths.div_euclid(100),
        hundredths.rem_euclid(100)
    )
}

fn yen_words(yen: i64) -> String {
    format!("{}円", parted(yen))
}

fn day_words(day: Option<Date>) -> String {
    day.map(wareki::format).unwrap_or_default()
}

/// The names of the lines whose values were not read in the official text.
fn unconfirmed(claims: &[&FrozenClaim]) -> String {
    let mut names: Vec<&str> = Vec::new();
    let lines = claims.iter().flat_map(|claim| &claim.lines);
    for line in lines.filter(|line| !line.is_official()) {
        if !names.contains(&line.name.as_str()) {
            names.push(&line.name);
        }
    }
    if names.is_empty() {
        String::new()
    } else {
        format!("告示で確認していない値を使っています: {}", names.join("、"))
    }
}

/// The box of the office, under every head.
fn office_table(cover: &Cover, office: &ClaimOffice) -> Table {
    let pair = |label: &str, value: &str| pair(cover, label, value);
    Table::new(&[30.0, 60.0, 30.0, 60.0])
        .row(joined([
            pair("指定事業所番号", &office.number),
            pair("事業者の名称", &office.corporation),
        ]))
        .row(joined([
            pair("事業所の名称", &office.name),
            pair("職・氏名", &office.representative),
        ]))
        .row(joined([
            pair("住所（所在地）", &office.address),
            pair("電話番号", &office.telephone),
        ]))
        .gap_mm(2.0)
}

/// A remark under the table it belongs to; nothing where there is none.
fn remark(text: &str) -> Option<Table> {
    let table = Table::new(&[1.0])
        .row(vec![Cell::short(text)])
        .size(8.0)
        .gap_mm(2.0);
    (!text.is_empty()).then_some(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_is_printed_in_katakana_however_it_was_recorded() {
        assert_eq!(katakana("みほん ゔぃくとりあ・ゎ1"), "ミホン ヴィクトリア・ヮ1");
        assert_eq!(katakana("ミホン ヨウスケー"), "ミホン ヨウスケー");
    }
}
