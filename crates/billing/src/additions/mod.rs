//! 加算. One provision, one function, in files by what they are about.

mod base;
mod first_time;
mod hospital;
mod intensive;
mod link;
mod medical;
mod meeting;
mod office;
mod provider;
mod remote;
mod systems;

pub(crate) use base::joint_conditions;
pub(crate) use provider::{UNNAMED, eligible_visits, visitors};

use bansou_law::{Evidence, Revision, RidesOn};

use crate::because::Because;
use crate::event::Event;
use crate::fees::{Fees, out_of_scheme};
use crate::item::{Grade, Item};
use crate::line::{Line, NotClaimed};
use crate::month::PersonMonth;
use crate::rules::Value;
use crate::shared::Share;
use crate::why::Why;

/// What a provision says: nothing where no event hints at it, else the entries it earns or why it does not.
pub(crate) type Verdict<'a> = Option<Result<Vec<Entry<'a>>, Why>>;

/// One line an addition earns, with the work it rests on.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'a> {
    pub(crate) item: Item,
    pub(crate) grade: Option<Grade>,
    /// The second part of the key of value and code.
    pub(crate) part: &'static str,
    pub(crate) units: i64,
    pub(crate) count: u32,
    pub(crate) events: Vec<&'a Event>,
    pub(crate) because: Vec<Because>,
    pub(crate) rule: String,
    pub(crate) source: String,
    pub(crate) evidence: Evidence,
    pub(crate) for_item: Option<Item>,
}

impl<'a> Entry<'a> {
    /// An entry of a value in units; nothing where its units are not known.
    pub(crate) fn new(
        item: Item,
        value: &Value<'_>,
        count: u32,
        events: Vec<&'a Event>,
    ) -> Result<Self, Why> {
        Ok(Self {
            item,
            grade: None,
            part: "",
            units: value.units().ok_or(Why::ValueNotKnown)?,
            count,
            because: events
                .iter()
                .map(|event| Because::Event(event.position))
                .collect(),
            events,
            rule: value.term.to_owned(),
            source: value.source.clone(),
            evidence: value.evidence,
            for_item: None,
        })
    }

    pub(crate) fn graded(self, grade: Grade) -> Self {
        Self {
            grade: Some(grade),
            part: grade.key(),
            ..self
        }
    }

    pub(crate) fn total(&self) -> i64 {
        self.units.saturating_mul(i64::from(self.count))
    }

    pub(crate) fn line(&self, person: &PersonMonth<'_>) -> Line {
        Line {
            item: self.item,
            grade: self.grade,
            units: self.units,
            count: self.count,
            code: person.tables().code(self.item, self.part),
            on: None,
            because: self.because.clone(),
            rule: self.rule.clone(),
            source: self.source.clone(),
            evidence: self.evidence,
            of: None,
            rate: None,
            for_item: self.for_item,
        }
    }
}

/// 重複の禁止. An item that may not use one piece of work, or may not be claimed at all, because another is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Forbidden {
    pub(crate) item: Item,
    pub(crate) work: Option<usize>,
    pub(crate) claimed_as: Item,
}

/// What every provision is asked with.
pub(crate) struct Ask<'c, 'a> {
    pub(crate) person: &'c PersonMonth<'a>,
    pub(crate) fees: &'c Fees,
    pub(crate) allotted: &'c Allotted<'a>,
    pub(crate) forbidden: &'c [Forbidden],
    /// Asks as if work counted whoever did it, to find what hints at an item without earning it.
    pub(crate) whoever: bool,
}

