//! How one month of one person stands, in the office's words, and the one thing to do next.

use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::PersonId;
use bansou_domain::schedule::{DueState, SlipRule, Visit, due_status};
use bansou_store::board::BoardReport;
use jiff::civil::Date;

use super::{edit_path, report_path, write_path};
use crate::form::time_in_japan;
use crate::slices::consent::{consent_path, delivery_path};

/// State word, what it means here, and the button.
pub(in crate::slices) struct Stand {
    /// The look of the tag.
    pub(in crate::slices) state: &'static str,
    /// まだ, 途中, 待ち, 完了, 遅れ.
    pub(in crate::slices) word: &'static str,
    /// Days, dates, the next legal option.
    pub(in crate::slices) detail: String,
    /// Where the button leads.
    pub(in crate::slices) href: String,
    /// What the button says.
    pub(in crate::slices) action: &'static str,
    /// Whether there is something to do, and not only to read.
    pub(in crate::slices) open: bool,
}

/// Says how a month stands.
pub(in crate::slices) fn stand(
    person: PersonId,
    month: ServiceMonth,
    report: Option<&BoardReport>,
    today: Date,
    rule: SlipRule,
) -> Stand {
    match report {
        Some(report) if report.confirmed_at.is_some() => confirmed(person, report, today),
        report => unconfirmed(person, month, report, today, rule),
    }
}

fn confirmed(person: PersonId, report: &BoardReport, today: Date) -> Stand {
    let visited = report.visited.map(wareki::short).unwrap_or_default();
    let (state, word, detail, href, action) = if !report.consented {
        let since = report.confirmed_at.as_deref().and_then(day_in_japan);
        let days = since.map_or(0, |since| (today - since).get_days().max(0));
        let detail = format!("本人の同意（{days}日）");
        (
            "waiting",
            "待ち",
            detail,
            consent_path(person, report.id),
            "同意を記録する",
        )
    } else if !report.copied {
        let detail = "市町村への写し".to_owned();
        (
            "todo",
            "まだ",
            detail,
            delivery_path(person, report.id),
            "写しを記録する",
        )
    } else {
        (
            "done",
            "完了",
            format!("訪問 {visited}"),
            report_path(person, report.id),
            "報告を見る",
        )
    };
    Stand {
        open: state != "done",
        state,
        word,
        detail,
        href,
        action,
    }
}

fn unconfirmed(
    person: PersonId,
    month: ServiceMonth,
    report: Option<&BoardReport>,
    today: Date,
    rule: SlipRule,
) -> Stand {
    let visited = report.and_then(|report| report.visited);
    // A draft's reason is checked when it is confirmed; here only the dates count.
    let visit = visited.map(|on| Visit {
        on,
        due: Some(month),
        reason_noted: true,
    });
    let visits: Vec<_> = visit.into_iter().collect();
    let due = due_status(&[month], &visits, today, |_| rule);
    let state = due.first().map_or(DueState::NotYet, |due| due.state);
    let (look, word, detail) = said(state, report, month, today);
    let (href, action) = match (report, state) {
        (Some(report), _) => (edit_path(person, report.id), "続きを書く"),
        (None, DueState::NotYet) => (format!("/c/{person}/notes/new"), "日程の連絡を記録"),
        (None, _) => (write_path(person, Some(month)), "報告を書く"),
    };
    Stand {
        state: look,
        word,
        detail,
        href,
        action,
        open: true,
    }
}

fn said(
    state: DueState,
    report: Option<&BoardReport>,
    month: ServiceMonth,
    today: Date,
) -> (&'static str, &'static str, String) {
    let saved = report.map(|report| format!("保存 {}", time_in_japan(&report.written_at)));
    match (state, saved) {
        (DueState::Late { until }, _) => {
            let left = (until.last_day() - today).get_days();
            let (month, day) = (until.month(), until.last_day().day());
            let detail = format!("翌月の{month}月{day}日まで（あと{left}日）・理由が必要");
            ("late", "遅れ", detail)
        }
        (DueState::Missed, _) => (
            "late",
            "遅れ",
            "実施できる期間を過ぎました（訪問していれば書けます）".to_owned(),
        ),
        (_, Some(saved)) => ("progress", "途中", saved),
        (DueState::ThisMonth, None) => {
            let left = (month.last_day() - today).get_days();
            ("todo", "まだ", format!("今月（あと{left}日）"))
        }
        (_, None) => ("todo", "まだ", String::new()),
    }
}

fn day_in_japan(utc: &str) -> Option<Date> {
    utc.parse().ok().map(bansou_store::day_in_japan)
}
