//! 訪問の予定 of the made-up office: areas with their minutes, days nobody goes out, the first days that were taken.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::reach::part_of;
use bansou_domain::visits::{Area, AreaKey, VisitDays, VisitRules, Way};
use bansou_store::access::SignedIn;
use bansou_store::journal::Did;
use bansou_store::visits::{VisitTime, Wish};
use bansou_store::{Failure, Store};
use jiff::Timestamp;
use jiff::civil::{Date, date};

/// Days already fixed, with the hour and whether the person agreed.
const TAKEN: [(Date, u16, bool); 4] = [
    (date(2026, 11, 25), 10, true),
    (date(2026, 11, 25), 14, true),
    (date(2026, 12, 8), 10, true),
    (date(2026, 12, 8), 14, false),
];

fn rules() -> VisitRules {
    let area = |key, name: &str, within, from_office| Area {
        key: AreaKey(key),
        name: name.to_owned(),
        within: Some(within),
        from_office: Some(from_office),
    };
    let way = |one, other, minutes| Way {
        one: AreaKey(one),
        other: AreaKey(other),
        minutes,
    };
    VisitRules {
        areas: vec![
            area(1, "駅前", 10, 5),
            area(2, "北町", 15, 20),
            area(3, "みなと", 15, 25),
        ],
        ways: vec![way(1, 2, 20), way(1, 3, 25), way(2, 3, 45)],
        ..VisitRules::default()
    }
}

/// Writes them in the name of the workers whose cases they are.
pub(crate) async fn write(store: &Store, workers: &[SignedIn], now: Timestamp) -> Result<(), Failure> {
    for who in workers {
        let mut tx = store.begin(who.scope(now)).await?;
        if let Ok(manager) = who.office_manager() {
            tx.set_visit_rules(manager, &rules(), 0).await?;
        }
        let own = tx.areas_of_own(who.office_member()).await?;
        let areas = own.iter().zip([1, 2, 3, 1, 2].into_iter().cycle());
        let areas: Vec<_> = areas
            .map(|((person, ..), area)| (*person, Some(AreaKey(area))))
            .collect();
        tx.set_areas(&areas).await?;
        let days = VisitDays {
            off: (29..=31).map(|day| date(2026, 12, day)).collect(),
            ..VisitDays::default()
        };
        tx.set_visit_days(&days, 0).await?;
        take(&mut tx, who).await?;
        tx.commit(Did::office("demo.visits")).await?;
    }
    Ok(())
}

/// The first due people of each month, on the days above.
async fn take(tx: &mut bansou_store::Tx, who: &SignedIn) -> Result<(), Failure> {
    let month = ServiceMonth::containing(date(2026, 11, 1));
    let wish = Wish {
        staff: who.staff(),
        from: month,
        until: month.next(),
    };
    let due = tx.due_visits(who.office_member(), wish, 500).await?;
    for (place, (on, hour, agreed)) in TAKEN.into_iter().enumerate() {
        let mut due = due.iter().filter(|due| due.month.contains(on));
        let Some(due) = due.nth(place % 2) else {
            continue;
        };
        let time = VisitTime {
            on,
            part: part_of(hour * 60),
            from: Some(hour * 60),
        };
        let case = tx.edit_case(who, due.person).await?;
        tx.plan_visit(case, due.month, time, agreed, None).await?;
        let did = Did::to(due.person, "visit.planned").detail(format!("{}月{}日", on.month(), on.day()));
        tx.also(did).await?;
    }
    Ok(())
}
