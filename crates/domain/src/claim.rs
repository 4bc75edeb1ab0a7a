//! 確定した請求. What the claim of one person and one month said when it was frozen: it is printed from here for ever,
//! whatever the records and the tables say later.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::ServiceMonth;
use crate::choice;

choice! {
    /// 請求の種別. Which of the two benefits is claimed; each has its own file.
    pub enum Benefit {
        /// 計画相談支援給付費.
        Planning = "planning", "計画相談支援";
        /// 障害児相談支援給付費.
        Child = "child", "障害児相談支援";
    }
}

choice! {
    /// 結果. What came back for a claim that was sent.
    pub enum ResultKind {
        /// 支払.
        Paid = "paid", "支払";
        /// 返戻.
        Returned = "returned", "返戻";
        /// 市町村による訂正. Paid with another amount.
        Corrected = "corrected", "市町村による訂正";
        /// 過誤・取下げ.
        Withdrawn = "withdrawn", "過誤・取下げ";
        /// 代理受領通知書を渡した.
        Notified = "notified", "代理受領の通知";
    }
}

impl ResultKind {
    /// Whether the claim no longer counts, so that the month can be claimed again.
    #[must_use]
    pub fn ends_claim(self) -> bool {
        matches!(self, Self::Returned | Self::Withdrawn)
    }
}

/// 請求の根拠. One record a line rests on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Year, month and day of what was done; nothing for what the office notified.
    pub on: Option<Date>,
    /// What it was, in the words of the record: 「居宅訪問（モニタリング）」.
    pub what: String,
    /// Where the record opens, below the person's own address: `papers/…`, `notes/…`; empty for a setting.
    pub record: String,
}

/// 明細. One line of a frozen claim.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimLine {
    /// The item's word in files of facts: `monitoring_fee`.
    pub item: String,
    /// 区分, as files of facts write it: `k1`, `1`.
    pub grade: Option<String>,
    /// サービス内容, as the papers name it.
    pub name: String,
    /// サービスコード. Six characters; nothing where the loaded table has none.
    pub code: Option<String>,
    /// 単位数. Per time; negative for a reduction.
    pub units: i64,
    /// 回数.
    pub count: u32,
    /// 計画作成日・モニタリング日, for a base fee.
    pub on: Option<Date>,
    /// 入院・入所, where the line belongs to one stay.
    pub stay: Option<String>,
    /// 根拠となる記録.
    pub because: Vec<Evidence>,
    /// The provision in words.
    pub rule: String,
    /// The place in the law.
    pub source: String,
    /// The weakest evidence of the values used: `official`, `two_sources`, `one_source`, `unverified`.
    pub evidence: String,
    /// Whether the office typed the code, because the loaded table has none.
    #[serde(default)]
    pub code_by_hand: bool,
    /// 手で加えた理由. For a line nobody's rule computed.
    pub by_hand: Option<String>,
}

impl ClaimLine {
    /// サービス単位数. Units × times.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.units.saturating_mul(i64::from(self.count))
    }

    /// Whether the values were read from the official text.
    #[must_use]
    pub fn is_official(&self) -> bool {
        self.evidence == "official"
    }
}

/// 確定した請求. One person, one month of service, one benefit.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenClaim {
    /// 請求の種別.
    pub benefit: Benefit,
    /// サービス提供年月.
    pub month: ServiceMonth,
    /// 市町村番号. Six digits.
    pub municipality: String,
    /// 受給者証番号. Ten digits.
    pub certificate: String,
    /// 支給決定障害者等の氏名; for a child that of the 給付決定保護者.
    pub name: String,
    /// Its reading, in full-width katakana or hiragana as recorded.
    pub name_kana: String,
    /// 児童の氏名のフリガナ, for a child.
    pub child_kana: Option<String>,
    /// 計画作成日・モニタリング日.
    pub based_on: Option<Date>,
    /// 地域区分. 1 to 7; 0 is その他.
    pub area: u8,
    /// 単位数単価, in hundredths of a yen: 1060 for 10.60.
    pub price_hundredths: i64,
    /// 明細, in the order of the claim.
    pub lines: Vec<ClaimLine>,
    /// 請求額. Rounded down once, for the person and month.
    pub yen: i64,
    /// What the records hint at and the claim leaves out, with the reason.
    pub not_claimed: Vec<String>,
    /// What should be put right.
    pub problems: Vec<String>,
    /// The revisions in force.
    pub rules: Vec<String>,
    /// SHA-256 of the law's tables, in hexadecimal.
    pub law: String,
}

impl FrozenClaim {
    /// 単位数の合計.
    #[must_use]
    pub fn units(&self) -> i64 {
        self.lines
            .iter()
            .map(ClaimLine::total)
            .fold(0, i64::saturating_add)
    }
}

impl std::fmt::Debug for FrozenClaim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FrozenClaim({} {}, ＊＊)", self.benefit.code(), self.month)
    }
}
