//! Less evidence never earns more.
//!
//! What a worker did for an addition is evidence for the sum of the office. A step of 第15条 is evidence for the base
//! fees only: without the fee the month may be open to additions that stand in a month without one. No evidence, and so
//! left alone here: a change of the plan and the consent to a plan (they decide which fee a monitoring belongs to) and
//! the record of a monitoring (it closes its month for a later one).

use bansou_billing::{Claim, Event, Facts, HomeVisitFor, What};
use proptest::prelude::*;

use crate::claimed;
use crate::genome::{facts, genome, renumber};

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn removing_evidence_never_raises_a_claim(genes in genome(), which in any::<u32>()) {
        let facts = facts(&genes);
        let Some((fewer, kind)) = without(&facts, which) else {
            return Ok(());
        };
        let (before, after) = (claimed(&facts), claimed(&fewer));
        match kind {
            Evidence::Addition => prop_assert!(units(&after) <= units(&before), "{} > {}", units(&after), units(&before)),
            Evidence::Fee => prop_assert!(fees(&after) <= fees(&before), "{} > {}", fees(&after), fees(&before)),
            Evidence::Neither => {}
        }
    }
}

#[derive(Clone, Copy)]
enum Evidence {
    Addition,
    Fee,
    Neither,
}

fn kind(event: &Event) -> Evidence {
    match &event.what {
        What::PlanChange { .. } | What::PlanConsented | What::MonitoringRecorded { .. } => Evidence::Neither,
        What::HomeVisit {
            purpose: HomeVisitFor::Other,
            ..
        } => Evidence::Addition,
        What::HomeVisit { .. }
        | What::DraftExplained
        | What::DraftConsented
        | What::DraftDelivered
        | What::GrantReceived
        | What::PlanExplained
        | What::PlanDelivered(_)
        | What::ServiceMeeting {
            purpose: bansou_billing::MeetingFor::Plan,
            ..
        } => Evidence::Fee,
        _ => Evidence::Addition,
    }
}

fn without(facts: &Facts, which: u32) -> Option<(Facts, Evidence)> {
    let places: Vec<(usize, usize)> = facts
        .people
        .iter()
        .enumerate()
        .flat_map(|(person, own)| (0..own.events.len()).map(move |event| (person, event)))
        .collect();
    let (person, event) = *places.get(which as usize % places.len().max(1))?;
    let mut fewer = facts.clone();
    let removed = fewer.people[person].events.remove(event);
    renumber(&mut fewer.people[person]);
    Some((fewer, kind(&removed)))
}

fn units(claim: &Claim) -> i64 {
    claim.people.iter().map(|person| person.units).sum()
}

fn fees(claim: &Claim) -> i64 {
    let lines = claim.people.iter().flat_map(|person| &person.lines);
    lines
        .filter(|line| line.item.is_fee())
        .map(|line| line.units)
        .sum()
}
