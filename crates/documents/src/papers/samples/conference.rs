//! What is handed out before the meeting of the made-up adult.

use super::{ADULT, PLANNED, cover};
use crate::form::Ruby;
use crate::papers::{EasyItem, EasySheet, InvitedRow, ItemRow, NoticeSheet};

impl NoticeSheet {
    /// Filled sheets in lengths that occur.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        vec![Self {
            cover: cover("", "サービス担当者会議のご案内", ADULT, PLANNED),
            from: "見本相談支援センター　見本 相子　電話 03-0000-0001　FAX 03-0000-0002".to_owned(),
            person_name: ADULT.to_owned(),
            held: "令和8年4月28日(火) 15:00～16:00（60分）".to_owned(),
            place: "就労支援センター見本 会議室（対面とオンラインの併用）".to_owned(),
            occasion: "新規".to_owned(),
            purpose: "通所を安心して始めるための約束ごとを、陽介さんと一緒に決める。".to_owned(),
            goals: "・休みたいときの伝えかたが決まっている\n・最初の1か月の日数が決まっている".to_owned(),
            agenda: [
                ("1", "はじめ・自己紹介", "進行", "5分"),
                ("2", "本人の話", "本人", "10分"),
                ("3", "家族の話", "母", "5分"),
                ("4", "各機関から", "各機関", "15分"),
                ("5", "計画案の説明と意見", "相談支援専門員", "10分"),
                ("6", "役割と期限を決める", "全員", "8分"),
                ("7", "まとめ3点・決まらなかったこと", "進行", "5分"),
                ("8", "次回", "進行", "2分"),
            ]
            .map(|(number, title, lead, minutes)| ItemRow {
                number: number.to_owned(),
                title: title.to_owned(),
                lead: lead.to_owned(),
                minutes: minutes.to_owned(),
            })
            .into(),
            members: [
                ("本人", "来る"),
                ("母", "来る"),
                ("就労支援センター見本 サービス管理責任者", "来る"),
                ("見本クリニック 主治医", "欠席（照会する）"),
            ]
            .map(|(who, attends)| InvitedRow {
                who: who.to_owned(),
                attends: attends.to_owned(),
            })
            .into(),
            bring: "サービス等利用計画案（当日配ります）\n1か月の予定表".to_owned(),
            promises:
                "本人の話から始めます。だれかを責める言いかたはしません。ここで聞いたことは外で話しません。"
                    .to_owned(),
            reply: "令和8年4月24日(金)まで　FAX 03-0000-0002".to_owned(),
        }]
    }
}

impl EasySheet {
    /// A filled sheet as it is handed to the person.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        vec![Self {
            cover: cover("", "はなしあいの あんない", ADULT, PLANNED),
            name: said("陽介|ようすけ さん|"),
            held: said("4| 月|がつ 28| 日|にち 午後|ごご 3| 時|じ"),
            place: said("就労支援|しゅうろうしえん センター| 見本|みほん"),
            purpose: said("仕事|しごと に| 通|かよ うための| 約束|やくそく を、いっしょに| 決|き めます。|"),
            who: said("母|はは と、| 就労支援センターの人|"),
            items: vec![
                item("1", "あなたの| 話|はなし を| 聞|き きます。|", "10分"),
                item("2", "だれが| 何|なに をするかを| 決|き めます。|", "8分"),
            ],
            note: said("話|はな したくないことは、| 話|はな さなくていいです。|"),
            tel: said("相子|あいこ 03-0000-0001|"),
        }]
    }
}

fn item(number: &str, text: &str, minutes: &str) -> EasyItem {
    EasyItem {
        number: number.to_owned(),
        said: said(text),
        minutes: minutes.to_owned(),
    }
}

/// `letters|reading` parted by blanks.
fn said(text: &str) -> Vec<Ruby> {
    let run = |part: &str| {
        let (text, reading) = part.split_once('|').unwrap_or((part, ""));
        Ruby {
            text: text.to_owned(),
            reading: reading.to_owned(),
        }
    };
    text.split(' ').map(run).collect()
}
