//! 外の相手. What a party without an account reaches: the door its link names, and its own part of one room.
//!
//! A [`RoomGuest`] is made only from a visit that stands in the database, and everything here takes one: no permit to a
//! case can be had from it. What is read comes out behind the veil.

use bansou_domain::id::{MemberId, OrganisationId, PersonId, RoomId, RoomPartyId};
use bansou_domain::person::Person;
use bansou_domain::room::{Answer, AnswerMeans, Ask, Lifetime, PartyKind, Purpose, Veil};
use bansou_domain::scan::ScanKind;
use bansou_domain::task::Owner;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::kind;
pub use super::opening::Opening;
pub use super::shown::Shown;
use crate::access::CaseReader;
use crate::journal::Did;
use crate::task::SaidBy;
use crate::{Failure, Reader, Scope, Store, Tx, stored};

/// 部屋を訪れた相手. One party of one room, for as long as its visit lasts.
#[derive(Debug, Clone)]
pub struct RoomGuest {
    organisation: OrganisationId,
    person: PersonId,
    room: RoomId,
    party: RoomPartyId,
    kind: PartyKind,
    name: String,
    owner: String,
    whose: Option<Owner>,
    member: Option<MemberId>,
    mailed: bool,
    token_hash: Vec<u8>,
}

/// What a link shows before its code: which office asks, and what kind of thing. Nobody is named.
#[derive(Debug, Clone)]
pub struct Doorstep {
    /// The office.
    pub office: String,
    /// Its telephone, for whoever has lost the code.
    pub tel: String,
    /// What is asked.
    pub purpose: Purpose,
    /// To which kind of party.
    pub kind: PartyKind,
}

/// What one party sees of its room.
#[derive(Clone)]
pub struct GuestRoom {
    /// The question.
    pub ask: Ask,
    /// What it is about, as this kind of party sees it.
    pub shown: Shown,
    /// The last day on which the room opens.
    pub until: Date,
    /// The candidate that was chosen, from 0.
    pub chosen: Option<usize>,
    /// The office.
    pub office: String,
    /// The office's telephone.
    pub tel: String,
    /// Who asks.
    pub asked_by: String,
    /// The party's last answer with its time, in UTC.
    pub own: Option<(Answer, String)>,
}

#[apply(row!)]
struct DoorRow {
    office: String,
    tel: String,
    purpose: String,
    kind: String,
}

#[apply(row!)]
struct GuestRow {
    person: Uuid,
    room: Uuid,
    kind: String,
    name: String,
    owner: String,
    bound_to: Option<String>,
    member: Option<Uuid>,
    mailed: bool,
}

#[apply(row!)]
struct RoomRow {
    ask: String,
    until_on: String,
    chosen: Option<i64>,
    office: String,
    tel: String,
    asked_by: String,
}

impl RoomGuest {
    /// The party.
    #[must_use]
    pub fn party(&self) -> RoomPartyId {
        self.party
    }

    /// The kind, which decides the view.
    #[must_use]
    pub fn kind(&self) -> PartyKind {
        self.kind
    }

    /// The name by which the party was invited.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the room was mailed to an address.
    #[must_use]
    pub fn mailed(&self) -> bool {
        self.mailed
    }

    /// The organisation the room belongs to.
    #[must_use]
    pub fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    pub(super) fn person(&self) -> PersonId {
        self.person
    }

    pub(super) fn owner(&self) -> &str {
        &self.owner
    }

    /// Whose tasks it takes on, and the words for it.
    pub(super) fn takes_on(&self) -> (Option<Owner>, &str) {
        (self.whose, &self.owner)
    }

    pub(super) fn room(&self) -> RoomId {
        self.room
    }

    pub(super) fn member(&self) -> Option<MemberId> {
        self.member
    }

    pub(super) fn scope(&self, now: Timestamp) -> Scope {
        outside(self.organisation, now)
    }

    /// An entry of the person's journal that names this party.
    pub(super) fn did(&self, kind: &'static str) -> Did {
        Did::to(self.person, kind)
            .subject(self.party.0)
            .detail(&self.name)
    }
}

pub(super) fn outside(organisation: OrganisationId, now: Timestamp) -> Scope {
    Scope {
        organisation,
        actor: None,
        now,
    }
}

