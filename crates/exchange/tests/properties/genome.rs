//! Offices from strings of numbers. A shorter string of smaller numbers is a simpler office, so failures shrink.

use std::collections::{BTreeMap, BTreeSet};

use bansou_billing::{
    Absence, CareLevel, CaseloadMonth, Certificate, ClaimedBefore, ClaimedElsewhere, Event, Facts,
    HomeVisitFor, InfoReceiver, InterviewFor, Item, Means, MeetingFor, Notice, Office, OfficeTier, Party,
    PersonFacts, Place, Receiver, RegionalBase, Role, Rules, Scheme, Shortfall, SlipPolicy, StaffMember,
    System, Target, What,
};
use bansou_domain::calendar::{Period, ServiceMonth};
use jiff::civil::Date;
use proptest::collection::vec;
use proptest::prelude::*;

/// The numbers an office is read from.
pub(crate) fn genome() -> impl Strategy<Value = Vec<u32>> {
    vec(any::<u32>(), 8..90)
}

struct Reader<'g> {
    genes: &'g [u32],
    at: usize,
}

impl Reader<'_> {
    /// A number below `count`; zero when the string has ended.
    fn below(&mut self, count: u32) -> u32 {
        let gene = self.genes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        gene % count
    }

    fn one_in(&mut self, count: u32) -> bool {
        self.below(count) == count - 1
    }

    fn of<T: Clone>(&mut self, choices: &[T]) -> T {
        let count = u32::try_from(choices.len()).unwrap();
        choices[self.below(count) as usize].clone()
    }

    fn some<T: Clone + Ord>(&mut self, choices: &[T]) -> BTreeSet<T> {
        let mask = self.below(1 << choices.len());
        let chosen = choices.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
        chosen.map(|(_, choice)| choice.clone()).collect()
    }

    fn is_over(&self) -> bool {
        self.at >= self.genes.len()
    }
}

/// The office the numbers stand for.
pub(crate) fn facts(genes: &[u32]) -> Facts {
    let mut reader = Reader { genes, at: 0 };
    let month = reader.of(&super::RULES.iter().map(Rules::month).collect::<Vec<_>>());
    let office = office(&mut reader, month);
    let count = 1 + reader.below(3) as usize;
    let mut people: Vec<PersonFacts> = (0..count).map(|nth| person(&mut reader, month, nth)).collect();
    let mut next = 0;
    while !reader.is_over() {
        let events = work(&mut reader, month);
        people[next % count].events.extend(events);
        next += reader.below(3) as usize;
    }
    for person in &mut people {
        renumber(person);
    }
    Facts {
        month,
        office,
        people,
        staff: vec![
            member("s1", Role::SupportSpecialist, &[]),
            member("s2", Role::SupportSpecialist, &["b1"]),
            member("a1", Role::SupportAssistant, &[]),
        ],
    }
}

/// Gives every event its place.
pub(crate) fn renumber(person: &mut PersonFacts) {
    for (position, event) in person.events.iter_mut().enumerate() {
        event.position = position;
    }
}

fn member(id: &str, role: Role, works_at: &[&str]) -> StaffMember {
    StaffMember {
        id: id.to_owned(),
        role,
        works_at: works_at.iter().map(|place| (*place).to_owned()).collect(),
    }
}

const SYSTEMS: &[System] = &[
    System::Chief(1),
    System::Chief(2),
    System::Behaviour(1),
    System::Medical(1),
    System::Psychiatric(1),
    System::HigherBrain(2),
    System::Peer,
];

