//! What is true of consents and deliveries that were recorded wrong, or by two people at once.

use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::{ConsentMeans, DeliveryMeans, PaperKind, Recipient};
use bansou_domain::plan::ServicePlan;
use bansou_domain::scan::ScanKind;
use bansou_store::Failure;
use bansou_store::access::{CaseEditor, CaseReader, Door, SignedIn};
use bansou_store::case_file::Consents;
use bansou_store::consent::{Consent, ConsentRecord};
use bansou_store::delivery::{Delivery, DeliveryRecord};
use bansou_store::journal::Did;
use bansou_testkit::{TestStore, noon, office};
use jiff::civil::{Date, date};

use crate::{add_person, sign_in};

fn consent(on: Date) -> Consent {
    Consent {
        given_on: on,
        explained_on: Some(on),
        means: ConsentMeans::Paper,
        signer: "見本 陽介".to_owned(),
        relation: String::new(),
        reason: String::new(),
        signature: String::new(),
        answer: None,
    }
}

fn delivery(on: Date) -> Delivery {
    Delivery {
        recipient: Recipient::Person,
        name: String::new(),
        on,
        means: DeliveryMeans::Hand,
        receipt: None,
    }
}

const WRONG: Date = date(2026, 4, 7);
const RIGHT: Date = date(2026, 4, 8);

/// 見本 陽介 with a confirmed draft and a confirmed plan.
struct Desk {
    test: TestStore,
    who: SignedIn,
    person: PersonId,
    draft: PaperId,
    plan: PaperId,
}

impl Desk {
    async fn new() -> Self {
        let (test, office) = office().await;
        let who = sign_in(&test.store, &office, 0).await;
        let person = add_person(&test.store, &who).await;
        let mut desk = Self {
            test,
            who,
            person,
            draft: PaperId(uuid::Uuid::nil()),
            plan: PaperId(uuid::Uuid::nil()),
        };
        desk.draft = desk.confirmed(PaperKind::DraftPlan).await;
        desk.plan = desk.confirmed(PaperKind::Plan).await;
        desk
    }

    async fn confirmed(&self, kind: PaperKind) -> PaperId {
        let plan = ServicePlan {
            made_on: Some(date(2026, 4, 3)),
            ..ServicePlan::default()
        };
        self.save(async |tx, case| {
            let id = tx.add_paper(case, kind, 1, &plan).await?;
            tx.confirm_paper(case, id, 1).await?;
            Ok(id)
        })
        .await
        .unwrap()
    }

    async fn save<T>(
        &self,
        work: impl AsyncFnOnce(&mut bansou_store::Tx, CaseEditor) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut tx = self.test.store.begin(self.who.scope(noon())).await?;
        let case = tx.edit_case(&self.who, self.person).await?;
        let done = work(&mut tx, case).await?;
        tx.commit(Did::to(self.person, "tested")).await?;
        Ok(done)
    }

    async fn reader(&self) -> (bansou_store::Reader, CaseReader) {
        let store = &self.test.store;
        let door = store.open_case(&self.who, noon(), self.person, "papers").await;
        let Door::Open(case) = door.unwrap() else {
            panic!("the worker in charge needs no reason")
        };
        (store.read(self.who.scope(noon())).await.unwrap(), case)
    }

    async fn consents(&self) -> Vec<ConsentRecord> {
        let (mut reader, case) = self.reader().await;
        reader.consent_records(case).await.unwrap()
    }

    async fn deliveries(&self) -> Vec<DeliveryRecord> {
        let (mut reader, case) = self.reader().await;
        reader.delivery_records(case).await.unwrap()
    }
}

