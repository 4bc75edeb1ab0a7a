//! The two conferences around 見本 翔.

use bansou_domain::meeting::ServiceMeeting;
use jiff::civil::date;

use super::super::shape::{SPECIALIST, lines, promises, span};
use super::{AFTER_SCHOOL, STAY};

pub(super) fn first() -> ServiceMeeting {
    let (from, until) = span("15:30-16:20");
    ServiceMeeting {
        on: Some(date(2025, 1, 24)),
        from,
        until,
        place: "放課後デイ見本のもり 調理室".into(),
        purpose: "翔さんの『パンの日』を、学校ともりで続きにする。".into(),
        attended: lines(&[
            "本人",
            "母",
            "見本特別支援学校 担任",
            "放課後デイ見本のもり 児童発達支援管理責任者",
            "見本の家 管理者",
            "見本相談支援センター 見本 相子",
        ]),
        discussion: "翔さんが秤で小麦粉を300グラム量るところから始めた。針がぴたりと止まり、全員が拍手した。手順書は学校ともりで同じものを使う。".into(),
        decisions: promises(&[
            (AFTER_SCHOOL, "手順書の写真版を学校に渡す", Some(date(2025, 2, 7))),
            (STAY, "泊まる前に一度、夕食だけの日をつくる", Some(date(2025, 2, 28))),
        ]),
        next: "2025年7月".into(),
        ..ServiceMeeting::default()
    }
}

pub(super) fn second() -> ServiceMeeting {
    let (from, until) = span("15:30-16:30");
    ServiceMeeting {
        on: Some(date(2026, 1, 26)),
        from,
        until,
        place: "見本特別支援学校 作業室".into(),
        purpose: "卒業までの1年で、翔さんが見て選べるものを並べる。".into(),
        attended: lines(&[
            "本人",
            "母",
            "見本特別支援学校 担任・進路担当",
            "放課後デイ見本のもり 児童発達支援管理責任者",
            "見本の家 管理者",
            "見本相談支援センター 見本 相子",
        ]),
        discussion: "本人が写真を三枚並べた（パン屋、もり、工房）。1番はパン屋。母は「こわい」と言い、本人は「つかれたら、すわる」と答えた。『休みます』の札を黄色にすることを本人が決めた。".into(),
        decisions: promises(&[
            ("見本特別支援学校 進路担当", "6月の実習先を、パンを焼く所で二つあたる", Some(date(2026, 3, 13))),
            (AFTER_SCHOOL, "黄色い札を三か所分、本人と作る", Some(date(2026, 2, 20))),
            (SPECIALIST, "就労アセスメントの申込み方を調べる", Some(date(2026, 4, 30))),
        ]),
        open: lines(&["本人と母の希望のちがい。働いてみてから、もう一度話す"]),
        next: "2026年5月".into(),
        ..ServiceMeeting::default()
    }
}
