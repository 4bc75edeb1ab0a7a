//! サービス担当者会議録（要点）. No national form exists in this field; the order is the one offices use.

use serde::Serialize;

use super::ticks::Ticks;
use crate::form::{Cell, Cover, Form, Page, Paper, Part, Table};

/// 欠席者と照会. One who could not come and what they wrote.
#[derive(Clone, Default, Serialize)]
pub struct AbsentRow {
    /// 所属・氏名.
    pub who: String,
    /// 照会した日.
    pub asked: String,
    /// 回答の日.
    pub answered: String,
    /// 意見.
    pub opinion: String,
}

/// 検討内容. Who said what.
#[derive(Clone, Default, Serialize)]
pub struct RemarkRow {
    /// 発言者（所属）.
    pub who: String,
    /// 主な発言.
    pub said: String,
}

/// 決定事項.
#[derive(Clone, Default, Serialize)]
pub struct DecisionRow {
    /// だれが.
    pub who: String,
    /// 何を.
    pub what: String,
    /// いつまでに.
    pub by: String,
    /// 状況.
    pub state: String,
}

/// サービス担当者会議録（要点）.
#[derive(Clone, Serialize)]
pub struct MeetingSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 利用者氏名.
    pub person_name: String,
    /// 作成者.
    pub written_by: String,
    /// 事業所.
    pub office_name: String,
    /// 記録作成日.
    pub written_on: String,
    /// 開催日時.
    pub held: String,
    /// 場所.
    pub place: String,
    /// 開催方法.
    pub means: Ticks,
    /// 開催回数.
    pub nth: String,
    /// 開催理由.
    pub occasion: Ticks,
    /// 会議の目的（ゴール）.
    pub purpose: String,
    /// 出席者, side by side.
    pub attended: Vec<String>,
    /// 本人の出席.
    pub person_attended: String,
    /// 家族の出席.
    pub family_attended: String,
    /// 欠席者と照会.
    pub absent: Vec<AbsentRow>,
    /// 本人の話・意向.
    pub person_words: String,
    /// 家族の意向.
    pub family_words: String,
    /// 検討した項目.
    pub topics: String,
    /// 話し合ったこと.
    pub discussion: String,
    /// 検討内容.
    pub remarks: Vec<RemarkRow>,
    /// 提案への本人の反応.
    pub reactions: String,
    /// 結論.
    pub conclusion: String,
    /// 決定事項.
    pub decisions: Vec<DecisionRow>,
    /// 残された課題・未決定事項.
    pub open: String,
    /// 時間がかかること・今はできないこと.
    pub later: String,
    /// 地域課題候補.
    pub unmet: String,
    /// 計画案への反映・修正点.
    pub plan_changes: String,
    /// 次回.
    pub next: String,
    /// 3点まとめ.
    pub summary: Vec<String>,
    /// 共有先・共有日.
    pub shared: String,
}

impl Paper for MeetingSheet {
    fn form(&self) -> Form {
        let mut parts = vec![Part::Table(self.top())];
        let mut block = |heading: &str, table: Option<Table>| {
            if let Some(table) = table {
                parts.push(Part::Heading(heading.to_owned()));
                parts.push(Part::Table(table));
            }
        };
        block("まとめ（3点）", self.summary());
        block("出席者", Some(self.attended()));
        block("欠席者と照会", self.absent());
        block("本人・家族の意向", Some(self.wishes()));
        block("検討した項目と内容", Some(self.talked()));
        block("結論・決定事項", Some(self.decided()));
        block("残された課題と計画への反映", Some(self.remains()));
        Form::new(self.cover.clone(), Page::Portrait, parts)
    }
}

impl MeetingSheet {
    fn top(&self) -> Table {
        let pair = |label: &str, said: &str| [Cell::label(label), Cell::short(said)];
        let whole = |label: &str, said: String| vec![Cell::label(label), Cell::short(said).across(3)];
        Table::new(&[26.0, 68.0, 26.0, 60.0])
            .row(
                [
                    pair("利用者氏名", &self.person_name),
                    pair("作成者", &self.written_by),
                ]
                .concat(),
            )
            .row(
                [
                    pair("事業所", &self.office_name),
                    pair("記録作成日", &self.written_on),
                ]
                .concat(),
            )
            .row([pair("開催日時", &self.held), pair("開催回数", &self.nth)].concat())
            .row(whole("開催場所", self.place.clone()))
            .row(whole("開催方法", self.means.side_by_side(60)))
            .row(whole("開催理由", self.occasion.side_by_side(60)))
            .row(vec![
                Cell::label("会議の目的\n（ゴール）"),
                Cell::value(self.purpose.as_str()).across(3).min_mm(10.0),
            ])
    }

