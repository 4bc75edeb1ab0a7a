//! Letters from the store to a mail server, over TCP, on the database under test.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot set its scene has to stop"
)]

use bansou_domain::id::{PersonId, RoomId, RoomPartyId};
use bansou_domain::mail::{Letter, MailAddress, MailKind, MailState};
use bansou_domain::room::{Ask, OpinionsAsk, Party, PartyKind, Room, Topic};
use bansou_mail::{Mailer, mend, send_due};
use bansou_store::access::SignedIn;
use bansou_store::journal::Did;
use bansou_store::mail::LetterRecord;
use bansou_store::room::Keys;
use bansou_store::sign_in::{Lifetime, Session, Stage};
use bansou_testkit::smtp::{Caught, MailServer, Temper};
use bansou_testkit::{TestStore, noon, office};
use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};

const FROM: &str = "見本相談支援センター <soudan@mihon.example>";
const TO: &str = "sabikan@mihon.example";

struct Scene {
    test: TestStore,
    server: MailServer,
    mailer: Mailer,
    who: SignedIn,
    person: PersonId,
    room: RoomId,
    party: RoomPartyId,
}

fn later(minutes: i64) -> Timestamp {
    noon() + SignedDuration::from_mins(minutes)
}

fn room() -> Room {
    Room {
        until: "2026-12-20".parse().unwrap(),
        ask: Ask::Opinions(OpinionsAsk {
            occasion: "ふだんのようす".to_owned(),
            topics: vec![Topic::Goals],
            absence: String::new(),
            reply_by: None,
        }),
        parties: vec![Party {
            kind: PartyKind::Provider,
            name: "就労支援センター見本".to_owned(),
            required: false,
            once: false,
            member: None,
            owner: String::new(),
            whose: None,
        }],
    }
}

async fn scene() -> Scene {
    let (test, office) = office().await;
    let store = &test.store;
    let mut tx = store.begin(office.scope(0, noon())).await.unwrap();
    tx.start_session(office.staff[0], b"session", Stage::Full)
        .await
        .unwrap();
    tx.commit_unrecorded().await.unwrap();
    let lifetime = Lifetime {
        idle_since: Timestamp::UNIX_EPOCH,
        begun_since: Timestamp::UNIX_EPOCH,
    };
    let session = store
        .session(office.organisation, noon(), b"session", lifetime)
        .await
        .unwrap();
    let Session::Full(who) = session.unwrap().session else {
        panic!("the session is whole");
    };
    let person: bansou_domain::person::Person = serde_json::from_str(PERSON).unwrap();
    let mut tx = store.begin(who.scope(noon())).await.unwrap();
    let person = tx
        .add_person(who.office_member(), &person, Some(who.staff()), None)
        .await
        .unwrap();
    let case = tx.edit_case(&who, person).await.unwrap();
    let keys = Keys {
        link_hash: b"link".to_vec(),
        code_hash: b"code".to_vec(),
        mailed_code_hash: None,
    };
    let room = tx.open_room(case, None, &room(), &[keys]).await.unwrap();
    let party = tx.parties_of_room(case.reader(), room).await.unwrap()[0].id;
    tx.commit(Did::to(person, "room.opened")).await.unwrap();
    let server = MailServer::start().await;
    Scene {
        mailer: Mailer::read(&server.url, FROM).unwrap(),
        test,
        server,
        who,
        person,
        room,
        party,
    }
}

const PERSON: &str = r#"{"name":"見本 陽介","kana":"みほん ようすけ","born":null,"sex":null,"postcode":"","address":"",
    "housing":null,"tel":"","fax":"","disability":"","support_level":null,"handbooks":[],"income":"","guardians":[],
    "family":[],"caution":"","address_protected":false}"#;

fn letter() -> Letter {
    Letter {
        subject: "【見本相談支援センター】日程のおたずね".to_owned(),
        text: "下のリンクを開いてください。\n\nhttp://mihon.example/r/mihon.abcd\n".to_owned(),
        calendar: Some("BEGIN:VCALENDAR\r\nSUMMARY:サービス担当者会議\r\nEND:VCALENDAR\r\n".to_owned()),
    }
}

