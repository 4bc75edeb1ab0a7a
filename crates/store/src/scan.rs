//! 紙の控え of a consent. The bytes stand apart from the rows that list them, once each, under their own hash.

use bansou_domain::scan::ScanKind;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader};
use crate::{Failure, Reader, Tx};

/// One file kept beside a consent.
#[derive(Debug, Clone)]
pub struct Scan {
    /// The key.
    pub id: Uuid,
    /// The consent it belongs to.
    pub consent: Uuid,
    /// 形式.
    pub kind: ScanKind,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the bytes.
    pub sha256: Vec<u8>,
    /// When it was added, in UTC.
    pub recorded_at: String,
    /// Who added it.
    pub recorded_by: String,
}

#[apply(row!)]
struct ScanRow {
    id: Uuid,
    consent: Uuid,
    kind: String,
    size: i64,
    sha256: Vec<u8>,
    recorded_at: String,
    recorded_by: String,
}

impl TryFrom<ScanRow> for Scan {
    type Error = Failure;

    fn try_from(row: ScanRow) -> Result<Self, Failure> {
        Ok(Self {
            id: row.id,
            consent: row.consent,
            kind: ScanKind::from_code(&row.kind)
                .ok_or_else(|| Failure::unreadable("scan.kind", &row.kind))?,
            size: row.size,
            sha256: row.sha256,
            recorded_at: row.recorded_at,
            recorded_by: row.recorded_by,
        })
    }
}

impl Tx {
    /// Keeps a file beside a consent that counts; [`Failure::Stale`] when it no longer does. The same file twice is
    /// kept once.
    pub async fn add_scan(
        &mut self,
        case: CaseEditor,
        consent: Uuid,
        kind: ScanKind,
        bytes: &[u8],
    ) -> Result<(), Failure> {
        let (organisation, sha256) = (self.organisation(), Sha256::digest(bytes).to_vec());
        let counts: i64 = sql!(
            self,
            value,
            "SELECT COUNT(*) FROM consent c JOIN paper p ON p.organisation = c.organisation AND p.id = c.paper
             WHERE c.organisation = $1 AND c.id = $2 AND p.person = $3 AND NOT c.replaced",
            organisation,
            consent,
            case.person().0
        )?;
        if counts == 0 {
            return Err(Failure::Stale);
        }
        sql!(
            self,
            run,
            "INSERT INTO scan_file (organisation, sha256, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            organisation,
            &sha256,
            bytes
        )?;
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        self.list_scan(consent, kind.code(), size, &sha256).await
    }

    /// Keeps the files of a corrected consent beside the new one too.
    pub async fn carry_scans(&mut self, case: CaseEditor, from: Uuid, to: Uuid) -> Result<(), Failure> {
        let scans = self.scans(case.reader()).await?;
        for scan in scans.iter().filter(|scan| scan.consent == from) {
            self.list_scan(to, scan.kind.code(), scan.size, &scan.sha256)
                .await?;
        }
        Ok(())
    }

    async fn list_scan(
        &mut self,
        consent: Uuid,
        kind: &str,
        size: i64,
        sha256: &[u8],
    ) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        sql!(
            self,
            run,
            "INSERT INTO scan (organisation, id, consent, kind, size, sha256, recorded_at, recorded_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
            organisation,
            Uuid::now_v7(),
            consent,
            kind,
            size,
            sha256,
            &now,
            staff
        )?;
        Ok(())
    }
}

impl Reader {
    /// The files beside the consents of a person, in the order they were added.
    pub async fn scans(&mut self, case: CaseReader) -> Result<Vec<Scan>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<ScanRow> = sql!(
            self,
            all,
            "SELECT f.id, f.consent, f.kind, f.size, f.sha256, f.recorded_at, s.name AS recorded_by
             FROM paper p JOIN consent c ON c.organisation = p.organisation AND c.paper = p.id
             JOIN scan f ON f.organisation = c.organisation AND f.consent = c.id
             JOIN staff s ON s.organisation = f.organisation AND s.id = f.recorded_by
             WHERE p.organisation = $1 AND p.person = $2 ORDER BY f.recorded_at, f.id",
            organisation,
            case.person().0
        )?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// One file of a person, with its bytes. Bytes that are not what was kept are not given out.
    pub async fn scan(&mut self, case: CaseReader, id: Uuid) -> Result<(Scan, Vec<u8>), Failure> {
        let mut scans = self.scans(case).await?.into_iter();
        let scan = scans.find(|scan| scan.id == id).ok_or(Failure::NotFound)?;
        let bytes = self.scan_bytes(&scan.sha256).await?;
        if Sha256::digest(&bytes).as_slice() != scan.sha256.as_slice() {
            return Err(Failure::unreadable("scan_file.bytes", "the hash differs"));
        }
        Ok((scan, bytes))
    }

    async fn scan_bytes(&mut self, sha256: &[u8]) -> Result<Vec<u8>, Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            value,
            "SELECT bytes FROM scan_file WHERE organisation = $1 AND sha256 = $2",
            organisation,
            sha256
        )
    }

    /// How many files the organisation keeps, and how many of them are not what was kept.
    pub async fn verify_scans(&mut self) -> Result<(usize, usize), Failure> {
        let organisation = self.organisation();
        let kept: Vec<Vec<u8>> = sql!(
            self,
            values,
            "SELECT sha256 FROM scan_file WHERE organisation = $1 ORDER BY sha256",
            organisation
        )?;
        let mut damaged = 0;
        for sha256 in &kept {
            let bytes = self.scan_bytes(sha256).await?;
            damaged += usize::from(Sha256::digest(&bytes).as_slice() != sha256.as_slice());
        }
        Ok((kept.len(), damaged))
    }
}
