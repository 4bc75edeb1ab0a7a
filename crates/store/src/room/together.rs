//! まとめて見る. One page for whoever reads the mail of an address: what the offices of this server asked that address.
//!
//! Nothing here starts from a room: an address is known by its hash alone, and each organisation is asked by itself, behind
//! its own wall. What is shown is what stands on a doorstep; a room opens with its own code.

use bansou_domain::id::{OrganisationId, PersonId, RoomPartyId};
use bansou_domain::mail::{Letter, MailKind};
use bansou_domain::room::{Ask, KEYS_AN_HOUR, KeyLifetime, Lifetime};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::guest::{RoomGuest, outside};
use crate::journal::Did;
use crate::{Failure, Store, Tx, stored};

/// アドレス. The hash of a confirmed address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed(Vec<u8>);

/// One thing an address was asked, as its invitation says it.
#[derive(Debug, Clone)]
pub struct TogetherRoom {
    /// The party.
    pub party: RoomPartyId,
    /// Who asks.
    pub office: String,
    /// Their telephone.
    pub tel: String,
    /// What.
    pub what: &'static str,
    /// When it was asked, in UTC: what tells two alike questions of one office apart.
    pub asked_at: String,
    /// By when an answer is wanted.
    pub reply_by: Option<Date>,
    /// The last day on which it opens.
    pub until: Date,
    /// Whether its code was given on this page before.
    pub open: bool,
}

#[apply(row!)]
struct KeyRow {
    email_hash: Vec<u8>,
    party: Uuid,
    name: String,
    person: Uuid,
}

#[apply(row!)]
struct ListedRow {
    party: Uuid,
    office: String,
    tel: String,
    ask: String,
    opened_at: String,
    until_on: String,
    open: bool,
}

impl Store {
    /// Sends a guest's own address a key, unless it was sent enough of them; whoever asks is told the same either way.
    pub async fn ask_together(
        &self,
        guest: &RoomGuest,
        now: Timestamp,
        key_hash: &[u8],
        letter: &Letter,
    ) -> Result<(), Failure> {
        let mut tx = self.begin(guest.scope(now)).await?;
        tx.sweep_together(now).await?;
        let (organisation, at) = (tx.organisation(), tx.now());
        let since = KeyLifetime::at(now).counted_since.to_string();
        let made = sql!(
            tx,
            run,
            "INSERT INTO together_key (organisation, key_hash, email_hash, party, made_at)
             SELECT p.organisation, $3, p.email_hash, p.id, $4 FROM room_party p
             WHERE p.organisation = $1 AND p.id = $2 AND p.email_hash IS NOT NULL AND p.email <> ''
               AND (SELECT COUNT(*) FROM together_key k WHERE k.organisation = p.organisation
                    AND k.email_hash = p.email_hash AND k.made_at >= $5) < $6",
            organisation,
            guest.party().0,
            key_hash,
            &at,
            &since,
            KEYS_AN_HOUR
        )?;
        if made == 0 {
            return Ok(());
        }
        let id = Uuid::now_v7();
        let kept = tx.sealed(id, MailKind::Together, letter)?;
        sql!(
            tx,
            run,
            "INSERT INTO outbox (organisation, id, room, party, kind, recipient, letter, state, due_at, changed_at, queued_at)
             SELECT p.organisation, $3, p.room, p.id, $4, p.email, $5, 'queued', $6, $6, $6 FROM room_party p
             WHERE p.organisation = $1 AND p.id = $2",
            organisation,
            guest.party().0,
            id,
            MailKind::Together.code(),
            kept,
            &at
        )?;
        tx.see(guest).await?;
        tx.commit(guest.did("guest.asked_together")).await
    }

    /// Uses a key, once; `false` for one that is used, over or none.
    pub async fn open_together(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
        key_hash: &[u8],
        token_hash: &[u8],
    ) -> Result<bool, Failure> {
        let mut tx = self.begin(outside(organisation, now)).await?;
        let at = tx.now();
        let row: Option<KeyRow> = sql!(
            tx,
            maybe,
            "UPDATE together_key SET used_at = $3
             WHERE organisation = $1 AND key_hash = $2 AND used_at IS NULL AND made_at >= $4
             RETURNING email_hash, party,
                 (SELECT p.name FROM room_party p WHERE p.organisation = together_key.organisation
                  AND p.id = together_key.party) AS name,
                 (SELECT r.person FROM room_party p JOIN room r ON r.organisation = p.organisation AND r.id = p.room
                  WHERE p.organisation = together_key.organisation AND p.id = together_key.party) AS person",
            organisation.0,
            key_hash,
            &at,
            KeyLifetime::at(now).made_since.to_string()
        )?;
        let Some(row) = row else { return Ok(false) };
        sql!(
            tx,
            run,
            "INSERT INTO together_session (organisation, token_hash, email_hash, begun_at, seen_at)
             VALUES ($1, $2, $3, $4, $4)",
            organisation.0,
            token_hash,
            &row.email_hash,
            &at
        )?;
        tx.sweep_together(now).await?;
        let did = Did::to(PersonId(row.person), "guest.opened_together");
        tx.commit(did.subject(row.party).detail(&row.name)).await?;
        Ok(true)
    }

