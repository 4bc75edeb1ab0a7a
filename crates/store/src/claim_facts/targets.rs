//! 体制加算の対象のもと. Who is a target user of a system, and what was done for them.
//!
//! They bear on everybody's claim, so they are read for the whole office; they are few.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim_trait::ClaimTrait;
use bansou_domain::id::{PersonId, StaffId};
use bansou_domain::person::{Person, SupportLevel};
use jiff::civil::Date;
use uuid::Uuid;

use super::{GroundSpan, month};
use crate::access::ClaimDesk;
use crate::{Failure, Reader, stored};

/// 対象の利用者のもと.
#[derive(Clone, Default)]
pub struct TargetGround {
    /// 請求に関わること of everybody who is or was one, the row that counts last.
    pub traits: Vec<(PersonId, ServiceMonth, ClaimTrait)>,
    /// The plans and the monitoring done for them.
    pub work: Vec<TargetWork>,
}

/// A plan that was consented to, or a monitoring that was confirmed.
#[derive(Debug, Clone)]
pub struct TargetWork {
    /// For whom.
    pub person: PersonId,
    /// When.
    pub on: Date,
    /// Who wrote it.
    pub written_by: StaffId,
    /// Who is in charge.
    pub specialist: Option<StaffId>,
    /// 障害支援区分 on the face sheet.
    pub support_level: Option<SupportLevel>,
}

impl Reader {
    pub(super) async fn ground_targets(
        &mut self,
        claims: ClaimDesk,
        span: GroundSpan,
    ) -> Result<TargetGround, Failure> {
        let traits = self.target_traits(claims).await?;
        let work = if traits.is_empty() {
            Vec::new()
        } else {
            self.target_work(claims, span).await?
        };
        Ok(TargetGround { traits, work })
    }

    async fn target_traits(
        &mut self,
        claims: ClaimDesk,
    ) -> Result<Vec<(PersonId, ServiceMonth, ClaimTrait)>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, String, String)> = sql!(
            self,
            all,
            "SELECT t.person, t.from_month, t.content
             FROM (SELECT DISTINCT person FROM claim_trait WHERE organisation = $1 AND targets <> '') w
             JOIN claim_trait t ON t.organisation = $1 AND t.person = w.person
             JOIN person p ON p.organisation = t.organisation AND p.id = t.person
             WHERE p.office = $2 ORDER BY t.from_month, t.recorded_at, t.id",
            organisation,
            claims.office().0
        )?;
        let read = |(person, from, content): (Uuid, String, String)| {
            let from = month("claim_trait.from_month", &from)?;
            let content = stored::read("claim_trait.content", &content)?;
            Ok((PersonId(person), from, content))
        };
        rows.into_iter().map(read).collect()
    }

    async fn target_work(&mut self, claims: ClaimDesk, span: GroundSpan) -> Result<Vec<TargetWork>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, String, Uuid, Option<Uuid>, String)> = sql!(
            self,
            all,
            "SELECT q.person, CASE WHEN q.kind = 'plan' THEN c.given_on ELSE q.dated END AS done_on, q.written_by, p.specialist, p.details
             FROM (SELECT DISTINCT person FROM claim_trait WHERE organisation = $1 AND targets <> '') w
             JOIN paper q ON q.organisation = $1 AND q.person = w.person
             JOIN person p ON p.organisation = q.organisation AND p.id = q.person
             LEFT JOIN consent c ON c.organisation = q.organisation AND c.paper = q.id AND NOT c.replaced
             WHERE p.office = $2 AND q.confirmed_at IS NOT NULL AND q.dated >= $3 AND q.dated IS NOT NULL
               AND ((q.kind = 'plan' AND c.given_on IS NOT NULL) OR (q.kind = 'monitoring' AND NOT q.replaced))
             ORDER BY done_on, q.id",
            organisation,
            claims.office().0,
            span.notes_since.to_string()
        )?;
        let read =
            |(person, on, written_by, specialist, details): (Uuid, String, Uuid, Option<Uuid>, String)| {
                let face: Person = stored::read("person.details", &details)?;
                Ok(TargetWork {
                    person: PersonId(person),
                    on: stored::read_day("paper.dated", &on)?,
                    written_by: StaffId(written_by),
                    specialist: specialist.map(StaffId),
                    support_level: face.support_level,
                })
            };
        rows.into_iter().map(read).collect()
    }
}
