//! 地域生活支援拠点等. Emergencies, and hard cases carried together.

use bansou_law::Revision;

use super::{Ask, Entry, Verdict};
use crate::event::{Event, What};
use crate::facts::RegionalBase;
use crate::item::Item;
use crate::month::PersonMonth;
use crate::why::Why;

/// 地域生活支援拠点等相談強化加算. An emergency short stay arranged by an office of the 拠点等.
pub(super) fn emergency<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    let item = Item::BaseEmergency;
    let done = ask.person.distinct(
        ask.now(item)
            .filter(|event| event.what == What::EmergencyShortStay),
    );
    if done.is_empty() {
        return None;
    }
    Some(ask.value(item).and_then(|value| {
        if ask.person.facts.office.regional_base != RegionalBase::Member {
            return Err(Why::Condition(
                "この事業所は地域生活支援拠点等ではありません。",
                "地域生活支援拠点等としての位置づけ",
            ));
        }
        if !ask.person.person.has_plan && ask.fees.lines.is_empty() {
            return Err(Why::Condition(
                "この事業所が計画を作ったことのない人は、単独で算定できません。",
                "この事業所が作成した計画",
            ));
        }
        let limit = value.limits.per_month.unwrap_or(u32::MAX);
        let counted: Vec<&Event> = done.into_iter().take(limit as usize).collect();
        let count = u32::try_from(counted.len()).unwrap_or(u32::MAX);
        Ok(vec![Entry::new(item, value, count, counted)?])
    }))
}

/// 地域体制強化共同支援加算. Once a month for a person, once for an issue in the office's month.
pub(super) fn joint<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    let item = Item::BaseJoint;
    let done: Vec<&Event> = ask
        .now(item)
        .filter(|event| matches!(event.what, What::JointSupport { .. }))
        .collect();
    if done.is_empty() {
        return None;
    }
    Some(ask.value(item).and_then(|value| {
        let good = joint_conditions(ask.person)?;
        let usable = |event: &Event| done.iter().any(|usable| usable.position == event.position);
        let claimed = ask.allotted.joint.filter(|event| usable(event));
        let event = match claimed {
            Some(event) => event,
            None if good.iter().any(|event| usable(event)) => {
                return Err(Why::LimitReached("同じ課題は事業所で月1回"));
            }
            None => return Err(Why::ClaimedAs(item)),
        };
        Ok(vec![Entry::new(item, value, 1, vec![event])?])
    }))
}

/// Returns the joint support of the month that meets every condition, or why none does.
pub(crate) fn joint_conditions<'a>(person: &PersonMonth<'a>) -> Result<Vec<&'a Event>, Why> {
    let limits = person
        .tables()
        .plain(Item::BaseJoint)
        .ok_or(Why::NotInForce)?
        .limits;
    let allowed = match (person.facts.office.regional_base, person.revision()) {
        (RegionalBase::Member, _) | (RegionalBase::Linked, Revision::R6 | Revision::R8) => true,
        (RegionalBase::Linked, Revision::R3) | (RegionalBase::No, _) => false,
    };
    if !allowed {
        return Err(Why::Condition(
            "この事業所は地域生活支援拠点等でも、拠点等と連携する事業所でもありません。",
            "地域生活支援拠点等としての位置づけ、または拠点等との連携と協議会への参加",
        ));
    }
    let needed = limits.providers.unwrap_or(u32::MAX);
    let mut reason = Why::NotInForce;
    let mut good = Vec::new();
    for event in person.now().filter(|event| person.by_anyone_counted(event)) {
        let What::JointSupport {
            providers,
            reported,
            consent,
            ..
        } = &event.what
        else {
            continue;
        };
        let (found, missing) = match (*consent, *providers >= needed, *reported) {
            (false, _, _) => ("本人の同意がありません。", "共同支援への本人の同意"),
            (true, false, _) => ("共同した事業者が3者に足りません。", "3者以上の事業者との共同支援"),
            (true, true, false) => ("協議会へ報告していません。", "協議会への文書による報告"),
            (true, true, true) => {
                good.push(event);
                continue;
            }
        };
        reason = Why::Condition(found, missing);
    }
    if good.is_empty() { Err(reason) } else { Ok(good) }
}
