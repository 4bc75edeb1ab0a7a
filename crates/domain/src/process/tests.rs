//! The rules of the steps, on the made-up case of 見本 陽介.

use jiff::civil::{Date, date};

use super::*;
use crate::paper::{PaperKind, Recipient};
use crate::schedule::DueState;

fn id(number: u128) -> PaperId {
    PaperId(uuid::Uuid::from_u128(number))
}

fn paper(number: u128, kind: PaperKind, dated: Date) -> PaperFact {
    PaperFact {
        id: id(number),
        kind,
        cycle: 1,
        dated: Some(dated),
        month: None,
        confirmed: true,
        by: "見本 相子".to_owned(),
        consent: None,
        deliveries: Vec::new(),
    }
}

fn plan(
    number: u128,
    kind: PaperKind,
    made: Date,
    agreed: Date,
    handed: &[(Recipient, &str, Date)],
) -> PaperFact {
    PaperFact {
        consent: Some((agreed, "見本 陽介".to_owned())),
        deliveries: handed
            .iter()
            .map(|(to, name, on)| (*to, (*name).to_owned(), *on))
            .collect(),
        ..paper(number, kind, made)
    }
}

fn report(number: u128, month: &str, on: Date) -> PaperFact {
    PaperFact {
        month: month.parse().ok(),
        ..paper(number, PaperKind::Monitoring, on)
    }
}

/// From the first call in March to the plan in every hand in May.
fn until_the_plan() -> CaseFacts {
    let milestone = |kind, on: Date| (kind, 1, on, "見本 相子".to_owned());
    CaseFacts {
        cycle: 1,
        has_family: true,
        first_contact: Some((date(2026, 3, 2), "見本 相子".to_owned())),
        milestones: vec![
            milestone(MilestoneKind::ContractSigned, date(2026, 3, 6)),
            milestone(MilestoneKind::ConsentPerson, date(2026, 3, 6)),
            milestone(MilestoneKind::ConsentFamily, date(2026, 3, 6)),
            milestone(MilestoneKind::GrantReceived, date(2026, 4, 24)),
        ],
        papers: vec![
            paper(1, PaperKind::Assessment, date(2026, 3, 24)),
            plan(
                2,
                PaperKind::DraftPlan,
                date(2026, 4, 3),
                date(2026, 4, 7),
                &[
                    (Recipient::Person, "", date(2026, 4, 7)),
                    (Recipient::Municipality, "", date(2026, 4, 8)),
                ],
            ),
            paper(3, PaperKind::Meeting, date(2026, 4, 28)),
            plan(
                4,
                PaperKind::Plan,
                date(2026, 4, 30),
                date(2026, 4, 30),
                &[
                    (Recipient::Person, "", date(2026, 4, 30)),
                    (Recipient::Provider, "就労支援センター見本", date(2026, 5, 1)),
                    (Recipient::Municipality, "", date(2026, 5, 1)),
                ],
            ),
        ],
        assessment: Some(AssessmentFact {
            cycle: 1,
            first_visit: Some(date(2026, 3, 13)),
            place_missing: false,
        }),
        providers: vec!["就労支援センター見本".to_owned()],
        grants: vec![GrantFact {
            from: date(2026, 5, 1),
            until: date(2027, 4, 30),
            months: ["2026-07", "2026-10", "2027-01", "2027-04"]
                .iter()
                .filter_map(|month| month.parse().ok())
                .collect(),
            slip_refused: Vec::new(),
        }],
        ..CaseFacts::default()
    }
}

fn told(facts: &CaseFacts, today: Date) -> String {
    let line = |standing: &Standing| {
        let on = standing.on.map(|on| format!(" {on}")).unwrap_or_default();
        let due = standing.due.map(|due| format!(" 次{due}")).unwrap_or_default();
        let broken: Vec<_> = standing.broken.iter().map(|rule| format!(" {rule:?}")).collect();
        let broken = broken.concat();
        format!(
            "{} {:?}{on}{due}{broken}\n",
            standing.step.label(),
            standing.state
        )
    };
    steps(facts, today).iter().map(line).collect()
}

fn step_of(facts: &CaseFacts, step: Step) -> Standing {
    let found = steps(facts, date(2026, 6, 1));
    found.into_iter().find(|standing| standing.step == step).unwrap()
}

