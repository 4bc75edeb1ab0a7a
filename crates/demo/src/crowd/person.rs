//! The face sheet of one person of the crowd.

use bansou_domain::person::{Guardian, GuardianKind, Person, Sex, SupportLevel};
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::profile::Profile;
use crate::names::name;

pub(super) fn person(place: usize, profile: &Profile, today: Date) -> Person {
    let called = name(place);
    let age = if profile.child {
        6 + place % 12
    } else {
        19 + (place * 7) % 46
    };
    let years = i32::try_from(age).unwrap_or(20);
    let born = today
        .saturating_sub(years.years())
        .saturating_sub(i32::try_from(place % 300).unwrap_or(0).days());
    let parent = Guardian {
        name: format!("見本 親{}", place % 40),
        relation: "母".to_owned(),
        kind: GuardianKind::Parent,
        born: None,
        powers: String::new(),
        until: None,
    };
    Person {
        name: called.text,
        kana: called.kana,
        born: Some(born),
        sex: Some(if called.male { Sex::Male } else { Sex::Female }),
        postcode: "210-0000".to_owned(),
        address: format!("見本市中央{}丁目{}番地", place % 5 + 1, place % 30 + 1),
        housing: None,
        tel: format!("044-000-{:04}", place % 10_000),
        fax: String::new(),
        disability: profile.disability.to_owned(),
        support_level: (!profile.child).then_some(SupportLevel::Three),
        handbooks: vec!["療育手帳B1".to_owned()],
        income: if profile.child {
            "特別児童扶養手当".to_owned()
        } else {
            "障害基礎年金2級".to_owned()
        },
        guardians: if profile.child { vec![parent] } else { Vec::new() },
        family: Vec::new(),
        caution: String::new(),
        address_protected: place % 50 == 49,
    }
}
