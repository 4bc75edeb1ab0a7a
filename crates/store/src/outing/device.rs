//! What a device does without a session: it asks how its outing stands, and hands in what it holds, still sealed.

use bansou_domain::id::{OrganisationId, OutingId, PersonId};
use bansou_domain::outing::MOST_PHOTOS;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{OutingState, state};
use crate::journal::Did;
use crate::{Failure, Scope, Store};

fn upkeep(organisation: OrganisationId, now: Timestamp) -> Scope {
    Scope {
        organisation,
        actor: None,
        now,
    }
}

impl Store {
    /// How an outing stands, for the device that knows its secret; nothing for anybody else. The device has been heard of.
    pub async fn outing_state(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
        id: OutingId,
        secret_hash: &[u8],
    ) -> Result<Option<OutingState>, Failure> {
        let mut tx = self.begin(upkeep(organisation, now)).await?;
        let at = tx.now();
        let heard = sql!(
            tx,
            run,
            "UPDATE outing SET seen_at = $4 WHERE organisation = $1 AND id = $2 AND secret_hash = $3",
            organisation.0,
            id.0,
            secret_hash,
            &at
        )?;
        if heard == 0 {
            return Ok(None);
        }
        let (revoked, taken_in, last): (bool, Option<Uuid>, Option<Uuid>) = sql!(
            tx,
            one,
            "SELECT o.revoked_at IS NOT NULL, o.taken_in,
                    (SELECT x.id FROM outing_return x WHERE x.organisation = o.organisation AND x.outing = o.id
                     ORDER BY x.returned_at DESC, x.id DESC LIMIT 1)
             FROM outing o WHERE o.organisation = $1 AND o.id = $2",
            organisation.0,
            id.0
        )?;
        tx.commit_unrecorded().await?;
        // Whatever has come back: a device that was called back has nothing to hold any more.
        Ok(Some(if revoked {
            OutingState::Revoked
        } else {
            state(false, last, taken_in)
        }))
    }

    /// Keeps what a revoked device handed in, still sealed. `false` for a device that does not know the secret, and for
    /// one that was not called back. What was handed in first stays.
    pub async fn seal_outing(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
        id: OutingId,
        secret_hash: &[u8],
        sealed: &str,
    ) -> Result<bool, Failure> {
        let mut tx = self.begin(upkeep(organisation, now)).await?;
        let row: Option<(Uuid, Option<String>)> = sql!(
            tx,
            maybe,
            "SELECT person, sealed FROM outing
             WHERE organisation = $1 AND id = $2 AND secret_hash = $3 AND revoked_at IS NOT NULL",
            organisation.0,
            id.0,
            secret_hash
        )?;
        let Some((person, before)) = row else {
            return Ok(false);
        };
        if before.is_none() {
            sql!(
                tx,
                run,
                "UPDATE outing SET sealed = $3 WHERE organisation = $1 AND id = $2",
                organisation.0,
                id.0,
                sealed
            )?;
        }
        tx.commit(Did::to(PersonId(person), "outing.sealed").subject(id.0))
            .await?;
        Ok(true)
    }

    /// Keeps a photo that a revoked device handed in, still sealed, once. `false` as for [`Store::seal_outing`], and where
    /// there are more than a visit can have.
    pub async fn seal_photo(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
        id: OutingId,
        secret_hash: &[u8],
        (photo, sealed): (Uuid, &str),
    ) -> Result<bool, Failure> {
        let mut tx = self.begin(upkeep(organisation, now)).await?;
        let row: Option<(Uuid, i64)> = sql!(
            tx,
            maybe,
            "SELECT o.person, (SELECT COUNT(*) FROM outing_photo_sealed p WHERE p.organisation = $1 AND p.outing = $2)
             FROM outing o
             WHERE o.organisation = $1 AND o.id = $2 AND o.secret_hash = $3 AND o.revoked_at IS NOT NULL",
            organisation.0,
            id.0,
            secret_hash
        )?;
        let Some((person, there)) = row else {
            return Ok(false);
        };
        if usize::try_from(there).is_ok_and(|there| there >= MOST_PHOTOS) {
            return Ok(false);
        }
        let (at, bytes) = (tx.now(), sealed.as_bytes());
        let sha256 = Sha256::digest(bytes).to_vec();
        sql!(
            tx,
            run,
            "INSERT INTO scan_file (organisation, sha256, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            organisation.0,
            &sha256,
            bytes
        )?;
        sql!(
            tx,
            run,
            "INSERT INTO outing_photo_sealed (organisation, id, outing, sha256, recorded_at)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
            organisation.0,
            photo,
            id.0,
            &sha256,
            &at
        )?;
        tx.commit(Did::to(PersonId(person), "outing.sealed").subject(id.0))
            .await?;
        Ok(true)
    }
}
