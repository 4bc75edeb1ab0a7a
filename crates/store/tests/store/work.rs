use bansou_domain::certificate::{CertificateKind, RecipientCertificate};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::note::{CaseNote, Counterpart, Means, Work};
use bansou_domain::paper::{ConsentMeans, DeliveryMeans, PaperKind, Recipient};
use bansou_domain::plan::ServicePlan;
use bansou_store::access::{CaseEditor, Door, SignedIn};
use bansou_store::board::Lane;
use bansou_store::consent::Consent;
use bansou_store::delivery::Delivery;
use bansou_store::journal::Did;
use bansou_store::paper::PaperLine;
use bansou_store::person::PeopleFilter;
use bansou_store::{Store, Tx};
use bansou_testkit::{noon, office};
use jiff::civil::{Date, date};

use crate::{add_person, sign_in};

const TODAY: Date = date(2026, 11, 20);

pub(crate) fn certificate(until: Date) -> RecipientCertificate {
    RecipientCertificate {
        kind: CertificateKind::Welfare,
        number: "0000000018".to_owned(),
        municipality: "141305".to_owned(),
        grant_from: date(2026, 5, 1),
        grant_until: until,
        level_from: None,
        level_until: None,
        cap_yen: None,
        services: Vec::new(),
        monitoring_text: String::new(),
        months: vec!["2026-11".parse().unwrap()],
        planning_from: None,
        planning_until: None,
        cap_manager: false,
        holder: bansou_domain::certificate::Holder::default(),
    }
}

pub(crate) fn note(on: Date) -> CaseNote {
    CaseNote {
        on,
        from: None,
        until: None,
        means: Means::Telephone,
        counterpart: Counterpart::Person,
        counterpart_name: String::new(),
        place: String::new(),
        work: Work::Coordination,
        facts: "通所の様子を聞いた。".to_owned(),
        words: String::new(),
        view: String::new(),
        next: String::new(),
        missed: None,
        event: None,
        settles: None,
        deed: None,
    }
}

pub(crate) async fn write<F>(store: &Store, who: &SignedIn, person: PersonId, work: F)
where
    F: AsyncFnOnce(&mut Tx, CaseEditor),
{
    let mut tx = store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(who, person).await.unwrap();
    work(&mut tx, case).await;
    tx.commit(Did::to(person, "tested")).await.unwrap();
}

pub(crate) async fn add_plan(
    tx: &mut Tx,
    case: CaseEditor,
    kind: PaperKind,
    made: Date,
    confirm: bool,
) -> PaperId {
    let plan = ServicePlan {
        made_on: Some(made),
        ..ServicePlan::default()
    };
    let id = tx.add_paper(case, kind, 1, &plan).await.unwrap();
    if confirm {
        tx.confirm_paper(case, id, 1).await.unwrap();
    }
    id
}

pub(crate) async fn agree(tx: &mut Tx, case: CaseEditor, paper: PaperId, on: Date) {
    let consent = Consent {
        given_on: on,
        explained_on: Some(on),
        means: ConsentMeans::Paper,
        signer: "見本 陽介".to_owned(),
        relation: String::new(),
        reason: String::new(),
        signature: String::new(),
        answer: None,
    };
    tx.add_consent(case, paper, &consent).await.unwrap();
}

pub(crate) async fn hand(tx: &mut Tx, case: CaseEditor, paper: PaperId, to: Recipient, on: Date) {
    let delivery = Delivery {
        recipient: to,
        name: String::new(),
        on,
        means: DeliveryMeans::Hand,
        receipt: None,
    };
    tx.add_delivery(case, paper, &delivery).await.unwrap();
}

async fn paper_of(tx: &mut Tx, case: CaseEditor, kind: PaperKind) -> PaperLine {
    let papers = tx.papers(case.reader()).await.unwrap();
    papers.into_iter().find(|paper| paper.kind == kind).unwrap()
}

async fn pass(tx: &mut Tx, case: CaseEditor, milestone: &str, on: Date) {
    tx.add_milestone(case, 1, milestone, on, "", None).await.unwrap();
}

