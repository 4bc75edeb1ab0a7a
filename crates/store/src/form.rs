//! What every form needs: drafts that are never lost, and one effect however often the button is pressed.

use uuid::Uuid;

use crate::{Failure, Reader, Tx};

/// What the database knows of a form's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// The first time: go on.
    Fresh,
    /// The same form was saved already; it led to this path.
    Done(String),
    /// The key was used for other content.
    Reused,
}

/// 下書き. What one worker has typed into one form and not yet saved.
#[apply(row!)]
#[derive(Debug, Clone)]
pub struct Draft {
    /// The fields as they were posted.
    pub fields: String,
    /// When the browser last sent them, in UTC.
    pub saved_at: String,
}

impl Tx {
    /// Claims a form's key in the same transaction as its effect, and remembers where this press leads to.
    pub async fn claim(&mut self, key: Uuid, request_hash: &[u8], leads_to: &str) -> Result<Claim, Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let inserted = sql!(
            self,
            run,
            "INSERT INTO idempotency (organisation, staff, form_key, request_hash, location, at)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            organisation,
            staff,
            key,
            request_hash,
            leads_to,
            &now
        )?;
        if inserted == 1 {
            return Ok(Claim::Fresh);
        }
        let (hash, location): (Vec<u8>, String) = sql!(
            self,
            one,
            "SELECT request_hash, location FROM idempotency WHERE organisation = $1 AND staff = $2 AND form_key = $3",
            organisation,
            staff,
            key
        )?;
        Ok(if hash == request_hash {
            Claim::Done(location)
        } else {
            Claim::Reused
        })
    }

    /// Corrects where the first press led to, where that is known only after its effect.
    pub async fn led_to(&mut self, key: Uuid, location: &str) -> Result<(), Failure> {
        let (organisation, staff) = (self.organisation(), self.actor()?);
        sql!(
            self,
            run,
            "UPDATE idempotency SET location = $4 WHERE organisation = $1 AND staff = $2 AND form_key = $3",
            organisation,
            staff,
            key,
            location
        )?;
        Ok(())
    }

    /// Keeps what is being typed, apart from the record.
    pub async fn keep_draft(&mut self, place: &str, fields: &str) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        sql!(self, run, "INSERT INTO draft (organisation, staff, place, fields, saved_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (organisation, staff, place) DO UPDATE SET fields = excluded.fields, saved_at = excluded.saved_at", organisation, staff, place, fields, &now)?;
        Ok(())
    }

    /// Forgets a draft, once it has become a record or is no longer wanted.
    pub async fn forget_draft(&mut self, place: &str) -> Result<(), Failure> {
        let (organisation, staff) = (self.organisation(), self.actor()?);
        sql!(
            self,
            run,
            "DELETE FROM draft WHERE organisation = $1 AND staff = $2 AND place = $3",
            organisation,
            staff,
            place
        )?;
        Ok(())
    }
}

impl Reader {
    pub(crate) fn actor(&self) -> Result<Uuid, Failure> {
        self.scope().actor.map(|staff| staff.0).ok_or(Failure::Forbidden)
    }

    /// The signed-in worker's own draft for a form, if there is one.
    pub async fn draft(&mut self, place: &str) -> Result<Option<Draft>, Failure> {
        let (organisation, staff) = (self.organisation(), self.actor()?);
        Ok(sql!(
            self,
            maybe,
            "SELECT fields, saved_at FROM draft WHERE organisation = $1 AND staff = $2 AND place = $3",
            organisation,
            staff,
            place
        )?)
    }
}
