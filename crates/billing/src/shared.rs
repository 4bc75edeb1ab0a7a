//! 事業所で分け合う回数. What the people of one office's month share: visits of one worker, issues, quotas.

use std::collections::BTreeSet;

use crate::additions::{UNNAMED, eligible_visits, joint_conditions, visitors};
use crate::event::{Event, What};
use crate::facts::{Facts, Role};
use crate::fees::{Fees, out_of_scheme};
use crate::item::Item;
use crate::month::PersonMonth;

/// What one person got of what is shared.
#[derive(Debug, Clone, Default)]
pub(crate) struct Allotted<'a> {
    pub(crate) provider_visit: Option<&'a Event>,
    pub(crate) joint: Option<&'a Event>,
    /// The fees that carry 地域生活支援拠点等機能強化加算.
    pub(crate) strengthened: Vec<Item>,
}

/// The places of what one asker could use.
pub(crate) type Wish = BTreeSet<usize>;

/// Gives each asker at most one place so that as many as possible get one; earlier askers are never displaced.
pub(crate) fn allot(wishes: &[Wish], capacity: &[u32]) -> Vec<Option<usize>> {
    let mut given: Vec<Option<usize>> = vec![None; wishes.len()];
    for asker in 0..wishes.len() {
        let mut tried = BTreeSet::new();
        place(asker, wishes, capacity, &mut given, &mut tried);
    }
    given
}

// Finds a place for `asker`, moving others to another of their wishes where that helps.
fn place(
    asker: usize,
    wishes: &[Wish],
    capacity: &[u32],
    given: &mut [Option<usize>],
    tried: &mut BTreeSet<usize>,
) -> bool {
    for wish in wishes.get(asker).into_iter().flatten().copied() {
        if !tried.insert(wish) {
            continue;
        }
        let holders: Vec<usize> = (0..given.len())
            .filter(|other| given.get(*other) == Some(&Some(wish)))
            .collect();
        let room = capacity
            .get(wish)
            .is_some_and(|room| holders.len() < *room as usize);
        let free = room
            || holders
                .into_iter()
                .any(|holder| place(holder, wishes, capacity, given, tried));
        if free && let Some(slot) = given.get_mut(asker) {
            *slot = Some(wish);
            return true;
        }
    }
    false
}

/// Shares out what is shared, in the order of people. `people` are sorted by id.
pub(crate) fn share_out<'a>(people: &[PersonMonth<'a>], fees: &[Fees]) -> Vec<Allotted<'a>> {
    let visits = provider_visits(people);
    let joints = joint_supports(people);
    let mut quota = people
        .first()
        .map_or(0, |person| person.facts.office.base_strength_quota);
    visits
        .into_iter()
        .zip(joints)
        .zip(fees)
        .map(|((provider_visit, joint), fees)| {
            let strengthened: Vec<Item> = fees
                .lines
                .iter()
                .map(|line| line.item)
                .take(quota as usize)
                .collect();
            quota = quota.saturating_sub(u32::try_from(strengthened.len()).unwrap_or(u32::MAX));
            Allotted {
                provider_visit,
                joint,
                strengthened,
            }
        })
        .collect()
}

fn provider_visits<'a>(people: &[PersonMonth<'a>]) -> Vec<Option<&'a Event>> {
    let Some(facts) = people.first().map(|person| person.facts) else {
        return Vec::new();
    };
    let able = |person: &PersonMonth<'a>| {
        if out_of_scheme(person).is_some() {
            return Vec::new();
        }
        eligible_visits(person).unwrap_or_default()
    };
    let visits: Vec<Vec<&Event>> = people.iter().map(able).collect();
    let places = |person: &PersonMonth<'a>, visit: &Event| -> Wish {
        let index = |id: &str| facts.staff.iter().position(|member| member.id == id);
        visitors(person, visit)
            .into_iter()
            .filter_map(|id| {
                if id == UNNAMED {
                    Some(facts.staff.len())
                } else {
                    index(id)
                }
            })
            .collect()
    };
    let wishes: Vec<Wish> = people
        .iter()
        .zip(&visits)
        .map(|(person, visits)| visits.iter().flat_map(|visit| places(person, visit)).collect())
        .collect();
    let given = allot(&wishes, &visit_capacity(people, facts));
    let chosen = |((person, visits), given): ((&PersonMonth<'a>, Vec<&'a Event>), Option<usize>)| {
        let given = given?;
        visits
            .into_iter()
            .find(|visit| places(person, visit).contains(&given))
    };
    people.iter().zip(visits).zip(given).map(chosen).collect()
}

// 39 for each 相談支援専門員, 19 for each 相談支援員; the last place is for a 専門員 nobody named.
fn visit_capacity(people: &[PersonMonth<'_>], facts: &Facts) -> Vec<u32> {
    let value = people
        .iter()
        .find_map(|person| person.tables().plain(Item::ProviderMonitoring));
    let limits = value.map(|value| value.limits).unwrap_or_default();
    let of = |role| match role {
        Role::SupportSpecialist => limits.per_specialist.unwrap_or(0),
        Role::SupportAssistant => limits.per_assistant.unwrap_or(0),
    };
    let named = facts.staff.iter().map(|member| of(member.role));
    named
        .chain(std::iter::once(of(Role::SupportSpecialist)))
        .collect()
}

fn joint_supports<'a>(people: &[PersonMonth<'a>]) -> Vec<Option<&'a Event>> {
    let able = |person: &PersonMonth<'a>| {
        if out_of_scheme(person).is_some() {
            return Vec::new();
        }
        joint_conditions(person).unwrap_or_default()
    };
    let supports: Vec<Vec<&Event>> = people.iter().map(able).collect();
    let mut issues: Vec<(usize, Option<&str>)> = Vec::new();
    let mut place_of = |person: usize, event: &'a Event| {
        let What::JointSupport { issue, .. } = &event.what else {
            return None;
        };
        // An issue without a name is nobody else's.
        let key = match issue {
            Some(issue) => (0, Some(issue.as_str())),
            None => (person + 1, None),
        };
        let place = issues.iter().position(|known| *known == key);
        Some(place.unwrap_or_else(|| {
            issues.push(key);
            issues.len() - 1
        }))
    };
    let places: Vec<Vec<Option<usize>>> = supports
        .iter()
        .enumerate()
        .map(|(person, events)| events.iter().map(|event| place_of(person, event)).collect())
        .collect();
    let wishes: Vec<Wish> = places
        .iter()
        .map(|places| places.iter().copied().flatten().collect())
        .collect();
    let given = allot(&wishes, &vec![1; issues.len()]);
    supports
        .into_iter()
        .zip(places)
        .zip(given)
        .map(|((events, places), given)| {
            let given = given?;
            let place = places.iter().position(|place| *place == Some(given))?;
            events.get(place).copied()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wishes(wishes: &[&[usize]]) -> Vec<Wish> {
        wishes.iter().map(|wish| wish.iter().copied().collect()).collect()
    }

    #[test]
    fn the_later_asker_gets_what_the_earlier_one_can_do_without() {
        assert_eq!(allot(&wishes(&[&[0, 1], &[0]]), &[1, 1]), [Some(1), Some(0)]);
    }

    #[test]
    fn a_place_is_given_no_more_often_than_it_has_room() {
        assert_eq!(
            allot(&wishes(&[&[0], &[0], &[0]]), &[2]),
            [Some(0), Some(0), None]
        );
        assert_eq!(allot(&wishes(&[&[0], &[]]), &[0]), [None, None]);
    }
}
