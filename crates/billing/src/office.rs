//! 事業所のひと月. The office's month without its people: what each person's claim is computed beside.
//!
//! People share what the office has: the number of second fees, the visits of each worker, the issues of the region,
//! the quota of the regional base. So a month is read twice: first everybody [asks](OfficeMonth::asks), then everybody
//! is [claimed](OfficeMonth::claim) with their [`Share`]. Neither needs the other people at hand.

use std::collections::BTreeMap;

use bansou_domain::calendar::ServiceMonth;

use crate::caseload::{Caseload, caseload};
use crate::claim::{PersonClaim, person_claim};
use crate::facts::{Facts, Notice, PersonFacts, StaffMember};
use crate::fees::findings;
use crate::month::PersonMonth;
use crate::rules::Rules;
use crate::shared::{Asks, Share, second_fee_order};

/// 事業所のひと月. The facts of the office, the rules in force, and what follows from the two.
#[derive(Debug)]
pub struct OfficeMonth<'a> {
    pub(crate) facts: &'a Facts,
    pub(crate) rules: &'a Rules<'a>,
    pub(crate) caseload: Caseload,
    /// By id, each with its rank among the ids: the order of the facts must not matter.
    staff: BTreeMap<&'a str, (usize, &'a StaffMember)>,
}

impl<'a> OfficeMonth<'a> {
    /// Opens the month of an office. The people of `facts` are not looked at.
    #[must_use]
    pub fn open(facts: &'a Facts, rules: &'a Rules<'a>) -> Self {
        let by_id: BTreeMap<&str, &StaffMember> = facts
            .staff
            .iter()
            .map(|member| (member.id.as_str(), member))
            .collect();
        let ranked = by_id.into_iter().enumerate();
        Self {
            facts,
            rules,
            caseload: caseload(&facts.office.caseload, rules.caseload),
            staff: ranked.map(|(rank, (id, member))| (id, (rank, member))).collect(),
        }
    }

    /// サービス提供年月.
    #[must_use]
    pub fn month(&self) -> ServiceMonth {
        self.facts.month
    }

    /// 取扱件数.
    #[must_use]
    pub fn caseload(&self) -> &Caseload {
        &self.caseload
    }

    /// How often 地域生活支援拠点等機能強化加算 may be claimed.
    #[must_use]
    pub fn strength_quota(&self) -> u32 {
        self.facts.office.base_strength_quota
    }

    /// The revisions in force, oldest first.
    #[must_use]
    pub fn rules(&self) -> &[String] {
        &self.rules.names
    }

    /// Returns where a person stands in the order of second fees; all stand alike where there are
    /// none to give.
    #[must_use]
    pub fn second_fee_order(&self, person: &PersonFacts) -> Vec<u8> {
        if self.caseload.over == 0 {
            return Vec::new();
        }
        second_fee_order(person)
    }

    /// Returns what a person asks of what is shared.
    #[must_use]
    pub fn asks(&self, person: &PersonFacts) -> Asks {
        let person = PersonMonth::new(self, person);
        Asks::of(&person, &findings(&person))
    }

    /// Computes one person's claim, with the share the person is given for what they [ask](Self::asks).
    #[must_use]
    pub fn claim(&self, person: &PersonFacts, share: impl FnOnce(&Asks) -> Share) -> PersonClaim {
        let person = PersonMonth::new(self, person);
        let findings = findings(&person);
        let share = share(&Asks::of(&person, &findings));
        person_claim(&person, findings, &share)
    }

    /// Says whether the notice of something counts in the month. One whose day nobody told is believed to.
    pub(crate) fn is_in_force(&self, notice: Notice) -> bool {
        let filed = self.facts.office.notices.get(&notice);
        filed.is_none_or(|filed| self.rules.is_in_force(*filed))
    }

    /// Says whether the strengthened tier is paid, where the office has one.
    pub(crate) fn is_strengthened(&self) -> bool {
        !self.caseload.reached && self.is_in_force(Notice::Tier)
    }

    /// Returns the place of a member of the staff.
    pub(crate) fn staff_place(&self, id: &str) -> Option<usize> {
        self.staff.get(id).map(|(rank, _)| *rank)
    }

    /// Returns a member of the staff.
    pub(crate) fn member(&self, id: &str) -> Option<&'a StaffMember> {
        self.staff.get(id).map(|(_, member)| *member)
    }

    /// Returns everybody, in the order of their places.
    pub(crate) fn staff(&self) -> impl ExactSizeIterator<Item = &'a StaffMember> {
        self.staff.values().map(|(_, member)| *member)
    }
}
