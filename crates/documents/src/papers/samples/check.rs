//! Monitoring reports of the made-up office in the check form.

use bansou_domain::monitoring::{Band, SupportSide, Trend};

use super::{ADULT, CHILD, MONITORED, RENEWED, adult, child, cover};
use crate::papers::{CheckHeadings, CheckReportSheet, CheckRow, Consent, SupportDegree, Tick, Ticks};

const TITLE: &str = "モニタリング報告書（継続サービス利用支援・継続障害児支援利用援助）";

impl CheckReportSheet {
    /// Filled sheets in lengths that occur: an adult with consent on paper, a child without a box for it.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        vec![adult_report(), child_report()]
    }
}

fn adult_report() -> CheckReportSheet {
    CheckReportSheet {
        cover: cover("", TITLE, ADULT, MONITORED),
        head: adult(),
        certificate_from: "令和8年5月1日".to_owned(),
        monitoring_period: "3か月ごと\n（令和8年7月～）".to_owned(),
        held_on: "令和8年11月5日".to_owned(),
        at_renewal: false,
        policy: "図書館まで一人で通える力と正確な文字入力という強みを生かし、静かで見通しのもてる場所で『役に立つ仕事』を始める。母の負担を軽くしながら、母が留守でも数日暮らせる力を、急がずに育てる。".to_owned(),
        long_goal: "静かな職場でデータ入力の仕事をして、自分の給料で路線の旅に出かける。".to_owned(),
        short_goal: "週3日、決まった時間に通い、困ったときは『休みます』のカードを出せる。".to_owned(),
        headings: CheckHeadings::default(),
        rows: ADULT_ROWS.iter().map(row).collect(),
        support_degree: degrees([Some(2), None, None, Some(3), None, Some(1)]),
        consent: Some(Consent::OnPaper("郵送で同意　令和8年11月12日".to_owned())),
    }
}

fn child_report() -> CheckReportSheet {
    CheckReportSheet {
        cover: cover("", TITLE, CHILD, RENEWED),
        head: child(),
        certificate_from: "令和8年11月1日".to_owned(),
        held_on: "令和8年10月13日".to_owned(),
        at_renewal: true,
        policy: "学校生活に慣れてきた今、右手で『もう一度』を伝える力を教室と放課後でも使えるようにし、家族が続けて眠れる夜と、四人で出かける日をつくる。".to_owned(),
        long_goal: "音楽と人とのやりとりを楽しみながら、好きなことを自分で選んで伝える。".to_owned(),
        short_goal: "放課後に週2回、太鼓の時間をもつ。".to_owned(),
        headings: CheckHeadings { band: "本人満足度".to_owned(), trend: "状態".to_owned() },
        rows: CHILD_ROWS.iter().map(row).collect(),
        support_degree: degrees([None; 6]),
        consent: None,
        ..adult_report()
    }
}

/// Seven texts, the two single choices, and which of 変更なし・種類・量・計画 holds.
type Row = ([&'static str; 7], Band, Trend, [bool; 4]);

fn row((texts, band, trend, changes): &Row) -> CheckRow {
    let [priority, need, goal, until, services, remedy, change_text] = texts.map(str::to_owned);
    let change = ["変更なし", "種類", "量", "計画"].iter().zip(changes);
    CheckRow {
        priority,
        need,
        goal,
        until,
        services,
        band: Ticks::of(Band::ALL, &[*band]),
        trend: Ticks::of(Trend::ALL, &[*trend]),
        remedy,
        change: Ticks(change.map(|(label, chosen)| Tick::new(*label, *chosen)).collect()),
        change_text,
    }
}

fn degrees(degrees: [Option<u8>; 6]) -> Vec<SupportDegree> {
    let sides = SupportSide::ALL.iter().zip(degrees);
    sides
        .map(|(side, degree)| SupportDegree {
            label: side.label().to_owned(),
            degree,
        })
        .collect()
}

const KEPT: [bool; 4] = [true, false, false, false];

const ADULT_ROWS: [Row; 4] = [
    (
        [
            "1",
            "わたしは、パソコンで役に立つ仕事がしたい。",
            "週3日から通い始め、データ入力の作業を2種類おぼえる。",
            "令和8年\n10月",
            "就労継続支援B型 週3日\n就労支援センター見本",
            "2種類目の作業を始めた。「ラベルの入力もできる。」\n週4日は1月に本人と相談する。",
            "",
        ],
        Band::Seventy,
        Trend::Better,
        KEPT,
    ),
    (
        [
            "2",
            "わたしは、母がいないときも家で困らないようになりたい。",
            "ヘルパーと一緒に、夕食を週2回つくる。洗濯は一人でできる。",
            "令和9年\n4月",
            "居宅介護（家事援助）週2回 各1時間\nヘルパーステーション見本",
            "母の入院中は週3回に増やして対応。「ひとりの夜はいやだった。」\n短期入所の体験を探す。",
            "家事援助 週2回→週3回、短期入所を加える。区へ相談する。",
        ],
        Band::Zero,
        Trend::Worse,
        [false, true, true, false],
    ),
    (
        [
            "3",
            "わたしは、好きな電車と図書館の時間をなくしたくない。",
            "火曜と金曜の図書館を続け、月1回は行きたい路線に乗る。",
            "令和9年\n4月",
            "図書館の司書、母の友人の見守り 週2回",
            "火・金とも通えた。「3時からがちょうどいい。」",
            "金曜の図書館は15時から。",
        ],
        Band::Ninety,
        Trend::Same,
        [false, false, false, true],
    ),
    (
        [
            "4",
            "よく眠って、体の調子をくずさないようにしたい。",
            "通院を続け、眠れない日が2日続いたら伝える。",
            "令和9年\n4月",
            "診察、服薬の調整 4週に1回\n見本クリニック",
            "入院の3日間は眠りが浅い。「ねむれなかった。」主治医に共有し、予定を紙で伝える。",
            "",
        ],
        Band::Fifty,
        Trend::Same,
        KEPT,
    ),
];

const CHILD_ROWS: [Row; 2] = [
    (
        [
            "1",
            "学校が終わったあとも、音楽の時間がほしい。",
            "スイッチを押して『もう一度』を1回の活動で3回伝える。",
            "令和8年\n10月",
            "放課後等デイサービス 週2回\n放課後デイ見本のいえ",
            "太鼓の時間に自分からスイッチへ手をのばす。週3回にしたい。",
            "週2回→週3回。",
        ],
        Band::Ninety,
        Trend::Better,
        [false, false, true, true],
    ),
    (
        [
            "2",
            "家族みんなが眠れるようにしたい。",
            "月2回、母が続けて6時間眠れる夜をつくる。",
            "令和8年\n10月",
            "訪問看護 週1回\n訪問看護見本",
            "夜間の吸引は平均3回。短期入所の空きを待っている。",
            "短期入所（医療型）月2泊を加える。",
        ],
        Band::Zero,
        Trend::Same,
        [false, true, false, false],
    ),
];
