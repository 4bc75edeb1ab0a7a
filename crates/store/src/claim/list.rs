//! 確定した請求の一覧.

use std::collections::{BTreeMap, BTreeSet};

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim::{Benefit, FrozenClaim};
use bansou_domain::id::PersonId;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::file::{benefit, month};
use super::result::ClaimResult;
use crate::access::ClaimDesk;
use crate::claim_facts::PeopleRange;
use crate::{Failure, Reader, stored};

/// How far a file has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileState {
    /// 確定. Not sent yet.
    Frozen,
    /// 送信済み.
    Sent(Date),
    /// 取り消し. Taken back before it was sent.
    Undone {
        /// When, in UTC.
        at: String,
        /// Why.
        why: String,
    },
}

/// One frozen claim with what became of it.
#[derive(Debug, Clone)]
pub struct ClaimRecord {
    /// The key.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// The file it stands in.
    pub file: Uuid,
    /// The name of that file.
    pub file_name: String,
    /// Who froze it.
    pub frozen_by: String,
    /// When, in UTC.
    pub frozen_at: String,
    /// 処理対象年月 of that file.
    pub processing: ServiceMonth,
    /// How far that file has come.
    pub state: FileState,
    /// The claim of the same month it takes up again.
    pub follows: Option<Uuid>,
    /// Whether it still counts.
    pub live: bool,
    /// What it says.
    pub claim: FrozenClaim,
    /// What came back, oldest first.
    pub results: Vec<ClaimResult>,
}

/// What an earlier month claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Whose.
    pub person: PersonId,
    /// サービス提供年月.
    pub month: ServiceMonth,
    /// What.
    pub item: ClaimedItem,
}

/// One item of an earlier claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedItem {
    /// The item's word.
    pub item: String,
    /// 回数.
    pub count: i64,
    /// 入院・入所.
    pub stay: Option<String>,
}

#[apply(row!)]
struct Row {
    id: Uuid,
    person: Uuid,
    file: Uuid,
    file_name: String,
    frozen_by: String,
    frozen_at: String,
    processing: String,
    sent_on: Option<String>,
    undone_at: Option<String>,
    undone_why: String,
    follows: Option<Uuid>,
    live: bool,
    content: String,
    hash: Vec<u8>,
}

#[apply(row!)]
struct ItemRow {
    person: Uuid,
    month: String,
    item: String,
    count: i64,
    stay: Option<String>,
}

impl Row {
    fn read(self) -> Result<ClaimRecord, Failure> {
        if Sha256::digest(self.content.as_bytes()).as_slice() != self.hash.as_slice() {
            return Err(Failure::unreadable("claim.content", "the hash differs"));
        }
        Ok(ClaimRecord {
            id: self.id,
            person: PersonId(self.person),
            file: self.file,
            file_name: self.file_name,
            frozen_by: self.frozen_by,
            frozen_at: self.frozen_at,
            processing: month("claim_file.processing", &self.processing)?,
            state: FileState::read(self.sent_on.as_deref(), self.undone_at, self.undone_why)?,
            follows: self.follows,
            live: self.live,
            claim: stored::read("claim.content", &self.content)?,
            results: Vec::new(),
        })
    }
}

