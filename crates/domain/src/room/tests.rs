use jiff::civil::date;

use super::*;

fn party(name: &str) -> Party {
    Party {
        kind: PartyKind::Provider,
        name: name.to_owned(),
        required: false,
        once: false,
        member: None,
        owner: String::new(),
        whose: None,
    }
}

#[test]
fn a_room_says_everything_that_is_wrong_with_it_at_once() {
    let room = Room {
        until: date(2027, 2, 21),
        ask: Ask::Dates(DatesAsk {
            occasion: " ".to_owned(),
            minutes: 60,
            place: String::new(),
            candidates: Vec::new(),
            reply_by: Some(date(2026, 11, 19)),
        }),
        parties: vec![party("見本"), party(""), party("見本")],
    };
    assert_eq!(
        check(&room, date(2026, 11, 20)),
        [
            Problem::UntilTooFar,
            Problem::ReplyPast,
            Problem::NameMissing(1),
            Problem::NameTwice(2),
            Problem::WordsMissing,
            Problem::NothingAsked,
        ]
    );
}

#[test]
fn nobody_is_asked_twice_and_tasks_are_somebodys() {
    let member = MemberId(uuid::Uuid::from_u128(1));
    let one = |name| Party {
        member: Some(member),
        ..party(name)
    };
    let room = Room {
        until: date(2026, 12, 20),
        ask: Ask::Tasks(TasksAsk {
            occasion: "会議のあとのようす".to_owned(),
            reply_by: None,
        }),
        parties: vec![
            Party {
                owner: "見本クリニック".to_owned(),
                whose: None,
                ..one("見本クリニック")
            },
            one("主治医"),
        ],
    };
    assert_eq!(
        check(&room, date(2026, 11, 20)),
        [Problem::MemberTwice(1), Problem::OwnerMissing(1)]
    );
}

#[test]
fn a_room_ends_today_at_the_earliest_and_within_three_months() {
    let today = date(2026, 11, 20);
    assert_eq!(check_until(date(2026, 11, 19), today), [Problem::UntilPast]);
    assert_eq!(check_until(today, today), []);
    assert_eq!(check_until(date(2027, 2, 20), today), []);
    assert_eq!(check_until(date(2027, 2, 21), today), [Problem::UntilTooFar]);
}
