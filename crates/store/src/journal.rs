//! 記録簿. Every write and every view of a person's record, chained by hashes within one organisation.
//!
//! The chain shows later changes; it does not prevent them, and whoever holds the database and every copy of the
//! chain's end can rewrite both.

use std::collections::BTreeMap;

use bansou_domain::id::PersonId;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::engine::Connection;
use crate::{Failure, Reader, Tx};

/// The kind of an entry that only says whose names were shown.
pub(crate) const LISTED: &str = "claim.listed";
/// The same of cases on a page that shows many of them, or a sentence of each.
pub(crate) const CASES_LISTED: &str = "cases.listed";

/// What was done, as one entry of the journal.
#[derive(Debug, Clone)]
pub struct Did {
    kind: &'static str,
    person: Option<PersonId>,
    subject: Option<Uuid>,
    detail: String,
    named: Vec<PersonId>,
}

impl Did {
    /// Something done to the office itself: accounts, settings, directories.
    #[must_use]
    pub fn office(kind: &'static str) -> Self {
        Self {
            kind,
            person: None,
            subject: None,
            detail: String::new(),
            named: Vec::new(),
        }
    }

    /// Something done to one person's record.
    #[must_use]
    pub fn to(person: PersonId, kind: &'static str) -> Self {
        Self {
            kind,
            person: Some(person),
            subject: None,
            detail: String::new(),
            named: Vec::new(),
        }
    }

    /// Names everybody it shows or touches: the entry stands in the journal of each of them. Its subject is then their
    /// [`key`](key_of_named), so that the chain holds whom it named.
    #[must_use]
    pub fn naming(self, people: impl IntoIterator<Item = PersonId>) -> Self {
        let mut named: Vec<PersonId> = people.into_iter().collect();
        named.sort();
        named.dedup();
        Self {
            subject: (!named.is_empty()).then(|| key_of_named(&named)),
            named,
            ..self
        }
    }

    /// The key of what it was done to, or of everybody it names.
    pub(crate) fn named_key(&self) -> Option<Uuid> {
        self.subject
    }

    /// Names the note, paper or certificate it was done to.
    #[must_use]
    pub fn subject(self, subject: Uuid) -> Self {
        Self {
            subject: Some(subject),
            ..self
        }
    }

    /// Adds what a reader of the journal should know beside the kind: a reason, a version.
    #[must_use]
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self {
            detail: detail.into(),
            ..self
        }
    }
}

/// One line of the journal as it is shown.
#[apply(row!)]
#[derive(Debug, Clone)]
pub struct Entry {
    /// The place in the chain, from 1.
    pub seq: i64,
    /// When, in UTC.
    pub at: String,
    /// The name of the worker, empty for the program itself.
    pub actor_name: String,
    /// What was done, as a stable word.
    pub kind: String,
    /// The added detail, empty once it has been erased.
    pub detail: String,
}

/// What checking the chain found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    /// All of it holds.
    Whole {
        /// How many entries there are.
        entries: i64,
    },
    /// The first entry that does not fit its hash or its predecessor.
    BrokenAt {
        /// Its place in the chain.
        seq: i64,
    },
}

#[apply(row!)]
struct Link {
    seq: i64,
    at: String,
    actor: Option<Uuid>,
    kind: String,
    person: Option<Uuid>,
    subject: Option<Uuid>,
    salt: Option<Vec<u8>>,
    detail: Option<String>,
    detail_digest: Vec<u8>,
    previous: Vec<u8>,
    hash: Vec<u8>,
}

