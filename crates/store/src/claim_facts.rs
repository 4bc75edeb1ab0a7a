//! 請求のもと. Everything dated that the claims of one office's month rest on, in a fixed number of queries.
//!
//! How many people the office has does not change how often the database is asked.

use bansou_domain::assessment::Assessment;
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::certificate::RecipientCertificate;
use bansou_domain::claim_setting::{ClaimSetting, Topic};
use bansou_domain::claim_trait::ClaimTrait;
use bansou_domain::id::{CertificateId, NoteId, PaperId, PersonId, StaffId};
use bansou_domain::meeting::ServiceMeeting;
use bansou_domain::monitoring::MonitoringReport;
use bansou_domain::note::CaseNote;
use bansou_domain::paper::{ConsentMeans, PaperKind, Recipient};
use bansou_domain::person::Person;
use bansou_domain::plan::ServicePlan;
use bansou_domain::process::MilestoneKind;
use jiff::civil::Date;
use uuid::Uuid;

use crate::access::ClaimDesk;
use crate::account::Office;
use crate::{Failure, Reader, stored};

/// 請求のもと. What was read for one month.
#[derive(Clone, Default)]
pub struct ClaimGround {
    /// The office, with its own choices.
    pub office: Office,
    /// Everybody who works or has worked in it.
    pub staff: Vec<GroundStaff>,
    /// What the office notified, struck rows left out.
    pub settings: Vec<ClaimSetting>,
    /// The people of the office whose case was open in the months that are read, by reading.
    pub people: Vec<GroundPerson>,
    /// Certificates, the earliest grant first.
    pub certificates: Vec<(PersonId, CertificateId, RecipientCertificate)>,
    /// 請求に関わること, the row that counts last.
    pub traits: Vec<(PersonId, ServiceMonth, ClaimTrait)>,
    /// Papers that nothing replaces, and plans that were replaced: they were agreed to.
    pub papers: Vec<GroundPaper>,
    /// To whom papers went.
    pub deliveries: Vec<GroundDelivery>,
    /// Dated facts that stand.
    pub milestones: Vec<(PersonId, MilestoneKind, Date)>,
    /// Notes that stand, oldest first.
    pub notes: Vec<GroundNote>,
    /// The providers around each person, by their key in the directory and their name.
    pub providers: Vec<(PersonId, Uuid, String)>,
    /// How many people had a plan made or a monitoring done, by month.
    pub cases: Vec<(ServiceMonth, u32)>,
}

/// A worker.
#[derive(Debug, Clone)]
pub struct GroundStaff {
    /// The key.
    pub id: StaffId,
    /// The name.
    pub name: String,
    /// The stored role code of the account.
    pub role: String,
    /// Since when the account is closed, in UTC.
    pub disabled_at: Option<String>,
}

/// A person with the case's own days.
#[derive(Clone)]
pub struct GroundPerson {
    /// The key.
    pub id: PersonId,
    /// The face sheet.
    pub person: Person,
    /// Who is in charge.
    pub specialist: Option<StaffId>,
    /// The name of who is in charge; empty while nobody is.
    pub specialist_name: String,
    /// 契約日・支援開始.
    pub opened_on: Option<Date>,
    /// 終結日.
    pub closed_on: Option<Date>,
    /// The first consent to a plan of this office.
    pub first_plan: Option<Date>,
}

impl std::fmt::Debug for GroundPerson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "GroundPerson({}, ＊＊)", self.id)
    }
}

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

/// Which days are read: flows may have begun long before the month, and what follows it may still belong to it.
#[derive(Debug, Clone, Copy)]
pub struct GroundSpan {
    /// Papers and certificates from here on.
    pub since: Date,
    /// Notes from here on.
    pub notes_since: Date,
    /// The first month of the caseload.
    pub cases_from: ServiceMonth,
    /// The month of the claim.
    pub month: ServiceMonth,
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    id: Uuid,
    details: String,
    specialist: Option<Uuid>,
    specialist_name: Option<String>,
    opened_on: Option<String>,
    closed_on: Option<String>,
    first_plan: Option<String>,
}

