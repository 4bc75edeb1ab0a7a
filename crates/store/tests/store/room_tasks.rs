//! Tasks and the page of a manager, as a party of a room reaches them.

use bansou_domain::id::{MemberId, PersonId, ProviderId, RoomPartyId};
use bansou_domain::meeting::ServiceMeeting;
use bansou_domain::paper::PaperKind;
use bansou_domain::provider::Provider;
use bansou_domain::room::{
    Answer, Ask, DeskAsk, Party, PartyKind, Room, TaskSaid, TaskState, TasksAnswer, TasksAsk,
};
use bansou_domain::task::{Owner, OwnerSide, Task};
use bansou_domain::team::TeamMember;
use bansou_store::Failure;
use bansou_store::access::SignedIn;
use bansou_store::journal::Did;
use bansou_store::room::Keys;
use bansou_store::room::guest::{Opening, RoomGuest, Shown};
use bansou_testkit::{TestStore, noon, office};
use jiff::civil::date;
use uuid::Uuid;

use crate::{add_person, sign_in};

pub(crate) fn party(name: &str, member: Option<MemberId>) -> Party {
    Party {
        kind: PartyKind::Provider,
        name: name.to_owned(),
        required: false,
        once: false,
        member,
        owner: name.to_owned(),
        whose: None,
    }
}

fn keys(name: &str) -> Keys {
    Keys {
        link_hash: format!("link of {name}").into_bytes(),
        code_hash: b"code".to_vec(),
        mailed_code_hash: None,
    }
}

pub(crate) async fn open_room(
    test: &TestStore,
    who: &SignedIn,
    person: PersonId,
    ask: Ask,
    parties: Vec<Party>,
) {
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(who, person).await.unwrap();
    let purpose = ask.purpose().code();
    let stored: Vec<Keys> = parties
        .iter()
        .map(|party| keys(&format!("{purpose} {}", party.name)))
        .collect();
    let room = Room {
        until: date(2026, 12, 20),
        ask,
        parties,
    };
    tx.open_room(case, None, &room, &stored).await.unwrap();
    tx.commit(Did::to(person, "room.opened")).await.unwrap();
}

pub(crate) async fn enter(test: &TestStore, who: &SignedIn, link: &str) -> RoomGuest {
    let organisation = who.scope(noon()).organisation;
    let link = format!("link of {link}");
    let opened = test
        .store
        .open_link(organisation, noon(), link.as_bytes(), b"code", link.as_bytes())
        .await
        .unwrap();
    let Opening::Open(party) = opened else {
        panic!("the code is right");
    };
    let guest = test
        .store
        .room_guest(organisation, noon(), party, link.as_bytes());
    guest.await.unwrap().unwrap()
}

async fn decided(test: &TestStore, who: &SignedIn, person: PersonId) {
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(who, person).await.unwrap();
    let paper = tx
        .add_paper(case, PaperKind::Meeting, 1, &ServiceMeeting::default())
        .await
        .unwrap();
    let task = |who: &str, what: &str| Task {
        who: who.to_owned(),
        owner: None,
        side: OwnerSide::Outside,
        what: what.to_owned(),
        due: None,
    };
    let tasks = [
        task("見本クリニック", "薬を見なおす"),
        task("就労支援センター見本", "部屋を用意する"),
    ];
    tx.make_tasks(case, paper, None, &tasks).await.unwrap();
    tx.commit(Did::to(person, "meeting.confirmed")).await.unwrap();
}

pub(crate) fn tasks_ask() -> Ask {
    Ask::Tasks(TasksAsk {
        occasion: "ようすを教えてください".to_owned(),
        reply_by: None,
    })
}

#[tokio::test]
async fn a_party_says_something_of_its_own_task_and_of_no_other() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &who).await;
    decided(&test, &who, person).await;
    let parties = ["見本クリニック", "就労支援センター見本"].map(|name| party(name, None));
    open_room(&test, &who, person, tasks_ask(), parties.to_vec()).await;
    let clinic = enter(&test, &who, "tasks 見本クリニック").await;
    let centre = enter(&test, &who, "tasks 就労支援センター見本").await;
    let shown = async |guest: &RoomGuest| {
        let room = test.store.guest_room(guest, noon(), "guest.saw").await.unwrap();
        let Shown::Tasks(tasks) = room.shown else {
            panic!("a room about tasks shows tasks");
        };
        tasks
            .into_iter()
            .map(|task| (task.id, task.what))
            .collect::<Vec<_>>()
    };
    let own = shown(&clinic).await;
    assert_eq!(
        own.iter().map(|(_, what)| what.as_str()).collect::<Vec<_>>(),
        ["薬を見なおす"]
    );
    let theirs = shown(&centre).await;
    let done = |task| {
        Answer::Tasks(TasksAnswer {
            said: vec![TaskSaid {
                task,
                state: TaskState::Done,
                words: "済みました".to_owned(),
                wanted: None,
            }],
        })
    };
    let foreign = test
        .store
        .guest_answer(&clinic, noon(), Uuid::now_v7(), &done(theirs[0].0), &[])
        .await;
    assert!(matches!(foreign, Err(Failure::NotFound)));
    test.store
        .guest_answer(&clinic, noon(), Uuid::now_v7(), &done(own[0].0), &[])
        .await
        .unwrap();
    assert!(shown(&clinic).await.is_empty());
    assert_eq!(shown(&centre).await.len(), 1);
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&who, person).await.unwrap().reader();
    let tasks = tx.tasks(case).await.unwrap();
    let word = tasks.iter().find_map(|task| task.word.as_ref()).unwrap();
    assert_eq!(
        (word.said_by.as_str(), word.entered_by.as_str()),
        ("見本クリニック", "")
    );
    assert_eq!(tasks.iter().filter(|task| task.done.is_some()).count(), 1);
}

