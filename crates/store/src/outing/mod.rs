//! 持ち出し. What workers took along to visits, what came back, and what the office took into a report.

mod device;
mod photo;

pub use photo::{NewPhoto, PhotoRecord, Struck};

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::{NoteId, OutingId, PaperId, PersonId};
use bansou_domain::outing::SignedOnVisit;
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader, case_of_outing};
use crate::{Failure, Reader, Tx, stored};

/// Outside the schedule, in the column of the month.
const EXTRA: &str = "extra";

/// 自分の持ち出し. The permit to hand in what came back from one's own visit, also after the case went to a colleague:
/// what was written on the way must reach the record.
#[derive(Debug, Clone, Copy)]
pub struct OwnOuting {
    id: OutingId,
    person: PersonId,
    month: Option<ServiceMonth>,
}

impl OwnOuting {
    /// The key.
    #[must_use]
    pub fn id(self) -> OutingId {
        self.id
    }

    /// Whose visit it was.
    #[must_use]
    pub fn person(self) -> PersonId {
        self.person
    }

    /// The due month; nothing outside the schedule.
    #[must_use]
    pub fn month(self) -> Option<ServiceMonth> {
        self.month
    }
}

/// What is taken along.
pub struct NewOuting<'o> {
    /// The due month; nothing outside the schedule.
    pub month: Option<ServiceMonth>,
    /// What the worker calls the device.
    pub device: &'o str,
    /// The hash of the device's secret.
    pub secret_hash: &'o [u8],
    /// The key of what lies on the device.
    pub key: &'o [u8],
}

/// What came back, as the device sends it.
pub struct Returned<'o> {
    /// Made on the device; the same key is the same return.
    pub id: Uuid,
    /// The fields as they were taken along.
    pub base: &'o str,
    /// The fields as they came back.
    pub fields: &'o str,
    /// The signature on the visit.
    pub signed: Option<&'o SignedOnVisit>,
    /// What the clock of the device said.
    pub claimed_at: &'o str,
}

/// The last return of an outing.
#[derive(Clone)]
pub struct ReturnRecord {
    /// The key.
    pub id: Uuid,
    /// What both sides have in common: the fields of the return that was taken in last, or as they were taken along.
    pub base: String,
    /// The fields as they came back.
    pub fields: String,
    /// When it came, in UTC.
    pub returned_at: String,
    /// The due month; nothing outside the schedule.
    pub month: Option<ServiceMonth>,
    /// The report an earlier return of this outing was taken into.
    pub paper: Option<PaperId>,
}

/// How an outing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutingState {
    /// It lies on the device.
    Out,
    /// It was called back: the device hands in what it holds, still sealed, and forgets it.
    Revoked,
    /// What came back is in the office.
    Back,
    /// What came back stands in a report.
    TakenIn,
}

/// An outing as the office lists it.
#[derive(Clone)]
pub struct OutingRecord {
    /// The key.
    pub id: OutingId,
    /// The due month; nothing outside the schedule.
    pub month: Option<ServiceMonth>,
    /// Who took it along.
    pub taken_by: String,
    /// What the worker calls the device.
    pub device: String,
    /// When, in UTC.
    pub taken_at: String,
    /// When the device was last heard of, in UTC.
    pub seen_at: String,
    /// When it was called back, in UTC.
    pub revoked_at: Option<String>,
    /// Why.
    pub revoked_why: String,
    /// Whether the device handed in something sealed.
    pub sealed: bool,
    /// When the last return came, in UTC.
    pub returned_at: Option<String>,
    /// The report it was taken into.
    pub paper: Option<PaperId>,
    /// How it stands.
    pub state: OutingState,
    /// Its photos.
    pub photos: PhotoCount,
}

/// How many photos of an outing are where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhotoCount {
    /// What the device said there are.
    pub told: i64,
    /// What came.
    pub came: i64,
    /// What a revoked device handed in, still sealed, and nobody has opened yet.
    pub sealed: i64,
}

impl PhotoCount {
    /// What is still on the device.
    #[must_use]
    pub const fn missing(self) -> bool {
        self.told > self.came + self.sealed
    }
}

#[apply(row!)]
struct Row {
    id: Uuid,
    month: String,
    taken_by: String,
    device: String,
    taken_at: String,
    seen_at: String,
    revoked_at: Option<String>,
    revoked_why: String,
    sealed: bool,
    taken_in: Option<Uuid>,
    paper: Option<Uuid>,
    last: Option<Uuid>,
    returned_at: Option<String>,
    photos: i64,
    photos_came: i64,
    photos_sealed: i64,
}

impl TryFrom<Row> for OutingRecord {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        Ok(Self {
            id: OutingId(row.id),
            month: read_month(&row.month)?,
            state: state(row.revoked_at.is_some(), row.last, row.taken_in),
            taken_by: row.taken_by,
            device: row.device,
            taken_at: row.taken_at,
            seen_at: row.seen_at,
            revoked_at: row.revoked_at,
            revoked_why: row.revoked_why,
            sealed: row.sealed,
            returned_at: row.returned_at,
            paper: row.paper.map(PaperId),
            photos: PhotoCount {
                told: row.photos,
                came: row.photos_came,
                sealed: row.photos_sealed,
            },
        })
    }
}

