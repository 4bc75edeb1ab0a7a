//! 計画の流れ. The steps that belong to one consent, and what is missing among them.

use bansou_law::Revision;

use crate::event::{Absence, Event, HomeVisitFor, MeetingFor, Party, Receiver, What};
use crate::facts::Scheme;
use crate::month::{PersonMonth, is_visit};
use crate::why::Step;

/// 計画の流れ. What led to one consent, and what was delivered after it.
pub(crate) struct Flow<'a> {
    pub(crate) consent: &'a Event,
    pub(crate) steps: Vec<&'a Event>,
    pub(crate) delivered: Vec<&'a Event>,
}

/// Cuts the events at each consent. Steps belong to the next consent, deliveries to the last one.
pub(crate) fn flows<'a>(events: &[&'a Event]) -> Vec<Flow<'a>> {
    let mut flows: Vec<Flow<'a>> = Vec::new();
    let mut steps = Vec::new();
    for event in events.iter().copied() {
        match event.what {
            What::PlanConsented => flows.push(Flow {
                consent: event,
                steps: std::mem::take(&mut steps),
                delivered: Vec::new(),
            }),
            What::PlanDelivered(_) => {
                if let Some(flow) = flows.last_mut() {
                    flow.delivered.push(event);
                }
            }
            _ => steps.push(event),
        }
    }
    flows
}

impl<'a> Flow<'a> {
    /// 軽微な変更. Says whether the consent was to a minor change only.
    pub(crate) fn is_minor(&self) -> bool {
        let mut changes = self.steps.iter().filter_map(|event| match event.what {
            What::PlanChange { minor, .. } => Some(minor),
            _ => None,
        });
        changes
            .next()
            .is_some_and(|first| first && changes.all(|minor| minor))
    }

    /// Returns the steps without which the fee is zero.
    pub(crate) fn missing(&self, person: &PersonMonth<'a>) -> Vec<Step> {
        let done = |what: &What| self.steps.iter().any(|event| event.what == *what);
        let to = |receiver| {
            self.delivered
                .iter()
                .any(|event| event.what == What::PlanDelivered(receiver))
        };
        let whole = self.needs_new_decision();
        let mut missing = Vec::new();
        let mut need = |there: bool, step: Step| {
            if !there {
                missing.push(step);
            }
        };
        need(self.assessed(person), Step::AssessmentVisit);
        need(done(&What::DraftExplained), Step::DraftExplained);
        need(done(&What::DraftConsented), Step::DraftConsented);
        need(!whole || done(&What::DraftDelivered), Step::DraftDelivered);
        need(!whole || done(&What::GrantReceived), Step::GrantReceived);
        let meeting = self.meeting(person);
        missing.extend(meeting);
        let mut need = |there: bool, step: Step| {
            if !there {
                missing.push(step);
            }
        };
        need(done(&What::PlanExplained), Step::PlanExplained);
        need(to(Receiver::Person), Step::PlanToPerson);
        need(to(Receiver::Provider), Step::PlanToProvider);
        missing
    }

    /// Says whether the copy reached the municipality, a duty that does not stop payment.
    pub(crate) fn told_municipality(&self) -> bool {
        self.delivered
            .iter()
            .any(|event| event.what == What::PlanDelivered(Receiver::Municipality))
    }

    // A change within the decision repeats the visit, the draft, the meeting and the plan only.
    fn needs_new_decision(&self) -> bool {
        let mut changes = self.steps.iter().filter_map(|event| match event.what {
            What::PlanChange {
                minor: false,
                decision_needed,
            } => Some(decision_needed),
            _ => None,
        });
        changes
            .next()
            .is_none_or(|first| first || changes.any(|needed| needed))
    }

    // In one flow the monitoring visit is the assessment.
    fn assessed(&self, person: &PersonMonth<'a>) -> bool {
        let changes = self
            .steps
            .iter()
            .any(|event| matches!(event.what, What::PlanChange { minor: false, .. }));
        self.steps.iter().any(|event| {
            let counts = is_visit(event, HomeVisitFor::Assessment)
                || (changes && is_visit(event, HomeVisitFor::Monitoring));
            counts && person.visited(event)
        })
    }

    // The meeting that is nearest to complete decides what is told.
    fn meeting(&self, person: &PersonMonth<'a>) -> Vec<Step> {
        let lacks = self.steps.iter().filter_map(|event| meeting_lacks(event, person));
        lacks
            .min_by_key(|lacks: &Vec<Step>| lacks.len())
            .unwrap_or_else(|| vec![Step::ServiceMeeting])
    }
}

fn meeting_lacks(event: &Event, person: &PersonMonth<'_>) -> Option<Vec<Step>> {
    let What::ServiceMeeting {
        purpose: MeetingFor::Plan,
        attended,
        opinions_recorded,
        minutes,
        absence,
        ..
    } = &event.what
    else {
        return None;
    };
    let there = match person.person.scheme {
        Scheme::Planning => attended.contains(&Party::Person),
        Scheme::Child => attended.contains(&Party::Person) || attended.contains(&Party::Family),
    };
    let excused = matches!(absence, Some(Absence::NoVisitors | Absence::Harm));
    let attendance = match person.revision() {
        // 本人の参加 is asked for since the revision of 2024.
        Revision::R3 => true,
        Revision::R6 | Revision::R8 => there || excused,
    };
    let mut lacks = Vec::new();
    if !attendance {
        lacks.push(Step::MeetingAttendance);
    }
    if !opinions_recorded {
        lacks.push(Step::MeetingOpinions);
    }
    if !minutes {
        lacks.push(Step::MeetingMinutes);
    }
    Some(lacks)
}
