//! 順序の決まり. What has to come before what, and what else a step can break.

use jiff::civil::Date;

use super::facts::{CaseFacts, PaperFact, Pass};
use super::{MilestoneKind, Standing, State, Step};
use crate::calendar::ServiceMonth;
use crate::paper::{PaperKind, Recipient};

/// 決まり. What a step breaks. The wording belongs to the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// The step was taken before the one that has to come first.
    TakenBefore(Step),
    /// The step was taken although the one that has to come first is not on record.
    TakenWithout(Step),
    /// A later step has been taken without this one.
    OvertakenBy(Step),
    /// The place of an assessment visit is not recorded.
    PlaceMissing,
    /// The plan bears another day than its consent.
    DatedOtherThanConsent(Date),
    /// The plan was agreed to after the services had begun.
    AfterServicesBegan(Date),
    /// A due month has passed without a visit.
    MonthMissed(ServiceMonth),
    /// Only the person agreed to sharing; the family's consent is not on record.
    FamilyConsentMissing,
    /// A provider of the plan has not received it.
    ProviderWithoutCopy(String),
    /// The person has not received it.
    PersonWithoutCopy,
}

/// The steps that have to come before one (基準 第15条の順).
pub(super) fn requires(step: Step) -> &'static [Step] {
    match step {
        Step::AssessmentVisit => &[Step::Contract],
        Step::DraftMade => &[Step::AssessmentVisit],
        Step::DraftConsent => &[Step::DraftMade],
        Step::DraftDelivery | Step::DraftSubmitted => &[Step::DraftConsent],
        Step::GrantChecked => &[Step::DraftDelivery],
        Step::Conference => &[Step::GrantChecked, Step::Sharing],
        Step::PlanMade | Step::PlanConsent => &[Step::Conference],
        Step::PlanDelivery | Step::PlanToMunicipality => &[Step::PlanConsent],
        Step::Monitoring | Step::OngoingContact => &[Step::PlanDelivery],
        Step::Intake | Step::Contract | Step::Sharing | Step::Closing => &[],
    }
}

/// Whether the order between two steps is asked for in this case. Who comes over with a self-plan holds the grant
/// already, and a plan may be written down before the meeting that discusses it.
fn order_applies(facts: &CaseFacts, earlier: Step, later: Step) -> bool {
    match (earlier, later) {
        (_, Step::GrantChecked) => facts.milestone_of_case(MilestoneKind::SelfPlan).is_none(),
        (_, Step::PlanMade | Step::OngoingContact) => false,
        _ => true,
    }
}

/// Adds what each step breaks, and marks what a reason on record settles.
pub(super) fn judge(facts: &CaseFacts, standings: &mut [Standing]) {
    let mut found: Vec<(Step, Rule)> = standings
        .iter()
        .flat_map(|later| order_broken(facts, standings, later))
        .collect();
    found.extend(own_rules(facts, standings));
    for (step, rule) in found {
        if let Some(standing) = standings.iter_mut().find(|standing| standing.step == step)
            && !standing.broken.contains(&rule)
        {
            standing.broken.push(rule);
        }
    }
    for standing in standings
        .iter_mut()
        .filter(|standing| !standing.broken.is_empty())
    {
        let only_unfinished = standing.broken.iter().all(Rule::is_unfinished);
        standing.state = match standing.state {
            State::Done if only_unfinished => State::Progress,
            State::Done => State::OutOfOrder,
            State::Progress if !standing.broken.iter().any(Rule::is_overdue) => State::Progress,
            _ => State::Late,
        };
    }
    settle(facts, standings);
}

impl Rule {
    /// Whether the step has been begun rightly and only lacks a part.
    fn is_unfinished(&self) -> bool {
        matches!(self, Self::FamilyConsentMissing | Self::ProviderWithoutCopy(_))
    }

    fn is_overdue(&self) -> bool {
        matches!(self, Self::OvertakenBy(_) | Self::MonthMissed(_))
    }
}

