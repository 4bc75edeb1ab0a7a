//! 初回加算. A person's first plan, and the months of finding out what is needed before it.

use std::collections::BTreeMap;

use bansou_domain::calendar::ServiceMonth;
use bansou_law::{Limits, Revision};
use jiff::ToSpan;
use jiff::civil::Date;

use super::{Ask, Entry, Verdict};
use crate::event::{Event, What};
use crate::fees::{FeeLine, Flow};
use crate::item::Item;
use crate::month::{PersonMonth, at_home_in_person};
use crate::why::Why;

/// 初回加算. With the plan fee, for a person new to services; once more for each extended month.
pub(super) fn first_time<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    let item = Item::FirstTime;
    let value = match ask.value(item) {
        Ok(value) => value,
        Err(why) => return plan_refused(ask).then_some(Err(why)),
    };
    let fee = ask.fees.of(Item::PlanFee)?;
    if !is_new(ask.person, value.limits) {
        return None;
    }
    if let Some(why) = refused(ask, value.limits, fee) {
        return Some(Err(why));
    }
    let flow = ask.person.flows().iter().find(|flow| flow.consent.on == fee.on)?;
    let extension = extension(ask.person, flow, value.limits);
    let mut entry = Entry::new(item, value, 1 + extension.months, vec![flow.consent]);
    if let Ok(entry) = &mut entry {
        entry.because.extend(
            extension
                .interviews
                .iter()
                .map(|event| crate::because::Because::Event(event.position)),
        );
        entry.events.extend(&extension.interviews);
        if extension.months != extension.by_calendar {
            entry.rule = format!(
                "{}（契約日から数えて{}か月分を加算。暦月で数えると{}か月分）",
                entry.rule, extension.months, extension.by_calendar
            );
        }
    }
    Some(entry.map(|entry| vec![entry]))
}

// The plan of the month was refused, and with it this addition.
fn plan_refused(ask: &Ask<'_, '_>) -> bool {
    let steps = |why: &Why| matches!(why, Why::StepsMissing(_) | Why::ValueNotKnown);
    let consented = ask.person.now().any(|event| event.what == What::PlanConsented);
    let refused = ask
        .fees
        .refused
        .iter()
        .any(|refused| refused.item == Item::PlanFee && steps(&refused.why));
    let limits = ask
        .person
        .tables()
        .plain(Item::FirstTime)
        .map_or(Limits::default(), |value| value.limits);
    consented && refused && is_new(ask.person, limits)
}

fn is_new(person: &PersonMonth<'_>, limits: Limits) -> bool {
    let without = i32::try_from(limits.without_service_months.unwrap_or(u32::MAX)).unwrap_or(i32::MAX);
    person
        .person
        .last_service
        .map_or(!person.person.served_lately, |last| {
            last.months_until(person.month()) > without
        })
}

fn refused(ask: &Ask<'_, '_>, limits: Limits, fee: &FeeLine) -> Option<Why> {
    let blocked = i32::try_from(limits.blocked_months.unwrap_or(0)).unwrap_or(i32::MAX);
    let month = ask.person.month();
    let lately =
        ask.person.person.claimed_before.iter().any(|claimed| {
            claimed.item.is_link() && (1..=blocked).contains(&claimed.month.months_until(month))
        });
    if lately {
        return Some(Why::Condition(
            "前の6か月に居宅介護支援事業所等連携加算または保育・教育等移行支援加算を算定しています。",
            "連携加算を最後に算定した月から7か月目以後の計画",
        ));
    }
    (!fee.by_specialist).then_some(Why::Condition(
        "相談支援員だけで行った支援は、初回加算の対象になりません。",
        "相談支援専門員による支援の記録",
    ))
}

struct Extension<'a> {
    months: u32,
    by_calendar: u32,
    interviews: Vec<&'a Event>,
}

// 契約日から3月を経過する日以後に、月2回以上面接した月.
fn extension<'a>(person: &PersonMonth<'a>, flow: &Flow<'a>, limits: Limits) -> Extension<'a> {
    let none = Extension {
        months: 0,
        by_calendar: 0,
        interviews: Vec::new(),
    };
    let delivered = flow
        .steps
        .iter()
        .rev()
        .find(|event| event.what == What::DraftDelivered);
    let (Some(delivered), Some(after), Some(extra)) = (delivered, limits.after_months, limits.extra_months)
    else {
        return none;
    };
    let contracted = person.person.contracted_on;
    let elapsed = contracted.saturating_add(i64::from(after).months());
    let calendar_from = ServiceMonth::containing(contracted)
        .plus(i32::try_from(after).unwrap_or(i32::MAX))
        .first_day();
    let by_date = extended(person, elapsed, delivered.on, limits);
    let by_calendar = extended(person, calendar_from, delivered.on, limits);
    let capped = |months: usize| u32::try_from(months).unwrap_or(u32::MAX).min(extra);
    Extension {
        months: capped(by_date.len()),
        by_calendar: capped(by_calendar.len()),
        interviews: by_date.into_values().take(extra as usize).flatten().collect(),
    }
}

// The months with enough interviews, each with what counted.
fn extended<'a>(
    person: &PersonMonth<'a>,
    from: Date,
    to: Date,
    limits: Limits,
) -> BTreeMap<ServiceMonth, Vec<&'a Event>> {
    let video = match person.revision() {
        Revision::R3 => false,
        Revision::R6 | Revision::R8 => true,
    };
    let mut months: BTreeMap<ServiceMonth, Vec<&Event>> = BTreeMap::new();
    for interview in person.interviews(from, to) {
        let counts = at_home_in_person(interview) || (video && interview.remote);
        if counts && person.by_specialist(interview) {
            let month = ServiceMonth::containing(interview.on);
            months.entry(month).or_default().push(interview);
        }
    }
    let needed = limits.interviews.unwrap_or(u32::MAX) as usize;
    months.retain(|_, held| held.len() >= needed && held.iter().any(|event| at_home_in_person(event)));
    months
}
