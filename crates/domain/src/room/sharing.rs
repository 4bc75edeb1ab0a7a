//! 情報共有の同意. To whom, what and until when the person lets the office pass on, and what stands in its place.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::PartyKind;
use crate::choice;

choice! {
    /// 渡す情報.
    pub enum SharedWhat {
        /// 計画.
        Plan = "plan", "計画（目標・支援・週間計画）";
        /// ふだんのようす.
        Life = "life", "ふだんのようす・会議の内容";
        /// 医療・体調.
        Health = "health", "医療・体調のこと";
    }
}

choice! {
    /// 情報共有の記録の種類.
    pub enum SharingKind {
        /// 同意した.
        Given = "given", "同意した";
        /// 同意しなかった.
        Refused = "refused", "同意しなかった";
        /// 取り消した.
        Withdrawn = "withdrawn", "同意を取り消した";
        /// 命の危険のため同意なく共有.
        Danger = "danger", "命の危険のため、同意なく共有する";
    }
}

/// 情報共有の記録. Records are only added; what stands is read from all of them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sharing {
    /// 種類.
    pub kind: SharingKind,
    /// 話した日.
    pub on: Date,
    /// 渡す相手.
    pub whom: Vec<PartyKind>,
    /// 除く相手. In words, for the office to heed.
    pub except: String,
    /// 渡す情報.
    pub what: Vec<SharedWhat>,
    /// いつまで.
    pub until: Option<Date>,
    /// 理由. Why it was refused, withdrawn or passed over.
    pub reason: String,
    /// 共有するとよいことを、どう説明したか.
    pub merit: String,
    /// 返事をした人.
    pub said_by: String,
}

/// One thing wrong with a typed record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharingProblem {
    /// It lies after today.
    InFuture,
    /// Nobody is named to whom it is passed on.
    WhomMissing,
    /// It is not said what is passed on.
    WhatMissing,
    /// It is not said until when.
    UntilMissing,
    /// It ends before it begins.
    UntilPast,
    /// The reason is missing.
    ReasonMissing,
    /// It is not said how the merit of sharing was explained.
    MeritMissing,
    /// It is not said who answered.
    WhoMissing,
}

/// Checks a record. Every problem is returned.
#[must_use]
pub fn check_sharing(sharing: &Sharing, today: Date) -> Vec<SharingProblem> {
    use SharingProblem as Problem;
    let mut problems = Vec::new();
    let mut require = |holds: bool, problem| {
        if !holds {
            problems.push(problem);
        }
    };
    let passes = matches!(sharing.kind, SharingKind::Given | SharingKind::Danger);
    require(sharing.on <= today, Problem::InFuture);
    if passes {
        require(!sharing.whom.is_empty(), Problem::WhomMissing);
        require(!sharing.what.is_empty(), Problem::WhatMissing);
        require(sharing.until.is_some(), Problem::UntilMissing);
        require(
            sharing.until.is_none_or(|until| until >= sharing.on),
            Problem::UntilPast,
        );
    }
    if sharing.kind != SharingKind::Given {
        require(!sharing.reason.trim().is_empty(), Problem::ReasonMissing);
    }
    if sharing.kind == SharingKind::Refused {
        require(!sharing.merit.trim().is_empty(), Problem::MeritMissing);
    }
    if sharing.kind != SharingKind::Danger {
        require(!sharing.said_by.trim().is_empty(), Problem::WhoMissing);
    }
    problems
}

/// Whether something may be passed on to a kind of party on a day. `records` stand in the order they were recorded: a
/// refusal or a withdrawal ends every consent before it, and nothing is taken for given. What is passed on for danger to
/// life stands until its own day whatever else was said. The person needs nobody's consent.
#[must_use]
pub fn may_share(records: &[Sharing], whom: PartyKind, what: SharedWhat, today: Date) -> bool {
    let covers = |sharing: &Sharing| {
        sharing.whom.contains(&whom)
            && sharing.what.contains(&what)
            && sharing.until.is_some_and(|until| until >= today)
    };
    let ended = records
        .iter()
        .rposition(|sharing| matches!(sharing.kind, SharingKind::Refused | SharingKind::Withdrawn))
        .map_or(0, |place| place + 1);
    let standing = records
        .iter()
        .skip(ended)
        .filter(|sharing| sharing.kind == SharingKind::Given);
    let danger = records
        .iter()
        .filter(|sharing| sharing.kind == SharingKind::Danger);
    whom == PartyKind::Person || standing.chain(danger).any(covers)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn sharing(kind: SharingKind) -> Sharing {
        Sharing {
            kind,
            on: date(2026, 11, 1),
            whom: vec![PartyKind::Provider],
            except: String::new(),
            what: vec![SharedWhat::Plan],
            until: Some(date(2026, 12, 31)),
            reason: "理由".to_owned(),
            merit: "説明".to_owned(),
            said_by: "本人".to_owned(),
        }
    }

    fn may(records: &[Sharing]) -> bool {
        may_share(records, PartyKind::Provider, SharedWhat::Plan, date(2026, 11, 20))
    }

    #[test]
    fn nothing_is_taken_for_given_and_a_later_no_ends_every_yes() {
        let [given, refused, withdrawn, danger] = [
            SharingKind::Given,
            SharingKind::Refused,
            SharingKind::Withdrawn,
            SharingKind::Danger,
        ]
        .map(sharing);
        assert!(!may(&[]));
        assert!(may(std::slice::from_ref(&given)));
        assert!(!may(&[given.clone(), withdrawn.clone()]));
        assert!(!may(&[given.clone(), refused.clone()]));
        assert!(may(&[given.clone(), withdrawn.clone(), given.clone()]));
        assert!(may(&[refused, danger]), "danger to life passes over a refusal");
        let records = [given];
        let today = date(2026, 11, 20);
        assert!(!may_share(&records, PartyKind::School, SharedWhat::Plan, today));
        assert!(!may_share(
            &records,
            PartyKind::Provider,
            SharedWhat::Health,
            today
        ));
        assert!(!may_share(
            &records,
            PartyKind::Provider,
            SharedWhat::Plan,
            date(2027, 1, 1)
        ));
        assert!(may_share(&[], PartyKind::Person, SharedWhat::Plan, today));
    }

    #[test]
    fn a_refusal_says_why_and_how_the_merit_was_explained() {
        let today = date(2026, 11, 20);
        for kind in SharingKind::ALL {
            assert_eq!(check_sharing(&sharing(*kind), today), []);
        }
        let mut refused = sharing(SharingKind::Refused);
        refused.reason.clear();
        refused.merit.clear();
        refused.whom.clear();
        assert_eq!(
            check_sharing(&refused, today),
            [SharingProblem::ReasonMissing, SharingProblem::MeritMissing]
        );
        let mut given = sharing(SharingKind::Given);
        given.whom.clear();
        given.what.clear();
        given.until = None;
        assert_eq!(
            check_sharing(&given, today),
            [
                SharingProblem::WhomMissing,
                SharingProblem::WhatMissing,
                SharingProblem::UntilMissing
            ]
        );
    }
}
