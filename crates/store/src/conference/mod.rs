//! 担当者会議: its preparation, the lines typed while it goes on, what somebody keeps for themselves.

mod after;
mod room;

use bansou_domain::conference::Conference;
use bansou_domain::id::{ConferenceId, PaperId};
use jiff::civil::Date;
use uuid::Uuid;

pub use after::{CheckRecord, Marks, NoteOfOne};
pub use room::{Added, LineRecord};

use crate::access::{CaseEditor, CaseReader};
use crate::{Failure, Reader, Tx, stored};

/// A stored conference.
#[derive(Clone)]
pub struct ConferenceRecord {
    /// The key.
    pub id: ConferenceId,
    /// 第n期.
    pub cycle: i64,
    /// 準備.
    pub conference: Conference,
    /// Who wrote the preparation last.
    pub written_by: String,
    /// Guards against a stale form.
    pub version: i64,
    /// The place of the newest change in the room.
    pub place: i64,
    /// When the talk began, in UTC.
    pub begun_at: Option<String>,
    /// When it ended, in UTC.
    pub ended_at: Option<String>,
    /// The record made from it, and whether that is confirmed.
    pub minutes: Option<(PaperId, bool)>,
}

/// What lists show of a conference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConferenceLine {
    /// The key.
    pub id: ConferenceId,
    /// 開催日.
    pub on: Option<Date>,
    /// Whether the talk has ended.
    pub ended: bool,
    /// The record made from it, and whether that is confirmed.
    pub minutes: Option<(PaperId, bool)>,
}

#[apply(row!)]
struct Row {
    id: Uuid,
    cycle: i64,
    content: String,
    written_by: String,
    version: i64,
    place: i64,
    begun_at: Option<String>,
    ended_at: Option<String>,
    minutes: Option<Uuid>,
    confirmed: bool,
}

#[apply(row!)]
struct LineRow {
    id: Uuid,
    held_on: Option<String>,
    ended: bool,
    minutes: Option<Uuid>,
    confirmed: bool,
}

impl TryFrom<Row> for ConferenceRecord {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        Ok(Self {
            id: ConferenceId(row.id),
            cycle: row.cycle,
            conference: stored::read("conference.content", &row.content)?,
            written_by: row.written_by,
            version: row.version,
            place: row.place,
            begun_at: row.begun_at,
            ended_at: row.ended_at,
            minutes: row.minutes.map(|paper| (PaperId(paper), row.confirmed)),
        })
    }
}

impl TryFrom<LineRow> for ConferenceLine {
    type Error = Failure;

    fn try_from(row: LineRow) -> Result<Self, Failure> {
        Ok(Self {
            id: ConferenceId(row.id),
            on: stored::read_day_or_none("conference.held_on", row.held_on.as_deref())?,
            ended: row.ended,
            minutes: row.minutes.map(|paper| (PaperId(paper), row.confirmed)),
        })
    }
}

impl Tx {
    /// Begins the preparation of a conference.
    pub async fn add_conference(
        &mut self,
        case: CaseEditor,
        cycle: i64,
        conference: &Conference,
    ) -> Result<ConferenceId, Failure> {
        let (organisation, id, staff, now) = (self.organisation(), Uuid::now_v7(), self.actor()?, self.now());
        sql!(
            self,
            run,
            "INSERT INTO conference (organisation, id, person, cycle, held_on, content, written_by, written_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            organisation,
            id,
            case.person().0,
            cycle,
            conference.on.map(|day| day.to_string()),
            stored::write(conference)?,
            staff,
            &now
        )?;
        Ok(ConferenceId(id))
    }

