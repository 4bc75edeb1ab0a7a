//! What was seen of 見本 ひなた at the renewal of October 2026.

use bansou_domain::assessment::{Assessment, BenefitState, Degree, SupportGroup};
use bansou_domain::family::{Direction, Field, TieKind};
use jiff::civil::{Date, date};

use super::super::shape::{
    Around, SPECIALIST, abilities, assessed, benefits, drawn, ecomap, life, lines, marked, medical,
    observations, risks, statements, supports,
};
use super::first::week_at_school;
use super::{AFTER_SCHOOL, NURSE};

pub(super) const WISH: &str = "（ことばでの表出はむずかしい。すきな音楽が流れると右手を上げて笑う。いやなときは顔を左に向けて目を閉じる。）";
pub(super) const FAMILY_WISH: &str =
    "母：学校に毎日通ってほしい。夜に一度でいいから続けて眠りたい。父：弟の運動会に家族全員で行きたい。";

pub(super) fn assessment() -> Assessment {
    let filled = Assessment {
        visits: vec![assessed(date(2026, 10, 9), "17:00-17:50", "自宅", "本人、母、父", SPECIALIST)],
        overview: "4月に特別支援学校小学部へ入学。1学期は体調をくずしての欠席が9日あったが、2学期は週5日の登校が続いている。夜間の吸引は平均3回で、母の睡眠が細切れになっている。".into(),
        life_history: life(&LIFE),
        wish_person: WISH.into(),
        wish_family: FAMILY_WISH.into(),
        wish_difference: "母は眠ることと登校、父は四人での外出をはじめに挙げた。本人が笑うのは弟の声と太鼓。三つとも計画に置く。".into(),
        wish_background: "登校が続き、家族が『次のこと』を話せるようになった。".into(),
        wish_gap: "吸引に対応できる移動支援が市内になく、四人での外出は家族の車だけに頼っている。".into(),
        values: "本人の返事を待つこと（声をかけて5つ数える）。".into(),
        statements: statements(&[
            (date(2026, 10, 9), "母", "続けて眠れたのは一晩だけ。あの朝は、歌いながら起こせました。"),
            (date(2026, 10, 9), "父", "運動会には四人で行きたい。ひなたの席も取りたいんです。"),
        ]),
        observations: observations(&SEEN),
        hindrances: lines(&["スイッチの位置が学校と放課後でちがうと、手が届かない"]),
        seen_at_home: "弟が帰ってくると、車いすの右手が上がった。弟は太鼓のばちを当然のように姉の手のそばへ置いた。".into(),
        abilities: abilities(&ABILITIES),
        warning_signs: lines(&["顔を左に向けて目を閉じる", "発熱の前日に吸引が増える"]),
        risks: risks(&[
            ("停電時に吸引器と加温加湿器が止まる", Degree::High),
            ("母の睡眠不足", Degree::High),
        ]),
        in_1_year: "放課後に音楽の時間をもつ".into(),
        in_3_years: "スイッチで好きなものを選ぶ".into(),
        in_10_years: "家族以外の人とも泊まりに出かける".into(),
        supports: supports(&SUPPORTS),
        ecomap: ecomap(&ECOMAP),
        week_now: week_at_school(),
        needs: drawn(&NEEDS),
        same_age: "1年生の同級生は、放課後に友だちの家や公園へ行く。家族とはなれて過ごす時間と、きょうだいで遊ぶ時間をふやしたい。".into(),
        life_events: life(&[("令和8年4月6日", "特別支援学校 小学部 入学")]),
        ..known()
    };
    marked(filled, date(2026, 10, 9))
}

/// What both assessments hold alike.
pub(super) fn known() -> Assessment {
    Assessment {
        life_history: life(LIFE.get(..4).unwrap_or_default()),
        growth:
            "在胎30週、1,320グラムで出生。首のすわりは2歳半。声のする方を目で追うようになったのは3歳のころ。"
                .into(),
        medical: medical(&[
            [
                "小児神経科",
                "見本医療福祉センター",
                "主治医",
                "月1回",
                "抗けいれん薬2種類",
            ],
            ["訪問看護", NURSE, "", "週1回", ""],
        ]),
        strengths: lines(&[
            "音楽のリズムに右手で応える",
            "人の声を聞き分けて笑う",
            "弟がそばにいると落ち着く",
        ]),
        interests: lines(&["太鼓とリズム遊び", "母の歌", "弟の声"]),
        stress: lines(&["急な大きな音", "長い時間の同じ姿勢"]),
        calms: lines(&["太鼓の音", "母の歌"]),
        benefits: benefits(&[
            ("特別児童扶養手当1級", BenefitState::Has, ""),
            ("障害児福祉手当", BenefitState::Has, ""),
            (
                "日常生活用具（予備電源）",
                BenefitState::Possible,
                "市の対象になるか確かめる",
            ),
        ]),
        money_kept_by: "父母".into(),
        ..Assessment::default()
    }
}

