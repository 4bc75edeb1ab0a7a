//! 番号を入れる. Trying a code at a door: counted, locked, opened and journalled in one way, whether the door is the link or
//! the page of an address.

use bansou_domain::id::{OrganisationId, PersonId, RoomPartyId};
use bansou_domain::room::CODE_TRIES;
use jiff::Timestamp;
use uuid::Uuid;

use super::guest::outside;
use super::together::Confirmed;
use crate::journal::Did;
use crate::{Failure, Store, Tx};

/// What trying a code answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// It opens.
    Open(RoomPartyId),
    /// The code is wrong; the link takes so many more.
    Wrong(i64),
    /// The link opens nothing, for whatever reason.
    Dead,
}

/// At which door the code is tried.
#[derive(Clone, Copy)]
enum Door<'d> {
    /// The link, by its hash.
    Link(&'d [u8]),
    /// One room on the page of an address.
    Page(&'d Confirmed, RoomPartyId),
}

#[apply(row!)]
struct TriedRow {
    id: Uuid,
    name: String,
    person: Uuid,
    holds: bool,
    wrong: i64,
}

impl Store {
    /// Tries the code of a link.
    pub async fn open_link(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
        link_hash: &[u8],
        code_hash: &[u8],
        visit_hash: &[u8],
    ) -> Result<Opening, Failure> {
        let tx = self.begin(outside(organisation, now)).await?;
        tx.open_door(Door::Link(link_hash), code_hash, visit_hash).await
    }

    /// Tries the code of a room on the page of an address.
    pub async fn try_together(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
        (address, party): (&Confirmed, RoomPartyId),
        code_hash: &[u8],
        visit_hash: &[u8],
    ) -> Result<Opening, Failure> {
        let tx = self.begin(outside(organisation, now)).await?;
        tx.open_door(Door::Page(address, party), code_hash, visit_hash)
            .await
    }
}

impl Tx {
    async fn open_door(
        mut self,
        door: Door<'_>,
        code_hash: &[u8],
        visit_hash: &[u8],
    ) -> Result<Opening, Failure> {
        let Some(tried) = self.try_code(door, code_hash).await? else {
            return Ok(Opening::Dead);
        };
        let party = RoomPartyId(tried.id);
        let did = |kind| {
            Did::to(PersonId(tried.person), kind)
                .subject(tried.id)
                .detail(&tried.name)
        };
        if tried.holds {
            if let Door::Page(address, party) = door {
                self.keep_open(address, party).await?;
            }
            self.begin_visit(party, visit_hash).await?;
            self.commit(did("guest.opened")).await?;
            return Ok(Opening::Open(party));
        }
        let left = CODE_TRIES - tried.wrong;
        let (kind, opening) = if left > 0 {
            ("guest.wrong_code", Opening::Wrong(left))
        } else {
            ("guest.locked", Opening::Dead)
        };
        self.commit(did(kind)).await?;
        Ok(opening)
    }

    /// Counting a try, locking and opening are one statement: of many tries at once no more than the allowed number are
    /// answered, and a link that opens once opens once. The code is kept with the link's secret and with the link's hash;
    /// each door sends the one it can know.
    async fn try_code(&mut self, door: Door<'_>, code_hash: &[u8]) -> Result<Option<TriedRow>, Failure> {
        let (organisation, now, today) = (self.organisation(), self.now(), self.today().to_string());
        let (link, party, address) = match door {
            Door::Link(hash) => (Some(hash), self.party_of_link(hash).await?, None),
            Door::Page(address, party) => (None, Some(party), Some(address.hash())),
        };
        let Some(party) = party else { return Ok(None) };
        sql!(
            self,
            maybe,
            "UPDATE room_party SET
                 locked_at = CASE WHEN $5 IN (code_hash, COALESCE(mailed_code_hash, code_hash)) THEN locked_at
                                  WHEN wrong + 1 >= $6 THEN $7 ELSE locked_at END,
                 opens_left = CASE WHEN $5 IN (code_hash, COALESCE(mailed_code_hash, code_hash)) THEN opens_left - 1
                                   ELSE opens_left END,
                 wrong = CASE WHEN $5 IN (code_hash, COALESCE(mailed_code_hash, code_hash)) THEN 0 ELSE wrong + 1 END
             WHERE organisation = $1 AND id = $2
               AND (link_hash = $3 OR (email_hash = $4 AND mailed_code_hash IS NOT NULL))
               AND locked_at IS NULL AND revoked_at IS NULL AND opens_left > 0
               AND EXISTS (SELECT 1 FROM room r WHERE r.organisation = room_party.organisation AND r.id = room_party.room
                           AND r.closed_at IS NULL AND r.until_on >= $8)
             RETURNING id, name, wrong, $5 IN (code_hash, COALESCE(mailed_code_hash, code_hash)) AS holds,
                 (SELECT r.person FROM room r WHERE r.organisation = room_party.organisation AND r.id = room_party.room)
                     AS person",
            organisation,
            party.0,
            link,
            address,
            code_hash,
            CODE_TRIES,
            &now,
            &today
        )
    }

    async fn party_of_link(&mut self, link_hash: &[u8]) -> Result<Option<RoomPartyId>, Failure> {
        let organisation = self.organisation();
        let found: Option<(Uuid,)> = sql!(
            self,
            maybe,
            "SELECT id FROM room_party WHERE organisation = $1 AND link_hash = $2",
            organisation,
            link_hash
        )?;
        Ok(found.map(|(id,)| RoomPartyId(id)))
    }

    pub(super) async fn begin_visit(&mut self, party: RoomPartyId, token_hash: &[u8]) -> Result<(), Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        sql!(
            self,
            run,
            "INSERT INTO room_visit (organisation, token_hash, party, begun_at, seen_at) VALUES ($1, $2, $3, $4, $4)",
            organisation,
            token_hash,
            party.0,
            &now
        )?;
        Ok(())
    }

    async fn keep_open(&mut self, address: &Confirmed, party: RoomPartyId) -> Result<(), Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        sql!(
            self,
            run,
            "INSERT INTO together_room (organisation, party, email_hash, opened_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
            organisation,
            party.0,
            address.hash(),
            &now
        )?;
        Ok(())
    }
}
