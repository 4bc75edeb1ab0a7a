//! Limits: of a month, of a stay, of a hospital, of the office; and one piece of work that earns once.

use std::collections::{BTreeMap, BTreeSet};

use bansou_billing::{Because, Claim, Event, Facts, Grade, InfoReceiver, Item, Line, PersonFacts, What};
use proptest::prelude::*;

use crate::claimed;
use crate::genome::{facts, genome};

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_limit_is_exceeded_and_no_work_earns_twice(genes in genome()) {
        let facts = facts(&genes);
        let claim = claimed(&facts);
        for person in &claim.people {
            let own = facts.people.iter().find(|own| own.id == person.id).unwrap();
            of_items(&person.lines)?;
            of_places(own, &person.lines)?;
            once(own, &person.lines)?;
        }
        of_the_office(&facts, &claim)?;
    }
}

fn of_items(lines: &[Line]) -> Result<(), TestCaseError> {
    let mut times: BTreeMap<Item, u32> = BTreeMap::new();
    for line in lines {
        *times.entry(line.item).or_default() += line.count;
    }
    for (item, count) in times {
        use Item as I;
        let most = match item {
            // One more for each extended month; twice in the grant and once after its end.
            I::FirstTime | I::BaseEmergency => 4,
            I::CareManagerInfo
            | I::CareManagerMeeting
            | I::WorkSupportInfo
            | I::WorkSupportMeeting
            | I::HospitalAccompany
            | I::IntensiveAccompany => 3,
            I::InfoProvided | I::IntensiveInfo | I::BaseStrength => 2,
            // Three in each of two stays; as many journeys as there are visits.
            I::Discharge => 6,
            I::RemoteVisit => u32::MAX,
            _ => 1,
        };
        prop_assert!(count <= most, "{item:?} {count} times");
    }
    Ok(())
}

fn events<'f>(own: &'f PersonFacts, line: &'f Line) -> impl Iterator<Item = &'f Event> {
    line.because.iter().filter_map(|because| match because {
        Because::Event(position) => Some(&own.events[*position]),
        _ => None,
    })
}

fn of_places(own: &PersonFacts, lines: &[Line]) -> Result<(), TestCaseError> {
    for line in lines {
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        for event in events(own, line) {
            let place = match &event.what {
                What::HospitalAccompany { hospital } => hospital.clone(),
                What::InfoProvided { to, .. } => format!("{:?}", *to == InfoReceiver::Hospital),
                What::DischargeMeeting { stay, .. } => stay.clone(),
                _ => continue,
            };
            *seen.entry(place).or_default() += 1;
        }
        for (place, count) in seen {
            let before = |claimed: &&bansou_billing::ClaimedBefore| {
                claimed.item == line.item && claimed.stay.as_deref() == Some(place.as_str())
            };
            let claimed: u32 = own
                .claimed_before
                .iter()
                .filter(before)
                .map(|claimed| claimed.count)
                .sum();
            let most = if line.item == Item::Discharge {
                3 - claimed
            } else {
                1
            };
            prop_assert!(count <= most, "{:?} {count} times at {place}", line.item);
        }
    }
    Ok(())
}

/// Which events are one piece of work, found by walking from each along the names until nothing new is found.
fn works(own: &PersonFacts) -> Vec<BTreeSet<usize>> {
    let linked = |a: &Event, b: &Event| {
        let names = |from: &Event, to: &Event| {
            // The first of several with one id is meant, in the order in which events count.
            let mut named: Vec<&Event> = own
                .events
                .iter()
                .filter(|event| event.id.is_some() && event.id == from.same_as)
                .collect();
            named.sort();
            named.first().is_some_and(|first| first.position == to.position)
        };
        let third = a.same_as.is_some() && a.same_as == b.same_as;
        names(a, b) || names(b, a) || third
    };
    let reach = |start: usize| {
        let mut found = BTreeSet::from([start]);
        loop {
            let more: Vec<usize> = own
                .events
                .iter()
                .filter(|event| !found.contains(&event.position))
                .filter(|event| found.iter().any(|known| linked(&own.events[*known], event)))
                .map(|event| event.position)
                .collect();
            if more.is_empty() {
                return found;
            }
            found.extend(more);
        }
    };
    (0..own.events.len()).map(reach).collect()
}

fn once(own: &PersonFacts, lines: &[Line]) -> Result<(), TestCaseError> {
    let works = works(own);
    let additions: Vec<&Line> = lines
        .iter()
        .filter(|line| !line.item.is_fee() && line.item != Item::RemoteVisit)
        .collect();
    for (index, line) in additions.iter().enumerate() {
        for other in &additions[index + 1..] {
            for event in events(own, line).filter(|event| event.what != What::PlanConsented) {
                let shared = events(own, other).find(|again| works[event.position].contains(&again.position));
                prop_assert!(
                    shared.is_none(),
                    "{:?} and {:?} for one piece of work",
                    line.item,
                    other.item
                );
            }
        }
    }
    Ok(())
}

fn of_the_office(facts: &Facts, claim: &Claim) -> Result<(), TestCaseError> {
    let lines = || claim.people.iter().flat_map(|person| &person.lines);
    let second = lines()
        .filter(|line| line.item.is_fee() && line.grade == Some(Grade::Two))
        .count();
    prop_assert!(second <= claim.caseload.over as usize);
    let strengthened: u32 = lines()
        .filter(|line| line.item == Item::BaseStrength)
        .map(|line| line.count)
        .sum();
    prop_assert!(strengthened <= facts.office.base_strength_quota);
    let mut issues = BTreeSet::new();
    for person in &claim.people {
        let own = facts.people.iter().find(|own| own.id == person.id).unwrap();
        for line in person.lines.iter().filter(|line| line.item == Item::BaseJoint) {
            for event in events(own, line) {
                if let What::JointSupport {
                    issue: Some(issue), ..
                } = &event.what
                {
                    prop_assert!(issues.insert(issue.clone()), "the issue {issue} is claimed twice");
                }
            }
        }
    }
    Ok(())
}
