//! Questions of the made-up office to those around a person.

use super::{PLANNED, cover};
use crate::form::Cover;
use crate::papers::{CardSheet, DatesSheet, InquiryRow, InquirySheet, RoomSender, TaskAskedRow, TasksSheet};

pub(super) fn bare(title: &str) -> Cover {
    Cover {
        subject: "見本相談支援センター".to_owned(),
        ..cover("", title, "", PLANNED)
    }
}

pub(super) fn sender(to: &str) -> RoomSender {
    RoomSender {
        to: to.to_owned(),
        office: "見本相談支援センター".to_owned(),
        specialist: "見本 相子".to_owned(),
        reach: "電話 044-000-0000　FAX 044-000-0009".to_owned(),
        reply_by: "令和8年11月27日（金）".to_owned(),
    }
}

impl DatesSheet {
    /// Filled sheets: open with several dates, and decided.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let sheet = |chosen: &str| Self {
            cover: bare("日程のおたずね"),
            sender: sender("就労支援センター見本 御中"),
            occasion: "4月からの計画について、働く時間をどうするかを話し合う".to_owned(),
            length: "60分".to_owned(),
            place: "見本相談支援センター 2階 相談室".to_owned(),
            candidates: vec![
                "令和8年12月1日（火）14:00～15:00".to_owned(),
                "令和8年12月3日（木）10:00～11:00".to_owned(),
            ],
            chosen: chosen.to_owned(),
        };
        let decided = Self {
            candidates: Vec::new(),
            ..sheet("令和8年12月3日（木）10:00～11:00")
        };
        vec![sheet(""), decided]
    }
}

impl TasksSheet {
    /// A filled sheet: a task with its day, and one without.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let row = |what: &str, due: &str| TaskAskedRow {
            what: what.to_owned(),
            due: due.to_owned(),
        };
        vec![Self {
            cover: bare("会議で決まったことのおたずね"),
            sender: sender("見本クリニック 御中"),
            occasion: "会議で決まったことが、いまどこまで進んだかを教えてください。".to_owned(),
            tasks: vec![
                row(
                    "静かな部屋を2つ用意し、使う時間を掲示する",
                    "令和8年12月6日（日）",
                ),
                row("朝の薬の飲みかたを、本人と一緒に見なおす", ""),
            ],
        }]
    }
}

impl InquirySheet {
    /// Filled sheets: to be answered, and answered at length.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let asked = "目標に向けたようす（できていること、まだのこと）";
        let sheet = |answered: &str, by: &str, on: &str| Self {
            cover: bare("サービス担当者に対する照会（依頼）内容"),
            sender: sender("見本クリニック 御中"),
            person_name: "見本 陽介".to_owned(),
            made_on: "令和8年11月20日".to_owned(),
            absence: "診療の時間と重なり出席できないため".to_owned(),
            asked_on: "令和8年11月20日".to_owned(),
            occasion: "4月からの計画について話し合う".to_owned(),
            rows: vec![
                InquiryRow {
                    asked: asked.to_owned(),
                    answered: answered.to_owned(),
                },
                InquiryRow {
                    asked: "気になること・困っていること".to_owned(),
                    answered: answered.to_owned(),
                },
            ],
            answered_by: by.to_owned(),
            answered_on: on.to_owned(),
        };
        let said =
            "睡眠は安定しています。朝の薬を飲み忘れる日が週に1日ほどあり、週末に多いようです。".repeat(4);
        vec![sheet("", "", ""), sheet(&said, "見本 医師", "令和8年11月25日")]
    }
}

impl CardSheet {
    /// Filled cards: for a provider, and in the easy words.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let card = |easy| {
            Self {
            cover: bare("お渡しするカード"),
            to: "お母さん".to_owned(),
            asked: "日程のおたずね".to_owned(),
            qr: r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><rect width="1" height="1"/></svg>"#.to_owned(),
            address: "https://jimusho.local:8443/r/mihon.abcd-efgh-2345-67zy".to_owned(),
            office: "見本相談支援センター".to_owned(),
            tel: "044-000-0000".to_owned(),
            until: "令和8年12月20日（日）まで開けます".to_owned(),
            easy,
        }
        };
        vec![card(false), card(true)]
    }
}