impl Link {
    /// Hashes the fields with their lengths, so that no two different entries share one text.
    fn expected_hash(&self) -> Vec<u8> {
        let mut hasher = Sha256::new();
        let mut add = |bytes: &[u8]| {
            hasher.update((bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        };
        add(&self.seq.to_be_bytes());
        add(self.at.as_bytes());
        for id in [self.actor, self.person, self.subject] {
            add(id
                .map(Uuid::into_bytes)
                .as_ref()
                .map_or(&[], |bytes| bytes.as_slice()));
        }
        add(self.kind.as_bytes());
        add(&self.detail_digest);
        add(&self.previous);
        hasher.finalize().to_vec()
    }

    fn holds_after(&self, previous: &[u8]) -> bool {
        let detail_holds = match (&self.salt, &self.detail) {
            (Some(salt), Some(detail)) => digest_of_detail(salt, detail) == self.detail_digest,
            (None, None) => true, // erased by decision
            _ => false,
        };
        detail_holds && self.previous == previous && self.hash == self.expected_hash()
    }

    /// Whether the people an entry is found to name are those it named when it was made.
    fn names(&self, found: Option<Uuid>) -> bool {
        if [LISTED, CASES_LISTED].contains(&self.kind.as_str()) {
            self.subject == found
        } else {
            found.is_none() || self.subject == found
        }
    }
}

/// The first half of the SHA-256 of some people, in the order of their keys.
fn key_of_named(people: &[PersonId]) -> Uuid {
    let mut hasher = Sha256::new();
    for person in people {
        hasher.update(person.0.as_bytes());
    }
    let digest: [u8; 32] = hasher.finalize().into();
    let (key, _) = digest.split_at(16);
    Uuid::from_slice(key).unwrap_or_default()
}

fn digest_of_detail(salt: &[u8], detail: &str) -> Vec<u8> {
    Sha256::new()
        .chain_update(salt)
        .chain_update(detail.as_bytes())
        .finalize()
        .to_vec()
}

impl Tx {
    /// Adds the entry and makes the whole transaction durable. There is no other way to save a record.
    pub async fn commit(mut self, did: Did) -> Result<(), Failure> {
        self.append(did).await?;
        self.make_durable().await
    }

    /// Makes durable what is no record: drafts, sessions, failed sign-ins.
    pub async fn commit_unrecorded(self) -> Result<(), Failure> {
        self.make_durable().await
    }

    /// Adds one more entry for a transaction that does several things.
    pub async fn also(&mut self, did: Did) -> Result<(), Failure> {
        self.append(did).await
    }

    async fn append(&mut self, did: Did) -> Result<(), Failure> {
        let (seq, previous) = self.take_place_in_chain().await?;
        let salt = Uuid::now_v7().into_bytes().to_vec();
        let mut link = Link {
            seq,
            at: self.now(),
            actor: self.scope().actor.map(|staff| staff.0),
            kind: did.kind.to_owned(),
            person: did.person.map(|person| person.0),
            subject: did.subject,
            detail_digest: digest_of_detail(&salt, &did.detail),
            salt: Some(salt),
            detail: Some(did.detail),
            previous,
            hash: Vec::new(),
        };
        link.hash = link.expected_hash();
        self.insert_link(&link).await?;
        self.insert_named(seq, &did.named).await
    }

    /// Adds whom the entry names, all at once.
    async fn insert_named(&mut self, seq: i64, named: &[PersonId]) -> Result<(), Failure> {
        if named.is_empty() {
            return Ok(());
        }
        let organisation = self.organisation();
        match self.connection() {
            Connection::Sqlite(connection) => {
                let keys: Vec<String> = named
                    .iter()
                    .map(|person| format!("\"{}\"", person.0.simple()))
                    .collect();
                connection.run(
                    "INSERT INTO journal_named (organisation, person, seq)
                     SELECT $1, unhex(value), $2 FROM json_each($3)",
                    &[&organisation, &seq, &format!("[{}]", keys.join(","))],
                )?;
            }
            Connection::Postgres(connection) => {
                let keys: Vec<Uuid> = named.iter().map(|person| person.0).collect();
                sqlx::query(
                    "INSERT INTO journal_named (organisation, person, seq) SELECT $1, n.person, $2
                     FROM unnest($3::uuid[]) AS n (person)",
                )
                .bind(organisation)
                .bind(seq)
                .bind(keys)
                .execute(connection)
                .await?;
            }
        }
        Ok(())
    }

    /// Locks the end of the chain and answers the next place with the hash it has to name.
    async fn take_place_in_chain(&mut self) -> Result<(i64, Vec<u8>), Failure> {
        let organisation = self.organisation();
        Ok(sql!(
            self,
            one,
            "INSERT INTO journal_head (organisation, seq, hash) VALUES ($1, 1, $2)
             ON CONFLICT (organisation) DO UPDATE SET seq = journal_head.seq + 1
             RETURNING seq, hash",
            organisation,
            Vec::<u8>::new()
        )?)
    }

    /// Adds the link and moves the end of the chain to it.
    async fn insert_link(&mut self, link: &Link) -> Result<(), Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "INSERT INTO journal (organisation, seq, at, actor, kind, person, subject, salt, detail, detail_digest, previous, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            organisation,
            link.seq,
            &link.at,
            link.actor,
            &link.kind,
            link.person,
            link.subject,
            &link.salt,
            &link.detail,
            &link.detail_digest,
            &link.previous,
            &link.hash
        )?;
        sql!(
            self,
            run,
            "UPDATE journal_head SET hash = $2 WHERE organisation = $1",
            organisation,
            &link.hash
        )?;
        Ok(())
    }
}

