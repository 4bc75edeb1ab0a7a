//! 請求ファイル. The bytes as they were frozen: the same file for ever.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim::Benefit;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::list::FileState;
use crate::access::ClaimDesk;
use crate::{Failure, Reader, Tx, stored};

/// One file in the list.
#[derive(Debug, Clone)]
pub struct FileLine {
    /// The key.
    pub id: Uuid,
    /// 請求の種別.
    pub benefit: Benefit,
    /// 処理対象年月.
    pub processing: ServiceMonth,
    /// The place within the month.
    pub serial: i64,
    /// The name to save it under.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: Vec<u8>,
    /// When it was frozen, in UTC.
    pub frozen_at: String,
    /// Who froze it.
    pub frozen_by: String,
    /// How far it has come.
    pub state: FileState,
    /// How many claims stand in it.
    pub claims: i64,
    /// 請求額の合計.
    pub yen: i64,
    /// Of these, claims nothing has come back for.
    pub waiting: i64,
}

/// A file with its bytes.
#[derive(Debug, Clone)]
pub struct ClaimFile {
    /// What the list says of it.
    pub line: FileLine,
    /// What it says.
    pub bytes: Vec<u8>,
}

#[apply(row!)]
struct Row {
    id: Uuid,
    benefit: String,
    processing: String,
    serial: i64,
    name: String,
    sha256: Vec<u8>,
    frozen_at: String,
    frozen_by: String,
    sent_on: Option<String>,
    undone_at: Option<String>,
    undone_why: String,
    claims: i64,
    yen: i64,
    waiting: i64,
}

impl TryFrom<Row> for FileLine {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        Ok(Self {
            id: row.id,
            benefit: benefit("claim_file.benefit", &row.benefit)?,
            processing: month("claim_file.processing", &row.processing)?,
            serial: row.serial,
            name: row.name,
            sha256: row.sha256,
            frozen_at: row.frozen_at,
            frozen_by: row.frozen_by,
            state: FileState::read(row.sent_on.as_deref(), row.undone_at, row.undone_why)?,
            claims: row.claims,
            yen: row.yen,
            waiting: row.waiting,
        })
    }
}

pub(super) fn benefit(what: &'static str, code: &str) -> Result<Benefit, Failure> {
    Benefit::from_code(code).ok_or_else(|| Failure::unreadable(what, code))
}

pub(super) fn month(what: &'static str, text: &str) -> Result<ServiceMonth, Failure> {
    text.parse().map_err(|_| Failure::unreadable(what, text))
}

