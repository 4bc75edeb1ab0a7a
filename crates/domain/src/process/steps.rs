//! The steps one by one.

use jiff::civil::Date;

use super::facts::{CaseFacts, PaperFact};
use super::{MilestoneKind, Rule, Standing, State, Step, order};
use crate::calendar::ServiceMonth;
use crate::paper::{PaperKind, Recipient};
use crate::schedule::{DueMonth, DueState, Visit, due_status};

/// Computes how every step of the cycle stands on `today`. Steps of the whole case that are settled are left out from
/// the second cycle on.
#[must_use]
pub fn steps(facts: &CaseFacts, today: Date) -> Vec<Standing> {
    let mut standings: Vec<_> = Step::ALL.iter().map(|step| taken(facts, *step, today)).collect();
    order::judge(facts, &mut standings);
    let shown = |standing: &Standing| {
        facts.cycle <= 1
            || standing.step == Step::Closing
            || !standing.step.is_of_case()
            || !standing.is_settled()
    };
    standings.retain(shown);
    standings
}

fn taken(facts: &CaseFacts, step: Step, today: Date) -> Standing {
    let draft = || facts.paper(PaperKind::DraftPlan);
    let plan = || facts.paper(PaperKind::Plan);
    match step {
        Step::Intake => dated(
            step,
            facts.first_contact.as_ref().map(|(on, by)| (*on, by.as_str())),
        ),
        Step::Contract => contract(facts),
        Step::Sharing => sharing(facts),
        Step::AssessmentVisit => assessment(facts),
        Step::DraftMade => written(step, draft()),
        Step::DraftConsent => agreed(step, draft()),
        Step::DraftDelivery => handed(step, draft(), Recipient::Person),
        Step::DraftSubmitted => handed(step, draft(), Recipient::Municipality),
        Step::GrantChecked => grant(facts, today),
        Step::Conference => written(step, facts.paper(PaperKind::Meeting)),
        Step::PlanMade => written(step, plan()),
        Step::PlanConsent => agreed(step, plan()),
        Step::PlanDelivery => handed(step, plan(), Recipient::Person),
        Step::PlanToMunicipality => handed(step, plan(), Recipient::Municipality),
        Step::OngoingContact => contact(facts),
        Step::Monitoring => monitoring(facts, today),
        Step::Closing => Standing {
            paper: facts.paper(PaperKind::HandOver).map(|paper| paper.id),
            ..dated(step, facts.closed_on.map(|on| (on, "")))
        },
    }
}

fn blank(step: Step, state: State) -> Standing {
    Standing {
        step,
        state,
        on: None,
        by: String::new(),
        paper: None,
        due: None,
        broken: Vec::new(),
        passed: None,
    }
}

fn dated(step: Step, fact: Option<(Date, &str)>) -> Standing {
    match fact {
        None => blank(step, State::NotYet),
        Some((on, by)) => Standing {
            on: Some(on),
            by: by.to_owned(),
            ..blank(step, State::Done)
        },
    }
}

fn contract(facts: &CaseFacts) -> Standing {
    let signed = facts.milestone_of_case(MilestoneKind::ContractSigned);
    let explained = facts.milestone_of_case(MilestoneKind::ContractExplained);
    match (signed, explained) {
        (None, Some((on, by))) => Standing {
            state: State::Progress,
            ..dated(Step::Contract, Some((on, by)))
        },
        _ => dated(Step::Contract, signed),
    }
}

fn sharing(facts: &CaseFacts) -> Standing {
    let own = [MilestoneKind::ConsentPerson, MilestoneKind::ConsentGuardian]
        .into_iter()
        .find_map(|kind| facts.milestone_of_case(kind));
    dated(Step::Sharing, own)
}

/// The assessment counts for the cycle it was made in: a renewal asks for a new one.
fn assessment(facts: &CaseFacts) -> Standing {
    let written = written(Step::AssessmentVisit, facts.paper(PaperKind::Assessment));
    match facts.assessment.as_ref().filter(|fact| fact.cycle == facts.cycle) {
        Some(fact) => Standing {
            on: fact.first_visit.or(written.on),
            ..written
        },
        None => written,
    }
}

fn written(step: Step, paper: Option<&PaperFact>) -> Standing {
    let Some(paper) = paper else {
        return blank(step, State::NotYet);
    };
    let state = if paper.confirmed {
        State::Done
    } else {
        State::Progress
    };
    Standing {
        on: paper.dated,
        by: paper.by.clone(),
        paper: Some(paper.id),
        ..blank(step, state)
    }
}

