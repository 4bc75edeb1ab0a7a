use bansou_domain::conference::{Conference, Line, LineKind};
use bansou_domain::id::{ConferenceId, LineId, PersonId};
use bansou_domain::meeting::ServiceMeeting;
use bansou_domain::paper::PaperKind;
use bansou_domain::task::{DoneMeans, OwnerSide, Task};
use bansou_store::access::SignedIn;
use bansou_store::conference::Added;
use bansou_store::journal::Did;
use bansou_store::{Failure, Store};
use bansou_testkit::{noon, office};
use jiff::civil::date;
use uuid::Uuid;

use crate::{add_person, sign_in};

async fn prepared(store: &Store, who: &SignedIn, person: PersonId) -> ConferenceId {
    let mut tx = store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(who, person).await.unwrap();
    let conference = Conference {
        purpose: "通所の約束を決める".to_owned(),
        ..Conference::default()
    };
    let id = tx.add_conference(case, 1, &conference).await.unwrap();
    tx.commit(Did::to(person, "conference.prepared")).await.unwrap();
    id
}

fn remark(text: &str) -> Line {
    Line {
        text: text.to_owned(),
        ..Line::of(LineKind::Remark)
    }
}

async fn typed(
    store: &Store,
    who: &SignedIn,
    place: (PersonId, ConferenceId),
    id: LineId,
    text: &str,
) -> Result<Added, Failure> {
    let mut tx = store.begin(who.scope(noon())).await?;
    let case = tx.edit_case(who, place.0).await?;
    let added = tx.add_line(case, place.1, id, &remark(text)).await?;
    tx.commit(Did::to(place.0, "conference.line")).await?;
    Ok(added)
}

fn new_id() -> LineId {
    LineId(Uuid::now_v7())
}

#[tokio::test]
async fn two_recorders_at_once_keep_every_line_of_both() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &who).await;
    let id = prepared(&test.store, &who, person).await;
    let recorder = |name: &'static str| {
        let (store, who) = (test.store.clone(), who.clone());
        tokio::spawn(async move {
            for number in 0..20 {
                let said = format!("{name}{number}");
                typed(&store, &who, (person, id), new_id(), &said).await.unwrap();
            }
        })
    };
    let (one, other) = (recorder("甲"), recorder("乙"));
    one.await.unwrap();
    other.await.unwrap();
    let case = test.store.open_case(&who, noon(), person, "room").await.unwrap();
    let bansou_store::access::Door::Open(case) = case else {
        panic!("the case is the worker's own")
    };
    let mut reader = test.store.read(who.scope(noon())).await.unwrap();
    let lines = reader.lines(case, id).await.unwrap();
    for name in ["甲", "乙"] {
        let own: Vec<String> = lines
            .iter()
            .map(|line| line.line.text.clone())
            .filter(|text| text.starts_with(name))
            .collect();
        let expected: Vec<String> = (0..20).map(|number| format!("{name}{number}")).collect();
        assert_eq!(
            own, expected,
            "each recorder's lines stand in the order they were typed"
        );
    }
    let places: Vec<i64> = lines.iter().map(|line| line.place).collect();
    assert!(places.is_sorted() && places.len() == 40);
}

#[tokio::test]
async fn a_line_sent_again_is_stored_once_and_never_in_another_conference() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &who).await;
    let (id, other) = (
        prepared(&test.store, &who, person).await,
        prepared(&test.store, &who, person).await,
    );
    let line = new_id();
    let first = typed(&test.store, &who, (person, id), line, "一度")
        .await
        .unwrap();
    assert!(matches!(first, Added::New(_)));
    let again = typed(&test.store, &who, (person, id), line, "一度")
        .await
        .unwrap();
    assert_eq!(again, Added::Before);
    let elsewhere = typed(&test.store, &who, (person, other), line, "一度").await;
    assert!(matches!(elsewhere, Err(Failure::NotFound)));
    let stranger = add_person(&test.store, &who).await;
    let foreign = typed(&test.store, &who, (stranger, id), new_id(), "よその会議").await;
    assert!(matches!(foreign, Err(Failure::NotFound)));
}

#[tokio::test]
async fn a_struck_line_stays_and_is_struck_once() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &who).await;
    let id = prepared(&test.store, &who, person).await;
    let line = new_id();
    typed(&test.store, &who, (person, id), line, "言いまちがい")
        .await
        .unwrap();
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&who, person).await.unwrap();
    tx.strike_line(case, id, line).await.unwrap();
    let again = tx.strike_line(case, id, line).await;
    assert!(matches!(again, Err(Failure::Stale)));
    let lines = tx.lines(case.reader(), id).await.unwrap();
    assert_eq!(
        (lines.len(), lines[0].struck, lines[0].line.text.as_str()),
        (1, true, "言いまちがい")
    );
}

