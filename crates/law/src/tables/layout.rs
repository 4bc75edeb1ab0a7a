//! レコードの様式. The items of each record of the file that goes to 国保連, in their order.

use std::num::NonZeroU16;

use bansou_domain::calendar::ServiceMonth;
use serde::Deserialize;

use super::Table;
use crate::error::{Fault, LawError};
use crate::evidence::{Cited, Evidence, Grounds};
use crate::history::{History, NotInForce, Version};
use crate::raw::{self, RawCite, Sources};

/// レコードの種類. Where a record stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordKind {
    /// コントロールレコード. The first.
    Control,
    /// データレコードの先頭. What stands before the items of every claim record.
    Data,
    /// 基本情報レコード. One for each municipality and month of service.
    Basic,
    /// 明細情報レコード. One for each person.
    Detail,
    /// サービス情報レコード. One for each code of a person.
    Service,
    /// エンドレコード. The last.
    End,
}

impl RecordKind {
    const ALL: [Self; 6] = [
        Self::Control,
        Self::Data,
        Self::Basic,
        Self::Detail,
        Self::Service,
        Self::End,
    ];

    /// Returns the word used in data.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Control => "control",
            Self::Data => "data",
            Self::Basic => "basic",
            Self::Detail => "detail",
            Self::Service => "service",
            Self::End => "end",
        }
    }
}

/// 属性. What an item may consist of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellType {
    /// コード値. Digits.
    Code,
    /// 数値. Digits, with a sign before them where it is negative.
    Number,
    /// 英数. Digits, capital letters and half-width kana.
    Alphanumeric,
    /// 漢字. Characters of two bytes only.
    Kanji,
}

impl CellType {
    /// Returns the word of the specification.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Code => "コード値",
            Self::Number => "数値",
            Self::Alphanumeric => "英数",
            Self::Kanji => "漢字",
        }
    }
}

/// 必須区分.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Required {
    /// ◎ 必須.
    Always,
    /// ○ 条件付き.
    Conditional,
    /// △ 任意.
    Optional,
    /// － 設定しない.
    Never,
}

/// 事実. What of a claim or of the file an item holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// レコード番号. The record's number in the file.
    RecordNumber,
    /// レコード件数. How many claim records the file has.
    RecordCount,
    /// データ種別.
    DataKind,
    /// 処理対象年月.
    ProcessingMonth,
    /// 交換情報識別番号.
    ExchangeId,
    /// 代表のサービスコード.
    GenericCode,
    /// サービス提供年月.
    ServiceMonth,
    /// 市町村番号.
    Municipality,
    /// 事業所番号.
    Office,
    /// 地域区分コード.
    Area,
    /// 単位数単価, in thousandths of a yen.
    Price,
    /// 件数. How many people stand below a 基本情報レコード.
    People,
    /// 請求金額 or 請求額.
    Yen,
    /// 項番. The person's number below a 基本情報レコード.
    Row,
    /// 受給者証番号.
    Certificate,
    /// 支給決定障害者・給付決定保護者の氏名カナ.
    PayerKana,
    /// 児童の氏名カナ.
    ChildKana,
    /// 計画作成日・モニタリング日.
    BasedOn,
    /// 単位数の合計.
    Units,
    /// サービスコード.
    Code,
    /// 1回の単位数.
    LineUnits,
    /// 回数.
    Times,
    /// サービス単位数.
    LineTotal,
}

/// 内容. What stands in an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// The same in every file.
    Fixed(String),
    /// A fact of the claim or of the file.
    Holds(Fact),
}

/// 項目. One item of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// 項目名.
    pub name: String,
    /// 項目名 for 障害児相談支援, where it differs.
    pub child_name: Option<String>,
    /// 属性.
    pub cell: CellType,
    /// 最大バイト数, without quotes.
    pub bytes: NonZeroU16,
    /// 必須区分.
    pub required: Required,
    /// 内容.
    pub content: Content,
    /// What name, place, size and content rest on.
    pub grounds: Grounds,
    /// A remark for people.
    pub note: Option<String>,
}

/// The items while one version holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordVersion {
    /// 項目, in their order.
    pub fields: Vec<Field>,
}

