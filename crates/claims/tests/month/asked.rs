//! What a claim asks beside the papers, recorded once, stands in the facts.

use bansou_billing::{Claim, SlipPolicy, System, Target};
use bansou_claims::OfficeMonth;
use bansou_demo::{Office, rich};
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim_elsewhere::ClaimElsewhere;
use bansou_domain::claim_setting::{ClaimSetting, SLIP_REFUSED, Topic};
use bansou_domain::claim_trait::{ClaimTrait, TargetOf, VideoAnswer};
use bansou_domain::id::PersonId;
use bansou_store::access::SignedIn;
use bansou_store::journal::Did;
use bansou_store::sign_in::{Lifetime, Session, Stage};
use bansou_testkit::{TestStore, noon};
use insta::assert_snapshot;
use jiff::civil::date;

use crate::{claimed, line, month_of, office_of};

async fn yosuke() -> (TestStore, Office, PersonId) {
    let (test, office) = office_of(rich().into_iter().take(1)).await;
    let month = month_of(&test.store, &office, "2026-11").await;
    let person = month.people[0].id;
    (test, office, person)
}

async fn worker(test: &TestStore, office: &Office, nth: usize) -> SignedIn {
    let token = format!("token {nth}").into_bytes();
    let mut tx = test.store.begin(office.scope(nth, noon())).await.unwrap();
    tx.start_session(office.staff[nth], &token, Stage::Full)
        .await
        .unwrap();
    tx.commit_unrecorded().await.unwrap();
    let lifetime = Lifetime {
        idle_since: jiff::Timestamp::UNIX_EPOCH,
        begun_since: jiff::Timestamp::UNIX_EPOCH,
    };
    let found = test
        .store
        .session(office.organisation, noon(), &token, lifetime)
        .await;
    match found.unwrap().unwrap().session {
        Session::Full(who) => who,
        Session::Password(_) => unreachable!("the session was started whole"),
    }
}

async fn holds(test: &TestStore, who: &SignedIn, person: PersonId, held: ClaimTrait) {
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(who, person).await.unwrap();
    let from: ServiceMonth = "2026-04".parse().unwrap();
    tx.add_claim_trait(case, from, &held).await.unwrap();
    tx.commit(Did::to(person, "claim_trait.added")).await.unwrap();
}

async fn notified(test: &TestStore, office: &Office, topic: Topic, subject: &str, value: &str, from: &str) {
    let who = worker(test, office, 3).await;
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let setting = ClaimSetting {
        topic,
        subject: subject.to_owned(),
        value: value.to_owned(),
        from: from.parse().unwrap(),
        until: None,
        lost_on: None,
    };
    let editor = who.claim_editor().unwrap();
    tx.add_claim_setting(editor, &setting, None).await.unwrap();
    tx.commit(Did::office("claim_setting.added")).await.unwrap();
}

/// The base fee of the month, or why there is none.
fn fee(claim: &Claim) -> String {
    let person = &claim.people[0];
    let left = person.not_claimed.iter().find(|left| left.item.is_fee());
    let why = left.map(|left| left.why.sentence()).unwrap_or_default();
    let fee = person.lines.iter().find(|line| line.item.is_fee());
    fee.map_or(why, line)
}

fn psychiatric(month: &OfficeMonth) -> String {
    let claim = claimed(month);
    let lines = claim.people.iter().flat_map(|person| &person.lines);
    let found = lines
        .map(line)
        .find(|line| line.starts_with("Psychiatric"))
        .unwrap_or_default();
    format!("{found} {:?}", told(month))
}

fn told(month: &OfficeMonth) -> Vec<String> {
    let office = &month.facts.office;
    let targets = office.system_targets.get(&System::Psychiatric(1));
    let said = |target: &Target| target.on.to_string();
    targets.into_iter().flatten().map(said).collect()
}

