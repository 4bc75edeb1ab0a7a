//! The words of the wire. They stand here and nowhere else.

use bansou_billing::{
    Absence, CareLevel, Disability, Grade, HomeVisitFor, InfoReceiver, InterviewFor, Item, Means, MeetingFor,
    OfficeTier, Party, Place, ProblemKind, Receiver, RegionalBase, Role, Scheme, Shortfall, Step, System,
};

/// A word and what it stands for.
pub(crate) type Words<T> = &'static [(&'static str, T)];

pub(crate) const SCHEMES: Words<Scheme> = &[("adult", Scheme::Planning), ("child", Scheme::Child)];

pub(crate) const TIERS: Words<OfficeTier> = &[
    ("none", OfficeTier::Ordinary),
    ("k1", OfficeTier::Strengthened(1)),
    ("k2", OfficeTier::Strengthened(2)),
    ("k3", OfficeTier::Strengthened(3)),
    ("k4", OfficeTier::Strengthened(4)),
];

pub(crate) const SYSTEMS: Words<System> = &[
    ("chief_1", System::Chief(1)),
    ("chief_2", System::Chief(2)),
    ("behaviour_1", System::Behaviour(1)),
    ("behaviour_2", System::Behaviour(2)),
    ("medical_1", System::Medical(1)),
    ("medical_2", System::Medical(2)),
    ("psychiatric_1", System::Psychiatric(1)),
    ("psychiatric_2", System::Psychiatric(2)),
    ("higher_brain_1", System::HigherBrain(1)),
    ("higher_brain_2", System::HigherBrain(2)),
    ("peer", System::Peer),
];

pub(crate) const DISABILITIES: Words<Disability> = &[
    ("physical", Disability::Physical),
    ("intellectual", Disability::Intellectual),
    ("mental", Disability::Mental),
    ("developmental", Disability::Developmental),
    ("intractable", Disability::Intractable),
];

pub(crate) const REGIONAL_BASES: Words<RegionalBase> = &[
    ("no", RegionalBase::No),
    ("member", RegionalBase::Member),
    ("linked", RegionalBase::Linked),
];

pub(crate) const SHORTFALLS: Words<Shortfall> = &[
    ("abuse_prevention", Shortfall::AbusePrevention),
    // Any one of the duties missing is the whole shortfall.
    ("abuse_committee", Shortfall::AbusePrevention),
    ("abuse_training", Shortfall::AbusePrevention),
    ("abuse_person", Shortfall::AbusePrevention),
    ("continuity_plan", Shortfall::ContinuityPlan),
    ("disclosure", Shortfall::Disclosure),
];

pub(crate) const SLIPS: Words<bool> = &[("accepted", true), ("refused", false)];

pub(crate) const CARE_LEVELS: Words<CareLevel> = &[
    ("none", CareLevel::None),
    ("support", CareLevel::Support),
    ("care_1_2", CareLevel::OneTwo),
    ("care_3_5", CareLevel::ThreeToFive),
];

pub(crate) const ROLES: Words<Role> = &[
    ("consultant", Role::SupportSpecialist),
    ("assistant", Role::SupportAssistant),
];

pub(crate) const VISIT_PURPOSES: Words<HomeVisitFor> = &[
    ("assessment", HomeVisitFor::Assessment),
    ("monitoring", HomeVisitFor::Monitoring),
    ("other", HomeVisitFor::Other),
];

pub(crate) const INTERVIEW_PURPOSES: Words<InterviewFor> = &[
    ("consent", InterviewFor::Consent),
    ("assessment", InterviewFor::Other),
    ("plan", InterviewFor::Other),
    ("monitoring", InterviewFor::Other),
    ("intensive", InterviewFor::Other),
    ("other", InterviewFor::Other),
];

pub(crate) const MEETING_PURPOSES: Words<MeetingFor> = &[
    ("plan", MeetingFor::Plan),
    ("monitoring", MeetingFor::Monitoring),
    ("intensive", MeetingFor::Intensive),
];

pub(crate) const PARTIES: Words<Party> = &[
    ("person", Party::Person),
    ("family", Party::Family),
    ("provider", Party::Provider),
    ("municipality", Party::Municipality),
    ("other", Party::Other),
];

pub(crate) const ABSENCES: Words<Absence> = &[
    ("no_visitors", Absence::NoVisitors),
    ("harm", Absence::Harm),
    ("other", Absence::Other),
];

pub(crate) const PLACES: Words<Place> = &[("home", Place::Home), ("other", Place::Other)];

