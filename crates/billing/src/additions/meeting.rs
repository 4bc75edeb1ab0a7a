//! サービス担当者会議実施加算. A meeting at monitoring in which the plan was thought over.

use std::collections::BTreeSet;

use super::{Ask, Entry, Verdict};
use crate::event::{Event, MeetingFor, Party, What};
use crate::item::Item;
use crate::why::Why;

/// サービス担当者会議実施加算. Only with the fee for monitoring, once a month.
pub(super) fn service_meeting<'a>(ask: &Ask<'_, 'a>) -> Verdict<'a> {
    let item = Item::ServiceMeeting;
    let held = held(ask, item, MeetingFor::Monitoring);
    if held.is_empty() {
        return None;
    }
    Some(ask.value(item).and_then(|value| {
        let good = first_good(ask, &held, |_, discussed| match discussed {
            Some(true) => None,
            Some(false) => Some(Why::Condition(
                "会議で計画の変更を検討していません。",
                "計画の変更についての検討",
            )),
            None => Some(Why::Condition(
                "会議で計画の変更を検討したかどうかが記録されていません。",
                "計画の変更を検討したことの記録",
            )),
        })?;
        Ok(vec![Entry::new(item, value, 1, vec![good])?])
    }))
}

/// Returns the meetings of the month held for one purpose.
pub(super) fn held<'a>(ask: &Ask<'_, 'a>, item: Item, wanted: MeetingFor) -> Vec<&'a Event> {
    ask.now(item)
        .filter(|event| matches!(event.what, What::ServiceMeeting { purpose, .. } if purpose == wanted))
        .collect()
}

/// Returns the first meeting that is a meeting and meets the item's own condition, or why none does.
pub(super) fn first_good<'a>(
    ask: &Ask<'_, 'a>,
    held: &[&'a Event],
    own: impl Fn(&BTreeSet<Party>, Option<bool>) -> Option<Why>,
) -> Result<&'a Event, Why> {
    let mut first_reason = None;
    for meeting in held.iter().copied() {
        let What::ServiceMeeting {
            attended,
            opinions_recorded,
            minutes,
            change_discussed,
            ..
        } = &meeting.what
        else {
            continue;
        };
        let common = common(ask, meeting, attended, *opinions_recorded, *minutes);
        match common.or_else(|| own(attended, *change_discussed)) {
            None => return Ok(meeting),
            Some(why) => first_reason = first_reason.or(Some(why)),
        }
    }
    Err(first_reason.unwrap_or(Why::NotInForce))
}

fn common(
    ask: &Ask<'_, '_>,
    meeting: &Event,
    attended: &BTreeSet<Party>,
    opinions: bool,
    minutes: bool,
) -> Option<Why> {
    let somebody = attended
        .iter()
        .any(|party| matches!(party, Party::Provider | Party::Municipality | Party::Other));
    let (found, missing) = if !somebody {
        ("サービスの担当者がだれも出席していません。", "担当者の出席")
    } else if !opinions {
        ("担当者の意見が記録されていません。", "専門的な意見の記録")
    } else if !minutes {
        ("会議録がありません。", "会議録")
    } else if !ask.person.by_specialist(meeting) {
        (
            "相談支援員だけで開いた会議は対象になりません。",
            "相談支援専門員の出席",
        )
    } else {
        return None;
    };
    Some(Why::Condition(found, missing))
}