impl Reader {
    /// Checks the whole chain of the organisation, in pieces, and names the first entry that does not hold.
    pub async fn verify_journal(&mut self) -> Result<Verified, Failure> {
        let organisation = self.organisation();
        let (mut last, mut previous) = (0, Vec::new());
        loop {
            let links: Vec<Link> = sql!(
                self,
                all,
                "SELECT seq, at, actor, kind, person, subject, salt, detail, detail_digest, previous, hash
                 FROM journal WHERE organisation = $1 AND seq > $2 ORDER BY seq LIMIT 2000",
                organisation,
                last
            )?;
            let named = self
                .named_after(last, links.last().map_or(last, |link| link.seq))
                .await?;
            for link in &links {
                let key = named.get(&link.seq).map(|people| key_of_named(people));
                if link.seq != last + 1 || !link.holds_after(&previous) || !link.names(key) {
                    return Ok(Verified::BrokenAt { seq: link.seq });
                }
                last = link.seq;
                previous.clone_from(&link.hash);
            }
            if links.is_empty() {
                return self.compare_with_head(last, &previous).await;
            }
        }
    }

    /// Whom the entries after one place up to another name, in the order of their keys.
    async fn named_after(&mut self, after: i64, until: i64) -> Result<BTreeMap<i64, Vec<PersonId>>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<(i64, Uuid)> = sql!(
            self,
            all,
            "SELECT seq, person FROM journal_named WHERE organisation = $1 AND seq > $2 AND seq <= $3
             ORDER BY seq, person",
            organisation,
            after,
            until
        )?;
        let mut named: BTreeMap<i64, Vec<PersonId>> = BTreeMap::new();
        for (seq, person) in rows {
            named.entry(seq).or_default().push(PersonId(person));
        }
        Ok(named)
    }

    /// The head remembers how long the chain was: entries cut off at the end are noticed too.
    async fn compare_with_head(&mut self, last: i64, hash: &[u8]) -> Result<Verified, Failure> {
        let organisation = self.organisation();
        let head: Option<(i64, Vec<u8>)> = sql!(
            self,
            maybe,
            "SELECT seq, hash FROM journal_head WHERE organisation = $1",
            organisation
        )?;
        let (seq, head_hash) = head.unwrap_or_default();
        if seq == last && head_hash == hash {
            return Ok(Verified::Whole { entries: last });
        }
        Ok(Verified::BrokenAt { seq: last + 1 })
    }

    /// The newest entries about one person and those that name them, newest first.
    pub async fn journal_of(
        &mut self,
        case: crate::access::CaseReader,
        before: i64,
        limit: i64,
    ) -> Result<Vec<Entry>, Failure> {
        let organisation = self.organisation();
        Ok(sql!(
            self,
            all,
            "SELECT j.seq, j.at, COALESCE(s.name, '') AS actor_name, j.kind, COALESCE(j.detail, '') AS detail
             FROM (SELECT seq FROM journal WHERE organisation = $1 AND person = $2 AND seq < $3
                   UNION ALL SELECT seq FROM journal_named WHERE organisation = $1 AND person = $2 AND seq < $3
                   ORDER BY seq DESC LIMIT $4) AS n
             JOIN journal j ON j.organisation = $1 AND j.seq = n.seq
             LEFT JOIN staff s ON s.organisation = j.organisation AND s.id = j.actor
             ORDER BY j.seq DESC",
            organisation,
            case.person().0,
            before,
            limit
        )?)
    }
}
