//! 参加者. Who is invited, who has to be, and how each takes part.

use serde::{Deserialize, Serialize};

use crate::calendar::LifeStage;
use crate::choice;
use crate::id::MemberId;
use crate::meeting::Occasion;

choice! {
    /// 参加者の立場.
    pub enum MemberKind {
        /// 本人.
        Person = "person", "本人";
        /// 家族・保護者.
        Family = "family", "家族・保護者";
        /// 相談支援専門員.
        Specialist = "specialist", "相談支援専門員";
        /// 福祉サービスの事業所.
        Provider = "provider", "事業所";
        /// 学校・園.
        School = "school", "学校・園";
        /// 医療.
        Medical = "medical", "医療";
        /// 市町村.
        Municipality = "municipality", "市町村";
        /// 介護保険.
        CareManager = "care_manager", "介護保険";
        /// 就労・進路.
        Work = "work", "就労・進路";
        /// その他.
        Other = "other", "その他";
    }
}

choice! {
    /// 参加のしかた.
    pub enum Attendance {
        /// 来る.
        Comes = "comes", "来る";
        /// オンライン.
        Online = "online", "オンライン";
        /// 欠席して照会.
        Absent = "absent", "欠席（照会する）";
    }
}

/// 参加者. One who is invited.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Member {
    /// The key by which rooms and minutes find them; `None` in preparations older than it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<MemberId>,
    /// 立場.
    pub kind: Option<MemberKind>,
    /// 所属・氏名.
    pub who: String,
    /// 参加のしかた. `None`: not answered yet.
    pub attends: Option<Attendance>,
    /// 必ず参加.
    pub required: bool,
    /// 意向の届けかた. How the wish of somebody who does not come is brought.
    pub wish: String,
}

impl Member {
    /// Whether they sit at the table or on the screen.
    #[must_use]
    pub fn takes_part(&self) -> bool {
        self.attends != Some(Attendance::Absent)
    }

    /// Whether a retyped row still means the same member: a title may change, another office is somebody else.
    #[must_use]
    pub fn is_still(&self, before: &Self) -> bool {
        let first = |member: &Self| member.who.split_whitespace().next().map(str::to_owned);
        self.kind == before.kind && first(self) == first(before)
            || self.who.contains(&before.who)
            || before.who.contains(&self.who)
    }
}

/// 参加してほしい立場. Who is usually at the table at a stage of life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    /// 立場.
    pub kind: MemberKind,
    /// Whether the meeting has no meaning without them.
    pub required: bool,
    /// Who that may be.
    pub words: &'static str,
}

/// Returns who is expected at a stage of life and an occasion. This product's own convention: the ordinance names the
/// person and those in charge of the services (基準 第15条第2項), life at each stage names the others.
#[must_use]
pub fn expected(stage: Option<LifeStage>, occasion: Option<Occasion>) -> Vec<Expected> {
    let one = |kind, required, words| Expected {
        kind,
        required,
        words,
    };
    let child = matches!(stage, Some(LifeStage::EarlyChildhood | LifeStage::SchoolAge));
    let mut all = vec![
        one(MemberKind::Person, true, "本人"),
        one(MemberKind::Specialist, true, "相談支援専門員"),
        one(MemberKind::Provider, true, "計画にのせるサービスの担当者"),
        one(
            MemberKind::Family,
            child,
            if child {
                "保護者"
            } else {
                "家族（本人が望むとき）"
            },
        ),
    ];
    match stage {
        Some(LifeStage::EarlyChildhood) => {
            all.push(one(
                MemberKind::School,
                false,
                "通っている園（担任・保育士）、保健師",
            ));
            all.push(one(MemberKind::Medical, false, "主治医・訪問看護"));
        }
        Some(LifeStage::SchoolAge) => all.push(one(
            MemberKind::School,
            false,
            "学校（担任・特別支援教育コーディネーター・養護教諭）",
        )),
        Some(LifeStage::YoungAdult) => {
            all.push(one(
                MemberKind::Work,
                false,
                "就労・進路の担当（職場、就業・生活支援センター）",
            ));
        }
        Some(LifeStage::OlderAge) => all.push(one(
            MemberKind::CareManager,
            false,
            "ケアマネジャー・地域包括支援センター",
        )),
        Some(LifeStage::MiddleAge) | None => {}
    }
    if matches!(
        occasion,
        Some(Occasion::New | Occasion::Change | Occasion::Urgent)
    ) {
        all.push(one(MemberKind::Municipality, false, "市町村の担当"));
    }
    all
}

