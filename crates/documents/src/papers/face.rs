//! 申請者の現状（基本情報） (別紙1).

use serde::Serialize;

use super::head::{joined, pair};
use super::picture::Picture;
use crate::form::{Cell, Cover, Form, Page, Paper, Part, Table};

/// A field some municipalities add.
#[derive(Clone, Serialize)]
pub struct LabelledText {
    /// Its label.
    pub label: String,
    /// Its value.
    pub text: String,
}

/// 支援の状況. One support the person has now.
#[derive(Clone, Default, Serialize)]
pub struct SupportRow {
    /// 名称.
    pub name: String,
    /// 提供機関・提供者.
    pub provider: String,
    /// 支援内容.
    pub content: String,
    /// 頻度.
    pub frequency: String,
    /// 備考.
    pub remarks: String,
}

/// 別紙1. The person as they are now.
#[derive(Clone, Serialize)]
pub struct FaceSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 作成日.
    pub made_on: String,
    /// 相談支援事業者名.
    pub office_name: String,
    /// 計画作成担当者.
    pub specialist: String,
    /// 概要（支援経過・現状と課題等）.
    pub overview: String,
    /// 氏名.
    pub name: String,
    /// 生年月日.
    pub born: String,
    /// 年齢.
    pub age: String,
    /// 住所.
    pub address: String,
    /// 住まいの別.
    pub housing: String,
    /// 電話番号.
    pub tel: String,
    /// FAX番号.
    pub fax: String,
    /// 障害または疾患名.
    pub disability: String,
    /// 障害支援区分.
    pub support_level: String,
    /// 性別.
    pub sex: String,
    /// Fields the municipality adds: 手帳, 年金, 緊急連絡先 …
    pub extras: Vec<LabelledText>,
    /// 家族構成, as a genogram.
    pub family_picture: Option<Picture>,
    /// 家族構成, in words.
    pub family: String,
    /// 社会関係図, as an ecomap.
    pub ecomap_picture: Option<Picture>,
    /// 社会関係図, in words.
    pub ecomap: String,
    /// 生活歴.
    pub life_history: String,
    /// 医療の状況.
    pub medical: String,
    /// 本人の主訴（意向・希望）.
    pub wish_person: String,
    /// 家族の主訴（意向・希望）.
    pub wish_family: String,
    /// 公的支援.
    pub public_supports: Vec<SupportRow>,
    /// その他の支援.
    pub other_supports: Vec<SupportRow>,
}

impl Paper for FaceSheet {
    fn form(&self) -> Form {
        let mut parts = vec![
            Part::Table(self.maker()),
            Part::Heading("１．概要（支援経過・現状と課題等）".to_owned()),
            Part::Table(Table::new(&[1.0]).row(vec![Cell::value(self.overview.as_str()).min_mm(22.0)])),
            Part::Heading("２．利用者の状況".to_owned()),
            Part::Table(self.situation()),
        ];
        parts.extend(self.relations().into_iter().map(Part::Table));
        parts.extend(self.told().map(Part::Table));
        parts.extend([
            Part::Heading("３．支援の状況".to_owned()),
            Part::Table(self.supports()),
        ]);
        Form::new(self.cover.clone(), Page::Portrait, parts)
    }
}

impl FaceSheet {
    fn maker(&self) -> Table {
        let pair = |label: &str, value: &str| pair(&self.cover, label, value);
        Table::new(&[16.0, 32.0, 31.0, 44.0, 29.0, 28.0])
            .size(8.5)
            .row(joined([
                pair("作成日", &self.made_on),
                pair("相談支援事業者名", &self.office_name),
                pair("計画作成担当者", &self.specialist),
            ]))
    }

    fn situation(&self) -> Table {
        let pair = |label: &str, value: &str| pair(&self.cover, label, value);
        let wide = |label: &str, value: &str, across: usize| {
            vec![
                Cell::label(self.cover.label(label)),
                Cell::short(value).across(across),
            ]
        };
        Table::new(&[28.0, 42.0, 20.0, 32.0, 20.0, 38.0])
            .row(joined([
                pair("氏名", &self.name),
                pair("生年月日", &self.born),
                pair("年齢", &self.age),
            ]))
            .row(joined([
                wide("住所", &self.address, 3),
                pair("電話番号", &self.tel),
            ]))
            .row(wide("住まい", &self.housing, 5))
            .row(wide("障害または疾患名", &self.disability, 5))
            .row(joined([
                pair("障害支援区分", &self.support_level),
                pair("性別", &self.sex),
                pair("FAX番号", &self.fax),
            ]))
            .rows(self.extra_rows())
    }

