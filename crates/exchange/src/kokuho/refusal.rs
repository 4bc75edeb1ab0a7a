//! Why a file was not made. Every reason, not the first.

use std::fmt;

use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::claim::FrozenClaim;

use super::unfit::Unfit;

/// だれの請求か. Enough to find the claim on the screen.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Who {
    /// サービス提供年月.
    pub month: ServiceMonth,
    /// 受給者証番号.
    pub certificate: String,
    /// 氏名.
    pub name: String,
}

impl Who {
    /// Says whose claim this is.
    #[must_use]
    pub fn of(claim: &FrozenClaim) -> Self {
        Self {
            month: claim.month,
            certificate: claim.certificate.clone(),
            name: claim.name.clone(),
        }
    }

    /// 〇〇さんの2026年10月分.
    #[must_use]
    pub fn words(&self) -> String {
        let name = if self.name.is_empty() {
            format!("受給者証番号 {}", self.certificate)
        } else {
            format!("{}さん", self.name)
        };
        format!("{name}の{}分", month_words(self.month))
    }
}

impl fmt::Debug for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Who({}, ＊＊)", self.month)
    }
}

pub(super) fn month_words(month: ServiceMonth) -> String {
    wareki::format_month(month)
}

/// Why a value does not fit its item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// Longer than the item.
    TooLong,
    /// Not of the item's type.
    WrongType,
    /// Required and not there.
    Missing,
    /// The layout asks for a fact this record does not have.
    NoSuchFact,
}

/// 作らない理由. One reason why there is no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing to claim.
    Empty,
    /// The office's number is not ten digits.
    Office(String),
    /// The serial has no place in the file's name.
    Serial(u32),
    /// The layout tables hold nothing for a month.
    NoLayout(ServiceMonth),
    /// A claim of the other benefit.
    OtherBenefit(Who),
    /// The month of service is not over when 国保連 processes.
    NotYet(Who),
    /// The same person's month stands twice.
    Twice(Who),
    /// 市町村番号 is not six digits.
    Municipality(Who, String),
    /// 受給者証番号 is not ten digits.
    Certificate(Who, String),
    /// Characters the file cannot hold.
    Text(Who, Unfit),
    /// A line without a service code, by its name.
    NoCode(Who, String),
    /// Two lines of one code with different units.
    CodeTwice(Who, String),
    /// The frozen amount is not what its lines come to.
    Amount {
        /// Whose claim.
        who: Who,
        /// 確定した請求額.
        frozen: i64,
        /// What the lines come to.
        computed: i64,
    },
    /// Below zero.
    Negative(Who),
    /// One office stands in two areas in one month.
    TwoAreas(Who),
    /// A value that does not fit its item.
    Cell {
        /// Whose claim; nothing for the file's own records.
        who: Option<Who>,
        /// レコード名.
        record: String,
        /// 項目名.
        item: String,
        /// What should have been written.
        value: String,
        /// What is wrong.
        why: Broken,
    },
}

impl Refusal {
    /// Returns whose claim it is about; nothing when it is about the file.
    #[must_use]
    pub fn who(&self) -> Option<&Who> {
        match self {
            Self::Empty | Self::Office(_) | Self::Serial(_) | Self::NoLayout(_) => None,
            Self::OtherBenefit(who)
            | Self::NotYet(who)
            | Self::Twice(who)
            | Self::Municipality(who, _)
            | Self::Certificate(who, _)
            | Self::Text(who, _)
            | Self::NoCode(who, _)
            | Self::CodeTwice(who, _)
            | Self::Amount { who, .. }
            | Self::TwoAreas(who)
            | Self::Negative(who) => Some(who),
            Self::Cell { who, .. } => who.as_ref(),
        }
    }

