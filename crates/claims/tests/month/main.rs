//! The made-up office's records, claimed month by month, on the database under test.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests stop the test, as the tests do"
)]

mod asked;
mod deeds;
mod lines;
mod paged;
mod unknown;

use bansou_billing::{Claim, Line, Rules, claim};
use bansou_claims::{OfficeMonth, office_month};
use bansou_demo::{Office, Size, Story, TODAY, Writer, crowd, fill, rich};
use bansou_domain::calendar::ServiceMonth;
use bansou_store::{Scope, Store};
use bansou_testkit::{TestStore, noon};

/// The office of the demo.
const CROWD: Size = Size { people: 56, years: 2 };

/// An office with these people in a database of its own.
async fn office_of(stories: impl Iterator<Item = Story>) -> (TestStore, Office) {
    let (test, office) = bansou_testkit::office().await;
    let writer = Writer::new(&test.store, &office, noon()).await.unwrap();
    fill(&writer, stories, |_| ()).await.unwrap();
    (test, office)
}

async fn demo() -> (TestStore, Office) {
    office_of(rich().into_iter().chain(crowd(CROWD, TODAY))).await
}

async fn month_of(store: &Store, office: &Office, month: &str) -> OfficeMonth {
    let month: ServiceMonth = month.parse().unwrap();
    let scope = Scope {
        organisation: office.organisation,
        actor: None,
        now: noon(),
    };
    let claims = store
        .open_claims_by_program(office.organisation, office.office, noon(), "claims")
        .await
        .unwrap();
    let mut reader = store.read(scope).await.unwrap();
    office_month(&mut reader, claims, month, &[]).await.unwrap()
}

fn claimed(month: &OfficeMonth) -> Claim {
    let law = bansou_law::Law::bundled().unwrap();
    claim(&month.facts, &Rules::open(&law, month.facts.month).unwrap())
}

fn line(line: &Line) -> String {
    let grade = line.grade.map(|grade| format!("{grade:?}")).unwrap_or_default();
    format!("{:?}{grade} {}×{}", line.item, line.units, line.count)
}
