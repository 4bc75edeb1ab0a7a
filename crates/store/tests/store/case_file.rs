//! What the front page of a case reads at once.

use bansou_domain::id::PersonId;
use bansou_domain::paper::{PaperKind, Recipient};
use bansou_domain::plan::ServicePlan;
use bansou_store::Store;
use bansou_store::access::{CaseReader, Door, SignedIn};
use bansou_store::case_file::Consents;
use bansou_testkit::{noon, office};
use jiff::civil::date;

use crate::work::{add_plan, agree, certificate, hand, note, write};
use crate::{add_person, sign_in};

async fn own_case(store: &Store, who: &SignedIn, person: PersonId) -> CaseReader {
    let door = store.open_case(who, noon(), person, "overview").await.unwrap();
    let Door::Open(case) = door else {
        panic!("the own case opens");
    };
    case
}

#[tokio::test]
async fn the_case_file_holds_each_part_once_and_only_the_newest_notes() {
    let (test, office) = office().await;
    let aiko = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &aiko).await;
    write(&test.store, &aiko, person, async |tx, case| {
        let plan = add_plan(tx, case, PaperKind::Plan, date(2026, 5, 1), true).await;
        agree(tx, case, plan, date(2026, 5, 1)).await;
        hand(tx, case, plan, Recipient::Person, date(2026, 5, 1)).await;
        hand(tx, case, plan, Recipient::Municipality, date(2026, 5, 2)).await;
        tx.add_milestone(case, 1, "contract_signed", date(2026, 3, 6), "本人", None)
            .await
            .unwrap();
        tx.add_certificate(case, &certificate(date(2027, 4, 30)))
            .await
            .unwrap();
        for day in 1..=12 {
            tx.add_note(case, &note(date(2026, 11, day)), None).await.unwrap();
        }
    })
    .await;
    let case = own_case(&test.store, &aiko, person).await;
    let mut reader = test.store.read(aiko.scope(noon())).await.unwrap();
    let file = reader.case_file(case, 10, Consents::OfAll).await.unwrap();
    assert_eq!(file.contacts, Some((date(2026, 11, 1), date(2026, 11, 12))));
    assert_eq!(file.notes.len(), 10);
    assert_eq!(file.notes[0].note.on, date(2026, 11, 12));
    assert_eq!(
        (file.papers.len(), file.milestones.len(), file.certificates.len()),
        (1, 1, 1)
    );
    let plan = &file.papers[0];
    assert_eq!(plan.consent, Some((date(2026, 5, 1), "見本 陽介".to_owned())));
    assert_eq!(plan.deliveries.len(), 2);
    let front = reader.case_file(case, 0, Consents::OfNewestCycle).await.unwrap();
    assert_eq!(front.papers[0].consent, plan.consent);
    assert_eq!(front.papers[0].deliveries, plan.deliveries);
    assert_eq!(file.plan.unwrap().made_on, Some(date(2026, 5, 1)));
    assert_eq!(file.milestones[0].note, "本人");
    assert!(file.assessment.is_none() && file.team.is_empty() && file.inquired_on.is_none());
}

#[tokio::test]
async fn the_front_page_tells_consent_and_deliveries_of_the_newest_cycle_alone() {
    let (test, office) = office().await;
    let aiko = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &aiko).await;
    write(&test.store, &aiko, person, async |tx, case| {
        for (cycle, made) in [(1, date(2025, 5, 1)), (2, date(2026, 5, 1))] {
            let plan = ServicePlan {
                made_on: Some(made),
                ..ServicePlan::default()
            };
            let id = tx.add_paper(case, PaperKind::Plan, cycle, &plan).await.unwrap();
            tx.confirm_paper(case, id, 1).await.unwrap();
            agree(tx, case, id, made).await;
            hand(tx, case, id, Recipient::Person, made).await;
        }
    })
    .await;
    let case = own_case(&test.store, &aiko, person).await;
    let mut reader = test.store.read(aiko.scope(noon())).await.unwrap();
    let mut told = async |consents| {
        let mut papers = reader.case_file(case, 0, consents).await.unwrap().papers;
        papers.sort_by_key(|paper| paper.cycle);
        let told = papers
            .iter()
            .map(|paper| (paper.consent.is_some(), paper.deliveries.len()));
        told.collect::<Vec<_>>()
    };
    assert_eq!(told(Consents::OfAll).await, [(true, 1), (true, 1)]);
    assert_eq!(told(Consents::OfNewestCycle).await, [(false, 0), (true, 1)]);
}
