//! 情報共有の同意. What the person said about passing things on, in the order it was recorded.

use bansou_domain::id::PersonId;
use bansou_domain::room::Sharing;
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader};
use crate::{Failure, Reader, Tx, stored};

/// A record with who wrote it down.
#[derive(Clone)]
pub struct SharingRecord {
    /// What was said.
    pub sharing: Sharing,
    /// When it was recorded, in UTC.
    pub recorded_at: String,
    /// Who recorded it.
    pub recorded_by: String,
}

impl Tx {
    /// Adds a record; nothing that was recorded before is changed.
    pub async fn record_sharing(&mut self, case: CaseEditor, sharing: &Sharing) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        sql!(
            self,
            run,
            "INSERT INTO sharing (organisation, id, person, content, recorded_at, recorded_by)
             VALUES ($1, $2, $3, $4, $5, $6)",
            organisation,
            Uuid::now_v7(),
            case.person().0,
            stored::write(sharing)?,
            &now,
            staff
        )?;
        Ok(())
    }
}

impl Reader {
    /// What a person said, for the store itself to hold against what is shown.
    pub(crate) async fn sharing_of(&mut self, person: PersonId) -> Result<Vec<Sharing>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<String> = sql!(
            self,
            values,
            "SELECT content FROM sharing WHERE organisation = $1 AND person = $2 ORDER BY recorded_at, id",
            organisation,
            person.0
        )?;
        rows.iter()
            .map(|content| stored::read("sharing.content", content))
            .collect()
    }

    /// The records of a person, in the order they were recorded.
    pub async fn sharing(&mut self, case: CaseReader) -> Result<Vec<SharingRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(String, String, String)> = sql!(
            self,
            all,
            "SELECT h.content, h.recorded_at, s.name FROM sharing h
             JOIN staff s ON s.organisation = h.organisation AND s.id = h.recorded_by
             WHERE h.organisation = $1 AND h.person = $2 ORDER BY h.recorded_at, h.id",
            organisation,
            case.person().0
        )?;
        let read = |(content, recorded_at, recorded_by): (String, _, _)| {
            Ok(SharingRecord {
                sharing: stored::read("sharing.content", &content)?,
                recorded_at,
                recorded_by,
            })
        };
        rows.into_iter().map(read).collect()
    }
}
