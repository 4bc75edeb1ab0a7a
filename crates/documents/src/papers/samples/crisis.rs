//! Crisis plans of the made-up office.

use super::{ADULT, CHILD, PLANNED, RENEWED, cover, signature};
use crate::papers::{Consent, CrisisContact, CrisisSheet};

impl CrisisSheet {
    /// Filled sheets in lengths that occur: short and signed on the screen, long with a line to sign on.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        vec![adult_page(), child_page()]
    }
}

fn adult_page() -> CrisisSheet {
    CrisisSheet {
        cover: cover("", "クライシスプラン（困ったときの1枚）", ADULT, PLANNED),
        person_name: ADULT.to_owned(),
        signs: said(&["2日つづけて眠れない", "路線図のノートを開かなくなる", "返事が「はい」だけになる"]),
        calms: said(&["静かな部屋で、ひとりで15分休ませてほしい", "次の予定を紙に書いて見せてほしい", "電車の話をしてほしい"]),
        avoid: said(&["大きな声で急がせないで", "うしろから肩にさわらないで", "予定を口だけで変えないで"]),
        carer_absent: "まず姉に電話する。つながらなければ見本相談支援センターに電話する。\n姉が来るまで、となりの家（母の友人）で待つ。".to_owned(),
        stay: "ショートステイ見本（体験ずみ）。姉が来られる日は自宅。".to_owned(),
        contacts: vec![
            contact("姉 見本 綾", "090-0000-0011", "泊まりに来る。母の病院と話す。"),
            contact("見本相談支援センター\n見本 相子", "03-0000-0001", "泊まるところとヘルパーを手配する。"),
            contact("見本クリニック", "03-0000-0005", "眠れないとき、薬の相談。"),
            contact("ヘルパーステーション見本", "03-0000-0004", "夕食を週3回にふやす。"),
        ],
        agreed_on: "令和8年4月28日（担当者会議）".to_owned(),
        agreed_with: "母、就労支援センター見本、ヘルパーステーション見本".to_owned(),
        signature: Consent::Signed { svg: signature(), who: ADULT.to_owned(), on: "令和8年4月28日".to_owned() },
    }
}

fn child_page() -> CrisisSheet {
    CrisisSheet {
        cover: cover("", "クライシスプラン（困ったときの1枚）", CHILD, RENEWED),
        person_name: CHILD.to_owned(),
        signs: said(&[
            "吸引が1時間に3回をこえる",
            "顔を左に向けて目を閉じたまま、音楽にも右手が上がらない",
            "体温が38度をこえる",
            "けいれんが2分以上つづく（5分で救急車）",
            "胃ろうのまわりが赤い、もれる",
        ]),
        calms: said(&[
            "体を起こし気味にして、左を下に寝かせる",
            "太鼓の曲（電話に入っている1番目）を小さく流す",
            "「だいじょうぶ」と右手をにぎって待つ",
            "いつもの毛布をかける",
        ]),
        avoid: said(&[
            "あおむけのまま吸引しない",
            "大ぜいで囲まない",
            "明るい照明を顔に当てない",
            "注入をいそがない",
        ]),
        carer_absent: "父に電話する。父が出ないときは祖母に電話する。訪問看護見本に電話し、夜の吸引を頼む。\n吸引器と予備電源、薬、お薬手帳は玄関の赤いかばんに入っている。\n弟は祖母が迎えに行く。".to_owned(),
        stay: "見本医療福祉センター（医療型短期入所、夜間も電話できる）。停電のときも同じところへ行く。".to_owned(),
        contacts: vec![
            contact("父 見本 大地", "090-0000-0021", "会社から30分で帰る。"),
            contact("祖母", "090-0000-0022", "弟の迎え、着がえを運ぶ。"),
            contact("訪問看護見本", "044-000-0004", "吸引、胃ろうの管理。24時間電話できる。"),
            contact("見本医療福祉センター", "044-000-0003", "診察、入院、泊まり。"),
            contact("放課後デイ見本のいえ", "044-000-0002", "16時まで預かる。"),
            contact("見本相談支援センター\n見本 相子", "044-000-0009", "事業所への連絡をまとめて引き受ける。"),
        ],
        agreed_on: "令和8年10月20日（担当者会議）".to_owned(),
        agreed_with: "母、父、祖母、訪問看護見本、放課後デイ見本のいえ、特別支援学校 担任".to_owned(),
        signature: Consent::Line("令和　　年　　月　　日　氏名".to_owned()),
    }
}

fn said(said: &[&str]) -> Vec<String> {
    said.iter().map(|said| (*said).to_owned()).collect()
}

fn contact(name: &str, tel: &str, does: &str) -> CrisisContact {
    CrisisContact {
        name: name.to_owned(),
        tel: tel.to_owned(),
        does: does.to_owned(),
    }
}
