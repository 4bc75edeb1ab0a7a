//! Minutes of the made-up office: everything filled, and the least there is.

use super::{ADULT, PLANNED, cover};
use crate::papers::{AbsentRow, DecisionRow, MeetingSheet, RemarkRow, Tick, Ticks};

impl MeetingSheet {
    /// Filled sheets in lengths that occur.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        vec![full(), least()]
    }
}

fn ticks(labels: &[(&str, bool)]) -> Ticks {
    let tick = |(label, chosen): &(&str, bool)| Tick::new(*label, *chosen);
    Ticks(labels.iter().map(tick).collect())
}

fn remark(who: &str, said: &str) -> RemarkRow {
    RemarkRow {
        who: who.to_owned(),
        said: said.to_owned(),
    }
}

fn decision(who: &str, what: &str, by: &str, state: &str) -> DecisionRow {
    DecisionRow {
        who: who.to_owned(),
        what: what.to_owned(),
        by: by.to_owned(),
        state: state.to_owned(),
    }
}

fn absent() -> AbsentRow {
    AbsentRow {
        who: "見本クリニック 主治医".to_owned(),
        asked: "R8.4.24".to_owned(),
        answered: "R8.4.27".to_owned(),
        opinion: "開始1か月は週3日を超えないこと。".to_owned(),
    }
}

fn full() -> MeetingSheet {
    MeetingSheet {
        cover: cover("", "サービス担当者会議録（要点）", ADULT, PLANNED),
        person_name: ADULT.to_owned(),
        written_by: "見本 相子（相談支援専門員）".to_owned(),
        office_name: "見本相談支援センター".to_owned(),
        written_on: "令和8年4月28日".to_owned(),
        held: "令和8年4月28日(火) 15:00～15:55".to_owned(),
        place: "就労支援センター見本 会議室".to_owned(),
        means: ticks(&[("対面", true), ("オンライン", false), ("併用", false)]),
        nth: "第2回".to_owned(),
        occasion: ticks(&[
            ("新規", true),
            ("更新", false),
            ("変更", false),
            ("モニタリング", false),
            ("緊急", false),
            ("その他", false),
        ]),
        purpose: "通所を安心して始めるための約束ごとを、陽介さんと一緒に決める。".to_owned(),
        attended: [
            "本人",
            "母",
            "就労支援センター見本 サービス管理責任者",
            "見本相談支援センター 見本 相子",
        ]
        .map(str::to_owned)
        .into(),
        person_attended: "有".to_owned(),
        family_attended: "有（母）".to_owned(),
        absent: vec![absent()],
        person_words: "静かな部屋がよい。休むときは言葉でなく、カードで伝えたい。".to_owned(),
        family_words: "母: 朝の送り出しに時間がかかる日がある。".to_owned(),
        topics: "1 休むときの伝えかた\n2 はじめの1か月の日数".to_owned(),
        discussion: "予定は紙で渡すほうが落ち着く。".to_owned(),
        remarks: vec![
            remark("就労支援センター見本", "静かな部屋を2つ用意できる。"),
            remark("見本相談支援センター", "5月末に様子を見に行く。"),
        ],
        reactions: "短期目標を「週3日通う」にする → はい".to_owned(),
        conclusion: "はじめの1か月は週3日とし、5月末に全員でふりかえる。".to_owned(),
        decisions: vec![
            decision("就労支援センター見本", "翌日の予定を紙で渡す", "R8.5.7", "済"),
            decision("本人", "『休みます』カードを作る", "R8.5.6", "未"),
        ],
        open: "母が入院したときの短期入所先が区内に見つからない".to_owned(),
        later: "（時間がかかる）送迎の時刻を遅らせる\n（今はできない）週5日にする".to_owned(),
        unmet: "夜に受け入れられる短期入所が区内にない".to_owned(),
        plan_changes: "短期目標: 週3日通う".to_owned(),
        next: "令和8年7月（モニタリングと同じ日）".to_owned(),
        summary: [
            "はじめの1か月は週3日",
            "休むときはカードを見せる",
            "5月末にみんなで確かめる",
        ]
        .map(str::to_owned)
        .into(),
        shared: "本人 R8.4.30（手渡し）\n就労支援センター見本 R8.4.30（メール）".to_owned(),
    }
}

fn least() -> MeetingSheet {
    MeetingSheet {
        means: ticks(&[("対面", false), ("オンライン", false), ("併用", false)]),
        occasion: ticks(&[("新規", false), ("更新", false)]),
        nth: String::new(),
        attended: vec!["本人".to_owned()],
        absent: Vec::new(),
        discussion: String::new(),
        remarks: Vec::new(),
        reactions: String::new(),
        conclusion: String::new(),
        decisions: Vec::new(),
        later: String::new(),
        unmet: String::new(),
        plan_changes: String::new(),
        summary: Vec::new(),
        shared: String::new(),
        ..full()
    }
}
