//! 結果. What came back for a claim.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim::ResultKind;
use jiff::civil::Date;
use uuid::Uuid;

use crate::access::ClaimDesk;
use crate::consent::taken;
use crate::{Failure, Reader, Tx, stored};

/// What came back, as it is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewResult {
    /// 結果.
    pub kind: ResultKind,
    /// The day of the notice.
    pub on: Date,
    /// エラーコード, as printed; empty where there is none.
    pub code: String,
    /// 理由.
    pub reason: String,
    /// What was paid, where money came.
    pub yen: Option<i64>,
}

/// What came back for one claim.
#[derive(Debug, Clone)]
pub struct ClaimResult {
    /// The key.
    pub id: Uuid,
    /// The claim.
    pub claim: Uuid,
    /// What.
    pub result: NewResult,
    /// Who entered it.
    pub recorded_by: String,
}

#[apply(row!)]
struct Row {
    id: Uuid,
    claim: Uuid,
    kind: String,
    happened_on: String,
    code: String,
    reason: String,
    yen: Option<i64>,
    recorded_by: String,
}

impl TryFrom<Row> for ClaimResult {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        Ok(Self {
            id: row.id,
            claim: row.claim,
            result: NewResult {
                kind: ResultKind::from_code(&row.kind)
                    .ok_or_else(|| Failure::unreadable("claim_result.kind", &row.kind))?,
                on: stored::read_day("claim_result.happened_on", &row.happened_on)?,
                code: row.code,
                reason: row.reason,
                yen: row.yen,
            },
            recorded_by: row.recorded_by,
        })
    }
}

impl Tx {
    /// Records what came back for a claim that was sent. [`Failure::Stale`]: it was not sent, or it no longer counts.
    pub async fn add_claim_result(
        &mut self,
        desk: ClaimDesk,
        claim: Uuid,
        result: &NewResult,
    ) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let inserted = sql!(
            self,
            run,
            "INSERT INTO claim_result (organisation, id, claim, kind, happened_on, code, reason, yen, recorded_at, recorded_by)
             SELECT c.organisation, $4, c.id, $5, $6, $7, $8, $9, $10, $11
             FROM claim c JOIN claim_file f ON f.organisation = c.organisation AND f.id = c.file
             WHERE c.organisation = $1 AND c.office = $2 AND c.id = $3 AND c.live AND f.sent_on IS NOT NULL",
            organisation,
            desk.office().0,
            claim,
            Uuid::now_v7(),
            result.kind.code(),
            result.on.to_string(),
            &result.code,
            &result.reason,
            result.yen,
            &now,
            staff
        )?;
        if inserted != 1 {
            return Err(Failure::Stale);
        }
        if result.kind.ends_claim() {
            self.set_live(claim, false).await?;
        }
        Ok(())
    }

    /// Strikes a result entered by mistake; the claim counts again. [`Failure::Stale`]: it was struck before, or the month
    /// has been claimed again meanwhile.
    pub async fn strike_claim_result(&mut self, desk: ClaimDesk, id: Uuid, why: &str) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let found: Option<(Uuid, String)> = sql!(
            self,
            maybe,
            "SELECT r.claim, r.kind FROM claim_result r
             JOIN claim c ON c.organisation = r.organisation AND c.id = r.claim
             WHERE r.organisation = $1 AND c.office = $2 AND r.id = $3 AND NOT r.replaced",
            organisation,
            desk.office().0,
            id
        )?;
        let (claim, kind) = found.ok_or(Failure::Stale)?;
        sql!(
            self,
            run,
            "UPDATE claim_result SET replaced = $3, replaced_why = $4, replaced_at = $5, replaced_by = $6
             WHERE organisation = $1 AND id = $2",
            organisation,
            id,
            true,
            why,
            &now,
            staff
        )?;
        if ResultKind::from_code(&kind).is_some_and(ResultKind::ends_claim) {
            self.set_live(claim, true).await?;
        }
        Ok(())
    }

    async fn set_live(&mut self, claim: Uuid, live: bool) -> Result<(), Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "UPDATE claim SET live = $3 WHERE organisation = $1 AND id = $2",
            organisation,
            claim,
            live
        )
        .map_err(taken)?;
        Ok(())
    }
}

impl Reader {
    /// What came back for the claims of a month of service, oldest first.
    pub(super) async fn results_of_month(
        &mut self,
        desk: ClaimDesk,
        month: ServiceMonth,
    ) -> Result<Vec<ClaimResult>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<Row> = sql!(
            self,
            all,
            "SELECT r.id, r.claim, r.kind, r.happened_on, r.code, r.reason, r.yen, s.name AS recorded_by
             FROM claim c JOIN claim_result r ON r.organisation = c.organisation AND r.claim = c.id
             JOIN staff s ON s.organisation = r.organisation AND s.id = r.recorded_by
             WHERE c.organisation = $1 AND c.office = $2 AND c.month = $3 AND NOT r.replaced
             ORDER BY r.recorded_at, r.id",
            organisation,
            desk.office().0,
            month.to_string()
        )?;
        rows.into_iter().map(TryInto::try_into).collect()
    }
}
