//! What is true of frozen claims: one counts for a person and month, nothing of it changes, and what came back says what
//! may be claimed again.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim::{Benefit, ClaimLine, FrozenClaim, ResultKind};
use bansou_domain::id::PersonId;
use bansou_store::access::{ClaimDesk, SignedIn};
use bansou_store::claim::{ClaimRecord, FileState, NewClaim, NewFile, NewHandLine, NewResult};
use bansou_store::journal::Did;
use bansou_store::{Failure, Tx};
use bansou_testkit::{TestStore, noon, office};
use jiff::civil::date;
use uuid::Uuid;

use crate::{add_person, sign_in};

fn month(text: &str) -> ServiceMonth {
    text.parse().unwrap()
}

fn line(item: &str, count: u32) -> ClaimLine {
    ClaimLine {
        item: item.to_owned(),
        grade: None,
        name: "見本の行".to_owned(),
        code: Some("000000".to_owned()),
        units: 100,
        count,
        on: None,
        stay: (item == "discharge").then(|| "見本病院".to_owned()),
        because: Vec::new(),
        rule: "見本".to_owned(),
        source: "見本".to_owned(),
        evidence: "two_sources".to_owned(),
        code_by_hand: false,
        by_hand: None,
    }
}

fn claim() -> FrozenClaim {
    FrozenClaim {
        benefit: Benefit::Planning,
        month: month("2026-10"),
        municipality: "141305".to_owned(),
        certificate: "0000000018".to_owned(),
        name: "見本 陽介".to_owned(),
        name_kana: "みほん ようすけ".to_owned(),
        child_kana: None,
        based_on: Some(date(2026, 10, 6)),
        area: 5,
        price_hundredths: 1060,
        lines: vec![line("monitoring_fee", 1), line("discharge", 2)],
        yen: 3180,
        not_claimed: Vec::new(),
        problems: Vec::new(),
        rules: vec!["rewards/2024-04".to_owned()],
        law: "00".to_owned(),
    }
}

/// An office with one person to claim for.
struct Scene {
    test: TestStore,
    who: SignedIn,
    person: PersonId,
    desk: ClaimDesk,
}

impl Scene {
    async fn new() -> Self {
        let (test, office) = office().await;
        let who = sign_in(&test.store, &office, 0).await;
        let person = add_person(&test.store, &who).await;
        let desk = test.store.open_claims(&who, noon(), "2026-10").await.unwrap();
        Self {
            test,
            who,
            person,
            desk,
        }
    }

    async fn begin(&self) -> Tx {
        self.test.store.begin(self.who.scope(noon())).await.unwrap()
    }

    async fn freeze(&self, tx: &mut Tx, follows: Option<Uuid>) -> Result<Uuid, Failure> {
        let processing = month("2026-11");
        let serial = tx
            .next_claim_serial(self.desk, Benefit::Planning, processing)
            .await
            .unwrap();
        let file = NewFile {
            benefit: Benefit::Planning,
            processing,
            serial,
            name: format!("J31{serial:05}.CSV"),
            bytes: b"1,1\r\n".to_vec(),
        };
        let claim = NewClaim {
            person: self.person,
            claim: claim(),
            follows,
        };
        tx.freeze(self.desk, &file, &[claim]).await
    }

    async fn frozen(&self, follows: Option<Uuid>) -> Uuid {
        let mut tx = self.begin().await;
        let file = self.freeze(&mut tx, follows).await.unwrap();
        tx.commit(Did::office("claim.frozen")).await.unwrap();
        file
    }

    async fn result(&self, claim: Uuid, kind: ResultKind) -> Result<(), Failure> {
        let mut tx = self.begin().await;
        let result = NewResult {
            kind,
            on: date(2026, 12, 1),
            code: "EG03".to_owned(),
            reason: "支給決定の期間外".to_owned(),
            yen: None,
        };
        tx.add_claim_result(self.desk, claim, &result).await?;
        tx.commit(Did::office("claim.result")).await
    }

    async fn claims(&self) -> Vec<ClaimRecord> {
        let mut reader = self.test.store.read(self.who.scope(noon())).await.unwrap();
        reader.claims_of_month(self.desk, month("2026-10")).await.unwrap()
    }

    async fn waiting(&self) -> usize {
        let mut reader = self.test.store.read(self.who.scope(noon())).await.unwrap();
        reader.claims_to_take_up(self.desk).await.unwrap().len()
    }

    async fn send(&self, file: Uuid) -> Result<(), Failure> {
        let mut tx = self.begin().await;
        tx.send_claim_file(self.desk, file, date(2026, 11, 4)).await?;
        tx.commit(Did::office("claim.sent")).await
    }
}

#[tokio::test]
async fn a_person_and_month_is_frozen_once_and_the_second_freezing_writes_nothing() {
    let scene = Scene::new().await;
    let file = scene.frozen(None).await;
    let mut tx = scene.begin().await;
    assert!(matches!(scene.freeze(&mut tx, None).await, Err(Failure::Stale)));
    drop(tx);
    let mut reader = scene.test.store.read(scene.who.scope(noon())).await.unwrap();
    let files = reader.claim_files(scene.desk, 0, 10).await.unwrap();
    let seen: Vec<_> = files
        .iter()
        .map(|file| (file.id, file.serial, file.claims, file.yen, file.waiting))
        .collect();
    assert_eq!(seen, [(file, 1, 1, 3180, 1)]);
    let kept = reader.claim_file(scene.desk, file).await.unwrap();
    assert_eq!(kept.bytes, b"1,1\r\n");
    drop(reader);
    let claims = scene.claims().await;
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0].claim, claim());
}

