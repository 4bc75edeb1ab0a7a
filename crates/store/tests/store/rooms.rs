use bansou_demo::Office;
use bansou_domain::id::{PersonId, RoomId, RoomPartyId};
use bansou_domain::room::{
    Answer, AnswerMeans, Ask, Candidate, DatesAnswer, DatesAsk, Mark, Party, PartyKind, Room,
};
use bansou_store::access::SignedIn;
use bansou_store::journal::{Did, Verified};
use bansou_store::room::Keys;
use bansou_store::room::guest::Opening;
use bansou_store::{Failure, Store};
use bansou_testkit::{noon, office};
use futures_util::future::join_all;
use jiff::ToSpan;
use jiff::civil::date;
use uuid::Uuid;

use crate::{add_person, nobody, sign_in};

const LINK: &[u8] = b"link";
const CODE: &[u8] = b"code";

fn room(once: bool) -> Room {
    let candidate = |day| Candidate {
        on: date(2026, 12, day),
        from: 14 * 60,
    };
    Room {
        until: date(2026, 12, 20),
        ask: Ask::Dates(DatesAsk {
            occasion: "次の計画について話し合う".to_owned(),
            minutes: 60,
            place: String::new(),
            candidates: vec![candidate(1), candidate(2)],
            reply_by: None,
        }),
        parties: vec![Party {
            kind: PartyKind::Provider,
            name: "就労支援センター見本".to_owned(),
            required: true,
            once,
            member: None,
            owner: String::new(),
            whose: None,
        }],
    }
}

fn good() -> Answer {
    Answer::Dates(DatesAnswer {
        marks: vec![Some(Mark::Good), None],
        note: String::new(),
    })
}

struct Scene {
    office: Office,
    who: SignedIn,
    person: PersonId,
    room: RoomId,
}

async fn scene(store: &Store, office: Office, once: bool) -> Scene {
    let who = sign_in(store, &office, 0).await;
    let person = add_person(store, &who).await;
    let mut tx = store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&who, person).await.unwrap();
    let keys = Keys {
        link_hash: LINK.to_vec(),
        code_hash: CODE.to_vec(),
        mailed_code_hash: None,
    };
    let subject = Some(Uuid::from_u128(7));
    let room = tx.open_room(case, subject, &room(once), &[keys]).await.unwrap();
    tx.commit(Did::to(person, "room.opened")).await.unwrap();
    Scene {
        office,
        who,
        person,
        room,
    }
}

impl Scene {
    async fn open(&self, store: &Store, code: &[u8], visit: &[u8]) -> Opening {
        let organisation = self.office.organisation;
        store
            .open_link(organisation, noon(), LINK, code, visit)
            .await
            .unwrap()
    }

    async fn party(&self, store: &Store) -> RoomPartyId {
        let mut tx = store.begin(self.who.scope(noon())).await.unwrap();
        let case = tx.edit_case(&self.who, self.person).await.unwrap();
        tx.parties_of_room(case.reader(), self.room).await.unwrap()[0].id
    }
}

#[tokio::test]
async fn of_a_hundred_presses_at_once_a_link_for_once_opens_once() {
    let (test, office) = office().await;
    let scene = scene(&test.store, office, true).await;
    let visits: Vec<_> = (0..100_u8).map(|number| [number]).collect();
    let presses = visits.iter().map(|visit| scene.open(&test.store, CODE, visit));
    let opened = join_all(presses).await;
    let open = opened.iter().filter(|answer| matches!(answer, Opening::Open(_)));
    assert_eq!(open.count(), 1);
    assert!(opened.iter().all(|answer| !matches!(answer, Opening::Wrong(_))));
}

#[tokio::test]
async fn of_twenty_wrong_codes_at_once_five_are_counted_and_then_nothing_opens() {
    let (test, office) = office().await;
    let scene = scene(&test.store, office, false).await;
    let tries = (0..20_u8).map(|_| scene.open(&test.store, b"wrong", b"visit"));
    let answers = join_all(tries).await;
    let mut left: Vec<i64> = answers
        .iter()
        .filter_map(|answer| match answer {
            Opening::Wrong(left) => Some(*left),
            _ => None,
        })
        .collect();
    left.sort_unstable();
    assert_eq!(left, [1, 2, 3, 4]);
    assert_eq!(scene.open(&test.store, CODE, b"visit").await, Opening::Dead);
    let mut reader = test.store.read(nobody(scene.office.organisation)).await.unwrap();
    assert!(matches!(
        reader.verify_journal().await.unwrap(),
        Verified::Whole { .. }
    ));
}

