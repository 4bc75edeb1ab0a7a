//! 代理受領通知書: tells the person what the office received in their place.

use bansou_domain::calendar::wareki;
use bansou_domain::claim::{Benefit, FrozenClaim};
use jiff::civil::Date;
use serde::Serialize;

use super::detail::{self, DetailRow};
use super::{
    ClaimOffice, ClaimPrint, benefit_words, day_words, katakana, office_table, price_words, remark, yen_words,
};
use crate::form::{Cell, Cover, Form, Page, Paper, Part, Table};
use crate::papers::head::{joined, pair};

/// 受領. What is told besides the claim.
#[derive(Clone)]
pub struct Receipt {
    /// 通知日.
    pub notified_on: Option<Date>,
    /// 受領日.
    pub received_on: Option<Date>,
    /// The municipality that paid.
    pub municipality: String,
    /// 代理受領した額.
    pub yen: i64,
}

/// 代理受領通知書. Of one person and one month.
///
/// There is no prescribed form. It says what the ordinance wants told and what offices usually tell: the day, the month
/// of service, the kind of service, who paid when and how much, and that nothing is to be paid. The layout is ours.
#[derive(Clone, Serialize)]
pub struct ReceiptNoticeSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 通知日; empty to be written by hand.
    pub notified_on: String,
    /// 宛名.
    pub name: String,
    /// 児童のフリガナ; empty for an adult.
    pub child_kana: String,
    /// サービス提供年月.
    pub month: String,
    /// サービスの種類.
    pub services: String,
    /// 給付費の名称.
    pub benefit: String,
    /// The municipality that paid.
    pub municipality: String,
    /// 受領日; empty to be written by hand.
    pub received_on: String,
    /// 代理受領した額.
    pub yen: String,
    /// 内訳.
    pub rows: Vec<DetailRow>,
    /// Why the lines do not come to the amount; empty where they do.
    pub differs: String,
    /// 単位数の合計.
    pub units: i64,
    /// 単位数単価.
    pub price: String,
    /// 事業所.
    pub office: ClaimOffice,
}

impl ReceiptNoticeSheet {
    /// Makes the notice of a claim that was paid.
    #[must_use]
    pub fn of(print: &ClaimPrint, claim: &FrozenClaim, receipt: &Receipt) -> Self {
        let benefit = benefit_words(claim.benefit);
        Self {
            cover: print.cover(
                &format!("{benefit} 代理受領通知書"),
                &format!("{} 様", claim.name),
            ),
            notified_on: day_words(receipt.notified_on),
            name: claim.name.clone(),
            child_kana: katakana(claim.child_kana.as_deref().unwrap_or_default()),
            month: wareki::format_month(claim.month),
            services: services(claim),
            benefit,
            municipality: receipt.municipality.clone(),
            received_on: day_words(receipt.received_on),
            yen: yen_words(receipt.yen),
            rows: claim.lines.iter().map(DetailRow::of).collect(),
            differs: differs(claim, receipt),
            units: claim.units(),
            price: price_words(claim.price_hundredths),
            office: print.office.clone(),
        }
    }
}

// Only the amount of a correction is known: the lines are those of the claim, and say so.
fn differs(claim: &FrozenClaim, receipt: &Receipt) -> String {
    if receipt.yen == claim.yen {
        return String::new();
    }
    format!(
        "事業所が請求した額は{}でしたが、市町村の審査で{}に変わりました。下の内訳は請求したときのもので、変わったあとの内訳ではありません。",
        yen_words(claim.yen),
        yen_words(receipt.yen)
    )
}

// Named by what was done; a month of additions alone by the support itself.
fn services(claim: &FrozenClaim) -> String {
    let base = claim.lines.iter().filter(|line| line.on.is_some());
    let done: Vec<String> = base
        .map(|line| format!("{}（{}）", line.name, day_words(line.on)))
        .collect();
    match (done.is_empty(), claim.benefit) {
        (false, _) => done.join("\n"),
        (true, Benefit::Planning) => "計画相談支援（加算のみ）".to_owned(),
        (true, Benefit::Child) => "障害児相談支援（加算のみ）".to_owned(),
    }
}

impl Paper for ReceiptNoticeSheet {
    fn form(&self) -> Form {
        let tables = [self.head(), self.received()]
            .into_iter()
            .chain(remark(&self.differs))
            .chain([self.lines(), office_table(&self.cover, &self.office)]);
        Form::new(
            self.cover.clone(),
            Page::Portrait,
            tables.map(Part::Table).collect(),
        )
    }
}

const BY_HAND: &str = "　　　年　　　月　　　日";

impl ReceiptNoticeSheet {
    fn head(&self) -> Table {
        let pair = |label: &str, value: &str| pair(&self.cover, label, value);
        let mut table = Table::new(&[46.0, 54.0, 24.0, 56.0]).row(joined([
            pair("あて名", &format!("{}　様", self.name)),
            pair("通知日", or_by_hand(&self.notified_on)),
        ]));
        if !self.child_kana.is_empty() {
            let mut row = pair("お子さん（フリガナ）", &self.child_kana);
            row.push(Cell::short("").across(2));
            table = table.row(row);
        }
        let said = format!(
            "次のとおり、{}を市町村からあなたに代わって受け取りましたので、お知らせします。あなたが払うお金（利用者負担）はありません。",
            self.benefit
        );
        table
            .row(vec![Cell::short(self.cover.label(&said)).across(4).min_mm(14.0)])
            .size(10.5)
    }

    fn received(&self) -> Table {
        let row = |label: &str, value: &str| {
            let row = pair(&self.cover, label, value).into_iter();
            row.map(|cell| cell.min_mm(9.0)).collect()
        };
        Table::new(&[60.0, 120.0])
            .row(row("サービスを提供した月", &self.month))
            .row(row("サービスの種類", &self.services))
            .row(row("給付費を払った市町村", &self.municipality))
            .row(row("受け取った日", or_by_hand(&self.received_on)))
            .row(row("代わりに受け取った額", &self.yen))
            .row(row("あなたが払う額（利用者負担）", "0円"))
            .size(10.5)
            .gap_mm(3.0)
    }

    fn lines(&self) -> Table {
        let heads = [
            if self.differs.is_empty() {
                "内訳（サービス内容）"
            } else {
                "請求したときの内訳（サービス内容）"
            },
            "サービスコード",
            "単位数",
            "回数",
            "合計の単位数",
            "摘要",
        ];
        Table::new(&[70.0, 27.0, 17.0, 13.0, 30.0, 23.0])
            .header(heads.map(Cell::head).to_vec())
            .rows(self.rows.iter().map(detail::cells))
            .row(vec![
                Cell::label(format!("合計（1単位 {}）", self.price)).across(4),
                Cell::amount(self.units),
                Cell::short(""),
            ])
            .gap_mm(3.0)
    }
}

fn or_by_hand(said: &str) -> &str {
    if said.is_empty() { BY_HAND } else { said }
}