#[tokio::test]
async fn a_fee_another_office_claims_for_a_later_day_of_the_same_city_is_not_claimed() {
    let (test, office, person) = yosuke().await;
    let who = worker(&test, &office, 0).await;
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&who, person).await.unwrap();
    let elsewhere = ClaimElsewhere {
        on: date(2026, 11, 20),
        item: "monitoring_fee".to_owned(),
        municipality: "141305".to_owned(),
        other_office: "見本町相談支援".to_owned(),
    };
    let id = tx.add_claim_elsewhere(case, &elsewhere).await.unwrap();
    tx.commit(Did::to(person, "claim_elsewhere.added")).await.unwrap();
    let month = month_of(&test.store, &office, "2026-11").await;
    assert_snapshot!(fee(&claimed(&month)), @r"
    同じ市町村の別の事業所が、この月の後の日（令和8年11月20日）に行っています。後の事業所だけが算定します。
    ");
    let mut tx = test.store.begin(who.scope(noon())).await.unwrap();
    let case = tx.edit_case(&who, person).await.unwrap();
    tx.strike_claim_elsewhere(case, id, "請求しないと連絡があった")
        .await
        .unwrap();
    tx.commit(Did::to(person, "claim_elsewhere.struck"))
        .await
        .unwrap();
    let month = month_of(&test.store, &office, "2026-11").await;
    assert_snapshot!(fee(&claimed(&month)), @r"
    MonitoringFeeStrengthened(4) 1408×1
    ");
}

#[tokio::test]
async fn a_city_that_refuses_the_month_after_refuses_from_the_recorded_month_on() {
    let (test, office, _) = yosuke().await;
    notified(&test, &office, Topic::Slip, "141305", SLIP_REFUSED, "2026-11").await;
    let slip = async |month| month_of(&test.store, &office, month).await.facts.office.slip;
    assert_eq!(slip("2026-10").await.of("141305"), Some(true));
    assert_eq!(slip("2026-11").await.of("141305"), Some(false));
    assert_eq!(
        slip("2026-11").await,
        SlipPolicy {
            otherwise: Some(true),
            by_municipality: [("141305".to_owned(), false)].into(),
        }
    );
}

#[tokio::test]
async fn the_first_grade_is_believed_until_somebody_names_a_target_user() {
    let (test, office, person) = yosuke().await;
    let month = month_of(&test.store, &office, "2026-11").await;
    assert_snapshot!(psychiatric(&month), @r"
    PsychiatricOne 60×1 []
    ");
    let target = ClaimTrait {
        target_of: vec![TargetOf::Psychiatric],
        ..ClaimTrait::default()
    };
    holds(&test, &worker(&test, &office, 0).await, person, target).await;
    let month = month_of(&test.store, &office, "2026-11").await;
    assert_snapshot!(psychiatric(&month), @r#"
    PsychiatricOne 60×1 ["2026-04-30", "2026-07-22", "2026-11-05"]
    "#);
    let other = office.staff[1].to_string();
    notified(&test, &office, Topic::Trained, &other, "psychiatric", "2026-04").await;
    let month = month_of(&test.store, &office, "2026-11").await;
    assert_snapshot!(psychiatric(&month), @r"
    PsychiatricTwo 30×1 []
    ");
}

#[tokio::test]
async fn a_visit_by_video_asks_whether_the_city_agrees_and_counts_with_its_answer() {
    let mut story = rich().remove(0);
    story.reports[1].content.visit.place = "オンライン".to_owned();
    let (test, office) = office_of(std::iter::once(story)).await;
    let month = month_of(&test.store, &office, "2026-11").await;
    let asks: Vec<_> = month.people[0].asks.iter().map(|ask| ask.what.as_str()).collect();
    assert_snapshot!(asks.join("\n"), @r"
    11月5日の訪問（モニタリング）はテレビ電話です。市町村が認めているかどうかが記録されていません。
    ");
    let (person, who) = (month.people[0].id, worker(&test, &office, 0).await);
    for (answer, special_area) in [
        (VideoAnswer::Refused, true),
        (VideoAnswer::Agreed, false),
        (VideoAnswer::Agreed, true),
    ] {
        let held = ClaimTrait {
            video: Some(answer),
            special_area,
            ..ClaimTrait::default()
        };
        holds(&test, &who, person, held).await;
        let month = month_of(&test.store, &office, "2026-11").await;
        assert!(month.people[0].asks.is_empty(), "{answer:?}");
        let facts = &month.facts.people[0];
        let approved = facts.events.iter().find_map(|event| match event.what {
            bansou_billing::What::HomeVisit { remote_approved, .. } if event.remote => remote_approved,
            _ => None,
        });
        assert_eq!(approved, Some(answer == VideoAnswer::Agreed));
    }
}