#[test]
fn a_case_led_by_the_standard_shows_every_step_with_its_day() {
    insta::assert_snapshot!(told(&until_the_plan(), date(2026, 6, 1)), @r"
    インテーク Done 2026-03-02
    契約・説明 Done 2026-03-06
    情報共有の同意 Done 2026-03-06
    アセスメント訪問 Done 2026-03-13
    計画案 Done 2026-04-03
    計画案の同意 Done 2026-04-07
    計画案の交付 Done 2026-04-07
    計画案を市町村へ提出 Done 2026-04-08
    支給決定・受給者証 Done 2026-04-24
    担当者会議 Done 2026-04-28
    計画 Done 2026-04-30
    計画の同意 Done 2026-04-30
    計画の交付（本人・各事業所） Done 2026-04-30
    計画の写しを市町村へ Done 2026-05-01
    連絡と調整 NotYet
    モニタリング NotYet 次2026-07
    終結・移行 NotYet
    ");
}

#[test]
fn a_new_case_begins_at_the_contract() {
    let facts = CaseFacts {
        cycle: 1,
        first_contact: Some((date(2026, 3, 2), String::new())),
        ..CaseFacts::default()
    };
    let standings = steps(&facts, date(2026, 3, 3));
    let next: Vec<_> = next_duties(&standings)
        .iter()
        .map(|standing| standing.step)
        .collect();
    assert_eq!(next, [Step::Contract, Step::Sharing]);
}

#[test]
fn the_meeting_comes_before_the_plan_is_agreed_to() {
    let mut facts = until_the_plan();
    facts.papers.retain(|paper| paper.kind != PaperKind::Meeting);
    assert_eq!(
        step_of(&facts, Step::PlanConsent).broken,
        [Rule::TakenWithout(Step::Conference)]
    );
    let skipped = step_of(&facts, Step::Conference);
    assert_eq!(
        (skipped.state, skipped.broken),
        (State::Late, vec![Rule::OvertakenBy(Step::PlanConsent)])
    );
}

#[test]
fn the_draft_is_agreed_to_before_the_grant() {
    let mut facts = until_the_plan();
    facts.papers[1].consent = Some((date(2026, 4, 25), "見本 陽介".to_owned()));
    facts.papers[1].deliveries = vec![(Recipient::Person, String::new(), date(2026, 4, 25))];
    assert_eq!(
        step_of(&facts, Step::GrantChecked).broken,
        [Rule::TakenBefore(Step::DraftDelivery)]
    );
}

#[test]
fn who_comes_over_with_a_self_plan_holds_the_grant_already() {
    let mut facts = until_the_plan();
    facts.papers[1].consent = Some((date(2026, 4, 25), "見本 陽介".to_owned()));
    facts.papers[1].deliveries = vec![(Recipient::Person, String::new(), date(2026, 4, 25))];
    facts
        .milestones
        .push((MilestoneKind::SelfPlan, 1, date(2026, 3, 6), String::new()));
    assert_eq!(step_of(&facts, Step::GrantChecked).state, State::Done);
}

#[test]
fn a_reason_on_record_settles_a_step_and_keeps_the_rule_in_sight() {
    let mut facts = until_the_plan();
    facts.papers.retain(|paper| paper.kind != PaperKind::Meeting);
    facts.passes = [Step::Conference]
        .map(|step| Pass {
            step,
            cycle: 1,
            on: date(2026, 5, 7),
            by: "見本 主一".to_owned(),
            reason: "感染症で集まれず、各事業所に文書で意見を聞いた".to_owned(),
        })
        .to_vec();
    assert_eq!(step_of(&facts, Step::Conference).state, State::Passed);
    assert_eq!(step_of(&facts, Step::PlanConsent).state, State::Done);
}

#[test]
fn the_day_of_the_plan_is_the_day_of_its_consent() {
    let mut facts = until_the_plan();
    facts.papers[3].dated = Some(date(2026, 4, 27));
    assert_eq!(
        step_of(&facts, Step::PlanConsent).broken,
        [Rule::DatedOtherThanConsent(date(2026, 4, 30))]
    );
}

#[test]
fn a_plan_agreed_to_after_the_services_began_is_told() {
    let mut facts = until_the_plan();
    facts.papers[3].dated = Some(date(2026, 5, 11));
    facts.papers[3].consent = Some((date(2026, 5, 11), "見本 陽介".to_owned()));
    facts.papers[3].deliveries.clear();
    assert_eq!(
        step_of(&facts, Step::PlanConsent).broken,
        [Rule::AfterServicesBegan(date(2026, 5, 1))]
    );
}

#[test]
fn an_assessment_without_its_place_is_told() {
    let mut facts = until_the_plan();
    facts.assessment.as_mut().unwrap().place_missing = true;
    assert_eq!(
        step_of(&facts, Step::AssessmentVisit).broken,
        [Rule::PlaceMissing]
    );
}

#[test]
fn every_provider_of_a_granted_service_gets_the_plan() {
    let mut facts = until_the_plan();
    facts.providers.push("ヘルパーステーション見本".to_owned());
    let delivery = step_of(&facts, Step::PlanDelivery);
    assert_eq!(delivery.state, State::Progress);
    assert_eq!(
        delivery.broken,
        [Rule::ProviderWithoutCopy("ヘルパーステーション見本".to_owned())]
    );
}

#[test]
fn a_month_without_its_visit_is_late_until_a_reason_is_recorded() {
    let mut facts = until_the_plan();
    facts.papers.push(report(5, "2026-07", date(2026, 7, 22)));
    let monitoring = |facts: &CaseFacts| {
        let found = steps(facts, date(2026, 11, 20));
        found
            .into_iter()
            .find(|standing| standing.step == Step::Monitoring)
            .unwrap()
    };
    let late = monitoring(&facts);
    assert_eq!(late.state, State::Late);
    assert_eq!(late.broken, [Rule::MonthMissed("2026-10".parse().unwrap())]);
    facts.papers.push(report(6, "2026-10", date(2026, 11, 5)));
    let slipped = monitoring(&facts);
    assert_eq!(
        (slipped.state, slipped.due),
        (State::Progress, "2027-01".parse().ok())
    );
}

#[test]
fn each_month_follows_the_rule_of_the_municipality_that_printed_it() {
    let mut facts = until_the_plan();
    let moved = GrantFact {
        months: vec!["2026-10".parse().unwrap()],
        from: date(2026, 9, 1),
        slip_refused: vec!["2026-10".parse().unwrap()],
        ..facts.grants[0].clone()
    };
    facts.grants[0].months.truncate(1);
    facts.grants[0].until = date(2026, 8, 31);
    facts.grants.push(moved);
    facts.papers.push(report(5, "2026-07", date(2026, 8, 3)));
    facts.papers.push(report(6, "2026-10", date(2026, 11, 5)));
    let states: Vec<_> = due_months(&facts, date(2026, 11, 20))
        .iter()
        .map(|due| due.state)
        .collect();
    assert_eq!(
        states,
        [DueState::SlippedDone(date(2026, 8, 3)), DueState::Missed]
    );
}

#[test]
fn a_new_cycle_asks_for_everything_but_the_contract_again() {
    let mut facts = until_the_plan();
    facts.cycle = 2;
    let shown: Vec<_> = steps(&facts, date(2027, 2, 1))
        .iter()
        .map(|standing| standing.step)
        .collect();
    assert!(!shown.contains(&Step::Contract));
    let assessment = steps(&facts, date(2027, 2, 1))[0].clone();
    assert_eq!(
        (assessment.step, assessment.state),
        (Step::AssessmentVisit, State::NotYet)
    );
}

#[test]
fn what_the_last_cycle_s_visits_found_does_not_overtake_the_new_plan() {
    let mut facts = until_the_plan();
    facts.papers.push(report(5, "2026-07", date(2026, 7, 22)));
    facts.cycle = 2;
    facts.grants.clear();
    let monitoring = step_of(&facts, Step::Monitoring);
    assert_eq!((monitoring.state, monitoring.broken), (State::NotYet, vec![]));
    assert_eq!(step_of(&facts, Step::PlanDelivery).broken, []);
}

#[test]
fn a_child_is_agreed_for_by_the_guardian() {
    let mut facts = until_the_plan();
    facts.by_guardian = true;
    facts
        .milestones
        .retain(|(kind, ..)| *kind != MilestoneKind::ConsentFamily);
    facts.milestones[1].0 = MilestoneKind::ConsentGuardian;
    assert_eq!(step_of(&facts, Step::Sharing).state, State::Done);
}