impl<'c, 'a> Ask<'c, 'a> {
    /// Returns the events of the month an item may use.
    pub(crate) fn now(&self, item: Item) -> impl Iterator<Item = &'a Event> {
        self.usable(item, self.person.now())
    }

    /// Keeps the events an item may use.
    pub(crate) fn usable(
        &self,
        item: Item,
        events: impl Iterator<Item = &'a Event>,
    ) -> impl Iterator<Item = &'a Event> {
        events.filter(move |event| {
            let work = self.person.work(event);
            let taken = |forbidden: &Forbidden| {
                forbidden.item == item && forbidden.work.is_none_or(|taken| taken == work)
            };
            let counts = self.whoever || self.person.by_anyone_counted(event);
            counts && !self.forbidden.iter().any(taken)
        })
    }

    /// Returns the value of an item where it exists and its month is the right one.
    pub(crate) fn value(&self, item: Item) -> Result<&'c Value<'a>, Why> {
        self.part(item, "")
    }

    /// Returns one of several values of an item.
    pub(crate) fn part(&self, item: Item, part: &str) -> Result<&'c Value<'a>, Why> {
        let value = self.person.tables().part(item, part);
        let value = value.ok_or(Why::NotInForce)?;
        self.rides(value.rides_on.unwrap_or(RidesOn::Fee))?;
        Ok(value)
    }

    /// Says whether the month has what an addition rides on.
    pub(crate) fn rides(&self, on: RidesOn) -> Result<(), Why> {
        let there = match on {
            RidesOn::NoFee if self.fees.any() => return Err(Why::OnlyWithoutFee),
            RidesOn::Any | RidesOn::NoFee => true,
            RidesOn::Fee => !self.fees.lines.is_empty(),
            RidesOn::Plan => self.fees.of(Item::PlanFee).is_some(),
            RidesOn::Monitoring => self.fees.of(Item::MonitoringFee).is_some(),
        };
        match (there, self.fees.unknown) {
            (true, _) => Ok(()),
            (false, true) => Err(Why::ValueNotKnown),
            (false, false) => Err(Why::NeedsFee(on)),
        }
    }
}

/// What one person got of what is shared, in the person's own events.
#[derive(Debug, Clone, Default)]
pub(crate) struct Allotted<'a> {
    pub(crate) provider_visit: Option<&'a Event>,
    pub(crate) joint: Option<&'a Event>,
    /// The fees that carry 地域生活支援拠点等機能強化加算.
    pub(crate) strengthened: Vec<Item>,
}

impl<'a> Allotted<'a> {
    pub(crate) fn of(person: &PersonMonth<'a>, fees: &Fees, share: &Share) -> Self {
        let fees = fees.lines.iter().map(|line| line.item);
        Self {
            provider_visit: share.provider_visit(person),
            joint: share.joint(person),
            strengthened: fees.take(share.strengthened as usize).collect(),
        }
    }
}

type Provision = for<'c, 'a> fn(&Ask<'c, 'a>) -> Verdict<'a>;

/// Every addition, in the order of lines. 遠隔地訪問加算 comes last: it rests on the others.
const PROVISIONS: &[(Item, Provision)] = &[
    (Item::CapManagement, office::cap_management),
    (Item::FirstTime, first_time::first_time),
    (Item::Chief, systems::chief),
    (Item::HospitalAdmission, hospital::admission),
    (Item::Discharge, hospital::discharge),
    (Item::CareManagerInfo, link::care_manager_info),
    (Item::CareManagerVisit, link::care_manager_visit),
    (Item::CareManagerMeeting, link::care_manager_meeting),
    (Item::WorkSupportInfo, link::work_support_info),
    (Item::WorkSupportVisit, link::work_support_visit),
    (Item::WorkSupportMeeting, link::work_support_meeting),
    (Item::AgencyMeeting, medical::agency_meeting),
    (Item::HospitalAccompany, medical::hospital_accompany),
    (Item::InfoProvided, medical::info_provided),
    (Item::IntensiveVisit, intensive::visit),
    (Item::IntensiveMeeting, intensive::meeting),
    (Item::IntensiveJoined, intensive::joined),
    (Item::IntensiveAccompany, intensive::accompany),
    (Item::IntensiveInfo, intensive::info),
    (Item::ServiceMeeting, meeting::service_meeting),
    (Item::ProviderMonitoring, provider::provider_monitoring),
    (Item::Behaviour, systems::behaviour),
    (Item::Medical, systems::medical),
    (Item::Psychiatric, systems::psychiatric),
    (Item::HigherBrain, systems::higher_brain),
    (Item::Peer, systems::peer),
    (Item::BaseEmergency, base::emergency),
    (Item::BaseJoint, base::joint),
    (Item::BaseStrength, office::base_strength),
];

