//! What the made-up office notified, and what its city wants to have beside a claim.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim_setting::{ClaimSetting, Topic};
use bansou_domain::id::StaffId;
use bansou_store::access::SignedIn;
use bansou_store::journal::Did;
use bansou_store::{Failure, Store};
use jiff::Timestamp;
use jiff::civil::date;

/// The city that prints everybody's certificate.
const CITY: &str = "141305";
/// How many of the workers carry cases from the beginning, in the order of [`crate::STAFF`].
const SPECIALISTS: usize = 2;

/// Topic, value, first month, last month.
type Notified = (Topic, &'static str, (i16, i8), Option<(i16, i8)>);

const NOTIFIED: &[Notified] = &[
    (Topic::Tier, "none", (2024, 4), Some((2026, 8))),
    (Topic::Tier, "k4", (2026, 9), None),
    (Topic::AreaPlanning, "5", (2024, 4), None),
    (Topic::AreaChild, "5", (2024, 4), None),
    (Topic::Chief, "2", (2025, 4), None),
    (Topic::Psychiatric, "2", (2025, 4), Some((2026, 9))),
    (Topic::Psychiatric, "1", (2026, 10), None),
    (Topic::Medical, "2", (2026, 4), None),
    (Topic::WageImprovement, "yes", (2026, 6), None),
    (Topic::RegionalBase, "linked", (2025, 4), None),
];

fn month((year, month): (i16, i8)) -> ServiceMonth {
    ServiceMonth::containing(date(year, month, 1))
}

/// Every row the office has recorded, with the posts of its workers.
fn settings(staff: &[StaffId]) -> Vec<ClaimSetting> {
    let row = |topic, subject: String, value: &str, from, until: Option<(i16, i8)>| ClaimSetting {
        topic,
        subject,
        value: value.to_owned(),
        from: month(from),
        until: until.map(month),
        lost_on: None,
    };
    let notified = NOTIFIED
        .iter()
        .map(|&(topic, value, from, until)| row(topic, String::new(), value, from, until));
    let wanted = ["monitoring_consent", "monitoring_copy", "plan_copy"]
        .map(|paper| row(Topic::Paper, CITY.to_owned(), paper, (2024, 4), None));
    let colleagues = staff.iter().skip(crate::STAFF.len());
    let posts = staff
        .iter()
        .take(SPECIALISTS)
        .chain(colleagues)
        .map(|worker| row(Topic::Post, worker.to_string(), "specialist", (2024, 4), None));
    notified.chain(wanted).chain(posts).collect()
}

/// Writes the settings in the name of a worker who makes the claims.
pub(crate) async fn write(
    store: &Store,
    who: &SignedIn,
    staff: &[StaffId],
    now: Timestamp,
) -> Result<(), Failure> {
    let editor = who.claim_editor()?;
    let mut tx = store.begin(who.scope(now)).await?;
    for setting in settings(staff) {
        tx.add_claim_setting(editor, &setting, None).await?;
    }
    tx.commit(Did::office("demo.claims")).await
}
