use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::calendar::ServiceMonth;
use crate::reach::PartOfDay;
use crate::week::{Block, BlockKey, BlockKind, Minutes, Week};

const TODAY: Date = date(2026, 11, 20);

fn month(text: &str) -> ServiceMonth {
    text.parse().unwrap()
}

fn past(month: i8, day: i8, hour: u16, place: &str) -> PastVisit {
    PastVisit {
        on: date(2026, month, day),
        from: Some(hour * 60),
        place: place.to_owned(),
    }
}

fn service(days: &str, from: &str, to: &str, provider: &str) -> Week {
    let block = Block {
        id: BlockKey(1),
        days: days.parse().unwrap(),
        from: Minutes::try_from(from.to_owned()).unwrap(),
        to: Minutes::try_from(to.to_owned()).unwrap(),
        what: "生活介護".to_owned(),
        provider: provider.to_owned(),
        kind: BlockKind::Service,
    };
    Week {
        blocks: vec![block],
        ..Week::default()
    }
}

fn one<'a>(visits: &'a [PastVisit], week: Option<&'a Week>) -> Wanted<'a> {
    Wanted {
        name: "見本 陽介",
        due: month("2026-12"),
        counts_until: month("2027-01"),
        visits,
        week,
        area: None,
        grant_until: None,
    }
}

fn rules() -> VisitRules {
    let area = |key, name: &str| Area {
        key: AreaKey(key),
        name: name.to_owned(),
        within: Some(10),
        from_office: Some(15),
    };
    VisitRules {
        areas: vec![area(1, "北"), area(2, "南")],
        ways: vec![Way {
            one: AreaKey(1),
            other: AreaKey(2),
            minutes: 40,
        }],
        ..VisitRules::default()
    }
}

