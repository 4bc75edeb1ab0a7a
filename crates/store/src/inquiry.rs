//! 相談受付: the inquiries cases begin with, and those that end without one.

use bansou_domain::id::{InquiryId, PersonId};
use bansou_domain::inquiry::{Inquiry, InquiryState};
use uuid::Uuid;

use crate::access::{CaseReader, OfficeMember};
use crate::{Failure, Reader, Tx, stored};

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

#[apply(row!)]
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
    /// A page of the office's inquiries, newest first; of one state, where one is given.
    pub async fn inquiries(
        &mut self,
        member: OfficeMember,
        state: Option<InquiryState>,
        offset: i64,
        limit: i64,
    ) -> Result<Vec<InquiryRecord>, Failure> {
        let (organisation, state) = (self.organisation(), state.map_or("", InquiryState::code));
        let rows: Vec<InquiryRow> = sql!(
            self,
            all,
            "SELECT id, content, person, version FROM inquiry
             WHERE organisation = $1 AND office = $2 AND ($3 = '' OR state = $3)
             ORDER BY received_on DESC, id DESC LIMIT $4 OFFSET $5",
            organisation,
            member.office().0,
            state,
            limit,
            offset
        )?;
        rows.into_iter().map(InquiryRecord::try_from).collect()
    }

    /// How many inquiries the office has in each state.
    pub async fn count_inquiries(&mut self, member: OfficeMember) -> Result<Vec<(String, i64)>, Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            all,
            "SELECT state, COUNT(*) FROM inquiry WHERE organisation = $1 AND office = $2 GROUP BY state",
            organisation,
            member.office().0
        )
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
