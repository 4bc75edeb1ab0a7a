use bansou_store::Failure;
use bansou_store::access::Door;
use bansou_store::journal::Did;
use bansou_testkit::{noon, office};

use crate::{add_person, found, sign_in};

#[tokio::test]
async fn a_colleague_opens_a_case_only_after_stating_a_reason() {
    let (test, office) = office().await;
    let (aiko, shuichi) = (
        sign_in(&test.store, &office, 0).await,
        sign_in(&test.store, &office, 1).await,
    );
    let person = add_person(&test.store, &aiko).await;
    assert!(matches!(
        test.store
            .open_case(&aiko, noon(), person, "overview")
            .await
            .unwrap(),
        Door::Open(_)
    ));
    assert!(matches!(
        test.store
            .open_case(&shuichi, noon(), person, "overview")
            .await
            .unwrap(),
        Door::NeedsReason
    ));
    let mut tx = test.store.begin(shuichi.scope(noon())).await.unwrap();
    assert!(matches!(
        tx.edit_case(&shuichi, person).await,
        Err(Failure::Forbidden)
    ));
    let did = tx
        .state_reason(&shuichi, person, "担当が休みのため")
        .await
        .unwrap();
    tx.commit(did).await.unwrap();
    assert!(matches!(
        test.store
            .open_case(&shuichi, noon(), person, "overview")
            .await
            .unwrap(),
        Door::Open(_)
    ));
}

#[tokio::test]
async fn a_stated_reason_stops_opening_the_case_after_twelve_hours() {
    let (test, office) = office().await;
    let (aiko, shuichi) = (
        sign_in(&test.store, &office, 0).await,
        sign_in(&test.store, &office, 1).await,
    );
    let person = add_person(&test.store, &aiko).await;
    let mut tx = test.store.begin(shuichi.scope(noon())).await.unwrap();
    let did = tx
        .state_reason(&shuichi, person, "担当が休みのため")
        .await
        .unwrap();
    tx.commit(did).await.unwrap();
    let later = noon() + jiff::SignedDuration::from_hours(12);
    assert!(matches!(
        test.store
            .open_case(&shuichi, later, person, "overview")
            .await
            .unwrap(),
        Door::NeedsReason
    ));
}

#[tokio::test]
async fn every_view_of_a_record_stands_in_the_journal_with_who_and_what() {
    let (test, office) = office().await;
    let aiko = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &aiko).await;
    let Door::Open(case) = test
        .store
        .open_case(&aiko, noon(), person, "notes")
        .await
        .unwrap()
    else {
        panic!("the worker in charge needs no reason")
    };
    let mut reader = test.store.read(aiko.scope(noon())).await.unwrap();
    let entries = reader.journal_of(case, i64::MAX, 10).await.unwrap();
    let lines: Vec<_> = entries
        .iter()
        .map(|entry| format!("{} {} {}", entry.actor_name, entry.kind, entry.detail))
        .collect();
    assert_eq!(lines, ["見本 相子 view notes", "見本 相子 person.added "]);
}

#[tokio::test]
async fn a_list_of_claims_stands_in_the_journal_of_everybody_it_shows_as_one_entry() {
    let (test, office) = office().await;
    let aiko = sign_in(&test.store, &office, 0).await;
    let shown = [
        add_person(&test.store, &aiko).await,
        add_person(&test.store, &aiko).await,
    ];
    let other = add_person(&test.store, &aiko).await;
    test.store
        .listed_claims(&aiko, noon(), "2026-10", [shown[1], shown[0], shown[1]])
        .await
        .unwrap();
    let mut places = Vec::new();
    for person in [shown[0], shown[1], other] {
        let Door::Open(case) = test
            .store
            .open_case(&aiko, noon(), person, "journal")
            .await
            .unwrap()
        else {
            panic!("the worker in charge needs no reason")
        };
        let mut reader = test.store.read(aiko.scope(noon())).await.unwrap();
        let entries = reader.journal_of(case, i64::MAX, 10).await.unwrap();
        let lines: Vec<_> = entries
            .iter()
            .map(|entry| format!("{} {}", entry.kind, entry.detail))
            .collect();
        if person == other {
            assert_eq!(lines, ["view journal", "person.added "]);
        } else {
            assert_eq!(lines, ["view journal", "claim.listed 2026-10", "person.added "]);
            places.push(entries[1].seq);
        }
    }
    assert_eq!(places[0], places[1], "one entry names both");
}

#[tokio::test]
async fn a_closed_account_has_no_session_from_the_next_request_on() {
    let (test, office) = office().await;
    sign_in(&test.store, &office, 0).await;
    let manager = sign_in(&test.store, &office, 2).await;
    let mut tx = test.store.begin(manager.scope(noon())).await.unwrap();
    tx.disable_staff(manager.office_manager().unwrap(), office.staff[0])
        .await
        .unwrap();
    tx.commit(Did::office("staff.disabled")).await.unwrap();
    assert!(
        found(&test.store, office.organisation, b"token 0")
            .await
            .is_none()
    );
    assert!(
        found(&test.store, office.organisation, b"token 2")
            .await
            .is_some()
    );
}

#[tokio::test]
async fn only_a_manager_gets_the_permit_to_change_accounts() {
    let (test, office) = office().await;
    for staff in [0, 1, 3] {
        assert!(
            sign_in(&test.store, &office, staff)
                .await
                .office_manager()
                .is_err()
        );
    }
    assert!(sign_in(&test.store, &office, 2).await.office_manager().is_ok());
}

#[tokio::test]
async fn a_one_time_code_and_a_recovery_code_are_accepted_once() {
    let (test, office) = office().await;
    let mut tx = test.store.begin(office.scope(0, noon())).await.unwrap();
    tx.set_totp(office.staff[0], b"12345678901234567890", &[b"hash".to_vec()])
        .await
        .unwrap();
    assert!(tx.use_totp_step(office.staff[0], 100).await.unwrap());
    assert!(
        !tx.use_totp_step(office.staff[0], 100).await.unwrap(),
        "the same code twice"
    );
    assert!(
        !tx.use_totp_step(office.staff[0], 99).await.unwrap(),
        "an older code after a newer one"
    );
    assert!(tx.use_recovery_code(office.staff[0], b"hash").await.unwrap());
    assert!(!tx.use_recovery_code(office.staff[0], b"hash").await.unwrap());
}
