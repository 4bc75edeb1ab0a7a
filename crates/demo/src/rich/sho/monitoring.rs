//! Four visits to 見本 翔 over two cycles; the one of November 2026 has not been made yet.

use bansou_domain::monitoring::{Aspect, Band, LeadsTo, MonitoringReport, Trend, WeekMark};
use bansou_domain::plan::ServicePlan;
use jiff::civil::date;

use super::super::shape::{SPECIALIST, Seen, findings, month, promises, report, visit};

pub(super) fn july_2025(plan: &ServicePlan) -> MonitoringReport {
    let visit = visit(date(2025, 7, 22), "16:30-17:10", "自宅", &["本人", "母"]);
    MonitoringReport {
        overall: "6月の木曜、丸パンを一人で最後まで焼いた。見本の家には4回泊まり、まだ夜中に一度目が覚める。"
            .into(),
        week_marks: vec![WeekMark::None],
        homework: promises(&[("本人", "夏休みに、妹と朝ごはんのパンを焼く", None)]),
        next: Some(month(2026, 1)),
        support_degree: [2, 2, 2, 2, 1, 2].map(Some),
        leads_to: vec![LeadsTo::Unchanged],
        ..report(plan, month(2025, 7), visit, &JULY_2025)
    }
}

const JULY_2025: [Seen; 2] = [
    Seen {
        provision: "週3回。木曜の調理活動は欠席なし。",
        satisfaction: Band::Ninety,
        voice: "ぼくが、やいた。",
        achievement: Band::Ninety,
        achieved: "丸パンを一人で焼いた。",
        remedy: "食パンに進む。",
        trend: Trend::Better,
        change: None,
    },
    Seen {
        provision: "短期入所は4回。",
        satisfaction: Band::Fifty,
        voice: "まくらが、ちがった。",
        achievement: Band::Fifty,
        achieved: "夜中に一度起きるが、自分で布団に戻る。",
        remedy: "家の枕を持っていく。",
        trend: Trend::Better,
        change: None,
    },
];

pub(super) fn january_2026(plan: &ServicePlan) -> MonitoringReport {
    let visit = visit(date(2026, 1, 16), "16:30-17:20", "自宅", &["本人", "母"]);
    MonitoringReport {
        overall: "文化祭でパンが売り切れた。見本の家では朝まで眠れている。秋の校内実習で急がされ、手が止まったまま15分立っていた。".into(),
        findings: findings(&[
            (Aspect::NewNeed, "休みたいと伝える方法がいる。"),
            (Aspect::Wishes, "本人はパン屋で働きたい。母は体調が心配。"),
        ]),
        week_marks: vec![WeekMark::None],
        homework: promises(&[(SPECIALIST, "進路の写真を、本人が選べる形に用意する", None)]),
        next: Some(month(2026, 5)),
        at_renewal: true,
        support_degree: [2, 2, 2, 3, 2, 2].map(Some),
        leads_to: vec![LeadsTo::PlanChange],
        leads_to_text: "更新の計画に、実習と休み方を入れる。".into(),
        ..report(plan, month(2026, 1), visit, &JANUARY_2026)
    }
}

const JANUARY_2026: [Seen; 2] = [
    Seen {
        provision: "週3回。学校の製菓班と同じ手順書。",
        satisfaction: Band::Ninety,
        voice: "うりきれた。「おいしかった」って。",
        achievement: Band::Ninety,
        achieved: "食パンとあんパンも一人で焼く。",
        remedy: "パンを焼く場所での実習へ。",
        trend: Trend::Better,
        change: None,
    },
    Seen {
        provision: "短期入所は月1回。",
        satisfaction: Band::Seventy,
        voice: "朝まで、ねた。",
        achievement: Band::Ninety,
        achieved: "夏から朝まで眠る。",
        remedy: "朝の支度を一人でする。",
        trend: Trend::Better,
        change: None,
    },
];

