//! 未収. What was sent and has not come yet, by municipality and month of service.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim::Benefit;

use super::file::{benefit, month};
use crate::access::ClaimDesk;
use crate::{Failure, Reader};

/// What one municipality owes for one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receivable {
    /// 市町村番号.
    pub municipality: String,
    /// サービス提供年月.
    pub month: ServiceMonth,
    /// 請求の種別.
    pub benefit: Benefit,
    /// How many claims nothing has come back for.
    pub claims: i64,
    /// What they come to.
    pub yen: i64,
}

#[apply(row!)]
struct Row {
    municipality: String,
    month: String,
    benefit: String,
    claims: i64,
    yen: i64,
}

impl Reader {
    /// What was sent and still counts, and for which nothing has come back. Oldest month first.
    pub async fn receivables(&mut self, desk: ClaimDesk) -> Result<Vec<Receivable>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<Row> = sql!(
            self,
            all,
            "SELECT c.municipality, c.month, c.benefit, COUNT(*) AS claims, CAST(SUM(c.yen) AS BIGINT) AS yen
             FROM claim c JOIN claim_file f ON f.organisation = c.organisation AND f.id = c.file
             WHERE c.organisation = $1 AND c.office = $2 AND c.live AND f.sent_on IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM claim_result r WHERE r.organisation = c.organisation AND r.claim = c.id
                  AND NOT r.replaced AND r.kind IN ('paid', 'corrected'))
             GROUP BY c.municipality, c.month, c.benefit ORDER BY c.month, c.municipality, c.benefit",
            organisation,
            desk.office().0
        )?;
        let read = |row: Row| {
            Ok(Receivable {
                month: month("claim.month", &row.month)?,
                benefit: benefit("claim.benefit", &row.benefit)?,
                municipality: row.municipality,
                claims: row.claims,
                yen: row.yen,
            })
        };
        rows.into_iter().map(read).collect()
    }
}
