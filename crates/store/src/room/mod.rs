//! やりとりの部屋. What a case asks of people outside the office, and what they answered.
//!
//! Here is the office's side; what an outside party reaches stands in [`guest`]. A conference finds its rooms by
//! [`Reader::rooms_of_subject`] and what was said in them by [`Reader::answers_of_room`].

mod desk;
mod file;
pub mod guest;
mod hearing;
mod opening;
mod receipts;
mod said;
mod shown;
mod tasks;
mod together;
mod write;

use bansou_domain::id::{MemberId, PersonId, RoomId, RoomPartyId};
use bansou_domain::room::{Answer, AnswerMeans, Ask, PartyKind};
use bansou_domain::task::Owner;
use jiff::civil::Date;
use uuid::Uuid;

pub use desk::{OwnPlanPaper, ProviderWord};
pub use file::RoomFile;
pub use hearing::{Heard, HeardParty};
pub use receipts::Receipt;
pub use said::PlanSaid;
pub use tasks::TaskParty;
pub use together::{Confirmed, TogetherRoom};
pub use write::Keys;

use crate::access::CaseReader;
use crate::{Failure, Reader, stored};

/// A room as it stands.
#[derive(Clone)]
pub struct RoomRecord {
    /// The key.
    pub id: RoomId,
    /// Whose case it belongs to.
    pub person: PersonId,
    /// What it belongs to beside the case: the conference it prepares.
    pub subject: Option<Uuid>,
    /// What it asks.
    pub ask: Ask,
    /// The last day on which it opens.
    pub until: Date,
    /// When it was opened, in UTC.
    pub opened_at: String,
    /// Who opened it.
    pub opened_by: String,
    /// When it was closed before its end, in UTC.
    pub closed_at: Option<String>,
    /// The candidate that was chosen, from 0.
    pub chosen: Option<usize>,
    /// How many parties can answer.
    pub invited: i64,
    /// How many of them have.
    pub answered: i64,
    /// How many links are locked after wrong codes.
    pub locked: i64,
}

impl RoomRecord {
    /// Whether it opens on a day.
    #[must_use]
    pub fn stands(&self, today: Date) -> bool {
        self.closed_at.is_none() && self.until >= today
    }
}

/// A party as it stands.
#[derive(Debug, Clone)]
pub struct PartyRecord {
    /// The key.
    pub id: RoomPartyId,
    /// The kind, which decides what is shown to it.
    pub kind: PartyKind,
    /// The name.
    pub name: String,
    /// A date without them is not a good one.
    pub required: bool,
    /// How often the link still opens.
    pub opens_left: i64,
    /// When it was locked after wrong codes, in UTC.
    pub locked_at: Option<String>,
    /// When it was revoked, in UTC.
    pub revoked_at: Option<String>,
    /// Why it was revoked.
    pub revoked_why: String,
    /// When it was last reminded, in UTC.
    pub reminded_at: Option<String>,
    /// When it last opened the link, in UTC.
    pub visited_at: Option<String>,
    /// The address it was last written to; empty where it never was.
    pub email: String,
    /// Who it is among the members of the conference or the team.
    pub member: Option<MemberId>,
    /// 名のり. As the minutes name the owner of its tasks, or the plan the provider of its goals.
    pub owner: String,
    /// 担い手. Whose tasks it is shown.
    pub whose: Option<Owner>,
    /// Until when the office has read its answers, in UTC.
    pub read_at: Option<String>,
}

impl PartyRecord {
    /// Whether its link still opens.
    #[must_use]
    pub fn opens(&self) -> bool {
        self.revoked_at.is_none() && self.locked_at.is_none() && self.opens_left > 0
    }
}

/// One answer of one party; the last one of a party counts.
#[derive(Clone)]
pub struct AnswerRecord {
    /// The key.
    pub id: Uuid,
    /// Whose.
    pub party: RoomPartyId,
    /// What was said.
    pub answer: Answer,
    /// How it reached the office.
    pub means: AnswerMeans,
    /// Who wrote it down; empty where the party did.
    pub entered_by: String,
    /// When, in UTC.
    pub recorded_at: String,
}

