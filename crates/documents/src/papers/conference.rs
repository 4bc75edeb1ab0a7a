//! 開催案内とレジメ. What is handed out before a meeting: one page for those invited, one for the person.
//!
//! No national form exists; the blocks follow what offices hand out.

use serde::Serialize;

use crate::form::{Cell, Cover, Form, Page, Paper, Part, Ruby, Table};

/// 議題. One item of the agenda.
#[derive(Clone, Default, Serialize)]
pub struct ItemRow {
    /// 順.
    pub number: String,
    /// 題.
    pub title: String,
    /// 話す人.
    pub lead: String,
    /// 時間.
    pub minutes: String,
}

/// 参加者. One who is invited.
#[derive(Clone, Default, Serialize)]
pub struct InvitedRow {
    /// 所属・氏名.
    pub who: String,
    /// 参加のしかた.
    pub attends: String,
}

/// 開催案内・レジメ.
#[derive(Clone, Serialize)]
pub struct NoticeSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 差出.
    pub from: String,
    /// 利用者.
    pub person_name: String,
    /// 日時.
    pub held: String,
    /// 場所・方法.
    pub place: String,
    /// 開催理由.
    pub occasion: String,
    /// 目的.
    pub purpose: String,
    /// ゴール.
    pub goals: String,
    /// 議題.
    pub agenda: Vec<ItemRow>,
    /// 参加者.
    pub members: Vec<InvitedRow>,
    /// 配布資料・持ち物.
    pub bring: String,
    /// お約束.
    pub promises: String,
    /// 返信の期限と宛先.
    pub reply: String,
}

impl Paper for NoticeSheet {
    fn form(&self) -> Form {
        let parts = vec![
            Part::Table(self.top()),
            Part::Heading("流れ".to_owned()),
            Part::Table(self.agenda()),
            Part::Heading("参加する人".to_owned()),
            Part::Table(self.members()),
            Part::Heading("お願い".to_owned()),
            Part::Table(self.asked()),
            Part::Heading("返信（切り取らずにお送りください）".to_owned()),
            Part::Table(self.answer()),
        ];
        Form::new(self.cover.clone(), Page::Portrait, parts)
    }
}

impl NoticeSheet {
    fn top(&self) -> Table {
        let row = |label: &str, said: &str| vec![Cell::label(label), Cell::short(said)];
        let mut table = Table::new(&[32.0, 148.0])
            .row(row("利用者", &self.person_name))
            .row(row("日時", &self.held))
            .row(row("場所・方法", &self.place))
            .row(row("開催理由", &self.occasion))
            .row(vec![
                Cell::label("目的（ゴール）"),
                Cell::value(joined(&self.purpose, &self.goals)).min_mm(12.0),
            ])
            .row(row("案内する人", &self.from));
        table.size = 9.5;
        table
    }

    fn agenda(&self) -> Table {
        let row = |item: &ItemRow| {
            vec![
                Cell::mark(item.number.as_str()),
                Cell::short(item.title.as_str()),
                Cell::short(item.lead.as_str()),
                Cell::mark(item.minutes.as_str()),
            ]
        };
        Table::new(&[10.0, 100.0, 50.0, 20.0])
            .header(["", "議題", "話す人", "時間"].map(Cell::head).to_vec())
            .rows(self.agenda.iter().map(row))
    }

    fn members(&self) -> Table {
        let row = |member: &InvitedRow| {
            vec![
                Cell::short(member.who.as_str()),
                Cell::short(member.attends.as_str()),
            ]
        };
        Table::new(&[130.0, 50.0])
            .header(["所属・名前", "参加のしかた"].map(Cell::head).to_vec())
            .rows(self.members.iter().map(row))
    }

    fn asked(&self) -> Table {
        let row = |label: &str, said: &str| vec![Cell::label(label), Cell::value(said)];
        Table::new(&[32.0, 148.0])
            .row(row("資料・持ち物", &self.bring))
            .row(row("お約束", &self.promises))
    }

    fn answer(&self) -> Table {
        let row = |label: &str, said: &str| vec![Cell::label(label), Cell::short(said).min_mm(9.0)];
        Table::new(&[32.0, 148.0])
            .row(row("返信の期限・宛先", &self.reply))
            .row(row(
                "参加",
                "□ 行きます　　□ オンラインで参加します　　□ 欠席します",
            ))
            .row(vec![
                Cell::label("欠席のときの意見\n計画案への意見"),
                Cell::value("").min_mm(20.0),
            ])
            .row(row("所属・名前", ""))
    }
}

fn joined(one: &str, other: &str) -> String {
    let said: Vec<&str> = [one, other].into_iter().filter(|said| !said.is_empty()).collect();
    said.join("\n")
}

/// やさしい題. What is talked about, in the person's own words.
#[derive(Clone, Default, Serialize)]
pub struct EasyItem {
    /// 順.
    pub number: String,
    /// 題.
    pub said: Vec<Ruby>,
    /// だいたいの時間.
    pub minutes: String,
}

/// 本人に渡す案内. One calm page with readings.
#[derive(Clone, Serialize)]
pub struct EasySheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 名前.
    pub name: Vec<Ruby>,
    /// いつ.
    pub held: Vec<Ruby>,
    /// どこ.
    pub place: Vec<Ruby>,
    /// 何のため.
    pub purpose: Vec<Ruby>,
    /// だれがいる.
    pub who: Vec<Ruby>,
    /// 何を話すか.
    pub items: Vec<EasyItem>,
    /// ひとこと.
    pub note: Vec<Ruby>,
    /// 聞きたいこと: 電話.
    pub tel: Vec<Ruby>,
}

impl Paper for EasySheet {
    fn form(&self) -> Form {
        let plain = |text: &str, reading: &str| Ruby {
            text: text.to_owned(),
            reading: reading.to_owned(),
        };
        let label = |runs: &[Ruby]| Cell {
            kind: crate::form::Kind::Label,
            ..Cell::ruby(runs)
        };
        let row = |runs: &[Ruby], said: &[Ruby]| vec![label(runs), Cell::ruby(said).min_mm(12.0)];
        let top = Table::new(&[40.0, 140.0])
            .row(row(&[plain("あなたの", ""), plain("名前", "なまえ")], &self.name))
            .row(row(&[plain("いつ", "")], &self.held))
            .row(row(&[plain("どこで", "")], &self.place))
            .row(row(&[plain("なんのため", "")], &self.purpose))
            .row(row(
                &[plain("だれが", ""), plain("来", "く"), plain("るか", "")],
                &self.who,
            ));
        let items = self.items.iter().map(|item| {
            vec![
                Cell::mark(item.number.as_str()),
                Cell::ruby(&item.said).min_mm(11.0),
                Cell::mark(item.minutes.as_str()),
            ]
        });
        let items = Table::new(&[12.0, 140.0, 28.0])
            .header(vec![
                Cell::head(""),
                Cell {
                    kind: crate::form::Kind::Head,
                    ..Cell::ruby(&[plain("話", "はな"), plain("すこと", "")])
                },
                Cell {
                    kind: crate::form::Kind::Head,
                    ..Cell::ruby(&[plain("時間", "じかん")])
                },
            ])
            .rows(items);
        let end = Table::new(&[40.0, 140.0])
            .row(row(&[plain("おぼえておくこと", "")], &self.note))
            .row(row(&[plain("聞", "き"), plain("きたいときは", "")], &self.tel));
        let parts = [top, items, end].map(|table| Part::Table(table.size(13.0).gap_mm(4.0)));
        Form::new(self.cover.clone(), Page::Portrait, parts.into())
    }
}
