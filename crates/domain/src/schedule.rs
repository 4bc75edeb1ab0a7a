//! モニタリング実施月. Which months monitoring is due in, and how each stands today.
//!
//! The months printed on the certificate are the truth; what is computed here is only a suggestion for the plan.

use std::num::NonZeroU8;

use jiff::civil::Date;

use crate::calendar::{Period, ServiceMonth};

/// 開始当初の毎月. Monitoring every month at the beginning, beside the ordinary interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstMonthly {
    /// How many months.
    pub count: u8,
    /// The first of them; none for the first month of the period. Some municipalities begin a month later.
    pub from: Option<ServiceMonth>,
}

/// 実施月の案. What the standard intervals suggest for a grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The interval taken: the shortest among the services.
    pub every: NonZeroU8,
    /// The months, in order.
    pub months: Vec<ServiceMonth>,
}

/// Returns the monitoring months of a grant period, in order, each once.
///
/// The last month of the period is always one; from it every `every`-th month is counted back, which for an interval
/// that divides the period is month n, 2n, … of it.
#[must_use]
pub fn monitoring_months(
    period: Period,
    every: NonZeroU8,
    first_monthly: Option<FirstMonthly>,
) -> Vec<ServiceMonth> {
    let (first, last) = (period.first_month(), period.last_month());
    let step = i32::from(every.get());
    let grid = (0..=first.months_until(last) / step).map(|nth| last.plus(-nth * step));
    let monthly = first_monthly.into_iter().flat_map(|monthly| {
        let from = monthly.from.unwrap_or(first);
        (0..i32::from(monthly.count)).map(move |nth| from.plus(nth))
    });
    let mut months: Vec<_> = grid
        .chain(monthly)
        .filter(|month| (first..=last).contains(month))
        .collect();
    months.sort();
    months.dedup();
    months
}

/// Suggests months from the standard intervals of the services in the grant. Nothing without an interval.
#[must_use]
pub fn suggest(
    period: Period,
    standard: &[NonZeroU8],
    first_monthly: Option<FirstMonthly>,
) -> Option<Suggestion> {
    let every = *standard.iter().min()?;
    Some(Suggestion {
        every,
        months: monitoring_months(period, every, first_monthly),
    })
}

/// モニタリングの訪問. A monitoring visit that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// 実施年月日.
    pub on: Date,
    /// The month it was made for, where recorded.
    pub due: Option<ServiceMonth>,
    /// Whether an unavoidable reason for a later month is noted.
    pub reason_noted: bool,
}

/// 翌月実施の扱い. What the municipality does with a visit after its month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlipRule {
    /// 不可. Only the month itself counts.
    Refused,
    /// 可. Up to this many months later, with an unavoidable reason.
    Accepted {
        /// Months after the due month.
        months: NonZeroU8,
    },
}

/// One month, as a city's guide has it; a municipality that differs is set by the office.
impl Default for SlipRule {
    fn default() -> Self {
        Self::Accepted {
            months: NonZeroU8::MIN,
        }
    }
}

impl SlipRule {
    fn months(self) -> i32 {
        match self {
            Self::Refused => 0,
            Self::Accepted { months } => i32::from(months.get()),
        }
    }
}

/// 実施月の状況. How one due month stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueState {
    /// 予定. The month is still to come.
    NotYet,
    /// 今月. Due now.
    ThisMonth,
    /// 実施済. Visited in the month.
    Done(Date),
    /// 翌月実施. Visited after the month, with the reason noted.
    SlippedDone(Date),
    /// 翌月実施・理由なし. Visited after the month, but the reason is not noted yet.
    ReasonMissing(Date),
    /// 遅れ. The month is over; a visit still counts until the end of `until`, with an unavoidable reason.
    Late {
        /// The last month a visit counts in.
        until: ServiceMonth,
    },
    /// 未実施. No visit that counts, and none can count any more.
    Missed,
}

/// 実施月. One due month and its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueMonth {
    /// The month printed on the certificate.
    pub month: ServiceMonth,
    /// How it stands.
    pub state: DueState,
}

/// Returns how each printed month stands on `today`.
///
/// Every visit counts for one month at most: the one it was recorded for, else its own month if that is printed, else
/// the latest earlier month still open. A visit before its month never counts, nor one dated after `today`. `slip` is
/// the rule of the municipality that printed a month.
#[must_use]
pub fn due_status(
    printed: &[ServiceMonth],
    visits: &[Visit],
    today: Date,
    slip: impl Fn(ServiceMonth) -> SlipRule,
) -> Vec<DueMonth> {
    let mut months = printed.to_vec();
    months.sort();
    months.dedup();
    let mut visits: Vec<_> = visits.iter().filter(|visit| visit.on <= today).copied().collect();
    // With one visit of two dated alike, the one with its reason noted is the better record.
    visits.sort_by_key(|visit| (visit.on, !visit.reason_noted));

    let mut taken: Vec<(ServiceMonth, Visit)> = Vec::new();
    for visit in visits {
        if let Some(month) = month_of(&visit, &months, &taken, &slip) {
            taken.push((month, visit));
        }
    }
    let state = |month| {
        let visit = taken
            .iter()
            .find(|(done, _)| *done == month)
            .map(|(_, visit)| *visit);
        visit.map_or_else(
            || open_state(month, today, slip(month)),
            |visit| done_state(month, visit),
        )
    };
    months
        .iter()
        .map(|&month| DueMonth {
            month,
            state: state(month),
        })
        .collect()
}

fn month_of(
    visit: &Visit,
    months: &[ServiceMonth],
    taken: &[(ServiceMonth, Visit)],
    slip: &impl Fn(ServiceMonth) -> SlipRule,
) -> Option<ServiceMonth> {
    let held_in = ServiceMonth::containing(visit.on);
    let counts = |month: &&ServiceMonth| {
        let late = month.months_until(held_in);
        let open = !taken.iter().any(|(done, _)| done == *month);
        open && (0..=slip(**month).months()).contains(&late)
    };
    match visit.due {
        Some(due) => months.iter().filter(|month| **month == due).find(counts).copied(),
        // A second visit in a printed month is a second visit, not last month's.
        None if months.contains(&held_in) => Some(&held_in).filter(counts).copied(),
        None => months.iter().rev().find(counts).copied(),
    }
}

fn done_state(month: ServiceMonth, visit: Visit) -> DueState {
    match (month.contains(visit.on), visit.reason_noted) {
        (true, _) => DueState::Done(visit.on),
        (false, true) => DueState::SlippedDone(visit.on),
        (false, false) => DueState::ReasonMissing(visit.on),
    }
}

fn open_state(month: ServiceMonth, today: Date, slip: SlipRule) -> DueState {
    let until = month.plus(slip.months());
    match month.months_until(ServiceMonth::containing(today)) {
        ..0 => DueState::NotYet,
        0 => DueState::ThisMonth,
        late if late <= slip.months() => DueState::Late { until },
        _ => DueState::Missed,
    }
}

#[cfg(test)]
mod tests;