fn office(reader: &mut Reader<'_>, month: ServiceMonth) -> Office {
    let tiers = [
        OfficeTier::Ordinary,
        OfficeTier::Strengthened(1),
        OfficeTier::Strengthened(4),
    ];
    let heads = 1 + reader.below(2);
    let cases = reader.of(&[20, 39, 40, 41, 45, 90]);
    let systems = reader.some(SYSTEMS);
    Office {
        planning_area: Some(5),
        child_area: Some(6),
        tier: reader.of(&tiers),
        system_ends: ends(reader, month),
        system_targets: targets(reader, month),
        notices: notices(reader, month),
        systems,
        regional_base: reader.of(&[RegionalBase::No, RegionalBase::Member, RegionalBase::Linked]),
        base_strength_quota: reader.below(4),
        shortfalls: reader.some(&[
            Shortfall::Disclosure,
            Shortfall::ContinuityPlan,
            Shortfall::AbusePrevention,
        ]),
        wage_improvement: reader.one_in(2),
        caseload: vec![CaseloadMonth {
            cases,
            specialists: heads,
            assistants: reader.below(2),
        }],
        slip: SlipPolicy {
            otherwise: reader.of(&[Some(true), Some(false), None]),
            by_municipality: BTreeMap::new(),
        },
    }
}

fn ends(reader: &mut Reader<'_>, month: ServiceMonth) -> BTreeMap<System, Date> {
    if reader.one_in(6) {
        BTreeMap::from([(System::Behaviour(1), day(month, 10))])
    } else {
        BTreeMap::new()
    }
}

fn targets(reader: &mut Reader<'_>, month: ServiceMonth) -> BTreeMap<System, Vec<Target>> {
    let target = |person: &str, nth: u32| Target {
        person: person.to_owned(),
        on: day(month, nth),
        by: "s1".to_owned(),
        category: None,
        points: None,
        disabilities: None,
    };
    if reader.one_in(3) {
        BTreeMap::from([
            (System::Behaviour(1), vec![target("p0", 1)]),
            (System::Medical(1), vec![target("p0", 2), target("p1", 2)]),
        ])
    } else {
        BTreeMap::new()
    }
}

fn notices(reader: &mut Reader<'_>, month: ServiceMonth) -> BTreeMap<Notice, Date> {
    if reader.one_in(6) {
        let filed = day(month.plus(-1), 10 + reader.below(10));
        BTreeMap::from([(Notice::System(System::Peer), filed)])
    } else {
        BTreeMap::new()
    }
}

fn day(month: ServiceMonth, day: u32) -> Date {
    let first = month.first_day();
    let day = i8::try_from(day.clamp(1, 28)).unwrap();
    Date::new(first.year(), first.month(), day).unwrap()
}

fn person(reader: &mut Reader<'_>, month: ServiceMonth, nth: usize) -> PersonFacts {
    let from = month.plus(-i32::try_from(reader.below(10)).unwrap()).first_day();
    let to = month.plus(i32::try_from(reader.below(6)).unwrap()).last_day();
    let printed: Vec<ServiceMonth> = reader
        .some(&[0, -1, -3, 1])
        .into_iter()
        .map(|months| month.plus(months))
        .collect();
    // Nobody's zero is a month without monitoring: that would make most offices empty.
    let printed = if printed.is_empty() { vec![month] } else { printed };
    let strange = reader.below(64);
    let odd = |value: u32| strange == value;
    let levels = [
        CareLevel::None,
        CareLevel::None,
        CareLevel::Support,
        CareLevel::OneTwo,
        CareLevel::ThreeToFive,
    ];
    PersonFacts {
        id: format!("p{nth}"),
        position: nth,
        scheme: reader.of(&[Scheme::Planning, Scheme::Planning, Scheme::Child]),
        certificates: vec![Certificate {
            municipality: reader.of(&["141305", "131016"]).to_owned(),
            period: Period::new(from, to).unwrap(),
            monitoring_months: printed,
            cap_manager: reader.one_in(2),
        }],
        contracted_on: month.plus(-i32::try_from(reader.below(9)).unwrap()).first_day(),
        special_area: reader.one_in(3),
        care_level: reader.of(&levels),
        same_care_manager: reader.one_in(2),
        served_lately: reader.one_in(2),
        last_service: None,
        services_ended: odd(1).then(|| day(month, 5)),
        child_until: odd(2).then_some(month),
        also_child: odd(3),
        has_plan: !odd(4),
        providers: BTreeSet::from(["b1".to_owned()]),
        claimed_before: if odd(5) { before(month) } else { Vec::new() },
        claimed_elsewhere: if odd(6) { elsewhere(month) } else { Vec::new() },
        events: Vec::new(),
    }
}

