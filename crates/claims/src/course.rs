//! 一人の記録. What was read of one person, sorted apart from everybody else's.

use std::collections::BTreeMap;

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::certificate::RecipientCertificate;
use bansou_domain::claim_elsewhere::ClaimElsewhere;
use bansou_domain::claim_trait::ClaimTrait;
use bansou_domain::id::{CertificateId, PaperId, PersonId};
use bansou_domain::monitoring::{LeadsTo, MonitoringReport};
use bansou_domain::paper::Recipient;
use bansou_domain::process::MilestoneKind;
use bansou_store::claim_facts::{
    GroundContent, GroundDelivery, GroundNote, GroundPaper, GroundPerson, OfficeGround, PeopleGround,
};
use jiff::civil::Date;
use uuid::Uuid;

use crate::parties::Around;
use crate::settings::Settings;
use crate::staff::Posts;

/// What is the same for everybody in the month.
pub(crate) struct Desk<'a> {
    pub(crate) office: &'a OfficeGround,
    pub(crate) ground: &'a PeopleGround,
    pub(crate) settings: Settings<'a>,
    pub(crate) posts: Posts<'a>,
    pub(crate) deliveries: BTreeMap<PaperId, Vec<&'a GroundDelivery>>,
    pub(crate) month: ServiceMonth,
    pub(crate) today: Date,
}

