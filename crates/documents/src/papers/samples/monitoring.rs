//! Monitoring reports of the made-up office.

use super::{ADULT, MONITORED, adult, cover};
use crate::papers::{Consent, MonitoringRow, MonitoringSheet};

impl MonitoringSheet {
    /// A filled sheet in lengths that occur.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let title = "モニタリング報告書（継続サービス利用支援・継続障害児支援利用援助）";
        vec![Self {
            cover: cover("様式3-1", title, ADULT, MONITORED),
            head: adult(),
            plan_made_on: "令和8年4月30日".to_owned(),
            held_on: "令和8年11月5日".to_owned(),
            consent: Consent::OnPaper("郵送で同意　令和8年11月12日".to_owned()),
            policy: "図書館まで一人で通える力と正確な文字入力という強みを生かし、静かで見通しのもてる場所で『役に立つ仕事』を始める。母の負担を軽くしながら、母が留守でも数日暮らせる力を、急がずに育てる。".to_owned(),
            overall: "母の入院中、姉が3日間泊まった。通所は1日休んだのみ。".to_owned(),
            rows: ROWS.iter().copied().map(row).collect(),
        }]
    }
}

fn row(texts: [&str; 11]) -> MonitoringRow {
    let [
        priority,
        goal,
        until,
        provision,
        voice,
        achievement,
        remedy,
        kind,
        amount,
        week,
        notes,
    ] = texts.map(str::to_owned);
    MonitoringRow {
        priority,
        goal,
        until,
        provision,
        voice,
        achievement,
        remedy,
        kind_change: kind,
        amount_change: amount,
        week_change: week,
        notes,
    }
}

const ROWS: [[&str; 11]; 4] = [
    [
        "1",
        "週3日から通い始め、データ入力の作業を2種類おぼえる。",
        "令和8年\n10月",
        "週3日。2種類目の作業を始めた。",
        "90～100％\n「ラベルの入力もできる。」",
        "70～90％",
        "週4日は1月に本人と相談する。",
        "無",
        "無",
        "無",
        "10月中の訪問は、本人の発熱と母の膝の手術日が重なりできなかった。10月26日に区役所へ連絡済み。",
    ],
    [
        "2",
        "ヘルパーと一緒に、夕食を週2回つくる。洗濯は一人でできる。",
        "令和9年\n4月",
        "母の入院中は週3回に増やして対応。",
        "0～50％\n「ひとりの夜はいやだった。」",
        "0～50％",
        "短期入所の体験を探す。量の変更を区に相談する。",
        "無",
        "有",
        "無",
        "計画はまだ変えない。",
    ],
    [
        "3",
        "火曜と金曜の図書館を続け、月1回は行きたい路線に乗る。",
        "令和9年\n4月",
        "火・金とも通えた。",
        "90～100％\n「3時からがちょうどいい。」",
        "90～100％",
        "続ける。",
        "無",
        "無",
        "無",
        "",
    ],
    [
        "4",
        "通院を続け、眠れない日が2日続いたら伝える。",
        "令和9年\n4月",
        "通院継続。入院の3日間は眠りが浅い。",
        "50～70％\n「ねむれなかった。」",
        "50～70％",
        "主治医に共有し、予定を紙で伝える。",
        "無",
        "無",
        "無",
        "",
    ],
];
