//! Page by page everybody has the facts of the whole month.

use bansou_billing::PersonFacts;
use bansou_claims::PagedMonth;
use bansou_store::Scope;
use bansou_testkit::noon;

use crate::{demo, month_of};

fn in_order(mut people: Vec<PersonFacts>) -> Vec<PersonFacts> {
    for person in &mut people {
        person.position = 0;
    }
    people.sort_by(|one, other| one.id.cmp(&other.id));
    people
}

#[tokio::test]
async fn however_many_are_read_together_everybody_has_the_same_facts() {
    let (test, office) = demo().await;
    let whole = month_of(&test.store, &office, "2026-10").await;
    let expected = in_order(whole.facts.people.clone());
    let claims = test
        .store
        .open_claims_by_program(office.organisation, office.office, noon(), "claims")
        .await
        .unwrap();
    let scope = Scope {
        organisation: office.organisation,
        actor: None,
        now: noon(),
    };
    for size in [1, 7, 1_000] {
        let mut reader = test.store.read_still(scope).await.unwrap();
        let paged = PagedMonth::open(&mut reader, claims, whole.facts.month, size)
            .await
            .unwrap();
        assert_eq!(paged.facts.office, whole.facts.office);
        assert_eq!(paged.facts.staff, whole.facts.staff);
        let (mut people, mut last) = (Vec::new(), None);
        while let Some(page) = paged.next(&mut reader, last).await.unwrap() {
            people.extend(page.month.facts.people);
            last = Some(page.range);
        }
        assert_eq!(people.len(), expected.len());
        assert!(
            people.is_sorted_by(|one, other| one.id < other.id),
            "in the order of keys"
        );
        assert_eq!(in_order(people), expected, "{size} together");
    }
}
