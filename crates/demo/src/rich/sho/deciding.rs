//! Where to go after school: two ways that were both tried, and a mother's worry with its next step. Still open.

use bansou_domain::deciding::{
    AS_IT_IS, Deciding, EasyWords, Face, LifeField, Obstacle, ObstacleKind, Sides, Trial, TrialKind, Way,
};
use jiff::civil::date;

use super::super::shape::SPECIALIST;

const BAKERY: &str = "パンの工房ではたらく";
const DAY_CARE: &str = "生活介護に通う";

pub(super) fn after_school() -> Deciding {
    Deciding {
        question: "そつぎょうしたら、どこではたらこう".into(),
        field: Some(LifeField::Daytime),
        by: Some(date(2027, 1, 29)),
        by_why: "4月からの空きの返事が1月末".into(),
        explained: "二枚の写真を、並べる位置をかえて三回。本人だけ、母だけ、三人の順に。砂時計で1回15分。".into(),
        ways: vec![bakery(), day_care(), as_it_is()],
        trials: trials(),
        obstacles: obstacles(),
        easy: EasyWords {
            question: "そつぎょうしたら、どこへ 行《い》く？".into(),
            note: "1月《がつ》の おわりまでに きめれば いいです。\nわからないことは、相子《あいこ》さんに きいて ください。".into(),
        },
        ..Deciding::default()
    }
}

fn sides(person: &str, others: &str) -> Sides {
    Sides {
        person: person.into(),
        others: others.into(),
    }
}

fn bakery() -> Way {
    Way {
        name: BAKERY.into(),
        brings: sides(
            "パンをやく。あんパンは、ぼくの。",
            "工房：計量の誤りが2時間なかった\n担任：朝7時台がいちばん集中する",
        ),
        hard: sides(
            "いそげって言われると、手がとまる。",
            "母：中2の冬のように動けなくなるのがこわい",
        ),
        unknown: sides(
            "毎日だと、どうかな。",
            "工房：早番と一日の長さは、まだ試していない",
        ),
        easy_name: "パンの 工房《こうぼう》".into(),
        easy_brings: "すきな パンを やけます。\n給料《きゅうりょう》が もらえます。".into(),
        easy_hard: "いそぐ 日《ひ》が あります。\nつかれたら、黄色《きいろ》い ふだを 出《だ》せます。"
            .into(),
        easy_unknown: "毎日《まいにち》 できるかは、まだ わかりません。".into(),
    }
}

fn day_care() -> Way {
    Way {
        name: DAY_CARE.into(),
        brings: sides(
            "ごはん、おいしい。",
            "母：休める場所がある\n職員：すわってする作業が選べる",
        ),
        hard: sides("パンがない。", "担任：朝がはじまるのは9時半から"),
        unknown: sides("", "あとから工房にかわれるか"),
        easy_name: "見本《みほん》ふれあい工房《こうぼう》".into(),
        easy_brings: "ごはんが おいしいです。\n休《やす》む へやが あります。".into(),
        easy_hard: "パンは やきません。".into(),
        easy_unknown: "あとで パンの 工房《こうぼう》に かわれるかは、これから ききます。".into(),
    }
}

fn as_it_is() -> Way {
    Way {
        name: AS_IT_IS.into(),
        brings: sides("もりの友だちに会える。", ""),
        hard: sides("", "学校は3月で卒業。放課後デイも終わる"),
        unknown: sides(
            "友だちに、また会えるかな。",
            "家で過ごす日がどのくらい続けられるか",
        ),
        easy_name: "いえで すごす".into(),
        easy_brings: "じぶんの ペースで すごせます。".into(),
        easy_hard: "学校《がっこう》は 3月《がつ》で おわります。".into(),
        easy_unknown: "もりの ともだちに いつ 会《あ》えるかは、これから きめます。".into(),
    }
}

fn trials() -> Vec<Trial> {
    let trial = |on, kind, way: &str, place: &str| Trial {
        on: Some(on),
        kind: Some(kind),
        way: way.into(),
        place: place.into(),
        ..Trial::default()
    };
    vec![
        Trial {
            who: "工房の職員2人、3日目は相談支援専門員".into(),
            words: "すわって、またやった。".into(),
            face: Some(Face::Good),
            seen: "11時に黄色い札を出し、水を飲んで4分で戻った。母が見ていたことには気づかず、並べ終えて手をたたいた。".into(),
            ..trial(date(2026, 6, 12), TrialKind::Trial, BAKERY, "見本ベーカリー工房（午前だけ5日）")
        },
        Trial {
            who: "相談支援専門員".into(),
            words: "ごはん、おいしい。ぼくは、パン。".into(),
            face: Some(Face::Between),
            seen: "布を広げる手伝いを20分。昼食をおかわり。帰りの車で、パンの写真を2回指さした。".into(),
            ..trial(date(2026, 10, 21), TrialKind::Trial, DAY_CARE, "見本ふれあい工房（一日）")
        },
        Trial {
            who: "工房の職員3人".into(),
            words: "あんパン、ぼくの。".into(),
            face: Some(Face::Good),
            seen: "8日間で札は3回、どれも自分で戻った。最終日、エプロンをぬがずに帰ろうとした。".into(),
            ..trial(date(2026, 10, 30), TrialKind::Trial, BAKERY, "見本ベーカリー工房（9時から14時、8日間）")
        },
    ]
}

fn obstacles() -> Vec<Obstacle> {
    vec![
        Obstacle {
            kind: Some(ObstacleKind::Family),
            what: "母：中2の冬のように、動けなくなったらと思うとこわい".into(),
            next: "休憩の記録を、本人・母と三人で読む".into(),
            who: SPECIALIST.into(),
            by: Some(date(2026, 11, 27)),
        },
        Obstacle {
            kind: Some(ObstacleKind::Untried),
            what: "朝の早番と、毎日続けること".into(),
            next: "7時からの勤務を3日ためせる日を決める".into(),
            who: "見本ベーカリー工房".into(),
            by: Some(date(2026, 12, 11)),
        },
        Obstacle {
            kind: Some(ObstacleKind::Money),
            what: "給料と、20歳からの年金がどうなるか（母）".into(),
            next: "年金の窓口に、母と聞きに行く日を決める".into(),
            who: "母 見本 恵子".into(),
            by: None,
        },
    ]
}