#[tokio::test]
async fn a_visit_ends_with_its_hour_its_link_and_its_room() {
    let (test, office) = office().await;
    let scene = scene(&test.store, office, false).await;
    let Opening::Open(party) = scene.open(&test.store, CODE, b"visit").await else {
        panic!("the code is right");
    };
    let organisation = scene.office.organisation;
    let guest = |at| test.store.room_guest(organisation, at, party, b"visit");
    assert!(guest(noon()).await.unwrap().is_some());
    assert!(
        guest(noon() + 61.minutes()).await.unwrap().is_none(),
        "idle for an hour"
    );
    assert!(
        guest(noon() + (24 * 31).hours()).await.unwrap().is_none(),
        "after the end of the room"
    );
    let other = test
        .store
        .room_guest(organisation, noon(), RoomPartyId(Uuid::now_v7()), b"visit");
    assert!(other.await.unwrap().is_none(), "a visit belongs to one party");
    let mut tx = test.store.begin(scene.who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&scene.who, scene.person).await.unwrap();
    tx.close_room(case, scene.room).await.unwrap();
    tx.commit(Did::to(scene.person, "room.closed")).await.unwrap();
    assert!(guest(noon()).await.unwrap().is_none(), "the room is closed");
}

#[tokio::test]
async fn answers_are_added_and_never_changed_and_a_form_sent_twice_is_kept_once() {
    let (test, office) = office().await;
    let scene = scene(&test.store, office, false).await;
    let Opening::Open(party) = scene.open(&test.store, CODE, b"visit").await else {
        panic!("the code is right");
    };
    let organisation = scene.office.organisation;
    let guest = test
        .store
        .room_guest(organisation, noon(), party, b"visit")
        .await
        .unwrap()
        .unwrap();
    let key = Uuid::now_v7();
    for _ in 0..2 {
        test.store
            .guest_answer(&guest, noon(), key, &good(), &[])
            .await
            .unwrap();
    }
    let mut tx = test.store.begin(scene.who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&scene.who, scene.person).await.unwrap();
    tx.enter_answer(case, scene.room, party, &good(), AnswerMeans::Phone, &[])
        .await
        .unwrap();
    tx.commit(Did::to(scene.person, "room.answer_entered"))
        .await
        .unwrap();
    let mut tx = test.store.begin(scene.who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&scene.who, scene.person).await.unwrap().reader();
    let means: Vec<_> = tx
        .answers_of_room(case, scene.room)
        .await
        .unwrap()
        .iter()
        .map(|answer| answer.means)
        .collect();
    assert_eq!(means, [AnswerMeans::Link, AnswerMeans::Phone]);
    let of_conference = tx.rooms_of_subject(case, Uuid::from_u128(7)).await.unwrap();
    assert_eq!(
        of_conference
            .iter()
            .map(|room| (room.answered, room.invited))
            .collect::<Vec<_>>(),
        [(1, 1)]
    );
    assert!(
        tx.rooms_of_subject(case, Uuid::from_u128(8))
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_new_link_ends_the_old_one_with_its_visits() {
    let (test, office) = office().await;
    let scene = scene(&test.store, office, false).await;
    scene.open(&test.store, CODE, b"visit").await;
    let party = scene.party(&test.store).await;
    let mut tx = test.store.begin(scene.who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&scene.who, scene.person).await.unwrap();
    let keys = Keys {
        link_hash: b"new link".to_vec(),
        code_hash: b"new code".to_vec(),
        mailed_code_hash: None,
    };
    tx.renew_link(case, scene.room, party, &keys).await.unwrap();
    assert!(matches!(
        tx.renew_link(case, scene.room, RoomPartyId(Uuid::now_v7()), &keys)
            .await,
        Err(Failure::NotFound)
    ));
    tx.commit(Did::to(scene.person, "room.link_renewed"))
        .await
        .unwrap();
    assert_eq!(scene.open(&test.store, CODE, b"again").await, Opening::Dead);
    let organisation = scene.office.organisation;
    assert!(
        test.store
            .room_guest(organisation, noon(), party, b"visit")
            .await
            .unwrap()
            .is_none()
    );
    let opened = test
        .store
        .open_link(organisation, noon(), b"new link", b"new code", b"third")
        .await
        .unwrap();
    assert_eq!(opened, Opening::Open(party));
}
