//! 住所の保護. Why a household is hidden, from whom, until when; and which papers of the municipality may say where it is.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::choice;
use crate::paper::PaperKind;

choice! {
    /// 保護の理由.
    pub enum ProtectionGround {
        /// 住民基本台帳の支援措置.
        Register = "register", "住民基本台帳の支援措置";
        /// 裁判所の保護命令.
        Court = "court", "裁判所の保護命令";
        /// 施設・里親などの事情.
        Placement = "placement", "施設・里親などの事情";
        /// その他.
        Other = "other", "その他";
    }
}

choice! {
    /// 住所の保護の記録の種類.
    pub enum ProtectionKind {
        /// 伏せる（はじまり・更新）.
        Stands = "stands", "伏せる（はじまった・更新した）";
        /// 終わった.
        Ended = "ended", "終わった（伏せるのをやめる）";
    }
}

/// 住所の保護の記録. Records are only added; the last one says what stands. Its last day lifts nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protection {
    /// 種類.
    pub kind: ProtectionKind,
    /// 保護の理由.
    pub ground: Option<ProtectionGround>,
    /// 知られてはいけない相手.
    pub against: String,
    /// いつから. For an end: the day it ended.
    pub from: Date,
    /// いつまで. `None`: no end is known.
    pub until: Option<Date>,
    /// 確かめた書類.
    pub papers: String,
    /// 決めた人.
    pub decided_by: String,
    /// 理由・事情. Why it ended; what else is to be heeded.
    pub reason: String,
}

impl std::fmt::Debug for Protection {
    /// Personal facts never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Protection(＊＊)")
    }
}

/// One thing wrong with a typed record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProtectionProblem {
    /// It is not said what it rests on.
    GroundMissing,
    /// It is not said from whom it is kept.
    AgainstMissing,
    /// It ends before it begins.
    UntilBeforeFrom,
    /// It is said to have ended on a day to come.
    EndInFuture,
    /// It is not said who decided.
    DeciderMissing,
    /// It is not said why it ended.
    ReasonMissing,
}

/// Checks a record. Every problem is returned.
#[must_use]
pub fn check_protection(protection: &Protection, today: Date) -> Vec<ProtectionProblem> {
    use ProtectionProblem as Problem;
    let mut problems = Vec::new();
    let mut require = |holds: bool, problem| {
        if !holds {
            problems.push(problem);
        }
    };
    match protection.kind {
        ProtectionKind::Stands => {
            require(protection.ground.is_some(), Problem::GroundMissing);
            require(!protection.against.trim().is_empty(), Problem::AgainstMissing);
            let backwards = protection.until.is_some_and(|until| until < protection.from);
            require(!backwards, Problem::UntilBeforeFrom);
        }
        ProtectionKind::Ended => {
            require(protection.from <= today, Problem::EndInFuture);
            require(!protection.reason.trim().is_empty(), Problem::ReasonMissing);
        }
    }
    require(!protection.decided_by.trim().is_empty(), Problem::DeciderMissing);
    problems
}

/// How far the end of a protection is away. None of them lifts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProtectionEnd {
    /// No end is known.
    Unknown,
    /// It is known and not yet past.
    On(Date),
    /// It is past, and nobody has said that the protection ended.
    Past(Date),
}

impl ProtectionEnd {
    /// The end of what stands, seen from a day; a protection without a record has no known end.
    #[must_use]
    pub fn of(last: Option<&Protection>, today: Date) -> Self {
        let stands = last.filter(|last| last.kind == ProtectionKind::Stands);
        match stands.and_then(|last| last.until) {
            None => Self::Unknown,
            Some(until) if until < today => Self::Past(until),
            Some(until) => Self::On(until),
        }
    }
}

choice! {
    /// 書類ごとの決定の種類.
    pub enum DisclosureKind {
        /// 載せる.
        Given = "given", "載せると決めた";
        /// 載せない.
        Withdrawn = "withdrawn", "取り消して、載せない";
    }
}

/// 書類ごとの決定. Whether one paper for the municipality says where a protected person is. Without one it does not.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    /// 種類.
    pub kind: DisclosureKind,
    /// 決めた日.
    pub on: Date,
    /// 決めた人.
    pub decided_by: String,
    /// 理由.
    pub reason: String,
}

