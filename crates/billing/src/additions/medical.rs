//! 医療・保育・教育機関等連携加算. Meeting, accompanying and informing others in a month with a base fee.

use std::collections::BTreeMap;

use bansou_law::RidesOn;

use super::{Ask, Entry, Verdict};
use crate::event::{Event, InfoReceiver, What};
use crate::item::Item;
use crate::why::Why;

/// 面談. Once a month; which of its two values depends on the fee of the month.
pub(super) fn agency_meeting<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    let item = Item::AgencyMeeting;
    let event = ask
        .now(item)
        .find(|event| matches!(event.what, What::AgencyMeeting { .. }))?;
    if ask.fees.lines.is_empty() {
        return Some(ask.rides(RidesOn::Fee).map(|()| Vec::new()));
    }
    let entry = |part: &'static str| {
        let mut entry = Entry::new(item, ask.part(item, part)?, 1, vec![event])?;
        entry.part = part;
        Ok(vec![entry])
    };
    // The monitoring value is the larger one, where the revision has it.
    Some(entry(Item::MonitoringFee.key()).or_else(|_| entry(Item::PlanFee.key())))
}

/// 通院同行. Each hospital once, up to the limit of the month.
pub(super) fn hospital_accompany<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    accompany(ask, Item::HospitalAccompany)
}

/// 情報提供. On request: hospitals once a month, others once a month.
pub(super) fn info_provided<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    info(ask, Item::InfoProvided)
}

/// The same counting for 医療・保育・教育機関等連携加算 and 集中支援加算.
pub(super) fn accompany<'a>(ask: &Ask<'_, 'a>, item: Item) -> Verdict<'a> {
    let made = ask.person.distinct(
        ask.now(item)
            .filter(|event| matches!(event.what, What::HospitalAccompany { .. })),
    );
    if made.is_empty() {
        return None;
    }
    Some(ask.value(item).and_then(|value| {
        let made = super::intensive::requested(ask, item, &made)?;
        let limit = value.limits.per_place.unwrap_or(u32::MAX) as usize;
        let mut places: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
        for event in made {
            if let What::HospitalAccompany { hospital } = &event.what {
                places.entry(hospital).or_default().push(event);
            }
        }
        let mut counted: Vec<&Event> = places
            .into_values()
            .flat_map(|events| events.into_iter().take(limit))
            .collect();
        counted.sort();
        counted.truncate(value.limits.per_month.unwrap_or(u32::MAX) as usize);
        let count = u32::try_from(counted.len()).unwrap_or(u32::MAX);
        Ok(vec![Entry::new(item, value, count, counted)?])
    }))
}

/// The same counting for both additions.
pub(super) fn info<'a>(ask: &Ask<'_, 'a>, item: Item) -> Verdict<'a> {
    let given = ask.person.distinct(
        ask.now(item)
            .filter(|event| matches!(event.what, What::InfoProvided { .. })),
    );
    if given.is_empty() {
        return None;
    }
    Some(ask.value(item).and_then(|value| {
        let given = super::intensive::requested(ask, item, &given)?;
        let limit = value.limits.per_kind.unwrap_or(u32::MAX) as usize;
        let of = |receiver: InfoReceiver| {
            let kind = move |event: &&Event| {
                matches!(event.what, What::InfoProvided { to, on_request: true } if to == receiver)
            };
            given.iter().copied().filter(kind).take(limit)
        };
        let counted: Vec<&Event> = of(InfoReceiver::Hospital)
            .chain(of(InfoReceiver::Other))
            .collect();
        if counted.is_empty() {
            return Err(Why::Condition(
                "相手の求めに応じた情報提供ではありません。",
                "情報提供の求めの記録",
            ));
        }
        let count = u32::try_from(counted.len()).unwrap_or(u32::MAX);
        Ok(vec![Entry::new(item, value, count, counted)?])
    }))
}
