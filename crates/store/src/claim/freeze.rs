//! 確定. A file with its claims, in one transaction.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim::{Benefit, FrozenClaim};
use bansou_domain::id::PersonId;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::access::ClaimDesk;
use crate::{Failure, Tx, stored};

/// One claim to be frozen.
#[derive(Debug, Clone)]
pub struct NewClaim {
    /// Whose.
    pub person: PersonId,
    /// What it says.
    pub claim: FrozenClaim,
    /// The claim of the same month that no longer counts, where there is one.
    pub follows: Option<Uuid>,
}

/// The file the claims stand in.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// 請求の種別.
    pub benefit: Benefit,
    /// 処理対象年月.
    pub processing: ServiceMonth,
    /// The place within the month, as [`Tx::next_claim_serial`] gave it.
    pub serial: i64,
    /// The name to save it under.
    pub name: String,
    /// What it says.
    pub bytes: Vec<u8>,
}

impl Tx {
    /// The serial of the next file of this benefit and month, from 1. It is taken once the file is frozen.
    pub async fn next_claim_serial(
        &mut self,
        desk: ClaimDesk,
        benefit: Benefit,
        processing: ServiceMonth,
    ) -> Result<i64, Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            value,
            "SELECT COALESCE(MAX(serial), 0) + 1 FROM claim_file
             WHERE organisation = $1 AND office = $2 AND benefit = $3 AND processing = $4",
            organisation,
            desk.office().0,
            benefit.code(),
            processing.to_string()
        )
    }

    /// Freezes claims together with their file. [`Failure::Stale`]: somebody froze one of them, or took the serial,
    /// first; nothing is written.
    pub async fn freeze(
        &mut self,
        desk: ClaimDesk,
        file: &NewFile,
        claims: &[NewClaim],
    ) -> Result<Uuid, Failure> {
        let id = self
            .insert_file(desk, file)
            .await
            .map_err(crate::consent::taken)?;
        for claim in claims {
            self.insert_claim(desk, id, claim)
                .await
                .map_err(crate::consent::taken)?;
        }
        Ok(id)
    }

    async fn insert_file(&mut self, desk: ClaimDesk, file: &NewFile) -> Result<Uuid, Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let id = Uuid::now_v7();
        sql!(
            self,
            run,
            "INSERT INTO claim_file (organisation, id, office, benefit, processing, serial, name, bytes, sha256, frozen_at,
                                     frozen_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            organisation,
            id,
            desk.office().0,
            file.benefit.code(),
            file.processing.to_string(),
            file.serial,
            &file.name,
            file.bytes.as_slice(),
            Sha256::digest(&file.bytes).to_vec(),
            &now,
            staff
        )?;
        Ok(id)
    }

    async fn insert_claim(&mut self, desk: ClaimDesk, file: Uuid, new: &NewClaim) -> Result<(), Failure> {
        let organisation = self.organisation();
        let (id, claim) = (Uuid::now_v7(), &new.claim);
        let content = stored::write(claim)?;
        let hash = Sha256::digest(content.as_bytes()).to_vec();
        let inserted = sql!(
            self,
            run,
            "INSERT INTO claim (organisation, id, file, office, person, benefit, month, municipality, yen, content, hash,
                                follows, live)
             SELECT p.organisation, $4, $5, p.office, p.id, $6, $7, $8, $9, $10, $11, $12, $13
             FROM person p WHERE p.organisation = $1 AND p.id = $2 AND p.office = $3",
            organisation,
            new.person.0,
            desk.office().0,
            id,
            file,
            claim.benefit.code(),
            claim.month.to_string(),
            &claim.municipality,
            claim.yen,
            &content,
            &hash,
            new.follows,
            true
        )?;
        if inserted != 1 {
            return Err(Failure::NotFound);
        }
        for (place, line) in (1_i64..).zip(&claim.lines) {
            sql!(
                self,
                run,
                "INSERT INTO claim_item (organisation, claim, line, item, count, stay) VALUES ($1, $2, $3, $4, $5, $6)",
                organisation,
                id,
                place,
                &line.item,
                i64::from(line.count),
                line.stay.as_deref()
            )?;
        }
        Ok(())
    }
}
