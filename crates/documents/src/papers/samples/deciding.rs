//! Questions of the made-up office: one the person answers, one whose will is hard to read, and the person's page.

use super::{ADULT, CHILD, PLANNED, RENEWED, cover, signature};
use crate::form::Ruby;
use crate::papers::{
    Consent, DecidingSheet, EasyChoiceSheet, EasyWayColumn, ObstacleRow, ReadingRow, SignRow, TrialRow,
    WayRow,
};

impl DecidingSheet {
    /// Filled sheets in lengths that occur.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        vec![own_choice(), read_from_signs()]
    }
}

fn own_choice() -> DecidingSheet {
    DecidingSheet {
        cover: cover("", "意思決定支援の記録", ADULT, PLANNED),
        person_name: ADULT.to_owned(),
        question: "これから、どこで暮らそうかな".to_owned(),
        about: "住まい・だれと暮らすか　令和9年3月31日までに　家の建てかえ".to_owned(),
        explained: "写真の表と、部屋の間取り図。母のいない部屋で30分ずつ、2回に分けた。".to_owned(),
        ways: vec![
            way(
                "今のまま",
                ["母がいる。線路が見える", "朝おこされる", ""],
                [
                    "母：心配がない",
                    "母：膝が痛む日は夕食を作れない",
                    "母が入院したときのこと",
                ],
            ),
            way(
                "グループホーム",
                ["じぶんのへや", "知らない人のこえ", "ごはんの時間"],
                ["夜も人がいる", "", "母：夜中に目がさめたとき"],
            ),
        ],
        trials: vec![TrialRow {
            on: "R8.9.12".to_owned(),
            what: "体験\nグループホーム\nグループホーム見本（1泊）".to_owned(),
            who: "世話人、相談支援専門員".to_owned(),
            words: "「へやは、いい。カレーがからかった」".to_owned(),
            seen: "よかった\n夜10時に眠った。朝は自分で起きた。".to_owned(),
        }],
        obstacles: vec![ObstacleRow {
            about: "家族の心配".to_owned(),
            what: "母：夜中に起きたとき、だれが気づくのか".to_owned(),
            next: "母と一緒に夜の見回りの話を聞きに行く".to_owned(),
            who: "見本 相子".to_owned(),
            by: "R8.12.10".to_owned(),
        }],
        means_tried: String::new(),
        signs: Vec::new(),
        readings: Vec::new(),
        took_part: String::new(),
        outcome: rows(&[
            ("決まりかた", "まだ決めない（本人の選択）"),
            ("本人のことば", "もう一回、とまってから。"),
            ("決めた日", "令和8年11月12日"),
            ("その場にいた人", "本人、母、相談支援専門員"),
            ("変えてよいこと", "伝えた"),
        ]),
        signature: Consent::Signed {
            svg: signature(),
            who: ADULT.to_owned(),
            on: "令和8年11月12日".to_owned(),
        },
    }
}

fn read_from_signs() -> DecidingSheet {
    DecidingSheet {
        cover: cover("", "意思決定支援の記録", CHILD, RENEWED),
        person_name: CHILD.to_owned(),
        question: "放課後は、どこで過ごしたい？".to_owned(),
        about: "日中・仕事・学校".to_owned(),
        explained: "二つの部屋の実物（いすのにおい、音）を同じ日の同じ時刻に。".to_owned(),
        ways: vec![
            way("今のまま", ["", "", ""], ["母：慣れている", "", ""]),
            way(
                "水あそびのある事業所",
                ["", "", ""],
                ["先生：声が出る", "移動が長い", "体調の悪い日のこと"],
            ),
        ],
        trials: Vec::new(),
        obstacles: Vec::new(),
        means_tried: "視線、二つの写真カード、右手を上げる合図。2か月で8回。".to_owned(),
        signs: vec![SignRow {
            on: "R8.10.5".to_owned(),
            scene: "水あそびの部屋に入り、湯気に手をかざした".to_owned(),
            seen: "顔: 目を開き、口もとがゆるんだ\n声・ことば: 「あー」と3回\nしたこと: 右手を2回上げた"
                .to_owned(),
            who: "担任".to_owned(),
        }],
        readings: vec![ReadingRow {
            who: "母".to_owned(),
            read_as: "水あそびを続けたい".to_owned(),
            why: "家の風呂で喜ぶときと同じ声。4回とも同じ合図。".to_owned(),
            other: "温かさだけが心地よいのかもしれない（看護師）".to_owned(),
        }],
        took_part: "母（家族）、担任（学校）、看護師（訪問看護）".to_owned(),
        outcome: rows(&[
            ("決まりかた", "ようすから、本人の意思を推定した"),
            ("どれに", "水あそびのある事業所"),
            ("推定した意思と根拠", "同じ場面を4回見て、4回とも同じ合図だった。"),
            ("見直す日", "令和9年2月1日"),
        ]),
        signature: Consent::Line("令和　　年　　月　　日\n氏名".to_owned()),
    }
}

fn way(name: &str, person: [&str; 3], others: [&str; 3]) -> WayRow {
    WayRow {
        name: name.to_owned(),
        person: person.map(str::to_owned).to_vec(),
        others: others.map(str::to_owned).to_vec(),
    }
}

fn rows(rows: &[(&str, &str)]) -> Vec<(String, String)> {
    let row = |&(label, text): &(&str, &str)| (label.to_owned(), text.to_owned());
    rows.iter().map(row).collect()
}

impl EasyChoiceSheet {
    /// A filled page as it lies on the table between the person and the others.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        vec![Self {
            cover: cover("", "えらぶための ページ", ADULT, PLANNED),
            name: said(&[("陽介", "ようすけ"), (" さん", "")]),
            question: said(&[("これから、どこで ", ""), ("暮", "く"), ("らしますか", "")]),
            rows: ["いい ところ", "たいへんな ところ", "まだ わからない こと"]
                .map(str::to_owned)
                .to_vec(),
            ways: vec![
                column(
                    "今",
                    "いま",
                    "のまま",
                    [
                        "おかあさんが います。",
                        "朝は おこされます。",
                        "おかあさんが 病気の とき。",
                    ],
                ),
                column(
                    "寮",
                    "りょう",
                    "（グループホーム）",
                    [
                        "じぶんの へやが あります。",
                        "しらない 人が います。",
                        "ごはんの じかん。",
                    ],
                ),
            ],
            promises: vec![said(&[
                ("「まだ ", ""),
                ("決", "き"),
                ("めない」も えらべます。", ""),
            ])],
            note: said(&[("いそぎません。", "")]),
            tel: said(&[("見本相談支援センター 03-0000-0001", "")]),
        }]
    }
}

fn column(base: &str, reading: &str, rest: &str, rows: [&str; 3]) -> EasyWayColumn {
    EasyWayColumn {
        name: said(&[(base, reading), (rest, "")]),
        said: rows.map(|text| said(&[(text, "")])).to_vec(),
    }
}

fn said(runs: &[(&str, &str)]) -> Vec<Ruby> {
    let run = |&(text, reading): &(&str, &str)| Ruby {
        text: text.to_owned(),
        reading: reading.to_owned(),
    };
    runs.iter().map(run).collect()
}