#[apply(row!)]
struct RoomRow {
    id: Uuid,
    person: Uuid,
    subject: Option<Uuid>,
    ask: String,
    until_on: String,
    opened_at: String,
    opened_by: String,
    closed_at: Option<String>,
    chosen: Option<i64>,
    invited: i64,
    answered: i64,
    locked: i64,
}

#[apply(row!)]
struct PartyRow {
    id: Uuid,
    kind: String,
    name: String,
    required: bool,
    opens_left: i64,
    locked_at: Option<String>,
    revoked_at: Option<String>,
    revoked_why: String,
    reminded_at: Option<String>,
    visited_at: Option<String>,
    email: String,
    member: Option<Uuid>,
    owner: String,
    bound_to: Option<String>,
    read_at: Option<String>,
}

#[apply(row!)]
struct AnswerRow {
    id: Uuid,
    party: Uuid,
    content: String,
    means: String,
    entered_by: Option<String>,
    recorded_at: String,
}

impl TryFrom<RoomRow> for RoomRecord {
    type Error = Failure;

    fn try_from(row: RoomRow) -> Result<Self, Failure> {
        Ok(Self {
            id: RoomId(row.id),
            person: PersonId(row.person),
            subject: row.subject,
            ask: stored::read("room.ask", &row.ask)?,
            until: stored::read_day("room.until_on", &row.until_on)?,
            opened_at: row.opened_at,
            opened_by: row.opened_by,
            closed_at: row.closed_at,
            chosen: row.chosen.and_then(|place| usize::try_from(place).ok()),
            invited: row.invited,
            answered: row.answered,
            locked: row.locked,
        })
    }
}

fn kind(code: &str) -> Result<PartyKind, Failure> {
    PartyKind::from_code(code).ok_or_else(|| Failure::unreadable("room_party.kind", code))
}

impl TryFrom<PartyRow> for PartyRecord {
    type Error = Failure;

    fn try_from(row: PartyRow) -> Result<Self, Failure> {
        Ok(Self {
            id: RoomPartyId(row.id),
            kind: kind(&row.kind)?,
            name: row.name,
            required: row.required,
            opens_left: row.opens_left,
            locked_at: row.locked_at,
            revoked_at: row.revoked_at,
            revoked_why: row.revoked_why,
            reminded_at: row.reminded_at,
            visited_at: row.visited_at,
            email: row.email,
            member: row.member.map(MemberId),
            owner: row.owner,
            whose: crate::task_owner::read("room_party.bound_to", row.bound_to.as_deref())?,
            read_at: row.read_at,
        })
    }
}

impl TryFrom<AnswerRow> for AnswerRecord {
    type Error = Failure;

    fn try_from(row: AnswerRow) -> Result<Self, Failure> {
        Ok(Self {
            id: row.id,
            party: RoomPartyId(row.party),
            answer: stored::read("room_answer.content", &row.content)?,
            means: AnswerMeans::from_code(&row.means)
                .ok_or_else(|| Failure::unreadable("room_answer.means", &row.means))?,
            entered_by: row.entered_by.unwrap_or_default(),
            recorded_at: row.recorded_at,
        })
    }
}

