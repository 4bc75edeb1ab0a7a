//! The two conferences around 見本 ひなた.

use bansou_domain::meeting::{AbsentOpinion, ServiceMeeting};
use jiff::civil::date;

use super::super::shape::{SPECIALIST, lines, promises, span};
use super::{AFTER_SCHOOL, DAY_CARE};

pub(super) fn first() -> ServiceMeeting {
    let (from, until) = span("14:30-15:25");
    ServiceMeeting {
        on: Some(date(2025, 10, 27)),
        from,
        until,
        place: "児童発達支援センター見本 ホール横の部屋".into(),
        purpose: "就学までの半年で、放課後の場所に何を伝えるかを決める。".into(),
        attended: lines(&[
            "本人",
            "母",
            "児童発達支援センター見本 保育士",
            "放課後デイ見本のいえ 児童発達支援管理責任者",
            "訪問看護見本 看護師",
            "見本相談支援センター 見本 相子",
        ]),
        discussion: "太鼓の時間の動画を全員で見た。右手が上がるまでの間を、保育士は5つ数えて待っている。この待ち方を放課後デイに引き継ぐ。".into(),
        decisions: promises(&[
            (DAY_CARE, "太鼓の時間の動画と、待ち方のメモを放課後デイに渡す", Some(date(2026, 3, 13))),
            (AFTER_SCHOOL, "3月中に慣らしで2回来てもらう", Some(date(2026, 3, 27))),
            (SPECIALIST, "吸引に対応できる移動支援を市内であたる", Some(date(2026, 1, 30))),
        ]),
        open: lines(&["移動支援の事業所が見つからない"]),
        next: "2026年4月（入学後の様子を見て）".into(),
        ..ServiceMeeting::default()
    }
}

pub(super) fn second() -> ServiceMeeting {
    let (from, until) = span("16:00-16:50");
    ServiceMeeting {
        on: Some(date(2026, 10, 26)),
        from,
        until,
        place: "特別支援学校 会議室".into(),
        purpose: "学校と放課後で同じスイッチを使い、家族が眠れる夜をつくる段取りを決める。".into(),
        attended: lines(&[
            "本人",
            "母",
            "特別支援学校 担任",
            "放課後デイ見本のいえ 児童発達支援管理責任者",
            "訪問看護見本 看護師",
            "見本相談支援センター 見本 相子",
        ]),
        absent_opinions: vec![AbsentOpinion {
            who: "見本医療福祉センター 看護師長".into(),
            asked_on: Some(date(2026, 10, 23)),
            answered_on: Some(date(2026, 10, 25)),
            opinion: "短期入所の初回は吸引の手順を動画で共有してほしい。".into(),
        }],
        discussion: "はじめに教室のスイッチをひなたさんに試してもらった。車いすの右、手のひら一つ分前なら3回続けて押せる。放課後デイの台はその位置より低い。\n停電のときの動きを読み合わせ、クライシスプランをその場で決めた。父は録画で意見を届けた。「金曜が増えると、土曜の朝が楽になります」。".into(),
        decisions: promises(&[
            (
                "特別支援学校 担任",
                "スイッチの位置の写真を放課後デイに渡す",
                Some(date(2026, 11, 2)),
            ),
            ("母", "吸引手順の動画を撮る", Some(date(2026, 11, 5))),
            (SPECIALIST, "移動支援の課題を協議会に出す", Some(date(2026, 11, 20))),
        ]),
        open: lines(&["吸引に対応できる移動支援がない"]),
        next: "2027年1月".into(),
        ..ServiceMeeting::default()
    }
}
