//! 利用者. The person at the centre, and the people who may decide or sign with them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::choice;
use crate::family::FamilyMember;

choice! {
    /// 性別. As the person wants it written.
    pub enum Sex {
        /// 男.
        Male = "male", "男";
        /// 女.
        Female = "female", "女";
        /// その他・答えない.
        Other = "other", "その他・答えない";
    }
}

choice! {
    /// 住まい. The choices printed on 別紙1.
    pub enum Housing {
        /// 持家.
        Owned = "owned", "持家";
        /// 借家.
        Rented = "rented", "借家";
        /// グループホーム.
        GroupHome = "group_home", "グループホーム";
        /// 入所施設.
        Facility = "facility", "入所施設";
        /// 医療機関.
        Hospital = "hospital", "医療機関";
        /// その他.
        Other = "other", "その他";
    }
}

choice! {
    /// 障害支援区分. The level the municipality decided.
    pub enum SupportLevel {
        /// 区分なし.
        None = "none", "区分なし";
        /// 区分1.
        One = "1", "区分1";
        /// 区分2.
        Two = "2", "区分2";
        /// 区分3.
        Three = "3", "区分3";
        /// 区分4.
        Four = "4", "区分4";
        /// 区分5.
        Five = "5", "区分5";
        /// 区分6.
        Six = "6", "区分6";
    }
}

choice! {
    /// 代理・代筆の立場. In what capacity somebody decides or signs beside the person.
    pub enum GuardianKind {
        /// 親権者（保護者）.
        Parent = "parent", "親権者（保護者）";
        /// 成年後見人.
        Guardian = "guardian", "成年後見人";
        /// 保佐人.
        Curator = "curator", "保佐人";
        /// 補助人.
        Assistant = "assistant", "補助人";
        /// 任意後見人・代理人.
        Agent = "agent", "任意後見人・代理人";
        /// 代筆者.
        Scribe = "scribe", "代筆者";
    }
}

/// 保護者・後見人等. Who decides or signs beside the person, with which powers and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guardian {
    /// 氏名.
    pub name: String,
    /// 続柄・関係.
    pub relation: String,
    /// 立場.
    pub kind: GuardianKind,
    /// 生年月日.
    pub born: Option<Date>,
    /// 権限・代筆の理由.
    pub powers: String,
    /// 終わりの日. `None`: no end is known.
    pub until: Option<Date>,
}

/// 利用者. What the face sheet holds; the case's own dates stand in the records.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// 氏名.
    pub name: String,
    /// ふりがな.
    pub kana: String,
    /// 生年月日. `None` only while an inquiry has not said it.
    pub born: Option<Date>,
    /// 性別.
    pub sex: Option<Sex>,
    /// 郵便番号.
    pub postcode: String,
    /// 住所.
    pub address: String,
    /// 住まい.
    pub housing: Option<Housing>,
    /// 電話番号.
    pub tel: String,
    /// FAX番号.
    pub fax: String,
    /// 障害または疾患名.
    pub disability: String,
    /// 障害支援区分. `None`: not recorded, which is not 区分なし.
    pub support_level: Option<SupportLevel>,
    /// 手帳. One line each.
    pub handbooks: Vec<String>,
    /// 年金・手当等.
    pub income: String,
    /// 保護者・後見人等.
    pub guardians: Vec<Guardian>,
    /// 家族.
    pub family: Vec<FamilyMember>,
    /// 配慮・注意. Shown on every page of the case.
    pub caution: String,
    /// 支援措置等で住所を伏せる.
    pub address_protected: bool,
}

impl std::fmt::Debug for Person {
    /// Personal facts never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Person(＊＊)")
    }
}

/// One thing wrong with a typed face sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// There is no name.
    NameMissing,
    /// There is no reading, so lists cannot sort.
    KanaMissing,
    /// The birth date lies after today.
    BornInFuture,
    /// The birth date lies more than 130 years back: a typing error.
    BornTooLongAgo,
    /// A guardian's row has no name.
    GuardianNameMissing(usize),
    /// A family member's row has no relation.
    RelationMissing(usize),
}

/// Checks a face sheet. Every problem is returned.
#[must_use]
pub fn check(person: &Person, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    if person.name.is_empty() {
        problems.push(Problem::NameMissing);
    }
    if person.kana.is_empty() {
        problems.push(Problem::KanaMissing);
    }
    match person.born {
        Some(born) if born > today => problems.push(Problem::BornInFuture),
        Some(born) if i32::from(today.year()) - i32::from(born.year()) > 130 => {
            problems.push(Problem::BornTooLongAgo);
        }
        _ => {}
    }
    for (row, guardian) in person.guardians.iter().enumerate() {
        if guardian.name.is_empty() {
            problems.push(Problem::GuardianNameMissing(row));
        }
    }
    problems
}