fn told(wanted: &[Wanted<'_>], booked: Vec<Booked>) -> String {
    let (days, rules) = (VisitDays::default(), rules());
    let frame = Frame {
        today: TODAY,
        days: &days,
        rules: &rules,
        booked,
    };
    let line = |found: Result<Proposal, NoDay>| match found {
        Ok(found) => format!(
            "{} {:?} {:?} {:?}",
            found.on, found.part, found.from, found.because
        ),
        Err(why) => format!("{why:?}"),
    };
    propose(frame, wanted)
        .into_iter()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_weekday_and_hour_of_earlier_visits_is_proposed_again() {
    let visits = [
        past(9, 8, 14, "自宅"),
        past(6, 9, 14, "自宅"),
        past(3, 10, 14, "自宅"),
        past(1, 7, 10, "自宅"),
    ];
    insta::assert_snapshot!(told(&[one(&visits, None)], Vec::new()), @"2026-12-01 Afternoon Some(840) [Habit { times: 3, of: 4, weekday: Tue, part: Some(Afternoon) }]");
}

#[test]
fn nobody_is_visited_at_home_while_they_are_at_their_service() {
    let visits = [past(9, 8, 14, "自宅"), past(6, 9, 14, "自宅")];
    let week = service("火", "10:00", "15:30", "見本ホーム");
    insta::assert_snapshot!(told(&[one(&visits, Some(&week))], Vec::new()), @"2026-12-02 Morning None [FreeInWeek]");
}

#[test]
fn whoever_is_visited_at_the_provider_is_proposed_a_day_they_are_there() {
    let visits = [past(9, 8, 14, "見本ホーム"), past(6, 9, 14, "見本ホーム")];
    let week = service("木", "10:00", "15:30", "見本ホーム");
    insta::assert_snapshot!(told(&[one(&visits, Some(&week))], Vec::new()), @r#"2026-12-03 Morning None [AtProvider("見本ホーム")]"#);
}

#[test]
fn people_of_one_area_are_put_on_one_day_and_far_ones_on_another() {
    let mut near = one(&[], None);
    near.area = Some(AreaKey(1));
    let mut far = one(&[], None);
    far.area = Some(AreaKey(2));
    let booked = Booked {
        on: date(2026, 12, 10),
        part: PartOfDay::Morning,
        area: Some(AreaKey(1)),
        name: "見本 翔".to_owned(),
    };
    insta::assert_snapshot!(told(&[near, far], vec![booked]), @r#"
    2026-12-10 Morning None [SameArea(["見本 翔"])]
    2026-12-01 Morning None [FirstFree]
    "#);
}

#[test]
fn a_month_that_is_over_is_proposed_in_the_next_and_says_so_while_it_still_counts() {
    let mut late = one(&[], None);
    late.due = month("2026-10");
    late.counts_until = month("2026-11");
    let mut lost = late;
    lost.due = month("2026-09");
    lost.counts_until = month("2026-10");
    insta::assert_snapshot!(told(&[late, lost], Vec::new()), @"
    2026-11-23 Morning None [AfterMonth(ServiceMonth(2026-10-01)), FirstFree]
    MonthOver
    ");
}

#[test]
fn a_grant_that_ends_within_the_month_ends_the_days_that_are_left() {
    let mut ending = one(&[], None);
    ending.counts_until = month("2026-12");
    ending.grant_until = Some(date(2026, 12, 1));
    let full = |part| Booked {
        on: date(2026, 12, 1),
        part,
        area: None,
        name: "見本 翔".to_owned(),
    };
    let booked = vec![
        full(PartOfDay::Morning),
        full(PartOfDay::Afternoon),
        full(PartOfDay::Afternoon),
    ];
    assert_eq!(told(&[ending], booked), "Full");
}

#[test]
fn a_calendar_of_others_is_told_letters_and_no_name() {
    assert_eq!(initials("みほん ようすけ"), "み・よ");
    assert_eq!(initials(""), "");
}

#[derive(Debug, Clone)]
struct Asked {
    due: i32,
    slips: bool,
    area: Option<u32>,
    until: Option<i64>,
    visits: Vec<(i64, u16)>,
}

fn asked() -> impl Strategy<Value = Asked> {
    let visits = prop::collection::vec((1..400_i64, 6 * 60..21 * 60_u16), 0..5);
    (
        -2..3_i32,
        any::<bool>(),
        prop::option::of(1..4_u32),
        prop::option::of(0..120_i64),
        visits,
    )
        .prop_map(|(due, slips, area, until, visits)| Asked {
            due,
            slips,
            area,
            until,
            visits,
        })
}

proptest! {
    #[test]
    fn no_proposal_breaks_a_promise(
        asked in prop::collection::vec(asked(), 0..40),
        per_day in 1..5_u8,
        off in prop::collection::vec(0..90_i64, 0..30),
        weekdays in 0..128_u8,
    ) {
        let days = VisitDays {
            weekdays: Weekday::ALL.into_iter().enumerate().filter(|(bit, _)| weekdays & (1 << bit) != 0)
                .fold(Weekdays::default(), |days, (_, day)| days.with(day)),
            off: off.iter().map(|day| TODAY.saturating_add(day.days())).collect(),
        };
        let rules = VisitRules { per_day, ..rules() };
        let visits: Vec<Vec<PastVisit>> = asked.iter().map(|one| {
            one.visits.iter().map(|(back, from)| PastVisit {
                on: TODAY.saturating_sub(back.days()),
                from: Some(*from),
                place: String::new(),
            }).collect()
        }).collect();
        let wanted: Vec<Wanted<'_>> = asked.iter().zip(&visits).map(|(asked, visits)| {
            let due = ServiceMonth::containing(TODAY).plus(asked.due);
            Wanted {
                name: "見本",
                due,
                counts_until: due.plus(i32::from(asked.slips)),
                visits,
                week: None,
                area: asked.area.map(AreaKey),
                grant_until: asked.until.map(|until| TODAY.saturating_add(until.days())),
            }
        }).collect();
        let frame = Frame { today: TODAY, days: &days, rules: &rules, booked: Vec::new() };
        let found = propose(frame.clone(), &wanted);
        prop_assert_eq!(found.len(), wanted.len());
        prop_assert_eq!(&found, &propose(frame, &wanted));
        for (found, wanted) in found.iter().zip(&wanted) {
            let Ok(found) = found else { continue };
            prop_assert!(found.on > TODAY);
            prop_assert!(days.allows(found.on));
            let said = found.because.contains(&Because::AfterMonth(wanted.due));
            prop_assert_eq!(said, !wanted.due.contains(found.on));
            prop_assert!(found.on <= wanted.counts_until.last_day());
        }
        for found in found.iter().flatten() {
            let that_day = found_on(&wanted, &days, &rules, found.on);
            prop_assert!(that_day <= usize::from(per_day));
        }
    }
}

fn found_on(wanted: &[Wanted<'_>], days: &VisitDays, rules: &VisitRules, on: Date) -> usize {
    let frame = Frame {
        today: TODAY,
        days,
        rules,
        booked: Vec::new(),
    };
    propose(frame, wanted)
        .iter()
        .flatten()
        .filter(|found| found.on == on)
        .count()
}
