use insta::assert_snapshot;
use jiff::civil::date;

use super::*;

fn period(from: &str, to: &str) -> Period {
    Period::new(from.parse().unwrap(), to.parse().unwrap()).unwrap()
}

fn every(months: u8) -> NonZeroU8 {
    NonZeroU8::new(months).unwrap()
}

fn line(months: &[ServiceMonth]) -> String {
    months
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

fn months(from: &str, to: &str, interval: u8) -> String {
    line(&monitoring_months(period(from, to), every(interval), None))
}

fn monthly(count: u8) -> FirstMonthly {
    FirstMonthly { count, from: None }
}

#[test]
fn a_renewal_every_three_months_ends_with_the_grant() {
    assert_snapshot!(months("2016-05-01", "2017-04-30", 3), @"2016-07 2016-10 2017-01 2017-04");
    assert_snapshot!(months("2012-05-01", "2013-04-30", 3), @"2012-07 2012-10 2013-01 2013-04");
}

#[test]
fn a_new_grant_is_monitored_monthly_for_three_months() {
    let new = monitoring_months(period("2016-05-01", "2016-07-31"), every(1), None);
    assert_snapshot!(line(&new), @"2016-05 2016-06 2016-07");
}

#[test]
fn after_the_first_months_the_grid_of_six_goes_on() {
    let months = monitoring_months(period("2016-05-01", "2017-04-30"), every(6), Some(monthly(3)));
    assert_snapshot!(line(&months), @"2016-05 2016-06 2016-07 2016-10 2017-04");
}

#[test]
fn an_interval_that_does_not_fit_is_counted_back_from_the_end() {
    assert_snapshot!(months("2012-05-15", "2013-03-31", 6), @"2012-09 2013-03");
    assert_snapshot!(months("2015-05-01", "2015-10-31", 6), @"2015-10");
    assert_snapshot!(months("2015-05-01", "2016-04-30", 12), @"2016-04");
    assert_snapshot!(months("2026-11-10", "2026-11-30", 6), @"2026-11");
}

#[test]
fn the_first_months_may_begin_a_month_later_and_never_leave_the_grant() {
    let later = FirstMonthly {
        count: 3,
        from: Some("2026-06".parse().unwrap()),
    };
    let year = monitoring_months(period("2026-05-15", "2027-04-30"), every(6), Some(later));
    assert_snapshot!(line(&year), @"2026-06 2026-07 2026-08 2026-10 2027-04");
    let short = monitoring_months(period("2026-05-01", "2026-06-30"), every(6), Some(monthly(3)));
    assert_snapshot!(line(&short), @"2026-05 2026-06");
}

#[test]
fn the_adult_of_the_walk_is_suggested_the_shortest_interval_and_three_first_months() {
    // 就労継続支援B型 every six, 居宅介護 every three.
    let standard = [every(6), every(3)];
    let suggestion = suggest(period("2026-05-01", "2027-04-30"), &standard, Some(monthly(3))).unwrap();
    assert_eq!(suggestion.every, every(3));
    assert_snapshot!(line(&suggestion.months), @"2026-05 2026-06 2026-07 2026-10 2027-01 2027-04");
}

#[test]
fn the_child_of_the_walk_is_suggested_six_and_the_certificate_prints_three() {
    let grant = period("2026-11-01", "2027-10-31");
    let suggestion = suggest(grant, &[every(6)], None).unwrap();
    assert_snapshot!(line(&suggestion.months), @"2027-04 2027-10");
    assert_snapshot!(line(&monitoring_months(grant, every(3), None)), @"2027-01 2027-04 2027-07 2027-10");
}

#[test]
fn without_a_known_interval_nothing_is_suggested() {
    assert_eq!(
        suggest(period("2026-05-01", "2027-04-30"), &[], Some(monthly(3))),
        None
    );
}

const ACCEPTED: SlipRule = SlipRule::Accepted {
    months: NonZeroU8::MIN,
};

fn visit(on: &str) -> Visit {
    Visit {
        on: on.parse().unwrap(),
        due: None,
        reason_noted: false,
    }
}

fn with_reason(on: &str) -> Visit {
    Visit {
        reason_noted: true,
        ..visit(on)
    }
}

/// One line per printed month of the adult's certificate.
fn board(visits: &[Visit], today: Date, slip: SlipRule) -> String {
    status(&["2026-07", "2026-10", "2027-01", "2027-04"], visits, today, slip)
}

fn status(printed: &[&str], visits: &[Visit], today: Date, slip: SlipRule) -> String {
    let printed: Vec<_> = printed.iter().map(|month| month.parse().unwrap()).collect();
    let line = |due: &DueMonth| match due.state {
        DueState::Done(on) | DueState::SlippedDone(on) | DueState::ReasonMissing(on) => {
            let word = format!("{:?}", due.state);
            format!("{} {} {on}", due.month, word.split('(').next().unwrap())
        }
        DueState::Late { until } => format!("{} Late until {until}", due.month),
        state => format!("{} {state:?}", due.month),
    };
    due_status(&printed, visits, today, |_| slip)
        .iter()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_adult_of_the_walk_stands_as_the_case_says() {
    let visits = [visit("2026-07-22"), with_reason("2026-11-05")];
    assert_snapshot!(board(&visits, date(2026, 11, 21), ACCEPTED), @"
    2026-07 Done 2026-07-22
    2026-10 SlippedDone 2026-11-05
    2027-01 NotYet
    2027-04 NotYet
    ");
}

#[test]
fn a_month_passes_from_to_come_to_due_to_late_to_missed() {
    let october = |today| board(&[], today, ACCEPTED).lines().nth(1).unwrap().to_owned();
    assert_snapshot!(october(date(2026, 9, 30)), @"2026-10 NotYet");
    assert_snapshot!(october(date(2026, 10, 1)), @"2026-10 ThisMonth");
    assert_snapshot!(october(date(2026, 10, 31)), @"2026-10 ThisMonth");
    assert_snapshot!(october(date(2026, 11, 1)), @"2026-10 Late until 2026-11");
    assert_snapshot!(october(date(2026, 11, 30)), @"2026-10 Late until 2026-11");
    assert_snapshot!(october(date(2026, 12, 1)), @"2026-10 Missed");
}

#[test]
fn where_the_municipality_refuses_a_slip_the_month_is_missed_at_its_end() {
    let visits = [visit("2026-07-22"), with_reason("2026-11-05")];
    assert_snapshot!(board(&visits, date(2026, 11, 21), SlipRule::Refused), @"
    2026-07 Done 2026-07-22
    2026-10 Missed
    2027-01 NotYet
    2027-04 NotYet
    ");
}

#[test]
fn a_later_visit_without_its_reason_asks_for_it() {
    assert_snapshot!(board(&[visit("2026-08-03")], date(2026, 8, 10), ACCEPTED), @"
    2026-07 ReasonMissing 2026-08-03
    2026-10 NotYet
    2027-01 NotYet
    2027-04 NotYet
    ");
}

#[test]
fn neither_the_month_before_nor_two_months_after_counts() {
    let visits = [with_reason("2026-06-30"), with_reason("2026-09-01")];
    assert_snapshot!(board(&visits, date(2026, 9, 2), ACCEPTED), @"
    2026-07 Missed
    2026-10 NotYet
    2027-01 NotYet
    2027-04 NotYet
    ");
}

#[test]
fn in_monthly_monitoring_a_visit_belongs_to_its_own_month_unless_recorded_otherwise() {
    let printed = ["2026-05", "2026-06", "2026-07"];
    let today = date(2026, 6, 30);
    let june = [with_reason("2026-06-05"), with_reason("2026-06-25")];
    assert_snapshot!(status(&printed, &june, today, ACCEPTED), @"
    2026-05 Late until 2026-06
    2026-06 Done 2026-06-05
    2026-07 NotYet
    ");
    let for_may = [
        Visit {
            due: Some("2026-05".parse().unwrap()),
            ..june[0]
        },
        june[1],
    ];
    assert_snapshot!(status(&printed, &for_may, today, ACCEPTED), @"
    2026-05 SlippedDone 2026-06-05
    2026-06 Done 2026-06-25
    2026-07 NotYet
    ");
}

#[test]
fn a_visit_dated_after_today_does_not_count_yet() {
    assert_snapshot!(status(&["2026-11"], &[visit("2026-11-25")], date(2026, 11, 21), ACCEPTED), @"2026-11 ThisMonth");
}
