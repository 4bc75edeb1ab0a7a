//! Every paper that stands passes the check it would have had to pass on the screen.

use bansou_demo::{Stage, Story, TODAY, Told, directory, rich};
use bansou_domain::calendar::{age_on, life_stage};
use bansou_domain::life::warnings;
use bansou_domain::schedule::SlipRule;
use bansou_domain::{
    assessment, certificate, closing, crisis, deciding, inquiry, meeting, monitoring, note, person, plan,
    provider, week,
};
use std::fmt::Debug;

use crate::everybody;

/// The problems of the papers of one kind that are confirmed, with the name of the person.
fn problems<T, P: Debug>(story: &Story, papers: &[Told<T>], check: impl Fn(&T) -> Vec<P>) -> Vec<String> {
    let confirmed = papers.iter().filter(|told| told.stage == Stage::Confirmed);
    confirmed
        .flat_map(|told| {
            check(&told.content)
                .into_iter()
                .map(|problem| (told.cycle, problem))
        })
        .map(|(cycle, problem)| format!("{} {cycle} {problem:?}", story.person.name))
        .collect()
}

fn of_papers(story: &Story) -> Vec<String> {
    let crisis: Vec<_> = story.crisis.clone().into_iter().collect();
    let hand_over: Vec<_> = story.hand_over.clone().into_iter().collect();
    let slip = SlipRule::default();
    [
        problems(story, &story.assessments, |paper| assessment::check(paper, TODAY)),
        problems(story, &story.drafts, |paper| plan::check(paper, true, TODAY)),
        problems(story, &story.plans, |paper| plan::check(paper, false, TODAY)),
        problems(story, &story.meetings, |paper| meeting::check(paper, TODAY)),
        problems(story, &story.reports, |paper| {
            monitoring::check(paper, TODAY, slip)
        }),
        problems(story, &crisis, |paper| crisis::check(paper, TODAY)),
        problems(story, &story.deciding, |paper| deciding::check(paper, TODAY)),
        problems(story, &hand_over, |paper| closing::check(paper, TODAY)),
    ]
    .concat()
}

#[test]
fn every_confirmed_paper_passes_its_own_check() {
    let found: Vec<_> = everybody().iter().flat_map(of_papers).collect();
    assert_eq!(found, Vec::<String>::new());
}

fn of_facts(story: &Story) -> Vec<String> {
    let mut found = named(&person::check(&story.person, TODAY));
    for certificate in &story.certificates {
        found.extend(named(&certificate::check(certificate)));
    }
    for note in &story.notes {
        found.extend(named(&note::check(note, TODAY)));
    }
    if let Some(inquiry) = &story.inquiry {
        found.extend(named(&inquiry::check(inquiry, TODAY)));
    }
    let name = &story.person.name;
    found
        .into_iter()
        .map(|problem| format!("{name} {problem}"))
        .collect()
}

fn named<P: Debug>(problems: &[P]) -> Vec<String> {
    problems.iter().map(|problem| format!("{problem:?}")).collect()
}

#[test]
fn every_face_sheet_certificate_note_and_inquiry_passes_its_own_check() {
    let found: Vec<_> = everybody().iter().flat_map(of_facts).collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn every_week_can_be_drawn() {
    let weeks = |story: &Story| -> Vec<week::Week> {
        let of_plans = story
            .drafts
            .iter()
            .chain(&story.plans)
            .map(|told| told.content.week.clone());
        let of_visits = story.reports.iter().map(|told| told.content.week_after.clone());
        let before = story.assessments.iter().map(|told| told.content.week_now.clone());
        of_plans.chain(of_visits).chain(before).collect()
    };
    for story in everybody() {
        for week in weeks(&story) {
            assert_eq!(
                (week::check(&week).problems, week.blocks.is_empty()),
                (vec![], false),
                "{}",
                story.person.name
            );
        }
    }
}

#[test]
fn the_wording_of_the_hand_written_plans_leaves_nothing_to_ask() {
    for story in rich() {
        for told in story.drafts.iter().chain(&story.plans) {
            assert_eq!(plan::hints(&told.content), [], "{}", story.person.name);
        }
    }
}

#[test]
fn nothing_is_dated_after_today_or_before_the_first_contact() {
    for story in everybody() {
        let first = story
            .inquiry
            .as_ref()
            .map(|inquiry| inquiry.on)
            .or(story.opened_on)
            .unwrap();
        let notes = story.notes.iter().map(|note| note.on);
        let facts = story.milestones.iter().map(|(_, _, on, _)| *on);
        for day in notes.chain(facts) {
            assert!(first <= day && day <= TODAY, "{} {day}", story.person.name);
        }
    }
}

#[test]
fn the_four_stand_at_four_different_turns_of_life() {
    let told = |story: &Story| {
        let born = story.person.born.unwrap();
        let near: Vec<_> = warnings(born, TODAY)
            .iter()
            .map(|warning| format!("{:?}", warning.turn))
            .collect();
        let stage = life_stage(age_on(born, TODAY)).label();
        format!("{} {stage} {}", story.person.name, near.join(" "))
            .trim_end()
            .to_owned()
    };
    let lines: Vec<_> = rich().iter().map(told).collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    見本 陽介 青年期
    見本 ひなた 学齢期
    見本 静江 壮年期 SixtyFive
    見本 翔 学齢期 Eighteen Graduation
    ");
}

#[test]
fn every_supporter_from_the_directory_is_in_it() {
    let known = directory();
    for entry in &known {
        assert_eq!(provider::check(entry, TODAY), [], "{}", entry.name);
    }
    for story in rich() {
        for seat in story.team.iter().filter(|seat| !seat.provider.is_empty()) {
            assert!(
                known.iter().any(|entry| entry.name == seat.provider),
                "{}",
                seat.provider
            );
        }
    }
}
