//! Papers of the made-up office's claims.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim::{Benefit, ClaimLine, Evidence, FrozenClaim};
use jiff::civil::{Date, date};

use super::{ADULT, MONITORED};
use crate::form::Spelling;
use crate::papers::{
    ClaimOffice, ClaimPrint, DetailSheet, EvidenceSheet, InvoiceSheet, MonthSheet, Receipt,
    ReceiptNoticeSheet,
};

impl InvoiceSheet {
    /// Filled sheets in lengths that occur: an adult's and a child's municipality.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let to = |_: &str| "見本市長　見本 市子".to_owned();
        Self::all(&print(), &claims(), Some(MONITORED), to)
    }
}

impl DetailSheet {
    /// Filled sheets in lengths that occur: an adult, and a child with every kind of line.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        claims().iter().map(|claim| Self::of(&print(), claim)).collect()
    }
}

impl ReceiptNoticeSheet {
    /// Filled sheets in lengths that occur: with its days, with days to be written by hand, and with an amount the
    /// municipality corrected.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let receipt = |received_on, yen| Receipt {
            notified_on: received_on,
            received_on,
            municipality: "見本市".to_owned(),
            yen,
        };
        let notice = |claim: &FrozenClaim, on| Self::of(&print(), claim, &receipt(on, claim.yen));
        let mut claims = claims().into_iter();
        let given = claims
            .next()
            .map(|claim| notice(&claim, Some(date(2026, 12, 15))));
        let last = claims.next_back();
        let blank = last.iter().map(|claim| notice(claim, None));
        let corrected = last
            .iter()
            .map(|claim| Self::of(&print(), claim, &receipt(None, claim.yen - 1_000)));
        given.into_iter().chain(blank).chain(corrected).collect()
    }
}

impl EvidenceSheet {
    /// Filled sheets in lengths that occur.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        claims().iter().map(|claim| Self::of(&print(), claim)).collect()
    }
}

impl MonthSheet {
    /// A filled sheet.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let month = ServiceMonth::containing(MONITORED);
        vec![Self::of(&print(), month, &claims())]
    }
}

fn print() -> ClaimPrint {
    ClaimPrint {
        office: ClaimOffice {
            number: "1430000018".to_owned(),
            corporation: "社会福祉法人 見本会".to_owned(),
            name: "見本相談支援センター".to_owned(),
            address: "〒210-0000 見本県見本市見本町1-2-3 見本ビル4階".to_owned(),
            telephone: "044-000-0001".to_owned(),
            representative: "管理者　見本 理子".to_owned(),
        },
        printed: "令和8年11月21日 印刷".to_owned(),
        dated: MONITORED,
        spelling: Spelling::Kanji,
    }
}

/// Name, code, units, times, the day of a base fee, the record, provision, place.
type Line = (
    &'static str,
    &'static str,
    i64,
    u32,
    Option<Date>,
    &'static str,
    &'static str,
    &'static str,
);

const HELD: Date = date(2026, 10, 15);

const ADULT_LINES: [Line; 2] = [
    (
        "継続サービス利用支援費(Ⅰ)",
        "521211",
        1308,
        1,
        Some(HELD),
        "居宅訪問（モニタリング）",
        "モニタリング実施月に居宅を訪問し、結果を記録したとき",
        "計画相談支援の費用の告示 別表1ロ",
    ),
    (
        "サービス担当者会議実施加算",
        "526825",
        100,
        1,
        None,
        "サービス担当者会議（6人・議事録あり）",
        "モニタリングにあたり担当者会議を開いたとき",
        "計画相談支援の費用の告示 別表12",
    ),
];

const CHILD_LINES: [Line; 5] = [
    (
        "機能強化型障害児支援利用援助費(Ⅲ)",
        "551181",
        2016,
        1,
        Some(HELD),
        "障害児支援利用計画への同意",
        "計画を作り、文書で同意を得て交付したとき",
        "障害児相談支援の費用の告示 別表1イ",
    ),
    (
        "初回加算",
        "556020",
        500,
        1,
        None,
        "契約（新規）",
        "新しく計画を作ったとき",
        "障害児相談支援の費用の告示 別表3",
    ),
    (
        "医療・保育・教育機関等連携加算（面談・計画）",
        "556861",
        200,
        1,
        None,
        "見本小学校との面談",
        "福祉サービス等以外の機関と面談し、情報を計画に生かしたとき",
        "障害児相談支援の費用の告示 別表8",
    ),
    (
        "集中支援加算（訪問）",
        "556021",
        300,
        2,
        None,
        "居宅訪問（緊急）2回",
        "計画・モニタリングの月以外に月2回以上訪問したとき",
        "障害児相談支援の費用の告示 別表10",
    ),
    (
        "虐待防止措置未実施減算",
        "55Z051",
        -20,
        1,
        None,
        "",
        "虐待防止の委員会・研修・担当者のどれかがないとき",
        "障害児相談支援の費用の告示 注",
    ),
];

fn claims() -> Vec<FrozenClaim> {
    let adult = FrozenClaim {
        benefit: Benefit::Planning,
        month: ServiceMonth::containing(HELD),
        municipality: "141305".to_owned(),
        certificate: "0000000018".to_owned(),
        name: ADULT.to_owned(),
        name_kana: "ミホン ヨウスケ".to_owned(),
        child_kana: None,
        based_on: Some(HELD),
        area: 2,
        price_hundredths: 1096,
        lines: ADULT_LINES.iter().map(line).collect(),
        yen: 15_431,
        not_claimed: vec![
            "初回加算: 契約から6か月がたっているため請求しません。足りないもの: なし".to_owned(),
        ],
        problems: Vec::new(),
        rules: vec!["rewards/2024-04".to_owned(), "rewards/2026-06".to_owned()],
        law: "3f9a001c77e25b40a10d6e932cf844b75821ce0f9d3671ea04bb825de917c360".to_owned(),
    };
    let child = FrozenClaim {
        benefit: Benefit::Child,
        certificate: "1400000061".to_owned(),
        name: "見本 真帆".to_owned(),
        name_kana: "ミホン マホ".to_owned(),
        child_kana: Some("ミホン ヒナタ".to_owned()),
        lines: CHILD_LINES.iter().map(line).collect(),
        yen: 36_124,
        not_claimed: Vec::new(),
        problems: vec!["計画の交付の記録がありません（市町村）。".to_owned()],
        ..adult.clone()
    };
    vec![adult, child]
}

fn line(said: &Line) -> ClaimLine {
    let (name, code, units, count, on, what, rule, source) = *said;
    let evidence = Evidence {
        on: Some(HELD),
        what: what.to_owned(),
        record: "notes/1".to_owned(),
    };
    ClaimLine {
        item: "monitoring_fee".to_owned(),
        grade: None,
        name: name.to_owned(),
        code: Some(code.to_owned()),
        units,
        count,
        on,
        stay: None,
        because: (!what.is_empty()).then_some(evidence).into_iter().collect(),
        rule: rule.to_owned(),
        source: source.to_owned(),
        evidence: "one_source".to_owned(),
        code_by_hand: false,
        by_hand: what.is_empty().then(|| "運営指導の結果による".to_owned()),
    }
}