/// レコード. One record through its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordLayout {
    /// レコードの種類.
    pub kind: RecordKind,
    /// 用語.
    pub term: String,
    /// The place in the specification.
    pub cited: Cited,
    /// Its items by month.
    pub history: History<RecordVersion, ServiceMonth>,
}

impl Table<RecordLayout> {
    /// Returns the name and the items of a record in `month`.
    pub fn at(
        &self,
        kind: RecordKind,
        month: ServiceMonth,
    ) -> Result<(&str, &[Field]), NotInForce<ServiceMonth>> {
        let record = self.items.iter().find(|record| record.kind == kind);
        let record = record.ok_or(NotInForce(month))?;
        Ok((&record.term, &record.history.at(month)?.fields))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRecord {
    key: String,
    term: String,
    cite: RawCite,
    version: Vec<RawVersion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVersion {
    from: String,
    until: Option<String>,
    field: Vec<RawField>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawField {
    name: String,
    child_name: Option<String>,
    #[serde(rename = "type")]
    cell: CellType,
    bytes: NonZeroU16,
    required: Required,
    value: Option<String>,
    holds: Option<Fact>,
    evidence: Evidence,
    set_by: Vec<String>,
    note: Option<String>,
}

pub(crate) fn load(
    path: &'static str,
    text: &str,
    sources: &Sources,
) -> Result<Table<RecordLayout>, LawError> {
    let table = raw::table(
        path,
        text,
        |raw: &RawRecord| &raw.key,
        |raw| {
            let kind = RecordKind::ALL.into_iter().find(|kind| kind.code() == raw.key);
            let versions = raw.version.into_iter().map(|version| dated(version, sources));
            Ok(RecordLayout {
                kind: kind.ok_or(Fault::KeyUnknown)?,
                term: raw.term,
                cited: raw::cited(sources, raw.cite)?,
                history: raw::monthly(versions)?,
            })
        },
    )?;
    let there = |kind: &RecordKind| table.items.iter().any(|record| record.kind == *kind);
    match RecordKind::ALL.iter().find(|kind| !there(kind)) {
        Some(missing) => Err(LawError::Item {
            path,
            key: missing.code().to_owned(),
            fault: Fault::Missing,
        }),
        None => Ok(table),
    }
}

fn dated(raw: RawVersion, sources: &Sources) -> Result<Version<RecordVersion, ServiceMonth>, Fault> {
    if raw.field.is_empty() {
        return Err(Fault::NoField);
    }
    let fields = raw.field.into_iter().enumerate();
    let fields = fields.map(|(place, field)| checked(place + 1, field, sources));
    let value = RecordVersion {
        fields: fields.collect::<Result<_, _>>()?,
    };
    raw::month_version(&raw.from, raw.until.as_deref(), value)
}

fn checked(place: usize, raw: RawField, sources: &Sources) -> Result<Field, Fault> {
    let content = match (raw.value, raw.holds) {
        (Some(value), None) => Content::Fixed(value),
        (None, Some(fact)) => Content::Holds(fact),
        _ => return Err(Fault::BadField(place, "needs either value or holds")),
    };
    if let Content::Fixed(value) = &content {
        fits(value, raw.cell, raw.bytes.get(), raw.required).map_err(|why| Fault::BadField(place, why))?;
    }
    Ok(Field {
        name: raw.name,
        child_name: raw.child_name,
        cell: raw.cell,
        bytes: raw.bytes,
        required: raw.required,
        content,
        grounds: raw::grounds(sources, raw.evidence, raw.set_by)?,
        note: raw.note,
    })
}

// A fixed value is a code or nothing, so its letters are its bytes.
fn fits(value: &str, cell: CellType, bytes: u16, required: Required) -> Result<(), &'static str> {
    let letter = |byte: u8| match cell {
        CellType::Code | CellType::Number => byte.is_ascii_digit(),
        CellType::Alphanumeric => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
        CellType::Kanji => false,
    };
    if value.len() > usize::from(bytes) {
        return Err("its value is longer than the item");
    }
    if !value.bytes().all(letter) {
        return Err("its value is not of its type");
    }
    if value.is_empty() && required == Required::Always {
        return Err("is required and has no value");
    }
    Ok(())
}