impl Scene {
    async fn queue(&self, letter: &Letter) {
        let mut tx = self.test.store.begin(self.who.scope(noon())).await.unwrap();
        let case = tx.edit_case(&self.who, self.person).await.unwrap();
        let to = MailAddress::read(TO).unwrap();
        tx.queue_letter(case, (self.room, self.party), MailKind::Invitation, &to, letter)
            .await
            .unwrap();
        tx.commit(Did::to(self.person, "room.mailed")).await.unwrap();
    }

    async fn again(&self, now: Timestamp) {
        let id = self.letters().await[0].id;
        let mut tx = self.test.store.begin(self.who.scope(now)).await.unwrap();
        let case = tx.edit_case(&self.who, self.person).await.unwrap();
        tx.send_letter_again(case, self.room, id).await.unwrap();
        tx.commit(Did::to(self.person, "room.mailed")).await.unwrap();
    }

    async fn send_at(&self, now: Timestamp) -> usize {
        send_due(&self.test.store, &self.mailer, || now).await.unwrap()
    }

    async fn letters(&self) -> Vec<LetterRecord> {
        let mut tx = self.test.store.begin(self.who.scope(noon())).await.unwrap();
        let case = tx.edit_case(&self.who, self.person).await.unwrap();
        tx.letters_of_room(case.reader(), self.room).await.unwrap()
    }

    async fn stands(&self) -> (MailState, String) {
        let letters = self.letters().await;
        (letters[0].state, letters[0].trouble.clone())
    }
}

/// The headers of a message, and everything in its parts decoded.
fn read(caught: &Caught) -> (String, String) {
    let (head, body) = caught.data.split_once("\n\n").unwrap();
    let mut said = String::new();
    for part in body.split("Content-Type:") {
        let Some((head, body)) = part.split_once("\n\n") else {
            continue;
        };
        let body = body.split("\n--").next().unwrap();
        if head.contains("base64") {
            let signs: String = body.split_whitespace().collect();
            let bytes = data_encoding::BASE64.decode(signs.as_bytes()).unwrap();
            said.push_str(&String::from_utf8(bytes).unwrap());
        } else {
            said.push_str(&unquoted(body));
        }
    }
    (head.to_owned(), said)
}