fn before(month: ServiceMonth) -> Vec<ClaimedBefore> {
    let claimed = |item, count, stay: Option<&str>| ClaimedBefore {
        month: month.plus(-1),
        item,
        count,
        stay: stay.map(str::to_owned),
    };
    vec![
        claimed(Item::Discharge, 2, Some("y1")),
        claimed(Item::CareManagerInfo, 1, None),
        claimed(Item::MonitoringFee, 1, None),
    ]
}

fn elsewhere(month: ServiceMonth) -> Vec<ClaimedElsewhere> {
    let claimed = |item| ClaimedElsewhere {
        on: day(month, 15),
        item,
        municipality: "141305".to_owned(),
    };
    vec![claimed(Item::MonitoringFee), claimed(Item::HospitalAdmission)]
}

/// One stretch of work: a whole plan, a whole monitoring, or a single thing done.
fn work(reader: &mut Reader<'_>, month: ServiceMonth) -> Vec<Event> {
    let on = 1 + reader.below(28);
    let month = match reader.below(12) {
        10 => month.plus(-1),
        11 => month.plus(1),
        _ => month,
    };
    match reader.below(12) {
        0..=2 => visit(month, on),
        3 => plan(reader, month, on),
        _ => vec![single(reader, month, on)],
    }
}

fn visit(month: ServiceMonth, on: u32) -> Vec<Event> {
    let visit = What::HomeVisit {
        purpose: HomeVisitFor::Monitoring,
        remote_approved: None,
    };
    let record = What::MonitoringRecorded {
        due: None,
        reason: Some("入院".to_owned()),
    };
    vec![event(month, on, visit), event(month, on, record)]
}

fn plan(reader: &mut Reader<'_>, month: ServiceMonth, on: u32) -> Vec<Event> {
    let meeting = What::ServiceMeeting {
        purpose: MeetingFor::Plan,
        attended: BTreeSet::from([Party::Person, Party::Provider]),
        opinions_recorded: true,
        minutes: true,
        change_discussed: None,
        absence: None,
    };
    let assessed = What::HomeVisit {
        purpose: HomeVisitFor::Assessment,
        remote_approved: None,
    };
    let before = [
        assessed,
        What::DraftExplained,
        What::DraftConsented,
        What::DraftDelivered,
        What::GrantReceived,
        meeting,
    ];
    let on_the_day = [
        What::PlanExplained,
        What::PlanConsented,
        What::PlanDelivered(Receiver::Person),
        What::PlanDelivered(Receiver::Provider),
        What::PlanDelivered(Receiver::Municipality),
    ];
    let earlier = month.plus(-i32::try_from(reader.below(2)).unwrap());
    let mut events: Vec<Event> = before.map(|what| event(earlier, 1, what)).to_vec();
    events.extend(on_the_day.map(|what| event(month, on, what)));
    if reader.one_in(8) {
        let missing = reader.below(u32::try_from(events.len()).unwrap());
        events.remove(missing as usize);
    }
    events
}

fn single(reader: &mut Reader<'_>, month: ServiceMonth, on: u32) -> Event {
    let what = anything(reader, month);
    let mut made = event(month, on, what);
    // Two of three numbers name nobody and nothing.
    if let who @ 1.. = reader.below(6) {
        let by: &[&str] = [&["s1"][..], &["s2"], &["a1"], &["s1", "a1"], &[]][who as usize - 1];
        made.by = by.iter().map(|id| (*id).to_owned()).collect();
    }
    made.place = reader.of(&[None, Some(Place::Home), Some(Place::Home), Some(Place::Other)]);
    made.remote = reader.one_in(5);
    made.met = reader.of(&[
        None,
        None,
        Some(BTreeSet::from([Party::Family])),
        Some(BTreeSet::from([Party::Person])),
    ]);
    if reader.one_in(3) {
        made.id = Some(format!("e{}", reader.below(4)));
    }
    if reader.one_in(4) {
        made.same_as = Some(format!("e{}", reader.below(4)));
    }
    made
}

