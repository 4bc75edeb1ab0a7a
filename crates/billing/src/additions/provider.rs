//! サービス提供時モニタリング加算. Seeing the services where they are given.

use super::{Ask, Entry, Verdict};
use crate::event::{Event, What};
use crate::facts::{Role, StaffMember};
use crate::item::Item;
use crate::month::PersonMonth;
use crate::rules::Value;
use crate::why::Why;

/// Stands for a 相談支援専門員 whom the facts do not name.
pub(crate) const UNNAMED: &str = "";

const OWN_PROVIDER: Why = Why::Condition(
    "訪問した人が働いている事業所だけを確かめています。",
    "ほかの事業所への訪問、またはそこで働いていない人の訪問",
);
const FAR_VIDEO: Why = Why::Condition(
    "テレビ電話による確認は、特別地域で片道おおむね1時間以上の場合だけです。",
    "サービスの場への訪問",
);

/// サービス提供時モニタリング加算. Once a month for a person; the office's times go by who visited.
pub(super) fn provider_monitoring<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    let item = Item::ProviderMonitoring;
    let visits: Vec<_> = ask.now(item).filter(|event| is_visit(event)).collect();
    if visits.is_empty() {
        return None;
    }
    Some(ask.value(item).and_then(|value| {
        let eligible = eligible_visits(ask.person)?;
        let usable = |event: &&&Event| visits.iter().any(|visit| visit.position == event.position);
        if eligible.iter().find(usable).is_none() {
            return Err(OWN_PROVIDER);
        }
        let visit = ask
            .allotted
            .provider_visit
            .filter(|visit| visits.iter().any(|usable| usable.position == visit.position));
        let visit = visit.ok_or(Why::LimitReached("相談支援専門員・相談支援員1人あたりの月の件数"))?;
        Ok(vec![Entry::new(item, value, 1, vec![visit])?])
    }))
}

fn is_visit(event: &Event) -> bool {
    matches!(event.what, What::ProviderVisit { .. })
}

/// Returns the visits of the month that count, whoever's share they use, or why none does.
pub(crate) fn eligible_visits<'a>(person: &PersonMonth<'a>) -> Result<Vec<&'a Event>, Why> {
    let Some(value) = person.tables().plain(Item::ProviderMonitoring) else {
        return Err(Why::NotInForce);
    };
    let mut reason = None;
    let mut visits = Vec::new();
    for visit in person.now().filter(|event| is_visit(event)) {
        match refused(person, value, visit) {
            None => visits.push(visit),
            Some(why) => reason = reason.or(Some(why)),
        }
    }
    match reason {
        Some(why) if visits.is_empty() => Err(why),
        _ => Ok(visits),
    }
}

fn refused(person: &PersonMonth<'_>, value: &Value<'_>, visit: &Event) -> Option<Why> {
    let What::ProviderVisit {
        minutes_one_way,
        aircraft,
        ..
    } = &visit.what
    else {
        return None;
    };
    let limit = value.limits.minutes_one_way;
    let far = limit.is_some_and(|limit| *aircraft || minutes_one_way.is_some_and(|minutes| minutes >= limit));
    if visit.remote && !(person.person.special_area && far) {
        return Some(FAR_VIDEO);
    }
    if !person.by_anyone_counted(visit) {
        return Some(Why::Condition(
            "相談支援員の訪問は、この月の表では対象になりません。",
            "相談支援専門員の訪問",
        ));
    }
    visitors(person, visit).is_empty().then_some(OWN_PROVIDER)
}

/// Returns who may have made the visit and does not work at the provider. Nobody named means any 相談支援専門員.
pub(crate) fn visitors<'a>(person: &PersonMonth<'a>, visit: &Event) -> Vec<&'a str> {
    let What::ProviderVisit { provider, .. } = &visit.what else {
        return Vec::new();
    };
    let staff = &person.facts.staff;
    let named = |member: &&'a StaffMember| {
        if visit.by.is_empty() {
            member.role == Role::SupportSpecialist
        } else {
            visit.by.contains(&member.id)
        }
    };
    let mut there = staff.iter().filter(named).peekable();
    if there.peek().is_none() {
        return vec![UNNAMED];
    }
    there
        .filter(|member| !member.works_at.contains(provider))
        .map(|member| member.id.as_str())
        .collect()
}
