use bansou_store::journal::{Did, Verified};
use bansou_testkit::{noon, office};
use sqlx::{AssertSqlSafe, Connection, Executor};

use crate::{add_person, nobody, sign_in};

async fn verified(test: &bansou_testkit::TestStore, office: &bansou_demo::Office) -> Verified {
    test.store
        .read(nobody(office.organisation))
        .await
        .unwrap()
        .verify_journal()
        .await
        .unwrap()
}

#[tokio::test]
async fn the_chain_holds_over_every_save_and_view() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &who).await;
    test.store
        .open_case(&who, noon(), person, "overview")
        .await
        .unwrap();
    test.store.open_case(&who, noon(), person, "notes").await.unwrap();
    assert_eq!(verified(&test, &office).await, Verified::Whole { entries: 4 });
}

/// Reaches round the guards of the database, as whoever owns the machine can.
async fn tamper(test: &bansou_testkit::TestStore, organisation: &str, change: &str) {
    if test.url.starts_with("sqlite") {
        let mut raw = sqlx::SqliteConnection::connect(&test.url).await.unwrap();
        let guards = "DROP TRIGGER journal_is_never_changed; DROP TRIGGER journal_is_never_shortened;
                      DROP TRIGGER journal_named_is_never_changed; DROP TRIGGER journal_named_is_never_shortened;";
        raw.execute(guards).await.unwrap();
        raw.execute(AssertSqlSafe(change.to_owned())).await.unwrap();
    } else {
        let mut raw = sqlx::PgConnection::connect(&test.url).await.unwrap();
        let guards = "ALTER TABLE journal DISABLE TRIGGER journal_stands;
                      ALTER TABLE journal_named DISABLE TRIGGER journal_named_stands;";
        raw.execute(guards).await.unwrap();
        let scope = format!("SET bansou.organisation = '{organisation}'");
        raw.execute(AssertSqlSafe(scope)).await.unwrap();
        raw.execute(AssertSqlSafe(change.to_owned())).await.unwrap();
    }
}

#[tokio::test]
async fn the_first_entry_that_was_changed_is_named() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    for _ in 0..3 {
        add_person(&test.store, &who).await;
    }
    tamper(
        &test,
        &office.organisation.to_string(),
        "UPDATE journal SET detail = 'x' WHERE seq = 3",
    )
    .await;
    assert_eq!(verified(&test, &office).await, Verified::BrokenAt { seq: 3 });
}

#[tokio::test]
async fn whom_an_entry_named_is_held_by_the_chain() {
    let foreign = "randomblob(16)";
    for change in [
        "DELETE FROM journal_named".to_owned(),
        format!("UPDATE journal_named SET person = {foreign}"),
    ] {
        let (test, office) = office().await;
        let who = sign_in(&test.store, &office, 0).await;
        let person = add_person(&test.store, &who).await;
        test.store
            .listed_claims(&who, noon(), "2026-10", [person])
            .await
            .unwrap();
        let Verified::Whole { entries } = verified(&test, &office).await else {
            panic!("nothing was changed yet")
        };
        let change = if test.url.starts_with("sqlite") {
            change
        } else {
            change.replace(foreign, "gen_random_uuid()")
        };
        tamper(&test, &office.organisation.to_string(), &change).await;
        assert_eq!(
            verified(&test, &office).await,
            Verified::BrokenAt { seq: entries }
        );
    }
}

#[tokio::test]
async fn an_entry_taken_out_of_the_middle_or_off_the_end_is_missed() {
    for (gone, named) in [(2, 3), (4, 4)] {
        let (test, office) = office().await;
        let who = sign_in(&test.store, &office, 0).await;
        for _ in 0..3 {
            add_person(&test.store, &who).await;
        }
        let change = format!("DELETE FROM journal WHERE seq = {gone}");
        tamper(&test, &office.organisation.to_string(), &change).await;
        assert_eq!(verified(&test, &office).await, Verified::BrokenAt { seq: named });
    }
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_the_journal() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    add_person(&test.store, &who).await;
    let change = "UPDATE journal SET kind = 'x'";
    let refused = if test.url.starts_with("sqlite") {
        sqlx::SqliteConnection::connect(&test.url)
            .await
            .unwrap()
            .execute(change)
            .await
            .is_err()
    } else {
        let mut raw = sqlx::PgConnection::connect(&test.url).await.unwrap();
        let scope = format!("SET bansou.organisation = '{}'", office.organisation);
        raw.execute(AssertSqlSafe(scope)).await.unwrap();
        raw.execute(change).await.is_err()
    };
    assert!(refused);
}

#[tokio::test]
async fn an_erased_detail_leaves_the_chain_whole() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &who).await;
    let tx = test.store.begin(who.scope(noon())).await.unwrap();
    tx.commit(Did::to(person, "reason").detail("電話に応じるため"))
        .await
        .unwrap();
    tamper(
        &test,
        &office.organisation.to_string(),
        "UPDATE journal SET detail = NULL, salt = NULL WHERE seq = 3",
    )
    .await;
    assert_eq!(verified(&test, &office).await, Verified::Whole { entries: 3 });
}