const WORDS: [(MemberKind, &[&str]); 8] = [
    (
        MemberKind::Specialist,
        &["相談支援専門員", "相談支援センター", "相談支援事業所"],
    ),
    (
        MemberKind::School,
        &[
            "学校",
            "担任",
            "教諭",
            "保育",
            "幼稚園",
            "こども園",
            "コーディネーター",
        ],
    ),
    (MemberKind::CareManager, &["ケアマネ", "居宅介護支援", "地域包括"]),
    (
        MemberKind::Medical,
        &[
            "病院",
            "クリニック",
            "医院",
            "医師",
            "主治医",
            "看護",
            "薬局",
            "リハビリ",
        ],
    ),
    (
        MemberKind::Municipality,
        &[
            "役所",
            "役場",
            "福祉課",
            "支援課",
            "保健所",
            "保健センター",
            "保健師",
            "福祉事務所",
        ],
    ),
    (
        MemberKind::Work,
        &["就業・生活", "ハローワーク", "職場", "会社", "進路"],
    ),
    (
        MemberKind::Provider,
        &[
            "事業所",
            "管理責任者",
            "提供責任者",
            "ヘルパー",
            "作業所",
            "工房",
            "デイ",
            "世話人",
            "支援員",
            "生活介護",
            "就労",
            "短期入所",
            "施設",
            "ステーション",
            "グループホーム",
            "ホーム",
        ],
    ),
    (
        MemberKind::Family,
        &[
            "母",
            "父",
            "祖",
            "姉",
            "兄",
            "妹",
            "弟",
            "妻",
            "夫",
            "家族",
            "保護者",
        ],
    ),
];

/// Guesses from the words of a team's entry who it is; whoever prepares the meeting corrects it.
#[must_use]
pub fn kind_of(words: &str) -> MemberKind {
    if words.contains("本人") {
        return MemberKind::Person;
    }
    let found = WORDS
        .iter()
        .find(|(_, known)| known.iter().any(|word| words.contains(word)));
    found.map_or(MemberKind::Other, |(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_names_another_office_is_another_member() {
        let member = |who: &str| Member {
            kind: Some(MemberKind::Medical),
            who: who.into(),
            ..Member::default()
        };
        let before = member("見本クリニック 主治医");
        assert!(member("見本クリニック 看護師").is_still(&before));
        assert!(member("見本クリニック").is_still(&before));
        assert!(!member("訪問看護見本 看護師").is_still(&before));
    }

    #[test]
    fn the_words_of_a_team_tell_who_stands_where() {
        for (words, kind) in [
            ("本人", MemberKind::Person),
            ("母", MemberKind::Family),
            ("見本特別支援学校 担任", MemberKind::School),
            ("訪問看護見本 看護師", MemberKind::Medical),
            (
                "放課後デイ見本のいえ 児童発達支援管理責任者",
                MemberKind::Provider,
            ),
            ("就労支援センター見本 サービス管理責任者", MemberKind::Provider),
            ("見本区 障害福祉課", MemberKind::Municipality),
            ("見本相談支援センター 見本 相子", MemberKind::Specialist),
            ("民生委員", MemberKind::Other),
        ] {
            assert_eq!(kind_of(words), kind, "{words}");
        }
    }
}
