//! What must not matter: the order of the facts, and how the records of a day are divided.

use std::fmt::Write as _;

use bansou_billing::{Because, Claim, Facts, PersonFacts};
use bansou_exchange::write;
use proptest::prelude::*;

use crate::claimed;
use crate::genome::{facts, genome, renumber};

proptest! {
    #![proptest_config(ProptestConfig { cases: 12_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shuffled_facts_give_the_same_bytes(genes in genome(), seed in any::<u64>()) {
        let facts = facts(&genes);
        let mut shuffled = facts.clone();
        shuffle(&mut shuffled.people, seed);
        shuffle(&mut shuffled.staff, seed);
        for person in &mut shuffled.people {
            shuffle(&mut person.events, seed);
            shuffle(&mut person.claimed_before, seed);
            shuffle(&mut person.claimed_elsewhere, seed);
        }
        // Every person and event still says where it stood, so not a byte may differ.
        prop_assert_eq!(write(&claimed(&shuffled)), write(&claimed(&facts)));
        // Read from the shuffled file they stand elsewhere: then all but the places is the same.
        let mut renumbered = shuffled;
        for (position, person) in renumbered.people.iter_mut().enumerate() {
            person.position = position;
            renumber(person);
        }
        prop_assert_eq!(told(&renumbered), told(&facts));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_events_of_the_same_days_in_two_lists_come_to_the_same(genes in genome(), mask in any::<u64>()) {
        let facts = facts(&genes);
        let mut split = facts.clone();
        for person in &mut split.people {
            let halves = person.events.drain(..).partition(|event| mask >> (event.position % 64) & 1 == 1);
            let (first, second): (Vec<_>, Vec<_>) = halves;
            person.events = second;
            person.events.extend(first);
            renumber(person);
        }
        prop_assert_eq!(told(&split), told(&facts));
    }
}

fn shuffle<T>(list: &mut [T], seed: u64) {
    let mut state = seed | 1;
    for last in (1..list.len()).rev() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        list.swap(last, usize::try_from(state >> 33).unwrap() % (last + 1));
    }
}

/// The claim with what each line rests on written out in place of its number.
fn told(facts: &Facts) -> String {
    let claim: Claim = claimed(facts);
    let mut told = format!("{:?} {:?} {:?}", claim.rules, claim.caseload, claim.totals);
    for mut person in claim.people {
        let own = facts.people.iter().find(|own| own.id == person.id).unwrap();
        person.position = 0;
        let reasons: Vec<Vec<String>> = person
            .lines
            .iter()
            .map(|line| reasons(own, &line.because))
            .collect();
        for line in &mut person.lines {
            line.because.clear();
        }
        write!(told, "\n{person:?}\n{reasons:?}").unwrap();
    }
    told
}

fn reasons(own: &PersonFacts, because: &[Because]) -> Vec<String> {
    because
        .iter()
        .map(|because| match because {
            Because::Event(position) => {
                let mut event = own.events[*position].clone();
                event.position = 0;
                format!("{event:?}")
            }
            other => format!("{other:?}"),
        })
        .collect()
}