    fn extra_rows(&self) -> Vec<Vec<Cell>> {
        let cell = |extra: &LabelledText, across: usize| {
            vec![
                Cell::label(extra.label.as_str()),
                Cell::short(extra.text.as_str()).across(across),
            ]
        };
        let short = |extra: &LabelledText| extra.text.chars().count() <= ONE_LINE;
        let mut rows = Vec::new();
        let mut rest = self.extras.as_slice();
        while let [first, others @ ..] = rest {
            match others {
                [second, others @ ..] if short(first) && short(second) => {
                    rows.push(joined([cell(first, 1), cell(second, 3)]));
                    rest = others;
                }
                _ => {
                    rows.push(cell(first, 5));
                    rest = others;
                }
            }
        }
        rows
    }

    // Side by side as on the sample form; one below the other where a broad family could not be read.
    fn relations(&self) -> Vec<Table> {
        let labels = [
            "家族構成　※年齢、職業、主たる介護者等を記入",
            "社会関係図　※本人と関わりを持つ機関・人物等（役割）",
        ];
        let pictures = [self.family_picture.as_ref(), self.ecomap_picture.as_ref()];
        let cell = |text: &str, picture: Option<&Picture>, width: f64| {
            Cell::value(text).drawing(picture.map(|picture| picture.drawing(width)))
        };
        let [family, ecomap] = pictures;
        if pictures
            .into_iter()
            .flatten()
            .any(|picture| picture.needs_more_than(HALF_MM))
        {
            let boxes = [
                cell(&self.family, family, WHOLE_MM),
                cell(&self.ecomap, ecomap, WHOLE_MM),
            ];
            let rows = labels.into_iter().zip(boxes);
            return rows.map(|(label, said)| whole(label, said)).collect();
        }
        let boxes = [
            cell(&self.family, family, HALF_MM),
            cell(&self.ecomap, ecomap, HALF_MM),
        ];
        vec![halves(labels, boxes, 20.0)]
    }

    fn told(&self) -> [Table; 2] {
        let value = |text: &str| Cell::value(text);
        [
            halves(
                [
                    "生活歴　※受診歴等含む",
                    "医療の状況　※受診科目、頻度、主治医、疾患名、服薬状況等",
                ],
                [value(&self.life_history), value(&self.medical)],
                20.0,
            ),
            halves(
                ["本人の主訴（意向・希望）", "家族の主訴（意向・希望）"],
                [value(&self.wish_person), value(&self.wish_family)],
                14.0,
            ),
        ]
    }

    fn supports(&self) -> Table {
        let heads = ["", "名称", "提供機関・提供者", "支援内容", "頻度", "備考"];
        Table::new(&[32.0, 32.0, 34.0, 38.0, 20.0, 24.0])
            .header(heads.map(Cell::head).to_vec())
            .rows(group(
                "公的支援\n（障害福祉サービス、介護保険等）",
                &self.public_supports,
            ))
            .rows(group("その他の支援", &self.other_supports))
            .size(8.5)
    }
}

/// Letters that stand in half a row.
const ONE_LINE: usize = 13;

/// Two boxes side by side; their labels are repeated where they go on.
fn halves(labels: [&str; 2], boxes: [Cell; 2], min_mm: f64) -> Table {
    Table::new(&[1.0, 1.0])
        .header(labels.map(Cell::label).to_vec())
        .row(boxes.map(|half| half.min_mm(min_mm)).to_vec())
        .size(8.5)
}

fn whole(label: &str, said: Cell) -> Table {
    Table::new(&[1.0])
        .header(vec![Cell::label(label)])
        .row(vec![said])
        .size(8.5)
}

/// Half of the page and all of it, less the space inside a cell.
const HALF_MM: f64 = 87.5;
const WHOLE_MM: f64 = 177.5;

fn group(label: &str, supports: &[SupportRow]) -> Vec<Vec<Cell>> {
    let empty = [SupportRow::default()];
    let supports = if supports.is_empty() { &empty } else { supports };
    let mut rows: Vec<Vec<Cell>> = supports.iter().map(support_cells).collect();
    if let Some(first) = rows.first_mut() {
        first.insert(0, Cell::label(label).down(supports.len()));
    }
    rows
}

fn support_cells(support: &SupportRow) -> Vec<Cell> {
    vec![
        Cell::short(support.name.as_str()).min_mm(8.0),
        Cell::short(support.provider.as_str()),
        Cell::short(support.content.as_str()),
        Cell::short(support.frequency.as_str()),
        Cell::short(support.remarks.as_str()),
    ]
}