#[tokio::test]
async fn a_file_taken_back_before_sending_frees_its_claims_and_its_serial_stays_used() {
    let scene = Scene::new().await;
    let file = scene.frozen(None).await;
    let mut tx = scene.begin().await;
    tx.undo_claim_file(scene.desk, file, "会議録が足りなかった")
        .await
        .unwrap();
    tx.commit(Did::office("claim.undone")).await.unwrap();
    assert!(matches!(scene.send(file).await, Err(Failure::Stale)));
    let again = scene.frozen(None).await;
    let mut reader = scene.test.store.read(scene.who.scope(noon())).await.unwrap();
    assert_eq!(reader.claim_file(scene.desk, again).await.unwrap().line.serial, 2);
    drop(reader);
    let states: Vec<bool> = scene.claims().await.iter().map(|claim| claim.live).collect();
    assert_eq!(states, [false, true]);
    assert!(matches!(scene.claims().await[0].state, FileState::Undone { .. }));
}

#[tokio::test]
async fn a_claim_sent_back_waits_to_be_claimed_again_and_then_waits_no_more() {
    let scene = Scene::new().await;
    let file = scene.frozen(None).await;
    let first = scene.claims().await[0].id;
    assert!(
        matches!(scene.result(first, ResultKind::Paid).await, Err(Failure::Stale)),
        "nothing comes back for what was not sent"
    );
    scene.send(file).await.unwrap();
    assert!(matches!(scene.send(file).await, Err(Failure::Stale)));
    scene.result(first, ResultKind::Returned).await.unwrap();
    assert_eq!(scene.waiting().await, 1);
    scene.frozen(Some(first)).await;
    assert_eq!(scene.waiting().await, 0);
    let claims = scene.claims().await;
    assert_eq!(
        (claims[0].live, claims[1].live, claims[1].follows),
        (false, true, Some(first))
    );

    let mut tx = scene.begin().await;
    let wrong = claims[0].results[0].id;
    assert!(
        matches!(
            tx.strike_claim_result(scene.desk, wrong, "入力まちがい").await,
            Err(Failure::Stale)
        ),
        "the month has been claimed again"
    );
}

#[tokio::test]
async fn a_result_entered_by_mistake_is_struck_and_the_claim_counts_again() {
    let scene = Scene::new().await;
    let file = scene.frozen(None).await;
    scene.send(file).await.unwrap();
    let first = scene.claims().await[0].id;
    scene.result(first, ResultKind::Withdrawn).await.unwrap();
    let wrong = scene.claims().await[0].results[0].id;
    let mut tx = scene.begin().await;
    tx.strike_claim_result(scene.desk, wrong, "別の方の返戻だった")
        .await
        .unwrap();
    tx.commit(Did::office("claim.result_struck")).await.unwrap();
    let claims = scene.claims().await;
    assert!(claims[0].live && claims[0].results.is_empty());
    let mut reader = scene.test.store.read(scene.who.scope(noon())).await.unwrap();
    let owed = reader.receivables(scene.desk).await.unwrap();
    assert_eq!(
        (owed[0].municipality.as_str(), owed[0].claims, owed[0].yen),
        ("141305", 1, 3180)
    );
    drop(reader);
    scene.result(first, ResultKind::Paid).await.unwrap();
    let mut reader = scene.test.store.read(scene.who.scope(noon())).await.unwrap();
    assert_eq!(reader.receivables(scene.desk).await.unwrap(), []);
}

#[tokio::test]
async fn later_months_see_what_live_claims_used_up() {
    let scene = Scene::new().await;
    let file = scene.frozen(None).await;
    let used = async || {
        let mut reader = scene.test.store.read(scene.who.scope(noon())).await.unwrap();
        let used = reader
            .claimed_before(scene.desk, month("2025-10"), month("2026-11"))
            .await
            .unwrap();
        used.into_iter()
            .map(|one| (one.item.item, one.item.count, one.item.stay))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        used().await,
        [
            ("monitoring_fee".to_owned(), 1, None),
            ("discharge".to_owned(), 2, Some("見本病院".to_owned()))
        ]
    );
    let mut tx = scene.begin().await;
    tx.undo_claim_file(scene.desk, file, "まちがい").await.unwrap();
    tx.commit(Did::office("claim.undone")).await.unwrap();
    assert_eq!(used().await, []);
}

#[tokio::test]
async fn a_line_added_by_hand_stands_until_it_is_struck() {
    let scene = Scene::new().await;
    let added = NewHandLine {
        name: "見本の加算".to_owned(),
        code: "526820".to_owned(),
        units: 300,
        count: 1,
        based_on: Some(date(2026, 10, 6)),
        reason: "市町村と確認した".to_owned(),
    };
    let mut tx = scene.begin().await;
    tx.add_hand_line(scene.desk, scene.person, month("2026-10"), &added)
        .await
        .unwrap();
    let lines = tx.hand_lines(scene.desk, month("2026-10")).await.unwrap();
    assert_eq!((lines[0].person, &lines[0].line), (scene.person, &added));
    tx.strike_hand_line(scene.desk, scene.person, lines[0].id, "二重だった")
        .await
        .unwrap();
    assert!(
        tx.hand_lines(scene.desk, month("2026-10"))
            .await
            .unwrap()
            .is_empty()
    );
    let struck = tx
        .struck_hand_lines(scene.desk, scene.person, month("2026-10"))
        .await
        .unwrap();
    let (line, why, by) = (&struck[0].line, struck[0].why.as_str(), struck[0].by.as_str());
    assert_eq!((&line.line, line.recorded_by.as_str()), (&added, "見本 相子"));
    assert_eq!((why, by), ("二重だった", "見本 相子"));
}
