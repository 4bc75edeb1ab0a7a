//! What the office does with a room: opening, renewing and revoking links, writing answers down, choosing, closing.

use bansou_domain::id::{MemberId, RoomId, RoomPartyId};
use bansou_domain::room::{Answer, AnswerMeans, OPENINGS, Party, Room};
use bansou_domain::scan::ScanKind;
use bansou_domain::task::Owner;
use jiff::civil::Date;
use uuid::Uuid;

use super::PartyRecord;
use crate::access::CaseEditor;
use crate::task::SaidBy;
use crate::{Failure, Tx, stored};

/// What is stored of a link and its code.
#[derive(Clone)]
pub struct Keys {
    /// SHA-256 of the link's secret.
    pub link_hash: Vec<u8>,
    /// SHA-256 of the link's secret with the code.
    pub code_hash: Vec<u8>,
    /// SHA-256 of the link's hash with the code, for the page on which the link itself is not at hand.
    pub mailed_code_hash: Option<Vec<u8>>,
}

impl Tx {
    /// Opens a room; `keys` stand in the order of its parties.
    pub async fn open_room(
        &mut self,
        case: CaseEditor,
        subject: Option<Uuid>,
        room: &Room,
        keys: &[Keys],
    ) -> Result<RoomId, Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let id = Uuid::now_v7();
        sql!(
            self,
            run,
            "INSERT INTO room (organisation, id, person, subject, purpose, ask, until_on, opened_at, opened_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            organisation,
            id,
            case.person().0,
            subject,
            room.ask.purpose().code(),
            stored::write(&room.ask)?,
            room.until.to_string(),
            &now,
            staff
        )?;
        for (place, (party, keys)) in (0..).zip(room.parties.iter().zip(keys)) {
            self.invite(RoomId(id), place, party, keys).await?;
        }
        Ok(RoomId(id))
    }

    async fn invite(&mut self, room: RoomId, place: i64, party: &Party, keys: &Keys) -> Result<(), Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "INSERT INTO room_party (organisation, id, room, kind, name, required, place, link_hash, code_hash, opens_left,
                                     member, owner, bound_to, mailed_code_hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            organisation,
            Uuid::now_v7(),
            room.0,
            party.kind.code(),
            party.name.trim(),
            party.required,
            place,
            &keys.link_hash,
            &keys.code_hash,
            if party.once { 1 } else { OPENINGS },
            party.member.map(|member| member.0),
            &party.owner,
            party.whose.map(Owner::code),
            &keys.mailed_code_hash
        )?;
        Ok(())
    }

    /// Gives a party a new link and a new code; the old ones open nothing any more.
    pub async fn renew_link(
        &mut self,
        case: CaseEditor,
        room: RoomId,
        party: RoomPartyId,
        keys: &Keys,
    ) -> Result<(), Failure> {
        self.end_visits(case, room, party).await?;
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "UPDATE room_party SET link_hash = $4, code_hash = $5, opens_left = $6, wrong = 0, locked_at = NULL,
                    revoked_at = NULL, revoked_why = '', mailed_code_hash = $7
             WHERE organisation = $1 AND id = $2 AND room = $3",
            organisation,
            party.0,
            room.0,
            &keys.link_hash,
            &keys.code_hash,
            OPENINGS,
            &keys.mailed_code_hash
        )?;
        Ok(())
    }

    /// Takes a party's link back at once, with every visit begun by it.
    pub async fn revoke_link(
        &mut self,
        case: CaseEditor,
        room: RoomId,
        party: RoomPartyId,
        why: &str,
    ) -> Result<(), Failure> {
        self.end_visits(case, room, party).await?;
        let (organisation, now) = (self.organisation(), self.now());
        sql!(
            self,
            run,
            "UPDATE room_party SET revoked_at = $4, revoked_why = $5 WHERE organisation = $1 AND id = $2 AND room = $3",
            organisation,
            party.0,
            room.0,
            &now,
            why
        )?;
        Ok(())
    }

    /// Ends the visits of a party of this case; a party of another case is not found.
    async fn end_visits(
        &mut self,
        case: CaseEditor,
        room: RoomId,
        party: RoomPartyId,
    ) -> Result<(), Failure> {
        self.party_of(case, room, party).await?;
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "DELETE FROM room_visit WHERE organisation = $1 AND party = $2",
            organisation,
            party.0
        )?;
        sql!(
            self,
            run,
            "DELETE FROM together_room WHERE organisation = $1 AND party = $2",
            organisation,
            party.0
        )?;
        Ok(())
    }

    async fn party_of(
        &mut self,
        case: CaseEditor,
        room: RoomId,
        party: RoomPartyId,
    ) -> Result<PartyRecord, Failure> {
        let parties = self.parties_of_room(case.reader(), room).await?;
        parties
            .into_iter()
            .find(|found| found.id == party)
            .ok_or(Failure::NotFound)
    }

    /// Notes that a party was reminded.
    pub async fn remind_party(
        &mut self,
        case: CaseEditor,
        room: RoomId,
        party: RoomPartyId,
    ) -> Result<(), Failure> {
        self.party_of(case, room, party).await?;
        let (organisation, now) = (self.organisation(), self.now());
        sql!(
            self,
            run,
            "UPDATE room_party SET reminded_at = $3 WHERE organisation = $1 AND id = $2",
            organisation,
            party.0,
            &now
        )?;
        Ok(())
    }

    /// Writes down an answer that reached the office by telephone, fax, letter or at a visit, with what came along.
    pub async fn enter_answer(
        &mut self,
        case: CaseEditor,
        room: RoomId,
        party: RoomPartyId,
        answer: &Answer,
        means: AnswerMeans,
        files: &[(ScanKind, Vec<u8>)],
    ) -> Result<(), Failure> {
        let found = self.party_of(case, room, party).await?;
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let id = Uuid::now_v7();
        sql!(
            self,
            run,
            "INSERT INTO room_answer (organisation, id, room, party, content, means, entered_by, recorded_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            organisation,
            id,
            room.0,
            party.0,
            stored::write(answer)?,
            means.code(),
            staff,
            &now
        )?;
        for (kind, bytes) in files {
            self.keep_room_file(room, id, *kind, bytes).await?;
        }
        if let Answer::Tasks(answer) = answer {
            let open = self.tasks_of_party(case.reader(), room, party).await?;
            let said_by = SaidBy {
                name: &found.name,
                means,
                party: Some(party),
            };
            self.say_of_tasks(&open, &answer.said, &said_by).await?;
        }
        Ok(())
    }

    /// Notes that the office has read what the parties of a room answered until now.
    pub async fn read_room(&mut self, case: CaseEditor, room: RoomId) -> Result<(), Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        sql!(
            self,
            run,
            "UPDATE room_party SET read_at = $4 WHERE organisation = $1 AND room = $3
               AND room IN (SELECT r.id FROM room r WHERE r.organisation = $1 AND r.person = $2)",
            organisation,
            case.person().0,
            room.0,
            &now
        )?;
        Ok(())
    }

    /// Says which member of the conference or the team a party is, or with `None` that it is none of them.
    pub async fn name_member(
        &mut self,
        case: CaseEditor,
        room: RoomId,
        party: RoomPartyId,
        member: Option<MemberId>,
    ) -> Result<(), Failure> {
        self.party_of(case, room, party).await?;
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "UPDATE room_party SET member = $3 WHERE organisation = $1 AND id = $2",
            organisation,
            party.0,
            member.map(|member| member.0)
        )?;
        Ok(())
    }

    /// Lets a room stand until another day; [`Failure::Stale`] once it is closed.
    pub async fn extend_room(&mut self, case: CaseEditor, room: RoomId, until: Date) -> Result<(), Failure> {
        let organisation = self.organisation();
        let changed = sql!(
            self,
            run,
            "UPDATE room SET until_on = $4 WHERE organisation = $1 AND person = $2 AND id = $3 AND closed_at IS NULL",
            organisation,
            case.person().0,
            room.0,
            until.to_string()
        )?;
        one(changed)
    }

    /// Closes a room at once; [`Failure::Stale`] where it is closed already.
    pub async fn close_room(&mut self, case: CaseEditor, room: RoomId) -> Result<(), Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        let changed = sql!(
            self,
            run,
            "UPDATE room SET closed_at = $4 WHERE organisation = $1 AND person = $2 AND id = $3 AND closed_at IS NULL",
            organisation,
            case.person().0,
            room.0,
            &now
        )?;
        one(changed)
    }

    /// Chooses a candidate date; a later choice takes its place.
    pub async fn choose_date(&mut self, case: CaseEditor, room: RoomId, place: usize) -> Result<(), Failure> {
        let organisation = self.organisation();
        let changed = sql!(
            self,
            run,
            "UPDATE room SET chosen = $4 WHERE organisation = $1 AND person = $2 AND id = $3 AND closed_at IS NULL",
            organisation,
            case.person().0,
            room.0,
            i64::try_from(place).unwrap_or(i64::MAX)
        )?;
        one(changed)
    }
}

fn one(changed: u64) -> Result<(), Failure> {
    if changed == 1 { Ok(()) } else { Err(Failure::Stale) }
}
