//! メール. Letters that wait to be sent, and what became of them.
//!
//! A letter is claimed before it is sent, in a transaction of its own: whoever claims it alone sends it. What was being
//! sent when the program stopped is not sent again by itself, because it may have arrived.

use bansou_domain::id::{OrganisationId, PersonId, RoomId, RoomPartyId};
use bansou_domain::mail::{Letter, MailAddress, MailKind, MailState};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader};
use crate::journal::Did;
use crate::{Failure, Reader, Scope, Store, Tx, stored};

/// A letter as the office sees it.
#[derive(Clone)]
pub struct LetterRecord {
    /// The key.
    pub id: Uuid,
    /// To which party.
    pub party: RoomPartyId,
    /// 用件.
    pub kind: MailKind,
    /// The address.
    pub recipient: String,
    /// 状態.
    pub state: MailState,
    /// How often it was tried.
    pub tries: i64,
    /// When it is tried next, in UTC.
    pub due_at: String,
    /// When its state was reached, in UTC.
    pub changed_at: String,
    /// What the server said when it did not take it.
    pub trouble: String,
    /// Who sent it; empty where the party asked for it.
    pub queued_by: String,
}

/// A letter that was claimed: whoever holds it sends it, and says what came of it.
pub struct ClaimedLetter {
    organisation: OrganisationId,
    person: PersonId,
    party: Uuid,
    /// The key; it names the message for good.
    pub id: Uuid,
    /// The address.
    pub recipient: String,
    /// What is sent; empty where it was sealed under a key that is gone.
    pub letter: Letter,
    /// Whether it can be read and so be sent.
    pub readable: bool,
    /// How often it was tried before.
    pub tried: i64,
    /// Whether room and link still stand; a letter about neither is not sent.
    pub stands: bool,
}

/// What came of sending a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it.
    Sent,
    /// The server did not take it and will not.
    Refused(String),
    /// The connection broke while it was handed over: nobody knows.
    Unclear(String),
    /// It is tried again at this instant.
    Later(Timestamp, String),
}

#[apply(row!)]
struct Row {
    id: Uuid,
    party: Uuid,
    kind: String,
    recipient: String,
    state: String,
    tries: i64,
    due_at: String,
    changed_at: String,
    trouble: String,
    queued_by: String,
}

#[apply(row!)]
struct ClaimedRow {
    id: Uuid,
    room: Uuid,
    party: Uuid,
    recipient: String,
    letter: String,
    tries: i64,
}

impl TryFrom<Row> for LetterRecord {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        let kind = MailKind::from_code(&row.kind);
        let state = MailState::from_code(&row.state);
        Ok(Self {
            id: row.id,
            party: RoomPartyId(row.party),
            kind: kind.ok_or_else(|| Failure::unreadable("outbox.kind", &row.kind))?,
            recipient: row.recipient,
            state: state.ok_or_else(|| Failure::unreadable("outbox.state", &row.state))?,
            tries: row.tries,
            due_at: row.due_at,
            changed_at: row.changed_at,
            trouble: row.trouble,
            queued_by: row.queued_by,
        })
    }
}

fn program(organisation: OrganisationId, now: Timestamp) -> Scope {
    Scope {
        organisation,
        actor: None,
        now,
    }
}

/// The hash by which an address is found again, in whatever case it is written.
fn address_hash(address: &MailAddress) -> Vec<u8> {
    Sha256::digest(address.as_str().to_ascii_lowercase().as_bytes()).to_vec()
}

