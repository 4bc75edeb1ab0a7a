//! 住所の保護. Why somebody is hidden and until when, and which papers may say where they are.

use bansou_domain::id::PaperId;
use bansou_domain::paper::PaperKind;
use bansou_domain::protection::{Disclosure, Protection, ProtectionKind, discloses, goes_to_municipality};
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader};
use crate::{Failure, Reader, Tx, stored};

/// A record with who wrote it down.
#[derive(Clone)]
pub struct ProtectionRecord {
    /// What was recorded.
    pub protection: Protection,
    /// When it was recorded, in UTC.
    pub recorded_at: String,
    /// Who recorded it.
    pub recorded_by: String,
}

/// A decision on one paper with who wrote it down.
#[derive(Clone)]
pub struct DisclosureRecord {
    /// What was decided.
    pub disclosure: Disclosure,
    /// When it was recorded, in UTC.
    pub recorded_at: String,
    /// Who recorded it.
    pub recorded_by: String,
}

impl Tx {
    /// Adds a record, and hides or shows the person accordingly: only a record that says so ends the hiding.
    pub async fn record_protection(
        &mut self,
        case: CaseEditor,
        protection: &Protection,
    ) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let stands = protection.kind == ProtectionKind::Stands;
        sql!(
            self,
            run,
            "INSERT INTO protection (organisation, id, person, content, until_on, recorded_at, recorded_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            organisation,
            Uuid::now_v7(),
            case.person().0,
            stored::write(protection)?,
            protection.until.filter(|_| stands).map(|until| until.to_string()),
            &now,
            staff
        )?;
        let mut record = self.person(case.reader()).await?;
        record.person.address_protected = stands;
        self.change_person(case, &record.person, record.version).await
    }

    /// Adds a decision on one paper of the case; nothing that was decided before is changed.
    pub async fn record_disclosure(
        &mut self,
        case: CaseEditor,
        paper: PaperId,
        disclosure: &Disclosure,
    ) -> Result<(), Failure> {
        if !self.may_be_disclosed(case.reader(), paper).await? {
            return Err(Failure::NotFound);
        }
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        sql!(
            self,
            run,
            "INSERT INTO paper_disclosure (organisation, id, paper, content, recorded_at, recorded_by)
             VALUES ($1, $2, $3, $4, $5, $6)",
            organisation,
            Uuid::now_v7(),
            paper.0,
            stored::write(disclosure)?,
            &now,
            staff
        )?;
        Ok(())
    }
}

impl Reader {
    /// The records of a person, in the order they were recorded.
    pub async fn protections(&mut self, case: CaseReader) -> Result<Vec<ProtectionRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(String, String, String)> = sql!(
            self,
            all,
            "SELECT d.content, d.recorded_at, s.name FROM protection d
             JOIN staff s ON s.organisation = d.organisation AND s.id = d.recorded_by
             WHERE d.organisation = $1 AND d.person = $2 ORDER BY d.recorded_at, d.id",
            organisation,
            case.person().0
        )?;
        let read = |(content, recorded_at, recorded_by): (String, _, _)| {
            Ok(ProtectionRecord {
                protection: stored::read("protection.content", &content)?,
                recorded_at,
                recorded_by,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// What was decided on one paper of the case, in the order it was recorded.
    pub async fn disclosures(
        &mut self,
        case: CaseReader,
        paper: PaperId,
    ) -> Result<Vec<DisclosureRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(String, String, String)> = sql!(
            self,
            all,
            "SELECT d.content, d.recorded_at, s.name FROM paper p
             JOIN paper_disclosure d ON d.organisation = p.organisation AND d.paper = p.id
             JOIN staff s ON s.organisation = d.organisation AND s.id = d.recorded_by
             WHERE p.organisation = $1 AND p.person = $2 AND p.id = $3 ORDER BY d.recorded_at, d.id",
            organisation,
            case.person().0,
            paper.0
        )?;
        let read = |(content, recorded_at, recorded_by): (String, _, _)| {
            Ok(DisclosureRecord {
                disclosure: stored::read("paper_disclosure.content", &content)?,
                recorded_at,
                recorded_by,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// Whether a paper of the case is of a kind the municipality gets, so that there is something to decide on it.
    pub async fn may_be_disclosed(&mut self, case: CaseReader, paper: PaperId) -> Result<bool, Failure> {
        let organisation = self.organisation();
        let kind: Option<(String,)> = sql!(
            self,
            maybe,
            "SELECT kind FROM paper WHERE organisation = $1 AND person = $2 AND id = $3",
            organisation,
            case.person().0,
            paper.0
        )?;
        let (kind,) = kind.ok_or(Failure::NotFound)?;
        Ok(PaperKind::from_code(&kind).is_some_and(goes_to_municipality))
    }

    /// Whether the last decision on a paper of the case lets the municipality read where the person is.
    pub async fn is_disclosed(&mut self, case: CaseReader, paper: PaperId) -> Result<bool, Failure> {
        let records = self.disclosures(case, paper).await?;
        let decisions: Vec<Disclosure> = records.into_iter().map(|record| record.disclosure).collect();
        Ok(discloses(&decisions) && self.may_be_disclosed(case, paper).await?)
    }
}
