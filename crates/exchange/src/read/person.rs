//! One person's part of the facts.

use bansou_billing::{CareLevel, Certificate, ClaimedBefore, ClaimedElsewhere, PersonFacts};
use bansou_domain::calendar::Period;

use super::cursor::Cursor;
use super::event;
use crate::names::{CARE_LEVELS, ITEMS, SCHEMES};

pub(super) fn person(cursor: &Cursor<'_>) -> Option<PersonFacts> {
    let object = cursor.object()?;
    let id = object.required("id").and_then(|id| id.name());
    let scheme = object.required("kind").and_then(|kind| kind.word(SCHEMES));
    let present = object
        .required("certificate")
        .and_then(|certificate| self::certificate(&certificate));
    let next = object.maybe("next_certificate", certificate);
    let contracted_on = object.required("contract_date").and_then(|date| date.date());
    let special_area = object.or("special_area", false, Cursor::bool);
    let care_level = object.or("care_level", CareLevel::None, |level| level.word(CARE_LEVELS));
    let same_care_manager = object.or("same_care_manager", false, Cursor::bool);
    let served_lately = object
        .required("services_used_in_last_6_months")
        .and_then(|used| used.bool());
    let last_service = object.maybe("last_service_month", Cursor::month);
    let services_ended = object.maybe("services_ended", Cursor::date);
    let child_until = object.maybe("child_until", Cursor::month);
    let also_child = object.or("also_child", false, Cursor::bool);
    let has_plan = object.or("has_plan", true, Cursor::bool);
    let providers = object.or("providers", Vec::new(), |providers| providers.all(Cursor::name));
    let claimed_before = object.or("claimed_before", Vec::new(), |claimed| {
        claimed.all(self::claimed_before)
    });
    let claimed_elsewhere = object.or("claimed_elsewhere", Vec::new(), |claimed| {
        claimed.all(self::claimed_elsewhere)
    });
    let events = object.or("events", Vec::new(), |events| events.all(event::event));
    object.finish();
    let mut events = events?;
    for (position, event) in events.iter_mut().enumerate() {
        event.position = position;
    }
    Some(PersonFacts {
        id: id?,
        position: 0,
        scheme: scheme?,
        certificates: std::iter::once(present?).chain(next?).collect(),
        contracted_on: contracted_on?,
        special_area: special_area?,
        care_level: care_level?,
        same_care_manager: same_care_manager?,
        served_lately: served_lately?,
        last_service: last_service?,
        services_ended: services_ended?,
        child_until: child_until?,
        also_child: also_child?,
        has_plan: has_plan?,
        providers: providers?.into_iter().collect(),
        claimed_before: claimed_before?,
        claimed_elsewhere: claimed_elsewhere?,
        events,
    })
}

fn certificate(cursor: &Cursor<'_>) -> Option<Certificate> {
    let object = cursor.object()?;
    let number = object.required("number").and_then(|number| number.digits(10));
    let municipality = object.required("municipality").and_then(|code| code.digits(6));
    let from = object.required("from").and_then(|from| from.date());
    let to = object.required("to").and_then(|to| to.date());
    let months = object
        .required("monitoring_months")
        .and_then(|months| months.all(Cursor::month));
    let cap_manager = object.or("cap_manager", false, Cursor::bool);
    object.finish();
    number?;
    let period = Period::new(from?, to?);
    if period.is_err() {
        object.refuse(
            "from",
            format!("始めの日が終わりの日（{}.to）より後です。", object.path),
        );
    }
    Some(Certificate {
        municipality: municipality?,
        period: period.ok()?,
        monitoring_months: months?,
        cap_manager: cap_manager?,
    })
}

fn claimed_before(cursor: &Cursor<'_>) -> Option<ClaimedBefore> {
    let object = cursor.object()?;
    let month = object.required("month").and_then(|month| month.month());
    let item = object.required("item").and_then(|item| item.word(ITEMS));
    let count = object.maybe("count", Cursor::count);
    let stay = object.maybe("stay", Cursor::name);
    object.finish();
    Some(ClaimedBefore {
        month: month?,
        item: item?,
        count: count?.unwrap_or(1),
        stay: stay?,
    })
}

fn claimed_elsewhere(cursor: &Cursor<'_>) -> Option<ClaimedElsewhere> {
    let object = cursor.object()?;
    let on = object.required("on").and_then(|on| on.date());
    let item = object.required("item").and_then(|item| item.word(ITEMS));
    let municipality = object.required("municipality").and_then(|code| code.digits(6));
    object.finish();
    Some(ClaimedElsewhere {
        on: on?,
        item: item?,
        municipality: municipality?,
    })
}