#[derive(sqlx::FromRow)]
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

#[derive(sqlx::FromRow)]
struct SettingRow {
    topic: String,
    subject: String,
    value: String,
    from_month: String,
    until_month: Option<String>,
    lost_on: Option<String>,
}

fn month(what: &'static str, text: &str) -> Result<ServiceMonth, Failure> {
    text.parse().map_err(|why| Failure::unreadable(what, why))
}

impl PersonRow {
    fn read(self) -> Result<GroundPerson, Failure> {
        Ok(GroundPerson {
            id: PersonId(self.id),
            person: stored::read("person.details", &self.details)?,
            specialist: self.specialist.map(StaffId),
            specialist_name: self.specialist_name.unwrap_or_default(),
            opened_on: stored::read_day_or_none("person.opened_on", self.opened_on.as_deref())?,
            closed_on: stored::read_day_or_none("person.closed_on", self.closed_on.as_deref())?,
            first_plan: stored::read_day_or_none("consent.given_on", self.first_plan.as_deref())?,
        })
    }
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
            PaperKind::DraftPlan | PaperKind::Crisis | PaperKind::HandOver => GroundContent::Draft,
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

impl SettingRow {
    fn read(self) -> Result<ClaimSetting, Failure> {
        let topic = Topic::from_code(&self.topic);
        let until = self.until_month.as_deref();
        Ok(ClaimSetting {
            topic: topic.ok_or_else(|| Failure::unreadable("claim_setting.topic", &self.topic))?,
            subject: self.subject,
            value: self.value,
            from: month("claim_setting.from_month", &self.from_month)?,
            until: until
                .map(|until| month("claim_setting.until_month", until))
                .transpose()?,
            lost_on: stored::read_day_or_none("claim_setting.lost_on", self.lost_on.as_deref())?,
        })
    }
}

impl Reader {
    /// Reads what the claims of a month rest on.
    pub async fn claim_ground(
        &mut self,
        claims: ClaimDesk,
        span: GroundSpan,
    ) -> Result<ClaimGround, Failure> {
        Ok(ClaimGround {
            office: self.ground_office(claims).await?,
            staff: self.ground_staff(claims).await?,
            settings: self.ground_settings(claims).await?,
            people: self.ground_people(claims, span).await?,
            certificates: self.ground_certificates(claims, span).await?,
            traits: self.ground_traits(claims).await?,
            papers: self.ground_papers(claims, span).await?,
            deliveries: self.ground_deliveries(claims, span).await?,
            milestones: self.ground_milestones(claims).await?,
            notes: self.ground_notes(claims, span).await?,
            providers: self.ground_providers(claims).await?,
            cases: self.ground_cases(claims, span).await?,
        })
    }