#[tokio::test]
async fn a_corrected_consent_stays_with_its_reason_and_only_the_newest_counts() {
    let desk = Desk::new().await;
    let draft = desk.draft;
    let old = desk
        .save(async |tx, case| tx.add_consent(case, draft, &consent(WRONG)).await)
        .await
        .unwrap();
    let new = desk
        .save(async |tx, case| {
            tx.correct_consent(case, old, "日付の書きまちがい", draft, &consent(RIGHT))
                .await
        })
        .await
        .unwrap();
    let records = desk.consents().await;
    let [first, second] = records.as_slice() else {
        panic!("both records stand in the file")
    };
    assert_eq!((first.id, first.consent.given_on), (old, WRONG));
    let struck = first.struck.as_ref().unwrap();
    assert_eq!(
        (struck.why.as_str(), struck.by.as_str()),
        ("日付の書きまちがい", "見本 相子")
    );
    assert_eq!(
        (second.id, second.replaces, second.struck.is_none()),
        (new, Some(old), true)
    );
    assert_eq!(second.paper_hash, first.paper_hash);
    let (mut reader, case) = desk.reader().await;
    let counting = reader.consents(case).await.unwrap();
    assert_eq!(counting, [(draft, consent(RIGHT))]);
    let file = reader.case_file(case, 1, Consents::OfAll).await.unwrap();
    let filed = file.papers.iter().find(|paper| paper.id == draft).unwrap();
    assert_eq!(filed.consent.as_ref().map(|(on, _)| *on), Some(RIGHT));
}

#[tokio::test]
async fn a_consent_given_to_the_wrong_paper_moves_and_leaves_the_other_without() {
    let desk = Desk::new().await;
    let (draft, plan) = (desk.draft, desk.plan);
    let old = desk
        .save(async |tx, case| tx.add_consent(case, draft, &consent(WRONG)).await)
        .await
        .unwrap();
    desk.save(async |tx, case| {
        tx.correct_consent(case, old, "計画への同意だった", plan, &consent(WRONG))
            .await
    })
    .await
    .unwrap();
    let again = desk
        .save(async |tx, case| tx.add_consent(case, draft, &consent(RIGHT)).await)
        .await;
    assert!(again.is_ok(), "the paper waits for its own consent again");
    let records = desk.consents().await;
    let hash = |paper: PaperId| {
        let found = records.iter().find(|record| record.paper == paper);
        found.unwrap().paper_hash.clone()
    };
    assert_ne!(
        hash(draft),
        hash(plan),
        "each consent names the text it was given to"
    );
}

#[tokio::test]
async fn a_consent_cannot_be_corrected_twice_nor_onto_a_paper_that_has_one() {
    let desk = Desk::new().await;
    let (draft, plan) = (desk.draft, desk.plan);
    let old = desk
        .save(async |tx, case| tx.add_consent(case, draft, &consent(WRONG)).await)
        .await
        .unwrap();
    desk.save(async |tx, case| tx.add_consent(case, plan, &consent(WRONG)).await)
        .await
        .unwrap();
    let onto = desk
        .save(async |tx, case| {
            tx.correct_consent(case, old, "別の書類", plan, &consent(RIGHT))
                .await
        })
        .await;
    assert!(matches!(onto, Err(Failure::Stale)));
    assert!(
        desk.consents().await.iter().all(|record| record.struck.is_none()),
        "a correction that was refused strikes nothing"
    );
    let strike =
        async |tx: &mut bansou_store::Tx, case| tx.strike_consent(case, old, "同意は受けていなかった").await;
    desk.save(strike).await.unwrap();
    assert!(matches!(desk.save(strike).await, Err(Failure::Stale)));
}

#[tokio::test]
async fn of_people_who_record_at_the_same_moment_one_has_an_effect() {
    let desk = Desk::new().await;
    let draft = desk.draft;
    let agree = || desk.save(async |tx, case| tx.add_consent(case, draft, &consent(RIGHT)).await.map(|_| ()));
    let hand =
        || desk.save(async |tx, case| tx.add_delivery(case, draft, &delivery(RIGHT)).await.map(|_| ()));
    for answers in [
        futures_util::future::join_all((0..6).map(|_| agree())).await,
        futures_util::future::join_all((0..6).map(|_| hand())).await,
    ] {
        let saved = answers.iter().filter(|answer| answer.is_ok()).count();
        let told = answers
            .iter()
            .filter(|answer| matches!(answer, Err(Failure::Stale)));
        assert_eq!((saved, told.count()), (1, 5));
    }
    assert_eq!(
        (desk.consents().await.len(), desk.deliveries().await.len()),
        (1, 1)
    );
}