#[tokio::test]
async fn the_page_of_a_manager_opens_the_rooms_of_the_same_member_and_no_others() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &who).await;
    let member = MemberId(Uuid::now_v7());
    let parties = vec![
        party("就労支援センター見本", Some(member)),
        party("見本クリニック", None),
    ];
    open_room(&test, &who, person, tasks_ask(), parties).await;
    let desk = Ask::Desk(DeskAsk {
        paper: bansou_domain::id::PaperId(Uuid::now_v7()),
        occasion: "お願い".to_owned(),
        reply_by: None,
    });
    open_room(
        &test,
        &who,
        person,
        desk,
        vec![party("就労支援センター見本", Some(member))],
    )
    .await;
    let guest = enter(&test, &who, "desk 就労支援センター見本").await;
    let room = test.store.guest_room(&guest, noon(), "guest.saw").await.unwrap();
    let Shown::Desk(desk) = room.shown else {
        panic!("a manager has a page");
    };
    assert!(desk.plan.is_none(), "without consent there is no plan");
    let [request] = desk.requests.as_slice() else {
        panic!("one request: {}", desk.requests.len());
    };
    let open = async |guest: &RoomGuest, to| {
        let opened = test.store.open_beside(guest, noon(), to, b"beside").await;
        opened.unwrap()
    };
    let clinic = enter(&test, &who, "tasks 見本クリニック").await;
    assert!(!open(&guest, clinic.party()).await);
    assert!(!open(&guest, RoomPartyId(Uuid::now_v7())).await);
    assert!(
        !open(&clinic, request.party).await,
        "only from the page of a manager"
    );
    assert!(open(&guest, request.party).await);
}

/// One of the team, who belongs to a new provider of the directory.
async fn provider(test: &TestStore, who: &SignedIn, person: PersonId, name: &str) -> ProviderId {
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(who, person).await.unwrap();
    let entry = Provider {
        name: name.to_owned(),
        ..Provider::default()
    };
    let id = tx.add_provider(who.office_member(), &entry).await.unwrap();
    let member = TeamMember {
        provider: Some(id),
        name: "主治医".to_owned(),
        role: "診察".to_owned(),
        ..TeamMember::default()
    };
    tx.add_team_member(case, &member).await.unwrap();
    tx.commit(Did::to(person, "team.added")).await.unwrap();
    id
}

async fn own_tasks(test: &TestStore, guest: &RoomGuest) -> Vec<String> {
    let room = test.store.guest_room(guest, noon(), "guest.saw").await.unwrap();
    let Shown::Tasks(tasks) = room.shown else {
        panic!("a room about tasks shows tasks");
    };
    tasks.into_iter().map(|task| task.what).collect()
}

#[tokio::test]
async fn a_provider_keeps_its_tasks_under_a_new_name_and_another_of_the_old_name_gets_none() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &who).await;
    let clinic = provider(&test, &who, person, "見本クリニック").await;
    decided(&test, &who, person).await;
    let bound = Party {
        whose: Some(Owner::Provider(clinic)),
        ..party("見本クリニック", None)
    };
    let by_words = Party {
        name: "同じ名前".to_owned(),
        owner: "見本クリニック".to_owned(),
        ..party("同じ名前", None)
    };
    open_room(&test, &who, person, tasks_ask(), vec![bound, by_words]).await;
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let entry = tx.provider(who.office_member(), clinic).await.unwrap();
    let renamed = Provider {
        name: "見本メンタルクリニック".to_owned(),
        ..entry.provider
    };
    tx.change_provider(who.office_member(), clinic, &renamed, entry.version)
        .await
        .unwrap();
    tx.commit(Did::to(person, "provider.changed")).await.unwrap();
    let guest = enter(&test, &who, "tasks 見本クリニック").await;
    assert_eq!(own_tasks(&test, &guest).await, ["薬を見なおす"]);
    let other = enter(&test, &who, "tasks 同じ名前").await;
    assert_eq!(own_tasks(&test, &other).await, [""; 0]);
    // A correction in the new name is the same task still.
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&who, person).await.unwrap();
    let before = tx.open_tasks(case.reader()).await.unwrap();
    let old = before.first().unwrap().paper;
    let corrected = Task {
        who: "見本メンタルクリニック".to_owned(),
        owner: None,
        side: OwnerSide::Outside,
        what: "薬を見なおす".to_owned(),
        due: None,
    };
    tx.make_tasks(case, old, Some(old), &[corrected]).await.unwrap();
    let after = tx.open_tasks(case.reader()).await.unwrap();
    tx.commit(Did::to(person, "meeting.confirmed")).await.unwrap();
    let kept: Vec<&str> = after.iter().map(|found| found.task.who.as_str()).collect();
    assert_eq!(kept, ["見本メンタルクリニック"]);
    assert!(before.iter().any(|found| found.id == after[0].id));
}
