//! 同意. Bound to one confirmed paper by its hash; corrected only by a new record that names the old one.

use bansou_domain::id::PaperId;
use bansou_domain::paper::ConsentMeans;
use jiff::civil::Date;
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader};
use crate::{Failure, Reader, Tx, stored};

/// 同意 given to one paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// 同意日.
    pub given_on: Date,
    /// 説明日.
    pub explained_on: Option<Date>,
    /// 方法.
    pub means: ConsentMeans,
    /// 署名した人.
    pub signer: String,
    /// 続柄; empty when the person signed.
    pub relation: String,
    /// 代わりに署名した理由.
    pub reason: String,
    /// The strokes drawn on the screen; empty on paper.
    pub signature: String,
    /// The answer by which it was given on the person's own screen; only there.
    pub answer: Option<Uuid>,
}

/// 同意の記録. A consent with who recorded it and, where it was wrong, why it no longer counts.
#[derive(Debug, Clone)]
pub struct ConsentRecord {
    /// The key.
    pub id: Uuid,
    /// The paper it was given to.
    pub paper: PaperId,
    /// SHA-256 of that paper as it was confirmed.
    pub paper_hash: Vec<u8>,
    /// What was agreed.
    pub consent: Consent,
    /// When it was recorded, in UTC.
    pub recorded_at: String,
    /// Who recorded it.
    pub recorded_by: String,
    /// The record it corrects.
    pub replaces: Option<Uuid>,
    /// Why it does not count any more.
    pub struck: Option<Struck>,
}

/// 訂正済み. Why a record no longer counts, who said so and when.
#[derive(Debug, Clone)]
pub struct Struck {
    /// 訂正の理由.
    pub why: String,
    /// When, in UTC.
    pub at: String,
    /// By whom.
    pub by: String,
}

#[apply(row!)]
struct ConsentRow {
    id: Uuid,
    paper: Uuid,
    paper_hash: Vec<u8>,
    given_on: String,
    explained_on: Option<String>,
    means: String,
    signer: String,
    relation: String,
    reason: String,
    signature: String,
    recorded_at: String,
    recorded_by: String,
    replaces: Option<Uuid>,
    answer: Option<Uuid>,
    #[sqlx(flatten)]
    struck: StruckRow,
}

/// The columns every record has that is struck and never changed.
#[apply(row!)]
pub(crate) struct StruckRow {
    replaced: bool,
    replaced_why: String,
    replaced_at: Option<String>,
    replaced_by: Option<String>,
}

impl StruckRow {
    pub(crate) fn read(self) -> Option<Struck> {
        self.replaced.then(|| Struck {
            why: self.replaced_why,
            at: self.replaced_at.unwrap_or_default(),
            by: self.replaced_by.unwrap_or_default(),
        })
    }
}

impl TryFrom<ConsentRow> for ConsentRecord {
    type Error = Failure;

    fn try_from(row: ConsentRow) -> Result<Self, Failure> {
        let means = ConsentMeans::from_code(&row.means)
            .ok_or_else(|| Failure::unreadable("consent.means", &row.means))?;
        Ok(Self {
            id: row.id,
            paper: PaperId(row.paper),
            paper_hash: row.paper_hash,
            consent: Consent {
                given_on: stored::read_day("consent.given_on", &row.given_on)?,
                explained_on: stored::read_day_or_none("consent.explained_on", row.explained_on.as_deref())?,
                means,
                signer: row.signer,
                relation: row.relation,
                reason: row.reason,
                signature: row.signature,
                answer: row.answer,
            },
            recorded_at: row.recorded_at,
            recorded_by: row.recorded_by,
            replaces: row.replaces,
            struck: row.struck.read(),
        })
    }
}

/// A second record of the same thing: somebody was first.
pub(crate) fn taken(failure: Failure) -> Failure {
    match failure {
        Failure::Constraint(_) => Failure::Stale,
        other => other,
    }
}

impl Tx {
    /// Records the consent to a confirmed paper, bound to its hash. A draft cannot be consented to; a paper that has
    /// its consent already answers [`Failure::Stale`], and so does a consent by link whose answer is not, or not any
    /// more, the party's last word 「はい」 to exactly this version.
    pub async fn add_consent(
        &mut self,
        case: CaseEditor,
        paper: PaperId,
        consent: &Consent,
    ) -> Result<Uuid, Failure> {
        self.insert_consent(case, paper, consent, None).await
    }

