//! 書類のもと. Papers with their consents, and to whom they went.

use bansou_domain::assessment::Assessment;
use bansou_domain::id::{PaperId, PersonId, StaffId};
use bansou_domain::meeting::ServiceMeeting;
use bansou_domain::monitoring::MonitoringReport;
use bansou_domain::paper::{ConsentMeans, PaperKind, Recipient};
use bansou_domain::plan::ServicePlan;
use jiff::civil::Date;
use uuid::Uuid;

use super::{GroundSpan, PeopleRange};
use crate::access::ClaimDesk;
use crate::{Failure, Reader, stored};

/// A paper with its consent.
#[derive(Clone)]
pub struct GroundPaper {
    /// The key.
    pub id: PaperId,
    /// Whose.
    pub person: PersonId,
    /// 第n期.
    pub cycle: i64,
    /// The day it is about.
    pub dated: Option<Date>,
    /// Whether it is confirmed.
    pub confirmed: bool,
    /// The paper it corrects.
    pub replaces: Option<PaperId>,
    /// Who wrote it last.
    pub written_by: StaffId,
    /// The consent that counts.
    pub consent: Option<GroundConsent>,
    /// What it says.
    pub content: GroundContent,
}

/// What a paper says, by its kind.
#[derive(Clone)]
pub enum GroundContent {
    /// アセスメント.
    Assessment(Box<Assessment>),
    /// 計画案.
    Draft,
    /// 計画.
    Plan(Box<ServicePlan>),
    /// サービス担当者会議.
    Meeting(Box<ServiceMeeting>),
    /// モニタリング報告書.
    Monitoring(Box<MonitoringReport>),
}

/// A consent.
#[derive(Debug, Clone)]
pub struct GroundConsent {
    /// 同意日.
    pub given_on: Date,
    /// 説明日.
    pub explained_on: Option<Date>,
    /// 方法.
    pub means: ConsentMeans,
}

/// A delivery.
#[derive(Debug, Clone)]
pub struct GroundDelivery {
    /// The paper.
    pub paper: PaperId,
    /// 相手の区分.
    pub recipient: Recipient,
    /// 相手の名前.
    pub name: String,
    /// 交付日.
    pub on: Date,
}

#[apply(row!)]
struct PaperRow {
    id: Uuid,
    person: Uuid,
    kind: String,
    cycle: i64,
    dated: Option<String>,
    content: String,
    written_by: Uuid,
    confirmed: bool,
    replaces: Option<Uuid>,
    given_on: Option<String>,
    explained_on: Option<String>,
    means: Option<String>,
}

impl PaperRow {
    fn read(self) -> Result<GroundPaper, Failure> {
        let kind =
            PaperKind::from_code(&self.kind).ok_or_else(|| Failure::unreadable("paper.kind", &self.kind))?;
        let what = "paper.content";
        let content = match kind {
            PaperKind::Assessment => GroundContent::Assessment(stored::read(what, &self.content)?),
            PaperKind::Plan => GroundContent::Plan(stored::read(what, &self.content)?),
            PaperKind::Meeting => GroundContent::Meeting(stored::read(what, &self.content)?),
            PaperKind::Monitoring => GroundContent::Monitoring(stored::read(what, &self.content)?),
            PaperKind::DraftPlan
            | PaperKind::Crisis
            | PaperKind::HandOver
            | PaperKind::Interval
            | PaperKind::Deciding => GroundContent::Draft,
        };
        Ok(GroundPaper {
            id: PaperId(self.id),
            person: PersonId(self.person),
            cycle: self.cycle,
            dated: stored::read_day_or_none("paper.dated", self.dated.as_deref())?,
            confirmed: self.confirmed,
            replaces: self.replaces.map(PaperId),
            written_by: StaffId(self.written_by),
            consent: self.consent()?,
            content,
        })
    }

    fn consent(&self) -> Result<Option<GroundConsent>, Failure> {
        let Some(given_on) = &self.given_on else {
            return Ok(None);
        };
        let code = self.means.as_deref().unwrap_or_default();
        Ok(Some(GroundConsent {
            given_on: stored::read_day("consent.given_on", given_on)?,
            explained_on: stored::read_day_or_none("consent.explained_on", self.explained_on.as_deref())?,
            means: ConsentMeans::from_code(code).ok_or_else(|| Failure::unreadable("consent.means", code))?,
        }))
    }
}

impl Reader {
    /// Drafts count only where a visit can be read from them; the content of a draft plan is not asked for.
    pub(super) async fn ground_papers(
        &mut self,
        claims: ClaimDesk,
        span: GroundSpan,
        range: PeopleRange,
    ) -> Result<Vec<GroundPaper>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<PaperRow> = sql!(
            self,
            all,
            "SELECT q.id, q.person, q.kind, q.cycle, q.dated,
                    CASE WHEN q.kind = 'draft_plan' THEN '' ELSE q.content END AS content,
                    q.written_by, q.confirmed_at IS NOT NULL AS confirmed, q.replaces, c.given_on, c.explained_on, c.means
             FROM paper q JOIN person p ON p.organisation = q.organisation AND p.id = q.person
             LEFT JOIN consent c ON c.organisation = q.organisation AND c.paper = q.id AND NOT c.replaced
             WHERE q.organisation = $1 AND p.office = $2 AND (NOT q.replaced OR q.kind = 'plan')
               AND q.kind IN ('assessment', 'draft_plan', 'plan', 'meeting', 'monitoring')
               AND (q.confirmed_at IS NOT NULL OR q.kind IN ('assessment', 'monitoring'))
               AND (q.dated IS NULL OR q.dated >= $3)
               AND q.person > $4 AND q.person <= $5
             ORDER BY q.dated, q.id",
            organisation,
            claims.office().0,
            span.since.to_string(),
            range.after,
            range.until
        )?;
        rows.into_iter().map(PaperRow::read).collect()
    }

    pub(super) async fn ground_deliveries(
        &mut self,
        claims: ClaimDesk,
        span: GroundSpan,
        range: PeopleRange,
    ) -> Result<Vec<GroundDelivery>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, String, String, String)> = sql!(
            self,
            all,
            "SELECT d.paper, d.recipient, d.recipient_name, d.delivered_on FROM delivery d
             JOIN paper q ON q.organisation = d.organisation AND q.id = d.paper
             JOIN person p ON p.organisation = q.organisation AND p.id = q.person
             WHERE d.organisation = $1 AND p.office = $2 AND NOT d.replaced
               AND (NOT q.replaced OR q.kind = 'plan')
               AND (q.dated IS NULL OR q.dated >= $3)
               AND q.person > $4 AND q.person <= $5
             ORDER BY d.delivered_on, d.recipient, d.recipient_name",
            organisation,
            claims.office().0,
            span.since.to_string(),
            range.after,
            range.until
        )?;
        let read = |(paper, code, name, on): (Uuid, String, String, String)| {
            let recipient =
                Recipient::from_code(&code).ok_or_else(|| Failure::unreadable("delivery.recipient", &code));
            Ok(GroundDelivery {
                paper: PaperId(paper),
                recipient: recipient?,
                name,
                on: stored::read_day("delivery.delivered_on", &on)?,
            })
        };
        rows.into_iter().map(read).collect()
    }
}
