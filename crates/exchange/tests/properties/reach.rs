//! That the made-up offices are strange enough: every item there is stands on some claim, and is refused on another.

use std::collections::BTreeSet;

use bansou_billing::Item;

use crate::claimed;
use crate::genome::facts;

#[test]
fn every_item_is_claimed_somewhere_and_refused_somewhere() {
    let (mut earned, mut refused) = (BTreeSet::new(), BTreeSet::new());
    let mut state = 1_u64;
    for _ in 0..6_000 {
        let genes: Vec<u32> = (0..80)
            .map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                u32::try_from(state >> 33).unwrap()
            })
            .collect();
        for person in claimed(&facts(&genes)).people {
            earned.extend(person.lines.iter().map(|line| line.item));
            refused.extend(person.not_claimed.iter().map(|refused| refused.item));
        }
    }
    let never: Vec<&Item> = Item::all().iter().filter(|item| !earned.contains(item)).collect();
    assert!(never.is_empty(), "nobody earned {never:?}");
    // Shares, and what the office is, are not hinted at by what was done.
    let not_done = |item: &&Item| {
        let share = **item == Item::SpecialArea || **item >= Item::DisclosureCut;
        let system = (Item::Behaviour..=Item::HigherBrain).contains(*item);
        share || system || matches!(item, Item::Chief | Item::BaseStrength)
    };
    let never: Vec<&Item> = Item::all()
        .iter()
        .filter(|item| !refused.contains(item) && !not_done(item))
        .collect();
    assert!(never.is_empty(), "nobody was refused {never:?}");
}