#[tokio::test]
async fn a_note_is_read_by_nobody_but_its_writer() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &who).await;
    let id = prepared(&test.store, &who, person).await;
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&who, person).await.unwrap();
    tx.keep_own_note(case, id, "意見が対立している", 0).await.unwrap();
    tx.commit(Did::to(person, "conference.note")).await.unwrap();
    let other = sign_in(&test.store, &office, 1).await;
    let mut mine = test.store.read(who.scope(noon())).await.unwrap();
    assert_eq!(
        mine.own_note(case.reader(), id).await.unwrap().content,
        "意見が対立している"
    );
    drop(mine);
    let mut theirs = test.store.read(other.scope(noon())).await.unwrap();
    assert_eq!(theirs.own_note(case.reader(), id).await.unwrap().content, "");
    drop(theirs);
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let stale = tx.keep_own_note(case, id, "書きかえ", 7).await;
    assert!(matches!(stale, Err(Failure::Stale)));
}

fn task(who: &str, what: &str) -> Task {
    Task {
        who: who.to_owned(),
        owner: None,
        side: OwnerSide::Outside,
        what: what.to_owned(),
        due: Some(date(2026, 12, 6)),
    }
}

#[tokio::test]
async fn a_correction_keeps_what_is_done_and_withdraws_what_no_longer_stands() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &who).await;
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&who, person).await.unwrap();
    let meeting = ServiceMeeting::default();
    let old = tx.add_paper(case, PaperKind::Meeting, 1, &meeting).await.unwrap();
    let tasks = [task("本人", "カードを作る"), task("母", "電話する")];
    tx.make_tasks(case, old, None, &tasks).await.unwrap();
    let made = tx.open_tasks(case.reader()).await.unwrap();
    let card = made.iter().find(|found| found.task.who == "本人").unwrap();
    let done = Some((date(2026, 11, 20), DoneMeans::Person, ""));
    tx.finish_task(case, card.id, card.version, done).await.unwrap();
    assert!(matches!(
        tx.finish_task(case, card.id, card.version, None).await,
        Err(Failure::Stale)
    ));
    let new = tx.add_paper(case, PaperKind::Meeting, 1, &meeting).await.unwrap();
    let corrected = [task("本人", "カードを作る"), task("姉", "電話する")];
    tx.make_tasks(case, new, Some(old), &corrected).await.unwrap();
    let now = tx.tasks(case.reader()).await.unwrap();
    let said: Vec<String> = now
        .iter()
        .map(|found| format!("{} {} {}", found.task.who, found.task.what, found.done.is_some()))
        .collect();
    assert_eq!(said, ["姉 電話する false", "本人 カードを作る true"]);
    assert!(now.iter().all(|found| found.paper == new));
}

#[tokio::test]
async fn parts_of_a_page_that_was_looked_at_leave_no_view_of_their_own() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &who).await;
    let views = async |now| {
        let mut reader = test.store.read(who.scope(now)).await.unwrap();
        let bansou_store::access::Door::Open(case) =
            test.store.go_on_in_case(&who, now, person, "room").await.unwrap()
        else {
            panic!("the case is the worker's own")
        };
        let entries = reader.journal_of(case, i64::MAX, 100).await.unwrap();
        entries.iter().filter(|entry| entry.kind == "view").count()
    };
    let now = noon();
    views(now).await;
    assert_eq!(views(now).await, 1, "the first part is the view");
    assert_eq!(views(now).await, 1);
    let later = now + jiff::SignedDuration::from_mins(61);
    views(later).await;
    assert_eq!(views(later).await, 2, "after an hour it is a view again");
}

#[tokio::test]
async fn a_record_of_before_the_minutes_grew_reads_and_is_written_as_it_was() {
    let old = r#"{"on":"2026-04-28","from":900,"until":955,"place":"会議室","purpose":"約束を決める","attended":["本人"],"person_absent_reason":"","absent_opinions":[],"discussion":"静かな部屋がよい","decisions":[{"who":"本人","what":"カードを作る","by":"2026-05-06"}],"open":[],"next":"7月"}"#;
    let meeting: ServiceMeeting = serde_json::from_str(old).unwrap();
    assert_eq!(meeting.summary, Vec::<String>::new());
    assert_eq!(serde_json::to_string(&meeting).unwrap(), old);
}