    /// Changes the preparation, if nobody has changed it since `version`.
    pub async fn change_conference(
        &mut self,
        case: CaseEditor,
        id: ConferenceId,
        conference: &Conference,
        version: i64,
    ) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let changed = sql!(
            self,
            run,
            "UPDATE conference SET held_on = $5, content = $6, written_by = $7, written_at = $8, version = version + 1,
                    place = place + 1
             WHERE organisation = $1 AND id = $2 AND person = $3 AND version = $4",
            organisation,
            id.0,
            case.person().0,
            version,
            conference.on.map(|day| day.to_string()),
            stored::write(conference)?,
            staff,
            &now
        )?;
        if changed == 1 { Ok(()) } else { Err(Failure::Stale) }
    }

    /// Throws away a preparation in which nothing has been said and of which no record was made.
    pub async fn discard_conference(
        &mut self,
        case: CaseEditor,
        id: ConferenceId,
        version: i64,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        let changed = sql!(
            self,
            run,
            "DELETE FROM conference WHERE organisation = $1 AND id = $2 AND person = $3 AND version = $4
               AND place = version - 1 AND begun_at IS NULL AND minutes IS NULL
               AND NOT EXISTS (SELECT 1 FROM conference_line l WHERE l.organisation = $1 AND l.conference = $2)
               AND NOT EXISTS (SELECT 1 FROM conference_note n WHERE n.organisation = $1 AND n.conference = $2)
               AND NOT EXISTS (SELECT 1 FROM conference_check c WHERE c.organisation = $1 AND c.conference = $2)",
            organisation,
            id.0,
            case.person().0,
            version
        )?;
        if changed == 1 { Ok(()) } else { Err(Failure::Stale) }
    }

    /// Ties the record to the conference it was made from.
    pub async fn set_minutes(
        &mut self,
        case: CaseEditor,
        id: ConferenceId,
        minutes: PaperId,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        let changed = sql!(
            self,
            run,
            "UPDATE conference SET minutes = $4 WHERE organisation = $1 AND id = $2 AND person = $3",
            organisation,
            id.0,
            case.person().0,
            minutes.0
        )?;
        if changed == 1 {
            Ok(())
        } else {
            Err(Failure::NotFound)
        }
    }

    /// Lets a conference follow its record to the one that corrects it.
    pub async fn move_minutes(
        &mut self,
        case: CaseEditor,
        old: PaperId,
        new: PaperId,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "UPDATE conference SET minutes = $4 WHERE organisation = $1 AND person = $2 AND minutes = $3",
            organisation,
            case.person().0,
            old.0,
            new.0
        )?;
        Ok(())
    }
}

impl Reader {
    /// One conference of a person.
    pub async fn conference(
        &mut self,
        case: CaseReader,
        id: ConferenceId,
    ) -> Result<ConferenceRecord, Failure> {
        let organisation = self.organisation();
        let row: Row = sql!(
            self,
            one,
            "SELECT c.id, c.cycle, c.content, s.name AS written_by, c.version, c.place, c.begun_at, c.ended_at,
                    p.id AS minutes, COALESCE(p.confirmed_at, '') <> '' AS confirmed
             FROM conference c JOIN staff s ON s.organisation = c.organisation AND s.id = c.written_by
             LEFT JOIN paper p ON p.organisation = c.organisation AND p.id = c.minutes
             WHERE c.organisation = $1 AND c.person = $2 AND c.id = $3",
            organisation,
            case.person().0,
            id.0
        )?;
        row.try_into()
    }

    /// The conferences of a person, the newest first; those without a date stand on top.
    pub async fn conferences(&mut self, case: CaseReader) -> Result<Vec<ConferenceLine>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<LineRow> = sql!(
            self,
            all,
            "SELECT c.id, c.held_on, c.ended_at IS NOT NULL AS ended, p.id AS minutes,
                    COALESCE(p.confirmed_at, '') <> '' AS confirmed
             FROM conference c LEFT JOIN paper p ON p.organisation = c.organisation AND p.id = c.minutes
             WHERE c.organisation = $1 AND c.person = $2
             ORDER BY c.held_on IS NULL DESC, c.held_on DESC, c.id DESC",
            organisation,
            case.person().0
        )?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// The conference a record was made from.
    pub async fn conference_of_minutes(
        &mut self,
        case: CaseReader,
        minutes: PaperId,
    ) -> Result<Option<ConferenceId>, Failure> {
        let organisation = self.organisation();
        let found: Vec<Uuid> = sql!(
            self,
            values,
            "SELECT id FROM conference WHERE organisation = $1 AND person = $2 AND minutes = $3",
            organisation,
            case.person().0,
            minutes.0
        )?;
        Ok(found.first().copied().map(ConferenceId))
    }
}
