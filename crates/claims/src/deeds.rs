//! 加算につながる支援から. What a note tells beside the contact itself, as the additions ask for it.

use bansou_billing::{InfoReceiver, Means as How, Party, What};
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::deed::{Deed, DeedKind};
use bansou_domain::note::{CaseNote, Counterpart, Means};
use bansou_store::claim_facts::GroundNote;

use crate::course::{Course, Desk};
use crate::trail::Trail;

/// Adds the deed of a note, with the journey it took. The contact and the deed are one piece of work.
pub(crate) fn tell(
    desk: &Desk<'_>,
    course: &Course<'_>,
    note: &GroundNote,
    contact: Option<&str>,
    trail: &mut Trail,
) {
    let Some(deed) = &note.note.deed else {
        return;
    };
    let record = format!("notes/{}", note.id);
    let on = note.note.on;
    let by = desk.posts.doer(
        note.written_by,
        course.who.specialist,
        ServiceMonth::containing(on),
    );
    let id = format!("{record}#deed");
    let said = if deed.place.is_empty() {
        deed.kind.label().to_owned()
    } else {
        format!("{}（{}）", deed.kind.label(), deed.place)
    };
    trail
        .add(on, what(course, &note.note, deed), &said, &record)
        .with(|event| {
            event.by.clone_from(&by);
            event.remote = note.note.means == Means::Online;
            event.id = Some(id.clone());
            event.same_as = contact.map(str::to_owned);
        });
    let far = deed.minutes_one_way.is_some() || deed.aircraft;
    if deed.kind.is_journey() && far {
        let what = What::RemoteTravel {
            minutes_one_way: deed.minutes_one_way.unwrap_or(0),
            with: id,
            aircraft: deed.aircraft,
        };
        trail
            .add(on, what, "遠隔地への移動", &record)
            .with(|event| event.by = by);
    }
}

fn what(course: &Course<'_>, note: &CaseNote, deed: &Deed) -> What {
    let place = || deed.place.trim().to_owned();
    match deed.kind {
        DeedKind::HospitalAccompany => What::HospitalAccompany { hospital: place() },
        DeedKind::AgencyMeeting => What::AgencyMeeting { facility: place() },
        DeedKind::InfoToHospital => info(InfoReceiver::Hospital, deed),
        DeedKind::InfoToOther => info(InfoReceiver::Other, deed),
        DeedKind::AdmissionVisit => What::HospitalAdmissionInfo(How::Visit),
        DeedKind::AdmissionOther => What::HospitalAdmissionInfo(How::Other),
        DeedKind::DischargeMeeting => What::DischargeMeeting {
            facility: place(),
            stay: deed.stay_from.map(|from| from.to_string()).unwrap_or_default(),
        },
        DeedKind::CareManagerInfo => What::CareManagerInfo,
        DeedKind::CareManagerVisit => What::CareManagerVisit,
        DeedKind::CareManagerMeeting => What::CareManagerMeeting,
        DeedKind::WorkSupportInfo => What::WorkSupportInfo,
        DeedKind::WorkSupportVisit => What::WorkSupportVisit,
        DeedKind::WorkSupportMeeting => What::WorkSupportMeeting,
        DeedKind::IntensiveRequest => What::IntensiveRequest {
            from: asker(note.counterpart),
        },
        DeedKind::JoinedMeeting => What::JoinedConference,
        DeedKind::ProviderVisit => What::ProviderVisit {
            provider: provider(course, &place()),
            minutes_one_way: deed.minutes_one_way,
            aircraft: deed.aircraft,
        },
        DeedKind::EmergencyShortStay => What::EmergencyShortStay,
        DeedKind::JointSupport => What::JointSupport {
            providers: deed.providers.unwrap_or(0),
            reported: deed.reported,
            consent: deed.agreed,
            issue: Some(deed.issue.trim().to_owned()).filter(|issue| !issue.is_empty()),
        },
        DeedKind::CapManagement => What::CapManagement,
    }
}

fn info(to: InfoReceiver, deed: &Deed) -> What {
    What::InfoProvided {
        to,
        on_request: deed.on_request,
    }
}

/// Who asked, as the note says with whom the contact was.
fn asker(counterpart: Counterpart) -> Party {
    match counterpart {
        Counterpart::Person => Party::Person,
        Counterpart::Family => Party::Family,
        Counterpart::Provider => Party::Provider,
        Counterpart::Municipality => Party::Municipality,
        Counterpart::Medical | Counterpart::School | Counterpart::Other => Party::Other,
    }
}

/// The provider's key where its name stands in the team, else the name.
fn provider(course: &Course<'_>, name: &str) -> String {
    let known = course.providers.iter().find(|(_, known)| *known == name);
    known.map_or_else(|| name.to_owned(), |(id, _)| id.to_string())
}