    /// Returns the key of the error 国保連 would answer with, where one is known.
    pub(super) fn error_key(&self) -> Option<&'static str> {
        match self {
            Self::Municipality(_, number) | Self::Certificate(_, number) | Self::Office(number) => {
                Some(number_error(number))
            }
            Self::Text(..) => Some("forbidden-character"),
            Self::Twice(_) => Some("received-twice"),
            Self::NoCode(..) => Some("key-empty"),
            Self::TwoAreas(_) => Some("area-differs"),
            Self::Cell { why, .. } => match why {
                Broken::TooLong => Some("too-long"),
                Broken::Missing => Some("key-empty"),
                Broken::WrongType | Broken::NoSuchFact => None,
            },
            _ => None,
        }
    }

    /// Says what is wrong and what to do, with the person's name.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self.who() {
            Some(who) => format!("{}: {}", who.words(), self.reason()),
            None => self.reason(),
        }
    }

    fn reason(&self) -> String {
        match self {
            Self::Empty => "請求する人がいません。請求額のある確定した請求を選んでください。".to_owned(),
            Self::Office(number) => format!(
                "事業所番号「{number}」が10けたの数字ではありません。事業所の設定で直してください。"
            ),
            Self::Serial(serial) => {
                format!("この月のファイルは{serial}通目です。ファイル名に書けるのは1から999までです。")
            }
            Self::NoLayout(month) => format!(
                "{}の請求ファイルの様式が登録されていません。法令の表を新しくしてください。",
                month_words(*month)
            ),
            Self::OtherBenefit(_) => "この請求は、別の給付費のファイルに入れます。".to_owned(),
            Self::NotYet(_) => {
                "提供月が、国保連の処理月より前ではありません。処理月を確かめてください。".to_owned()
            }
            Self::Twice(_) => {
                "同じ受給者証番号・同じ提供月の請求が2件あります。1件にしてください。".to_owned()
            }
            Self::Municipality(_, number) => digits("市町村番号", number, 6),
            Self::Certificate(_, number) => digits("受給者証番号", number, 10),
            Self::Text(_, unfit) => text(unfit),
            Self::NoCode(_, line) => format!(
                "「{line}」のサービスコードがありません。コード表を新しくするか、明細から外してください。"
            ),
            Self::CodeTwice(_, code) => format!(
                "サービスコード {code} の明細が、ちがう単位数で2行あります。1行にまとめてください。"
            ),
            Self::Amount { frozen, computed, .. } => format!(
                "確定した請求額 {frozen}円と、明細から計算した {computed}円がちがいます。確定をやりなおしてください。"
            ),
            Self::Negative(_) => "請求額がマイナスです。減算の明細を確かめてください。".to_owned(),
            Self::TwoAreas(_) => {
                "同じ市町村・同じ提供月の中で、地域区分か単価がほかの人とちがいます。事業所の設定を確かめてください。"
                    .to_owned()
            }
            Self::Cell { .. } => self.cell(),
        }
    }

    fn cell(&self) -> String {
        let Self::Cell {
            record,
            item,
            value,
            why,
            ..
        } = self
        else {
            return String::new();
        };
        let why = match why {
            Broken::TooLong => "がけた数をこえています",
            Broken::WrongType => "に使えない文字があります",
            Broken::Missing => "がありません",
            Broken::NoSuchFact => "に書くことが決まっていません。法令の表を確かめてください",
        };
        if value.is_empty() {
            format!("{record}の「{item}」{why}。")
        } else {
            format!("{record}の「{item}」（{value}）{why}。")
        }
    }
}

fn number_error(number: &str) -> &'static str {
    if number.is_empty() {
        "key-empty"
    } else if number.bytes().all(|byte| byte.is_ascii_digit()) {
        "key-wrong-length"
    } else {
        "key-not-numeric"
    }
}

fn digits(what: &str, number: &str, count: usize) -> String {
    if number.is_empty() {
        format!("{what}がありません。受給者証の記録に書いて、確定をやりなおしてください。")
    } else {
        format!(
            "{what}「{number}」が{count}けたの数字ではありません。受給者証の記録で直して、確定をやりなおしてください。"
        )
    }
}

fn text(unfit: &Unfit) -> String {
    let proposals: Vec<String> = unfit
        .substitutes
        .iter()
        .map(|text| {
            if text.is_empty() {
                "消す".to_owned()
            } else {
                format!("「{text}」")
            }
        })
        .collect();
    let proposed = if proposals.is_empty() {
        String::new()
    } else {
        format!("候補: {}。", proposals.join("、"))
    };
    if !unfit.field.stops_the_file() {
        return format!(
            "{}の「{}」は CP932 にありません。{proposed}",
            unfit.field.label(),
            shown(unfit.character)
        );
    }
    format!(
        "{}の「{}」は請求ファイルに使えません。{proposed}利用者の記録で読みをカタカナに直して、確定をやりなおしてください。",
        unfit.field.label(),
        shown(unfit.character)
    )
}

// What cannot be seen is named by its number.
fn shown(character: char) -> String {
    let invisible = character.is_control()
        || character.is_whitespace()
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}');
    if invisible {
        format!("U+{:04X}", u32::from(character))
    } else {
        character.to_string()
    }
}