impl Reader {
    /// The rooms of a case, newest first.
    pub async fn rooms(&mut self, case: CaseReader) -> Result<Vec<RoomRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<RoomRow> = sql!(
            self,
            all,
            "SELECT r.id, r.person, r.subject, r.ask, r.until_on, r.opened_at, s.name AS opened_by, r.closed_at, r.chosen,
                    (SELECT COUNT(*) FROM room_party p WHERE p.organisation = r.organisation AND p.room = r.id
                     AND p.revoked_at IS NULL) AS invited,
                    (SELECT COUNT(*) FROM room_party p WHERE p.organisation = r.organisation AND p.room = r.id
                     AND p.revoked_at IS NULL AND EXISTS (SELECT 1 FROM room_answer a
                         WHERE a.organisation = p.organisation AND a.room = r.id AND a.party = p.id)) AS answered,
                    (SELECT COUNT(*) FROM room_party p WHERE p.organisation = r.organisation AND p.room = r.id
                     AND p.revoked_at IS NULL AND p.locked_at IS NOT NULL) AS locked
             FROM room r JOIN staff s ON s.organisation = r.organisation AND s.id = r.opened_by
             WHERE r.organisation = $1 AND r.person = $2 ORDER BY r.opened_at DESC, r.id DESC",
            organisation,
            case.person().0
        )?;
        rows.into_iter().map(RoomRecord::try_from).collect()
    }

    /// One room of the case.
    pub async fn room(&mut self, case: CaseReader, id: RoomId) -> Result<RoomRecord, Failure> {
        let rooms = self.rooms(case).await?;
        rooms
            .into_iter()
            .find(|room| room.id == id)
            .ok_or(Failure::NotFound)
    }

    /// The rooms that belong to a conference of the case, newest first.
    pub async fn rooms_of_subject(
        &mut self,
        case: CaseReader,
        subject: Uuid,
    ) -> Result<Vec<RoomRecord>, Failure> {
        let rooms = self.rooms(case).await?;
        Ok(rooms
            .into_iter()
            .filter(|room| room.subject == Some(subject))
            .collect())
    }

    /// The parties of a room of the case, in the order they were invited.
    pub async fn parties_of_room(
        &mut self,
        case: CaseReader,
        room: RoomId,
    ) -> Result<Vec<PartyRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<PartyRow> = sql!(
            self,
            all,
            "SELECT p.id, p.kind, p.name, p.required, p.opens_left, p.locked_at, p.revoked_at, p.revoked_why, p.reminded_at,
                    p.email, p.member, p.owner, p.bound_to, p.read_at,
                    (SELECT MAX(v.seen_at) FROM room_visit v WHERE v.organisation = p.organisation AND v.party = p.id)
                        AS visited_at
             FROM room r JOIN room_party p ON p.organisation = r.organisation AND p.room = r.id
             WHERE r.organisation = $1 AND r.person = $2 AND r.id = $3 ORDER BY p.place",
            organisation,
            case.person().0,
            room.0
        )?;
        rows.into_iter().map(PartyRecord::try_from).collect()
    }

    /// Whether a link, by its hash, is the one of this party of the case.
    pub async fn link_is_of(
        &mut self,
        case: CaseReader,
        party: RoomPartyId,
        link_hash: &[u8],
    ) -> Result<bool, Failure> {
        let organisation = self.organisation();
        let found: i64 = sql!(
            self,
            value,
            "SELECT COUNT(*) FROM room_party p JOIN room r ON r.organisation = p.organisation AND r.id = p.room
             WHERE p.organisation = $1 AND r.person = $2 AND p.id = $3 AND p.link_hash = $4",
            organisation,
            case.person().0,
            party.0,
            link_hash
        )?;
        Ok(found == 1)
    }

    /// Every answer in a room of the case, in the order they came; the last one of a party counts.
    pub async fn answers_of_room(
        &mut self,
        case: CaseReader,
        room: RoomId,
    ) -> Result<Vec<AnswerRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<AnswerRow> = sql!(
            self,
            all,
            "SELECT a.id, a.party, a.content, a.means, s.name AS entered_by, a.recorded_at
             FROM room r JOIN room_answer a ON a.organisation = r.organisation AND a.room = r.id
             LEFT JOIN staff s ON s.organisation = a.organisation AND s.id = a.entered_by
             WHERE r.organisation = $1 AND r.person = $2 AND r.id = $3 ORDER BY a.recorded_at, a.id",
            organisation,
            case.person().0,
            room.0
        )?;
        rows.into_iter().map(AnswerRecord::try_from).collect()
    }
}