impl Reader {
    /// The claims frozen for a month of service, those that no longer count too, oldest first.
    pub async fn claims_of_month(
        &mut self,
        desk: ClaimDesk,
        month: ServiceMonth,
    ) -> Result<Vec<ClaimRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<Row> = sql!(
            self,
            all,
            "SELECT c.id, c.person, c.file, f.name AS file_name, s.name AS frozen_by, f.frozen_at, f.processing,
                    f.sent_on, f.undone_at, f.undone_why, c.follows, c.live, c.content, c.hash
             FROM claim c JOIN claim_file f ON f.organisation = c.organisation AND f.id = c.file
             JOIN staff s ON s.organisation = f.organisation AND s.id = f.frozen_by
             WHERE c.organisation = $1 AND c.office = $2 AND c.month = $3 ORDER BY f.frozen_at, c.id",
            organisation,
            desk.office().0,
            month.to_string()
        )?;
        self.with_results(desk, rows).await
    }

    /// The claims of a file.
    pub async fn claims_of_file(&mut self, desk: ClaimDesk, file: Uuid) -> Result<Vec<ClaimRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<Row> = sql!(
            self,
            all,
            "SELECT c.id, c.person, c.file, f.name AS file_name, s.name AS frozen_by, f.frozen_at, f.processing,
                    f.sent_on, f.undone_at, f.undone_why, c.follows, c.live, c.content, c.hash
             FROM claim c JOIN claim_file f ON f.organisation = c.organisation AND f.id = c.file
             JOIN staff s ON s.organisation = f.organisation AND s.id = f.frozen_by
             WHERE c.organisation = $1 AND c.office = $2 AND c.file = $3 ORDER BY c.month, c.municipality, c.id",
            organisation,
            desk.office().0,
            file
        )?;
        self.with_results(desk, rows).await
    }

    // A file holds claims of one month or of a few.
    async fn with_results(&mut self, desk: ClaimDesk, rows: Vec<Row>) -> Result<Vec<ClaimRecord>, Failure> {
        let mut records: Vec<ClaimRecord> = rows.into_iter().map(Row::read).collect::<Result<_, _>>()?;
        let months: BTreeSet<ServiceMonth> = records.iter().map(|record| record.claim.month).collect();
        let mut came_back: BTreeMap<Uuid, Vec<ClaimResult>> = BTreeMap::new();
        for month in months {
            for result in self.results_of_month(desk, month).await? {
                came_back.entry(result.claim).or_default().push(result);
            }
        }
        for record in &mut records {
            record.results = came_back.remove(&record.id).unwrap_or_default();
        }
        Ok(records)
    }

    /// Whose claims stand in a file.
    pub async fn people_of_claim_file(
        &mut self,
        desk: ClaimDesk,
        file: Uuid,
    ) -> Result<Vec<PersonId>, Failure> {
        let organisation = self.organisation();
        let people: Vec<Uuid> = sql!(
            self,
            values,
            "SELECT DISTINCT person FROM claim WHERE organisation = $1 AND office = $2 AND file = $3 ORDER BY person",
            organisation,
            desk.office().0,
            file
        )?;
        Ok(people.into_iter().map(PersonId).collect())
    }

    /// The claims that were sent back, withdrawn or taken back and whose month nobody claimed again: 再請求を待つもの.
    pub async fn claims_to_take_up(
        &mut self,
        desk: ClaimDesk,
    ) -> Result<Vec<(PersonId, ServiceMonth)>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, String)> = sql!(
            self,
            all,
            "SELECT DISTINCT c.person, c.month FROM claim c
             JOIN claim_result r ON r.organisation = c.organisation AND r.claim = c.id AND NOT r.replaced
                  AND r.kind IN ('returned', 'withdrawn')
             WHERE c.organisation = $1 AND c.office = $2 AND NOT c.live
             AND NOT EXISTS (SELECT 1 FROM claim l WHERE l.organisation = c.organisation AND l.person = c.person
                  AND l.benefit = c.benefit AND l.month = c.month AND l.live)
             ORDER BY c.month, c.person",
            organisation,
            desk.office().0
        )?;
        rows.into_iter()
            .map(|(person, of)| Ok((PersonId(person), month("claim.month", &of)?)))
            .collect()
    }

    /// Whose month stands in a file that counts, among the people of a range.
    pub async fn live_claims_of(
        &mut self,
        desk: ClaimDesk,
        month: ServiceMonth,
        range: PeopleRange,
    ) -> Result<Vec<(PersonId, Benefit)>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(Uuid, String)> = sql!(
            self,
            all,
            "SELECT c.person, c.benefit FROM claim c
             WHERE c.organisation = $1 AND c.office = $2 AND c.month = $3 AND c.live
               AND c.person > $4 AND c.person <= $5 ORDER BY c.person, c.benefit",
            organisation,
            desk.office().0,
            month.to_string(),
            range.after,
            range.until
        )?;
        rows.into_iter()
            .map(|(person, of)| Ok((PersonId(person), benefit("claim.benefit", &of)?)))
            .collect()
    }

    /// What live claims of earlier months used up, from `since` to the month before `before`.
    pub async fn claimed_before(
        &mut self,
        desk: ClaimDesk,
        since: ServiceMonth,
        before: ServiceMonth,
    ) -> Result<Vec<Claimed>, Failure> {
        self.claimed_before_of(desk, since, before, PeopleRange::EVERYBODY)
            .await
    }

    /// The same for the people of a range.
    pub async fn claimed_before_of(
        &mut self,
        desk: ClaimDesk,
        since: ServiceMonth,
        before: ServiceMonth,
        range: PeopleRange,
    ) -> Result<Vec<Claimed>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<ItemRow> = sql!(
            self,
            all,
            "SELECT c.person, c.month, i.item, i.count, i.stay
             FROM claim c JOIN claim_item i ON i.organisation = c.organisation AND i.claim = c.id
             WHERE c.organisation = $1 AND c.office = $2 AND c.month >= $3 AND c.month < $4 AND c.live
               AND c.person > $5 AND c.person <= $6
             ORDER BY c.person, c.month, i.line",
            organisation,
            desk.office().0,
            since.to_string(),
            before.to_string(),
            range.after,
            range.until
        )?;
        let claimed = |row: ItemRow| {
            Ok(Claimed {
                person: PersonId(row.person),
                month: month("claim.month", &row.month)?,
                item: ClaimedItem {
                    item: row.item,
                    count: row.count,
                    stay: row.stay,
                },
            })
        };
        rows.into_iter().map(claimed).collect()
    }
}
