//! 入院時情報連携加算・退院・退所加算.

use std::collections::BTreeMap;

use super::{Ask, Entry, Verdict};
use crate::event::{Event, Means, What};
use crate::item::{Grade, Item};
use crate::why::Why;

/// 入院時情報連携加算. （Ⅰ） when the hospital was met, else （Ⅱ）; one of the two, once a month.
pub(super) fn admission<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    let item = Item::HospitalAdmission;
    let told: Vec<_> = ask
        .now(item)
        .filter(|event| matches!(event.what, What::HospitalAdmissionInfo(_)))
        .collect();
    let met = |event: &&&Event| event.what == What::HospitalAdmissionInfo(Means::Visit) && !event.remote;
    let (grade, event) = match told.iter().find(met) {
        Some(event) => (Grade::One, *event),
        None => (Grade::Two, *told.first()?),
    };
    let entry = ask
        .part(item, grade.key())
        .and_then(|value| Entry::new(item, value, 1, vec![event]));
    Some(entry.map(|entry| vec![entry.graded(grade)]))
}

/// 退院・退所加算. With the plan made after it: each meeting, up to the limit of one stay.
pub(super) fn discharge<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    let item = Item::Discharge;
    let value = match ask.value(item) {
        Ok(value) => value,
        // Without the plan of this month the meetings of this month wait for their plan.
        Err(why) => return ask.now(item).any(is_meeting).then_some(Err(why)),
    };
    let fee = ask.fees.of(Item::PlanFee)?;
    let flow = ask.person.flows().iter().find(|flow| flow.consent.on == fee.on)?;
    let meetings = ask.usable(item, flow.steps.iter().copied().filter(|event| is_meeting(event)));
    let meetings = ask.person.distinct(meetings);
    if meetings.is_empty() {
        return ask.now(item).any(is_meeting).then_some(Err(Why::Condition(
            "面談が、この月の計画への同意より後です。",
            "面談を踏まえて作った計画（その計画の月に算定します）",
        )));
    }
    let mut stays: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
    for meeting in &meetings {
        if let What::DischargeMeeting { stay, .. } = &meeting.what {
            stays.entry(stay).or_default().push(meeting);
        }
    }
    let limit = value.limits.per_stay.unwrap_or(u32::MAX);
    let counted: Vec<&Event> = stays
        .into_iter()
        .flat_map(|(stay, meetings)| {
            let left = limit.saturating_sub(claimed(ask, stay));
            meetings.into_iter().take(left as usize)
        })
        .collect();
    let count = u32::try_from(counted.len()).unwrap_or(u32::MAX);
    if count == 0 {
        return Some(Err(Why::LimitReached("入院・入所ごとの回数")));
    }
    Some(Entry::new(item, value, count, counted).map(|entry| vec![entry]))
}

fn is_meeting(event: &Event) -> bool {
    matches!(event.what, What::DischargeMeeting { .. })
}

fn claimed(ask: &Ask<'_, '_>, stay: &str) -> u32 {
    let before = ask.person.person.claimed_before.iter();
    before
        .filter(|claimed| claimed.item == Item::Discharge && claimed.stay.as_deref() == Some(stay))
        .filter(|claimed| claimed.month < ask.person.month())
        .map(|claimed| claimed.count)
        .fold(0, u32::saturating_add)
}
