//! ひと月の利用者. One person's facts in the order in which they count.

use bansou_domain::calendar::ServiceMonth;
use bansou_law::Revision;
use jiff::civil::Date;

use crate::event::{Event, HomeVisitFor, InterviewFor, Party, Place, What};
use crate::facts::{Certificate, Facts, PersonFacts, Role, Scheme, StaffMember};
use crate::fees::{Flow, flows};
use crate::office::OfficeMonth;
use crate::rules::{Rules, Tables};

/// One person in the month, with what the provisions ask about.
pub(crate) struct PersonMonth<'a> {
    pub(crate) office: &'a OfficeMonth<'a>,
    pub(crate) facts: &'a Facts,
    pub(crate) rules: &'a Rules<'a>,
    pub(crate) person: &'a PersonFacts,
    /// Every event, in the order in which they count.
    pub(crate) events: Vec<&'a Event>,
    /// By position, where events name each other at all.
    works: Vec<usize>,
    flows: Vec<Flow<'a>>,
}

impl<'a> PersonMonth<'a> {
    pub(crate) fn new(office: &'a OfficeMonth<'a>, person: &'a PersonFacts) -> Self {
        let mut events: Vec<&Event> = person.events.iter().collect();
        events.sort();
        let works = works(&events);
        let flows = flows(&events);
        Self {
            office,
            facts: office.facts,
            rules: office.rules,
            person,
            events,
            works,
            flows,
        }
    }

    /// Returns the flows of plans, each ending in its consent.
    pub(crate) fn flows(&self) -> &[Flow<'a>] {
        &self.flows
    }

    pub(crate) fn month(&self) -> ServiceMonth {
        self.facts.month
    }

