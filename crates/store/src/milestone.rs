//! Dated facts around a case that leave no paper of ours, and the inquiries cases begin with.

use bansou_domain::id::{InquiryId, PersonId};
use bansou_domain::inquiry::Inquiry;
use jiff::civil::Date;
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader, OfficeMember};
use crate::{Failure, Reader, Tx, stored};

/// 節目. One dated fact.
#[derive(Debug, Clone)]
pub struct Milestone {
    /// The key.
    pub id: Uuid,
    /// 第n期.
    pub cycle: i64,
    /// What happened, as a stable word of domain::process.
    pub kind: String,
    /// 日付.
    pub on: Date,
    /// To whom, or why a step was passed.
    pub note: String,
    /// Who recorded it.
    pub recorded_by: String,
}

#[derive(sqlx::FromRow)]
struct MilestoneRow {
    id: Uuid,
    cycle: i64,
    kind: String,
    happened_on: String,
    note: String,
    recorded_by: String,
}

/// A stored inquiry.
#[derive(Debug, Clone)]
pub struct InquiryRecord {
    /// The key.
    pub id: InquiryId,
    /// What was said.
    pub inquiry: Inquiry,
    /// The case it became.
    pub person: Option<PersonId>,
    /// Guards against a stale form.
    pub version: i64,
}

#[derive(sqlx::FromRow)]
struct InquiryRow {
    id: Uuid,
    content: String,
    person: Option<Uuid>,
    version: i64,
}

impl TryFrom<InquiryRow> for InquiryRecord {
    type Error = Failure;

    fn try_from(row: InquiryRow) -> Result<Self, Failure> {
        Ok(Self {
            id: InquiryId(row.id),
            inquiry: stored::read("inquiry.content", &row.content)?,
            person: row.person.map(PersonId),
            version: row.version,
        })
    }
}

impl Tx {
    /// Records a dated fact. With `replaces` it corrects an earlier one.
    pub async fn add_milestone(
        &mut self,
        case: CaseEditor,
        cycle: i64,
        kind: &str,
        on: Date,
        note: &str,
        replaces: Option<Uuid>,
    ) -> Result<Uuid, Failure> {
        let (organisation, id, staff, now) = (self.organisation(), Uuid::now_v7(), self.actor()?, self.now());
        if let Some(old) = replaces {
            self.withdraw_milestone(case, old).await?;
        }
        sql!(
            self,
            run,
            "INSERT INTO milestone (organisation, id, person, cycle, kind, happened_on, note, recorded_at, recorded_by, replaces, replaced)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            organisation,
            id,
            case.person().0,
            cycle,
            kind,
            on.to_string(),
            note,
            &now,
            staff,
            replaces,
            false
        )?;
        Ok(id)
    }

    /// Marks a dated fact as no longer standing; the row stays.
    pub async fn withdraw_milestone(&mut self, case: CaseEditor, id: Uuid) -> Result<(), Failure> {
        let organisation = self.organisation();
        let changed = sql!(
            self,
            run,
            "UPDATE milestone SET replaced = $4 WHERE organisation = $1 AND id = $2 AND person = $3 AND replaced = $5",
            organisation,
            id,
            case.person().0,
            true,
            false
        )?;
        if changed == 1 { Ok(()) } else { Err(Failure::Stale) }
    }

    /// Records an inquiry.
    pub async fn add_inquiry(
        &mut self,
        member: OfficeMember,
        inquiry: &Inquiry,
    ) -> Result<InquiryId, Failure> {
        let (organisation, id) = (self.organisation(), Uuid::now_v7());
        sql!(
            self,
            run,
            "INSERT INTO inquiry (organisation, id, office, received_on, state, content) VALUES ($1, $2, $3, $4, $5, $6)",
            organisation,
            id,
            member.office().0,
            inquiry.on.to_string(),
            inquiry.state.code(),
            stored::write(inquiry)?
        )?;
        Ok(InquiryId(id))
    }

    /// Changes an inquiry, if nobody has changed it since `version`; `person` names the case it has become.
    pub async fn change_inquiry(
        &mut self,
        member: OfficeMember,
        id: InquiryId,
        inquiry: &Inquiry,
        person: Option<PersonId>,
        version: i64,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        let changed = sql!(
            self,
            run,
            "UPDATE inquiry SET received_on = $5, state = $6, content = $7, person = $8, version = version + 1
             WHERE organisation = $1 AND id = $2 AND office = $3 AND version = $4",
            organisation,
            id.0,
            member.office().0,
            version,
            inquiry.on.to_string(),
            inquiry.state.code(),
            stored::write(inquiry)?,
            person.map(|person| person.0)
        )?;
        if changed == 1 { Ok(()) } else { Err(Failure::Stale) }
    }
}

impl Reader {
    /// The dated facts of a case that stand, oldest first.
    pub async fn milestones(&mut self, case: CaseReader) -> Result<Vec<Milestone>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<MilestoneRow> = sql!(
            self,
            all,
            "SELECT m.id, m.cycle, m.kind, m.happened_on, m.note, s.name AS recorded_by
             FROM milestone m JOIN staff s ON s.organisation = m.organisation AND s.id = m.recorded_by
             WHERE m.organisation = $1 AND m.person = $2 AND m.replaced = $3 ORDER BY m.happened_on, m.id",
            organisation,
            case.person().0,
            false
        )?;
        let read = |row: MilestoneRow| {
            let on = stored::read_day("milestone.happened_on", &row.happened_on)?;
            let MilestoneRow {
                id,
                cycle,
                kind,
                note,
                recorded_by,
                ..
            } = row;
            Ok(Milestone {
                id,
                cycle,
                kind,
                on,
                note,
                recorded_by,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// A page of the office's inquiries, newest first.
    pub async fn inquiries(
        &mut self,
        member: OfficeMember,
        offset: i64,
        limit: i64,
    ) -> Result<Vec<InquiryRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<InquiryRow> = sql!(
            self,
            all,
            "SELECT id, content, person, version FROM inquiry WHERE organisation = $1 AND office = $2
             ORDER BY received_on DESC, id DESC LIMIT $3 OFFSET $4",
            organisation,
            member.office().0,
            limit,
            offset
        )?;
        rows.into_iter().map(InquiryRecord::try_from).collect()
    }

    /// One inquiry of the office.
    pub async fn inquiry(&mut self, member: OfficeMember, id: InquiryId) -> Result<InquiryRecord, Failure> {
        let organisation = self.organisation();
        let row: InquiryRow = sql!(
            self,
            one,
            "SELECT id, content, person, version FROM inquiry WHERE organisation = $1 AND office = $2 AND id = $3",
            organisation,
            member.office().0,
            id.0
        )?;
        row.try_into()
    }

    /// The inquiry a case began with.
    pub async fn inquiry_of(&mut self, case: CaseReader) -> Result<Option<InquiryRecord>, Failure> {
        let organisation = self.organisation();
        let row: Option<InquiryRow> = sql!(
            self,
            maybe,
            "SELECT id, content, person, version FROM inquiry WHERE organisation = $1 AND person = $2
             ORDER BY received_on DESC LIMIT 1",
            organisation,
            case.person().0
        )?;
        row.map(InquiryRecord::try_from).transpose()
    }
}
