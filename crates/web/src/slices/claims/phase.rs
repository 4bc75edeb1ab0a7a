//! 請求の暦. Which step of the month's claim today falls in.

use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_law::{Law, PAID, RETURNED, REVIEW, SEND};
use jiff::civil::Date;

/// One step of the clock.
pub(super) struct Step {
    pub(super) word: String,
    pub(super) days: String,
    /// `done`, `now` or `ahead`.
    pub(super) state: &'static str,
}

/// 請求の暦.
pub(super) struct Clock {
    pub(super) steps: Vec<Step>,
    /// What today means for it, in one sentence.
    pub(super) today: String,
}

impl Clock {
    pub(super) fn new(law: &Law, month: ServiceMonth, today: Date) -> Self {
        let at = |key: &str| {
            law.claim_calendar
                .at(key, month.first_day())
                .ok()
                .map(|step| step.days(month))
        };
        let term = |key: &str| {
            let step = law.claim_calendar.items.iter().find(|step| step.key == key);
            step.map(|step| step.term.clone()).unwrap_or_default()
        };
        let send = at(SEND);
        let mut steps = vec![Step {
            word: "作成・点検".to_owned(),
            days: send.map_or_else(String::new, |(_, last)| format!("{}まで", wareki::short(last))),
            state: if today <= month.last_day() { "now" } else { "done" },
        }];
        for key in [SEND, REVIEW, RETURNED, PAID] {
            let Some((first, last)) = at(key) else { continue };
            steps.push(Step {
                word: term(key),
                days: format!("{}〜{}日", wareki::short(first), last.day()),
                state: match today {
                    today if today > last => "done",
                    today if today < first => "ahead",
                    _ => "now",
                },
            });
        }
        Self {
            today: said(month, send, today),
            steps,
        }
    }
}

fn said(month: ServiceMonth, send: Option<(Date, Date)>, today: Date) -> String {
    let Some((first, last)) = send else {
        return "送信の期間が表にありません。国保連の案内を確かめてください。".to_owned();
    };
    if today <= month.last_day() {
        return format!(
            "この月はまだ終わっていません。確定できるのは{}からです。",
            wareki::short(first)
        );
    }
    let left = (last - today).get_days();
    if left >= 0 {
        format!("送信の期間は{}まで（あと{left}日）。", wareki::short(last))
    } else {
        "この月の送信の期間は終わりました。ここから確定すると月遅れの請求になります。".to_owned()
    }
}

/// 処理対象年月 the office would send in today: this month's window while it is open, else the next month's.
pub(super) fn processing(law: &Law, month: ServiceMonth, today: Date) -> ServiceMonth {
    let this = ServiceMonth::containing(today);
    let window = law
        .claim_calendar
        .at(SEND, this.plus(-1).first_day())
        .ok()
        .map(|step| step.days(this.plus(-1)));
    let open = window.is_none_or(|(_, last)| today <= last);
    let next = if open { this } else { this.next() };
    next.max(month.next())
}
