//! 訪問の写真. What the camera kept on a visit. The bytes stand with the other files, once each, under their own hash.

use bansou_domain::id::{OutingId, PaperId};
use bansou_domain::outing::MOST_PHOTOS;
use bansou_domain::scan::ScanKind;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::OwnOuting;
use crate::access::{CaseEditor, CaseReader};
use crate::{Failure, Reader, Tx};

/// A photo as it came.
pub struct NewPhoto<'p> {
    /// Made on the device; the same key is the same photo.
    pub id: Uuid,
    /// A word to it.
    pub caption: &'p str,
    /// Told by the bytes.
    pub kind: ScanKind,
    /// The picture, drawn anew.
    pub bytes: &'p [u8],
}

/// A photo as the office lists it.
#[derive(Clone)]
pub struct PhotoRecord {
    /// The key, in the order in which they were taken.
    pub id: Uuid,
    /// The visit.
    pub outing: OutingId,
    /// The report the visit was taken into.
    pub paper: Option<PaperId>,
    /// A word to it.
    pub caption: String,
    /// When it came, in UTC.
    pub recorded_at: String,
    /// Who sent it.
    pub recorded_by: String,
    /// Why it is no longer shown.
    pub struck: Option<Struck>,
}

/// 取り消し of a photo.
#[derive(Clone)]
pub struct Struck {
    /// Why.
    pub why: String,
    /// When, in UTC.
    pub at: String,
    /// By whom.
    pub by: String,
}

#[apply(row!)]
struct Row {
    id: Uuid,
    outing: Uuid,
    paper: Option<Uuid>,
    caption: String,
    recorded_at: String,
    recorded_by: String,
    why: Option<String>,
    struck_at: Option<String>,
    struck_by: Option<String>,
}

impl From<Row> for PhotoRecord {
    fn from(row: Row) -> Self {
        let struck = match (row.why, row.struck_at, row.struck_by) {
            (Some(why), Some(at), Some(by)) => Some(Struck { why, at, by }),
            _ => None,
        };
        Self {
            id: row.id,
            outing: OutingId(row.outing),
            paper: row.paper.map(PaperId),
            caption: row.caption,
            recorded_at: row.recorded_at,
            recorded_by: row.recorded_by,
            struck,
        }
    }
}

impl Tx {
    /// Remembers how many photos are still on the device.
    pub async fn photos_left(&mut self, outing: OwnOuting, left: usize) -> Result<(), Failure> {
        let organisation = self.organisation();
        let left = i64::try_from(left.min(MOST_PHOTOS)).unwrap_or_default();
        sql!(
            self,
            run,
            "UPDATE outing SET photos = $3 +
                    (SELECT COUNT(*) FROM outing_photo p WHERE p.organisation = $1 AND p.outing = $2)
             WHERE organisation = $1 AND id = $2",
            organisation,
            outing.id().0,
            left
        )?;
        Ok(())
    }

    /// Keeps a photo of one's own visit, once. `false` when it has come before; [`Failure::Stale`] when a visit has no
    /// room for it, or the key is another visit's.
    pub async fn keep_photo(&mut self, outing: OwnOuting, photo: &NewPhoto<'_>) -> Result<bool, Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let known: Vec<(Uuid, Uuid)> = sql!(
            self,
            all,
            "SELECT id, outing FROM outing_photo WHERE organisation = $1 AND (outing = $2 OR id = $3)",
            organisation,
            outing.id().0,
            photo.id
        )?;
        if let Some((_, of)) = known.iter().find(|(id, _)| *id == photo.id) {
            return if *of == outing.id().0 {
                Ok(false)
            } else {
                Err(Failure::Stale)
            };
        }
        if known.len() >= MOST_PHOTOS {
            return Err(Failure::Stale);
        }
        let sha256 = Sha256::digest(photo.bytes).to_vec();
        sql!(
            self,
            run,
            "INSERT INTO scan_file (organisation, sha256, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            organisation,
            &sha256,
            photo.bytes
        )?;
        let added = sql!(
            self,
            run,
            "INSERT INTO outing_photo (organisation, id, outing, caption, kind, size, sha256, recorded_at, recorded_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
            organisation,
            photo.id,
            outing.id().0,
            photo.caption,
            photo.kind.code(),
            i64::try_from(photo.bytes.len()).unwrap_or(i64::MAX),
            &sha256,
            &now,
            staff
        )?;
        Ok(added == 1)
    }

    /// Takes a photo of a case out of sight; that it was there stays. [`Failure::Stale`] when it is gone already.
    pub async fn strike_photo(&mut self, case: CaseEditor, id: Uuid, why: &str) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let done = sql!(
            self,
            run,
            "INSERT INTO outing_photo_struck (organisation, photo, why, struck_at, struck_by)
             SELECT p.organisation, p.id, $4, $5, $6 FROM outing_photo p
             JOIN outing o ON o.organisation = p.organisation AND o.id = p.outing
             WHERE p.organisation = $1 AND p.id = $2 AND o.person = $3
             ON CONFLICT DO NOTHING",
            organisation,
            id,
            case.person().0,
            why,
            &now,
            staff
        )?;
        if done == 0 { Err(Failure::Stale) } else { Ok(()) }
    }
}

