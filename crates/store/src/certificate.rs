//! 受給者証 and the monitoring months printed on them.

use bansou_domain::certificate::RecipientCertificate;
use bansou_domain::id::CertificateId;
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader};
use crate::{Failure, Reader, Tx, stored};

/// A stored certificate.
#[derive(Debug, Clone)]
pub struct CertificateRecord {
    /// The key.
    pub id: CertificateId,
    /// What the certificate says.
    pub certificate: RecipientCertificate,
    /// Guards against a stale form.
    pub version: i64,
}

#[apply(row!)]
struct CertificateRow {
    id: Uuid,
    content: String,
    version: i64,
}

impl TryFrom<CertificateRow> for CertificateRecord {
    type Error = Failure;

    fn try_from(row: CertificateRow) -> Result<Self, Failure> {
        let certificate = stored::read("certificate.content", &row.content)?;
        Ok(Self {
            id: CertificateId(row.id),
            certificate,
            version: row.version,
        })
    }
}

impl Tx {
    /// Adds a certificate with its monitoring months.
    pub async fn add_certificate(
        &mut self,
        case: CaseEditor,
        certificate: &RecipientCertificate,
    ) -> Result<CertificateId, Failure> {
        let (organisation, id) = (self.organisation(), Uuid::now_v7());
        sql!(
            self,
            run,
            "INSERT INTO certificate (organisation, id, person, kind, number, grant_from, grant_until, content)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            organisation,
            id,
            case.person().0,
            certificate.kind.code(),
            &certificate.number,
            certificate.grant_from.to_string(),
            certificate.grant_until.to_string(),
            stored::write(certificate)?
        )?;
        self.write_months(case, id, certificate).await?;
        Ok(CertificateId(id))
    }

    /// Corrects a certificate, if nobody has changed it since `version`; the journal keeps what it said before.
    pub async fn change_certificate(
        &mut self,
        case: CaseEditor,
        id: CertificateId,
        certificate: &RecipientCertificate,
        version: i64,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        let changed = sql!(
            self,
            run,
            "UPDATE certificate SET kind = $5, number = $6, grant_from = $7, grant_until = $8, content = $9,
                    version = version + 1
             WHERE organisation = $1 AND id = $2 AND person = $3 AND version = $4",
            organisation,
            id.0,
            case.person().0,
            version,
            certificate.kind.code(),
            &certificate.number,
            certificate.grant_from.to_string(),
            certificate.grant_until.to_string(),
            stored::write(certificate)?
        )?;
        if changed == 0 {
            return Err(Failure::Stale);
        }
        sql!(
            self,
            run,
            "DELETE FROM monitoring_month WHERE organisation = $1 AND certificate = $2",
            organisation,
            id.0
        )?;
        self.write_months(case, id.0, certificate).await
    }

    async fn write_months(
        &mut self,
        case: CaseEditor,
        id: Uuid,
        certificate: &RecipientCertificate,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        for month in &certificate.months {
            sql!(
                self,
                run,
                "INSERT INTO monitoring_month (organisation, certificate, month, person) VALUES ($1, $2, $3, $4)
                 ON CONFLICT DO NOTHING",
                organisation,
                id,
                month.to_string(),
                case.person().0
            )?;
        }
        Ok(())
    }
}

impl Reader {
    /// The certificates of a person, newest grant first.
    pub async fn certificates(&mut self, case: CaseReader) -> Result<Vec<CertificateRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<CertificateRow> = sql!(
            self,
            all,
            "SELECT id, content, version FROM certificate WHERE organisation = $1 AND person = $2
             ORDER BY grant_until DESC, kind, id",
            organisation,
            case.person().0
        )?;
        rows.into_iter().map(CertificateRecord::try_from).collect()
    }

    /// One certificate of a person.
    pub async fn certificate(
        &mut self,
        case: CaseReader,
        id: CertificateId,
    ) -> Result<CertificateRecord, Failure> {
        let organisation = self.organisation();
        let row: CertificateRow = sql!(
            self,
            one,
            "SELECT id, content, version FROM certificate WHERE organisation = $1 AND person = $2 AND id = $3",
            organisation,
            case.person().0,
            id.0
        )?;
        row.try_into()
    }
}
