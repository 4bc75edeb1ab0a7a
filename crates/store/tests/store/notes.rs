use bansou_domain::note::{CaseNote, Counterpart, Means, Work};
use bansou_store::Failure;
use bansou_store::journal::Did;
use bansou_testkit::{noon, office};
use jiff::civil::date;

use crate::{add_person, sign_in};

fn note(facts: &str) -> CaseNote {
    CaseNote {
        on: date(2026, 11, 18),
        from: Some(600),
        until: Some(620),
        means: Means::Telephone,
        counterpart: Counterpart::Person,
        counterpart_name: String::new(),
        place: String::new(),
        work: Work::Consultation,
        facts: facts.to_owned(),
        words: String::new(),
        view: String::new(),
        next: String::new(),
        missed: None,
        event: None,
        settles: None,
        deed: None,
    }
}

#[tokio::test]
async fn words_of_two_characters_and_of_one_are_found_and_others_are_not() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &who).await;
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&who, person).await.unwrap();
    for facts in [
        "服薬の管理を主治医と相談した。",
        "図書館まで一人で歩いた。",
        "ＡＢＣ作業所を見学。",
    ] {
        tx.add_note(case, &note(facts), None).await.unwrap();
    }
    tx.commit(Did::to(person, "note.added")).await.unwrap();
    let mut reader = test.store.read(who.scope(noon())).await.unwrap();
    for (words, hits) in [
        ("服薬", 1),
        ("図書館", 1),
        ("abc作業", 1),
        ("ﾌｸﾔｸ", 0),
        ("薬", 1),
        ("通院", 0),
        ("一人 図書", 1),
        ("\"' OR 1 -- *", 0),
    ] {
        let found = reader.search_notes(who.office_member(), words, 10).await.unwrap();
        assert_eq!(found.len(), hits, "{words}");
    }
}

#[tokio::test]
async fn a_word_that_many_notes_of_the_office_hold_is_found_in_ones_own_alone() {
    let (test, office) = office().await;
    let mut workers = Vec::new();
    for (staff, notes, hits) in [(1, 210, 10), (0, 3, 3)] {
        let who = sign_in(&test.store, &office, staff).await;
        let person = add_person(&test.store, &who).await;
        let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
        let case = tx.edit_case(&who, person).await.unwrap();
        for day in 0..notes {
            tx.add_note(case, &note(&format!("散歩 {day}回")), None)
                .await
                .unwrap();
        }
        tx.commit(Did::to(person, "note.added")).await.unwrap();
        workers.push((who, hits));
    }
    for (who, hits) in workers {
        let mut reader = test.store.read(who.scope(noon())).await.unwrap();
        let found = reader
            .search_notes(who.office_member(), "散歩", 10)
            .await
            .unwrap();
        assert_eq!(found.len(), hits);
    }
}

#[tokio::test]
async fn a_colleagues_notes_are_not_searched() {
    let (test, office) = office().await;
    let (aiko, shuichi) = (
        sign_in(&test.store, &office, 0).await,
        sign_in(&test.store, &office, 1).await,
    );
    let person = add_person(&test.store, &aiko).await;
    let mut tx = test.store.begin(aiko.scope(noon())).await.unwrap();
    let case = tx.edit_case(&aiko, person).await.unwrap();
    tx.add_note(case, &note("服薬の管理"), None).await.unwrap();
    tx.commit(Did::to(person, "note.added")).await.unwrap();
    let mut reader = test.store.read(shuichi.scope(noon())).await.unwrap();
    assert!(
        reader
            .search_notes(shuichi.office_member(), "服薬", 10)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_note_is_corrected_once_by_a_note_that_names_it() {
    let (test, office) = office().await;
    let who = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &who).await;
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&who, person).await.unwrap();
    let old = tx.add_note(case, &note("10時に電話"), None).await.unwrap();
    let new = tx.add_note(case, &note("11時に電話"), Some(old)).await.unwrap();
    assert!(matches!(
        tx.add_note(case, &note("12時に電話"), Some(old)).await,
        Err(Failure::Stale)
    ));
    let notes = tx.notes(case.reader(), 0, 10).await.unwrap();
    let lines: Vec<_> = notes
        .iter()
        .map(|note| (note.note.facts.as_str(), note.replaced))
        .collect();
    assert_eq!(lines, [("11時に電話", false), ("10時に電話", true)]);
    assert_eq!(notes[0].id, new);
    assert_eq!(notes[0].replaces, Some(old));
}
