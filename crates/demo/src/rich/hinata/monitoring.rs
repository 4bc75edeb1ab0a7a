//! Two visits to 見本 ひなた: two weeks after school began, and at the renewal.

use bansou_domain::monitoring::{Aspect, Band, Change, LeadsTo, MonitoringReport, Trend, WeekMark};
use bansou_domain::plan::ServicePlan;
use bansou_domain::week::{BlockKind, Week};
use jiff::civil::date;

use super::super::shape::{BlockLine, SPECIALIST, Seen, findings, month, promises, report, visit, week};
use super::first::week_at_school;
use super::{AFTER_SCHOOL, NURSE};

pub(super) fn april(plan: &ServicePlan) -> MonitoringReport {
    let visit = visit(date(2026, 4, 20), "16:30-17:15", "自宅", &["本人", "母"]);
    MonitoringReport {
        overall: "入学から2週間、登校は8日。教室で太鼓が鳴ると右手が上がる。放課後デイは火曜と木曜に始まり、保育士から引き継いだ待ち方が守られている。".into(),
        findings: findings(&[
            (Aspect::Change, "朝の吸引が1回ふえた。熱はない。"),
            (Aspect::Linkage, "児童発達支援センターの動画を、担任と放課後デイが入学前に見ている。"),
        ]),
        week_after: week_at_school(),
        week_marks: vec![WeekMark::Happened],
        week_evaluation: "4月6日の入学で、日中は学校、火曜と木曜は放課後デイにかわった。計画に書いてあったとおりの変更。".into(),
        homework: promises(&[(SPECIALIST, "短期入所の夏の予約の取り方を、看護師長に聞く", None)]),
        next: Some(month(2026, 10)),
        support_degree: [2, 2, 2, 2, 2, 3].map(Some),
        leads_to: vec![LeadsTo::Unchanged],
        leads_to_text: "学校と放課後の生活に慣れることを先にする。".into(),
        ..report(plan, month(2026, 4), visit, &APRIL)
    }
}

const APRIL: [Seen; 3] = [
    Seen {
        provision: "放課後デイは4月9日から週2回。1回30分の太鼓の時間がある。",
        satisfaction: Band::Seventy,
        voice: "（知らない職員の太鼓では手が動かず、3回目の利用で右手が上がった）",
        achievement: Band::Fifty,
        achieved: "場所がかわっても右手で応えられた。",
        remedy: "同じ職員が4月いっぱい担当する。",
        trend: Trend::Better,
        change: None,
    },
    Seen {
        provision: "短期入所は2月と3月に1泊ずつ。訪問看護は週1回。",
        satisfaction: Band::Fifty,
        voice: "母：朝まで眠れた日は、学校まで歌いながら行けました。",
        achievement: Band::Fifty,
        achieved: "月1泊のうち、予約が取れたのは2回。",
        remedy: "予約開始の日を家族の予定表に書く。",
        trend: Trend::Same,
        change: None,
    },
    Seen {
        provision: "移動支援は4か所に断られた。",
        satisfaction: Band::Zero,
        voice: "（弟の声に目を開けて笑う）",
        achievement: Band::Zero,
        achieved: "家族の車で花見に一度出かけた。",
        remedy: "となり市の事業所にも聞く。",
        trend: Trend::Same,
        change: None,
    },
];

pub(super) fn october(plan: &ServicePlan) -> MonitoringReport {
    let visit = visit(date(2026, 10, 9), "17:00-17:50", "自宅", &["本人", "母", "父"]);
    MonitoringReport {
        overall: "放課後デイでは太鼓の時間に右手で『もう一度』を伝える姿が増えた。夜間の吸引は減らず、母の疲れが強い。移動支援は見つかっていない。".into(),
        findings: findings(&[
            (Aspect::Usage, "放課後等デイサービスは月8～9日（支給量14日）。短期入所は半年で1回（支給量 月4日）。"),
            (Aspect::Skills, "太鼓と鈴を見せると、好きな方へ目を向けて選ぶ。"),
            (Aspect::Wishes, "父から、弟の運動会に四人で行きたいという希望。"),
        ]),
        week_before: week_at_school(),
        week_baseline: "入学後の週間（4月のモニタリングの変更を反映）".into(),
        week_after: wanted_week(),
        week_marks: vec![WeekMark::Needed],
        week_evaluation: "金曜の放課後デイと、月曜の訪問看護を加える必要がある。更新の計画案に入れる。".into(),
        homework: promises(&[(SPECIALIST, "短期入所の11月以降の予約を看護師長と調整する", None)]),
        next: Some(month(2027, 1)),
        at_renewal: true,
        support_degree: [2, 2, 2, 3, 3, 3].map(Some),
        leads_to: vec![LeadsTo::PlanChange, LeadsTo::Reassessment],
        leads_to_text: "更新の計画案に続けて反映する。".into(),
        ..report(plan, month(2026, 10), visit, &OCTOBER)
    }
}

fn wanted_week() -> Week {
    let added: [BlockLine; 6] = [
        ("月火水木金", "08:30-15:00", "特別支援学校", "", BlockKind::Own),
        (
            "火木",
            "15:00-17:30",
            "放課後等デイサービス",
            AFTER_SCHOOL,
            BlockKind::Service,
        ),
        ("水", "16:00-17:00", "訪問看護", NURSE, BlockKind::Service),
        ("土日", "14:00-15:00", "入浴（父）", "", BlockKind::Family),
        (
            "金",
            "15:00-17:30",
            "放課後等デイサービス",
            AFTER_SCHOOL,
            BlockKind::Service,
        ),
        ("月", "16:00-17:00", "訪問看護", NURSE, BlockKind::Service),
    ];
    week(
        &added,
        [
            "平日は学校。放課後は太鼓とスイッチの時間。週末は家族と過ごす。",
            "短期入所 月2泊（第2・第4土曜から）。通院 月1回。",
            "学校と放課後、二つの場所に好きな人と音楽がある。",
        ],
    )
}

const OCTOBER: [Seen; 3] = [
    Seen {
        provision: "放課後デイ 週2回、予定どおり。",
        satisfaction: Band::Ninety,
        voice: "（太鼓の音で右手を3回上げる）",
        achievement: Band::Ninety,
        achieved: "週2回の太鼓に欠かさず参加。",
        remedy: "週3日に増やし、スイッチを使う。",
        trend: Trend::Better,
        change: Some((Change::Amount, "放課後等デイサービスを週2日から週3日に。")),
    },
    Seen {
        provision: "短期入所は1回のみ。空きがなかった。",
        satisfaction: Band::Zero,
        voice: "母：続けて眠れたのは一晩だけ。",
        achievement: Band::Zero,
        achieved: "7月に1泊。",
        remedy: "医療型短期入所を月2泊で予約し、訪問看護を週2回にする。",
        trend: Trend::Worse,
        change: Some((Change::Amount, "短期入所を月2泊、訪問看護を週2回に。")),
    },
    Seen {
        provision: "移動支援の事業所が見つからない。",
        satisfaction: Band::Zero,
        voice: "父：運動会には四人で行きたい。",
        achievement: Band::Zero,
        achieved: "夏に家族の車で一度、海まで行った。",
        remedy: "協議会に課題として伝え、家族と車いす送迎の方法を考える。",
        trend: Trend::Same,
        change: None,
    },
];
