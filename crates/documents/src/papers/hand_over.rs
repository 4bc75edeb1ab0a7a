//! 引継書: what the next supporter needs, as far as it is known and may be told.

mod tables;

use serde::Serialize;

use super::consent::Consent;
use super::face::LabelledText;
use super::ticks::Ticks;
use crate::form::{Cell, Cover, Form, Page, Paper, Part, Table};
use tables::{columns, texts};

/// 引継元・引継先. One side of the hand-over.
#[derive(Clone, Default, Serialize)]
pub struct HandOverParty {
    /// 事業所.
    pub office: String,
    /// 担当者.
    pub person: String,
    /// 電話.
    pub tel: String,
}

/// これまでの歩み. One plan's time, or one event of it.
#[derive(Clone, Default, Serialize)]
pub struct HistoryRow {
    /// 時期.
    pub when: String,
    /// 目標・できごと.
    pub what: String,
    /// 支援・サービス.
    pub support: String,
    /// 達成・本人の様子.
    pub outcome: String,
}

/// 医療. One clinic or hospital.
#[derive(Clone, Default, Serialize)]
pub struct MedicalRow {
    /// 科・医療機関・主治医.
    pub clinic: String,
    /// 服薬・医療的ケア.
    pub care: String,
    /// アレルギー・気をつけること.
    pub caution: String,
}

/// 計画の目標. One goal of the plan in force.
#[derive(Clone, Default, Serialize)]
pub struct GoalRow {
    /// 目標.
    pub goal: String,
    /// 達成時期.
    pub until: String,
    /// 達成度.
    pub achievement: String,
    /// 残り.
    pub remains: String,
}

/// 残っている課題. One thing somebody still has to do.
#[derive(Clone, Default, Serialize)]
pub struct OpenTask {
    /// 課題・宿題.
    pub task: String,
    /// 期限.
    pub due: String,
    /// 担当.
    pub by: String,
}

/// 関係機関. One of those who go on.
#[derive(Clone, Default, Serialize)]
pub struct AgencyRow {
    /// 機関.
    pub name: String,
    /// 担当.
    pub person: String,
    /// 電話.
    pub tel: String,
    /// 役割.
    pub role: String,
}

/// 同意. What may be told on, as it was agreed.
#[derive(Clone, Default, Serialize)]
pub struct SharingScope {
    /// 共有してよい範囲.
    pub may_share: String,
    /// 伝えてほしくないこと. It stands on a paper the next office reads: the subject, never its content.
    pub must_not_share: String,
}

/// 本人. Who the person is to those who have walked along.
#[derive(Clone, Default, Serialize)]
pub struct PersonKnown {
    /// 願い・大事にしていること.
    pub wishes: String,
    /// 強み・うまくいった関わり.
    pub strengths: String,
    /// 苦手・避けること.
    pub avoid: String,
    /// 調子をくずすときのサイン.
    pub signs: String,
    /// 意思の表しかた・決めかた.
    pub deciding: String,
    /// 日中・学校・余暇.
    pub days: String,
}

/// 家族.
#[derive(Clone, Default, Serialize)]
pub struct FamilyKnown {
    /// キーパーソン.
    pub key_person: String,
    /// 家族の願い・心配.
    pub wishes: String,
    /// 家族への配慮.
    pub care: String,
}

/// 署名. The three who sign.
#[derive(Clone, Serialize)]
pub struct HandOverSignatures {
    /// 引継者.
    pub given_by: Consent,
    /// 受領者.
    pub received_by: Consent,
    /// 本人（保護者）.
    pub person: Consent,
}

/// 引継書. Blocks nothing is known of are left out.
#[derive(Clone, Serialize)]
pub struct HandOverSheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// 利用者氏名.
    pub person_name: String,
    /// 作成日.
    pub made_on: String,
    /// 引継日.
    pub handed_on: String,
    /// 引継元.
    pub from: HandOverParty,
    /// 引継先.
    pub to: HandOverParty,
    /// 引継理由.
    pub reason: Ticks,
    /// 理由の説明.
    pub reason_text: String,
    /// 同意.
    pub sharing: SharingScope,
    /// 基本: 受給者証期限, 次回モニタリング …
    pub basics: Vec<LabelledText>,
    /// これまでの歩み.
    pub history: Vec<HistoryRow>,
    /// 本人.
    pub person: PersonKnown,
    /// 本人のことば.
    pub own_words: String,
    /// 家族.
    pub family: FamilyKnown,
    /// 医療.
    pub medical: Vec<MedicalRow>,
    /// いまの計画の目標.
    pub goals: Vec<GoalRow>,
    /// 残っている課題.
    pub tasks: Vec<OpenTask>,
    /// 関係機関.
    pub agencies: Vec<AgencyRow>,
    /// 緊急時の対応・気をつけること, within what may be told.
    pub risks: String,
    /// 渡す書類.
    pub attached: Ticks,
    /// 引継会議.
    pub meeting: String,
    /// 引継後の確認: one month and three months later.
    pub follow_up: String,
    /// 再開の目安・連絡先.
    pub reopening: String,
    /// 署名.
    pub signatures: HandOverSignatures,
}

impl Paper for HandOverSheet {
    fn form(&self) -> Form {
        let mut parts = vec![Part::Table(self.top())];
        for (heading, table) in self.blocks() {
            let Some(table) = table else { continue };
            parts.push(Part::Heading(heading.to_owned()));
            parts.push(Part::Table(table));
        }
        parts.push(Part::Heading("署名".to_owned()));
        parts.push(Part::Table(self.signing()));
        Form::new(self.cover.clone(), Page::Portrait, parts)
    }
}

