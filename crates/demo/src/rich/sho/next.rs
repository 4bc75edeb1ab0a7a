//! The step from the children's to the adults' law: an assessment that is still being filled.

use bansou_domain::assessment::{Assessment, SpecialistAssessment};
use jiff::civil::{Date, date};

use super::super::shape::{SPECIALIST, assessed, drawn, life, marked, statements};
use super::assessment::known;

/// アセスメント of the third cycle. Money and daily life are still to be asked.
pub(super) fn assessment() -> Assessment {
    let filled = Assessment {
        visits: vec![
            assessed(date(2026, 9, 9), "15:40-16:20", "放課後デイ見本のもり（静かな部屋）", "本人", SPECIALIST),
            assessed(date(2026, 9, 11), "13:00-14:00", "見本相談支援センター 相談室1", "母", SPECIALIST),
        ],
        overview: "高等部3年。6月と10月に見本ベーカリー工房で実習。1月に18歳、3月に卒業する。本人の希望と母の希望がちがうため、別々の日に、別々の場所で聞いている。".into(),
        wish_person: "ぼくは、パンやさんではたらきたい。つかれたら、すわって、またやる。".into(),
        wish_family: "母：卒業してすぐ働くのは心配です。中2の冬のようになってほしくない。まずは生活介護で、ゆっくり大人の生活に慣れてほしい。".into(),
        wish_difference: "本人は働く場（ベーカリー工房）、母は生活介護。9月9日に本人（写真を二枚ならべて三回選んでもらい、三回ともパンの写真）、9月11日に母から、それぞれ一人のときに聞いた。二人に共通するのは「つかれて動けなくなるのはいや」。".into(),
        wish_background: "本人：実習で焼いたあんパンを、母が黙って二つ食べた。母：中2の冬の3か月。".into(),
        wish_gap: "6月の実習は午前だけ5日。10月は9時から14時を8日間。一日の長さはまだ試していない。".into(),
        statements: statements(&SAID),
        specialist: vec![SpecialistAssessment {
            on: Some(date(2026, 8, 21)),
            by: "就労移行支援事業所見本".into(),
            why: "進路を選ぶ前に、働くときの得意と、あるとよい手助けを、実際の作業で確かめるため".into(),
            result: "計量は2時間で誤りなし。声で急がされると平均4分手が止まる。砂時計と黄色い札（休みます）があると、14時まで続いた。朝は7時台がいちばん集中する。".into(),
        }],
        needs: drawn(&NEEDS),
        same_age: "同級生は、卒業の前に友だちだけで出かけ、アルバイトもする。働くことと遊ぶこと、両方の経験がいる。".into(),
        life_events: life(&[
            ("令和9年1月", "18歳になる（児童から成人の制度へ）"),
            ("令和9年3月", "高等部を卒業"),
        ]),
        ..known()
    };
    marked(filled, date(2026, 11, 4))
}

const SAID: [(Date, &str, &str); 5] = [
    (
        date(2026, 9, 9),
        "本人",
        "（二枚の写真から、三回ともパンの写真を指さして）こっち。はたらく。",
    ),
    (
        date(2026, 9, 9),
        "本人",
        "お母さんは、だめって言う。でも、ぼくは、やく。",
    ),
    (
        date(2026, 9, 11),
        "母",
        "だめとは言っていないんです。こわいだけで。",
    ),
    (
        date(2026, 9, 11),
        "母",
        "わたしも、あの子のパンはおいしいと思っています。",
    ),
    (
        date(2026, 10, 30),
        "ベーカリー工房の職員",
        "札を出したのは8日間で3回。座って、自分で戻ってきました。",
    ),
];

const NEEDS: [[&str; 3]; 3] = [
    [
        "ぼくは、パンやさんではたらきたい。",
        "「こっち。はたらく。」（9月9日、三回とも）",
        "一日の長さと早番はまだ試していない",
    ],
    [
        "ぼくは、つかれたら、すわって、またやりたい。",
        "10月の実習で札を3回出し、自分で戻った（10月30日）",
        "中2の冬の経験から、母には疲れの見分けがつきにくい",
    ],
    [
        "ぼくは、18さいになっても、もりの友だちに会いたい。",
        "木曜の調理活動の仲間が4人いる",
        "放課後デイは卒業で終わる",
    ],
];
