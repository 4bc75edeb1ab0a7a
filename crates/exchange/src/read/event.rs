//! One event: what every kind may have, and what each kind needs.

use std::collections::BTreeSet;

use bansou_billing::{Event, HomeVisitFor, Party, What};

use super::cursor::{Cursor, Object};
use crate::json::Node;
use crate::names::{
    ABSENCES, INFO_RECEIVERS, INTERVIEW_PURPOSES, MEANS, MEETING_PURPOSES, PARTIES, PLACES, RECEIVERS,
    VISIT_PURPOSES,
};

pub(super) fn event(cursor: &Cursor<'_>) -> Option<Event> {
    let object = cursor.object()?;
    let on = object.required("on").and_then(|on| on.date());
    let id = object.maybe("id", Cursor::name);
    let by = object.maybe("by", staff_ids);
    let place = object.maybe("place", |place| place.word(PLACES));
    let met = object.maybe("met", parties);
    let remote = object.maybe("remote", Cursor::bool);
    let same_as = object.maybe("same_as", Cursor::name);
    let kind = object.required("kind")?;
    let what = kind.text().and_then(|word| {
        let what = what(&object, word);
        if matches!(what, Kind::Unknown) {
            kind.refuse(format!("「{word}」は知らない種類です。"));
            return None;
        }
        // What an unknown kind carries cannot be judged; of a known one every field is.
        object.finish();
        what.read()
    });
    Some(Event {
        on: on?,
        what: what?,
        by: by?.unwrap_or_default(),
        place: place?,
        met: met?,
        remote: remote?.unwrap_or(false),
        id: id?,
        same_as: same_as?,
        position: 0,
    })
}

enum Kind {
    Unknown,
    Known(Option<What>),
}

impl Kind {
    fn read(self) -> Option<What> {
        match self {
            Self::Unknown => None,
            Self::Known(what) => what,
        }
    }
}

fn what(object: &Object<'_>, word: &str) -> Kind {
    if let Some(what) = bare(word) {
        return Kind::Known(Some(what));
    }
    Kind::Known(match word {
        "home_visit" => home_visit(object),
        "assessment_visit" => assessment_visit(object),
        "conference" => conference(object),
        "plan_delivered" => object
            .required("to")
            .and_then(|to| to.word(RECEIVERS))
            .map(What::PlanDelivered),
        "monitoring_recorded" => monitoring_recorded(object),
        "plan_change" => plan_change(object),
        "interview" => interview(object),
        "hospital_admission_info" => object
            .required("means")
            .and_then(|means| means.word(MEANS))
            .map(What::HospitalAdmissionInfo),
        "discharge_meeting" => discharge_meeting(object),
        "agency_meeting" => named(object, "facility").map(|facility| What::AgencyMeeting { facility }),
        "hospital_accompany" => {
            named(object, "hospital").map(|hospital| What::HospitalAccompany { hospital })
        }
        "info_provided" => info_provided(object),
        "intensive_request" => object
            .required("from")
            .and_then(|from| from.word(PARTIES))
            .map(|from| What::IntensiveRequest { from }),
        "provider_visit" => provider_visit(object),
        "joint_support" => joint_support(object),
        "remote_travel" => remote_travel(object),
        _ => return Kind::Unknown,
    })
}

// The kinds without fields of their own.
fn bare(word: &str) -> Option<What> {
    Some(match word {
        "draft_explained" => What::DraftExplained,
        "draft_consented" => What::DraftConsented,
        "draft_delivered" => What::DraftDelivered,
        "grant_received" => What::GrantReceived,
        "plan_explained" => What::PlanExplained,
        "plan_consented" => What::PlanConsented,
        "care_manager_info" => What::CareManagerInfo,
        "care_manager_visit" => What::CareManagerVisit,
        "care_manager_meeting" => What::CareManagerMeeting,
        "work_support_info" => What::WorkSupportInfo,
        "work_support_visit" => What::WorkSupportVisit,
        "work_support_meeting" => What::WorkSupportMeeting,
        "joined_conference" => What::JoinedConference,
        "emergency_short_stay" => What::EmergencyShortStay,
        "cap_management" => What::CapManagement,
        _ => return None,
    })
}

fn staff_ids(cursor: &Cursor<'_>) -> Option<BTreeSet<String>> {
    if let Node::List(_) = cursor.node {
        return Some(cursor.all(Cursor::name)?.into_iter().collect());
    }
    Some(std::iter::once(cursor.name()?).collect())
}

fn parties(cursor: &Cursor<'_>) -> Option<BTreeSet<Party>> {
    let read = cursor.all(|party| party.word(PARTIES))?;
    Some(read.into_iter().collect())
}

