//! 継続サービス利用支援費. The fee of a month in which monitoring was due and done.

use std::num::NonZeroU8;

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::schedule::{DueState, SlipRule, Visit, due_status};

use super::{FeeFinding, Work, blocked};
use crate::because::Because;
use crate::event::{Event, HomeVisitFor, What};
use crate::facts::{Certificate, ClaimedBefore};
use crate::item::Item;
use crate::line::Problem;
use crate::month::{PersonMonth, is_visit};
use crate::why::{ProblemKind, Step, Why};

/// 継続サービス利用支援費. One a month, for the first monitoring of the month that counts.
pub(crate) fn monitoring_fee(person: &PersonMonth<'_>) -> FeeFinding {
    let records: Vec<&Event> = person.now().filter(|event| is_record(event)).collect();
    let judged: Vec<_> = records
        .iter()
        .map(|record| (*record, judge(person, record)))
        .collect();
    let mut problems = due_problem(person, &records);
    let earned = judged
        .iter()
        .find(|(_, result)| result.is_ok())
        .or_else(|| judged.first());
    let verdict = match earned {
        Some((record, Ok(visits))) => Some(Ok(work(person, record, visits))),
        Some((_, Err(why))) => Some(Err(why.clone())),
        None => unrecorded(person).map(Err),
    };
    if let Some(Err(Why::StepsMissing(steps))) = &verdict {
        problems.extend(steps.iter().map(|step| Problem {
            kind: ProblemKind::Step(Item::MonitoringFee, *step),
            stops_payment: true,
        }));
    }
    FeeFinding { verdict, problems }
}

pub(crate) fn is_record(event: &Event) -> bool {
    matches!(event.what, What::MonitoringRecorded { .. })
}

fn work(person: &PersonMonth<'_>, record: &Event, visits: &[&Event]) -> Work {
    let because = visits.iter().copied().chain(std::iter::once(record));
    Work {
        on: record.on,
        because: because.map(|event| Because::Event(event.position)).collect(),
        by_specialist: person.by_specialist(record),
    }
}

// Returns the visits the monitoring rests on.
fn judge<'a>(person: &PersonMonth<'a>, record: &'a Event) -> Result<Vec<&'a Event>, Why> {
    if let Some(why) = blocked(person, record.on) {
        return Err(why);
    }
    if is_one_flow(person, record) {
        return Err(Why::OneFlow);
    }
    if plan_follows(person, record) {
        return Err(Why::PlanFollows);
    }
    let due = due_month(person, record)?;
    let made = visits(person, record);
    let counted: Vec<&Event> = made
        .iter()
        .copied()
        .filter(|visit| person.visited(visit))
        .collect();
    if counted.is_empty() {
        return Err(Why::StepsMissing(vec![Step::MonitoringVisit]));
    }
    if counted
        .iter()
        .all(|visit| ServiceMonth::containing(visit.on) < due)
    {
        return Err(Why::VisitTooEarly);
    }
    if counted.iter().all(|visit| only_by_own_provider(person, visit)) {
        return Err(Why::OwnProvider);
    }
    Ok(counted)
}

// The visits since the monitoring before, up to this one.
fn visits<'a>(person: &PersonMonth<'a>, record: &Event) -> Vec<&'a Event> {
    let mut visits = Vec::new();
    for event in person.events.iter().copied() {
        if event.position == record.position {
            break;
        }
        if is_record(event) && event.on < record.on {
            visits.clear();
        } else if is_visit(event, HomeVisitFor::Monitoring) {
            visits.push(event);
        }
    }
    visits
}

// ひと続き: a change of the plan on or after the monitoring, before another plan was consented to.
fn is_one_flow(person: &PersonMonth<'_>, record: &Event) -> bool {
    let changed = |event: &&&Event| {
        matches!(event.what, What::PlanChange { minor: false, .. }) && event.on >= record.on
    };
    let Some(change) = person.events.iter().find(|event| changed(event)) else {
        return false;
    };
    let between = |event: &&Event| {
        let after = record.on < event.on || (record.on == event.on && record < event);
        let closes = match event.what {
            What::PlanConsented => true,
            // The next monitoring takes the change with it.
            What::MonitoringRecorded { .. } => event.position != record.position,
            _ => false,
        };
        closes && after && **event < **change
    };
    !person.events.iter().any(between)
}

// モニタリングの後に計画: in one month only the plan is paid, whether or not they were one flow.
fn plan_follows(person: &PersonMonth<'_>, record: &Event) -> bool {
    let mut plans = person
        .flows()
        .iter()
        .filter(|flow| person.month().contains(flow.consent.on) && !flow.is_minor());
    plans.next().is_some_and(|first| record < first.consent)
}

fn only_by_own_provider(person: &PersonMonth<'_>, visit: &Event) -> bool {
    let conflicted = |id: &String| {
        let member = person.member(id);
        member.is_some_and(|member| !member.works_at.is_disjoint(&person.person.providers))
    };
    !visit.by.is_empty() && visit.by.iter().all(conflicted)
}

