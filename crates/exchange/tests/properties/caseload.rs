//! 取扱件数 once more, slowly, by counting: compared over every load of a bounded range.

use bansou_billing::{CaseloadMonth, Claim, Facts, OfficeTier};
use bansou_exchange::write;

use crate::claimed;
use crate::genome::facts;

/// The load by counting. Half heads are whole numbers here; nothing is divided.
struct Counted {
    over: u32,
    reached: bool,
}

fn counted(months: &[CaseloadMonth], assistants_count: bool) -> Counted {
    let mut cases = 0;
    let mut half_heads = 0;
    let mut specialists = 0;
    for month in months {
        cases += u64::from(month.cases);
        specialists += month.specialists;
        half_heads += 2 * u64::from(month.specialists);
        if assistants_count {
            half_heads += u64::from(month.assistants);
        }
    }
    if specialists == 0 || 2 * cases < 40 * half_heads {
        return Counted {
            over: 0,
            reached: false,
        };
    }
    // People are taken out one for each month until no head has more than 39.
    let mut over = 0;
    let mut left = 2 * cases;
    let month = 2 * months.len() as u64;
    while left >= month && left - month >= 39 * half_heads {
        left -= month;
        over += 1;
    }
    Counted { over, reached: true }
}

fn with_load(base: &Facts, months: &[CaseloadMonth]) -> Claim {
    let mut facts = base.clone();
    facts.office.caseload = months.to_vec();
    claimed(&facts)
}

fn compare(base: &Facts, months: &[CaseloadMonth], assistants_count: bool) {
    let claim = with_load(base, months);
    let counted = counted(months, assistants_count);
    assert_eq!(claim.caseload.over, counted.over, "{months:?}");
    assert_eq!(claim.caseload.reached, counted.reached, "{months:?}");
}

fn nobody() -> Facts {
    let mut facts = facts(&[4; 8]);
    facts.people.clear();
    facts.office.tier = OfficeTier::Ordinary;
    facts
}

fn month(cases: u32, specialists: u32, assistants: u32) -> CaseloadMonth {
    CaseloadMonth {
        cases,
        specialists,
        assistants,
    }
}

#[test]
fn every_load_of_one_month_up_to_300_people_and_five_heads_of_each_kind() {
    let base = nobody();
    for cases in 0..=300 {
        for specialists in 0..=5 {
            for assistants in 0..=5 {
                compare(&base, &[month(cases, specialists, assistants)], true);
            }
        }
    }
}

#[test]
fn every_load_of_two_months_up_to_90_people_and_two_heads() {
    let base = nobody();
    for first in 0..=90 {
        for second in 0..=90 {
            for heads in 0..27 {
                let months = [
                    month(first, heads % 3, heads / 9),
                    month(second, heads / 3 % 3, 0),
                ];
                compare(&base, &months, true);
            }
        }
    }
}

#[test]
fn every_load_of_six_months_around_the_limit() {
    let base = nobody();
    for steps in 0..4_u32.pow(6) {
        let cases = |nth: u32| 38 + steps / 4_u32.pow(nth) % 4;
        for heads in 1..=2 {
            let months: Vec<CaseloadMonth> = (0..6)
                .map(|nth| month(cases(nth), if nth == 5 { heads } else { 1 }, 0))
                .collect();
            compare(&base, &months, true);
        }
    }
}

#[test]
fn assistants_count_for_nothing_before_there_were_any() {
    let mut base = nobody();
    base.month = "2021-10".parse().unwrap();
    for cases in 0..=120 {
        for assistants in 0..=3 {
            compare(&base, &[month(cases, 1, assistants)], false);
        }
    }
}

/// Division by hand: digits one after the other, and a fifth to round by.
fn by_hand(dividend: u64, divisor: u64) -> String {
    let mut digits = Vec::new();
    let mut rest = dividend % divisor;
    for _ in 0..5 {
        rest *= 10;
        digits.push(rest / divisor);
        rest %= divisor;
    }
    let fraction = digits[..4].iter().fold(0, |number, digit| number * 10 + digit);
    let all = dividend / divisor * 10_000 + fraction + u64::from(digits[4] >= 5);
    format!("{}.{:04}", all / 10_000, all % 10_000)
}

#[test]
fn the_quotients_shown_are_those_of_long_division_half_up() {
    let base = nobody();
    for cases in 0..=200 {
        for heads in 1..=7 {
            for assistants in 0..=1 {
                let months = [month(cases, heads, assistants), month(1, 0, 0), month(0, 1, 0)];
                let text = write(&with_load(&base, &months));
                let half_heads = u64::from(2 * (heads + 1) + assistants);
                let expected = [
                    format!("\"average_cases\": \"{}\"", by_hand(u64::from(cases) + 1, 3)),
                    format!("\"average_consultants\": \"{}\"", by_hand(half_heads, 6)),
                    format!(
                        "\"per_consultant\": \"{}\"",
                        by_hand(2 * (u64::from(cases) + 1), half_heads)
                    ),
                ];
                for expected in expected {
                    assert!(text.contains(&expected), "{expected} is not in {text}");
                }
            }
        }
    }
}