fn named(object: &Object<'_>, field: &'static str) -> Option<String> {
    object.required(field).and_then(|name| name.name())
}

fn home_visit(object: &Object<'_>) -> Option<What> {
    let purpose = object
        .required("for")
        .and_then(|purpose| purpose.word(VISIT_PURPOSES));
    let remote_approved = object.maybe("remote_approved", Cursor::bool);
    Some(What::HomeVisit {
        purpose: purpose?,
        remote_approved: remote_approved?,
    })
}

fn assessment_visit(object: &Object<'_>) -> Option<What> {
    let remote_approved = object.maybe("remote_approved", Cursor::bool);
    let purpose = object.maybe("for", |purpose| {
        let read = purpose.word(VISIT_PURPOSES)?;
        if read != HomeVisitFor::Assessment {
            purpose.refuse("アセスメントの訪問の目的は assessment だけです。");
        }
        Some(read)
    });
    Some(What::HomeVisit {
        purpose: purpose?.unwrap_or(HomeVisitFor::Assessment),
        remote_approved: remote_approved?,
    })
}

fn conference(object: &Object<'_>) -> Option<What> {
    let purpose = object
        .required("for")
        .and_then(|purpose| purpose.word(MEETING_PURPOSES));
    let attended = object
        .required("attended")
        .and_then(|attended| parties(&attended));
    let opinions = object
        .required("opinions_recorded")
        .and_then(|opinions| opinions.bool());
    let minutes = object.required("minutes").and_then(|minutes| minutes.bool());
    let discussed = object.maybe("plan_change_discussed", Cursor::bool);
    let absence = object.maybe("absence", |absence| absence.word(ABSENCES));
    Some(What::ServiceMeeting {
        purpose: purpose?,
        attended: attended?,
        opinions_recorded: opinions?,
        minutes: minutes?,
        change_discussed: discussed?,
        absence: absence?,
    })
}

fn monitoring_recorded(object: &Object<'_>) -> Option<What> {
    let due = object.maybe("due_month", Cursor::month);
    let reason = object.maybe("reason", |reason| reason.text().map(str::to_owned));
    Some(What::MonitoringRecorded {
        due: due?,
        reason: reason?,
    })
}

fn plan_change(object: &Object<'_>) -> Option<What> {
    let minor = object.required("minor").and_then(|minor| minor.bool());
    let needed = object.maybe("decision_needed", Cursor::bool);
    Some(What::PlanChange {
        minor: minor?,
        decision_needed: needed?.unwrap_or(true),
    })
}

fn interview(object: &Object<'_>) -> Option<What> {
    let place = object.required("place");
    let purpose = object.maybe("for", |purpose| purpose.word(INTERVIEW_PURPOSES));
    place?;
    Some(What::Interview(purpose?))
}

fn discharge_meeting(object: &Object<'_>) -> Option<What> {
    let (facility, stay) = (named(object, "facility"), named(object, "stay"));
    Some(What::DischargeMeeting {
        facility: facility?,
        stay: stay?,
    })
}

fn info_provided(object: &Object<'_>) -> Option<What> {
    let to = object.required("to").and_then(|to| to.word(INFO_RECEIVERS));
    let on_request = object.required("on_request").and_then(|asked| asked.bool());
    Some(What::InfoProvided {
        to: to?,
        on_request: on_request?,
    })
}

fn provider_visit(object: &Object<'_>) -> Option<What> {
    let provider = named(object, "provider");
    let minutes = object.maybe("minutes_one_way", Cursor::count);
    let aircraft = object.maybe("aircraft", Cursor::bool);
    Some(What::ProviderVisit {
        provider: provider?,
        minutes_one_way: minutes?,
        aircraft: aircraft?.unwrap_or(false),
    })
}

fn joint_support(object: &Object<'_>) -> Option<What> {
    let providers = object
        .required("providers")
        .and_then(|providers| providers.count());
    let reported = object
        .required("reported_to_council")
        .and_then(|reported| reported.bool());
    let consent = object.required("consent").and_then(|consent| consent.bool());
    let issue = object.maybe("issue", Cursor::name);
    Some(What::JointSupport {
        providers: providers?,
        reported: reported?,
        consent: consent?,
        issue: issue?,
    })
}

fn remote_travel(object: &Object<'_>) -> Option<What> {
    let minutes = object
        .required("minutes_one_way")
        .and_then(|minutes| minutes.count());
    let with = named(object, "with");
    let aircraft = object.maybe("aircraft", Cursor::bool);
    Some(What::RemoteTravel {
        minutes_one_way: minutes?,
        with: with?,
        aircraft: aircraft?.unwrap_or(false),
    })
}
