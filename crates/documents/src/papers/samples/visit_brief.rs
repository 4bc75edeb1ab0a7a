//! The page before a visit, of the made-up office.

use super::{ADULT, CHILD, MONITORED, RENEWED, cover};
use crate::papers::{GoalStand, NamedLines, PromiseRow, SaidRow, VisitBriefSheet};

impl VisitBriefSheet {
    /// Filled sheets in lengths that occur: a case with everything, and a first visit that knows little.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        vec![full(), first()]
    }
}

fn full() -> VisitBriefSheet {
    VisitBriefSheet {
        cover: cover("", "訪問の前に", ADULT, MONITORED),
        person_name: ADULT.to_owned(),
        about: "34歳　区分3　受給者証 R9.4.30まで（あと176日）".to_owned(),
        this_time: "令和8年11月のモニタリング　訪問の予定 令和8年11月24日".to_owned(),
        last_time: "令和8年8月6日　自宅　会った人 本人、母".to_owned(),
        words: vec![
            said("入力の係は、朝いちばんがやりやすい。", "R8.10.19 電話"),
            said(
                "パソコンの仕事をしてみたい。母さんに心配をかけたくない。",
                "R8.3.12 アセスメント",
            ),
        ],
        goals: goals(),
        promises: vec![
            promise([
                "サービス管理責任者",
                "朝いちばんの入力作業を2週間ためす",
                "R8.10.31",
                "担当者会議 R8.4.28",
            ]),
            promise([
                "相談支援専門員",
                "母の通院の間の見守りをさがす",
                "R8.11.10　期日すぎ",
                "前回の宿題",
            ]),
        ],
        since: named(&[
            "R8.10.19 電話（母）: 昼食のあとに横になる日が増えた。→ 次回の訪問で本人に聞く",
            "R8.9.30 電話（就労支援センター見本）: 9月は12日通所。",
        ]),
        notes: beside(),
        prompts: named(&[
            "この目標は、いまも自分の目標ですか。小さくするなら、最初の一歩は何にしますか。（進まないのは本人の力より、目標の大きさや支え方のことが多い）",
        ]),
        rights: named(&[
            "ほかの人のいない所で、二人で話す時間をとる。",
            "いやなことを「いや」と言えているか。言ったあと、どうなったか。",
        ]),
    }
}

fn goals() -> Vec<GoalStand> {
    vec![
        goal([
            "週3日、休まずに通う",
            "達成 70～90％\n満足 90～100％　維持",
            "遅刻なし。午後に疲れが出る日がある。",
            "午後の休憩を15分早める。",
        ]),
        goal([
            "自分で薬の残りを数える",
            "達成 50～70％\n満足 70～90％　維持",
            "ヘルパーの声かけで数えられた。",
            "数える日を金曜に決める。",
        ]),
    ]
}

fn beside() -> Vec<NamedLines> {
    vec![
        lines(
            "期限",
            &[
                "障害福祉 R9.4.30まで（あと176日）",
                "目標「自分で薬の残りを数える」R8.12まで",
            ],
        ),
        lines(
            "気をつけること",
            &[
                "苦手: 大きな音／うしろからの声かけ",
                "サイン: 返事が「はい」だけになる",
            ],
        ),
        lines("落ち着くこと", &["次の予定を紙に書いて見せる"]),
        lines(
            "連絡先",
            &[
                "就労支援センター見本（サービス管理責任者） 03-0000-0003",
                "姉 見本 綾 090-0000-0011",
            ],
        ),
    ]
}

fn first() -> VisitBriefSheet {
    VisitBriefSheet {
        cover: cover("", "訪問の前に", CHILD, RENEWED),
        person_name: CHILD.to_owned(),
        about: "7歳　受給者証 未登録".to_owned(),
        this_time: "予定外のモニタリング".to_owned(),
        last_time: "はじめてのモニタリングです".to_owned(),
        words: Vec::new(),
        goals: Vec::new(),
        promises: Vec::new(),
        since: Vec::new(),
        notes: vec![lines("期限", &["受給者証はまだ登録されていません"])],
        prompts: named(&["始めてみて、思っていたのと違ったことはありますか。"]),
        rights: named(&["ほかの人のいない所で、二人で話す時間をとる。"]),
    }
}

fn said(words: &str, said: &str) -> SaidRow {
    SaidRow {
        words: words.to_owned(),
        said: said.to_owned(),
    }
}

fn goal(texts: [&str; 4]) -> GoalStand {
    let [goal, stand, provision, remedy] = texts.map(str::to_owned);
    GoalStand {
        goal,
        stand,
        provision,
        remedy,
    }
}

fn promise(texts: [&str; 4]) -> PromiseRow {
    let [who, what, by, from] = texts.map(str::to_owned);
    PromiseRow { who, what, by, from }
}

fn lines(name: &str, said: &[&str]) -> NamedLines {
    NamedLines {
        name: name.to_owned(),
        lines: named(said),
    }
}

fn named(said: &[&str]) -> Vec<String> {
    said.iter().map(|said| (*said).to_owned()).collect()
}