impl Reader {
    /// The files of the office, newest first, `most` of them after the first `skip`.
    pub async fn claim_files(
        &mut self,
        desk: ClaimDesk,
        skip: i64,
        most: i64,
    ) -> Result<Vec<FileLine>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<Row> = sql!(
            self,
            all,
            "SELECT f.id, f.benefit, f.processing, f.serial, f.name, f.sha256, f.frozen_at, s.name AS frozen_by, f.sent_on,
                    f.undone_at, f.undone_why, COUNT(c.id) AS claims, CAST(COALESCE(SUM(c.yen), 0) AS BIGINT) AS yen,
                    CAST(COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM claim_result r WHERE r.organisation = c.organisation
                        AND r.claim = c.id AND NOT r.replaced AND r.kind <> 'notified') THEN 0 ELSE 1 END), 0) AS BIGINT)
                        AS waiting
             FROM claim_file f JOIN staff s ON s.organisation = f.organisation AND s.id = f.frozen_by
             LEFT JOIN claim c ON c.organisation = f.organisation AND c.file = f.id
             WHERE f.organisation = $1 AND f.office = $2
             GROUP BY f.id, f.benefit, f.processing, f.serial, f.name, f.sha256, f.frozen_at, s.name, f.sent_on,
                      f.undone_at, f.undone_why
             ORDER BY f.processing DESC, f.frozen_at DESC, f.id DESC LIMIT $3 OFFSET $4",
            organisation,
            desk.office().0,
            most,
            skip
        )?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// One file with its bytes. Bytes that are not what was frozen are not given out.
    pub async fn claim_file(&mut self, desk: ClaimDesk, id: Uuid) -> Result<ClaimFile, Failure> {
        let organisation = self.organisation();
        let row: Option<Row> = sql!(
            self,
            maybe,
            "SELECT f.id, f.benefit, f.processing, f.serial, f.name, f.sha256, f.frozen_at, s.name AS frozen_by, f.sent_on,
                    f.undone_at, f.undone_why,
                    (SELECT COUNT(*) FROM claim c WHERE c.organisation = f.organisation AND c.file = f.id) AS claims,
                    (SELECT CAST(COALESCE(SUM(c.yen), 0) AS BIGINT) FROM claim c
                     WHERE c.organisation = f.organisation AND c.file = f.id) AS yen,
                    (SELECT COUNT(*) FROM claim c WHERE c.organisation = f.organisation AND c.file = f.id
                     AND NOT EXISTS (SELECT 1 FROM claim_result r WHERE r.organisation = c.organisation
                        AND r.claim = c.id AND NOT r.replaced AND r.kind <> 'notified')) AS waiting
             FROM claim_file f JOIN staff s ON s.organisation = f.organisation AND s.id = f.frozen_by
             WHERE f.organisation = $1 AND f.office = $2 AND f.id = $3",
            organisation,
            desk.office().0,
            id
        )?;
        let line = FileLine::try_from(row.ok_or(Failure::NotFound)?)?;
        let bytes: Vec<u8> = sql!(
            self,
            value,
            "SELECT bytes FROM claim_file WHERE organisation = $1 AND id = $2",
            organisation,
            id
        )?;
        if Sha256::digest(&bytes).as_slice() != line.sha256.as_slice() {
            return Err(Failure::unreadable("claim_file.bytes", "the hash differs"));
        }
        Ok(ClaimFile { line, bytes })
    }
}

impl Tx {
    /// Records the day a file was sent. [`Failure::Stale`]: it was sent or taken back before.
    pub async fn send_claim_file(&mut self, desk: ClaimDesk, id: Uuid, on: Date) -> Result<(), Failure> {
        let organisation = self.organisation();
        let sent = sql!(
            self,
            run,
            "UPDATE claim_file SET sent_on = $4
             WHERE organisation = $1 AND office = $2 AND id = $3 AND sent_on IS NULL AND undone_at IS NULL",
            organisation,
            desk.office().0,
            id,
            on.to_string()
        )?;
        if sent == 1 { Ok(()) } else { Err(Failure::Stale) }
    }

    /// Takes a file back that was not sent: its claims stop counting. [`Failure::Stale`]: it was sent or taken back before.
    pub async fn undo_claim_file(&mut self, desk: ClaimDesk, id: Uuid, why: &str) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let undone = sql!(
            self,
            run,
            "UPDATE claim_file SET undone_at = $4, undone_by = $5, undone_why = $6
             WHERE organisation = $1 AND office = $2 AND id = $3 AND sent_on IS NULL AND undone_at IS NULL",
            organisation,
            desk.office().0,
            id,
            &now,
            staff,
            why
        )?;
        if undone != 1 {
            return Err(Failure::Stale);
        }
        sql!(
            self,
            run,
            "UPDATE claim SET live = $3 WHERE organisation = $1 AND file = $2",
            organisation,
            id,
            false
        )?;
        Ok(())
    }
}

impl FileState {
    pub(super) fn read(
        sent_on: Option<&str>,
        undone_at: Option<String>,
        why: String,
    ) -> Result<Self, Failure> {
        if let Some(at) = undone_at {
            return Ok(Self::Undone { at, why });
        }
        let sent = stored::read_day_or_none("claim_file.sent_on", sent_on)?;
        Ok(sent.map_or(Self::Frozen, Self::Sent))
    }
}