    /// Corrects a consent: the old record is struck with the reason, the new one names it. The new one may belong to
    /// another paper of the same person, where the old one was given to the wrong paper.
    pub async fn correct_consent(
        &mut self,
        case: CaseEditor,
        old: Uuid,
        why: &str,
        paper: PaperId,
        consent: &Consent,
    ) -> Result<Uuid, Failure> {
        self.strike_consent(case, old, why).await?;
        self.insert_consent(case, paper, consent, Some(old)).await
    }

    /// Strikes a consent that was never given. The record stays, with the reason.
    pub async fn strike_consent(&mut self, case: CaseEditor, id: Uuid, why: &str) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let struck = sql!(
            self,
            run,
            "UPDATE consent SET replaced = $4, replaced_why = $5, replaced_at = $6, replaced_by = $7
             WHERE organisation = $1 AND id = $2 AND NOT replaced AND paper IN (
                 SELECT p.id FROM paper p WHERE p.organisation = $1 AND p.person = $3)",
            organisation,
            id,
            case.person().0,
            true,
            why,
            &now,
            staff
        )?;
        if struck == 1 { Ok(()) } else { Err(Failure::Stale) }
    }

    async fn insert_consent(
        &mut self,
        case: CaseEditor,
        paper: PaperId,
        consent: &Consent,
        replaces: Option<Uuid>,
    ) -> Result<Uuid, Failure> {
        // A correction carries the answer of the record it corrects, whatever was said since.
        if let (Some(answer), None) = (consent.answer, replaces) {
            self.answer_agrees(case, paper, answer).await?;
        }
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let id = Uuid::now_v7();
        let inserted = sql!(
            self,
            run,
            "INSERT INTO consent (organisation, id, paper, paper_hash, given_on, explained_on, means, signer, relation, reason,
                                  signature, recorded_at, recorded_by, replaces, answer)
             SELECT organisation, $4, id, hash, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
             FROM paper WHERE organisation = $1 AND id = $2 AND person = $3 AND confirmed_at IS NOT NULL",
            organisation,
            paper.0,
            case.person().0,
            id,
            consent.given_on.to_string(),
            consent.explained_on.map(|day| day.to_string()),
            consent.means.code(),
            &consent.signer,
            &consent.relation,
            &consent.reason,
            &consent.signature,
            &now,
            staff,
            replaces,
            consent.answer
        )
        .map_err(taken)?;
        if inserted == 1 {
            Ok(id)
        } else {
            Err(Failure::NotFound)
        }
    }
}

impl Tx {
    /// Whether an answer is the last word of its party and says 「はい」 to this version, which nothing has replaced.
    async fn answer_agrees(&mut self, case: CaseEditor, paper: PaperId, answer: Uuid) -> Result<(), Failure> {
        let papers = self.papers(case.reader()).await?;
        let line = papers.iter().find(|line| line.id == paper && !line.replaced);
        let hash = line.and_then(|line| line.hash.as_deref()).unwrap_or_default();
        let said = self.said_of_plan(case.reader(), paper).await?;
        let agrees = said
            .iter()
            .any(|said| said.answer == answer && said.agrees_to(hash));
        if agrees { Ok(()) } else { Err(Failure::Stale) }
    }
}

impl Reader {
    /// The consents that count, to all papers of a person.
    pub async fn consents(&mut self, case: CaseReader) -> Result<Vec<(PaperId, Consent)>, Failure> {
        let records = self.consent_records(case).await?;
        let standing = records.into_iter().filter(|record| record.struck.is_none());
        Ok(standing.map(|record| (record.paper, record.consent)).collect())
    }

    /// Every record of consent to the papers of a person, the corrected ones too, in the order they were recorded.
    pub async fn consent_records(&mut self, case: CaseReader) -> Result<Vec<ConsentRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<ConsentRow> = sql!(
            self,
            all,
            "SELECT c.id, c.paper, c.paper_hash, c.given_on, c.explained_on, c.means, c.signer, c.relation, c.reason,
                    c.signature, c.recorded_at, s.name AS recorded_by, c.replaces, c.answer,
                    c.replaced, c.replaced_why, c.replaced_at, r.name AS replaced_by
             FROM paper p JOIN consent c ON c.organisation = p.organisation AND c.paper = p.id
             JOIN staff s ON s.organisation = c.organisation AND s.id = c.recorded_by
             LEFT JOIN staff r ON r.organisation = c.organisation AND r.id = c.replaced_by
             WHERE p.organisation = $1 AND p.person = $2 ORDER BY c.recorded_at, c.id",
            organisation,
            case.person().0
        )?;
        rows.into_iter().map(TryInto::try_into).collect()
    }
}
