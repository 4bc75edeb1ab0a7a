//! How often the database is asked does not grow with the office.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests stop the test, as the tests do"
)]

use bansou_claims::office_month;
use bansou_demo::{Size, TODAY, Writer, crowd, fill};
use bansou_domain::calendar::ServiceMonth;
use bansou_store::Scope;
use bansou_testkit::noon;

/// How many people stand in the facts of a month, and how often the database was asked for them.
async fn asked(people: usize) -> (usize, usize) {
    let (test, office) = bansou_testkit::office().await;
    let writer = Writer::new(&test.store, &office, noon()).await.unwrap();
    fill(&writer, crowd(Size { people, years: 1 }, TODAY), |_| ())
        .await
        .unwrap();
    let month: ServiceMonth = "2026-11".parse().unwrap();
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
    let mut reader = test.store.read(scope).await.unwrap();
    let month = office_month(&mut reader, claims, month, &[]).await.unwrap();
    (month.people.len(), reader.asked())
}

#[tokio::test]
async fn an_office_of_four_times_the_people_takes_as_many_queries() {
    let (few, first) = asked(8).await;
    let (many, second) = asked(32).await;
    assert!(many > 2 * few, "{few} and {many} people");
    assert_eq!((first, second), (14, 14));
}