/// One thing wrong with a typed decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisclosureProblem {
    /// It lies after today.
    InFuture,
    /// It is not said who decided.
    DeciderMissing,
    /// It is not said why.
    ReasonMissing,
}

/// Checks a decision. Every problem is returned.
#[must_use]
pub fn check_disclosure(disclosure: &Disclosure, today: Date) -> Vec<DisclosureProblem> {
    let wrong = [
        (disclosure.on > today, DisclosureProblem::InFuture),
        (
            disclosure.decided_by.trim().is_empty(),
            DisclosureProblem::DeciderMissing,
        ),
        (
            disclosure.reason.trim().is_empty(),
            DisclosureProblem::ReasonMissing,
        ),
    ];
    wrong
        .into_iter()
        .filter_map(|(is, problem)| is.then_some(problem))
        .collect()
}

/// Whether a paper may say it: the last decision counts, and without one nothing does.
#[must_use]
pub fn discloses(decisions: &[Disclosure]) -> bool {
    decisions
        .last()
        .is_some_and(|last| last.kind == DisclosureKind::Given)
}

/// Whether papers of this kind are handed to the municipality, so that there is something to decide. Minutes, crisis plans
/// and hand-over papers go to others.
#[must_use]
pub fn goes_to_municipality(kind: PaperKind) -> bool {
    matches!(
        kind,
        PaperKind::Assessment | PaperKind::DraftPlan | PaperKind::Plan | PaperKind::Monitoring
    )
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn stands() -> Protection {
        Protection {
            kind: ProtectionKind::Stands,
            ground: Some(ProtectionGround::Register),
            against: "元の夫".to_owned(),
            from: date(2026, 4, 1),
            until: Some(date(2027, 3, 31)),
            papers: "支援措置決定通知書".to_owned(),
            decided_by: "見本 管理".to_owned(),
            reason: String::new(),
        }
    }

    #[test]
    fn a_protection_says_its_ground_from_whom_and_who_decided() {
        let today = date(2026, 11, 20);
        assert_eq!(check_protection(&stands(), today), []);
        let bare = Protection {
            ground: None,
            against: " ".to_owned(),
            until: Some(date(2026, 3, 31)),
            decided_by: String::new(),
            ..stands()
        };
        assert_eq!(
            check_protection(&bare, today),
            [
                ProtectionProblem::GroundMissing,
                ProtectionProblem::AgainstMissing,
                ProtectionProblem::UntilBeforeFrom,
                ProtectionProblem::DeciderMissing,
            ]
        );
        let ended = Protection {
            kind: ProtectionKind::Ended,
            from: date(2026, 11, 21),
            ..stands()
        };
        assert_eq!(
            check_protection(&ended, today),
            [ProtectionProblem::EndInFuture, ProtectionProblem::ReasonMissing]
        );
    }

    #[test]
    fn the_last_day_of_a_protection_is_told_and_lifts_nothing() {
        let last = date(2027, 3, 31);
        let seen = |today| ProtectionEnd::of(Some(&stands()), today);
        assert_eq!(seen(last), ProtectionEnd::On(last));
        assert_eq!(seen(date(2027, 4, 1)), ProtectionEnd::Past(last));
        assert_eq!(ProtectionEnd::of(None, last), ProtectionEnd::Unknown);
    }

    #[test]
    fn a_paper_says_where_somebody_is_only_while_the_last_decision_says_so() {
        let today = date(2026, 11, 20);
        let decision = |kind| Disclosure {
            kind,
            on: today,
            decided_by: "見本 管理".to_owned(),
            reason: "市の求めによる".to_owned(),
        };
        let [given, withdrawn] = [DisclosureKind::Given, DisclosureKind::Withdrawn].map(decision);
        assert!(!discloses(&[]));
        assert!(discloses(std::slice::from_ref(&given)));
        assert!(!discloses(&[given.clone(), withdrawn.clone()]));
        assert!(discloses(&[given.clone(), withdrawn, given.clone()]));
        assert_eq!(check_disclosure(&given, today), []);
        let bare = Disclosure {
            on: date(2026, 11, 21),
            decided_by: String::new(),
            reason: " ".to_owned(),
            ..given
        };
        assert_eq!(
            check_disclosure(&bare, today),
            [
                DisclosureProblem::InFuture,
                DisclosureProblem::DeciderMissing,
                DisclosureProblem::ReasonMissing
            ]
        );
    }
}
