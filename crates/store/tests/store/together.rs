//! Keys and sessions of 「まとめて見る」, as long as they are worth anything.

use bansou_domain::id::PersonId;
use bansou_domain::mail::{Letter, MailAddress, MailKind};
use bansou_store::access::SignedIn;
use bansou_store::journal::Did;
use bansou_store::room::guest::RoomGuest;
use bansou_testkit::{TestStore, noon, office};
use jiff::{SignedDuration, Timestamp};
use sqlx::Connection as _;

use crate::room_tasks::{enter, open_room, party, tasks_ask};
use crate::{add_person, sign_in};

/// How many keys and how many sessions the organisation keeps.
async fn kept(test: &TestStore, who: &SignedIn) -> (i64, i64) {
    let organisation = who.scope(noon()).organisation.0;
    let count = "SELECT (SELECT COUNT(*) FROM together_key), (SELECT COUNT(*) FROM together_session)";
    if test.url.starts_with("postgres") {
        let mut raw = sqlx::PgConnection::connect(&test.url).await.unwrap();
        sqlx::query("SELECT set_config('bansou.organisation', $1, false)")
            .bind(organisation.to_string())
            .execute(&mut raw)
            .await
            .unwrap();
        return sqlx::query_as(count).fetch_one(&mut raw).await.unwrap();
    }
    let mut raw = sqlx::SqliteConnection::connect(&test.url).await.unwrap();
    sqlx::query_as(count).fetch_one(&mut raw).await.unwrap()
}

async fn mail(test: &TestStore, who: &SignedIn, guest: &RoomGuest, person: PersonId) {
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(who, person).await.unwrap();
    let room = tx.rooms(case.reader()).await.unwrap()[0].id;
    let to = MailAddress::read("sabikan@mihon.example").unwrap();
    let at = (room, guest.party());
    tx.queue_letter(case, at, MailKind::Invitation, &to, &letter())
        .await
        .unwrap();
    tx.commit(Did::to(person, "room.mailed")).await.unwrap();
}

fn letter() -> Letter {
    Letter {
        subject: "おたずね".to_owned(),
        text: "リンク".to_owned(),
        calendar: None,
    }
}

async fn ask(test: &TestStore, guest: &RoomGuest, now: Timestamp, key: &[u8]) {
    test.store.ask_together(guest, now, key, &letter()).await.unwrap();
}

#[tokio::test]
async fn keys_and_sessions_that_open_nothing_any_more_are_forgotten_with_the_next_key() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &who).await;
    open_room(&test, &who, person, tasks_ask(), vec![party("見本園", None)]).await;
    let guest = enter(&test, &who, "tasks 見本園").await;
    mail(&test, &who, &guest, person).await;
    let organisation = who.scope(noon()).organisation;
    ask(&test, &guest, noon(), b"key 1").await;
    ask(&test, &guest, noon(), b"key 2").await;
    let opened = test
        .store
        .open_together(organisation, noon(), b"key 1", b"session 1");
    assert!(opened.await.unwrap());
    assert_eq!(kept(&test, &who).await, (2, 1));
    // Within the hour they count against the next key, used or not.
    let soon = noon() + SignedDuration::from_mins(50);
    ask(&test, &guest, soon, b"key 3").await;
    assert_eq!(kept(&test, &who).await, (3, 1));
    let later = noon() + SignedDuration::from_mins(70);
    let opened = test
        .store
        .open_together(organisation, later, b"key 3", b"session 2");
    assert!(opened.await.unwrap());
    assert_eq!(kept(&test, &who).await, (1, 1), "key 3 and session 2");
}
