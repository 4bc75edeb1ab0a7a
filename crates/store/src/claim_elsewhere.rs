//! 他事業所の請求 of one person: rows that are struck with a reason, never changed.

use bansou_domain::claim_elsewhere::ClaimElsewhere;
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader};
use crate::consent::{Struck, StruckRow};
use crate::{Failure, Reader, Tx, stored};

/// A stored row.
#[derive(Debug, Clone)]
pub struct ElsewhereRecord {
    /// The key.
    pub id: Uuid,
    /// What another office claims.
    pub claimed: ClaimElsewhere,
    /// When it was recorded, in UTC.
    pub recorded_at: String,
    /// Who recorded it.
    pub recorded_by: String,
    /// Why it does not count any more.
    pub struck: Option<Struck>,
}

#[apply(row!)]
struct Row {
    id: Uuid,
    happened_on: String,
    item: String,
    municipality: String,
    other_office: String,
    recorded_at: String,
    recorded_by: String,
    #[sqlx(flatten)]
    struck: StruckRow,
}

impl TryFrom<Row> for ElsewhereRecord {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        Ok(Self {
            id: row.id,
            claimed: ClaimElsewhere {
                on: stored::read_day("claim_elsewhere.happened_on", &row.happened_on)?,
                item: row.item,
                municipality: row.municipality,
                other_office: row.other_office,
            },
            recorded_at: row.recorded_at,
            recorded_by: row.recorded_by,
            struck: row.struck.read(),
        })
    }
}

impl Tx {
    /// Records what another office claims of the person.
    pub async fn add_claim_elsewhere(
        &mut self,
        case: CaseEditor,
        claimed: &ClaimElsewhere,
    ) -> Result<Uuid, Failure> {
        let (organisation, id, staff, now) = (self.organisation(), Uuid::now_v7(), self.actor()?, self.now());
        sql!(
            self,
            run,
            "INSERT INTO claim_elsewhere (organisation, id, person, happened_on, item, municipality, other_office,
                                          recorded_at, recorded_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            organisation,
            id,
            case.person().0,
            claimed.on.to_string(),
            &claimed.item,
            &claimed.municipality,
            &claimed.other_office,
            &now,
            staff
        )?;
        Ok(id)
    }

    /// Strikes a row recorded by mistake. [`Failure::Stale`]: it was struck before.
    pub async fn strike_claim_elsewhere(
        &mut self,
        case: CaseEditor,
        id: Uuid,
        why: &str,
    ) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let struck = sql!(
            self,
            run,
            "UPDATE claim_elsewhere SET replaced = $4, replaced_why = $5, replaced_at = $6, replaced_by = $7
             WHERE organisation = $1 AND id = $2 AND person = $3 AND NOT replaced",
            organisation,
            id,
            case.person().0,
            true,
            why,
            &now,
            staff
        )?;
        if struck == 1 { Ok(()) } else { Err(Failure::Stale) }
    }
}

impl Reader {
    /// Every row of the person, the newest day first; struck ones too.
    pub async fn claims_elsewhere(&mut self, case: CaseReader) -> Result<Vec<ElsewhereRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<Row> = sql!(
            self,
            all,
            "SELECT e.id, e.happened_on, e.item, e.municipality, e.other_office, e.recorded_at, s.name AS recorded_by,
                    e.replaced, e.replaced_why, e.replaced_at, r.name AS replaced_by
             FROM claim_elsewhere e JOIN staff s ON s.organisation = e.organisation AND s.id = e.recorded_by
             LEFT JOIN staff r ON r.organisation = e.organisation AND r.id = e.replaced_by
             WHERE e.organisation = $1 AND e.person = $2 ORDER BY e.happened_on DESC, e.id DESC",
            organisation,
            case.person().0
        )?;
        rows.into_iter().map(TryInto::try_into).collect()
    }
}
