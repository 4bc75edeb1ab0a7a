//! モニタリング実施月 once more, slowly, by walking through the period: compared over every grant of a bounded range.

use std::num::NonZeroU8;

use bansou_domain::calendar::{Period, ServiceMonth};
use bansou_domain::schedule::{FirstMonthly, monitoring_months};
use jiff::civil::date;

/// Every month of the period, asked one by one.
fn walked(period: Period, every: u8, first: Option<FirstMonthly>) -> Vec<ServiceMonth> {
    let mut all = vec![period.first_month()];
    while *all.last().unwrap() < period.last_month() {
        all.push(all.last().unwrap().next());
    }
    let from_the_end = |place: usize| all.len() - 1 - place;
    let due = |place: usize| from_the_end(place) % usize::from(every) == 0;
    let monthly = |month: ServiceMonth| {
        first.is_some_and(|first| {
            let mut open = first.from.unwrap_or(period.first_month());
            (0..first.count).any(|_| {
                let here = open == month;
                open = open.next();
                here
            })
        })
    };
    let months = all.iter().copied().enumerate();
    months
        .filter(|(place, month)| due(*place) || monthly(*month))
        .map(|(_, month)| month)
        .collect()
}

#[test]
fn every_grant_of_up_to_37_months_at_every_interval_and_beginning() {
    let mut compared = 0;
    for start in 0..24 {
        let first_month = "2025-01".parse::<ServiceMonth>().unwrap().plus(start);
        for length in 0..37 {
            let period = Period::new(first_month.first_day(), first_month.plus(length).last_day()).unwrap();
            for every in 1..=13 {
                for count in 0..=4 {
                    for begins in [None, Some(first_month.next()), Some(first_month.plus(-1))] {
                        let first = (count > 0).then_some(FirstMonthly { count, from: begins });
                        let months = monitoring_months(period, NonZeroU8::new(every).unwrap(), first);
                        assert_eq!(
                            months,
                            walked(period, every, first),
                            "{period:?} {every} {first:?}"
                        );
                        compared += 1;
                    }
                }
            }
        }
    }
    assert_eq!(compared, 24 * 37 * 13 * 5 * 3);
}

#[test]
fn every_pair_of_days_within_two_months_and_a_half() {
    let first = date(2026, 1, 1);
    for from in 0..75 {
        for to in from..75 {
            let days = |count: i64| first.checked_add(jiff::Span::new().days(count)).unwrap();
            let period = Period::new(days(from), days(to)).unwrap();
            for every in 1..=3 {
                let months = monitoring_months(period, NonZeroU8::new(every).unwrap(), None);
                assert_eq!(months, walked(period, every, None), "{period:?}");
            }
        }
    }
}