#[tokio::test]
async fn a_corrected_delivery_stays_and_the_recipient_can_be_recorded_anew() {
    let desk = Desk::new().await;
    let draft = desk.draft;
    let old = desk
        .save(async |tx, case| tx.add_delivery(case, draft, &delivery(WRONG)).await)
        .await
        .unwrap();
    let new = desk
        .save(async |tx, case| {
            tx.correct_delivery(case, old, "渡したのは翌日", draft, &delivery(RIGHT))
                .await
        })
        .await
        .unwrap();
    desk.save(async |tx, case| tx.strike_delivery(case, new, "渡していなかった").await)
        .await
        .unwrap();
    let (mut reader, case) = desk.reader().await;
    assert!(reader.deliveries(case).await.unwrap().is_empty());
    let again = desk
        .save(async |tx, case| tx.add_delivery(case, draft, &delivery(date(2026, 4, 9))).await)
        .await;
    assert!(again.is_ok());
    let told: Vec<_> = desk
        .deliveries()
        .await
        .into_iter()
        .map(|record| (record.delivery.on, record.struck.map(|struck| struck.why)))
        .collect();
    assert_eq!(
        told,
        [
            (WRONG, Some("渡したのは翌日".to_owned())),
            (RIGHT, Some("渡していなかった".to_owned())),
            (date(2026, 4, 9), None),
        ]
    );
}

#[tokio::test]
async fn a_record_of_another_person_is_never_struck() {
    let desk = Desk::new().await;
    let draft = desk.draft;
    let old = desk
        .save(async |tx, case| tx.add_consent(case, draft, &consent(WRONG)).await)
        .await
        .unwrap();
    let other = add_person(&desk.test.store, &desk.who).await;
    let mut tx = desk.test.store.begin(desk.who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&desk.who, other).await.unwrap();
    assert!(matches!(
        tx.strike_consent(case, old, "x").await,
        Err(Failure::Stale)
    ));
}

#[tokio::test]
async fn a_scan_is_kept_once_carried_on_and_whole_after_a_backup() {
    let desk = Desk::new().await;
    let draft = desk.draft;
    let bytes = b"%PDF-1.7 %%EOF".as_slice();
    let old = desk
        .save(async |tx, case| {
            let id = tx.add_consent(case, draft, &consent(WRONG)).await?;
            tx.add_scan(case, id, ScanKind::Pdf, bytes).await?;
            tx.add_scan(case, id, ScanKind::Pdf, bytes).await?;
            Ok(id)
        })
        .await
        .unwrap();
    let new = desk
        .save(async |tx, case| {
            let new = tx
                .correct_consent(case, old, "日付", draft, &consent(RIGHT))
                .await?;
            tx.carry_scans(case, old, new).await?;
            Ok(new)
        })
        .await
        .unwrap();
    let late = desk
        .save(async |tx, case| tx.add_scan(case, old, ScanKind::Pdf, b"%PDF-").await)
        .await;
    assert!(
        matches!(late, Err(Failure::Stale)),
        "a struck record takes no more files"
    );
    let (mut reader, case) = desk.reader().await;
    let kept = reader.scans(case).await.unwrap();
    assert_eq!(
        kept.iter().map(|scan| scan.consent).collect::<Vec<_>>(),
        [old, new]
    );
    assert_eq!(
        reader.verify_scans().await.unwrap(),
        (1, 0),
        "the bytes stand once"
    );
    let (_, read) = reader.scan(case, kept[1].id).await.unwrap();
    assert_eq!(read, bytes);
    drop(reader);
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    // On PostgreSQL the whole database is copied by its own tool.
    if desk
        .test
        .store
        .copy_to(copy.to_str().unwrap())
        .await
        .unwrap()
        .is_some()
    {
        let restored = bansou_store::open(&format!("sqlite:{}", copy.display()))
            .await
            .unwrap();
        let mut reader = restored.read(desk.who.scope(noon())).await.unwrap();
        assert_eq!(reader.scan(case, kept[1].id).await.unwrap().1, bytes);
    }
}
