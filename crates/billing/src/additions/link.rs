//! 居宅介護支援事業所等連携加算・保育・教育等移行支援加算. Handing the person over to what comes next.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Ask, Entry, Verdict};
use crate::event::{Event, What};
use crate::facts::Certificate;
use crate::item::Item;
use crate::rules::Value;
use crate::why::Why;

/// 情報提供. In any month.
pub(super) fn care_manager_info<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    each(ask, Item::CareManagerInfo, &What::CareManagerInfo)
}

/// 訪問. In months without a base fee.
pub(super) fn care_manager_visit<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    visits(ask, Item::CareManagerVisit, &What::CareManagerVisit)
}

/// 会議参加. In months without a base fee.
pub(super) fn care_manager_meeting<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    each(ask, Item::CareManagerMeeting, &What::CareManagerMeeting)
}

/// 就労・移行先への情報提供.
pub(super) fn work_support_info<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    each(ask, Item::WorkSupportInfo, &What::WorkSupportInfo)
}

/// 就労・移行先との訪問.
pub(super) fn work_support_visit<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    visits(ask, Item::WorkSupportVisit, &What::WorkSupportVisit)
}

/// 就労・移行先の会議への参加.
pub(super) fn work_support_meeting<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    each(ask, Item::WorkSupportMeeting, &What::WorkSupportMeeting)
}

// Each piece of work counts once.
fn each<'a>(ask: &Ask<'_, 'a>, item: Item, what: &What) -> Verdict<'a> {
    let done = ask
        .person
        .distinct(ask.now(item).filter(|event| event.what == *what));
    if done.is_empty() {
        return None;
    }
    Some(ask.value(item).and_then(|value| {
        let counted = counted(ask, item, value, &done)?;
        let count = u32::try_from(counted.len()).unwrap_or(u32::MAX);
        Ok(vec![Entry::new(item, value, count, counted)?])
    }))
}

// The visits of a month are one: at least two of them, at least one not by video.
fn visits<'a>(ask: &Ask<'_, 'a>, item: Item, what: &What) -> Verdict<'a> {
    let done = ask
        .person
        .distinct(ask.now(item).filter(|event| event.what == *what));
    let first = *done.first()?;
    Some(ask.value(item).and_then(|value| {
        counted(ask, item, value, &[first])?;
        let in_window: Vec<&Event> = done
            .iter()
            .copied()
            .filter(|event| !after_window(ask, value, event.on))
            .collect();
        let needed = value.limits.interviews.unwrap_or(u32::MAX) as usize;
        let video = ask.person.revision() >= bansou_law::Revision::R6;
        let made: Vec<&Event> = in_window
            .into_iter()
            .filter(|event| video || !event.remote)
            .collect();
        if made.len() < needed || made.iter().all(|event| event.remote) {
            return Err(Why::Condition(
                "月2回以上の面接（うち1回以上は訪問）になっていません。",
                "同じ月の2回目の面接、または訪問の記録",
            ));
        }
        Ok(vec![Entry::new(item, value, 1, made)?])
    }))
}

// While services are used the grant period has a limit; after their end each month has one.
fn counted<'a>(
    ask: &Ask<'_, 'a>,
    item: Item,
    value: &Value<'_>,
    done: &[&'a Event],
) -> Result<Vec<&'a Event>, Why> {
    let ended = ask.person.person.services_ended;
    let (after, during): (Vec<&'a Event>, Vec<&'a Event>) = done
        .iter()
        .copied()
        .partition(|event| ended.is_some_and(|ended| event.on > ended));
    let limits = value.limits;
    let left = limits
        .per_grant
        .unwrap_or(u32::MAX)
        .saturating_sub(claimed_in_grant(ask, item));
    let mut counted: Vec<&Event> = during.into_iter().take(left as usize).collect();
    let open: Vec<&Event> = after
        .iter()
        .copied()
        .filter(|event| !after_window(ask, value, event.on))
        .collect();
    let monthly = limits.after_end_per_month.unwrap_or(u32::MAX);
    counted.extend(open.iter().copied().take(monthly as usize));
    if !counted.is_empty() {
        return Ok(counted);
    }
    if !after.is_empty() && open.is_empty() {
        return Err(Why::Condition(
            "サービスの利用が終わってから6か月を過ぎています。",
            "利用の終了から6か月以内の支援",
        ));
    }
    Err(Why::LimitReached("支給決定期間ごとの回数"))
}

fn after_window(ask: &Ask<'_, '_>, value: &Value<'_>, on: Date) -> bool {
    let months = i64::from(value.limits.after_end_months.unwrap_or(0));
    ask.person
        .person
        .services_ended
        .is_some_and(|ended| on > ended.saturating_add(months.months()))
}

// Claims of months after the end of use do not count against the grant period.
fn claimed_in_grant(ask: &Ask<'_, '_>, item: Item) -> u32 {
    let month = ask.person.month();
    let certificate: Option<&Certificate> = ask
        .person
        .certificate()
        .or_else(|| ask.person.person.certificates.first());
    let Some(certificate) = certificate else {
        return 0;
    };
    let ended = ask.person.person.services_ended;
    let before = ask.person.person.claimed_before.iter();
    before
        .filter(|claimed| claimed.item == item && claimed.month < month)
        .filter(|claimed| claimed.month >= certificate.period.first_month())
        .filter(|claimed| ended.is_none_or(|ended| claimed.month.first_day() <= ended))
        .map(|claimed| claimed.count)
        .fold(0, u32::saturating_add)
}
