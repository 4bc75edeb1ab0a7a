//! モニタリング期間の変更の申出. No national form exists; the boxes are those that municipalities' forms have in common.

use serde::Serialize;

use super::consent::Consent;
use super::ticks::Ticks;
use crate::form::{Cell, Cover, Form, Page, Paper, Part, Table};

/// モニタリング期間の変更の申出.
#[derive(Clone, Serialize)]
pub struct IntervalSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 市町村, to whom it goes.
    pub municipality: String,
    /// 申出日.
    pub made_on: String,
    /// 利用者氏名.
    pub person_name: String,
    /// 保護者氏名.
    pub guardian: String,
    /// 受給者証番号.
    pub number: String,
    /// 事業所.
    pub office_name: String,
    /// 相談支援専門員.
    pub specialist: String,
    /// いまのモニタリング期間.
    pub now: String,
    /// いまの実施月.
    pub now_months: String,
    /// 変更開始年月.
    pub from: String,
    /// 変更後の間隔.
    pub every: String,
    /// 変更後の実施月.
    pub months: String,
    /// 変更の理由.
    pub reasons: Ticks,
    /// 理由の説明.
    pub why: String,
    /// 本人・家族の考え.
    pub wish: String,
    /// 添付.
    pub attached: Ticks,
    /// 同意.
    pub signature: Consent,
}

impl Paper for IntervalSheet {
    fn form(&self) -> Form {
        let tables = [self.to(), self.whose(), self.change(), self.reason()];
        let parts = tables.map(|table| Part::Table(table.gap_mm(4.0)));
        Form::new(self.cover.clone(), Page::Portrait, parts.into())
    }
}

impl IntervalSheet {
    fn to(&self) -> Table {
        let to = match self.municipality.as_str() {
            "" => "　　　　　　　　　　長　様".to_owned(),
            name => format!("{name}　御中"),
        };
        Table::new(&[110.0, 70.0]).row(vec![
            Cell::short(to),
            Cell::short(format!("申出日　{}", self.made_on)),
        ])
    }

    fn whose(&self) -> Table {
        Table::new(&[36.0, 64.0, 28.0, 52.0])
            .row(vec![
                Cell::label("利用者氏名"),
                Cell::short(self.person_name.as_str()),
                Cell::label("受給者証番号"),
                Cell::short(self.number.as_str()),
            ])
            .row(vec![
                Cell::label("保護者氏名"),
                Cell::short(self.guardian.as_str()),
                Cell::label("相談支援専門員"),
                Cell::short(self.specialist.as_str()),
            ])
            .row(vec![
                Cell::label("事業所"),
                Cell::short(self.office_name.as_str()).across(3),
            ])
    }

    fn change(&self) -> Table {
        Table::new(&[36.0, 44.0, 100.0])
            .header(vec![
                Cell::head(""),
                Cell::head("モニタリング期間"),
                Cell::head("実施月"),
            ])
            .row(vec![
                Cell::label("いま"),
                Cell::value(self.now.as_str()),
                Cell::value(self.now_months.as_str()),
            ])
            .row(vec![
                Cell::label(format!("変更後\n（{}から）", self.from)),
                Cell::value(self.every.as_str()),
                Cell::value(self.months.as_str()),
            ])
    }

    fn reason(&self) -> Table {
        let row = |label: &str, said: Cell| vec![Cell::label(label), said];
        Table::new(&[36.0, 144.0])
            .row(row("変更の理由", Cell::value(self.reasons.side_by_side(40))))
            .row(row("理由の説明", Cell::value(self.why.as_str()).min_mm(50.0)))
            .row(row(
                "本人・家族の考え",
                Cell::value(self.wish.as_str()).min_mm(24.0),
            ))
            .row(row("添付", Cell::value(self.attached.side_by_side(40))))
            .row(vec![Cell::label("利用者（保護者）の同意"), self.signature.cell()])
    }
}