fn state(revoked: bool, last: Option<Uuid>, taken_in: Option<Uuid>) -> OutingState {
    match (last, taken_in) {
        (Some(last), Some(taken)) if last == taken => OutingState::TakenIn,
        (Some(_), _) => OutingState::Back,
        (None, _) if revoked => OutingState::Revoked,
        (None, _) => OutingState::Out,
    }
}

fn read_month(text: &str) -> Result<Option<ServiceMonth>, Failure> {
    if text == EXTRA {
        return Ok(None);
    }
    let month = text
        .parse()
        .map_err(|why| Failure::unreadable("outing.month", why))?;
    Ok(Some(month))
}

impl Tx {
    /// Writes down what is taken along; the secret and the key are the device's.
    pub async fn take_out(&mut self, case: CaseEditor, new: &NewOuting<'_>) -> Result<OutingId, Failure> {
        let (organisation, id, staff, now) = (self.organisation(), Uuid::now_v7(), self.actor()?, self.now());
        let month = new
            .month
            .map_or_else(|| EXTRA.to_owned(), |month| month.to_string());
        sql!(
            self,
            run,
            "INSERT INTO outing (organisation, id, person, month, taken_by, device, secret_hash, bundle_key, taken_at, seen_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            organisation,
            id,
            case.person().0,
            month,
            staff,
            new.device,
            new.secret_hash,
            new.key,
            &now,
            &now
        )?;
        Ok(OutingId(id))
    }

    /// Calls an outing back; [`Failure::Stale`] where it is back already, with all its photos.
    pub async fn revoke_outing(&mut self, case: CaseEditor, id: OutingId, why: &str) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let done = sql!(
            self,
            run,
            "UPDATE outing SET revoked_at = $4, revoked_by = $5, revoked_why = $6
             WHERE organisation = $1 AND id = $2 AND person = $3 AND revoked_at IS NULL
               AND (NOT EXISTS (SELECT 1 FROM outing_return b WHERE b.organisation = $1 AND b.outing = $2)
                    OR photos > (SELECT COUNT(*) FROM outing_photo p WHERE p.organisation = $1 AND p.outing = $2))",
            organisation,
            id.0,
            case.person().0,
            &now,
            staff,
            why
        )?;
        if done == 0 { Err(Failure::Stale) } else { Ok(()) }
    }

    /// Keeps what came back. `false` when the same return has come before.
    pub async fn bring_back(&mut self, outing: OwnOuting, back: &Returned<'_>) -> Result<bool, Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        let signed = back.signed.map(stored::write).transpose()?;
        let added = sql!(
            self,
            run,
            "INSERT INTO outing_return (organisation, id, outing, base, fields, signed, claimed_at, returned_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
            organisation,
            back.id,
            outing.id.0,
            back.base,
            back.fields,
            signed,
            back.claimed_at,
            &now
        )?;
        Ok(added == 1)
    }

    /// The missed visits of this outing that have become notes before.
    pub async fn known_missed(&mut self, outing: OwnOuting) -> Result<Vec<Uuid>, Failure> {
        let organisation = self.organisation();
        let known: Vec<(Uuid,)> = sql!(
            self,
            all,
            "SELECT id FROM outing_missed WHERE organisation = $1 AND outing = $2",
            organisation,
            outing.id.0
        )?;
        Ok(known.into_iter().map(|(id,)| id).collect())
    }

    /// Remembers which note a missed visit became.
    pub async fn note_missed(&mut self, outing: OwnOuting, id: Uuid, note: NoteId) -> Result<(), Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "INSERT INTO outing_missed (organisation, id, outing, note) VALUES ($1, $2, $3, $4)",
            organisation,
            id,
            outing.id.0,
            note.0
        )?;
        Ok(())
    }

    /// Remembers that a return stands in a report now.
    pub async fn take_in(
        &mut self,
        case: CaseEditor,
        id: OutingId,
        returned: Uuid,
        paper: PaperId,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        let done = sql!(
            self,
            run,
            "UPDATE outing SET taken_in = $4, paper = $5 WHERE organisation = $1 AND id = $2 AND person = $3
               AND EXISTS (SELECT 1 FROM outing_return b WHERE b.organisation = $1 AND b.id = $4 AND b.outing = $2)",
            organisation,
            id.0,
            case.person().0,
            returned,
            paper.0
        )?;
        if done == 0 { Err(Failure::NotFound) } else { Ok(()) }
    }
}

impl OwnOuting {
    /// The permit to write the notes of this visit.
    #[must_use]
    pub fn case(self) -> CaseEditor {
        case_of_outing(self)
    }
}

