//! 集中支援加算. Urgent support in a month with neither plan nor monitoring, because somebody asked for it.

use bansou_law::Revision;

use super::{Ask, Entry, Verdict, medical, meeting};
use crate::event::{Event, MeetingFor, Party, What};
use crate::item::Item;
use crate::month::at_home_in_person;
use crate::why::Why;

const NO_REQUEST: Why = Why::Condition(
    "集中支援の求めが、その支援の前に記録されていません。",
    "本人・家族・市町村・事業者からの求めの記録",
);

/// 訪問. At least two interviews in the month after the request, at least one of them a visit to the home.
pub(super) fn visit<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    let item = Item::IntensiveVisit;
    let month = ask.person.month();
    let all = ask.person.interviews(month.first_day(), month.last_day());
    let held: Vec<&Event> = ask.usable(item, all.into_iter()).collect();
    let after: Vec<&Event> = held
        .iter()
        .copied()
        .filter(|event| was_requested(ask, event))
        .collect();
    let asked_now = ask
        .person
        .now()
        .any(|event| matches!(event.what, What::IntensiveRequest { .. }));
    let hinted = asked_now || (!ask.fees.any() && interviewed(ask, &held));
    let value = match ask.value(item) {
        Ok(value) => value,
        Err(why) => return asked_now.then_some(Err(why)),
    };
    let counted: Vec<&Event> = match ask.person.revision() {
        Revision::R3 => after
            .into_iter()
            .filter(|event| at_home_in_person(event))
            .collect(),
        Revision::R6 | Revision::R8 => after,
    };
    let needed = value.limits.interviews.unwrap_or(u32::MAX) as usize;
    let enough = counted.len() >= needed && counted.iter().any(|event| at_home_in_person(event));
    if enough {
        return Some(Entry::new(item, value, 1, counted).map(|entry| vec![entry]));
    }
    if !hinted {
        return None;
    }
    Some(Err(
        if held.is_empty() || held.iter().any(|event| was_requested(ask, event)) {
            Why::Condition(
                "求めの後の面接が月2回以上（うち1回以上は居宅訪問）になっていません。",
                "同じ月の2回目の面接、または居宅訪問の記録",
            )
        } else {
            NO_REQUEST
        },
    ))
}

// Interviews that do not belong to the making of a plan.
fn interviewed(ask: &Ask<'_, '_>, held: &[&Event]) -> bool {
    let plan_to_come = |event: &Event| {
        ask.person
            .events
            .iter()
            .any(|later| later.what == What::PlanConsented && later.on >= event.on)
    };
    held.iter()
        .any(|event| matches!(event.what, What::Interview(_)) && !plan_to_come(event))
}

/// 会議開催. Once a month; the person or the family takes part.
pub(super) fn meeting<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    let item = Item::IntensiveMeeting;
    let held = meeting::held(ask, item, MeetingFor::Intensive);
    if held.is_empty() {
        return None;
    }
    Some(ask.value(item).and_then(|value| {
        let held = requested(ask, item, &held)?;
        let good = meeting::first_good(ask, &held, |attended, _| {
            if attended.contains(&Party::Person) || attended.contains(&Party::Family) {
                None
            } else {
                Some(Why::Condition(
                    "本人も家族も会議に出ていません。",
                    "本人または家族の出席",
                ))
            }
        })?;
        Ok(vec![Entry::new(item, value, 1, vec![good])?])
    }))
}

/// 会議参加. Once a month.
pub(super) fn joined<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    let item = Item::IntensiveJoined;
    let joined: Vec<&Event> = ask
        .now(item)
        .filter(|event| event.what == What::JoinedConference)
        .collect();
    if joined.is_empty() {
        return None;
    }
    Some(ask.value(item).and_then(|value| {
        let joined = requested(ask, item, &joined)?;
        let first = joined.into_iter().take(1).collect();
        Ok(vec![Entry::new(item, value, 1, first)?])
    }))
}

/// 通院同行. In a month with a fee this is 医療・保育・教育機関等連携加算.
pub(super) fn accompany<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    if ask.fees.any() {
        return None;
    }
    medical::accompany(ask, Item::IntensiveAccompany)
}

/// 情報提供. In a month with a fee this is 医療・保育・教育機関等連携加算.
pub(super) fn info<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    if ask.fees.any() {
        return None;
    }
    medical::info(ask, Item::IntensiveInfo)
}

/// Keeps what was done after a request, for the items that need one.
pub(super) fn requested<'a>(
    ask: &Ask<'_, 'a>,
    item: Item,
    events: &[&'a Event],
) -> Result<Vec<&'a Event>, Why> {
    let intensive = (Item::IntensiveVisit..=Item::IntensiveInfo).contains(&item);
    let kept: Vec<&Event> = events
        .iter()
        .copied()
        .filter(|event| !intensive || was_requested(ask, event))
        .collect();
    if kept.is_empty() {
        Err(NO_REQUEST)
    } else {
        Ok(kept)
    }
}

fn was_requested(ask: &Ask<'_, '_>, event: &Event) -> bool {
    ask.person.events.iter().any(|request| {
        let by_them = matches!(
            request.what,
            What::IntensiveRequest {
                from: Party::Person | Party::Family | Party::Provider | Party::Municipality
            }
        );
        by_them && request.on <= event.on
    })
}
