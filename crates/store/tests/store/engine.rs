use bansou_store::Failure;
use bansou_store::journal::Did;
use bansou_testkit::{noon, office};

use crate::sign_in;

#[tokio::test]
async fn saves_that_wait_together_are_all_there_afterwards() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    let save = |number: usize| {
        let (store, scope) = (test.store.clone(), who.scope(noon()));
        async move {
            let mut tx = store.begin(scope).await.unwrap();
            tx.keep_draft(&format!("/draft/{number}"), "a=1").await.unwrap();
            tx.commit(Did::office("test")).await.unwrap();
        }
    };
    futures_util::future::join_all((0..64).map(save)).await;
    let mut reader = test.store.read(who.scope(noon())).await.unwrap();
    for number in 0..64 {
        assert!(
            reader.draft(&format!("/draft/{number}")).await.unwrap().is_some(),
            "draft {number} is lost"
        );
    }
}

#[tokio::test]
async fn a_save_that_is_dropped_leaves_no_trace_and_hurts_nobody_beside_it() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    for round in 0..8 {
        let mut dropped = test.store.begin(who.scope(noon())).await.unwrap();
        dropped.keep_draft("/dropped", "a=1").await.unwrap();
        drop(dropped);
        let mut kept = test.store.begin(who.scope(noon())).await.unwrap();
        kept.keep_draft(&format!("/kept/{round}"), "a=1").await.unwrap();
        kept.commit(Did::office("test")).await.unwrap();
    }
    let mut reader = test.store.read(who.scope(noon())).await.unwrap();
    assert!(reader.draft("/dropped").await.unwrap().is_none());
    for round in 0..8 {
        assert!(reader.draft(&format!("/kept/{round}")).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn a_save_cut_off_in_the_middle_of_a_statement_hurts_nobody_beside_it() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    for polls in 0..24 {
        let (store, scope) = (test.store.clone(), who.scope(noon()));
        let mut cut = Box::pin(async move {
            let mut tx = store.begin(scope).await.unwrap();
            tx.keep_draft("/cut", "a=1").await.unwrap();
            tx.commit(Did::office("cut")).await.unwrap();
        });
        // The future is polled a few times and then dropped, as a server does when a browser goes away.
        for _ in 0..polls {
            if futures_util::poll!(&mut cut).is_ready() {
                break;
            }
            tokio::task::yield_now().await;
        }
        drop(cut);
        let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
        tx.keep_draft(&format!("/after/{polls}"), "a=1").await.unwrap();
        tx.commit(Did::office("after")).await.unwrap();
    }
    let mut reader = test.store.read(who.scope(noon())).await.unwrap();
    for polls in 0..24 {
        assert!(reader.draft(&format!("/after/{polls}")).await.unwrap().is_some());
    }
    reader.verify_journal().await.unwrap();
}

#[tokio::test]
async fn a_second_organisation_sees_nothing_of_the_first() {
    let (test, first) = office().await;
    let second = bansou_demo::found(&test.store, "other", "!", noon())
        .await
        .unwrap();
    let (of_first, of_second) = (
        sign_in(&test.store, &first, 0).await,
        sign_in(&test.store, &second, 0).await,
    );
    let person = crate::add_person(&test.store, &of_first).await;
    let door = test.store.open_case(&of_second, noon(), person, "overview").await;
    assert!(
        matches!(door, Err(Failure::NotFound)),
        "another organisation learns that the person exists"
    );
    let mut reader = test.store.read(of_second.scope(noon())).await.unwrap();
    assert_eq!(
        reader
            .count_people(
                of_second.office_member(),
                &bansou_store::person::PeopleFilter::default()
            )
            .await
            .unwrap(),
        0
    );
    // The same login name in both organisations is no conflict and tells nobody of the other.
    assert!(reader.credentials("aiko").await.unwrap().is_some());
}

#[tokio::test]
async fn behind_the_queries_postgres_itself_shows_no_row_without_its_organisation() {
    use sqlx::Connection as _;
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    crate::add_person(&test.store, &who).await;
    if !test.url.starts_with("postgres") {
        return; // SQLite has no second wall; its first one is tested above.
    }
    let mut raw = sqlx::PgConnection::connect(&test.url).await.unwrap();
    let unscoped: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM person")
        .fetch_one(&mut raw)
        .await
        .unwrap();
    assert_eq!(unscoped, 0, "the owner of the tables reads round the wall");
    let insert = "INSERT INTO provider (organisation, id, name, name_key, services, tel, fax, address, notes)
                  VALUES (gen_random_uuid(), gen_random_uuid(), 'x', 'x', '', '', '', '', '')";
    assert!(
        sqlx::query(insert).execute(&mut raw).await.is_err(),
        "a row can be put beside the wall"
    );
}
