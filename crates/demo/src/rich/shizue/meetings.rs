//! The two conferences around 見本 静江.

use bansou_domain::meeting::{AbsentOpinion, ServiceMeeting};
use jiff::civil::date;

use super::super::shape::{SPECIALIST, lines, promises, span};
use super::{HELP, HOME, WORKSHOP};

pub(super) fn first() -> ServiceMeeting {
    let (from, until) = span("15:30-16:15");
    ServiceMeeting {
        on: Some(date(2025, 1, 24)),
        from,
        until,
        place: "グループホーム見本荘 居間".into(),
        purpose: "静江さんが顔と名前を知っている人だけで、新しい計画をたしかめる。".into(),
        attended: lines(&[
            "本人",
            "グループホーム見本荘 世話人",
            "見本ふれあい工房 サービス管理責任者",
            "見本相談支援センター 見本 相子",
        ]),
        absent_opinions: vec![AbsentOpinion {
            who: "見本クリニック 主治医".into(),
            asked_on: Some(date(2025, 1, 15)),
            answered_on: Some(date(2025, 1, 20)),
            opinion: "手紙は本人の速さで。返事を待つ間の不眠は、早めに受診してほしい。".into(),
        }],
        discussion:
            "静江さんが出席者の名前を帳面に書いてから始めた。手紙を出す日は本人が決め、誰も催促しない。"
                .into(),
        decisions: promises(&[
            (
                HOME,
                "便箋を買いに行く日を静江さんと決める",
                Some(date(2025, 2, 28)),
            ),
            (
                WORKSHOP,
                "春の販売会の日程を早めに伝える",
                Some(date(2025, 2, 14)),
            ),
        ]),
        next: "2025年7月".into(),
        ..ServiceMeeting::default()
    }
}

pub(super) fn second() -> ServiceMeeting {
    let (from, until) = span("15:30-16:25");
    ServiceMeeting {
        on: Some(date(2026, 1, 23)),
        from,
        until,
        place: "グループホーム見本荘 居間".into(),
        purpose: "姉に電話する日までの段取りと、眠れない夜の約束を決める。".into(),
        attended: lines(&[
            "本人",
            "グループホーム見本荘 世話人",
            "見本ふれあい工房 サービス管理責任者",
            "ヘルパーステーション見本 サービス提供責任者",
            "見本相談支援センター 見本 相子",
        ]),
        absent_opinions: vec![AbsentOpinion {
            who: "見本クリニック 主治医".into(),
            asked_on: Some(date(2026, 1, 14)),
            answered_on: Some(date(2026, 1, 19)),
            opinion: "外出は体調のよい日に。電話のあと眠れないときの対応を決めておくこと。".into(),
        }],
        discussion: "静江さんが姉の返事を読み上げた。電話は日曜の昼、居間の電話で。話すことを三つ帳面に書いてからかける。クライシスプランという名前はむずかしいので、静江さんの言う『眠れない夜の紙』と呼ぶことにした。".into(),
        decisions: promises(&[
            (HELP, "初めの外出の前に、静江さんに会いに行く", Some(date(2026, 2, 6))),
            (HOME, "『眠れない夜の紙』を居間の引き出しに置く", Some(date(2026, 1, 30))),
            (SPECIALIST, "電話のあと1週間は、工房に顔を出す", Some(date(2026, 5, 31))),
        ]),
        open: lines(&["姉の町までの日帰りは、移動支援の時間が足りない"]),
        next: "令和8年7月".into(),
        ..ServiceMeeting::default()
    }
}