/// Quoted-printable as text.
fn unquoted(body: &str) -> String {
    let mut bytes = Vec::new();
    let joined = body.replace("=\n", "");
    let mut rest = joined.as_bytes();
    while let [first, after @ ..] = rest {
        if let (b'=', [high, low, after @ ..]) = (first, after) {
            let code = [*high, *low];
            let code = std::str::from_utf8(&code).unwrap();
            bytes.push(u8::from_str_radix(code, 16).unwrap());
            rest = after;
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn a_letter_is_handed_over_once_and_its_text_is_kept_no_longer() {
    let scene = scene().await;
    scene.queue(&letter()).await;
    assert_eq!(scene.send_at(noon()).await, 1);
    assert_eq!(scene.send_at(later(600)).await, 0);
    let caught = scene.server.caught();
    assert_eq!(caught.len(), 1);
    assert_eq!(caught[0].from, "soudan@mihon.example");
    assert_eq!(caught[0].to, [TO]);
    let (head, said) = read(&caught[0]);
    assert!(head.contains(&format!("To: {TO}")), "{head}");
    assert!(head.contains("Date: Fri, 20 Nov 2026 03:00:00 +0000"), "{head}");
    let id = scene.letters().await[0].id;
    assert!(
        head.contains(&format!("Message-ID: <{id}@mihon.example>")),
        "{head}"
    );
    assert!(
        said.contains("http://mihon.example/r/mihon.abcd") && said.contains("SUMMARY:サービス担当者会議"),
        "{said}"
    );
    assert!(caught[0].data.contains("text/calendar") && caught[0].data.contains("kaigi.ics"));
    assert_eq!(scene.stands().await, (MailState::Sent, String::new()));
    // What was sent stands in the database no longer.
    scene
        .test
        .store
        .mend_letters(scene.who.scope(noon()).organisation, noon())
        .await
        .unwrap();
    assert_eq!(scene.letters().await[0].state, MailState::Sent);
}

#[tokio::test]
async fn what_the_server_refuses_is_kept_with_its_words_and_can_be_sent_again() {
    let scene = scene().await;
    scene.server.set(Temper::Refuses("550 5.1.1 no such user here"));
    scene.queue(&letter()).await;
    scene.send_at(noon()).await;
    let (state, words) = scene.stands().await;
    assert_eq!(state, MailState::Refused);
    assert_eq!(words, "permanent error (550): 5.1.1 no such user here");
    assert_eq!(scene.send_at(later(1440)).await, 0, "it is not tried by itself");
    scene.server.set(Temper::Kind);
    scene.again(later(1440)).await;
    assert_eq!(scene.send_at(later(1440)).await, 1);
    assert_eq!(scene.stands().await.0, MailState::Sent);
    assert!(read(&scene.server.caught()[0]).1.contains("/r/mihon.abcd"));
}

#[tokio::test]
async fn what_cannot_be_taken_now_is_tried_later_and_given_up_after_a_day() {
    let scene = scene().await;
    scene.server.set(Temper::Refuses("451 4.3.0 come back later"));
    scene.queue(&letter()).await;
    assert_eq!(scene.send_at(noon()).await, 1);
    assert_eq!(scene.stands().await.0, MailState::Queued);
    assert_eq!(scene.send_at(noon()).await, 0, "not before its minute");
    let mut now = 0;
    for wait in [1, 5, 15, 60, 240, 720] {
        now += wait;
        assert_eq!(scene.send_at(later(now)).await, 1, "after {now} minutes");
    }
    let (state, words) = scene.stands().await;
    assert_eq!(state, MailState::Refused);
    assert!(words.contains("come back later"), "{words}");
    assert!(scene.server.caught().is_empty());
}

#[tokio::test]
async fn a_server_that_is_away_loses_nothing() {
    let scene = scene().await;
    let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", nobody.local_addr().unwrap());
    drop(nobody);
    let away = Mailer::read(&url, FROM).unwrap();
    scene.queue(&letter()).await;
    send_due(&scene.test.store, &away, noon).await.unwrap();
    let (state, words) = scene.stands().await;
    assert_eq!(state, MailState::Queued);
    assert!(words.contains("onnection error"), "{words}");
    assert_eq!(scene.send_at(later(1)).await, 1);
    assert_eq!(scene.stands().await.0, MailState::Sent);
}

#[tokio::test]
async fn of_four_programs_at_once_one_sends_each_letter() {
    let scene = scene().await;
    for _ in 0..10 {
        scene.queue(&letter()).await;
    }
    let sent = join_all((0..4).map(|_| scene.send_at(noon()))).await;
    assert_eq!(sent.iter().sum::<usize>(), 10);
    let mut ids: Vec<String> = scene
        .server
        .caught()
        .iter()
        .map(|caught| {
            let (_, rest) = caught.data.split_once("Message-ID: ").unwrap();
            rest.lines().next().unwrap().to_owned()
        })
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), scene.server.caught().len()), (10, 10));
}

#[tokio::test]
async fn what_was_being_sent_at_a_crash_is_not_sent_again_by_itself() {
    let scene = scene().await;
    scene.queue(&letter()).await;
    let organisation = scene.who.scope(noon()).organisation;
    let claimed = scene.test.store.claim_letter(organisation, noon()).await.unwrap();
    assert!(claimed.is_some_and(|claimed| claimed.tried == 0));
    assert_eq!(mend(&scene.test.store, later(1)).await.unwrap(), 1);
    assert_eq!(scene.send_at(later(2)).await, 0);
    assert_eq!(scene.stands().await, (MailState::Unclear, String::new()));
    scene.again(later(3)).await;
    assert_eq!(scene.send_at(later(3)).await, 1);
    assert_eq!(scene.server.caught().len(), 1);
}