impl Store {
    /// What stands on the doorstep of a link. Reading it changes nothing.
    pub async fn doorstep(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
        link_hash: &[u8],
    ) -> Result<Option<Doorstep>, Failure> {
        let mut reader = self.read(outside(organisation, now)).await?;
        let row: Option<DoorRow> = sql!(
            reader,
            maybe,
            "SELECT o.name AS office, o.tel, r.purpose, p.kind
             FROM room_party p JOIN room r ON r.organisation = p.organisation AND r.id = p.room
             JOIN person c ON c.organisation = r.organisation AND c.id = r.person
             JOIN office o ON o.organisation = c.organisation AND o.id = c.office
             WHERE p.organisation = $1 AND p.link_hash = $2 AND p.locked_at IS NULL AND p.revoked_at IS NULL
               AND p.opens_left > 0 AND r.closed_at IS NULL AND r.until_on >= $3",
            organisation.0,
            link_hash,
            crate::day_in_japan(now).to_string()
        )?;
        row.map(|row| {
            Ok(Doorstep {
                office: row.office,
                tel: row.tel,
                purpose: Purpose::from_code(&row.purpose)
                    .ok_or_else(|| Failure::unreadable("room.purpose", &row.purpose))?,
                kind: kind(&row.kind)?,
            })
        })
        .transpose()
    }

    /// The guest of a visit, while visit, link and room stand.
    pub async fn room_guest(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
        party: RoomPartyId,
        token_hash: &[u8],
    ) -> Result<Option<RoomGuest>, Failure> {
        let mut reader = self.read(outside(organisation, now)).await?;
        let lifetime = Lifetime::at(now);
        let row: Option<GuestRow> = sql!(
            reader,
            maybe,
            "SELECT r.person, r.id AS room, p.kind, p.name, p.owner, p.bound_to, p.member, p.email_hash IS NOT NULL AS mailed
             FROM room_visit v JOIN room_party p ON p.organisation = v.organisation AND p.id = v.party
             JOIN room r ON r.organisation = p.organisation AND r.id = p.room
             WHERE v.organisation = $1 AND v.token_hash = $2 AND v.party = $3 AND v.seen_at >= $4 AND v.begun_at >= $5
               AND p.locked_at IS NULL AND p.revoked_at IS NULL AND r.closed_at IS NULL AND r.until_on >= $6",
            organisation.0,
            token_hash,
            party.0,
            lifetime.idle_since.to_string(),
            lifetime.begun_since.to_string(),
            crate::day_in_japan(now).to_string()
        )?;
        row.map(|row| {
            Ok(RoomGuest {
                organisation,
                person: PersonId(row.person),
                room: RoomId(row.room),
                party,
                kind: kind(&row.kind)?,
                name: row.name,
                owner: row.owner,
                whose: crate::task_owner::read("room_party.bound_to", row.bound_to.as_deref())?,
                member: row.member.map(MemberId),
                mailed: row.mailed,
                token_hash: token_hash.to_vec(),
            })
        })
        .transpose()
    }

    /// Shows a guest its room and journals the view at the person; `kind` is the journal's word for what was looked at.
    pub async fn guest_room(
        &self,
        guest: &RoomGuest,
        now: Timestamp,
        kind: &'static str,
    ) -> Result<GuestRoom, Failure> {
        let mut tx = self.begin(guest.scope(now)).await?;
        let room = tx.room_of(guest).await?;
        tx.see(guest).await?;
        tx.commit(guest.did(kind)).await?;
        Ok(room)
    }

    /// Journals at the person what a guest did beside looking; `kind` is the journal's word for it.
    pub async fn guest_did(
        &self,
        guest: &RoomGuest,
        now: Timestamp,
        kind: &'static str,
    ) -> Result<(), Failure> {
        let mut tx = self.begin(guest.scope(now)).await?;
        tx.see(guest).await?;
        tx.commit(guest.did(kind)).await
    }