fn event(month: ServiceMonth, on: u32, what: What) -> Event {
    Event {
        on: day(month, on),
        what,
        by: BTreeSet::new(),
        place: None,
        met: None,
        remote: false,
        id: None,
        same_as: None,
        position: 0,
    }
}

fn anything(reader: &mut Reader<'_>, month: ServiceMonth) -> What {
    let meeting = |reader: &mut Reader<'_>| What::ServiceMeeting {
        purpose: reader.of(&[MeetingFor::Monitoring, MeetingFor::Intensive, MeetingFor::Plan]),
        attended: reader.some(&[Party::Person, Party::Family, Party::Provider]),
        opinions_recorded: !reader.one_in(4),
        minutes: !reader.one_in(4),
        change_discussed: reader.of(&[Some(true), Some(false), None]),
        absence: reader.of(&[None, Some(Absence::Harm), Some(Absence::Other)]),
    };
    let kind = reader.below(27);
    match kind {
        0 => What::HospitalAdmissionInfo(reader.of(&[Means::Visit, Means::Other])),
        1 | 2 => What::DischargeMeeting {
            facility: reader.of(&["h1", "h2"]).to_owned(),
            stay: reader.of(&["y1", "y2"]).to_owned(),
        },
        3 => What::CareManagerInfo,
        4 | 5 => What::CareManagerVisit,
        6 => What::CareManagerMeeting,
        7 => What::WorkSupportInfo,
        8 => What::WorkSupportVisit,
        9 => What::WorkSupportMeeting,
        10 => What::AgencyMeeting {
            facility: reader.of(&["h1", "school"]).to_owned(),
        },
        11 => What::HospitalAccompany {
            hospital: reader.of(&["h1", "h2", "h3", "h4"]).to_owned(),
        },
        12 => What::InfoProvided {
            to: reader.of(&[InfoReceiver::Hospital, InfoReceiver::Other]),
            on_request: !reader.one_in(4),
        },
        13 => What::IntensiveRequest {
            from: reader.of(&[Party::Family, Party::Other]),
        },
        14 => What::JoinedConference,
        15 | 16 => meeting(reader),
        17..=21 => elsewhere_done(reader, kind),
        22 => What::Interview(reader.of(&[None, Some(InterviewFor::Other), Some(InterviewFor::Consent)])),
        23 => What::HomeVisit {
            purpose: reader.of(&[
                HomeVisitFor::Other,
                HomeVisitFor::Monitoring,
                HomeVisitFor::Assessment,
            ]),
            remote_approved: reader.of(&[None, Some(true)]),
        },
        24 => What::PlanChange {
            minor: reader.one_in(2),
            decision_needed: reader.one_in(2),
        },
        25 => What::MonitoringRecorded {
            due: reader.of(&[None, Some(month), Some(month.plus(-1))]),
            reason: reader.of(&[None, Some("入院".to_owned())]),
        },
        _ => What::PlanConsented,
    }
}

fn elsewhere_done(reader: &mut Reader<'_>, kind: u32) -> What {
    match kind {
        17 => What::ProviderVisit {
            provider: reader.of(&["b1", "b2"]).to_owned(),
            minutes_one_way: reader.of(&[None, Some(59), Some(60)]),
            aircraft: reader.one_in(5),
        },
        18 => What::EmergencyShortStay,
        19 => What::JointSupport {
            providers: 2 + reader.below(3),
            reported: !reader.one_in(4),
            consent: !reader.one_in(4),
            issue: reader.of(&[None, Some("i1".to_owned()), Some("i2".to_owned())]),
        },
        20 => What::CapManagement,
        _ => What::RemoteTravel {
            minutes_one_way: reader.of(&[60, 59, 90]),
            with: format!("e{}", reader.below(4)),
            aircraft: reader.one_in(5),
        },
    }
}
