//! Three visits to 見本 静江 over two cycles.

use bansou_domain::monitoring::{Aspect, Band, Change, LeadsTo, MonitoringReport, Trend, WeekMark};
use bansou_domain::plan::ServicePlan;
use jiff::civil::date;

use super::super::shape::{SPECIALIST, Seen, findings, month, promises, report, visit};

pub(super) fn july_2025(plan: &ServicePlan) -> MonitoringReport {
    let visit = visit(
        date(2025, 7, 15),
        "15:30-16:15",
        "グループホーム見本荘",
        &["本人", "世話人"],
    );
    MonitoringReport {
        overall: "春の販売会にふきん26枚を出した。6月に姉への手紙を1通投函。返事はまだないが、待つことを自分で引き受けている。".into(),
        findings: findings(&[
            (Aspect::AsPlanned, "生活介護は週4日、欠席1日。"),
            (Aspect::Skills, "みそ汁の塩分を自分で量るようになった。"),
        ]),
        week_marks: vec![WeekMark::None],
        homework: promises(&[("本人", "二通目の便箋を選ぶ", None)]),
        next: Some(month(2026, 1)),
        support_degree: [2, 2, 2, 2, 2, 2].map(Some),
        leads_to: vec![LeadsTo::Unchanged],
        ..report(plan, month(2025, 7), visit, &JULY_2025)
    }
}

const JULY_2025: [Seen; 3] = [
    Seen {
        provision: "週4日。図案帳が2冊目になった。",
        satisfaction: Band::Ninety,
        voice: "青い麻の葉が、いちばん先に売れた。",
        achievement: Band::Ninety,
        achieved: "販売会に26枚（目標20枚）。",
        remedy: "このまま続ける。",
        trend: Trend::Better,
        change: None,
    },
    Seen {
        provision: "朝の散歩は週2日。夜の間食は週3回。",
        satisfaction: Band::Fifty,
        voice: "夜は口がさびしい。",
        achievement: Band::Fifty,
        achieved: "散歩は週3日に届かないが、向かいの家の人と歩くようになった。",
        remedy: "ほうじ茶の時間を9時から8時半に早める。",
        trend: Trend::Same,
        change: None,
    },
    Seen {
        provision: "便箋を世話人と買い、6月11日に投函。",
        satisfaction: Band::Fifty,
        voice: "ポストの前で、3回深呼吸した。",
        achievement: Band::Ninety,
        achieved: "夏までに1通、出した。",
        remedy: "返事を待つ間の夜を、世話人と見ていく。",
        trend: Trend::Better,
        change: None,
    },
];

pub(super) fn january_2026(plan: &ServicePlan) -> MonitoringReport {
    let visit = visit(
        date(2026, 1, 13),
        "15:30-16:20",
        "グループホーム見本荘",
        &["本人", "世話人"],
    );
    MonitoringReport {
        overall: "手紙は4通になり、11月に姉から返事がきた。間食は週1回まで減った。次は声が聞きたいとのこと。"
            .into(),
        findings: findings(&[
            (Aspect::NewNeed, "姉に会いたい。電車に乗る練習をしたい。"),
            (Aspect::Change, "HbA1c 7.8から7.4へ。"),
        ]),
        week_marks: vec![WeekMark::None],
        homework: promises(&[(SPECIALIST, "移動支援の使い方を市に聞く", None)]),
        next: Some(month(2026, 7)),
        at_renewal: true,
        support_degree: [2, 2, 2, 3, 2, 2].map(Some),
        leads_to: vec![LeadsTo::PlanChange, LeadsTo::StepUp],
        leads_to_text: "更新の計画に、電話と外出を入れる。".into(),
        ..report(plan, month(2026, 1), visit, &JANUARY_2026)
    }
}

const JANUARY_2026: [Seen; 3] = [
    Seen {
        provision: "週4日。秋の販売会は値札を自分で書いた。",
        satisfaction: Band::Ninety,
        voice: "買った人の顔が、見てみたい。",
        achievement: Band::Ninety,
        achieved: "年間で58枚を仕上げた。",
        remedy: "店に立つことを次の計画に入れる。",
        trend: Trend::Better,
        change: None,
    },
    Seen {
        provision: "散歩は週5日。間食は週1回。",
        satisfaction: Band::Seventy,
        voice: "さざんかが咲いたよ。",
        achievement: Band::Ninety,
        achieved: "HbA1c 7.4。",
        remedy: "冬の歩く場所を工房と相談する。",
        trend: Trend::Better,
        change: None,
    },
    Seen {
        provision: "手紙は4通。11月8日に返事。",
        satisfaction: Band::Ninety,
        voice: "返事、来たよ。三回読んだ。",
        achievement: Band::Ninety,
        achieved: "姉と手紙をやりとりするようになった。",
        remedy: "電話と、電車に乗る外出へ進む。",
        trend: Trend::Better,
        change: Some((Change::Kind, "移動支援を加える。")),
    },
];

pub(super) fn july_2026(plan: &ServicePlan) -> MonitoringReport {
    let visit = visit(
        date(2026, 7, 14),
        "15:30-16:20",
        "グループホーム見本荘",
        &["本人", "世話人"],
    );
    MonitoringReport {
        overall: "5月17日に姉と電話で話した。ヘルパーと電車で2駅先まで3回。暑さで散歩は朝6時に早めている。"
            .into(),
        findings: findings(&[
            (Aspect::Usage, "移動支援は月4～8時間（支給量8時間）。"),
            (Aspect::NewNeed, "「65になったら、どうなるの」と2回聞かれた。"),
            (
                Aspect::Wishes,
                "会ってあやまりたい。電話では言わないと決めている。",
            ),
        ]),
        week_marks: vec![WeekMark::None],
        homework: promises(&[
            (SPECIALIST, "65歳からの手続きを市の二つの課に聞く", None),
            ("本人", "次に乗る電車を時刻表で選ぶ", None),
        ]),
        next: Some(month(2027, 1)),
        support_degree: [2, 2, 3, 3, 2, 2].map(Some),
        leads_to: vec![LeadsTo::Unchanged],
        leads_to_text: "65歳の見通しは、分かったことから順に伝える。".into(),
        ..report(plan, month(2026, 7), visit, &JULY_2026)
    }
}

const JULY_2026: [Seen; 3] = [
    Seen {
        provision: "週4日。6月の販売会で40分店に立った。",
        satisfaction: Band::Ninety,
        voice: "「きれいね」って、目を見て言われた。",
        achievement: Band::Seventy,
        achieved: "40分。1時間まであと少し。",
        remedy: "秋は前半と後半に分けて立つ。",
        trend: Trend::Better,
        change: None,
    },
    Seen {
        provision: "散歩は週5日20分。HbA1c 7.2。",
        satisfaction: Band::Seventy,
        voice: "朝顔の数を、数えてるの。",
        achievement: Band::Seventy,
        achieved: "20分は続いている。30分は涼しくなってから。",
        remedy: "9月から少しずつのばす。",
        trend: Trend::Same,
        change: None,
    },
    Seen {
        provision: "姉との電話は5月と6月に1回ずつ。電車の外出は3回。",
        satisfaction: Band::Ninety,
        voice: "姉の声、母の声にそっくりだった。",
        achievement: Band::Ninety,
        achieved: "電話で話し、2駅先まで行けた。",
        remedy: "秋に5駅先まで。乗り換えを一度入れる。",
        trend: Trend::Better,
        change: None,
    },
];