// Returns the printed month the record counts for.
fn due_month(person: &PersonMonth<'_>, record: &Event) -> Result<ServiceMonth, Why> {
    let What::MonitoringRecorded { due, reason } = &record.what else {
        return Err(Why::MonthNotPrinted);
    };
    let printed = printed(person);
    let held = ServiceMonth::containing(record.on);
    let named = due.unwrap_or(held);
    if named == held && printed.contains(&held) {
        return in_period(person, record, held);
    }
    let SlipRule::Accepted { months } = person.rules.slip else {
        return Err(Why::MonthNotPrinted);
    };
    let month = slipped(person, record, &printed, months).ok_or(match due {
        Some(due) if printed.contains(due) => Why::DueMonthClosed,
        _ => Why::MonthNotPrinted,
    })?;
    let municipality = certificate_of(person, month).map(|certificate| certificate.municipality.as_str());
    match municipality.map(|municipality| person.facts.office.slip.of(municipality)) {
        Some(Some(true)) => {}
        Some(Some(false)) => return Err(Why::SlipRefused),
        _ => return Err(Why::SlipNotRecorded),
    }
    match reason.as_deref().map(str::trim) {
        None | Some("") => Err(Why::SlipReasonMissing),
        Some(_) => Ok(month),
    }
}

fn in_period(person: &PersonMonth<'_>, record: &Event, month: ServiceMonth) -> Result<ServiceMonth, Why> {
    let holds = |certificate: &&Certificate| {
        certificate.monitoring_months.contains(&month) && certificate.period.contains(record.on)
    };
    if person
        .person
        .certificates
        .iter()
        .any(|certificate| holds(&certificate))
    {
        Ok(month)
    } else {
        Err(Why::OutsideGrant)
    }
}

// The earlier printed month this record was made for, while that is still open.
fn slipped(
    person: &PersonMonth<'_>,
    record: &Event,
    printed: &[ServiceMonth],
    months: NonZeroU8,
) -> Option<ServiceMonth> {
    let held = ServiceMonth::containing(record.on);
    let records = person
        .events
        .iter()
        .filter(|event| is_record(event) && event.on <= record.on);
    let mut visits: Vec<Visit> = records.filter_map(|event| visit(event)).collect();
    visits.extend(claimed(&person.person.claimed_before, &visits));
    let states = due_status(printed, &visits, person.month().last_day(), |_| {
        SlipRule::Accepted { months }
    });
    states
        .iter()
        .filter(|state| state.month < held)
        .find_map(|state| match state.state {
            DueState::SlippedDone(on) | DueState::ReasonMissing(on) if on == record.on => Some(state.month),
            _ => None,
        })
}

fn visit(record: &Event) -> Option<Visit> {
    match &record.what {
        What::MonitoringRecorded { due, reason } => Some(Visit {
            on: record.on,
            due: *due,
            reason_noted: reason.is_some(),
        }),
        _ => None,
    }
}

// A month claimed before was monitored, whether or not its record stands in these facts.
fn claimed(before: &[ClaimedBefore], visits: &[Visit]) -> Vec<Visit> {
    before
        .iter()
        .filter(|claimed| claimed.item == Item::MonitoringFee)
        .filter(|claimed| !visits.iter().any(|visit| claimed.month.contains(visit.on)))
        .map(|claimed| Visit {
            on: claimed.month.first_day(),
            due: None,
            reason_noted: true,
        })
        .collect()
}

fn printed(person: &PersonMonth<'_>) -> Vec<ServiceMonth> {
    let months = person
        .person
        .certificates
        .iter()
        .flat_map(|certificate| &certificate.monitoring_months);
    months.copied().collect()
}

fn certificate_of<'a>(person: &PersonMonth<'a>, month: ServiceMonth) -> Option<&'a Certificate> {
    let prints = |certificate: &&Certificate| certificate.monitoring_months.contains(&month);
    person.person.certificates.iter().find(prints)
}

fn unrecorded(person: &PersonMonth<'_>) -> Option<Why> {
    let visited = person
        .now()
        .any(|event| is_visit(event, HomeVisitFor::Monitoring));
    // A record of the next month may still belong to this visit; it counts in its own month.
    visited.then(|| Why::StepsMissing(vec![Step::MonitoringRecord]))
}

fn due_problem(person: &PersonMonth<'_>, records: &[&Event]) -> Vec<Problem> {
    let month = person.month();
    let for_month = |record: &&&Event| match record.what {
        What::MonitoringRecorded { due, .. } => due.is_none_or(|due| due == month),
        _ => false,
    };
    let due = printed(person).contains(&month);
    if !due || records.iter().any(|record| for_month(&record)) {
        return Vec::new();
    }
    vec![Problem {
        kind: ProblemKind::DueMonthWithoutMonitoring(month),
        stops_payment: false,
    }]
}
