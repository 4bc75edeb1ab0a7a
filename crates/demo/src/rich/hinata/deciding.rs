//! How often to go after school: read from eyes, hands and voice, by those who know her, with the other reading beside.

use bansou_domain::deciding::{
    AS_IT_IS, Conclusion, Deciding, EasyWords, Face, LifeField, Outcome, Reading, Sides, SignSeen, TookPart,
    Trial, TrialKind, Way,
};
use jiff::civil::{Date, date};

use super::super::shape::SPECIALIST;
use super::AFTER_SCHOOL;

const THREE_DAYS: &str = "放課後デイを週3日にする";

pub(super) fn drum_days() -> Deciding {
    Deciding {
        question: "太鼓の日を、もう1日ふやしたい？".into(),
        field: Some(LifeField::Leisure),
        by: Some(date(2026, 10, 14)),
        by_why: "更新の計画案の提出".into(),
        explained: "太鼓と鈴の実物を、肩の高さで左右に。入れかえて3回。声をかけたあと5つ数えて待つ。体調の良い時間（午後4時ごろ）に。".into(),
        ways: vec![
            Way {
                brings: sides("", "母：家で弟と過ごす日が多い"),
                hard: sides("", "放課後デイ：太鼓の時間が週2回だけになる"),
                easy_name: "いままでと おなじ".into(),
                easy_brings: "火《か》よう日《び》と 木《もく》よう日《び》に いきます。".into(),
                ..Way::named(AS_IT_IS)
            },
            Way {
                brings: sides("", "放課後デイ：右手が上がる場面が増える\n母：夕方に横になれる"),
                hard: sides("", "訪問看護：週の後半に吸引がふえる日がある"),
                unknown: sides("", "冬の体調"),
                easy_name: "金《きん》よう日《び》も いく".into(),
                easy_brings: "たいこの 日《ひ》が ふえます。".into(),
                easy_hard: "つかれる 日《ひ》が あるかもしれません。".into(),
                ..Way::named(THREE_DAYS)
            },
        ],
        trials: vec![Trial {
            on: Some(date(2026, 9, 15)),
            kind: Some(TrialKind::Trial),
            way: THREE_DAYS.into(),
            place: AFTER_SCHOOL.into(),
            who: "放課後デイの職員、相談支援専門員".into(),
            words: "（目で太鼓を選ぶ。置くと右手が上がる）".into(),
            face: Some(Face::Good),
            seen: "太鼓の方へ3回続けて目を向けた。置くと右手が上がった。".into(),
        }],
        means_tried: "実物を並べて目で選ぶ、太鼓の絵を見せて右手を待つ、学校のスイッチ。どれも5つ数えて待つ。".into(),
        signs: signs(),
        readings: readings(),
        took_part: took_part(),
        outcome: outcome(),
        easy: EasyWords {
            question: "たいこの 日《ひ》を、もう 1日《いちにち》 ふやす？".into(),
            note: "いやな ときは、目《め》を とじて いいです。".into(),
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

fn signs() -> Vec<SignSeen> {
    let sign = |on: Date, scene: &str, who: &str| SignSeen {
        on: Some(on),
        scene: scene.into(),
        who: who.into(),
        ..SignSeen::default()
    };
    vec![
        SignSeen {
            face: "目を開き、口もとがゆるんだ".into(),
            did: "太鼓の方へ3回続けて目を向けた".into(),
            ..sign(
                date(2026, 9, 15),
                "太鼓と鈴を左右に置き、入れかえて3回",
                SPECIALIST,
            )
        },
        SignSeen {
            voice: "「あー」と長い声".into(),
            did: "右手を2回上げた".into(),
            ..sign(
                date(2026, 10, 13),
                "太鼓の絵を見せ「週3日」と伝えて5つ数えた",
                "母、相談支援専門員",
            )
        },
        SignSeen {
            face: "まばたきがふえた".into(),
            body: "肩に力が入り、吸引が1時間に2回".into(),
            ..sign(date(2026, 10, 2), "木曜の帰り、車いすの上で", "訪問看護師")
        },
    ]
}

fn readings() -> Vec<Reading> {
    let reading = |who: &str, read_as: &str, why: &str, other: &str| Reading {
        who: who.into(),
        read_as: read_as.into(),
        why: why.into(),
        other: other.into(),
    };
    vec![
        reading(
            "母",
            "太鼓の日がふえるのはうれしい",
            "右手を2回上げるのは、弟が帰ったときと同じ。9月15日と10月13日の二度とも。",
            "",
        ),
        reading(
            "訪問看護師",
            "続けたいが、木曜は疲れている",
            "木曜の帰りだけ肩に力が入る（10月2日）",
            "車いすの傾きのせいかもしれない",
        ),
    ]
}

fn took_part() -> Vec<TookPart> {
    let with = |&(who, relation): &(&str, &str)| TookPart {
        who: who.into(),
        relation: relation.into(),
    };
    let all = [
        ("本人", ""),
        ("見本 真帆", "母"),
        ("担任", "特別支援学校"),
        ("太鼓の担当職員", AFTER_SCHOOL),
        ("訪問看護師", "訪問看護見本"),
        (SPECIALIST, "相談支援専門員"),
    ];
    all.iter().map(with).collect()
}

fn outcome() -> Outcome {
    Outcome {
        conclusion: Some(Conclusion::Estimated),
        way: THREE_DAYS.into(),
        words: "（右手を2回）".into(),
        on: Some(date(2026, 10, 13)),
        present: "本人、母、相談支援専門員".into(),
        told_changeable: true,
        review_on: Some(date(2026, 12, 18)),
        estimate: "太鼓の日をふやしたいと読んだ。実物で3回、絵で1回、どれも同じ合図（目と右手）で、うれしいときの合図と同じだった。".into(),
        other_views: "訪問看護師：木曜は疲れて見える。火・木・金ではなく、火・水・金にする道もある。".into(),
        ..Outcome::default()
    }
}