    /// The address of a session that stands.
    pub async fn together(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
        token_hash: &[u8],
    ) -> Result<Option<Confirmed>, Failure> {
        let mut tx = self.begin(outside(organisation, now)).await?;
        let (at, lifetime) = (tx.now(), Lifetime::at(now));
        let found: Option<(Vec<u8>,)> = sql!(
            tx,
            maybe,
            "UPDATE together_session SET seen_at = $3
             WHERE organisation = $1 AND token_hash = $2 AND seen_at >= $4 AND begun_at >= $5 RETURNING email_hash",
            organisation.0,
            token_hash,
            &at,
            lifetime.idle_since.to_string(),
            lifetime.begun_since.to_string()
        )?;
        tx.commit_unrecorded().await?;
        Ok(found.map(|(hash,)| Confirmed(hash)))
    }

    /// Ends every session of the address in this organisation, this one among them.
    pub async fn end_together(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
        token_hash: &[u8],
    ) -> Result<(), Failure> {
        let mut tx = self.begin(outside(organisation, now)).await?;
        sql!(
            tx,
            run,
            "DELETE FROM together_session WHERE organisation = $1 AND email_hash IN (
                 SELECT s.email_hash FROM together_session s WHERE s.organisation = $1 AND s.token_hash = $2)",
            organisation.0,
            token_hash
        )?;
        tx.commit_unrecorded().await
    }

    /// What one organisation asked an address, as long as it stands.
    pub async fn rooms_together(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
        address: &Confirmed,
    ) -> Result<Vec<TogetherRoom>, Failure> {
        let mut reader = self.read(outside(organisation, now)).await?;
        let rows: Vec<ListedRow> = sql!(
            reader,
            all,
            "SELECT p.id AS party, o.name AS office, o.tel, r.ask, r.opened_at, r.until_on, t.party IS NOT NULL AS open
             FROM room_party p JOIN room r ON r.organisation = p.organisation AND r.id = p.room
             JOIN person c ON c.organisation = r.organisation AND c.id = r.person
             JOIN office o ON o.organisation = c.organisation AND o.id = c.office
             LEFT JOIN together_room t ON t.organisation = p.organisation AND t.party = p.id AND t.email_hash = p.email_hash
             WHERE p.organisation = $1 AND p.email_hash = $2 AND p.locked_at IS NULL AND p.revoked_at IS NULL
               AND (p.opens_left > 0 OR t.party IS NOT NULL) AND r.closed_at IS NULL AND r.until_on >= $3
             ORDER BY r.until_on, p.id",
            organisation.0,
            &address.0,
            crate::day_in_japan(now).to_string()
        )?;
        let read = |row: ListedRow| {
            let ask: Ask = stored::read("room.ask", &row.ask)?;
            Ok(TogetherRoom {
                party: RoomPartyId(row.party),
                office: row.office,
                tel: row.tel,
                what: ask.purpose().label(),
                asked_at: row.opened_at,
                reply_by: ask.reply_by(),
                until: stored::read_day("room.until_on", &row.until_on)?,
                open: row.open,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// The hash of the link of a party that stands for this address: the code is kept with it.
    pub async fn link_together(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
        address: &Confirmed,
        party: RoomPartyId,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let rooms = self.rooms_together(organisation, now, address).await?;
        if rooms.iter().all(|room| room.party != party) {
            return Ok(None);
        }
        let mut reader = self.read(outside(organisation, now)).await?;
        let found: Option<(Vec<u8>,)> = sql!(
            reader,
            maybe,
            "SELECT link_hash FROM room_party WHERE organisation = $1 AND id = $2",
            organisation.0,
            party.0
        )?;
        Ok(found.map(|(hash,)| hash))
    }

    /// Opens a room whose code was given here before; `false` where it was not, or does not stand.
    pub async fn reopen_together(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
        address: &Confirmed,
        party: RoomPartyId,
        visit_hash: &[u8],
    ) -> Result<bool, Failure> {
        let rooms = self.rooms_together(organisation, now, address).await?;
        if !rooms.iter().any(|room| room.party == party && room.open) {
            return Ok(false);
        }
        let mut tx = self.begin(outside(organisation, now)).await?;
        let (name, person): (String, Uuid) = sql!(
            tx,
            one,
            "SELECT p.name, r.person FROM room_party p JOIN room r ON r.organisation = p.organisation AND r.id = p.room
             WHERE p.organisation = $1 AND p.id = $2",
            organisation.0,
            party.0
        )?;
        tx.begin_visit(party, visit_hash).await?;
        let did = Did::to(PersonId(person), "guest.opened").subject(party.0);
        tx.commit(did.detail(name)).await?;
        Ok(true)
    }
}

impl Confirmed {
    pub(super) fn hash(&self) -> &[u8] {
        &self.0
    }
}

impl Tx {
    /// Forgets the keys and the sessions of the organisation that open nothing any more, and no longer count.
    async fn sweep_together(&mut self, now: Timestamp) -> Result<(), Failure> {
        let organisation = self.organisation();
        let (keys, sessions) = (KeyLifetime::at(now), Lifetime::at(now));
        sql!(
            self,
            run,
            "DELETE FROM together_key WHERE organisation = $1 AND made_at < $2",
            organisation,
            keys.counted_since.min(keys.made_since).to_string()
        )?;
        sql!(
            self,
            run,
            "DELETE FROM together_session WHERE organisation = $1 AND (seen_at < $2 OR begun_at < $3)",
            organisation,
            sessions.idle_since.to_string(),
            sessions.begun_since.to_string()
        )?;
        Ok(())
    }
}