async fn waiting(store: &Store, who: &SignedIn) -> String {
    let mut reader = store.read(who.scope(noon())).await.unwrap();
    let rows = reader.waiting_work(who.office_member(), TODAY, 50).await.unwrap();
    let line = |row: &bansou_store::work::WorkRow| {
        let paper = row.paper.map_or("", |(_, kind)| kind.label());
        let on = row.on.map(|on| on.to_string()).unwrap_or_default();
        format!("{} {} {paper} {on} /{}", row.waiting.label(), row.name, row.total)
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn what_waits_is_computed_from_the_facts_and_ends_with_them() {
    let (test, office) = office().await;
    let aiko = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &aiko).await;
    let store = &test.store;
    assert_eq!(waiting(store, &aiko).await, "");

    write(store, &aiko, person, async |tx, case| {
        add_plan(tx, case, PaperKind::DraftPlan, date(2026, 11, 2), true).await;
        add_plan(tx, case, PaperKind::Plan, date(2026, 11, 18), false).await;
        pass(tx, case, "applied", date(2026, 10, 20)).await;
        tx.add_certificate(case, &certificate(date(2026, 12, 31)))
            .await
            .unwrap();
        tx.add_note(case, &note(date(2026, 8, 1)), None).await.unwrap();
    })
    .await;
    assert_eq!(
        waiting(store, &aiko).await,
        [
            "受給者証 見本 陽介  2026-12-31 /1",
            "同意待ち 見本 陽介 計画案 2026-11-02 /1",
            "連絡なし 見本 陽介  2026-08-01 /1",
            "途中の書類 見本 陽介 サービス等利用計画 2026-11-18 /1"
        ]
        .join("\n")
    );

    write(store, &aiko, person, async |tx, case| {
        let draft = paper_of(tx, case, PaperKind::DraftPlan).await.id;
        agree(tx, case, draft, date(2026, 11, 10)).await;
        hand(tx, case, draft, Recipient::Person, date(2026, 11, 10)).await;
        let plan = paper_of(tx, case, PaperKind::Plan).await;
        tx.discard_paper(case, plan.id, plan.version).await.unwrap();
        tx.add_note(case, &note(date(2026, 11, 19)), None).await.unwrap();
    })
    .await;
    assert_eq!(
        waiting(store, &aiko).await,
        [
            "受給者証 見本 陽介  2026-12-31 /1",
            "提出 見本 陽介 計画案 2026-11-10 /1"
        ]
        .join("\n")
    );
    write(store, &aiko, person, async |tx, case| {
        let draft = paper_of(tx, case, PaperKind::DraftPlan).await.id;
        hand(tx, case, draft, Recipient::Municipality, date(2026, 11, 12)).await;
    })
    .await;
    assert_eq!(
        waiting(store, &aiko).await,
        [
            "受給者証 見本 陽介  2026-12-31 /1",
            "支給決定待ち 見本 陽介  2026-11-12 /1"
        ]
        .join("\n")
    );
    write(store, &aiko, person, async |tx, case| {
        pass(tx, case, "grant_received", date(2026, 11, 19)).await;
    })
    .await;
    assert_eq!(waiting(store, &aiko).await, "受給者証 見本 陽介  2026-12-31 /1");
}

#[tokio::test]
async fn a_covered_case_stands_in_the_work_of_whoever_covers_it() {
    let (test, office) = office().await;
    let (aiko, shuichi) = (
        sign_in(&test.store, &office, 0).await,
        sign_in(&test.store, &office, 1).await,
    );
    let person = add_person(&test.store, &aiko).await;
    write(&test.store, &aiko, person, async |tx, case| {
        add_plan(tx, case, PaperKind::Plan, date(2026, 11, 18), false).await;
    })
    .await;
    assert_eq!(waiting(&test.store, &shuichi).await, "");
    write(&test.store, &aiko, person, async |tx, case| {
        tx.add_cover(case, shuichi.staff(), date(2026, 11, 16), date(2026, 11, 27))
            .await
            .unwrap();
    })
    .await;
    assert_eq!(
        waiting(&test.store, &shuichi).await,
        ["途中の書類 見本 陽介 サービス等利用計画 2026-11-18 /1"].join("\n")
    );
    write(&test.store, &shuichi, person, async |tx, case| {
        let covers = tx.covers(case.reader()).await.unwrap();
        tx.end_cover(case, covers[0].id, TODAY).await.unwrap();
    })
    .await;
    assert_eq!(waiting(&test.store, &shuichi).await, "");
}

#[tokio::test]
async fn the_month_counts_each_person_once() {
    let (test, office) = office().await;
    let aiko = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &aiko).await;
    write(&test.store, &aiko, person, async |tx, case| {
        tx.add_certificate(case, &certificate(date(2027, 4, 30)))
            .await
            .unwrap();
    })
    .await;
    let mut reader = test.store.read(aiko.scope(noon())).await.unwrap();
    let count = reader
        .month_count(aiko.office_member(), "2026-11".parse().unwrap())
        .await
        .unwrap();
    assert_eq!((count.due, count.done, count.cases), (1, 0, 1));
}

