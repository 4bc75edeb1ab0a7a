//! 経過記録のもと.

use bansou_domain::id::{NoteId, PersonId, StaffId};
use bansou_domain::note::CaseNote;
use uuid::Uuid;

use super::{GroundSpan, PeopleRange};
use crate::access::ClaimDesk;
use crate::{Failure, Reader, stored};

/// A note.
#[derive(Clone)]
pub struct GroundNote {
    /// The key.
    pub id: NoteId,
    /// Whose.
    pub person: PersonId,
    /// Who wrote it.
    pub written_by: StaffId,
    /// What was recorded.
    pub note: CaseNote,
}

impl Reader {
    pub(super) async fn ground_notes(
        &mut self,
        claims: ClaimDesk,
        span: GroundSpan,
        range: PeopleRange,
    ) -> Result<Vec<GroundNote>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, Uuid, Uuid, String)> = sql!(
            self,
            all,
            "SELECT n.id, n.person, n.written_by, n.content FROM note n
             JOIN person p ON p.organisation = n.organisation AND p.id = n.person
             WHERE n.organisation = $1 AND p.office = $2 AND n.happened_on >= $3 AND NOT n.replaced
               AND n.person > $4 AND n.person <= $5
             ORDER BY n.happened_on, n.happened_at, n.id",
            organisation,
            claims.office().0,
            span.notes_since.to_string(),
            range.after,
            range.until
        )?;
        let read = |(id, person, written_by, content): (Uuid, Uuid, Uuid, String)| {
            Ok(GroundNote {
                id: NoteId(id),
                person: PersonId(person),
                written_by: StaffId(written_by),
                note: stored::read("note.content", &content)?,
            })
        };
        rows.into_iter().map(read).collect()
    }
}
