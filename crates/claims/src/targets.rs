//! 体制加算の対象の利用者. Who of them was supported, when and by whom.
//!
//! A system for which nobody was named stays the office's word.

use std::collections::{BTreeMap, BTreeSet};

use bansou_billing::{System, Target};
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim_setting::Topic;
use bansou_domain::claim_trait::{ClaimTrait, TargetOf};
use bansou_domain::id::PersonId;
use bansou_domain::person::SupportLevel;
use bansou_store::claim_facts::{OfficeGround, TargetWork};

use crate::staff::Posts;

/// The target users who were supported, for every system for which some were ever named.
pub(crate) fn targets(
    ground: &OfficeGround,
    posts: &Posts<'_>,
    month: ServiceMonth,
) -> BTreeMap<System, Vec<Target>> {
    let named = named(ground, month);
    let every = named.values().flat_map(|held| held.target_of.iter().copied());
    let ever = ground
        .targets
        .traits
        .iter()
        .filter(|(_, from, _)| *from <= month)
        .flat_map(|(_, _, held)| held.target_of.iter().copied());
    let systems: BTreeSet<TargetOf> = every.chain(ever).collect();
    systems
        .into_iter()
        .map(|system| {
            let work = ground.targets.work.iter();
            let supported = work
                .filter_map(|work| Some((work, *named.get(&work.person)?)))
                .filter(|(_, held)| held.target_of.contains(&system))
                .flat_map(|(work, held)| supported(ground, posts, system, work, held));
            (of_rules(system), supported.collect())
        })
        .collect()
}

/// What holds for each person in the month.
fn named(ground: &OfficeGround, month: ServiceMonth) -> BTreeMap<PersonId, &ClaimTrait> {
    let rows = ground.targets.traits.iter();
    rows.filter(|(_, from, _)| *from <= month)
        .map(|(person, _, held)| (*person, held))
        .collect()
}

fn supported(
    ground: &OfficeGround,
    posts: &Posts<'_>,
    system: TargetOf,
    work: &TargetWork,
    held: &ClaimTrait,
) -> Vec<Target> {
    let month = ServiceMonth::containing(work.on);
    let by = posts.doer(work.written_by, work.specialist, month);
    by.into_iter()
        .filter(|staff| is_trained(ground, system, staff, month))
        .map(|by| Target {
            person: work.person.to_string(),
            on: work.on,
            by,
            category: work.support_level.map(category),
            points: held.behaviour_points,
            disabilities: None,
        })
        .collect()
}

// Where no training for the system is recorded at all, whoever it was is believed to have it.
fn is_trained(ground: &OfficeGround, system: TargetOf, staff: &str, month: ServiceMonth) -> bool {
    let rows = || {
        ground
            .settings
            .iter()
            .filter(|row| row.topic == Topic::Trained && row.value == system.code())
    };
    rows().next().is_none() || rows().any(|row| row.subject == staff && row.holds_in(month))
}

// 区分なし is below every category.
fn category(level: SupportLevel) -> u32 {
    level.code().parse().unwrap_or(0)
}

fn of_rules(system: TargetOf) -> System {
    match system {
        TargetOf::Behaviour => System::Behaviour(1),
        TargetOf::Medical => System::Medical(1),
        TargetOf::Psychiatric => System::Psychiatric(1),
        TargetOf::HigherBrain => System::HigherBrain(1),
    }
}