impl Tx {
    /// Keeps where a party of the case is reached, and writes a letter to it that is sent once this is committed.
    pub async fn queue_letter(
        &mut self,
        case: CaseEditor,
        (room, party): (RoomId, RoomPartyId),
        kind: MailKind,
        to: &MailAddress,
        letter: &Letter,
    ) -> Result<(), Failure> {
        let parties = self.parties_of_room(case.reader(), room).await?;
        if parties.iter().all(|found| found.id != party) {
            return Err(Failure::NotFound);
        }
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        sql!(
            self,
            run,
            "UPDATE room_party SET email = $3, email_hash = $4 WHERE organisation = $1 AND id = $2",
            organisation,
            party.0,
            to.as_str(),
            address_hash(to)
        )?;
        let id = Uuid::now_v7();
        let kept = self.sealed(id, kind, letter)?;
        sql!(
            self,
            run,
            "INSERT INTO outbox (organisation, id, room, party, kind, recipient, letter, state, due_at, changed_at, queued_at,
                                 queued_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued', $8, $8, $8, $9)",
            organisation,
            id,
            room.0,
            party.0,
            kind.code(),
            to.as_str(),
            kept,
            &now,
            staff
        )?;
        Ok(())
    }

    /// A letter as it waits: sealed where a link stands in it.
    pub(crate) fn sealed(&self, id: Uuid, kind: MailKind, letter: &Letter) -> Result<String, Failure> {
        let text = stored::write(letter)?;
        match kind {
            MailKind::Invitation | MailKind::Together => self.seal().close(id, &text),
            MailKind::Reminder | MailKind::Date => Ok(text),
        }
    }

    /// Sends a letter again that was refused, or of which nobody knows whether it arrived; [`Failure::Stale`] for others.
    pub async fn send_letter_again(
        &mut self,
        case: CaseEditor,
        room: RoomId,
        id: Uuid,
    ) -> Result<LetterRecord, Failure> {
        let letters = self.letters_of_room(case.reader(), room).await?;
        // A key that was asked for is asked for anew: it is over soon.
        let found = letters
            .into_iter()
            .find(|letter| letter.id == id && letter.kind != MailKind::Together);
        let found = found.ok_or(Failure::NotFound)?;
        let (organisation, now) = (self.organisation(), self.now());
        let changed = sql!(
            self,
            run,
            "UPDATE outbox SET state = 'queued', tries = 0, due_at = $3, changed_at = $3, trouble = ''
             WHERE organisation = $1 AND id = $2 AND state IN ('refused', 'unclear')",
            organisation,
            id,
            &now
        )?;
        if changed == 1 {
            Ok(found)
        } else {
            Err(Failure::Stale)
        }
    }

    async fn claim_due(&mut self) -> Result<Option<ClaimedRow>, Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        sql!(
            self,
            maybe,
            "UPDATE outbox SET state = 'sending', tries = tries + 1, changed_at = $2
             WHERE organisation = $1 AND state = 'queued' AND id = (
                 SELECT o.id FROM outbox o WHERE o.organisation = $1 AND o.state = 'queued' AND o.due_at <= $2
                 ORDER BY o.due_at, o.id LIMIT 1)
             RETURNING id, room, party, recipient, letter, tries",
            organisation,
            &now
        )
    }

    /// Whose the room of a letter is, and whether room and link stand.
    async fn letter_stands(&mut self, row: &ClaimedRow) -> Result<(Uuid, bool), Failure> {
        let (organisation, today) = (self.organisation(), self.today().to_string());
        sql!(
            self,
            one,
            "SELECT r.person, r.closed_at IS NULL AND r.until_on >= $4 AND p.revoked_at IS NULL AND p.locked_at IS NULL
             FROM room_party p JOIN room r ON r.organisation = p.organisation AND r.id = p.room
             WHERE p.organisation = $1 AND p.id = $2 AND r.id = $3",
            organisation,
            row.party,
            row.room,
            &today
        )
    }
}

impl Store {
    /// Claims the letter that has waited longest, if one is due.
    pub async fn claim_letter(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
    ) -> Result<Option<ClaimedLetter>, Failure> {
        let mut tx = self.begin(program(organisation, now)).await?;
        let Some(row) = tx.claim_due().await? else {
            return Ok(None);
        };
        let (person, stands) = tx.letter_stands(&row).await?;
        let text = tx.seal().open(row.id, &row.letter);
        tx.commit_unrecorded().await?;
        let letter = text.map(|text| stored::read::<Letter>("outbox.letter", &text));
        Ok(Some(ClaimedLetter {
            organisation,
            person: PersonId(person),
            party: row.party,
            id: row.id,
            recipient: row.recipient,
            readable: letter.is_some(),
            letter: letter.transpose()?.unwrap_or_default(),
            tried: row.tries - 1,
            stands,
        }))
    }