/// What the additions of one person come to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Additions<'a> {
    pub(crate) earned: Vec<Entry<'a>>,
    pub(crate) refused: Vec<NotClaimed>,
}

impl Additions<'_> {
    pub(crate) fn total(&self) -> i64 {
        self.earned.iter().map(Entry::total).sum()
    }
}

/// Asks every provision once.
pub(crate) fn additions<'a>(ask: &Ask<'_, 'a>) -> Additions<'a> {
    let mut found = Additions::default();
    for (item, provision) in PROVISIONS {
        let verdict = settle(ask, *item, provision(ask));
        found.take(*item, verdict.or_else(|| by_assistants(ask, *provision)));
    }
    let remote = remote::remote_visit(ask, &found.earned);
    found.take(Item::RemoteVisit, settle(ask, Item::RemoteVisit, remote));
    found
}

impl<'a> Additions<'a> {
    fn take(&mut self, item: Item, verdict: Verdict<'a>) {
        match verdict {
            Some(Ok(entries)) => self.earned.extend(entries),
            Some(Err(why)) => self.refused.push(NotClaimed { item, why }),
            None => {}
        }
    }
}

// Work that would hint at an item, but that the revision of the month does not count because of who did it.
fn by_assistants<'a>(ask: &Ask<'_, 'a>, provision: Provision) -> Verdict<'a> {
    if ask.person.revision() != Revision::R3 || ask.whoever {
        return None;
    }
    let whoever = Ask {
        whoever: true,
        ..*ask
    };
    provision(&whoever).map(|_| {
        Err(Why::Condition(
            "相談支援員の支援は、この月の表では対象になりません。",
            "相談支援専門員による支援の記録",
        ))
    })
}

// What holds for every addition alike.
fn settle<'a>(ask: &Ask<'_, 'a>, item: Item, verdict: Verdict<'a>) -> Verdict<'a> {
    let forbidden = ask.forbidden.iter().find(|forbidden| forbidden.item == item);
    let claimed_as = |whole: bool| {
        forbidden
            .filter(|forbidden| !whole || forbidden.work.is_none())
            .map(|forbidden| Err(Why::ClaimedAs(forbidden.claimed_as)))
    };
    match verdict {
        Some(Ok(entries)) => claimed_as(true).or_else(|| {
            let why = out_of_scheme(ask.person).or_else(|| later_office(ask, &entries));
            Some(why.map_or(Ok(entries), Err))
        }),
        Some(Err(why)) => claimed_as(false).or(Some(Err(why))),
        None => claimed_as(false),
    }
}

fn later_office(ask: &Ask<'_, '_>, entries: &[Entry<'_>]) -> Option<Why> {
    let ours = entries
        .iter()
        .flat_map(|entry| &entry.events)
        .map(|event| event.on)
        .max()?;
    let item = entries.first()?.item;
    let person = ask.person.person;
    let municipality = |code: &String| {
        person
            .certificates
            .iter()
            .any(|certificate| &certificate.municipality == code)
    };
    let later = person
        .claimed_elsewhere
        .iter()
        .filter(|claimed| claimed.item == item && ask.person.month().contains(claimed.on));
    later
        .filter(|claimed| municipality(&claimed.municipality) && claimed.on > ours)
        .map(|claimed| Why::LaterOffice(claimed.on))
        .next()
}
