//! The month as it stands: what the records come to, what is frozen already, what waits to be claimed again.

use std::collections::BTreeMap;

use bansou_billing::Rules;
use bansou_claims::{
    Already, Fresh, FreshMonth, LeftOut, MONTHS_OF_CLAIMS, Means, OfficeMonth, already, fresh, office_month,
};
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim::{Benefit, ClaimLine, FrozenClaim};
use bansou_domain::id::PersonId;
use bansou_law::Law;
use bansou_store::Reader;
use bansou_store::access::ClaimDesk;
use bansou_store::claim::{ClaimRecord, FileState, HandLine};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::failure::Failure;

/// ひと月の請求.
pub(super) struct Desk {
    pub(super) month: ServiceMonth,
    pub(super) records: OfficeMonth,
    pub(super) fresh: FreshMonth,
    /// Every claim frozen for the month, those that no longer count too.
    pub(super) frozen: Vec<ClaimRecord>,
    pub(super) by_hand: Vec<HandLine>,
    /// Where each person's frozen claims stand.
    frozen_of: BTreeMap<PersonId, Vec<usize>>,
    /// Where each person stands in the records.
    named: BTreeMap<PersonId, usize>,
}

/// How one person's claim of the month stands.
pub(super) enum Stand<'d> {
    /// It is frozen and counts.
    Frozen(&'d ClaimRecord),
    /// It can be frozen; the claim it takes up again, where one was sent back.
    Ready(&'d Fresh, Option<&'d ClaimRecord>),
    /// Something is earned, and something has to be put right first.
    Held(&'d Fresh),
    /// Nothing is earned.
    Nothing(&'d Fresh),
}

impl Desk {
    /// Computes the month. [`Failure::Closed`] where no rules are in force.
    pub(super) async fn load(
        reader: &mut Reader,
        desk: ClaimDesk,
        law: &Law,
        month: ServiceMonth,
    ) -> Result<Self, Failure> {
        let rules = Rules::open(law, month).map_err(|_| Failure::Closed(month))?;
        let before = reader
            .claimed_before(desk, month.plus(-MONTHS_OF_CLAIMS), month)
            .await?;
        let already: Vec<Already> = before.iter().filter_map(already).collect();
        let records = office_month(reader, desk, month, &already).await?;
        let by_hand = reader.hand_lines(desk, month).await?;
        let frozen = reader.claims_of_month(desk, month).await?;
        let hash = HEXLOWER.encode(&Sha256::digest(law.canonical()));
        let means = Means {
            rules: &rules,
            law: &hash,
            by_hand: &by_hand,
        };
        let mut frozen_of: BTreeMap<PersonId, Vec<usize>> = BTreeMap::new();
        for (place, record) in frozen.iter().enumerate() {
            frozen_of.entry(record.person).or_default().push(place);
        }
        let named = records.people.iter().enumerate();
        Ok(Self {
            fresh: fresh(&records, means),
            frozen_of,
            named: named.map(|(place, named)| (named.id, place)).collect(),
            month,
            records,
            frozen,
            by_hand,
        })
    }

    /// The people with how their claim stands, in the order of the records.
    pub(super) fn stands(&self) -> impl Iterator<Item = (&Fresh, Stand<'_>)> {
        self.fresh.people.iter().map(|fresh| (fresh, self.stand(fresh)))
    }

    fn stand<'d>(&'d self, fresh: &'d Fresh) -> Stand<'d> {
        if let Some(record) = self.live(fresh.person, fresh.claim.benefit) {
            return Stand::Frozen(record);
        }
        if fresh.claim.lines.is_empty() {
            Stand::Nothing(fresh)
        } else if fresh.holds.is_empty() {
            Stand::Ready(fresh, self.ended(fresh.person, fresh.claim.benefit))
        } else {
            Stand::Held(fresh)
        }
    }

    /// One person's claims, as computed now.
    pub(super) fn of(&self, person: PersonId) -> impl Iterator<Item = &Fresh> {
        // Everybody stands once in the records, and the drafts are in the order of the records.
        let at = self.named.get(&person).map(|place| self.fresh.people.get(*place));
        at.flatten()
            .into_iter()
            .filter(move |fresh| fresh.person == person)
    }

    fn live(&self, person: PersonId, benefit: Benefit) -> Option<&ClaimRecord> {
        self.claims(person, benefit).find(|record| record.live)
    }

    // The last claim of the month that no longer counts, where it had been sent.
    fn ended(&self, person: PersonId, benefit: Benefit) -> Option<&ClaimRecord> {
        self.claims(person, benefit)
            .filter(|record| !record.live && matches!(record.state, FileState::Sent(_)))
            .last()
    }

    fn claims(&self, person: PersonId, benefit: Benefit) -> impl Iterator<Item = &ClaimRecord> {
        let places = self.frozen_of.get(&person).into_iter().flatten();
        places
            .filter_map(|place| self.frozen.get(*place))
            .filter(move |record| record.claim.benefit == benefit)
    }

    /// Claims that count although the records no longer hint at them.
    pub(super) fn left_behind(&self) -> impl Iterator<Item = &ClaimRecord> {
        self.frozen.iter().filter(|record| {
            let benefit = record.claim.benefit;
            record.live && !self.of(record.person).any(|fresh| fresh.claim.benefit == benefit)
        })
    }

    /// Everybody a page of the month shows; the first shows those who cannot be claimed for too.
    pub(super) fn people(&self, (skip, most): (usize, usize)) -> Vec<PersonId> {
        let known = self.records.people.iter().skip(skip).take(most);
        let mut people: Vec<PersonId> = known.map(|named| named.id).collect();
        if skip == 0 {
            people.extend(self.records.left_out.iter().map(|left| left.id));
            people.extend(self.left_behind().map(|record| record.person));
        }
        people
    }

    /// 氏名 as the records have it: a child's claim bears the name of the 給付決定保護者.
    pub(super) fn name(&self, person: PersonId) -> &str {
        let place = self.named.get(&person).copied();
        let named = place.and_then(|place| self.records.people.get(place));
        named.map_or("", |named| named.name.as_str())
    }

    pub(super) fn left_out(&self) -> &[LeftOut] {
        &self.records.left_out
    }
}

/// コード表にないコード. A line that waits for the code the office reads from its own table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Codeless {
    /// The field it is typed into.
    pub(super) field: String,
    /// The line.
    pub(super) name: String,
}

impl Codeless {
    /// The line, where its code is not in the table. A fee without one has a composite code: what is taken from it is
    /// part of the code, and two fees of one grade may have lost different things.
    pub(super) fn of(benefit: Benefit, line: &ClaimLine) -> Option<Self> {
        let grade = line.grade.as_deref().unwrap_or("0");
        let field = format!("code.{}.{}.{grade}", benefit.code(), line.item);
        let benefit = benefit.label();
        let codeless = match line.on {
            Some(_) => Self {
                field: format!("{field}.{}", line.units),
                name: format!("{benefit}　{}　{}単位", line.rule, line.units),
            },
            None => Self {
                field,
                name: format!("{benefit}　{}", line.name),
            },
        };
        line.code.is_none().then_some(codeless)
    }
}

/// Every code the claims that are ready wait for.
pub(super) fn codeless(desk: &Desk) -> Vec<Codeless> {
    let mut found: Vec<Codeless> = desk
        .stands()
        .filter(|(_, stand)| matches!(stand, Stand::Ready(..)))
        .flat_map(|(fresh, _)| {
            fresh
                .claim
                .lines
                .iter()
                .map(move |line| (fresh.claim.benefit, line))
        })
        .filter_map(|(benefit, line)| Codeless::of(benefit, line))
        .collect();
    found.sort();
    found.dedup();
    found
}

/// What the page says of the values no official text was read for.
pub(super) fn unconfirmed<'c>(claims: impl Iterator<Item = &'c FrozenClaim>) -> Vec<String> {
    let mut names: Vec<String> = claims
        .flat_map(|claim| &claim.lines)
        .filter(|line| !line.is_official())
        .map(|line| line.name.clone())
        .collect();
    names.sort();
    names.dedup();
    names
}

/// What is missing, with where to write it.
pub(super) fn asked(ask: &bansou_claims::Ask) -> (String, String) {
    (ask.what.clone(), ask_href(None, ask))
}

/// Where what is missing is written.
pub(super) fn ask_href(person: Option<PersonId>, ask: &bansou_claims::Ask) -> String {
    use bansou_claims::AskAt;
    match (&ask.at, person) {
        (AskAt::Record(record), Some(person)) => format!("/c/{person}/{record}"),
        (AskAt::Setting(_), _) => "/settings/claims".to_owned(),
        (AskAt::Office | AskAt::Record(_), _) => "/settings".to_owned(),
    }
}