    /// Keeps a guest's answer with its files. The same form sent twice is kept once.
    pub async fn guest_answer(
        &self,
        guest: &RoomGuest,
        now: Timestamp,
        form_key: Uuid,
        answer: &Answer,
        files: &[(ScanKind, Vec<u8>)],
    ) -> Result<(), Failure> {
        let mut tx = self.begin(guest.scope(now)).await?;
        let room = tx.room_of(guest).await?;
        if !answer.answers(&room.ask) {
            return Err(Failure::NotFound);
        }
        let answer = &tx.bound_to_version(guest, &room.ask, answer).await?;
        let (organisation, at) = (tx.organisation(), tx.now());
        let kept = sql!(
            tx,
            run,
            "INSERT INTO room_answer (organisation, id, room, party, content, means, recorded_at)
             VALUES ($1, $2, $3, $4, $5, 'link', $6) ON CONFLICT DO NOTHING",
            organisation,
            form_key,
            guest.room.0,
            guest.party.0,
            stored::write(answer)?,
            &at
        )?;
        if kept == 0 {
            return Ok(());
        }
        for (kind, bytes) in files {
            tx.keep_room_file(guest.room, form_key, *kind, bytes).await?;
        }
        if let (Answer::Tasks(answer), Some(open)) = (answer, room.shown.tasks()) {
            let said_by = SaidBy {
                name: &guest.name,
                means: AnswerMeans::Link,
                party: Some(guest.party),
            };
            tx.say_of_tasks(open, &answer.said, &said_by).await?;
        }
        tx.see(guest).await?;
        tx.commit(guest.did("guest.answered")).await
    }
}

impl Tx {
    pub(super) async fn see(&mut self, guest: &RoomGuest) -> Result<(), Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        sql!(
            self,
            run,
            "UPDATE room_visit SET seen_at = $3 WHERE organisation = $1 AND token_hash = $2",
            organisation,
            &guest.token_hash,
            &now
        )?;
        Ok(())
    }

    async fn room_of(&mut self, guest: &RoomGuest) -> Result<GuestRoom, Failure> {
        let organisation = self.organisation();
        let row: RoomRow = sql!(
            self,
            one,
            "SELECT r.ask, r.until_on, r.chosen, o.name AS office, o.tel, s.name AS asked_by
             FROM room r JOIN person c ON c.organisation = r.organisation AND c.id = r.person
             JOIN office o ON o.organisation = c.organisation AND o.id = c.office
             JOIN staff s ON s.organisation = r.organisation AND s.id = r.opened_by
             WHERE r.organisation = $1 AND r.id = $2",
            organisation,
            guest.room.0
        )?;
        let veil = self.veil().await?;
        let ask: Ask = stored::read("room.ask", &row.ask)?;
        Ok(GuestRoom {
            shown: self.shown(guest, &ask, &veil).await?,
            ask: ask.behind(&veil),
            until: stored::read_day("room.until_on", &row.until_on)?,
            chosen: row.chosen.and_then(|place| usize::try_from(place).ok()),
            office: row.office,
            tel: row.tel,
            asked_by: row.asked_by,
            own: self.own_answer(guest, &veil).await?,
        })
    }

    async fn own_answer(
        &mut self,
        guest: &RoomGuest,
        veil: &Veil,
    ) -> Result<Option<(Answer, String)>, Failure> {
        let organisation = self.organisation();
        let row: Option<(String, String)> = sql!(
            self,
            maybe,
            "SELECT content, recorded_at FROM room_answer WHERE organisation = $1 AND room = $2 AND party = $3
             ORDER BY recorded_at DESC, id DESC LIMIT 1",
            organisation,
            guest.room.0,
            guest.party.0
        )?;
        row.map(|(content, at)| {
            let answer: Answer = stored::read("room_answer.content", &content)?;
            Ok((answer.behind(veil), at))
        })
        .transpose()
    }
}

impl Reader {
    /// The veil over everything that leaves the office: nobody's text may tell where a protected person lives, least of
    /// all the texts of those who live with them.
    async fn veil(&mut self) -> Result<Veil, Failure> {
        let organisation = self.organisation();
        let protected: Vec<String> = sql!(
            self,
            values,
            "SELECT details FROM person WHERE organisation = $1 AND details LIKE '%\"address_protected\":true%'",
            organisation
        )?;
        let mut veil = Veil::default();
        for details in &protected {
            let person: Person = stored::read("person.details", details)?;
            veil.cover(&person);
        }
        Ok(veil)
    }

    /// The veil, for what the office itself sends out in place of a link.
    pub async fn veil_of_office(&mut self, _: CaseReader) -> Result<Veil, Failure> {
        self.veil().await
    }
}
