//! 体制加算. What the office has, on every base fee.

use std::collections::BTreeSet;

use bansou_law::{Limits, Revision};
use jiff::ToSpan;
use jiff::civil::Date;

use super::{Ask, Entry, Verdict};
use crate::allotment::{Wish, allot};
use crate::because::Because;
use crate::facts::{Disability, Notice, Role, System, Target};
use crate::item::{Grade, Item};
use crate::office::OfficeMonth;
use crate::why::Why;

/// 主任相談支援専門員配置加算.
pub(super) fn chief<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    system(ask, Item::Chief, System::Chief)
}

/// 行動障害支援体制加算.
pub(super) fn behaviour<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    system(ask, Item::Behaviour, System::Behaviour)
}

/// 要医療児者支援体制加算.
pub(super) fn medical<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    system(ask, Item::Medical, System::Medical)
}

/// 精神障害者支援体制加算.
pub(super) fn psychiatric<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    system(ask, Item::Psychiatric, System::Psychiatric)
}

/// 高次脳機能障害支援体制加算.
pub(super) fn higher_brain<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    system(ask, Item::HigherBrain, System::HigherBrain)
}

/// ピアサポート体制加算.
pub(super) fn peer<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    let fees = &ask.fees.lines;
    let carried = fees
        .iter()
        .any(|fee| holds(ask.person.office, System::Peer, fee.on));
    if carried {
        entry(ask, Item::Peer, None)
    } else {
        not_yet(ask, &[System::Peer])
    }
}

// Once a month, at the best grade that any fee of the month carries.
fn system<'a>(ask: &Ask<'_, 'a>, item: Item, of: fn(u8) -> System) -> Verdict<'a> {
    let office = ask.person.office;
    let fees = &ask.fees.lines;
    let grades = fees.iter().filter_map(|fee| {
        let first = holds(office, of(1), fee.on);
        if !first && !holds(office, of(2), fee.on) {
            return None;
        }
        let supported = first && (item == Item::Chief || first_grades(ask, fee.on).contains(&of(1)));
        Some(if supported { Grade::One } else { Grade::Two })
    });
    let Some(grade) = grades.min() else {
        return not_yet(ask, &[of(1), of(2)]);
    };
    match ask.person.revision() {
        // Before 2024 there are no grades.
        Revision::R3 => entry(ask, item, None),
        Revision::R6 | Revision::R8 => entry(ask, item, Some(grade)),
    }
}

fn entry<'a>(ask: &Ask<'_, 'a>, item: Item, grade: Option<Grade>) -> Verdict<'a> {
    let value = ask.part(item, grade.map_or("", Grade::key)).ok()?;
    let entry = Entry::new(item, value, 1, Vec::new()).map(|mut entry| {
        entry.because = vec![Because::Systems];
        vec![match grade {
            Some(grade) => entry.graded(grade),
            None => entry,
        }]
    });
    Some(entry)
}

// Notified in time, and the requirement not lost by the day of the fee's work.
fn holds(month: &OfficeMonth<'_>, system: System, on: Date) -> bool {
    let office = &month.facts.office;
    let notified = office.systems.contains(&system) && month.is_in_force(Notice::System(system));
    notified && office.system_ends.get(&system).is_none_or(|end| on < *end)
}

// The notice of a system came too late for a month that has a fee.
fn not_yet<'a>(ask: &Ask<'_, 'a>, systems: &[System]) -> Verdict<'a> {
    let office = ask.person.office;
    let late = systems
        .iter()
        .filter(|system| office.facts.office.systems.contains(system))
        .any(|system| !office.is_in_force(Notice::System(*system)));
    (late && !ask.fees.lines.is_empty()).then_some(Err(Why::Condition(
        "届出の日からは、まだ算定できる月になっていません。",
        "算定する月に間に合う日までの届出",
    )))
}

// （Ⅰ）needs a target user supported lately; one sole target carries one of the additions.
fn first_grades(ask: &Ask<'_, '_>, on: Date) -> BTreeSet<System> {
    let facts = ask.person.facts;
    let systems = [
        (Item::Behaviour, System::Behaviour(1)),
        (Item::Medical, System::Medical(1)),
        (Item::Psychiatric, System::Psychiatric(1)),
        (Item::HigherBrain, System::HigherBrain(1)),
    ];
    let held = systems
        .into_iter()
        .filter(|(_, system)| holds(ask.person.office, *system, on));
    let (recorded, believed): (Vec<_>, Vec<_>) =
        held.partition(|(_, system)| facts.office.system_targets.contains_key(system));
    let mut first: BTreeSet<System> = believed.into_iter().map(|(_, system)| system).collect();
    let targets: Vec<BTreeSet<&str>> = recorded
        .iter()
        .map(|(item, system)| targets(ask, *item, *system, on))
        .collect();
    let everyone: Vec<&str> = targets
        .iter()
        .flatten()
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let wishes: Vec<Wish> = targets
        .iter()
        .map(|found| {
            let place = |target: &&str| everyone.iter().position(|one| one == target);
            found.iter().filter_map(place).collect()
        })
        .collect();
    let given = allot(wishes, everyone.len());
    for ((_, system), given) in recorded.iter().zip(given) {
        if given.is_some() {
            first.insert(*system);
        }
    }
    first
}

fn targets<'c>(ask: &Ask<'c, '_>, item: Item, system: System, on: Date) -> BTreeSet<&'c str> {
    let limits = ask
        .person
        .tables()
        .graded(item, Grade::One)
        .map_or(Limits::default(), |value| value.limits);
    let since = on.saturating_sub(i64::from(limits.target_months.unwrap_or(0)).months());
    let until = ask.person.month().last_day();
    let recorded = ask.person.facts.office.system_targets.get(&system);
    recorded
        .into_iter()
        .flatten()
        .filter(|target| since <= target.on && target.on <= until)
        .filter(|target| ask.person.role(&target.by) == Role::SupportSpecialist)
        .filter(|target| is_target(item, target, limits))
        .map(|target| target.person.as_str())
        .collect()
}

// 対象の利用者: what is told about the person has to fit; what is not told is believed.
fn is_target(item: Item, target: &Target, limits: Limits) -> bool {
    let reaches = |told: Option<u32>, least: Option<u32>| match (told, least) {
        (Some(told), Some(least)) => told >= least,
        _ => true,
    };
    let mental = |kinds: &BTreeSet<Disability>| {
        kinds.contains(&Disability::Mental) || kinds.contains(&Disability::Developmental)
    };
    match item {
        Item::Behaviour => {
            reaches(target.category, limits.target_category) && reaches(target.points, limits.target_points)
        }
        Item::Psychiatric => target.disabilities.as_ref().is_none_or(mental),
        _ => true,
    }
}