/// What a worker finds of the office's one case, on every list there is.
async fn found(store: &Store, who: &SignedIn, now: jiff::Timestamp) -> String {
    let mut reader = store.read(who.scope(now)).await.unwrap();
    let member = who.office_member();
    let month = "2026-11".parse().unwrap();
    let lane = |mine| Lane {
        from: month,
        until: month,
        open_only: true,
        mine,
    };
    let mine = reader.monitoring_lane(member, lane(true), 0, 10).await.unwrap();
    let office = reader.monitoring_lane(member, lane(false), 0, 10).await.unwrap();
    let row = &office.rows[0];
    let count = reader.month_count(member, month).await.unwrap();
    let filter = PeopleFilter {
        mine: true,
        ..PeopleFilter::default()
    };
    let list = reader.people(member, &filter, 0, 10).await.unwrap();
    assert_eq!(
        i64::try_from(list.len()).unwrap(),
        reader.count_people(member, &filter).await.unwrap()
    );
    let hit = &reader.find_people(member, "みほん", 10).await.unwrap()[0];
    let notes = reader.search_notes(member, "通所の様子", 10).await.unwrap();
    format!(
        "board {} of {}, {} {}; month {}/{} of {} ({}); list {:?}; search {} {}; notes {:?}",
        mine.rows.len(),
        mine.total,
        row.specialist,
        row.covered,
        count.done,
        count.due,
        count.cases,
        count.covered,
        list.iter()
            .map(|line| (line.mine, line.covered))
            .collect::<Vec<_>>(),
        hit.mine,
        hit.covered,
        notes
            .iter()
            .map(|hit| hit.covered_for.clone())
            .collect::<Vec<_>>()
    )
}

#[tokio::test]
async fn a_covered_case_stands_on_every_list_of_whoever_covers_it_and_only_in_the_period() {
    let (test, office) = office().await;
    let (aiko, shuichi) = (
        sign_in(&test.store, &office, 0).await,
        sign_in(&test.store, &office, 1).await,
    );
    let person = add_person(&test.store, &aiko).await;
    write(&test.store, &aiko, person, async |tx, case| {
        tx.add_certificate(case, &certificate(date(2027, 4, 30)))
            .await
            .unwrap();
        tx.add_note(case, &note(date(2026, 11, 10)), None).await.unwrap();
        for until in [date(2026, 11, 21), date(2026, 11, 22)] {
            tx.add_cover(case, shuichi.staff(), date(2026, 11, 19), until)
                .await
                .unwrap();
        }
    })
    .await;
    let day = |days: i64| noon() + jiff::SignedDuration::from_hours(24 * days);
    let mut told = vec![format!("own: {}", found(&test.store, &aiko, noon()).await)];
    for (word, days) in [("before", -2), ("first day", -1), ("last day", 2), ("after", 3)] {
        told.push(format!(
            "{word}: {}",
            found(&test.store, &shuichi, day(days)).await
        ));
        let door = test
            .store
            .open_case(&shuichi, day(days), person, "overview")
            .await;
        told.push(format!("{word}: {}", matches!(door.unwrap(), Door::Open(_))));
    }
    insta::assert_snapshot!(told.join("\n"), @r#"
    own: board 1 of 1, 見本 相子 false; month 0/1 of 1 (0); list [(true, false)]; search true false; notes [None]
    before: board 0 of 0, 見本 相子 false; month 0/0 of 0 (0); list []; search false false; notes []
    before: false
    first day: board 1 of 1, 見本 相子 true; month 0/1 of 1 (1); list [(false, true)]; search false true; notes [Some("見本 相子")]
    first day: true
    last day: board 1 of 1, 見本 相子 true; month 0/1 of 1 (1); list [(false, true)]; search false true; notes [Some("見本 相子")]
    last day: true
    after: board 0 of 0, 見本 相子 false; month 0/0 of 0 (0); list []; search false false; notes []
    after: false
    "#);
}

#[tokio::test]
async fn an_application_waits_for_its_draft_before_it_waits_for_the_grant() {
    let (test, office) = office().await;
    let aiko = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &aiko).await;
    let store = &test.store;
    write(store, &aiko, person, async |tx, case| {
        tx.add_milestone(case, 1, "applied", date(2026, 10, 20), "", None)
            .await
            .unwrap();
    })
    .await;
    assert_eq!(waiting(store, &aiko).await, "計画案 見本 陽介  2026-10-20 /1");
    write(store, &aiko, person, async |tx, case| {
        add_plan(tx, case, PaperKind::DraftPlan, date(2026, 11, 2), false).await;
    })
    .await;
    assert_eq!(
        waiting(store, &aiko).await,
        "途中の書類 見本 陽介 計画案 2026-11-02 /1"
    );
    write(store, &aiko, person, async |tx, case| {
        tx.add_milestone(
            case,
            1,
            "passed:draft-submitted",
            date(2026, 11, 10),
            "本人が出した",
            None,
        )
        .await
        .unwrap();
    })
    .await;
    assert_eq!(
        waiting(store, &aiko).await,
        [
            "支給決定待ち 見本 陽介  2026-11-10 /1",
            "途中の書類 見本 陽介 計画案 2026-11-02 /1"
        ]
        .join("\n")
    );
}