    fn summary(&self) -> Option<Table> {
        let numbered = self.summary.iter().zip(["①", "②", "③"]);
        let rows: Vec<_> = numbered
            .map(|(said, number)| vec![Cell::mark(number), Cell::value(said.as_str())])
            .collect();
        (!rows.is_empty()).then(|| Table::new(&[10.0, 170.0]).rows(rows).size(10.0))
    }

    fn attended(&self) -> Table {
        let rows = self.attended.chunks(2).map(|pair| {
            let cell = |at: usize| Cell::short(pair.get(at).map_or("", String::as_str));
            vec![cell(0).across(2), cell(1).across(2)]
        });
        Table::new(&[26.0, 64.0, 26.0, 64.0])
            .row(vec![
                Cell::label("本人の出席"),
                Cell::short(self.person_attended.as_str()),
                Cell::label("家族の出席"),
                Cell::short(self.family_attended.as_str()),
            ])
            .rows(rows)
    }

    fn absent(&self) -> Option<Table> {
        let rows: Vec<_> = self
            .absent
            .iter()
            .map(|row| {
                vec![
                    Cell::value(row.who.as_str()),
                    Cell::value(row.asked.as_str()),
                    Cell::value(row.answered.as_str()),
                    Cell::value(row.opinion.as_str()),
                ]
            })
            .collect();
        let heads = ["所属・氏名", "照会", "回答", "意見"].map(Cell::head);
        (!rows.is_empty()).then(|| {
            Table::new(&[50.0, 20.0, 20.0, 90.0])
                .header(heads.to_vec())
                .rows(rows)
        })
    }

    fn wishes(&self) -> Table {
        let row = |label: &str, said: &str| vec![Cell::label(label), Cell::value(said).min_mm(8.0)];
        Table::new(&[34.0, 146.0])
            .row(row("本人の話・意向", &self.person_words))
            .row(row("家族の意向", &self.family_words))
    }

    fn talked(&self) -> Table {
        let whole = |label: &str, said: &str| vec![Cell::label(label), Cell::value(said)];
        let mut table = Table::new(&[46.0, 134.0]).row(whole("検討した項目", &self.topics));
        for remark in &self.remarks {
            table = table.row(vec![
                Cell::value(remark.who.as_str()),
                Cell::value(remark.said.as_str()),
            ]);
        }
        for (label, said) in [
            ("そのほか話し合ったこと", &self.discussion),
            ("提案への本人の反応", &self.reactions),
        ] {
            if !said.is_empty() {
                table = table.row(whole(label, said));
            }
        }
        table
    }

    fn decided(&self) -> Table {
        let row = |row: &DecisionRow| {
            vec![
                Cell::value(row.who.as_str()),
                Cell::value(row.what.as_str()),
                Cell::value(row.by.as_str()),
                Cell::mark(row.state.as_str()),
            ]
        };
        let mut table = Table::new(&[46.0, 90.0, 28.0, 16.0]);
        if !self.conclusion.is_empty() {
            table = table.row(vec![
                Cell::label("結論"),
                Cell::value(self.conclusion.as_str()).across(3),
            ]);
        }
        table
            .row(["だれが", "何を", "いつまでに", "状況"].map(Cell::head).to_vec())
            .rows(self.decisions.iter().map(row))
    }

    fn remains(&self) -> Table {
        let row = |label: &str, said: &str| vec![Cell::label(label), Cell::value(said)];
        let mut table = Table::new(&[46.0, 134.0]).row(row("残された課題・未決定事項", &self.open));
        for (label, said) in [
            ("時間がかかること\n今はできないこと", &self.later),
            ("地域課題候補（協議会へ）", &self.unmet),
        ] {
            if !said.is_empty() {
                table = table.row(row(label, said));
            }
        }
        table
            .row(row("計画案への反映・修正点", &self.plan_changes))
            .row(row("次回会議予定", &self.next))
            .row(row("共有先・共有日", &self.shared))
    }
}
