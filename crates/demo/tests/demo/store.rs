//! The office as it stands in a database.

use bansou_demo::{Office, STAFF, Writer, fill};
use bansou_store::access::{Door, SignedIn};
use bansou_store::journal::Verified;
use bansou_store::sign_in::{Lifetime, Session, Stage};
use bansou_store::{Scope, Store};
use bansou_testkit::{noon, office};
use jiff::Timestamp;

use crate::everybody;

async fn sign_in(store: &Store, office: &Office, place: usize) -> SignedIn {
    let token = uuid::Uuid::now_v7().into_bytes();
    let mut tx = store.begin(office.scope(place, noon())).await.unwrap();
    tx.start_session(office.staff[place], &token, Stage::Full)
        .await
        .unwrap();
    tx.commit_unrecorded().await.unwrap();
    let lifetime = Lifetime {
        idle_since: Timestamp::UNIX_EPOCH,
        begun_since: Timestamp::UNIX_EPOCH,
    };
    let found = store
        .session(office.organisation, noon(), &token, lifetime)
        .await
        .unwrap();
    match found.unwrap().session {
        Session::Full(who) => who,
        Session::Password(_) => panic!("the session is not whole"),
    }
}

#[tokio::test]
async fn every_case_opens_to_who_is_in_charge_and_to_nobody_else() {
    let (test, office) = office().await;
    let writer = Writer::new(&test.store, &office, noon()).await.unwrap();
    let mut workers = Vec::new();
    for place in 0..STAFF.len() {
        workers.push(sign_in(&test.store, &office, place).await);
    }
    for story in everybody() {
        let person = writer.write(&story).await.unwrap();
        for (place, who) in workers.iter().enumerate() {
            let door = test
                .store
                .open_case(who, noon(), person, "overview")
                .await
                .unwrap();
            let opened = matches!(door, Door::Open(_));
            assert_eq!(opened, place == story.staff, "{}", story.person.name);
        }
    }
}

#[tokio::test]
async fn the_written_office_holds_its_journal_and_its_team() {
    let (test, office) = office().await;
    let writer = Writer::new(&test.store, &office, noon()).await.unwrap();
    fill(&writer, everybody().into_iter(), |_| ()).await.unwrap();
    let scope = Scope {
        organisation: office.organisation,
        actor: None,
        now: noon(),
    };
    let verified = test
        .store
        .read(scope)
        .await
        .unwrap()
        .verify_journal()
        .await
        .unwrap();
    // The founding, the directory, what the office notified, sixty-four people; the days of four workers and the eight
    // visits that two of them have planned; what providers were asked before a visit, and what two of them said.
    assert_eq!(verified, Verified::Whole { entries: 81 });
}