#[tokio::test]
async fn a_visit_in_vain_is_no_contact_and_a_turn_in_life_stays_until_somebody_looked_or_said_why_not() {
    let (test, office) = office().await;
    let aiko = sign_in(&test.store, &office, 0).await;
    let person = add_person(&test.store, &aiko).await;
    let store = &test.store;
    write(store, &aiko, person, async |tx, case| {
        tx.add_note(case, &note(date(2026, 8, 1)), None).await.unwrap();
        let vain = CaseNote {
            missed: Some(bansou_domain::outing::Missed::Absent),
            ..note(date(2026, 11, 10))
        };
        tx.add_note(case, &vain, None).await.unwrap();
    })
    .await;
    assert_eq!(waiting(store, &aiko).await, "連絡なし 見本 陽介  2026-08-01 /1");

    let mut admitted = None;
    write(store, &aiko, person, async |tx, case| {
        let turn = CaseNote {
            event: Some(bansou_domain::event::Event::Admission),
            ..note(date(2026, 11, 11))
        };
        let first = tx.add_note(case, &turn, None).await.unwrap();
        let corrected = CaseNote {
            on: date(2026, 11, 12),
            ..turn
        };
        admitted = Some((first, tx.add_note(case, &corrected, Some(first)).await.unwrap()));
    })
    .await;
    assert_eq!(waiting(store, &aiko).await, "できごと 見本 陽介  2026-11-12 /1");

    let (_, standing) = admitted.unwrap();
    write(store, &aiko, person, async |tx, case| {
        let why = CaseNote {
            settles: Some(standing),
            ..note(date(2026, 11, 13))
        };
        tx.add_note(case, &why, None).await.unwrap();
    })
    .await;
    assert_eq!(waiting(store, &aiko).await, "");

    write(store, &aiko, person, async |tx, case| {
        let home = CaseNote {
            event: Some(bansou_domain::event::Event::Discharge),
            ..note(date(2026, 11, 15))
        };
        tx.add_note(case, &home, None).await.unwrap();
        assert_eq!(tx.open_events(case.reader()).await.unwrap().len(), 1);
        let mut report = bansou_domain::monitoring::MonitoringReport::default();
        report.visit.on = Some(date(2026, 11, 15));
        let paper = tx
            .add_paper(case, PaperKind::Monitoring, 1, &report)
            .await
            .unwrap();
        tx.confirm_paper(case, paper, 1).await.unwrap();
        assert_eq!(tx.open_events(case.reader()).await.unwrap().len(), 0);
    })
    .await;
    assert_eq!(
        waiting(store, &aiko).await,
        "同意待ち 見本 陽介 モニタリング報告書 2026-11-15 /1"
    );
}
