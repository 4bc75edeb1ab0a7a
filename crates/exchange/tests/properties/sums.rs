//! Sums, signs, and what every line has to stand on.

use bansou_billing::{Because, Claim, Facts, Item, PersonClaim, PersonFacts, Scheme};
use proptest::prelude::*;

use crate::claimed;
use crate::genome::{facts, genome};

proptest! {
    #![proptest_config(ProptestConfig { cases: 40_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn totals_are_the_sum_of_lines_and_nothing_is_negative_or_without_what_it_needs(genes in genome()) {
        let facts = facts(&genes);
        let claim = claimed(&facts);
        totals(&claim)?;
        for person in &claim.people {
            adds_up(person)?;
            let own = facts.people.iter().find(|own| own.id == person.id).unwrap();
            needs(&facts, own, person)?;
        }
    }
}

fn totals(claim: &Claim) -> Result<(), TestCaseError> {
    for (scheme, total) in [
        (Scheme::Planning, claim.totals.planning),
        (Scheme::Child, claim.totals.child),
    ] {
        let people: Vec<&PersonClaim> = claim
            .people
            .iter()
            .filter(|person| person.scheme == scheme && person.units > 0)
            .collect();
        prop_assert_eq!(total.people as usize, people.len());
        prop_assert_eq!(total.units, people.iter().map(|person| person.units).sum::<i64>());
        prop_assert_eq!(
            total.yen,
            Some(people.iter().map(|person| person.yen.unwrap()).sum::<i64>())
        );
    }
    Ok(())
}

fn adds_up(person: &PersonClaim) -> Result<(), TestCaseError> {
    let mut sum = 0;
    for line in &person.lines {
        sum += line.units * i64::from(line.count);
        prop_assert!(line.count > 0, "{:?} no times", line.item);
        let cut = (Item::DisclosureCut..=Item::AbusePreventionCut).contains(&line.item);
        prop_assert!(
            cut == (line.units < 0) || line.units == 0,
            "{:?} {}",
            line.item,
            line.units
        );
        prop_assert!(!line.rule.is_empty() && !line.source.is_empty());
    }
    prop_assert_eq!(person.units, sum);
    prop_assert!(person.units >= 0 && person.yen.unwrap() >= 0);
    let price = person.unit_price.unwrap();
    let exact = i128::from(person.units) * i128::from(price.numerator) / i128::from(price.denominator);
    prop_assert_eq!(i128::from(person.yen.unwrap()), exact);
    let sorted = person.lines.windows(2).all(|pair| pair[0].item <= pair[1].item);
    prop_assert!(sorted, "lines follow the list of items");
    for refused in &person.not_claimed {
        let claimed = person.lines.iter().any(|line| line.item == refused.item);
        prop_assert!(!claimed, "{:?} claimed and not claimed", refused.item);
        prop_assert!(!refused.why.sentence().is_empty() && !refused.why.missing().is_empty());
    }
    Ok(())
}

/// The matrix of months, as the outlines restate it.
fn months_of(item: Item) -> &'static str {
    use Item as I;
    match item {
        I::FirstTime | I::Discharge => "plan",
        I::ServiceMeeting => "monitoring",
        I::SpecialArea
        | I::CapManagement
        | I::Chief
        | I::AgencyMeeting
        | I::HospitalAccompany
        | I::InfoProvided
        | I::Behaviour
        | I::Medical
        | I::Psychiatric
        | I::HigherBrain
        | I::Peer
        | I::BaseStrength
        | I::DisclosureCut
        | I::ContinuityPlanCut
        | I::AbusePreventionCut => "fee",
        I::CareManagerVisit
        | I::CareManagerMeeting
        | I::WorkSupportVisit
        | I::WorkSupportMeeting
        | I::IntensiveVisit
        | I::IntensiveMeeting
        | I::IntensiveJoined
        | I::IntensiveAccompany
        | I::IntensiveInfo => "no fee",
        _ => "any",
    }
}

fn needs(facts: &Facts, own: &PersonFacts, person: &PersonClaim) -> Result<(), TestCaseError> {
    let has = |item| person.lines.iter().any(|line| line.item == item);
    let (plan, monitoring) = (has(Item::PlanFee), has(Item::MonitoringFee));
    for line in &person.lines {
        let there = match months_of(line.item) {
            "plan" => plan,
            "monitoring" => monitoring,
            "fee" => plan || monitoring,
            "no fee" => !plan && !monitoring,
            _ => true,
        };
        prop_assert!(there, "{:?} in the wrong month", line.item);
        let events = line.because.iter().filter_map(|because| match because {
            Because::Event(position) => Some(&own.events[*position]),
            _ => None,
        });
        let whole_flow =
            line.item.is_fee() || matches!(line.item, Item::FirstTime | Item::Discharge | Item::RemoteVisit);
        for event in events {
            prop_assert!(
                whole_flow || facts.month.contains(event.on),
                "{:?} of another month",
                line.item
            );
        }
        prop_assert!(!line.because.is_empty(), "{:?} rests on nothing", line.item);
        if let Some(parent) = line.for_item {
            prop_assert!(own.special_area && has(parent), "{:?} for {parent:?}", line.item);
        }
    }
    let adult_as_child = own.scheme == Scheme::Planning && (own.also_child || own.child_until.is_some());
    prop_assert!(!adult_as_child || person.units == 0, "paid under the wrong law");
    prop_assert!(!has(Item::WageImprovement) || person.lines.len() > 1);
    prop_assert!(!(has(Item::FirstTime) && (has(Item::Discharge) || has(Item::AgencyMeeting))));
    Ok(())
}
