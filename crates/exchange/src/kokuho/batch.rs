//! What goes into a file and what comes out.

use std::sync::Arc;

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim::{Benefit, FrozenClaim};
use bansou_law::{Evidence, RecordKind};

use super::Who;
use super::unfit::TextField;

/// 請求のまとまり. What one file holds.
#[derive(Clone)]
pub struct Batch {
    /// 請求の種別. Each has its own file.
    pub benefit: Benefit,
    /// 事業所番号. The office's own ten digits for this benefit.
    pub office: String,
    /// 処理対象年月. The month 国保連 processes, in which the file is sent.
    pub month: ServiceMonth,
    /// 通番. The number of this file among those of the benefit and month, from 1; kept with the file, so that the
    /// same file is made again.
    pub serial: u32,
    /// 確定した請求. Of one or several months of service: late claims and claims made again stand beside the new ones.
    pub claims: Vec<FrozenClaim>,
}

/// 請求ファイル.
#[derive(Clone)]
pub struct ClaimFile {
    /// The file's name: a letter, year and month in four digits, the serial in three, `.CSV`.
    pub name: String,
    /// The file itself, in CP932 with CRLF.
    pub bytes: Vec<u8>,
    /// 市町村ごとの合計, in the order of the file.
    pub totals: Vec<MunicipalityTotal>,
    /// The records, for showing.
    pub rows: Vec<Row>,
    /// Kana cut to the size of their item.
    pub shortened: Vec<Shortened>,
    /// People whose claim comes to nothing, and who therefore are not in the file.
    pub left_out: Vec<Who>,
    /// Parts of the layout that nobody confirmed in the official specification, weakest evidence first.
    pub unconfirmed: Vec<Unconfirmed>,
}

impl ClaimFile {
    /// 件数. How many people the file claims for, counted once a month of service.
    #[must_use]
    pub fn people(&self) -> usize {
        self.totals.iter().map(|total| total.people).sum()
    }

    /// 請求額の合計.
    #[must_use]
    pub fn yen(&self) -> i64 {
        self.totals.iter().map(|total| total.yen).sum()
    }
}

/// 市町村の合計. What one 請求書 says: one municipality, one month of service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MunicipalityTotal {
    /// 市町村番号.
    pub municipality: String,
    /// サービス提供年月.
    pub month: ServiceMonth,
    /// 件数.
    pub people: usize,
    /// 単位数.
    pub units: i64,
    /// 請求金額. The sum of what each person's claim was rounded down to.
    pub yen: i64,
}

/// レコード. One line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What its items are.
    pub heading: Arc<Heading>,
    /// The items, without quotes, in the order of the heading.
    pub cells: Vec<String>,
}

/// The items of a kind of record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// レコードの種類.
    pub kind: RecordKind,
    /// レコード名.
    pub term: String,
    /// 項目.
    pub items: Vec<Item>,
}

/// 項目. What a cell is called and how sure that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// 項目名.
    pub name: String,
    /// How sure its place, name and size are.
    pub evidence: Evidence,
}

/// 短くしたカナ. A kana longer than its item, of which the file holds the beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortened {
    /// Whose claim.
    pub who: Who,
    /// Which kana.
    pub field: TextField,
    /// What the file holds.
    pub written: String,
}

/// 確認していない部分. One part of the layout that does not rest on the official specification.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unconfirmed {
    /// How sure it is.
    pub evidence: Evidence,
    /// レコード名 or the table of codes.
    pub table: String,
    /// 項番; nothing for a code.
    pub place: Option<usize>,
    /// 項目名, or what the code stands for.
    pub what: String,
    /// A remark.
    pub note: Option<String>,
}