pub(crate) const MEANS: Words<Means> = &[("visit", Means::Visit), ("other", Means::Other)];

pub(crate) const INFO_RECEIVERS: Words<InfoReceiver> = &[
    ("hospital", InfoReceiver::Hospital),
    ("other", InfoReceiver::Other),
];

pub(crate) const RECEIVERS: Words<Receiver> = &[
    ("person", Receiver::Person),
    ("provider", Receiver::Provider),
    ("municipality", Receiver::Municipality),
];

pub(crate) const ITEMS: Words<Item> = &[
    ("plan_fee", Item::PlanFee),
    ("monitoring_fee", Item::MonitoringFee),
    ("special_area", Item::SpecialArea),
    ("cap_management", Item::CapManagement),
    ("first_time", Item::FirstTime),
    ("chief", Item::Chief),
    ("hospital_admission", Item::HospitalAdmission),
    ("discharge", Item::Discharge),
    ("care_manager_info", Item::CareManagerInfo),
    ("care_manager_visit", Item::CareManagerVisit),
    ("care_manager_meeting", Item::CareManagerMeeting),
    ("work_support_info", Item::WorkSupportInfo),
    ("work_support_visit", Item::WorkSupportVisit),
    ("work_support_meeting", Item::WorkSupportMeeting),
    ("agency_meeting", Item::AgencyMeeting),
    ("hospital_accompany", Item::HospitalAccompany),
    ("info_provided", Item::InfoProvided),
    ("intensive_visit", Item::IntensiveVisit),
    ("intensive_conference", Item::IntensiveMeeting),
    ("intensive_joined", Item::IntensiveJoined),
    ("intensive_accompany", Item::IntensiveAccompany),
    ("intensive_info", Item::IntensiveInfo),
    ("conference", Item::ServiceMeeting),
    ("provider_monitoring", Item::ProviderMonitoring),
    ("behaviour", Item::Behaviour),
    ("medical", Item::Medical),
    ("psychiatric", Item::Psychiatric),
    ("higher_brain", Item::HigherBrain),
    ("peer", Item::Peer),
    ("base_emergency", Item::BaseEmergency),
    ("base_joint", Item::BaseJoint),
    ("base_strength", Item::BaseStrength),
    ("remote_visit", Item::RemoteVisit),
    ("disclosure_cut", Item::DisclosureCut),
    ("continuity_plan_cut", Item::ContinuityPlanCut),
    ("abuse_prevention_cut", Item::AbusePreventionCut),
    ("wage_improvement", Item::WageImprovement),
];

/// Returns the word of an item.
pub(crate) fn item(item: Item) -> &'static str {
    ITEMS
        .iter()
        .find(|(_, known)| *known == item)
        .map_or("", |(word, _)| word)
}

/// Returns the item of a word.
pub(crate) fn item_of(word: &str) -> Option<Item> {
    ITEMS
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, item)| *item)
}

/// Returns the word of a tier or grade.
pub(crate) fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Strengthened(1) => "k1",
        Grade::Strengthened(2) => "k2",
        Grade::Strengthened(3) => "k3",
        Grade::Strengthened(_) => "k4",
        Grade::One => "1",
        Grade::Two => "2",
    }
}

/// Returns the word of what a problem is about.
pub(crate) fn problem(kind: &ProblemKind) -> &'static str {
    match kind {
        ProblemKind::DueMonthWithoutMonitoring(_) => "due_month_without_monitoring",
        ProblemKind::TierFell => "tier_fell",
        ProblemKind::TierNotYet => "tier_not_yet",
        ProblemKind::NoSpecialist => "no_consultant",
        ProblemKind::Step(_, step) => match step {
            Step::AssessmentVisit => "assessment_visit",
            Step::DraftExplained => "draft_explained",
            Step::DraftConsented => "draft_consented",
            Step::DraftDelivered => "draft_delivered",
            Step::GrantReceived => "grant_received",
            Step::ServiceMeeting => "conference",
            Step::MeetingAttendance => "conference_attended",
            Step::MeetingOpinions => "conference_opinions",
            Step::MeetingMinutes => "conference_minutes",
            Step::PlanExplained => "plan_explained",
            Step::PlanConsented => "plan_consented",
            Step::PlanToPerson => "plan_delivered_to_person",
            Step::PlanToProvider => "plan_delivered_to_provider",
            Step::PlanToMunicipality => "plan_delivered_to_municipality",
            Step::MonitoringVisit => "monitoring_visit",
            Step::MonitoringRecord => "monitoring_recorded",
        },
    }
}
