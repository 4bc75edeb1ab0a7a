//! Two visits to 見本 陽介: in July, and in November for October.

use bansou_domain::monitoring::{Aspect, Band, Change, LeadsTo, MonitoringReport, Slip, Trend, WeekMark};
use bansou_domain::plan::ServicePlan;
use jiff::civil::date;

use super::super::shape::{SPECIALIST, Seen, findings, month, promises, report, visit};
use super::plan::week_since_july;

pub(super) fn july(plan: &ServicePlan) -> MonitoringReport {
    let visit = visit(date(2026, 7, 22), "16:00-16:45", "自宅", &["本人", "母"]);
    MonitoringReport {
        overall: "週3日の通所を続けている。カードを2回使い、空き会議室で休んで戻れた。母の表情が明るい。"
            .into(),
        findings: findings(&[
            (
                Aspect::AsPlanned,
                "B型は週3日、居宅介護は週2回。どちらも計画どおり。",
            ),
            (
                Aspect::Skills,
                "米を研いで炊くところまで、声かけなしでできる日がある。",
            ),
            (Aspect::Linkage, "翌日の予定の紙は、通所先から毎回もらえている。"),
        ]),
        week_after: week_since_july(),
        week_marks: vec![WeekMark::Planned],
        week_evaluation: "通所に慣れ、金曜は疲れが出る。図書館を午後3時からに遅らせ、昼に休む時間をつくる。"
            .into(),
        homework: promises(&[
            (SPECIALIST, "B型に2種類目の作業の見学を頼む", None),
            ("本人", "金曜の図書館を3時からにしてみる", None),
        ]),
        next: Some(month(2026, 10)),
        support_degree: [1, 2, 2, 2, 1, 2].map(Some),
        leads_to: vec![LeadsTo::Unchanged],
        leads_to_text: "金曜の図書館の時刻をかえるだけなので、計画は作り直さない。".into(),
        ..report(plan, month(2026, 7), visit, &JULY)
    }
}

const JULY: [Seen; 4] = [
    Seen {
        provision: "予定どおり週3日。入力作業1種類。",
        satisfaction: Band::Seventy,
        voice: "静かだから大丈夫。入力は楽しい。",
        achievement: Band::Fifty,
        achieved: "作業1種類は一人でできる。2種類目はこれから。",
        remedy: "2種類目の作業を見学してから決める。",
        trend: Trend::Better,
        change: None,
    },
    Seen {
        provision: "週2回。カレーとみそ汁を一緒に作った。",
        satisfaction: Band::Fifty,
        voice: "切るのはむずかしい。",
        achievement: Band::Zero,
        achieved: "ヘルパーと並んで作れている。一人の洗濯はこれから。",
        remedy: "切り方の手順書を写真にする。",
        trend: Trend::Better,
        change: None,
    },
    Seen {
        provision: "図書館は火曜だけになった。",
        satisfaction: Band::Zero,
        voice: "金曜はつかれて寝てしまう。",
        achievement: Band::Fifty,
        achieved: "路線の旅には5月と6月に出かけた。",
        remedy: "金曜は午後3時からにしてみる。",
        trend: Trend::Worse,
        change: Some((Change::Plan, "金曜の図書館を13時から15時に。")),
    },
    Seen {
        provision: "通院継続。睡眠記録あり。",
        satisfaction: Band::Ninety,
        voice: "だいたい寝ている。",
        achievement: Band::Ninety,
        achieved: "眠れない日が2日続いたことはない。",
        remedy: "このまま続ける。",
        trend: Trend::Same,
        change: None,
    },
];

pub(super) fn october(plan: &ServicePlan) -> MonitoringReport {
    let visit = visit(date(2026, 11, 5), "16:00-16:40", "自宅", &["本人"]);
    MonitoringReport {
        slip: Some(Slip {
            reason: "本人の発熱と母の膝の手術日が重なり、10月中の訪問ができなかったため。10月26日に区役所へ連絡済み。".into(),
            called_on: Some(date(2026, 10, 26)),
            called_whom: "区役所 障害者支援課".into(),
        }),
        overall: "母の入院中、姉が3日間泊まった。通所は1日休んだのみ。".into(),
        findings: findings(&[
            (Aspect::Usage, "居宅介護は10月、入院中の1回を足して支給量10時間いっぱいまで使った。"),
            (Aspect::Change, "入院の3日間は眠りが浅く、朝の支度に時間がかかった。通所先では普段どおり。"),
            (Aspect::NewNeed, "「ひとりの夜はいやだった」。姉が来る前の最初の晩のこと。"),
        ]),
        week_before: week_since_july(),
        week_baseline: "金 15:00～17:00 図書館（7月の軽微な変更を反映）".into(),
        week_after: week_since_july(),
        week_marks: vec![WeekMark::None],
        week_evaluation: "金曜を3時からにして、火・金とも図書館に通えるようになった。".into(),
        homework: promises(&[(SPECIALIST, "短期入所の見学先を区外も含めて2か所あたる", None)]),
        next: Some(month(2027, 1)),
        support_degree: [1, 2, 2, 2, 1, 3].map(Some),
        leads_to: vec![LeadsTo::Unchanged],
        leads_to_text: "区に量の変更を相談する。計画はまだ変えない。".into(),
        ..report(plan, month(2026, 10), visit, &OCTOBER)
    }
}

const OCTOBER: [Seen; 4] = [
    Seen {
        provision: "週3日。2種類目の作業を始めた。",
        satisfaction: Band::Ninety,
        voice: "ラベルの入力もできる。",
        achievement: Band::Seventy,
        achieved: "名刺とラベル、2種類の入力をしている。",
        remedy: "週4日は1月に本人と相談する。",
        trend: Trend::Better,
        change: None,
    },
    Seen {
        provision: "母の入院中は週3回に増やして対応。",
        satisfaction: Band::Zero,
        voice: "ひとりの夜はいやだった。",
        achievement: Band::Zero,
        achieved: "写真の手順書で野菜を切れる。一人の夜はまだむずかしい。",
        remedy: "短期入所の体験を探す。量の変更を区に相談する。",
        trend: Trend::Same,
        change: Some((Change::Amount, "区に量の変更を相談する。計画はまだ変えない。")),
    },
    Seen {
        provision: "火・金とも通えた。",
        satisfaction: Band::Ninety,
        voice: "3時からがちょうどいい。",
        achievement: Band::Ninety,
        achieved: "9月は海沿いの路線に乗り、ノートに3ページ書いた。",
        remedy: "続ける。",
        trend: Trend::Better,
        change: None,
    },
    Seen {
        provision: "通院継続。入院の3日間は眠りが浅い。",
        satisfaction: Band::Fifty,
        voice: "ねむれなかった。",
        achievement: Band::Fifty,
        achieved: "眠れなかったことを、二日目の朝に自分から書いて渡した。",
        remedy: "主治医に共有し、予定を紙で伝える。",
        trend: Trend::Worse,
        change: None,
    },
];
