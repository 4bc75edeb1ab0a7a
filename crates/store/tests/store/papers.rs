use bansou_domain::deciding::{Deciding, Obstacle};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::{ConsentMeans, DeliveryMeans, PaperKind, Recipient};
use bansou_domain::plan::ServicePlan;
use bansou_store::Failure;
use bansou_store::access::{Door, SignedIn};
use bansou_store::consent::Consent;
use bansou_store::delivery::Delivery;
use bansou_store::journal::Did;
use bansou_store::paper::Paper;
use bansou_testkit::{TestStore, noon, office};
use jiff::civil::date;

use crate::{add_person, sign_in};

fn plan(policy: &str) -> ServicePlan {
    ServicePlan {
        made_on: Some(date(2026, 4, 3)),
        policy: policy.to_owned(),
        ..ServicePlan::default()
    }
}

fn consent() -> Consent {
    Consent {
        given_on: date(2026, 4, 7),
        explained_on: Some(date(2026, 4, 7)),
        means: ConsentMeans::Paper,
        signer: "見本 陽介".to_owned(),
        relation: String::new(),
        reason: String::new(),
        signature: String::new(),
        answer: None,
    }
}

struct Case {
    test: TestStore,
    who: SignedIn,
    person: PersonId,
    id: PaperId,
}

async fn draft() -> Case {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &who).await;
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&who, person).await.unwrap();
    let id = tx
        .add_paper(case, PaperKind::DraftPlan, 1, &plan("静かな場所で働く"))
        .await
        .unwrap();
    tx.commit(Did::to(person, "plan.begun")).await.unwrap();
    Case {
        test,
        who,
        person,
        id,
    }
}

impl Case {
    async fn read(&self, id: PaperId) -> Paper<ServicePlan> {
        let door = self
            .test
            .store
            .open_case(&self.who, noon(), self.person, "plan")
            .await
            .unwrap();
        let Door::Open(case) = door else {
            panic!("the worker in charge needs no reason")
        };
        self.test
            .store
            .read(self.who.scope(noon()))
            .await
            .unwrap()
            .paper(case, id)
            .await
            .unwrap()
    }

    async fn confirm(&self) -> Paper<ServicePlan> {
        let mut tx = self.test.store.begin(self.who.scope(noon())).await.unwrap();
        let case = tx.edit_case(&self.who, self.person).await.unwrap();
        tx.confirm_paper(case, self.id, 1).await.unwrap();
        tx.commit(Did::to(self.person, "plan.confirmed")).await.unwrap();
        self.read(self.id).await
    }
}

#[tokio::test]
async fn a_draft_changes_and_a_stale_change_is_refused() {
    let case = draft().await;
    let mut tx = case.test.store.begin(case.who.scope(noon())).await.unwrap();
    let editor = tx.edit_case(&case.who, case.person).await.unwrap();
    tx.change_paper(editor, case.id, &plan("二つ目"), 1)
        .await
        .unwrap();
    assert!(matches!(
        tx.change_paper(editor, case.id, &plan("三つ目"), 1).await,
        Err(Failure::Stale)
    ));
    tx.commit(Did::to(case.person, "plan.changed")).await.unwrap();
    assert_eq!(case.read(case.id).await.content.policy, "二つ目");
}

#[tokio::test]
async fn a_confirmed_paper_is_never_changed_nor_discarded() {
    let case = draft().await;
    let version = case.confirm().await.line.version;
    let mut tx = case.test.store.begin(case.who.scope(noon())).await.unwrap();
    let editor = tx.edit_case(&case.who, case.person).await.unwrap();
    assert!(matches!(
        tx.change_paper(editor, case.id, &plan("x"), version).await,
        Err(Failure::Stale)
    ));
    assert!(matches!(
        tx.discard_paper(editor, case.id, version).await,
        Err(Failure::Stale)
    ));
    assert!(matches!(
        tx.confirm_paper(editor, case.id, version).await,
        Err(Failure::Stale)
    ));
}