impl Reader {
    /// The photos of a case, visit by visit, in the order in which they were taken.
    pub async fn photos(&mut self, case: CaseReader) -> Result<Vec<PhotoRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<Row> = sql!(
            self,
            all,
            "SELECT p.id, p.outing, o.paper, p.caption, p.recorded_at, s.name AS recorded_by, x.why, x.struck_at,
                    y.name AS struck_by
             FROM outing o JOIN outing_photo p ON p.organisation = o.organisation AND p.outing = o.id
             JOIN staff s ON s.organisation = p.organisation AND s.id = p.recorded_by
             LEFT JOIN outing_photo_struck x ON x.organisation = p.organisation AND x.photo = p.id
             LEFT JOIN staff y ON y.organisation = x.organisation AND y.id = x.struck_by
             WHERE o.organisation = $1 AND o.person = $2 ORDER BY o.taken_at DESC, p.outing, p.id",
            organisation,
            case.person().0
        )?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// The bytes of one photo that is not struck. Bytes that are not what was kept are not given out.
    pub async fn photo(&mut self, case: CaseReader, id: Uuid) -> Result<(ScanKind, Vec<u8>), Failure> {
        let organisation = self.organisation();
        let row: Option<(String, Vec<u8>, Vec<u8>)> = sql!(
            self,
            maybe,
            "SELECT p.kind, p.sha256, b.bytes FROM outing o
             JOIN outing_photo p ON p.organisation = o.organisation AND p.outing = o.id
             JOIN scan_file b ON b.organisation = p.organisation AND b.sha256 = p.sha256
             WHERE o.organisation = $1 AND o.person = $2 AND p.id = $3
               AND NOT EXISTS (SELECT 1 FROM outing_photo_struck x WHERE x.organisation = $1 AND x.photo = p.id)",
            organisation,
            case.person().0,
            id
        )?;
        let (kind, sha256, bytes) = row.ok_or(Failure::NotFound)?;
        if Sha256::digest(&bytes).as_slice() != sha256.as_slice() {
            return Err(Failure::unreadable("scan_file.bytes", "the hash differs"));
        }
        let kind =
            ScanKind::from_code(&kind).ok_or_else(|| Failure::unreadable("outing_photo.kind", &kind))?;
        Ok((kind, bytes))
    }

    /// The photos a worker's own revoked device handed in, that have not been opened.
    pub async fn sealed_photos(&mut self, outing: OwnOuting) -> Result<Vec<Uuid>, Failure> {
        let organisation = self.organisation();
        Ok(sql!(
            self,
            values,
            "SELECT p.id FROM outing_photo_sealed p WHERE p.organisation = $1 AND p.outing = $2
               AND NOT EXISTS (SELECT 1 FROM outing_photo x WHERE x.organisation = $1 AND x.id = p.id) ORDER BY p.id",
            organisation,
            outing.id().0
        )?)
    }

    /// One of them, as it lay on the device.
    pub async fn sealed_photo(&mut self, outing: OwnOuting, id: Uuid) -> Result<String, Failure> {
        let organisation = self.organisation();
        let bytes: Option<(Vec<u8>,)> = sql!(
            self,
            maybe,
            "SELECT b.bytes FROM outing_photo_sealed p
             JOIN scan_file b ON b.organisation = p.organisation AND b.sha256 = p.sha256
             WHERE p.organisation = $1 AND p.outing = $2 AND p.id = $3",
            organisation,
            outing.id().0,
            id
        )?;
        let (bytes,) = bytes.ok_or(Failure::NotFound)?;
        String::from_utf8(bytes).map_err(|why| Failure::unreadable("scan_file.bytes", why))
    }
}