    async fn ground_office(&mut self, claims: ClaimDesk) -> Result<Office, Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            one,
            "SELECT name, number_adult, number_child, municipality, postcode, address, tel, fax, settings, version
             FROM office WHERE organisation = $1 AND id = $2",
            organisation,
            claims.office().0
        )
    }

    async fn ground_staff(&mut self, claims: ClaimDesk) -> Result<Vec<GroundStaff>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, String, String, Option<String>)> = sql!(
            self,
            all,
            "SELECT id, name, role, disabled_at FROM staff WHERE organisation = $1 AND office = $2 ORDER BY kana, id",
            organisation,
            claims.office().0
        )?;
        let staff = |(id, name, role, disabled_at)| GroundStaff {
            id: StaffId(id),
            name,
            role,
            disabled_at,
        };
        Ok(rows.into_iter().map(staff).collect())
    }

    async fn ground_settings(&mut self, claims: ClaimDesk) -> Result<Vec<ClaimSetting>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<SettingRow> = sql!(
            self,
            all,
            "SELECT topic, subject, value, from_month, until_month, lost_on FROM claim_setting
             WHERE organisation = $1 AND office = $2 AND NOT replaced ORDER BY topic, subject, from_month, value",
            organisation,
            claims.office().0
        )?;
        rows.into_iter().map(SettingRow::read).collect()
    }

    async fn ground_people(
        &mut self,
        claims: ClaimDesk,
        span: GroundSpan,
    ) -> Result<Vec<GroundPerson>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<PersonRow> = sql!(
            self,
            all,
            "SELECT p.id, p.details, p.specialist, s.name AS specialist_name, p.opened_on, p.closed_on,
                    (SELECT MIN(c.given_on) FROM paper q JOIN consent c ON c.organisation = q.organisation AND c.paper = q.id
                     WHERE q.organisation = p.organisation AND q.person = p.id AND q.kind = 'plan' AND NOT c.replaced) AS first_plan
             FROM person p LEFT JOIN staff s ON s.organisation = p.organisation AND s.id = p.specialist
             WHERE p.organisation = $1 AND p.office = $2 AND (p.opened_on IS NULL OR p.opened_on <= $3)
               AND (p.closed_on IS NULL OR p.closed_on >= $4)
             ORDER BY p.kana_key, p.id",
            organisation,
            claims.office().0,
            span.month.last_day().to_string(),
            span.cases_from.first_day().to_string()
        )?;
        rows.into_iter().map(PersonRow::read).collect()
    }

    async fn ground_certificates(
        &mut self,
        claims: ClaimDesk,
        span: GroundSpan,
    ) -> Result<Vec<(PersonId, CertificateId, RecipientCertificate)>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, Uuid, String)> = sql!(
            self,
            all,
            "SELECT c.person, c.id, c.content FROM certificate c
             JOIN person p ON p.organisation = c.organisation AND p.id = c.person
             WHERE c.organisation = $1 AND p.office = $2 AND c.grant_until >= $3 ORDER BY c.grant_from, c.id",
            organisation,
            claims.office().0,
            span.since.to_string()
        )?;
        let read = |(person, id, content): (Uuid, Uuid, String)| {
            let content = stored::read("certificate.content", &content)?;
            Ok((PersonId(person), CertificateId(id), content))
        };
        rows.into_iter().map(read).collect()
    }

    async fn ground_traits(
        &mut self,
        claims: ClaimDesk,
    ) -> Result<Vec<(PersonId, ServiceMonth, ClaimTrait)>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, String, String)> = sql!(
            self,
            all,
            "SELECT t.person, t.from_month, t.content FROM claim_trait t
             JOIN person p ON p.organisation = t.organisation AND p.id = t.person
             WHERE t.organisation = $1 AND p.office = $2 ORDER BY t.from_month, t.recorded_at, t.id",
            organisation,
            claims.office().0
        )?;
        let read = |(person, from, content): (Uuid, String, String)| {
            let from = month("claim_trait.from_month", &from)?;
            Ok((
                PersonId(person),
                from,
                stored::read("claim_trait.content", &content)?,
            ))
        };
        rows.into_iter().map(read).collect()
    }

    /// Drafts count only where a visit can be read from them; the content of a draft plan is not asked for.
    async fn ground_papers(
        &mut self,
        claims: ClaimDesk,
        span: GroundSpan,
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
             ORDER BY q.dated, q.id",
            organisation,
            claims.office().0,
            span.since.to_string()
        )?;
        rows.into_iter().map(PaperRow::read).collect()
    }

    async fn ground_deliveries(
        &mut self,
        claims: ClaimDesk,
        span: GroundSpan,
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
             ORDER BY d.delivered_on, d.recipient, d.recipient_name",
            organisation,
            claims.office().0,
            span.since.to_string()
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

    async fn ground_milestones(
        &mut self,
        claims: ClaimDesk,
    ) -> Result<Vec<(PersonId, MilestoneKind, Date)>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, String, String)> = sql!(
            self,
            all,
            "SELECT m.person, m.kind, m.happened_on FROM milestone m
             JOIN person p ON p.organisation = m.organisation AND p.id = m.person
             WHERE m.organisation = $1 AND p.office = $2 AND NOT m.replaced
               AND m.kind IN ('contract_signed', 'grant_received', 'self_plan', 'hand_over_received', 'reopened')
             ORDER BY m.happened_on, m.id",
            organisation,
            claims.office().0
        )?;
        let read = |(person, code, on): (Uuid, String, String)| {
            let kind =
                MilestoneKind::from_code(&code).ok_or_else(|| Failure::unreadable("milestone.kind", &code));
            let on = stored::read_day("milestone.happened_on", &on)?;
            Ok((PersonId(person), kind?, on))
        };
        rows.into_iter().map(read).collect()
    }

    async fn ground_notes(
        &mut self,
        claims: ClaimDesk,
        span: GroundSpan,
    ) -> Result<Vec<GroundNote>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, Uuid, Uuid, String)> = sql!(
            self,
            all,
            "SELECT n.id, n.person, n.written_by, n.content FROM note n
             JOIN person p ON p.organisation = n.organisation AND p.id = n.person
             WHERE n.organisation = $1 AND p.office = $2 AND n.happened_on >= $3 AND NOT n.replaced
             ORDER BY n.happened_on, n.happened_at, n.id",
            organisation,
            claims.office().0,
            span.notes_since.to_string()
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

    async fn ground_providers(
        &mut self,
        claims: ClaimDesk,
    ) -> Result<Vec<(PersonId, Uuid, String)>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, Uuid, String)> = sql!(
            self,
            all,
            "SELECT t.person, v.id, v.name FROM team_member t
             JOIN person p ON p.organisation = t.organisation AND p.id = t.person
             JOIN provider v ON v.organisation = t.organisation AND v.id = t.provider
             WHERE t.organisation = $1 AND p.office = $2 ORDER BY v.name, v.id, t.person",
            organisation,
            claims.office().0
        )?;
        let read = |(person, id, name)| (PersonId(person), id, name);
        Ok(rows.into_iter().map(read).collect())
    }

    /// 取扱件数. People with a plan consented to, or a monitoring visit whose report is confirmed, month by month. What was
    /// put right in a plan that was agreed to is no new plan.
    async fn ground_cases(
        &mut self,
        claims: ClaimDesk,
        span: GroundSpan,
    ) -> Result<Vec<(ServiceMonth, u32)>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(String, i64)> = sql!(
            self,
            all,
            "SELECT w.month, COUNT(DISTINCT w.person) FROM (
                 SELECT substr(c.given_on, 1, 7) AS month, q.person FROM paper q
                 JOIN consent c ON c.organisation = q.organisation AND c.paper = q.id AND NOT c.replaced
                 JOIN person p ON p.organisation = q.organisation AND p.id = q.person
                 WHERE q.organisation = $1 AND p.office = $2 AND q.kind = 'plan'
                   AND c.given_on >= $3 AND c.given_on <= $4 AND NOT EXISTS (
                       SELECT 1 FROM consent e WHERE e.organisation = q.organisation AND e.paper = q.replaces
                       AND NOT e.replaced)
                 UNION
                 SELECT substr(q.dated, 1, 7) AS month, q.person FROM paper q
                 JOIN person p ON p.organisation = q.organisation AND p.id = q.person
                 WHERE q.organisation = $1 AND p.office = $2 AND q.kind = 'monitoring' AND NOT q.replaced
                   AND q.confirmed_at IS NOT NULL AND q.dated >= $3 AND q.dated <= $4) AS w
             GROUP BY w.month ORDER BY w.month",
            organisation,
            claims.office().0,
            span.cases_from.first_day().to_string(),
            span.month.last_day().to_string()
        )?;
        let read = |(text, count): (String, i64)| {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            Ok((month("paper.dated", &text)?, count))
        };
        rows.into_iter().map(read).collect()
    }
}
