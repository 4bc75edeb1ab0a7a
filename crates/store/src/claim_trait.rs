//! 請求に関わること of one person: dated rows, of which the newest recorded for a month counts.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim_trait::ClaimTrait;
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader};
use crate::{Failure, Reader, Tx, stored};

/// A stored row.
#[derive(Debug, Clone)]
pub struct ClaimTraitRecord {
    /// The month from which it holds.
    pub from: ServiceMonth,
    /// What holds.
    pub content: ClaimTrait,
    /// When it was recorded, in UTC.
    pub recorded_at: String,
    /// Who recorded it.
    pub recorded_by: String,
}

#[apply(row!)]
struct TraitRow {
    from_month: String,
    content: String,
    recorded_at: String,
    recorded_by: String,
}

impl Tx {
    /// Records what holds for the person from a month on; what was recorded before stays.
    pub async fn add_claim_trait(
        &mut self,
        case: CaseEditor,
        from: ServiceMonth,
        content: &ClaimTrait,
    ) -> Result<(), Failure> {
        let (organisation, id, staff, now) = (self.organisation(), Uuid::now_v7(), self.actor()?, self.now());
        sql!(
            self,
            run,
            "INSERT INTO claim_trait (organisation, id, person, from_month, content, recorded_at, recorded_by, targets)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            organisation,
            id,
            case.person().0,
            from.to_string(),
            stored::write(content)?,
            &now,
            staff,
            content.target_codes()
        )?;
        Ok(())
    }
}

impl Reader {
    /// Every row of the person; the last one counts from its month on.
    pub async fn claim_traits(&mut self, case: CaseReader) -> Result<Vec<ClaimTraitRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<TraitRow> = sql!(
            self,
            all,
            "SELECT t.from_month, t.content, t.recorded_at, s.name AS recorded_by
             FROM claim_trait t JOIN staff s ON s.organisation = t.organisation AND s.id = t.recorded_by
             WHERE t.organisation = $1 AND t.person = $2 ORDER BY t.from_month, t.recorded_at, t.id",
            organisation,
            case.person().0
        )?;
        let read = |row: TraitRow| {
            let from = row.from_month.parse();
            Ok(ClaimTraitRecord {
                from: from.map_err(|why| Failure::unreadable("claim_trait.from_month", why))?,
                content: stored::read("claim_trait.content", &row.content)?,
                recorded_at: row.recorded_at,
                recorded_by: row.recorded_by,
            })
        };
        rows.into_iter().map(read).collect()
    }
}
