//! What outside parties attach to their answers.

use bansou_domain::id::RoomId;
use bansou_domain::scan::ScanKind;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::access::CaseReader;
use crate::{Failure, Reader, Tx};

/// One attached file.
#[derive(Debug, Clone)]
pub struct RoomFile {
    /// The key.
    pub id: Uuid,
    /// The answer it belongs to.
    pub answer: Uuid,
    /// The kind, told by its bytes.
    pub kind: ScanKind,
    /// Bytes.
    pub size: i64,
}

#[apply(row!)]
struct FileRow {
    id: Uuid,
    answer: Uuid,
    kind: String,
    size: i64,
}

impl Tx {
    pub(super) async fn keep_room_file(
        &mut self,
        room: RoomId,
        answer: Uuid,
        kind: ScanKind,
        bytes: &[u8],
    ) -> Result<(), Failure> {
        let (organisation, now, sha256) = (self.organisation(), self.now(), Sha256::digest(bytes).to_vec());
        sql!(
            self,
            run,
            "INSERT INTO scan_file (organisation, sha256, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            organisation,
            &sha256,
            bytes
        )?;
        sql!(
            self,
            run,
            "INSERT INTO room_file (organisation, id, room, answer, kind, size, sha256, recorded_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
            organisation,
            Uuid::now_v7(),
            room.0,
            answer,
            kind.code(),
            i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            &sha256,
            &now
        )?;
        Ok(())
    }
}

impl Reader {
    /// The files attached in a room of the case, in the order they came.
    pub async fn files_of_room(&mut self, case: CaseReader, room: RoomId) -> Result<Vec<RoomFile>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<FileRow> = sql!(
            self,
            all,
            "SELECT f.id, f.answer, f.kind, f.size FROM room r
             JOIN room_file f ON f.organisation = r.organisation AND f.room = r.id
             WHERE r.organisation = $1 AND r.person = $2 AND r.id = $3 ORDER BY f.recorded_at, f.id",
            organisation,
            case.person().0,
            room.0
        )?;
        let read = |row: FileRow| {
            Ok(RoomFile {
                id: row.id,
                answer: row.answer,
                kind: ScanKind::from_code(&row.kind)
                    .ok_or_else(|| Failure::unreadable("room_file.kind", &row.kind))?,
                size: row.size,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// The bytes of one attached file. Bytes that are not what was kept are not given out.
    pub async fn room_file(
        &mut self,
        case: CaseReader,
        room: RoomId,
        id: Uuid,
    ) -> Result<(ScanKind, Vec<u8>), Failure> {
        let files = self.files_of_room(case, room).await?;
        let file = files
            .into_iter()
            .find(|file| file.id == id)
            .ok_or(Failure::NotFound)?;
        let organisation = self.organisation();
        let (sha256, bytes): (Vec<u8>, Vec<u8>) = sql!(
            self,
            one,
            "SELECT b.sha256, b.bytes FROM room_file f
             JOIN scan_file b ON b.organisation = f.organisation AND b.sha256 = f.sha256
             WHERE f.organisation = $1 AND f.id = $2",
            organisation,
            id
        )?;
        if Sha256::digest(&bytes).as_slice() != sha256.as_slice() {
            return Err(Failure::unreadable("scan_file.bytes", "the hash differs"));
        }
        Ok((file.kind, bytes))
    }
}
