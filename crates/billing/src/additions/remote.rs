//! 遠隔地訪問加算. Long ways, on top of the addition the visit was for.

use std::collections::BTreeMap;

use bansou_domain::calendar::ServiceMonth;

use super::{Ask, Entry, Verdict};
use crate::event::{Event, What};
use crate::item::{Grade, Item};
use crate::why::Why;

/// 遠隔地訪問加算. For each visit of a claimed addition; for 初回加算 once for each extended month.
pub(super) fn remote_visit<'a>(ask: &Ask<'_, 'a>, earned: &[Entry<'a>]) -> Verdict<'a> {
    let item = Item::RemoteVisit;
    let travels: Vec<(&Event, &Event)> = ask
        .person
        .events
        .iter()
        .copied()
        .filter_map(|travel| Some((travel, visited(ask, travel)?)))
        .collect();
    let entry_of = |visit: &Event| {
        earned
            .iter()
            .find(|entry| carries(entry) && entry.events.iter().any(|event| event.position == visit.position))
    };
    let month = ask.person.month();
    let hinted = travels
        .iter()
        .any(|(travel, visit)| month.contains(travel.on) || entry_of(visit).is_some());
    if !hinted {
        return None;
    }
    Some(ask.value(item).and_then(|value| {
        let mut parents: BTreeMap<Item, Vec<(&Event, &Event)>> = BTreeMap::new();
        let mut reason = Why::Condition(
            "もとになる訪問の加算を、この月に算定していません。",
            "遠隔地への訪問による加算",
        );
        for (travel, visit) in &travels {
            match (far(ask, travel, visit), entry_of(visit)) {
                (None, Some(entry)) => parents.entry(entry.item).or_default().push((*travel, *visit)),
                (Some(why), Some(_)) => reason = why,
                (_, None) => {}
            }
        }
        let mut entries = Vec::new();
        for (parent, travels) in parents {
            let counted = counted(ask, parent, &travels);
            let count = u32::try_from(counted.len()).unwrap_or(u32::MAX);
            let mut entry = Entry::new(item, value, count, counted)?;
            entry.rule = format!("{}（{}の訪問）", entry.rule, parent.label());
            entry.for_item = Some(parent);
            entries.push(entry);
        }
        if entries.is_empty() {
            Err(reason)
        } else {
            Ok(entries)
        }
    }))
}

// 情報提供だけで訪問を要しないもの do not carry it.
fn carries(entry: &Entry<'_>) -> bool {
    match entry.item {
        Item::HospitalAdmission => entry.grade == Some(Grade::One),
        Item::FirstTime | Item::Discharge => true,
        item => (Item::CareManagerInfo..=Item::IntensiveInfo).contains(&item),
    }
}

fn visited<'a>(ask: &Ask<'_, 'a>, travel: &Event) -> Option<&'a Event> {
    let What::RemoteTravel { with, .. } = &travel.what else {
        return None;
    };
    let named = |event: &&&'a Event| event.id.as_ref() == Some(with);
    ask.person.events.iter().find(named).copied()
}

fn far(ask: &Ask<'_, '_>, travel: &Event, visit: &Event) -> Option<Why> {
    let What::RemoteTravel {
        minutes_one_way,
        aircraft,
        ..
    } = &travel.what
    else {
        return None;
    };
    let limit = ask
        .person
        .tables()
        .plain(Item::RemoteVisit)
        .and_then(|value| value.limits.minutes_one_way);
    let (found, missing) = if !ask.person.person.special_area {
        ("特別地域に住む人ではありません。", "特別地域の住所")
    } else if visit.remote {
        ("訪問ではなくテレビ電話です。", "実際の訪問")
    } else if !aircraft && limit.is_none_or(|limit| *minutes_one_way < limit) {
        (
            "片道おおむね1時間に足りません。",
            "片道おおむね1時間以上、または航空機の利用",
        )
    } else {
        return None;
    };
    Some(Why::Condition(found, missing))
}

// One for each visit; 初回加算 has one for each of its extended months.
fn counted<'a>(ask: &Ask<'_, 'a>, parent: Item, travels: &[(&'a Event, &'a Event)]) -> Vec<&'a Event> {
    let mut seen: Vec<(usize, Option<ServiceMonth>)> = Vec::new();
    let mut counted = Vec::new();
    for (travel, visit) in travels {
        let key = match parent {
            Item::FirstTime => (0, Some(ServiceMonth::containing(visit.on))),
            _ => (ask.person.work(visit), None),
        };
        if !seen.contains(&key) {
            seen.push(key);
            counted.push(*travel);
        }
    }
    counted
}
