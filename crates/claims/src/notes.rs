//! 経過記録から. Interviews with the person or the family that no paper tells of.

use std::collections::BTreeSet;

use bansou_billing::{HomeVisitFor, InterviewFor, Party, Place, What};
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim::Evidence;
use bansou_domain::note::{CaseNote, Counterpart, Means};
use bansou_store::claim_facts::GroundNote;
use jiff::civil::Date;

use crate::course::{Course, Desk};
use crate::deeds;
use crate::trail::Trail;

/// Adds what the notes of a person hold.
pub(crate) fn tell(desk: &Desk<'_>, course: &Course<'_>, trail: &mut Trail) {
    let visits: Vec<(Date, String)> = trail
        .events()
        .filter(|event| matches!(event.what, What::HomeVisit { .. }))
        .filter_map(|event| Some((event.on, event.id.clone()?)))
        .collect();
    let consents: BTreeSet<Date> = course
        .papers
        .iter()
        .filter_map(|paper| Some(paper.consent.as_ref()?.given_on))
        .collect();
    for note in &course.notes {
        let same_day = visits.iter().find(|(on, _)| *on == note.note.on);
        let told = Told {
            same_as: same_day.map(|(_, id)| id.clone()),
            for_consent: consents.contains(&note.note.on),
        };
        let contact = interview(desk, course, note, told, trail);
        deeds::tell(desk, course, note, contact.as_deref(), trail);
    }
}

/// What stands beside a note on its day.
struct Told {
    /// The visit a paper tells of.
    same_as: Option<String>,
    /// A consent was given.
    for_consent: bool,
}

/// Adds the contact where it was an interview, and answers its id.
fn interview(
    desk: &Desk<'_>,
    course: &Course<'_>,
    note: &GroundNote,
    told: Told,
    trail: &mut Trail,
) -> Option<String> {
    let met = met(desk, course, &note.note)?;
    let place = desk.around(course).place(&note.note.place);
    let at_home = note.note.means == Means::Visit && place == Place::Home;
    let purpose = if told.for_consent && told.same_as.is_none() {
        InterviewFor::Consent
    } else {
        InterviewFor::Other
    };
    let what = if at_home && purpose == InterviewFor::Other {
        What::HomeVisit {
            purpose: HomeVisitFor::Other,
            remote_approved: None,
        }
    } else {
        What::Interview(Some(purpose))
    };
    let month = ServiceMonth::containing(note.note.on);
    let by = desk.posts.doer(note.written_by, course.who.specialist, month);
    let evidence = evidence(note);
    trail
        .add(note.note.on, what, &evidence.what, &evidence.record)
        .with(|event| {
            event.by = by;
            event.met = Some(met);
            event.place = Some(place);
            event.remote = note.note.means == Means::Online;
            event.id = Some(evidence.record.clone());
            event.same_as = told.same_as;
        });
    Some(evidence.record)
}

/// Who of the person and the family was met face to face; nothing where nobody was.
fn met(desk: &Desk<'_>, course: &Course<'_>, note: &CaseNote) -> Option<BTreeSet<Party>> {
    if !matches!(note.means, Means::Visit | Means::Office | Means::Online) {
        return None;
    }
    let mut met = desk.around(course).parties([note.counterpart_name.as_str()]);
    match note.counterpart {
        Counterpart::Person => met.insert(Party::Person),
        Counterpart::Family => met.insert(Party::Family),
        _ => false,
    };
    let theirs = met.contains(&Party::Person) || met.contains(&Party::Family);
    theirs.then_some(met)
}

/// A note as the record behind an event.
fn evidence(note: &GroundNote) -> Evidence {
    let means = note.note.means.label();
    Evidence {
        on: Some(note.note.on),
        what: format!("経過記録（{means}）"),
        record: format!("notes/{}", note.id),
    }
}