    pub(crate) fn tables(&self) -> &Tables<'a> {
        self.rules.of(self.person.scheme)
    }

    pub(crate) fn revision(&self) -> Revision {
        self.rules.revision
    }

    /// Returns the events of the month.
    pub(crate) fn now(&self) -> impl Iterator<Item = &'a Event> {
        let month = self.month();
        self.events
            .iter()
            .copied()
            .filter(move |event| month.contains(event.on))
    }

    /// Returns the piece of work an event belongs to.
    pub(crate) fn work(&self, event: &Event) -> usize {
        self.works.get(event.position).copied().unwrap_or(event.position)
    }

    /// Keeps one event of each piece of work: the first.
    pub(crate) fn distinct(&self, events: impl IntoIterator<Item = &'a Event>) -> Vec<&'a Event> {
        let mut seen = Vec::new();
        let mut kept = Vec::new();
        for event in events {
            let work = self.work(event);
            if !seen.contains(&work) {
                seen.push(work);
                kept.push(event);
            }
        }
        kept
    }

    /// Returns the certificate whose period the month lies in, the later one first.
    pub(crate) fn certificate(&self) -> Option<&'a Certificate> {
        let month = self.month();
        let covers = |certificate: &&Certificate| {
            certificate.period.first_month() <= month && month <= certificate.period.last_month()
        };
        self.person.certificates.iter().rev().find(covers)
    }

    /// Returns the staff member with an id.
    pub(crate) fn member(&self, id: &str) -> Option<&'a StaffMember> {
        self.office.member(id)
    }

    /// Returns what the staff member with an id is.
    pub(crate) fn role(&self, id: &str) -> Role {
        self.member(id)
            .map_or(Role::SupportSpecialist, |member| member.role)
    }

    /// Says whether a 相談支援専門員 took part. Nobody named means one.
    pub(crate) fn by_specialist(&self, event: &Event) -> bool {
        event.by.is_empty() || event.by.iter().any(|id| self.role(id) == Role::SupportSpecialist)
    }

    /// Says whether the work counts at all for an addition, whoever of the two roles did it.
    pub(crate) fn by_anyone_counted(&self, event: &Event) -> bool {
        match self.revision() {
            // 相談支援員 exist since the revision of 2024.
            Revision::R3 => self.by_specialist(event),
            Revision::R6 | Revision::R8 => true,
        }
    }

    /// Says whether the person, or for a child the family, was met. Nothing recorded leaves it to the event.
    pub(crate) fn met_the_person(&self, event: &Event) -> bool {
        event.met.as_ref().is_none_or(|met| match self.person.scheme {
            Scheme::Planning => met.contains(&Party::Person),
            Scheme::Child => met.contains(&Party::Person) || met.contains(&Party::Family),
        })
    }

    /// Says whether a visit to the home counts for 第15条: made in person, or by video where that is allowed.
    pub(crate) fn visited(&self, visit: &Event) -> bool {
        let at_home = visit.place != Some(Place::Other);
        at_home && self.met_the_person(visit) && (!visit.remote || self.video_counts(visit))
    }

    // テレビ電話: a 特別地域, with the municipality's approval, and a visit in one of the two months before.
    fn video_counts(&self, visit: &Event) -> bool {
        let approved = matches!(
            visit.what,
            What::HomeVisit {
                remote_approved: Some(true),
                ..
            }
        );
        let month = ServiceMonth::containing(visit.on);
        let recently = |event: &&&Event| {
            let ago = ServiceMonth::containing(event.on).months_until(month);
            let visited = matches!(event.what, What::HomeVisit { .. }) && !event.remote;
            visited && event.place != Some(Place::Other) && (1..=2).contains(&ago)
        };
        let allowed = match self.revision() {
            Revision::R3 => false,
            Revision::R6 | Revision::R8 => true,
        };
        allowed && approved && self.person.special_area && self.events.iter().any(|event| recently(&event))
    }

    /// Returns the interviews in a stretch of days, one for each piece of work. Those for a consent never count.
    pub(crate) fn interviews(&self, from: Date, to: Date) -> Vec<&'a Event> {
        let interview = |event: &&Event| {
            let kind = match &event.what {
                What::HomeVisit { .. } => true,
                What::Interview(purpose) => *purpose != Some(InterviewFor::Consent),
                _ => false,
            };
            let met = event
                .met
                .as_ref()
                .is_none_or(|met| met.contains(&Party::Person) || met.contains(&Party::Family));
            kind && met && from <= event.on && event.on <= to
        };
        let mut found: Vec<_> = self.events.iter().copied().filter(interview).collect();
        // Of two records of one piece of work, the one at home counts.
        found.sort_by_key(|event| !at_home_in_person(event));
        let mut found = self.distinct(found);
        found.sort();
        found
    }
}

/// Says whether an interview was at home and not by video.
pub(crate) fn at_home_in_person(event: &Event) -> bool {
    let home = match event.what {
        What::HomeVisit { .. } => event.place != Some(Place::Other),
        _ => event.place == Some(Place::Home),
    };
    home && !event.remote
}

/// Says whether an event is a visit of this purpose.
pub(crate) fn is_visit(event: &Event, purpose: HomeVisitFor) -> bool {
    matches!(event.what, What::HomeVisit { purpose: made, .. } if made == purpose)
}

// Events that name each other are one piece of work, over as many steps as it takes; so are those that name a third one
// that is not there.
fn works(events: &[&Event]) -> Vec<usize> {
    if events.iter().all(|event| event.same_as.is_none()) {
        return Vec::new();
    }
    let end = events.iter().map(|event| event.position + 1).max();
    let mut works: Vec<usize> = (0..end.unwrap_or(0)).collect();
    for event in events {
        let Some(named) = event.same_as.as_ref() else {
            continue;
        };
        let third = || events.iter().find(|other| other.same_as.as_ref() == Some(named));
        let other = events
            .iter()
            .find(|other| other.id.as_ref() == Some(named))
            .or_else(third);
        let Some(other) = other else {
            continue;
        };
        let (a, b) = (
            works.get(event.position).copied(),
            works.get(other.position).copied(),
        );
        if let (Some(a), Some(b)) = (a, b) {
            for work in works.iter_mut().filter(|work| **work == a.max(b)) {
                *work = a.min(b);
            }
        }
    }
    works
}
