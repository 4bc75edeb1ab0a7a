//! The meeting that is being prepared: half a year of going to work is looked at together.

use bansou_domain::conference::{AgendaItem, Attendance, Conference, MeetingKind, Member, MemberKind, Talk};
use bansou_domain::id::MemberId;
use bansou_domain::meeting::{Means, Occasion};
use jiff::civil::date;
use uuid::Uuid;

use super::{HELP, WORK};

pub(super) fn prepared() -> Conference {
    Conference {
        occasion: Some(Occasion::Monitoring),
        kind: Some(MeetingKind::Decision),
        purpose: "冬も休まず通うための約束を、陽介さんと一緒に決める。".into(),
        goals: vec![
            "朝つらい日の伝えかたが決まっている".into(),
            "1月からの日数が決まっている".into(),
        ],
        on: Some(date(2026, 11, 26)),
        from: Some(14 * 60),
        means: Some(Means::Both),
        place: format!("{WORK} 会議室"),
        agenda: agenda(),
        members: keyed(),
        talks: vec![Talk {
            on: Some(date(2026, 11, 18)),
            with: "本人".into(),
            what: "「朝は暗いとつらい。でもやめたくはない」と話した。".into(),
        }],
        bring: "1か月の出勤の記録\n12月と1月の予定表".into(),
        reply_by: Some(date(2026, 11, 24)),
        easy_purpose:
            "冬《ふゆ》も仕事《しごと》に通《かよ》うための約束《やくそく》を、いっしょに決《き》めます。"
                .into(),
        easy_note: "話《はな》したくないことは、話《はな》さなくていいです。つかれたら、休《やす》みます。"
            .into(),
    }
}

fn agenda() -> Vec<AgendaItem> {
    let items = [
        (
            "はじめ・自己紹介",
            5,
            "進行",
            "みんなの名前《なまえ》を聞《き》きます。",
        ),
        ("本人の話", 15, "本人", "あなたの話《はなし》を聞《き》きます。"),
        (
            "家族の話",
            5,
            "母",
            "お母《かあ》さんの話《はなし》を聞《き》きます。",
        ),
        (
            "職場とヘルパーから",
            15,
            "各機関",
            "手伝《てつだ》っている人《ひと》が話《はな》します。",
        ),
        (
            "役割と期限を決める",
            15,
            "全員",
            "だれが何《なに》をするかを決《き》めます。",
        ),
        (
            "まとめ3点",
            5,
            "進行",
            "決《き》まったことを、もう一度《いちど》言《い》います。",
        ),
    ];
    items
        .map(|(title, minutes, lead, easy)| AgendaItem {
            title: title.into(),
            minutes,
            lead: lead.into(),
            easy: easy.into(),
        })
        .into()
}

/// The members with keys that are the same in every demo office.
fn keyed() -> Vec<Member> {
    let key = |(member, number)| Member {
        id: Some(MemberId(Uuid::from_u128(
            0x019a_a000_0000_7000_8000_0000_0000_0000 + number,
        ))),
        ..member
    };
    members().into_iter().zip(1_u128..).map(key).collect()
}

fn members() -> Vec<Member> {
    let member = |kind, who: &str, attends, required| Member {
        id: None,
        kind: Some(kind),
        who: who.into(),
        attends,
        required,
        wish: String::new(),
    };
    vec![
        member(MemberKind::Person, "本人", Some(Attendance::Comes), true),
        member(
            MemberKind::Family,
            "母 見本 久子",
            Some(Attendance::Online),
            false,
        ),
        member(
            MemberKind::Specialist,
            "見本相談支援センター 見本 相子",
            Some(Attendance::Comes),
            true,
        ),
        member(
            MemberKind::Provider,
            &format!("{WORK} サービス管理責任者"),
            Some(Attendance::Comes),
            true,
        ),
        member(
            MemberKind::Provider,
            &format!("{HELP} サービス提供責任者"),
            None,
            true,
        ),
        Member {
            wish: "眠れない日が続くときは早めに受診を。".into(),
            ..member(
                MemberKind::Medical,
                "見本クリニック 主治医",
                Some(Attendance::Absent),
                false,
            )
        },
    ]
}
