//! What was asked of those outside the office for this conference: dates and opinions, by link, telephone or fax.

use bansou_domain::conference::{Attendance, Conference, Member};
use bansou_domain::id::{ConferenceId, MemberId, PersonId};
use bansou_domain::meeting::{AbsentOpinion, ServiceMeeting};
use bansou_domain::room::{Answer, Ask};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::room::{Receipt, RoomRecord};
use jiff::Timestamp;
use jiff::civil::Date;

use super::fields::time;
use crate::failure::Failure;
use crate::form::{Form, Typed, time_in_japan};
use crate::slices::rooms;

/// One room of the conference.
pub(super) struct Asked {
    pub(super) href: String,
    pub(super) what: &'static str,
    pub(super) answered: String,
    pub(super) state: &'static str,
    pub(super) word: &'static str,
    /// The date that was chosen in it.
    pub(super) chosen: String,
}

/// One party that was handed the papers or the minutes.
pub(crate) struct Handed {
    pub(crate) name: String,
    pub(crate) what: &'static str,
    pub(crate) room: String,
    pub(crate) received: String,
    pub(crate) wrong: String,
    pub(crate) reminded: String,
    /// The button that notes a reminder, while the link opens and nothing has been received.
    pub(crate) remind: Option<Form>,
}

impl Handed {
    pub(crate) fn of(person: PersonId, receipt: Receipt) -> Self {
        let (received, wrong) = match receipt.received {
            Some((answer, means, at)) => (format!("{} {}", time_in_japan(&at), means.label()), answer.wrong),
            None => Default::default(),
        };
        let action = rooms::party_path(person, receipt.room, receipt.party, "remind");
        Self {
            name: receipt.name,
            what: receipt.purpose.label(),
            room: rooms::room_path(person, receipt.room),
            remind: (receipt.opens && received.is_empty()).then(|| Form::blank(action, Typed::default())),
            reminded: receipt
                .reminded_at
                .as_deref()
                .map(time_in_japan)
                .unwrap_or_default(),
            received,
            wrong,
        }
    }
}

/// One written opinion of one party.
pub(super) struct Opinion {
    pub(super) who: String,
    pub(super) asked_on: Option<Date>,
    pub(super) answered_on: Option<Date>,
    pub(super) said: String,
    /// Which member of the conference wrote it; without one the office has not said whose it is.
    member: Option<MemberId>,
    /// Where that is said.
    pub(super) room: String,
}

impl Opinion {
    /// Whether it is known whose opinion this is.
    pub(super) fn known(&self) -> bool {
        self.member.is_some()
    }

    /// The member who wrote it. A name alone tells nobody apart, unless it is written letter for letter.
    fn author<'c>(&self, conference: &'c Conference) -> Option<&'c Member> {
        let mut members = conference.members.iter();
        match self.member {
            Some(id) => members.find(|member| member.id == Some(id)),
            None => members.find(|member| member.who == self.who),
        }
    }
}

/// Where a question of this conference is begun.
pub(super) fn new_path(person: PersonId, id: ConferenceId) -> String {
    format!("{}/new?subject={id}", rooms::path(person))
}

pub(super) async fn rooms(
    reader: &mut Reader,
    case: CaseReader,
    id: ConferenceId,
    today: Date,
) -> Result<Vec<Asked>, Failure> {
    let found = reader.rooms_of_subject(case, id.0).await?;
    Ok(found.iter().map(|room| Asked::new(room, today)).collect())
}

impl Asked {
    fn new(room: &RoomRecord, today: Date) -> Self {
        let (state, word) = rooms::state(room, today);
        Self {
            href: rooms::room_path(room.person, room.id),
            what: room.ask.purpose().label(),
            answered: format!("{}／{}", room.answered, room.invited),
            state,
            word,
            chosen: chosen(room),
        }
    }
}

fn chosen(room: &RoomRecord) -> String {
    let Ask::Dates(ask) = &room.ask else {
        return String::new();
    };
    let candidate = room.chosen.and_then(|place| ask.candidates.get(place));
    candidate.map_or_else(String::new, |candidate| {
        let on = bansou_domain::calendar::wareki::format_with_weekday(candidate.on);
        format!("{on} {}", time(Some(candidate.from)))
    })
}

/// What was written in the rooms of the conference; the last answer of a party counts.
pub(super) async fn opinions(
    reader: &mut Reader,
    case: CaseReader,
    id: ConferenceId,
) -> Result<Vec<Opinion>, Failure> {
    let mut opinions = Vec::new();
    for room in reader.rooms_of_subject(case, id.0).await? {
        if !matches!(room.ask, Ask::Opinions(_)) {
            continue;
        }
        let parties = reader.parties_of_room(case, room.id).await?;
        let answers = reader.answers_of_room(case, room.id).await?;
        for party in parties {
            let last = answers.iter().rev().find(|answer| answer.party == party.id);
            let Some(Answer::Opinions(answer)) = last.map(|last| &last.answer) else {
                continue;
            };
            let said = answer.said.iter().filter(|(_, said)| !said.trim().is_empty());
            let said: Vec<String> = said
                .map(|(topic, said)| format!("{}: {said}", topic.label()))
                .collect();
            opinions.push(Opinion {
                who: party.name,
                asked_on: day(&room.opened_at),
                answered_on: last.and_then(|last| day(&last.recorded_at)),
                said: said.join("\n"),
                member: party.member,
                room: rooms::room_path(case.person(), room.id),
            });
        }
    }
    Ok(opinions)
}

fn day(at: &str) -> Option<Date> {
    at.parse::<Timestamp>().ok().map(bansou_store::day_in_japan)
}

/// Puts what the absent wrote into the minutes; what others wrote stands on the page of the conference.
pub(super) fn into_minutes(meeting: &mut ServiceMeeting, conference: &Conference, opinions: Vec<Opinion>) {
    for opinion in opinions {
        let Some(author) = opinion.author(conference) else {
            continue;
        };
        if author.attends != Some(Attendance::Absent) {
            continue;
        }
        let written = AbsentOpinion {
            who: author.who.clone(),
            asked_on: opinion.asked_on,
            answered_on: opinion.answered_on,
            opinion: opinion.said,
        };
        let mut rows = meeting.absent_opinions.iter_mut();
        match rows.find(|row| row.who == author.who) {
            Some(row) if written.opinion.is_empty() => {
                row.asked_on = written.asked_on;
                row.answered_on = written.answered_on;
            }
            Some(row) => *row = written,
            None => meeting.absent_opinions.push(written),
        }
    }
}
