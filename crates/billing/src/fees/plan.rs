//! サービス利用支援費. The fee of the month in which a plan was consented to.

use super::flow::Flow;
use super::{FeeFinding, Work, blocked};
use crate::because::Because;
use crate::event::{Event, HomeVisitFor, MeetingFor, What};
use crate::item::Item;
use crate::line::Problem;
use crate::month::{PersonMonth, is_visit};
use crate::why::{ProblemKind, Step, Why};
use bansou_domain::calendar::ServiceMonth;

/// サービス利用支援費. One a month, for the first plan of the month whose steps are complete.
pub(crate) fn plan_fee(person: &PersonMonth<'_>) -> FeeFinding {
    let flows = person.flows();
    let month = person.month();
    let of_month: Vec<&Flow<'_>> = flows
        .iter()
        .filter(|flow| month.contains(flow.consent.on))
        .collect();
    let judged: Vec<_> = of_month.iter().map(|flow| (*flow, judge(person, flow))).collect();
    let earned = judged.iter().find(|(_, why)| why.is_none());
    if let Some((flow, _)) = earned {
        return FeeFinding {
            verdict: Some(Ok(work(flow, person))),
            problems: copy_problem(flow),
        };
    }
    match judged.first() {
        Some((flow, Some(why))) => FeeFinding {
            problems: step_problems(flow, why),
            verdict: Some(Err(why.clone())),
        },
        _ => FeeFinding {
            verdict: unfinished(person, flows).map(Err),
            problems: Vec::new(),
        },
    }
}

fn judge(person: &PersonMonth<'_>, flow: &Flow<'_>) -> Option<Why> {
    if flow.is_minor() {
        return Some(Why::MinorChange);
    }
    let last = person
        .person
        .certificates
        .iter()
        .map(|certificate| certificate.period.to())
        .max();
    // A plan may be consented to before the period begins, never after it ended.
    if last.is_some_and(|last| last < flow.consent.on) {
        return Some(Why::OutsideGrant);
    }
    if let Some(why) = blocked(person, flow.consent.on) {
        return Some(why);
    }
    let missing = flow.missing(person);
    (!missing.is_empty()).then_some(Why::StepsMissing(missing))
}

fn work(flow: &Flow<'_>, person: &PersonMonth<'_>) -> Work {
    let step = |event: &&&Event| is_plan_step(event) || is_one_flow_visit(flow, event);
    let mut because: Vec<_> = flow
        .steps
        .iter()
        .filter(step)
        .chain(std::iter::once(&flow.consent))
        .chain(&flow.delivered)
        .map(|event| Because::Event(event.position))
        .collect();
    because.dedup();
    let assessed_by_specialist = flow
        .steps
        .iter()
        .filter(|event| is_visit(event, HomeVisitFor::Assessment) || is_one_flow_visit(flow, event))
        .any(|event| person.by_specialist(event));
    Work {
        on: flow.consent.on,
        because,
        by_specialist: assessed_by_specialist && person.by_specialist(flow.consent),
    }
}

fn is_one_flow_visit(flow: &Flow<'_>, event: &Event) -> bool {
    let changes = flow
        .steps
        .iter()
        .any(|event| matches!(event.what, What::PlanChange { minor: false, .. }));
    changes && is_visit(event, HomeVisitFor::Monitoring)
}

fn is_plan_step(event: &Event) -> bool {
    matches!(
        event.what,
        What::HomeVisit {
            purpose: HomeVisitFor::Assessment,
            ..
        } | What::DraftExplained
            | What::DraftConsented
            | What::DraftDelivered
            | What::GrantReceived
            | What::ServiceMeeting {
                purpose: MeetingFor::Plan,
                ..
            }
            | What::PlanExplained
            | What::PlanChange { minor: false, .. }
    )
}

// Steps of the month whose consent lies elsewhere, or nowhere yet.
fn unfinished(person: &PersonMonth<'_>, flows: &[Flow<'_>]) -> Option<Why> {
    let changed = |event: &Event| matches!(event.what, What::PlanChange { .. });
    let latest = person
        .now()
        .filter(|event| is_plan_step(event) || changed(event))
        .last()?;
    if matches!(latest.what, What::PlanChange { minor: true, .. }) {
        return Some(Why::MinorChange);
    }
    let later = flows.iter().find(|flow| latest.on < flow.consent.on);
    Some(later.map_or_else(
        || Why::StepsMissing(vec![Step::PlanConsented]),
        |flow| Why::ConsentIn(ServiceMonth::containing(flow.consent.on)),
    ))
}

fn step_problems(flow: &Flow<'_>, why: &Why) -> Vec<Problem> {
    let Why::StepsMissing(steps) = why else {
        return Vec::new();
    };
    let problem = |step: &Step| Problem {
        kind: ProblemKind::Step(Item::PlanFee, *step),
        stops_payment: true,
    };
    let mut problems: Vec<_> = steps.iter().map(problem).collect();
    problems.extend(copy_problem(flow));
    problems
}

fn copy_problem(flow: &Flow<'_>) -> Vec<Problem> {
    if flow.told_municipality() {
        return Vec::new();
    }
    vec![Problem {
        kind: ProblemKind::Step(Item::PlanFee, Step::PlanToMunicipality),
        stops_payment: false,
    }]
}
