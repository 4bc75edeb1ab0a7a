//! The renewed plan of 見本 ひなた, October 2026.

use bansou_domain::plan::{Goal, Need, ServicePlan};
use bansou_domain::week::{BlockKind, Week};
use jiff::civil::date;

use super::super::shape::{BlockLine, month, service, week};
use super::assessment::{FAMILY_WISH, WISH};
use super::{AFTER_SCHOOL, HOSPITAL, NURSE};

/// 計画案.
pub(super) fn draft() -> ServicePlan {
    ServicePlan {
        made_on: Some(date(2026, 10, 10)),
        starts: Some(month(2026, 11)),
        monitoring_text: "3か月ごと（令和9年1月～）".into(),
        wish_person: WISH.into(),
        wish_family: FAMILY_WISH.into(),
        policy: "学校生活に慣れてきた今、右手で『もう一度』を伝える力を教室と放課後でも使えるようにし、家族が続けて眠れる夜と、四人で出かける日をつくる。".into(),
        long_goal: Goal {
            text: "音楽と人とのやりとりを楽しみながら、好きなことを自分で選んで伝える。".into(),
            until: Some(month(2028, 10)),
        },
        short_goal: Goal {
            text: "放課後に週3日、太鼓の時間をもち、スイッチで『もう一度』を伝える。".into(),
            until: Some(month(2027, 4)),
        },
        needs: vec![music(), nights(), outing()],
        week: planned_week(),
        past_effect: "児童発達支援で太鼓とリズム遊びを続け、手の動きで『もう一度』を伝えられるようになった。吸引の回数は日中6回から4回に減った。".into(),
        ..ServicePlan::default()
    }
}

/// 計画, as the conference left it.
pub(super) fn plan() -> ServicePlan {
    let mut plan = ServicePlan {
        made_on: Some(date(2026, 10, 27)),
        changes_from_draft: "優先順位2の留意事項に『停電時は予備電源を持って見本医療福祉センターへ』を加える"
            .into(),
        ..draft()
    };
    if let Some(nights) = plan.needs.get_mut(1) {
        nights
            .notes
            .push_str(" 停電時は予備電源を持って見本医療福祉センターへ。");
    }
    plan
}

fn music() -> Need {
    Need {
        need: "学校が終わったあとも、音楽の時間がほしい。".into(),
        goal: "スイッチを押して『もう一度』を1回の活動で3回伝える。".into(),
        until: Some(month(2027, 4)),
        services: vec![service([
            "放課後等デイサービス",
            "医療的ケア児対応、太鼓・リズム、スイッチ教材",
            "週3日 15:00～17:30",
            AFTER_SCHOOL,
            "児童発達支援管理責任者",
            "044-000-0002",
        ])],
        own_role: "やりたいときに右手でスイッチを押す。".into(),
        review: Some(month(2027, 1)),
        notes: "学校の自立活動担当とスイッチの位置をそろえる。".into(),
        unmet: String::new(),
    }
}

fn nights() -> Need {
    Need {
        need: "家族みんなが眠れるようにしたい。".into(),
        goal: "月2回、母が続けて6時間眠れる夜をつくる。".into(),
        until: Some(month(2027, 4)),
        services: vec![
            service([
                "短期入所（医療型）",
                "夜間の吸引・体位交換",
                "月2泊",
                HOSPITAL,
                "看護師長",
                "044-000-0003",
            ]),
            service([
                "訪問看護",
                "夜間の吸引方法の見直し",
                "週2回",
                NURSE,
                "",
                "044-000-0004",
            ]),
            service(["家族", "短期入所の日の弟の送迎", "月2回", "祖母", "", ""]),
        ],
        own_role: "好きな毛布を持っていく。".into(),
        review: Some(month(2027, 1)),
        notes: "弟の預け先と日を合わせる。医療機器の予備電源を持参。".into(),
        unmet: String::new(),
    }
}

fn outing() -> Need {
    Need {
        need: "弟や家族と出かけたい。".into(),
        goal: "家族四人で季節に1回出かける。".into(),
        until: Some(month(2027, 10)),
        services: vec![service([
            "移動支援",
            "吸引対応のヘルパー同行",
            "月4時間",
            "（探している）",
            "",
            "",
        ])],
        own_role: "行きたい所の音楽を選ぶ。".into(),
        review: Some(month(2027, 4)),
        notes: "吸引に対応できる移動支援の事業所が市内に見つかっていない（地域の課題として記録）。".into(),
        unmet: "吸引に対応できる移動支援の事業所が市内にない".into(),
    }
}

pub(super) fn planned_week() -> Week {
    let blocks: [BlockLine; 4] = [
        ("月火水木金", "08:30-15:00", "特別支援学校", "", BlockKind::Own),
        (
            "火木金",
            "15:00-17:30",
            "放課後等デイサービス",
            AFTER_SCHOOL,
            BlockKind::Service,
        ),
        ("月水", "16:00-17:00", "訪問看護", NURSE, BlockKind::Service),
        ("土日", "14:00-15:00", "入浴（父）", "", BlockKind::Family),
    ];
    week(
        &blocks,
        [
            "平日は学校。放課後は太鼓とスイッチの時間。週末は家族と過ごす。",
            "短期入所 月2泊（第2・第4土曜から）。通院 月1回。",
            "学校と放課後に音楽の時間があり、家族が眠れる夜があって、四人で出かける日を楽しみに暮らす。",
        ],
    )
}