impl HandOverSheet {
    fn top(&self) -> Table {
        let row = |label: &str, said: &str| [Cell::label(label), Cell::short(said)];
        let party = |label: &str, party: &HandOverParty| {
            let said = [&party.office, &party.person, &party.tel].map(String::as_str);
            let said: Vec<&str> = said.into_iter().filter(|said| !said.is_empty()).collect();
            row(label, &said.join("\n"))
        };
        let mut table = Table::new(&[28.0, 62.0, 28.0, 62.0])
            .row(vec![
                Cell::label("利用者氏名"),
                Cell::short(self.person_name.as_str()).across(3),
            ])
            .row([row("作成日", &self.made_on), row("引継日", &self.handed_on)].concat())
            .row([party("引継元", &self.from), party("引継先", &self.to)].concat());
        let reasons = [self.reason.side_by_side(46), self.reason_text.clone()];
        let reasons: Vec<String> = reasons.into_iter().filter(|said| !said.is_empty()).collect();
        if !reasons.is_empty() {
            table = table.row(vec![
                Cell::label("引継理由"),
                Cell::short(reasons.join("\n")).across(3),
            ]);
        }
        table
    }

    fn blocks(&self) -> [(&'static str, Option<Table>); 14] {
        [
            ("同意の範囲", self.sharing.table()),
            ("基本", self.basics()),
            ("本人のことば", whole(&self.own_words)),
            ("本人", self.person.table()),
            ("家族", self.family.table()),
            ("これまでの歩み", self.history()),
            ("いまの計画の目標と達成", self.goals()),
            ("残っている課題", self.tasks()),
            ("医療", self.medical()),
            ("関係機関", self.agencies()),
            ("緊急時の対応・気をつけること", whole(&self.risks)),
            ("渡す書類", whole(&self.attached.side_by_side(54))),
            ("引継会議と、その後の確認", self.after()),
            ("再開の目安・連絡先", whole(&self.reopening)),
        ]
    }

    fn basics(&self) -> Option<Table> {
        let rows = self.basics.iter();
        texts(rows.map(|row| (row.label.as_str(), row.text.as_str())))
    }

    fn history(&self) -> Option<Table> {
        let heads = ["時期", "目標・できごと", "支援・サービス", "達成・本人の様子"];
        let rows = self.history.iter();
        columns(
            [30.0, 54.0, 44.0, 52.0],
            heads,
            rows.map(|row| [&row.when, &row.what, &row.support, &row.outcome]),
        )
    }

    fn medical(&self) -> Option<Table> {
        let heads = [
            "科・医療機関・主治医",
            "服薬・医療的ケア",
            "アレルギー・気をつけること",
        ];
        let rows = self.medical.iter();
        columns(
            [60.0, 60.0, 60.0],
            heads,
            rows.map(|row| [&row.clinic, &row.care, &row.caution]),
        )
    }

    fn goals(&self) -> Option<Table> {
        let heads = ["目標", "達成時期", "達成度", "残っていること"];
        let rows = self.goals.iter();
        columns(
            [64.0, 24.0, 36.0, 56.0],
            heads,
            rows.map(|row| [&row.goal, &row.until, &row.achievement, &row.remains]),
        )
    }

    fn tasks(&self) -> Option<Table> {
        let rows = self.tasks.iter();
        columns(
            [104.0, 32.0, 44.0],
            ["課題・宿題", "期限", "担当"],
            rows.map(|row| [&row.task, &row.due, &row.by]),
        )
    }

    fn agencies(&self) -> Option<Table> {
        let rows = self.agencies.iter();
        columns(
            [56.0, 40.0, 32.0, 52.0],
            ["機関", "担当", "電話", "役割"],
            rows.map(|row| [&row.name, &row.person, &row.tel, &row.role]),
        )
    }

    fn after(&self) -> Option<Table> {
        texts([
            ("引継会議", self.meeting.as_str()),
            ("引継後の確認", &self.follow_up),
        ])
    }

    fn signing(&self) -> Table {
        let signatures = &self.signatures;
        let row = |label: &str, signature: &Consent| vec![Cell::label(label), signature.cell()];
        Table::new(&[58.0, 122.0])
            .row(row(
                "本人（保護者）\nこの内容を引き継ぐことに同意します",
                &signatures.person,
            ))
            .row(row("引継者", &signatures.given_by))
            .row(row("受領者", &signatures.received_by))
    }
}

impl SharingScope {
    fn table(&self) -> Option<Table> {
        texts([
            ("共有してよい範囲", self.may_share.as_str()),
            ("伝えてほしくないこと", &self.must_not_share),
        ])
    }
}

impl PersonKnown {
    fn table(&self) -> Option<Table> {
        texts([
            ("願い・大事にしていること", self.wishes.as_str()),
            ("強み・うまくいった関わり", &self.strengths),
            ("苦手・避けること", &self.avoid),
            ("調子をくずすときのサイン", &self.signs),
            ("意思の表しかた・決めかた", &self.deciding),
            ("日中・学校・余暇", &self.days),
        ])
    }
}

impl FamilyKnown {
    fn table(&self) -> Option<Table> {
        texts([
            ("キーパーソン", self.key_person.as_str()),
            ("家族の願い・心配", &self.wishes),
            ("家族への配慮", &self.care),
        ])
    }
}

fn whole(said: &str) -> Option<Table> {
    (!said.is_empty()).then(|| Table::new(&[1.0]).row(vec![Cell::value(said)]))
}