#[tokio::test]
async fn a_connection_that_breaks_in_the_middle_leaves_the_question_to_a_person() {
    let scene = scene().await;
    scene.server.set(Temper::BreaksOff);
    scene.queue(&letter()).await;
    scene.send_at(noon()).await;
    assert_eq!(scene.stands().await.0, MailState::Unclear);
    assert_eq!(scene.send_at(later(1440)).await, 0);
    assert_eq!(scene.server.caught().len(), 1, "it was handed over once");
}

#[tokio::test]
async fn nothing_in_a_letter_can_add_a_header_or_a_reader() {
    let scene = scene().await;
    let injected = "お知らせ\r\nBcc: other@mihon.example\r\n\r\n<script>";
    scene
        .queue(&Letter {
            subject: injected.to_owned(),
            text: "はじめ\r\n.\r\nMAIL FROM:<other@mihon.example>\r\nRCPT TO:<other@mihon.example>\r\n"
                .to_owned(),
            calendar: None,
        })
        .await;
    scene.send_at(noon()).await;
    let caught = scene.server.caught();
    assert_eq!(caught.len(), 1);
    assert_eq!(caught[0].to, [TO]);
    let (head, _) = caught[0].data.split_once("\n\n").unwrap();
    let names: Vec<&str> = head
        .lines()
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| line.split(':').next().unwrap())
        .collect();
    assert!(
        names.iter().all(|name| !name.eq_ignore_ascii_case("bcc")),
        "{head}"
    );
    assert_eq!(names.iter().filter(|name| **name == "Subject").count(), 1);
}

#[tokio::test]
async fn a_link_that_was_taken_back_is_not_sent() {
    let scene = scene().await;
    scene.queue(&letter()).await;
    let mut tx = scene.test.store.begin(scene.who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&scene.who, scene.person).await.unwrap();
    tx.revoke_link(case, scene.room, scene.party, "担当が変わった")
        .await
        .unwrap();
    tx.commit(Did::to(scene.person, "room.revoked")).await.unwrap();
    scene.send_at(noon()).await;
    let (state, words) = scene.stands().await;
    assert_eq!(
        (state, words.as_str()),
        (MailState::Refused, bansou_mail::NO_LONGER)
    );
    assert!(scene.server.caught().is_empty());
}

#[tokio::test]
async fn what_waited_in_a_backup_is_not_sent_by_itself_after_it_is_restored() {
    let scene = scene().await;
    scene.queue(&letter()).await;
    let organisation = scene.who.scope(noon()).organisation;
    let held = scene.test.store.hold_letters(organisation, later(1)).await;
    assert_eq!(held.unwrap(), 1);
    assert_eq!(scene.send_at(later(2)).await, 0);
    assert_eq!(
        scene.stands().await,
        (MailState::Unclear, bansou_store::mail::RESTORED.to_owned())
    );
}

#[tokio::test]
async fn a_new_letter_is_sent_at_once_by_the_task_that_runs_beside_the_server() {
    let scene = scene().await;
    let waits = std::sync::Arc::new(tokio::sync::Notify::new());
    let (store, mailer) = (scene.test.store.clone(), scene.mailer.clone());
    let running = tokio::spawn(bansou_mail::run(store, mailer, noon, waits.clone()));
    scene.queue(&letter()).await;
    waits.notify_one();
    while scene.stands().await.0 != MailState::Sent {
        tokio::task::yield_now().await;
    }
    running.abort();
    assert_eq!(scene.server.caught().len(), 1);
}

#[tokio::test]
async fn a_link_waits_under_a_seal_and_a_letter_whose_seal_is_gone_says_so() {
    let scene = scene().await;
    scene.queue(&letter()).await;
    let other = scene.test.store.clone().sealing_with("別の鍵").unwrap();
    assert_eq!(send_due(&other, &scene.mailer, noon).await.unwrap(), 1);
    let told = (MailState::Refused, bansou_mail::SEAL_GONE.to_owned());
    assert_eq!(scene.stands().await, told);
    assert!(scene.server.caught().is_empty());
}
