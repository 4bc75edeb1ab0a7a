//! ライフステージの節目, as a card any page of a case can show: from when, what changes, whom to bring in.

use askama::Template;
use askama::filters::HtmlSafe;
use bansou_domain::calendar::{LifeStage, age_on, life_stage, wareki};
use bansou_domain::life::{Ground, Turn, warnings};
use jiff::civil::Date;

/// The stage of a person and the turns that are near. `{{ life }}` writes nothing when none is near.
#[derive(Template)]
#[template(path = "layout/life.html")]
pub(crate) struct LifeCard {
    stage: &'static str,
    turns: Vec<Near>,
}

impl HtmlSafe for LifeCard {}

struct Near {
    name: &'static str,
    when: String,
    reached: bool,
    ground: &'static str,
    what: &'static str,
    bring_in: &'static str,
}

impl LifeCard {
    /// What stands ahead of someone born on `born`; nothing while the birth date is not recorded.
    pub(crate) fn of(born: Option<Date>, today: Date) -> Self {
        let near = |born| {
            warnings(born, today).into_iter().map(|warning| {
                let (name, what, bring_in) = words(warning.turn);
                Near {
                    name,
                    when: wareki::format(warning.from),
                    reached: warning.reached,
                    ground: match warning.ground {
                        Ground::Act => "法律の区切り（条文は未確認）",
                        Ground::Usual => "目安（本人の進み方で変わります）",
                    },
                    what,
                    bring_in,
                }
            })
        };
        Self {
            stage: born.map_or("", |born| life_stage(age_on(born, today)).label()),
            turns: born.map_or_else(Vec::new, |born| near(born).collect()),
        }
    }
}

fn words(turn: Turn) -> (&'static str, &'static str, &'static str) {
    match turn {
        Turn::SchoolEntry => (
            "就学",
            "児童発達支援から放課後等デイサービスへ。就学先の相談と引き継ぎの時期です。",
            "教育委員会の就学相談、園の担任、就学先の特別支援教育コーディネーター",
        ),
        Turn::JuniorHighEntry => (
            "中学校・中学部への進学",
            "通学の方法と放課後の過ごし方が変わります。",
            "小学校と中学校の担任、放課後等デイサービスの児童発達支援管理責任者",
        ),
        Turn::HighSchoolEntry => (
            "高校・高等部への進学",
            "進路と卒業後の暮らしを考え始める時期です。",
            "中学校の進路担当、進学先、就業・生活支援センター",
        ),
        Turn::Eighteen => (
            "18歳",
            "児童福祉法から障害者総合支援法へ。受給者証・障害支援区分・利用者負担の見かたが変わり、契約は本人が結びます。",
            "市区町村の障害福祉課、成人の診療科、成人の相談支援・通所先、必要なら成年後見の相談先",
        ),
        Turn::Graduation => (
            "卒業",
            "平日の日中の場と、学校が担っていた見守りがなくなります。実習と見学を先に組みます。",
            "学校の進路担当、就業・生活支援センター、ハローワーク、見学先の事業所",
        ),
        Turn::SixtyFive => (
            "65歳",
            "介護保険が先になります。要介護認定の申請、続けられる障害福祉サービス、負担の変化を確かめます。",
            "市区町村の障害福祉課と介護保険課、地域包括支援センター、居宅介護支援事業所のケアマネジャー",
        ),
    }
}

/// What people of the same age usually have; prompts for what is missing, no list to be ticked.
pub(crate) fn prompts(stage: LifeStage) -> &'static str {
    match stage {
        LifeStage::EarlyChildhood => {
            "きょうだいや近所の子と遊ぶ、外に出かける、家族が眠れる夜、好きなものを選ぶ"
        }
        LifeStage::SchoolAge => "放課後の友だち、習いごと、ひとりで行ける所、自分のお小遣い、泊まりの行事",
        LifeStage::YoungAdult => "働いて得るお金、友人や恋人、自分で決める休日、家を出る準備、選挙",
        LifeStage::MiddleAge => "仕事での役割、自分の住まい、健康診断、親に頼らない暮らし、楽しみの外出",
        LifeStage::OlderAge => {
            "なじみの仲間、役割、住み慣れた家、身体を動かす機会、これからの医療と暮らしの希望"
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_card_says_from_when_what_and_whom_to_bring_in() {
        let card = LifeCard::of(Some(date(1961, 11, 22)), date(2026, 11, 20));
        insta::assert_snapshot!(crate::testing::text(&format!("<main>{}</main>", card.render().unwrap())), @"
        ライフステージの節目
        いま 壮年期
        65歳 介護保険が先になります。要介護認定の申請、続けられる障害福祉サービス、負担の変化を確かめます。
        声をかける先: 市区町村の障害福祉課と介護保険課、地域包括支援センター、居宅介護支援事業所のケアマネジャー
        法律の区切り（条文は未確認）
        令和8年11月21日から もうすぐ
        お知らせを始める時期（1〜2年前）は目安です。
        ");
        let none = LifeCard::of(Some(date(2001, 8, 9)), date(2026, 11, 20));
        assert_eq!(none.render().unwrap().trim(), "");
        assert_eq!(
            LifeCard::of(None, date(2026, 11, 20)).render().unwrap().trim(),
            ""
        );
    }
}
