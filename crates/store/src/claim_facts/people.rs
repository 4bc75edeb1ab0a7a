//! 利用者のもと. Who is claimed for, and what stands beside their papers.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::certificate::RecipientCertificate;
use bansou_domain::claim_elsewhere::ClaimElsewhere;
use bansou_domain::claim_trait::ClaimTrait;
use bansou_domain::id::{CertificateId, PersonId, StaffId};
use bansou_domain::person::Person;
use bansou_domain::process::MilestoneKind;
use jiff::civil::Date;
use uuid::Uuid;

use super::{GroundDelivery, GroundNote, GroundPaper, GroundSpan, PeopleRange, month};
use crate::access::ClaimDesk;
use crate::{Failure, Reader, stored};

/// 利用者のもと. What was read of people for one month.
#[derive(Clone, Default)]
pub struct PeopleGround {
    /// The people of the office whose case was open in the months that are read, by reading.
    pub people: Vec<GroundPerson>,
    /// Certificates, the earliest grant first.
    pub certificates: Vec<(PersonId, CertificateId, RecipientCertificate)>,
    /// 請求に関わること, the row that counts last.
    pub traits: Vec<(PersonId, ServiceMonth, ClaimTrait)>,
    /// 他事業所の請求 in the month.
    pub elsewhere: Vec<(PersonId, ClaimElsewhere)>,
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

#[apply(row!)]
struct PersonRow {
    id: Uuid,
    details: String,
    specialist: Option<Uuid>,
    specialist_name: Option<String>,
    opened_on: Option<String>,
    closed_on: Option<String>,
    first_plan: Option<String>,
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

impl Reader {
    pub(super) async fn ground_people(
        &mut self,
        claims: ClaimDesk,
        span: GroundSpan,
        range: PeopleRange,
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
               AND p.id > $5 AND p.id <= $6
             ORDER BY p.kana_key, p.id",
            organisation,
            claims.office().0,
            span.month.last_day().to_string(),
            span.cases_from.first_day().to_string(),
            range.after,
            range.until
        )?;
        rows.into_iter().map(PersonRow::read).collect()
    }

    pub(super) async fn ground_certificates(
        &mut self,
        claims: ClaimDesk,
        span: GroundSpan,
        range: PeopleRange,
    ) -> Result<Vec<(PersonId, CertificateId, RecipientCertificate)>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, Uuid, String)> = sql!(
            self,
            all,
            "SELECT c.person, c.id, c.content FROM certificate c
             JOIN person p ON p.organisation = c.organisation AND p.id = c.person
             WHERE c.organisation = $1 AND p.office = $2 AND c.grant_until >= $3
               AND c.person > $4 AND c.person <= $5
             ORDER BY c.grant_from, c.id",
            organisation,
            claims.office().0,
            span.since.to_string(),
            range.after,
            range.until
        )?;
        let read = |(person, id, content): (Uuid, Uuid, String)| {
            let content = stored::read("certificate.content", &content)?;
            Ok((PersonId(person), CertificateId(id), content))
        };
        rows.into_iter().map(read).collect()
    }

    pub(super) async fn ground_traits(
        &mut self,
        claims: ClaimDesk,
        range: PeopleRange,
    ) -> Result<Vec<(PersonId, ServiceMonth, ClaimTrait)>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, String, String)> = sql!(
            self,
            all,
            "SELECT t.person, t.from_month, t.content FROM claim_trait t
             JOIN person p ON p.organisation = t.organisation AND p.id = t.person
             WHERE t.organisation = $1 AND p.office = $2
               AND t.person > $3 AND t.person <= $4
             ORDER BY t.from_month, t.recorded_at, t.id",
            organisation,
            claims.office().0,
            range.after,
            range.until
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

    pub(super) async fn ground_elsewhere(
        &mut self,
        claims: ClaimDesk,
        span: GroundSpan,
        range: PeopleRange,
    ) -> Result<Vec<(PersonId, ClaimElsewhere)>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, String, String, String, String)> = sql!(
            self,
            all,
            "SELECT e.person, e.happened_on, e.item, e.municipality, e.other_office FROM claim_elsewhere e
             JOIN person p ON p.organisation = e.organisation AND p.id = e.person
             WHERE e.organisation = $1 AND p.office = $2 AND e.happened_on >= $3 AND e.happened_on <= $4
               AND NOT e.replaced AND e.person > $5 AND e.person <= $6
             ORDER BY e.happened_on, e.item, e.id",
            organisation,
            claims.office().0,
            span.month.first_day().to_string(),
            span.month.last_day().to_string(),
            range.after,
            range.until
        )?;
        let read =
            |(person, on, item, municipality, other_office): (Uuid, String, String, String, String)| {
                let claimed = ClaimElsewhere {
                    on: stored::read_day("claim_elsewhere.happened_on", &on)?,
                    item,
                    municipality,
                    other_office,
                };
                Ok((PersonId(person), claimed))
            };
        rows.into_iter().map(read).collect()
    }

    pub(super) async fn ground_milestones(
        &mut self,
        claims: ClaimDesk,
        range: PeopleRange,
    ) -> Result<Vec<(PersonId, MilestoneKind, Date)>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, String, String)> = sql!(
            self,
            all,
            "SELECT m.person, m.kind, m.happened_on FROM milestone m
             JOIN person p ON p.organisation = m.organisation AND p.id = m.person
             WHERE m.organisation = $1 AND p.office = $2 AND NOT m.replaced
               AND m.person > $3 AND m.person <= $4
               AND m.kind IN ('contract_signed', 'grant_received', 'self_plan', 'hand_over_received', 'reopened')
             ORDER BY m.happened_on, m.id",
            organisation,
            claims.office().0,
            range.after,
            range.until
        )?;
        let read = |(person, code, on): (Uuid, String, String)| {
            let kind =
                MilestoneKind::from_code(&code).ok_or_else(|| Failure::unreadable("milestone.kind", &code));
            let on = stored::read_day("milestone.happened_on", &on)?;
            Ok((PersonId(person), kind?, on))
        };
        rows.into_iter().map(read).collect()
    }

    pub(super) async fn ground_providers(
        &mut self,
        claims: ClaimDesk,
        range: PeopleRange,
    ) -> Result<Vec<(PersonId, Uuid, String)>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, Uuid, String)> = sql!(
            self,
            all,
            "SELECT t.person, v.id, v.name FROM team_member t
             JOIN person p ON p.organisation = t.organisation AND p.id = t.person
             JOIN provider v ON v.organisation = t.organisation AND v.id = t.provider
             WHERE t.organisation = $1 AND p.office = $2
               AND t.person > $3 AND t.person <= $4
             ORDER BY v.name, v.id, t.person",
            organisation,
            claims.office().0,
            range.after,
            range.until
        )?;
        let read = |(person, id, name)| (PersonId(person), id, name);
        Ok(rows.into_iter().map(read).collect())
    }
}
