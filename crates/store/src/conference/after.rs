//! 進行のメモとふりかえり. What those who led a conference keep for themselves and for their next one.

use bansou_domain::conference::{Felt, Viewpoint};
use bansou_domain::id::ConferenceId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader, OfficeMember};
use crate::{Failure, Reader, Tx, stored};

/// 進行のメモ of the worker who is signed in.
#[apply(row!)]
#[derive(Clone, Default)]
pub struct NoteOfOne {
    /// What was written.
    pub content: String,
    /// Guards against a stale form; 0 before the first save.
    pub version: i64,
}

/// ふりかえり: how it felt at each viewpoint, and words.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Marks {
    /// The viewpoints that were answered.
    pub felt: Vec<(Viewpoint, Felt)>,
    /// よかったこと・次に試すこと.
    pub words: String,
}

/// A stored look back.
#[derive(Clone)]
pub struct CheckRecord {
    /// The conference.
    pub conference: ConferenceId,
    /// The day it was held.
    pub on: Option<Date>,
    /// 立場.
    pub role: String,
    /// What was seen.
    pub marks: Marks,
    /// When, in UTC.
    pub written_at: String,
}

#[apply(row!)]
struct CheckRow {
    conference: Uuid,
    held_on: Option<String>,
    role: String,
    content: String,
    written_at: String,
}

impl TryFrom<CheckRow> for CheckRecord {
    type Error = Failure;

    fn try_from(row: CheckRow) -> Result<Self, Failure> {
        Ok(Self {
            conference: ConferenceId(row.conference),
            on: stored::read_day_or_none("conference.held_on", row.held_on.as_deref())?,
            role: row.role,
            marks: stored::read("conference_check.content", &row.content)?,
            written_at: row.written_at,
        })
    }
}

impl Tx {
    /// Keeps the worker's own note on a conference, if it was not changed elsewhere since `version`.
    pub async fn keep_own_note(
        &mut self,
        case: CaseEditor,
        conference: ConferenceId,
        content: &str,
        version: i64,
    ) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let kept = sql!(
            self,
            run,
            "INSERT INTO conference_note (organisation, conference, staff, content, written_at)
             SELECT c.organisation, c.id, $4, $5, $6 FROM conference c
             WHERE c.organisation = $1 AND c.id = $2 AND c.person = $3
             ON CONFLICT (organisation, conference, staff) DO UPDATE
             SET content = excluded.content, written_at = excluded.written_at, version = conference_note.version + 1
             WHERE conference_note.version = $7",
            organisation,
            conference.0,
            case.person().0,
            staff,
            content,
            &now,
            version
        )?;
        if kept == 1 { Ok(()) } else { Err(Failure::Stale) }
    }

    /// Adds a look back on a conference.
    pub async fn add_check(
        &mut self,
        case: CaseEditor,
        conference: ConferenceId,
        role: &str,
        marks: &Marks,
    ) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let added = sql!(
            self,
            run,
            "INSERT INTO conference_check (organisation, id, conference, role, content, written_by, written_at)
             SELECT c.organisation, $4, c.id, $5, $6, $7, $8 FROM conference c
             WHERE c.organisation = $1 AND c.id = $2 AND c.person = $3",
            organisation,
            conference.0,
            case.person().0,
            Uuid::now_v7(),
            role,
            stored::write(marks)?,
            staff,
            &now
        )?;
        if added == 1 {
            Ok(())
        } else {
            Err(Failure::NotFound)
        }
    }
}

impl Reader {
    /// The note the signed-in worker keeps on a conference; nobody else's can be asked for.
    pub async fn own_note(
        &mut self,
        case: CaseReader,
        conference: ConferenceId,
    ) -> Result<NoteOfOne, Failure> {
        let (organisation, staff) = (self.organisation(), self.actor()?);
        let note: Option<NoteOfOne> = sql!(
            self,
            maybe,
            "SELECT n.content, n.version FROM conference_note n
             JOIN conference c ON c.organisation = n.organisation AND c.id = n.conference
             WHERE n.organisation = $1 AND n.conference = $2 AND n.staff = $3 AND c.person = $4",
            organisation,
            conference.0,
            staff,
            case.person().0
        )?;
        Ok(note.unwrap_or_default())
    }

    /// The looks back on one conference.
    pub async fn checks(
        &mut self,
        case: CaseReader,
        conference: ConferenceId,
    ) -> Result<Vec<CheckRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<CheckRow> = sql!(
            self,
            all,
            "SELECT k.conference, c.held_on, k.role, k.content, k.written_at FROM conference c
             JOIN conference_check k ON k.organisation = c.organisation AND k.conference = c.id
             WHERE c.organisation = $1 AND c.id = $2 AND c.person = $3 ORDER BY k.id",
            organisation,
            conference.0,
            case.person().0
        )?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// The newest looks back of the worker's own over all conferences, without whose they were.
    pub async fn own_checks(
        &mut self,
        member: OfficeMember,
        limit: i64,
    ) -> Result<Vec<CheckRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<CheckRow> = sql!(
            self,
            all,
            "SELECT k.conference, c.held_on, k.role, k.content, k.written_at FROM conference_check k
             JOIN conference c ON c.organisation = k.organisation AND c.id = k.conference
             WHERE k.organisation = $1 AND k.written_by = $2 ORDER BY k.id DESC LIMIT $3",
            organisation,
            member.staff().0,
            limit
        )?;
        rows.into_iter().map(TryInto::try_into).collect()
    }
}
