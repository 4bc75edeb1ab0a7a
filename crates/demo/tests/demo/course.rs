//! The hand-written cases went the way of the operating standard; what is late today is late on purpose.

use bansou_demo::{Stage, Story, TODAY, Told};
use bansou_domain::calendar::age_on;
use bansou_domain::id::PaperId;
use bansou_domain::paper::PaperKind;
use bansou_domain::process::{AssessmentFact, CaseFacts, GrantFact, MilestoneKind, PaperFact, steps};
use bansou_store::paper::PaperContent;

use crate::everybody;

fn papers<T: PaperContent>(kind: PaperKind, told: &[Told<T>]) -> Vec<PaperFact> {
    let fact = |told: &Told<T>| PaperFact {
        id: PaperId(uuid::Uuid::nil()),
        kind,
        cycle: told.cycle,
        dated: told.content.dated(),
        month: told.content.month(),
        confirmed: told.stage == Stage::Confirmed,
        by: String::new(),
        consent: told.consent.clone().map(|consent| (consent.on, consent.signer)),
        deliveries: told
            .deliveries
            .iter()
            .map(|to| (to.recipient, to.name.clone(), to.on))
            .collect(),
    };
    told.iter().map(fact).collect()
}

/// The facts of one cycle, as the page of the case gathers them.
fn facts(story: &Story, cycle: i64) -> CaseFacts {
    let milestones = story.milestones.iter().map(|(cycle, kind, on, _)| {
        (
            MilestoneKind::from_code(kind).unwrap(),
            *cycle,
            *on,
            String::new(),
        )
    });
    let assessment = story.assessments.iter().find(|told| told.cycle == cycle);
    let notes = || story.notes.iter().map(|note| note.on);
    CaseFacts {
        cycle,
        by_guardian: story.person.born.is_some_and(|born| age_on(born, TODAY) < 18),
        has_family: story.person.family.iter().any(|member| !member.dead),
        first_contact: notes().min().map(|on| (on, String::new())),
        last_contact: notes().max(),
        milestones: milestones.collect(),
        papers: [
            papers(PaperKind::Assessment, &story.assessments),
            papers(PaperKind::DraftPlan, &story.drafts),
            papers(PaperKind::Plan, &story.plans),
            papers(PaperKind::Meeting, &story.meetings),
            papers(PaperKind::Monitoring, &story.reports),
        ]
        .concat(),
        assessment: assessment.map(|told| AssessmentFact {
            cycle: told.cycle,
            first_visit: told.content.visits.iter().map(|visit| visit.on).min(),
            place_missing: false,
        }),
        grants: story
            .certificates
            .iter()
            .map(|certificate| GrantFact {
                from: certificate.grant_from,
                until: certificate.grant_until,
                months: certificate.months.clone(),
                slip_refused: Vec::new(),
            })
            .collect(),
        closed_on: story.closed_on,
        ..CaseFacts::default()
    }
}

#[test]
fn nobody_skipped_a_step_and_only_the_late_are_late() {
    let mut found = Vec::new();
    for story in everybody() {
        for cycle in 1..=facts(&story, 1).newest_cycle() {
            for standing in steps(&facts(&story, cycle), TODAY) {
                if !standing.broken.is_empty() {
                    let step = standing.step.label();
                    found.push(format!(
                        "{} {cycle} {step} {:?}",
                        story.person.name, standing.broken
                    ));
                }
            }
        }
    }
    insta::assert_snapshot!(found.join("\n"), @"
    見本 花枝 1 モニタリング [MonthMissed(ServiceMonth(2026-10-01))]
    見本 花枝 2 モニタリング [MonthMissed(ServiceMonth(2026-10-01))]
    見本 剛 1 モニタリング [MonthMissed(ServiceMonth(2026-10-01))]
    見本 剛 2 モニタリング [MonthMissed(ServiceMonth(2026-10-01))]
    見本 京子 1 モニタリング [MonthMissed(ServiceMonth(2026-10-01))]
    見本 京子 2 モニタリング [MonthMissed(ServiceMonth(2026-10-01))]
    見本 大輔1 1 モニタリング [MonthMissed(ServiceMonth(2026-10-01))]
    見本 大輔1 2 モニタリング [MonthMissed(ServiceMonth(2026-10-01))]
    ");
}
