//! 代わりの担当: who carries a case for a period beside whoever is in charge.

use bansou_domain::id::StaffId;
use jiff::civil::Date;
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader};
use crate::{Failure, Reader, Tx, stored};

/// One period of cover, both days included.
#[derive(Debug, Clone)]
pub struct Cover {
    /// The key.
    pub id: Uuid,
    /// Who covers.
    pub staff_name: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

#[apply(row!)]
struct CoverRow {
    id: Uuid,
    staff_name: String,
    from_on: String,
    until_on: String,
}

impl TryFrom<CoverRow> for Cover {
    type Error = Failure;

    fn try_from(row: CoverRow) -> Result<Self, Failure> {
        Ok(Self {
            id: row.id,
            staff_name: row.staff_name,
            from: stored::read_day("cover.from_on", &row.from_on)?,
            until: stored::read_day("cover.until_on", &row.until_on)?,
        })
    }
}

impl Tx {
    /// Lets a worker of the case's office carry the case for a period. Anybody else is not found.
    pub async fn add_cover(
        &mut self,
        case: CaseEditor,
        staff: StaffId,
        from: Date,
        until: Date,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        let inserted = sql!(
            self,
            run,
            "INSERT INTO cover (organisation, id, person, staff, from_on, until_on)
             SELECT p.organisation, $4, p.id, s.id, $5, $6
             FROM person p JOIN staff s ON s.organisation = p.organisation AND s.office = p.office AND s.id = $3
             WHERE p.organisation = $1 AND p.id = $2 AND s.disabled_at IS NULL",
            organisation,
            case.person().0,
            staff.0,
            Uuid::now_v7(),
            from.to_string(),
            until.to_string()
        )?;
        if inserted == 1 {
            Ok(())
        } else {
            Err(Failure::NotFound)
        }
    }

    /// Ends a cover: what has not begun is taken back, what runs ends with the day before `today`.
    pub async fn end_cover(&mut self, case: CaseEditor, id: Uuid, today: Date) -> Result<(), Failure> {
        let organisation = self.organisation();
        let day = today.to_string();
        let deleted = sql!(
            self,
            run,
            "DELETE FROM cover WHERE organisation = $1 AND id = $2 AND person = $3 AND from_on >= $4",
            organisation,
            id,
            case.person().0,
            &day
        )?;
        let ended = sql!(
            self,
            run,
            "UPDATE cover SET until_on = $5 WHERE organisation = $1 AND id = $2 AND person = $3 AND until_on >= $4",
            organisation,
            id,
            case.person().0,
            &day,
            today.yesterday().unwrap_or(today).to_string()
        )?;
        if deleted + ended > 0 {
            Ok(())
        } else {
            Err(Failure::NotFound)
        }
    }
}

impl Reader {
    /// The covers of a case, newest first.
    pub async fn covers(&mut self, case: CaseReader) -> Result<Vec<Cover>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<CoverRow> = sql!(
            self,
            all,
            "SELECT v.id, s.name AS staff_name, v.from_on, v.until_on
             FROM cover v JOIN staff s ON s.organisation = v.organisation AND s.id = v.staff
             WHERE v.organisation = $1 AND v.person = $2 ORDER BY v.from_on DESC, v.id DESC",
            organisation,
            case.person().0
        )?;
        rows.into_iter().map(Cover::try_from).collect()
    }
}