pub(super) fn may_2026(plan: &ServicePlan) -> MonitoringReport {
    let visit = visit(date(2026, 5, 19), "16:30-17:20", "自宅", &["本人", "母"]);
    MonitoringReport {
        overall: "黄色い札を学校で1回、もりで2回出した。6月の実習先は見本ベーカリー工房に決まった。母は見学に行くか迷っている。".into(),
        findings: findings(&[
            (Aspect::Skills, "札を出し、水を飲んで3分で戻った。"),
            (Aspect::Wishes, "母とは廊下で10分、別に話した。"),
        ]),
        week_marks: vec![WeekMark::None],
        homework: promises(&[(SPECIALIST, "就労アセスメントを8月で申し込む", None)]),
        next: Some(month(2026, 8)),
        support_degree: [2, 2, 2, 3, 2, 3].map(Some),
        leads_to: vec![LeadsTo::Unchanged],
        ..report(plan, month(2026, 5), visit, &MAY_2026)
    }
}

const MAY_2026: [Seen; 3] = [
    Seen {
        provision: "実習先が決まった（6月8日から12日、午前）。",
        satisfaction: Band::Ninety,
        voice: "あと20日。",
        achievement: Band::Fifty,
        achieved: "見学で厨房に30分いた。",
        remedy: "前の週に道順を2回いっしょに歩く。",
        trend: Trend::Better,
        change: None,
    },
    Seen {
        provision: "もりと学校で札の練習。",
        satisfaction: Band::Seventy,
        voice: "きいろ、だした。",
        achievement: Band::Seventy,
        achieved: "三か所のうち二か所で使えた。",
        remedy: "実習先に札のことを先に伝える。",
        trend: Trend::Better,
        change: None,
    },
    Seen {
        provision: "短期入所は月1回。",
        satisfaction: Band::Seventy,
        voice: "ごはん、つくった。",
        achievement: Band::Seventy,
        achieved: "夕食の味噌汁を作る。",
        remedy: "朝の支度の表を家でも使う。",
        trend: Trend::Same,
        change: None,
    },
];

pub(super) fn august_2026(plan: &ServicePlan) -> MonitoringReport {
    let visit = visit(date(2026, 8, 25), "10:00-11:00", "自宅", &["本人", "母"]);
    MonitoringReport {
        overall: "6月の実習を5日やりきった。8月に就労アセスメント。母は生活介護を、本人はベーカリー工房を希望していて、同じ部屋では本人の声が小さくなる。".into(),
        findings: findings(&[
            (Aspect::Wishes, "二人の希望がちがう。9月に別々に聞く。"),
            (Aspect::Linkage, "就労アセスメントの写真つきの結果を、本人・母・学校で読んだ。"),
            (Aspect::NewNeed, "卒業で放課後デイが終わる。もりの友だちと会う場所。"),
        ]),
        week_marks: vec![WeekMark::None],
        homework: promises(&[
            (SPECIALIST, "本人と母の希望を、別の日に別の場所で聞く", None),
            ("本人", "10月の実習でやりたいパンを一つ決める", None),
        ]),
        next: Some(month(2026, 11)),
        support_degree: [2, 2, 3, 3, 2, 3].map(Some),
        leads_to: vec![LeadsTo::Reassessment],
        leads_to_text: "18歳と卒業を前に、アセスメントをやり直す。".into(),
        ..report(plan, month(2026, 8), visit, &AUGUST_2026)
    }
}

const AUGUST_2026: [Seen; 3] = [
    Seen {
        provision: "6月8日から5日間、見本ベーカリー工房で午前の実習。",
        satisfaction: Band::Ninety,
        voice: "クリームパン、240こ。",
        achievement: Band::Seventy,
        achieved: "5日間休まず。計量を任された。",
        remedy: "10月は14時までのばす。生活介護も一日体験する。",
        trend: Trend::Better,
        change: None,
    },
    Seen {
        provision: "実習先で札を1回。",
        satisfaction: Band::Ninety,
        voice: "すわって、またやった。",
        achievement: Band::Ninety,
        achieved: "三か所すべてで札を出せた。",
        remedy: "続ける。",
        trend: Trend::Better,
        change: None,
    },
    Seen {
        provision: "短期入所は月1回、7月は暑さで休み。",
        satisfaction: Band::Seventy,
        voice: "お母さん、10かぞえた。",
        achievement: Band::Seventy,
        achieved: "朝の支度は表を見て一人で。",
        remedy: "9月から月1回に戻す。",
        trend: Trend::Same,
        change: None,
    },
];