const LIFE: [(&str, &str); 5] = [
    ("令和元年5月", "在胎30週で出生。NICUに4か月入院"),
    ("令和2年11月", "脳性麻痺の診断"),
    ("令和3年6月", "胃ろう造設"),
    ("令和4年4月", "児童発達支援センター見本に通い始める"),
    ("令和8年4月", "特別支援学校小学部に入学"),
];

const SEEN: [(Date, [&str; 4]); 4] = [
    (
        date(2026, 3, 10),
        [
            "児童発達支援センター見本",
            "保育士",
            "太鼓の音に合わせて右手を3回上げた。終わると職員の方を見て声を出した。",
            "もう一度やりたい",
        ],
    ),
    (
        date(2026, 3, 17),
        [
            "自宅",
            "母",
            "弟の声がすると目を開けて笑う。",
            "弟といっしょにいたい",
        ],
    ),
    (
        date(2026, 9, 15),
        [
            "放課後デイ見本のいえ",
            "保育士",
            "大きな太鼓と鈴を見せると、太鼓の方へ3回続けて目を向けた。",
            "太鼓を選んだ",
        ],
    ),
    (
        date(2026, 10, 9),
        [
            "自宅",
            "相談支援専門員",
            "吸引の器械の音がすると、顔を左に向けて目を閉じた。母の歌で開いた。",
            "吸引はいや。歌があればがまんできる",
        ],
    ),
];

const ABILITIES: [[&str; 3]; 3] = [
    [
        "伝える",
        "右手を上げる、目を向ける、声を出す",
        "5つ数えて待つ人。手の届く所のスイッチ",
    ],
    [
        "学校",
        "週5日、車いすで6時間過ごす",
        "1時間ごとの姿勢の変換と吸引",
    ],
    [
        "食べる・休む",
        "味見をすると口を動かす",
        "胃ろうからの注入、横向きの姿勢",
    ],
];

const SUPPORTS: [(SupportGroup, [&str; 6]); 3] = [
    (
        SupportGroup::Public,
        [
            "放課後等デイサービス",
            AFTER_SCHOOL,
            "太鼓、個別の見守り",
            "週2回",
            "044-000-0002",
            "",
        ],
    ),
    (
        SupportGroup::Public,
        [
            "訪問看護",
            NURSE,
            "吸引、胃ろうの管理",
            "週1回",
            "044-000-0004",
            "",
        ],
    ),
    (
        SupportGroup::Other,
        ["祖母", "", "弟の送迎", "月2回", "", "短期入所の日に合わせる"],
    ),
];

const ECOMAP: [Around; 4] = [
    (
        "特別支援学校 担任",
        Field::Education,
        "学習と吸引、スイッチの記録",
        TieKind::Normal,
        Some(Direction::Both),
        "令和8年4月から",
    ),
    (
        "放課後デイ見本のいえ",
        Field::Welfare,
        "太鼓の時間",
        TieKind::Strong,
        Some(Direction::Both),
        "令和8年4月から",
    ),
    (
        "見本医療福祉センター",
        Field::Medical,
        "診察、医療型短期入所",
        TieKind::Strong,
        Some(Direction::ToPerson),
        "令和元年から",
    ),
    (
        "祖母",
        Field::Family,
        "弟の送迎",
        TieKind::Normal,
        Some(Direction::ToPerson),
        "",
    ),
];

const NEEDS: [[&str; 3]; 3] = [
    [
        "学校が終わったあとも、音楽の時間がほしい。",
        "太鼓の音で右手を3回上げ、終わると職員を見て声を出した（3月10日）",
        "伝わる場所が限られている。スイッチの位置がそろっていない",
    ],
    [
        "家族みんなが眠れるようにしたい。",
        "「続けて眠れたのは一晩だけ。」（母、10月9日）",
        "夜間の吸引が平均3回。短期入所の予約が取れない月がある",
    ],
    [
        "弟や家族と出かけたい。",
        "弟の声がすると目を開けて笑う（3月17日）。「四人で行きたい」（父）",
        "吸引に対応できる移動支援が市内にない",
    ],
];