fn agreed(step: Step, paper: Option<&PaperFact>) -> Standing {
    let consent = paper.and_then(|paper| paper.consent.as_ref());
    let standing = dated(step, consent.map(|(on, signer)| (*on, signer.as_str())));
    with_paper(standing, paper)
}

fn handed(step: Step, paper: Option<&PaperFact>, to: Recipient) -> Standing {
    let handed = paper.into_iter().flat_map(|paper| &paper.deliveries);
    let first = handed
        .filter(|(recipient, ..)| *recipient == to)
        .map(|(_, _, on)| *on)
        .min();
    with_paper(dated(step, first.map(|on| (on, ""))), paper)
}

fn with_paper(standing: Standing, paper: Option<&PaperFact>) -> Standing {
    Standing {
        paper: paper.map(|paper| paper.id),
        ..standing
    }
}

/// The grant is checked on the day the certificate was received; a certificate on file without that day is half of it.
fn grant(facts: &CaseFacts, today: Date) -> Standing {
    let received = facts.milestone(MilestoneKind::GrantReceived);
    let held = facts.grants.iter().any(|grant| grant.until >= today);
    match received {
        None if held && facts.cycle <= 1 => blank(Step::GrantChecked, State::Progress),
        _ => dated(Step::GrantChecked, received),
    }
}

fn contact(facts: &CaseFacts) -> Standing {
    let delivered = facts
        .paper(PaperKind::Plan)
        .is_some_and(|plan| !plan.deliveries.is_empty());
    match facts.last_contact.filter(|_| delivered) {
        Some(on) => Standing {
            state: State::Progress,
            ..dated(Step::OngoingContact, Some((on, "")))
        },
        None => blank(Step::OngoingContact, State::NotYet),
    }
}

/// モニタリング実施月の状況. The printed months of all certificates with how each stands.
#[must_use]
pub fn due_months(facts: &CaseFacts, today: Date) -> Vec<DueMonth> {
    let printed: Vec<_> = facts
        .grants
        .iter()
        .flat_map(|grant| grant.months.iter().copied())
        .collect();
    let reports = facts
        .papers
        .iter()
        .filter(|paper| paper.kind == PaperKind::Monitoring && paper.confirmed);
    let visit = |paper: &PaperFact| {
        // A report that slipped cannot be confirmed without its reason.
        Some(Visit {
            on: paper.dated?,
            due: paper.month,
            reason_noted: true,
        })
    };
    let visits: Vec<_> = reports.filter_map(visit).collect();
    due_status(&printed, &visits, today, |month| facts.slip_rule(month))
}

fn monitoring(facts: &CaseFacts, today: Date) -> Standing {
    let since = facts
        .paper(PaperKind::Plan)
        .and_then(|plan| plan.consent.as_ref())
        .map(|(on, _)| *on);
    let first = ServiceMonth::containing(since.unwrap_or(today));
    let excused = facts
        .passes
        .iter()
        .filter(|pass| pass.step == Step::Monitoring)
        .map(|pass| pass.on)
        .max();
    let months: Vec<_> = due_months(facts, today)
        .into_iter()
        .filter(|due| due.month >= first)
        .collect();
    let reports = || {
        facts
            .papers
            .iter()
            .filter(|paper| paper.kind == PaperKind::Monitoring)
    };
    let newest = reports()
        .filter(|paper| paper.confirmed && paper.dated >= since)
        // Before a cycle has its own plan, what was found about the plan before it says nothing here.
        .filter(|paper| since.is_some() || paper.cycle == facts.cycle)
        .max_by_key(|paper| paper.dated);
    let draft = reports().find(|paper| !paper.confirmed);
    let open = |due: &&DueMonth| {
        matches!(
            due.state,
            DueState::NotYet | DueState::ThisMonth | DueState::Late { .. }
        )
    };
    let missed = |due: &&DueMonth| {
        let excused = excused.is_some_and(|on| due.month.last_day() <= on);
        matches!(due.state, DueState::Late { .. } | DueState::Missed) && !excused
    };
    let mut standing = with_paper(
        dated(
            Step::Monitoring,
            newest.and_then(|paper| Some((paper.dated?, paper.by.as_str()))),
        ),
        draft.or(newest),
    );
    standing.due = months.iter().find(open).map(|due| due.month);
    standing.broken = months
        .iter()
        .filter(missed)
        .map(|due| Rule::MonthMissed(due.month))
        .collect();
    standing.state = match (draft.is_some(), standing.due, newest.is_some()) {
        (false, None, true) => State::Done,
        (false, _, false) => State::NotYet,
        _ => State::Progress,
    };
    standing
}