fn order_broken(facts: &CaseFacts, standings: &[Standing], later: &Standing) -> Vec<(Step, Rule)> {
    let Some(taken) = later.on.filter(|_| later.state == State::Done) else {
        return Vec::new();
    };
    let mut broken = Vec::new();
    for earlier in requires(later.step)
        .iter()
        .filter(|earlier| order_applies(facts, **earlier, later.step))
    {
        let Some(before) = standings.iter().find(|standing| standing.step == *earlier) else {
            continue;
        };
        match before.on.filter(|_| matches!(before.state, State::Done)) {
            Some(on) if on > taken => broken.push((later.step, Rule::TakenBefore(*earlier))),
            Some(_) => {}
            None if is_passed(facts, *earlier) => {}
            None => {
                broken.push((later.step, Rule::TakenWithout(*earlier)));
                broken.push((*earlier, Rule::OvertakenBy(later.step)));
            }
        }
    }
    broken
}

fn own_rules(facts: &CaseFacts, standings: &[Standing]) -> Vec<(Step, Rule)> {
    let mut broken = Vec::new();
    if let Some(assessment) = facts.assessment.as_ref().filter(|fact| fact.cycle == facts.cycle)
        && assessment.place_missing
    {
        broken.push((Step::AssessmentVisit, Rule::PlaceMissing));
    }
    if let Some(plan) = facts.paper(PaperKind::Plan)
        && let Some((agreed, _)) = plan.consent
    {
        if plan.dated.is_some_and(|made| made != agreed) {
            broken.push((Step::PlanConsent, Rule::DatedOtherThanConsent(agreed)));
        }
        if let Some(began) = services_began(facts, standings).filter(|began| agreed > *began) {
            broken.push((Step::PlanConsent, Rule::AfterServicesBegan(began)));
        }
        broken.extend(missing_copies(facts, plan));
    }
    let sharing = |kind| facts.milestone_of_case(kind).is_some();
    let somebody = sharing(MilestoneKind::ConsentPerson) || sharing(MilestoneKind::ConsentGuardian);
    if somebody && facts.has_family && !sharing(MilestoneKind::ConsentFamily) && !facts.by_guardian {
        broken.push((Step::Sharing, Rule::FamilyConsentMissing));
    }
    broken
}

/// When the services of a grant began that was decided on this cycle's draft. A change in the middle of a grant has
/// services running all the time.
fn services_began(facts: &CaseFacts, standings: &[Standing]) -> Option<Date> {
    let begun = standings
        .iter()
        .find(|standing| standing.step == Step::AssessmentVisit)?
        .on?;
    facts
        .grants
        .iter()
        .map(|grant| grant.from)
        .filter(|from| *from > begun)
        .min()
}

fn missing_copies(facts: &CaseFacts, plan: &PaperFact) -> Vec<(Step, Rule)> {
    if plan.deliveries.is_empty() {
        return Vec::new();
    }
    let mut broken = Vec::new();
    if !plan.deliveries.iter().any(|(to, ..)| *to == Recipient::Person) {
        broken.push((Step::PlanDelivery, Rule::PersonWithoutCopy));
    }
    let handed = |provider: &&String| {
        plan.deliveries
            .iter()
            .any(|(to, name, _)| *to == Recipient::Provider && name == *provider)
    };
    let without = facts.providers.iter().filter(|provider| !handed(provider));
    broken.extend(without.map(|provider| (Step::PlanDelivery, Rule::ProviderWithoutCopy(provider.clone()))));
    broken
}

fn is_passed(facts: &CaseFacts, step: Step) -> bool {
    pass_of(facts, step).is_some()
}

fn pass_of(facts: &CaseFacts, step: Step) -> Option<&Pass> {
    let of_cycle = |pass: &&Pass| pass.step == step && (pass.cycle == facts.cycle || step.is_of_case());
    facts.passes.iter().filter(of_cycle).max_by_key(|pass| pass.on)
}

/// A reason on record settles a step, but never hides that it was broken.
fn settle(facts: &CaseFacts, standings: &mut [Standing]) {
    for standing in standings.iter_mut() {
        standing.passed = pass_of(facts, standing.step).cloned();
        if standing.passed.is_some() && standing.state != State::Done && standing.state != State::Progress {
            standing.state = State::Passed;
        }
    }
}