#[tokio::test]
async fn consent_is_bound_to_the_confirmed_text_and_impossible_before() {
    let case = draft().await;
    let mut tx = case.test.store.begin(case.who.scope(noon())).await.unwrap();
    let editor = tx.edit_case(&case.who, case.person).await.unwrap();
    assert!(matches!(
        tx.add_consent(editor, case.id, &consent()).await,
        Err(Failure::NotFound)
    ));
    drop(tx);
    case.confirm().await;
    let mut tx = case.test.store.begin(case.who.scope(noon())).await.unwrap();
    let editor = tx.edit_case(&case.who, case.person).await.unwrap();
    tx.add_consent(editor, case.id, &consent()).await.unwrap();
    let twice = tx.add_consent(editor, case.id, &consent()).await;
    assert!(matches!(twice, Err(Failure::Stale)), "one paper, one consent");
}

#[tokio::test]
async fn a_correction_is_a_new_paper_that_names_the_old_one() {
    let case = draft().await;
    let old = case.confirm().await;
    let mut tx = case.test.store.begin(case.who.scope(noon())).await.unwrap();
    let editor = tx.edit_case(&case.who, case.person).await.unwrap();
    let new = tx
        .correct_paper(editor, &old.line, &plan("訂正した方針"))
        .await
        .unwrap();
    tx.confirm_paper(editor, new, 1).await.unwrap();
    tx.commit(Did::to(case.person, "plan.corrected")).await.unwrap();
    let (old, new) = (case.read(case.id).await, case.read(new).await);
    assert!(old.line.replaced);
    assert_eq!(old.content.policy, "静かな場所で働く", "the old text stands");
    assert_eq!(new.line.replaces, Some(case.id));
}

#[tokio::test]
async fn a_paper_goes_once_to_each_recipient() {
    let case = draft().await;
    case.confirm().await;
    let mut tx = case.test.store.begin(case.who.scope(noon())).await.unwrap();
    let editor = tx.edit_case(&case.who, case.person).await.unwrap();
    let to = |recipient, name: &str| Delivery {
        recipient,
        name: name.to_owned(),
        on: date(2026, 4, 7),
        means: DeliveryMeans::Hand,
        receipt: None,
    };
    tx.add_delivery(editor, case.id, &to(Recipient::Person, ""))
        .await
        .unwrap();
    tx.add_delivery(editor, case.id, &to(Recipient::Provider, "就労支援センター見本"))
        .await
        .unwrap();
    tx.add_delivery(
        editor,
        case.id,
        &to(Recipient::Provider, "ヘルパーステーション見本"),
    )
    .await
    .unwrap();
    assert!(matches!(
        tx.add_delivery(editor, case.id, &to(Recipient::Person, "")).await,
        Err(Failure::Stale)
    ));
}

#[tokio::test]
async fn a_paper_of_another_person_is_not_found_under_this_one() {
    let case = draft().await;
    let other = add_person(&case.test.store, &case.who).await;
    let Door::Open(reader) = case
        .test
        .store
        .open_case(&case.who, noon(), other, "plan")
        .await
        .unwrap()
    else {
        panic!("the worker in charge needs no reason")
    };
    let mut session = case.test.store.read(case.who.scope(noon())).await.unwrap();
    assert!(matches!(
        session.paper::<ServicePlan>(reader, case.id).await,
        Err(Failure::NotFound)
    ));
}

#[tokio::test]
async fn a_question_that_set_homework_knows_it_even_after_the_homework_was_withdrawn() {
    let case = draft().await;
    let mut tx = case.test.store.begin(case.who.scope(noon())).await.unwrap();
    let editor = tx.edit_case(&case.who, case.person).await.unwrap();
    let mut deciding = Deciding::begun();
    deciding.question = "どこで暮らそうかな".to_owned();
    let id = tx
        .add_paper(editor, PaperKind::Deciding, 1, &deciding)
        .await
        .unwrap();
    assert!(!tx.has_set_tasks(editor.reader(), id).await.unwrap());
    deciding.obstacles.push(Obstacle {
        next: "見学の日を決める".to_owned(),
        who: "見本 相子".to_owned(),
        ..Obstacle::default()
    });
    let tasks = deciding.tasks("見本 相子");
    tx.make_tasks(editor, id, Some(id), &tasks).await.unwrap();
    let set = tx.tasks_of_paper(editor.reader(), id).await.unwrap();
    assert_eq!(set.first().unwrap().kind, PaperKind::Deciding);
    tx.make_tasks(editor, id, Some(id), &[]).await.unwrap();
    assert!(tx.tasks_of_paper(editor.reader(), id).await.unwrap().is_empty());
    assert!(tx.has_set_tasks(editor.reader(), id).await.unwrap());
}