impl Reader {
    /// The worker's own outing; another's is not found.
    pub async fn own_outing(&mut self, id: OutingId) -> Result<OwnOuting, Failure> {
        let (organisation, staff) = (self.organisation(), self.actor()?);
        let row: Option<(Uuid, String)> = sql!(
            self,
            maybe,
            "SELECT person, month FROM outing WHERE organisation = $1 AND id = $2 AND taken_by = $3",
            organisation,
            id.0,
            staff
        )?;
        let (person, month) = row.ok_or(Failure::NotFound)?;
        Ok(OwnOuting {
            id,
            person: PersonId(person),
            month: read_month(&month)?,
        })
    }

    /// The key of what lies on a worker's own device, and what the device handed in sealed.
    pub async fn key_of_outing(&mut self, outing: OwnOuting) -> Result<(Vec<u8>, Option<String>), Failure> {
        let organisation = self.organisation();
        Ok(sql!(
            self,
            one,
            "SELECT bundle_key, sealed FROM outing WHERE organisation = $1 AND id = $2",
            organisation,
            outing.id.0
        )?)
    }

    /// The outings of a case, the newest first; `most` of them.
    pub async fn outings(&mut self, case: CaseReader, most: i64) -> Result<Vec<OutingRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<Row> = sql!(
            self,
            all,
            "SELECT o.id, o.month, s.name AS taken_by, o.device, o.taken_at, o.seen_at, o.revoked_at, o.revoked_why,
                    o.sealed IS NOT NULL AS sealed, o.taken_in, o.paper, b.id AS last, b.returned_at, o.photos,
                    (SELECT COUNT(*) FROM outing_photo p WHERE p.organisation = o.organisation AND p.outing = o.id) AS photos_came,
                    (SELECT COUNT(*) FROM outing_photo_sealed p WHERE p.organisation = o.organisation AND p.outing = o.id
                     AND NOT EXISTS (SELECT 1 FROM outing_photo x WHERE x.organisation = p.organisation AND x.id = p.id)) AS photos_sealed
             FROM outing o JOIN staff s ON s.organisation = o.organisation AND s.id = o.taken_by
             LEFT JOIN outing_return b ON b.organisation = o.organisation AND b.id =
                  (SELECT x.id FROM outing_return x WHERE x.organisation = o.organisation AND x.outing = o.id
                   ORDER BY x.returned_at DESC, x.id DESC LIMIT 1)
             WHERE o.organisation = $1 AND o.person = $2 ORDER BY o.taken_at DESC, o.id DESC LIMIT $3",
            organisation,
            case.person().0,
            most
        )?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// Who is out with this case now, the last first: a word to colleagues, not a lock.
    pub async fn out_with(&mut self, case: CaseReader) -> Result<Option<String>, Failure> {
        let organisation = self.organisation();
        let out: Option<(String,)> = sql!(
            self,
            maybe,
            "SELECT s.name FROM outing o JOIN staff s ON s.organisation = o.organisation AND s.id = o.taken_by
             WHERE o.organisation = $1 AND o.person = $2 AND o.revoked_at IS NULL AND NOT EXISTS (
                   SELECT 1 FROM outing_return b WHERE b.organisation = o.organisation AND b.outing = o.id)
             ORDER BY o.taken_at DESC LIMIT 1",
            organisation,
            case.person().0
        )?;
        Ok(out.map(|(name,)| name))
    }

    /// The last return of one outing of a case.
    pub async fn last_return(&mut self, case: CaseReader, id: OutingId) -> Result<ReturnRecord, Failure> {
        let organisation = self.organisation();
        let row: Option<(Uuid, String, String, String, String, Option<Uuid>)> = sql!(
            self,
            maybe,
            "SELECT b.id, COALESCE(t.fields, b.base), b.fields, b.returned_at, o.month, o.paper
             FROM outing_return b JOIN outing o ON o.organisation = b.organisation AND o.id = b.outing
             LEFT JOIN outing_return t ON t.organisation = o.organisation AND t.id = o.taken_in
             WHERE o.organisation = $1 AND o.id = $2 AND o.person = $3
             ORDER BY b.returned_at DESC, b.id DESC LIMIT 1",
            organisation,
            id.0,
            case.person().0
        )?;
        let (id, base, fields, returned_at, month, paper) = row.ok_or(Failure::NotFound)?;
        Ok(ReturnRecord {
            id,
            base,
            fields,
            returned_at,
            month: read_month(&month)?,
            paper: paper.map(PaperId),
        })
    }

    /// The signature that was given on the visit whose words stand in a report, with the day the device claimed.
    pub async fn signed_on_visit(
        &mut self,
        case: CaseReader,
        paper: PaperId,
    ) -> Result<Option<SignedOnVisit>, Failure> {
        let organisation = self.organisation();
        let signed: Option<(Option<String>,)> = sql!(
            self,
            maybe,
            "SELECT b.signed FROM outing o JOIN outing_return b ON b.organisation = o.organisation AND b.id = o.taken_in
             WHERE o.organisation = $1 AND o.paper = $2 AND o.person = $3 AND b.signed IS NOT NULL
             ORDER BY b.returned_at DESC LIMIT 1",
            organisation,
            paper.0,
            case.person().0
        )?;
        let signed = signed.and_then(|(signed,)| signed);
        signed
            .map(|signed| stored::read("outing_return.signed", &signed))
            .transpose()
    }
}
