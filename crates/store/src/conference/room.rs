//! 会議の行. Every line is a row; nobody who types at the same time loses one.

use bansou_domain::conference::Line;
use bansou_domain::id::{ConferenceId, LineId};
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader};
use crate::{Failure, Reader, Tx, stored};

/// A stored line.
#[derive(Debug, Clone)]
pub struct LineRecord {
    /// The key, made where it was typed.
    pub id: LineId,
    /// Its place in the conference.
    pub place: i64,
    /// What was typed.
    pub line: Line,
    /// Who typed it.
    pub written_by: String,
    /// When it was stored, in UTC.
    pub written_at: String,
    /// Whether it no longer counts.
    pub struck: bool,
}

/// What adding a line answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is new; the conference has come to this place.
    New(i64),
    /// It was there already.
    Before,
}

#[apply(row!)]
struct Row {
    id: Uuid,
    place: i64,
    content: String,
    written_by: String,
    written_at: String,
    replaced: bool,
}

impl TryFrom<Row> for LineRecord {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        Ok(Self {
            id: LineId(row.id),
            place: row.place,
            line: stored::read("conference_line.content", &row.content)?,
            written_by: row.written_by,
            written_at: row.written_at,
            struck: row.replaced,
        })
    }
}

impl Tx {
    /// Adds a line to a conference of the person. The same id again adds nothing; an id of another conference is
    /// refused.
    pub async fn add_line(
        &mut self,
        case: CaseEditor,
        conference: ConferenceId,
        id: LineId,
        line: &Line,
    ) -> Result<Added, Failure> {
        // The row of the conference is held from here on, so that two recorders come one after the other.
        let place = self.next_place(case, conference).await?;
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let inserted = sql!(
            self,
            run,
            "INSERT INTO conference_line (organisation, id, conference, place, kind, content, written_by, written_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (organisation, id) DO NOTHING",
            organisation,
            id.0,
            conference.0,
            place,
            line.kind.code(),
            stored::write(line)?,
            staff,
            &now
        )?;
        if inserted == 1 {
            return Ok(Added::New(place));
        }
        let there: Vec<Uuid> = sql!(
            self,
            values,
            "SELECT conference FROM conference_line WHERE organisation = $1 AND id = $2",
            organisation,
            id.0
        )?;
        if there == [conference.0] {
            Ok(Added::Before)
        } else {
            Err(Failure::NotFound)
        }
    }

    /// Strikes a line; it stays, and no longer counts. Answers the place the conference has come to.
    pub async fn strike_line(
        &mut self,
        case: CaseEditor,
        conference: ConferenceId,
        id: LineId,
    ) -> Result<i64, Failure> {
        let place = self.next_place(case, conference).await?;
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let struck = sql!(
            self,
            run,
            "UPDATE conference_line SET replaced = $4, replaced_at = $5, replaced_by = $6
             WHERE organisation = $1 AND id = $2 AND conference = $3 AND NOT replaced",
            organisation,
            id.0,
            conference.0,
            true,
            &now,
            staff
        )?;
        if struck == 1 {
            Ok(place)
        } else {
            Err(Failure::Stale)
        }
    }

    /// The talk begins: the clock runs from the first press.
    pub async fn begin_conference(
        &mut self,
        case: CaseEditor,
        conference: ConferenceId,
    ) -> Result<i64, Failure> {
        let place = self.next_place(case, conference).await?;
        let (organisation, now) = (self.organisation(), self.now());
        sql!(
            self,
            run,
            "UPDATE conference SET begun_at = COALESCE(begun_at, $3), ended_at = NULL WHERE organisation = $1 AND id = $2",
            organisation,
            conference.0,
            &now
        )?;
        Ok(place)
    }

    /// The talk ends.
    pub async fn end_conference(
        &mut self,
        case: CaseEditor,
        conference: ConferenceId,
    ) -> Result<i64, Failure> {
        let place = self.next_place(case, conference).await?;
        let (organisation, now) = (self.organisation(), self.now());
        sql!(
            self,
            run,
            "UPDATE conference SET ended_at = COALESCE(ended_at, $3) WHERE organisation = $1 AND id = $2",
            organisation,
            conference.0,
            &now
        )?;
        Ok(place)
    }

    async fn next_place(&mut self, case: CaseEditor, conference: ConferenceId) -> Result<i64, Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            value,
            "UPDATE conference SET place = place + 1 WHERE organisation = $1 AND id = $2 AND person = $3 RETURNING place",
            organisation,
            conference.0,
            case.person().0
        )
    }
}

impl Reader {
    /// The lines of a conference of the person, in the order they came, the struck ones too.
    pub async fn lines(
        &mut self,
        case: CaseReader,
        conference: ConferenceId,
    ) -> Result<Vec<LineRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<Row> = sql!(
            self,
            all,
            "SELECT l.id, l.place, l.content, s.name AS written_by, l.written_at, l.replaced
             FROM conference c JOIN conference_line l ON l.organisation = c.organisation AND l.conference = c.id
             JOIN staff s ON s.organisation = l.organisation AND s.id = l.written_by
             WHERE c.organisation = $1 AND c.person = $2 AND c.id = $3 ORDER BY l.place",
            organisation,
            case.person().0,
            conference.0
        )?;
        rows.into_iter().map(TryInto::try_into).collect()
    }
}