    /// Says what came of a claimed letter. The text of one that was sent is kept no longer.
    pub async fn letter_done(
        &self,
        claimed: &ClaimedLetter,
        now: Timestamp,
        outcome: &Outcome,
    ) -> Result<(), Failure> {
        let mut tx = self.begin(program(claimed.organisation, now)).await?;
        let (organisation, at) = (tx.organisation(), tx.now());
        let (state, due, trouble) = match outcome {
            Outcome::Sent => (MailState::Sent, at.clone(), ""),
            Outcome::Refused(why) => (MailState::Refused, at.clone(), why.as_str()),
            Outcome::Unclear(why) => (MailState::Unclear, at.clone(), why.as_str()),
            Outcome::Later(due, why) => (MailState::Queued, due.to_string(), why.as_str()),
        };
        sql!(
            tx,
            run,
            "UPDATE outbox SET state = $3, due_at = $4, changed_at = $5, trouble = $6,
                    letter = CASE WHEN $3 = 'sent' THEN '' ELSE letter END
             WHERE organisation = $1 AND id = $2 AND state IN ('sending', 'unclear')",
            organisation,
            claimed.id,
            state.code(),
            &due,
            &at,
            trouble
        )?;
        let kind = match outcome {
            Outcome::Sent => "mail.sent",
            Outcome::Refused(_) => "mail.refused",
            Outcome::Unclear(_) => "mail.unclear",
            Outcome::Later(..) => return tx.commit_unrecorded().await,
        };
        tx.commit(Did::to(claimed.person, kind).subject(claimed.party))
            .await
    }

    /// Marks what was being sent when the program stopped: nobody knows whether it arrived. Answers how many there were.
    pub async fn mend_letters(&self, organisation: OrganisationId, now: Timestamp) -> Result<u64, Failure> {
        let mut tx = self.begin(program(organisation, now)).await?;
        let (organisation, at) = (tx.organisation(), tx.now());
        let changed = sql!(
            tx,
            run,
            "UPDATE outbox SET state = 'unclear', changed_at = $2 WHERE organisation = $1 AND state = 'sending'",
            organisation,
            &at
        )?;
        tx.commit_unrecorded().await?;
        Ok(changed)
    }
}

/// What is said of a letter that waited in a backup: it may have been sent after the backup was made.
pub const RESTORED: &str = "restored from a backup";

impl Store {
    /// Holds back what waits in a database that was just restored, so that nothing is sent twice.
    pub async fn hold_letters(&self, organisation: OrganisationId, now: Timestamp) -> Result<u64, Failure> {
        let mut tx = self.begin(program(organisation, now)).await?;
        let (organisation, at) = (tx.organisation(), tx.now());
        let changed = sql!(
            tx,
            run,
            "UPDATE outbox SET state = 'unclear', changed_at = $2, trouble = $3
             WHERE organisation = $1 AND state IN ('queued', 'sending')",
            organisation,
            &at,
            RESTORED
        )?;
        tx.commit_unrecorded().await?;
        Ok(changed)
    }
}

impl Reader {
    /// The letters to the parties of a room of the case, in the order they were written.
    pub async fn letters_of_room(
        &mut self,
        case: CaseReader,
        room: RoomId,
    ) -> Result<Vec<LetterRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<Row> = sql!(
            self,
            all,
            "SELECT o.id, o.party, o.kind, o.recipient, o.state, o.tries, o.due_at, o.changed_at, o.trouble,
                    COALESCE(s.name, '') AS queued_by
             FROM room r JOIN outbox o ON o.organisation = r.organisation AND o.room = r.id
             LEFT JOIN staff s ON s.organisation = o.organisation AND s.id = o.queued_by
             WHERE r.organisation = $1 AND r.person = $2 AND r.id = $3 ORDER BY o.queued_at, o.id",
            organisation,
            case.person().0,
            room.0
        )?;
        rows.into_iter().map(LetterRecord::try_from).collect()
    }
}
