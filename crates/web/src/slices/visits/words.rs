//! Days and reasons as a person at the desk reads them.

use bansou_domain::calendar::wareki;
use bansou_domain::reach::PartOfDay;
use bansou_domain::visits::{Because, NoDay};
use bansou_store::visits::{DueVisit, VisitTime};
use jiff::civil::Date;

/// 12月8日（火）.
pub(super) fn day(on: Date) -> String {
    format!("{}月{}日（{}）", on.month(), on.day(), wareki::weekday(on))
}

pub(super) fn clock(minutes: u16) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// The hour, or the part of the day where no hour is fixed.
pub(crate) fn hour(part: PartOfDay, from: Option<u16>) -> String {
    from.map_or_else(|| part.label().to_owned(), clock)
}

pub(super) fn time(time: VisitTime) -> String {
    format!("{} {}", day(time.on), hour(time.part, time.from))
}

pub(super) fn because(reasons: &[Because]) -> String {
    reasons.iter().map(reason).collect::<Vec<_>>().join("。")
}

fn reason(reason: &Because) -> String {
    match reason {
        Because::Habit {
            times,
            of,
            weekday,
            part,
        } => {
            let part = part.map_or("", PartOfDay::label);
            let weekday = weekday.label();
            if times == of {
                format!("これまでの{of}回は{weekday}曜{part}")
            } else {
                format!("これまでの{of}回のうち{times}回が{weekday}曜{part}")
            }
        }
        Because::AtProvider(provider) => format!("{provider}に通っている日（いつもそこで会っている）"),
        Because::FreeInWeek => "週間計画で通所のない時間".to_owned(),
        Because::SameArea(names) => {
            let names: Vec<String> = names.iter().map(|name| format!("{name}さん")).collect();
            format!("同じ地区の{}と同じ日", names.join("・"))
        }
        Because::BeforeGrantEnd(until) => format!("受給者証が{}まで", wareki::short(*until)),
        Because::AfterMonth(month) => {
            format!("{}月分が翌月以降になる案。理由の記録が必要", month.month())
        }
        Because::FirstFree => "空いているいちばん早い日".to_owned(),
    }
}

pub(super) fn no_day(why: NoDay) -> &'static str {
    match why {
        NoDay::MonthOver => "この月分として数えられる日は、もうありません。",
        NoDay::Full => {
            "月の中に、訪問できる日が残っていません。日を入れるか、1日の上限・休みを見直してください。"
        }
    }
}

/// What binds the day, beside the month itself.
pub(super) fn binds(due: &DueVisit) -> Vec<String> {
    let month = due.month;
    let near = |until: &Date| *until <= month.next().last_day();
    let said = [
        due.last_visit.map(|on| format!("前回 {}", wareki::short(on))),
        due.grant_until
            .filter(near)
            .map(|until| format!("受給者証 {}まで", wareki::short(until))),
        due.conference.map(|on| format!("担当者会議 {}", day(on))),
        due.task_due
            .filter(near)
            .map(|by| format!("宿題の期限 {}", wareki::short(by))),
    ];
    said.into_iter().flatten().collect()
}
