//! 併算定の選択. One piece of work earns once, and items that exclude each other do not stand together.

use crate::additions::{Additions, Allotted, Ask, Entry, Forbidden, additions};
use crate::event::{Event, What};
use crate::fees::Fees;
use crate::item::Item;
use crate::month::PersonMonth;

// So many choices are tried both ways; beyond that, the earlier item of each pair is kept.
const TRIED_BOTH_WAYS: usize = 10;

/// Returns the additions with the largest total; on a tie the earlier in the order of items stays.
pub(crate) fn best<'a>(person: &PersonMonth<'a>, fees: &Fees, allotted: &Allotted<'a>) -> Additions<'a> {
    search(person, fees, allotted, &[])
}

fn search<'a>(
    person: &PersonMonth<'a>,
    fees: &Fees,
    allotted: &Allotted<'a>,
    forbidden: &[Forbidden],
) -> Additions<'a> {
    let ask = Ask {
        person,
        fees,
        allotted,
        forbidden,
        whoever: false,
    };
    let found = additions(&ask);
    let Some((kept, dropped)) = conflict(person, &found) else {
        return found;
    };
    let with = |more: Vec<Forbidden>| search(person, fees, allotted, &[forbidden, &more].concat());
    let keeping = with(dropped);
    if forbidden.len() >= TRIED_BOTH_WAYS {
        return keeping;
    }
    let instead = with(kept);
    // On a tie the branch that keeps the earlier item stays.
    if instead.total() > keeping.total() {
        instead
    } else {
        keeping
    }
}

// The first conflict: what to forbid so that the earlier item stays, and so that the later one does.
fn conflict(person: &PersonMonth<'_>, found: &Additions<'_>) -> Option<(Vec<Forbidden>, Vec<Forbidden>)> {
    let entries: Vec<&Entry<'_>> = found
        .earned
        .iter()
        .filter(|entry| entry.item != Item::RemoteVisit)
        .collect();
    for (index, earlier) in entries.iter().enumerate() {
        for later in entries.iter().skip(index + 1) {
            let works = between(person, earlier, later);
            if works.is_empty() || earlier.item == later.item {
                continue;
            }
            let forbid = |item: Item, claimed_as: Item, work: Option<usize>| Forbidden {
                item,
                work,
                claimed_as,
            };
            let later_loses = works
                .iter()
                .map(|work| forbid(later.item, earlier.item, *work))
                .collect();
            let earlier_loses = if is_by_facility(earlier, later) {
                vec![forbid(earlier.item, later.item, None)]
            } else {
                works
                    .iter()
                    .map(|work| forbid(earlier.item, later.item, *work))
                    .collect()
            };
            return Some((earlier_loses, later_loses));
        }
    }
    None
}

// What two items share: a whole exclusion, or pieces of work.
fn between(person: &PersonMonth<'_>, earlier: &Entry<'_>, later: &Entry<'_>) -> Vec<Option<usize>> {
    if excludes(earlier, later) {
        return vec![None];
    }
    let mut works: Vec<Option<usize>> = Vec::new();
    for event in &later.events {
        let work = person.work(event);
        let same = earlier
            .events
            .iter()
            .any(|other| person.work(other) == work && other.what != What::PlanConsented);
        if same || (is_by_facility(earlier, later) && discharges_from(earlier, event)) {
            works.push(Some(work));
        }
    }
    works
}

// 初回加算 excludes 退院・退所加算 and the meeting of 医療・保育・教育機関等連携加算; that meeting at monitoring excludes
// サービス担当者会議実施加算.
fn excludes(earlier: &Entry<'_>, later: &Entry<'_>) -> bool {
    match (earlier.item, later.item) {
        (Item::FirstTime, Item::Discharge | Item::AgencyMeeting) => true,
        (Item::AgencyMeeting, Item::ServiceMeeting) => earlier.part == Item::MonitoringFee.key(),
        _ => false,
    }
}

// 退院・退所加算 and a meeting with the very facility the person leaves.
fn is_by_facility(earlier: &Entry<'_>, later: &Entry<'_>) -> bool {
    (earlier.item, later.item) == (Item::Discharge, Item::AgencyMeeting)
}

fn discharges_from(discharge: &Entry<'_>, meeting: &Event) -> bool {
    let What::AgencyMeeting { facility } = &meeting.what else {
        return false;
    };
    discharge
        .events
        .iter()
        .any(|event| matches!(&event.what, What::DischargeMeeting { facility: left, .. } if left == facility))
}