/// The records of one person.
pub(crate) struct Course<'a> {
    pub(crate) who: &'a GroundPerson,
    pub(crate) certificates: Vec<(CertificateId, &'a RecipientCertificate)>,
    pub(crate) traits: Vec<(ServiceMonth, &'a ClaimTrait)>,
    pub(crate) elsewhere: Vec<&'a ClaimElsewhere>,
    pub(crate) papers: Vec<&'a GroundPaper>,
    pub(crate) milestones: Vec<(MilestoneKind, Date)>,
    pub(crate) notes: Vec<&'a GroundNote>,
    pub(crate) providers: Vec<(Uuid, &'a str)>,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(
        office: &'a OfficeGround,
        ground: &'a PeopleGround,
        month: ServiceMonth,
        today: Date,
    ) -> Self {
        let mut deliveries: BTreeMap<PaperId, Vec<&GroundDelivery>> = BTreeMap::new();
        for delivery in &ground.deliveries {
            deliveries.entry(delivery.paper).or_default().push(delivery);
        }
        Self {
            office,
            ground,
            settings: Settings::new(&office.settings, month),
            posts: Posts::of(office),
            deliveries,
            month,
            today,
        }
    }

    /// To whom a paper went.
    pub(crate) fn delivered(&self, paper: PaperId) -> &[&'a GroundDelivery] {
        self.deliveries.get(&paper).map_or(&[], Vec::as_slice)
    }

    /// Whether a paper went to a kind of recipient.
    pub(crate) fn went_to(&self, paper: PaperId, recipient: Recipient) -> bool {
        self.delivered(paper)
            .iter()
            .any(|delivery| delivery.recipient == recipient)
    }

    /// The people of the office, each with their own records.
    pub(crate) fn courses(&self) -> Vec<Course<'a>> {
        let mut courses: BTreeMap<PersonId, Course<'a>> = self
            .ground
            .people
            .iter()
            .map(|who| (who.id, Course::of(who)))
            .collect();
        let ground = self.ground;
        for (person, id, certificate) in &ground.certificates {
            if let Some(course) = courses.get_mut(person) {
                course.certificates.push((*id, certificate));
            }
        }
        for (person, from, content) in &ground.traits {
            if let Some(course) = courses.get_mut(person) {
                course.traits.push((*from, content));
            }
        }
        for (person, claimed) in &ground.elsewhere {
            if let Some(course) = courses.get_mut(person) {
                course.elsewhere.push(claimed);
            }
        }
        for paper in &ground.papers {
            if let Some(course) = courses.get_mut(&paper.person) {
                course.papers.push(paper);
            }
        }
        for (person, kind, on) in &ground.milestones {
            if let Some(course) = courses.get_mut(person) {
                course.milestones.push((*kind, *on));
            }
        }
        for note in &ground.notes {
            if let Some(course) = courses.get_mut(&note.person) {
                course.notes.push(note);
            }
        }
        for (person, id, name) in &ground.providers {
            if let Some(course) = courses.get_mut(person) {
                course.providers.push((*id, name));
            }
        }
        let listed = ground.people.iter();
        listed.filter_map(|who| courses.remove(&who.id)).collect()
    }

    /// Who is recognised by name around one person.
    pub(crate) fn around(&self, course: &Course<'a>) -> Around<'a> {
        let own = self.office.staff.iter().map(|worker| worker.name.as_str());
        Around {
            person: &course.who.person,
            own: own
                .chain(std::iter::once(self.office.office.name.as_str()))
                .collect(),
            providers: course.providers.iter().map(|(_, name)| *name).collect(),
        }
    }
}

impl<'a> Course<'a> {
    fn of(who: &'a GroundPerson) -> Self {
        Self {
            who,
            certificates: Vec::new(),
            traits: Vec::new(),
            elsewhere: Vec::new(),
            papers: Vec::new(),
            milestones: Vec::new(),
            notes: Vec::new(),
            providers: Vec::new(),
        }
    }

    /// 請求に関わること in a month: the row recorded last among those that have begun.
    pub(crate) fn claim_trait(&self, month: ServiceMonth) -> ClaimTrait {
        let mut begun = self.traits.iter().filter(|(from, _)| *from <= month);
        begun
            .next_back()
            .map(|(_, held)| (*held).clone())
            .unwrap_or_default()
    }

    /// 契約日: the last contract signed by the end of the month, else the day the case was opened.
    pub(crate) fn contracted_on(&self, month: ServiceMonth) -> Option<Date> {
        let signed = self
            .milestones
            .iter()
            .filter(|(kind, on)| *kind == MilestoneKind::ContractSigned && *on <= month.last_day());
        signed.map(|(_, on)| *on).max().or(self.who.opened_on)
    }

    /// The first day a plan of a cycle was consented to.
    pub(crate) fn plan_consented(&self, cycle: i64) -> Option<Date> {
        self.plans()
            .filter(|paper| paper.cycle == cycle)
            .filter_map(|paper| Some(paper.consent.as_ref()?.given_on))
            .min()
    }

    /// The plans, replaced ones too.
    pub(crate) fn plans(&self) -> impl Iterator<Item = &'a GroundPaper> {
        let plan = |paper: &&GroundPaper| matches!(paper.content, GroundContent::Plan(_));
        self.papers.iter().copied().filter(plan)
    }

    /// The reports of monitoring with their visits.
    pub(crate) fn reports(&self) -> impl Iterator<Item = (&'a GroundPaper, &'a MonitoringReport, Date)> {
        self.papers.iter().filter_map(|paper| match &paper.content {
            GroundContent::Monitoring(report) => Some((*paper, report.as_ref(), report.visit.on?)),
            _ => None,
        })
    }

    /// The first plan consented to on or after a day.
    pub(crate) fn next_plan(&self, on: Date) -> Option<&'a GroundPaper> {
        let consented = |plan: &&GroundPaper| plan.consent.as_ref().map(|consent| consent.given_on);
        self.plans()
            .filter(|plan| consented(plan).is_some_and(|given| given >= on))
            .min_by_key(consented)
    }

    /// Whether a plan of a later cycle followed a report, before the next report.
    pub(crate) fn plan_followed(&self, report: &GroundPaper, visited: Date) -> bool {
        let next_visit = self
            .reports()
            .map(|(_, _, on)| on)
            .filter(|on| *on > visited)
            .min();
        self.plans().any(|plan| {
            let consented = plan.consent.as_ref().map(|consent| consent.given_on);
            let between = |on: Date| on >= visited && next_visit.is_none_or(|next| on <= next);
            plan.cycle > report.cycle && consented.is_some_and(between)
        })
    }
}

/// Whether a report says that the plan is changed in a minor way, and no plan was made anew after all.
pub(crate) fn leads_to_minor(course: &Course<'_>, paper: &GroundPaper, report: &MonitoringReport) -> bool {
    let says = report.leads_to.contains(&LeadsTo::MinorChange);
    // A step belongs to the next plan: that of another cycle is not this change.
    let made_anew = report
        .visit
        .on
        .and_then(|on| course.next_plan(on))
        .is_some_and(|plan| plan.cycle > paper.cycle);
    says && !made_anew && !leads_to_plan(course, paper, report)
}

/// Whether a report says that the plan is to be made anew.
pub(crate) fn leads_to_plan(course: &Course<'_>, paper: &GroundPaper, report: &MonitoringReport) -> bool {
    let says = |next| report.leads_to.contains(&next);
    let visited = report.visit.on;
    report.at_renewal
        || says(LeadsTo::PlanChange)
        || ((says(LeadsTo::Application) || says(LeadsTo::MinorChange))
            && visited.is_some_and(|on| course.plan_followed(paper, on)))
}
