//! 書類. Drafts that change and confirmed versions that never do.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::PaperId;
use bansou_domain::paper::PaperKind;
use jiff::civil::Date;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader};
use crate::{Failure, Reader, Tx, stored};

/// What a paper of one kind holds, and the columns that lists need of it.
pub trait PaperContent: Serialize + DeserializeOwned + Send + Sync {
    /// The kinds this content is stored under.
    const KINDS: &'static [PaperKind];

    /// The day the paper is about.
    fn dated(&self) -> Option<Date>;

    /// The due month the paper answers.
    fn month(&self) -> Option<ServiceMonth> {
        None
    }
}

macro_rules! paper_contents {
    ($($type:ty: $kinds:expr, $dated:expr, $month:expr;)*) => {$(
        impl PaperContent for $type {
            const KINDS: &'static [PaperKind] = $kinds;
            fn dated(&self) -> Option<Date> {
                let dated: fn(&Self) -> Option<Date> = $dated;
                dated(self)
            }
            fn month(&self) -> Option<ServiceMonth> {
                let month: fn(&Self) -> Option<ServiceMonth> = $month;
                month(self)
            }
        }
    )*};
}

paper_contents! {
    bansou_domain::assessment::Assessment: &[PaperKind::Assessment],
        bansou_domain::assessment::Assessment::dated, |_| None;
    bansou_domain::plan::ServicePlan: &[PaperKind::DraftPlan, PaperKind::Plan], |plan| plan.made_on, |_| None;
    bansou_domain::meeting::ServiceMeeting: &[PaperKind::Meeting], |meeting| meeting.on, |_| None;
    bansou_domain::monitoring::MonitoringReport: &[PaperKind::Monitoring],
        |report| report.visit.on, |report| report.month;
    bansou_domain::crisis::CrisisPlan: &[PaperKind::Crisis], |crisis| crisis.agreed_on, |_| None;
    bansou_domain::interval::IntervalRequest: &[PaperKind::Interval], |request| request.made_on, |_| None;
    bansou_domain::deciding::Deciding: &[PaperKind::Deciding], |deciding| deciding.outcome.on, |_| None;
    bansou_domain::closing::HandOver: &[PaperKind::HandOver], |hand_over| hand_over.on, |_| None;
}

/// A paper with its content.
#[derive(Debug, Clone)]
pub struct Paper<T> {
    /// What lists show of it.
    pub line: PaperLine,
    /// What it says.
    pub content: T,
}

/// What lists and the process rail need of a paper.
#[derive(Debug, Clone)]
pub struct PaperLine {
    /// The key.
    pub id: PaperId,
    /// The kind.
    pub kind: PaperKind,
    /// 第n期.
    pub cycle: i64,
    /// The day it is about.
    pub dated: Option<Date>,
    /// The due month it answers.
    pub month: Option<ServiceMonth>,
    /// When it was last written, in UTC.
    pub written_at: String,
    /// Who wrote it last.
    pub written_by: String,
    /// When it was confirmed, in UTC; a draft has none.
    pub confirmed_at: Option<String>,
    /// SHA-256 of the confirmed paper.
    pub hash: Option<Vec<u8>>,
    /// Guards against a stale form.
    pub version: i64,
    /// The paper it corrects.
    pub replaces: Option<PaperId>,
    /// A later paper corrects this one.
    pub replaced: bool,
}

#[apply(row!)]
struct LineRow {
    id: Uuid,
    kind: String,
    cycle: i64,
    dated: Option<String>,
    month: Option<String>,
    written_at: String,
    written_by: String,
    confirmed_at: Option<String>,
    hash: Option<Vec<u8>>,
    version: i64,
    replaces: Option<Uuid>,
    replaced: bool,
}

#[apply(row!)]
struct PaperRow {
    content: String,
    #[sqlx(flatten)]
    line: LineRow,
}

impl TryFrom<LineRow> for PaperLine {
    type Error = Failure;

    fn try_from(row: LineRow) -> Result<Self, Failure> {
        let month = row.month.as_deref().map(str::parse).transpose();
        Ok(Self {
            id: PaperId(row.id),
            kind: PaperKind::from_code(&row.kind)
                .ok_or_else(|| Failure::unreadable("paper.kind", &row.kind))?,
            cycle: row.cycle,
            dated: stored::read_day_or_none("paper.dated", row.dated.as_deref())?,
            month: month.map_err(|why| Failure::unreadable("paper.month", why))?,
            written_at: row.written_at,
            written_by: row.written_by,
            confirmed_at: row.confirmed_at,
            hash: row.hash,
            version: row.version,
            replaces: row.replaces.map(PaperId),
            replaced: row.replaced,
        })
    }
}

fn hash_of(kind: PaperKind, content: &str) -> Vec<u8> {
    Sha256::new()
        .chain_update(kind.code())
        .chain_update([0])
        .chain_update(content)
        .finalize()
        .to_vec()
}

impl Tx {
    /// Begins a paper as a draft.
    pub async fn add_paper<T: PaperContent>(
        &mut self,
        case: CaseEditor,
        kind: PaperKind,
        cycle: i64,
        content: &T,
    ) -> Result<PaperId, Failure> {
        self.insert_paper(case, kind, cycle, content, None).await
    }

    /// Begins the correction of a confirmed paper: a new draft that names the old one. The old one is marked only
    /// when the correction is confirmed.
    pub async fn correct_paper<T: PaperContent>(
        &mut self,
        case: CaseEditor,
        old: &PaperLine,
        content: &T,
    ) -> Result<PaperId, Failure> {
        self.insert_paper(case, old.kind, old.cycle, content, Some(old.id))
            .await
    }

    async fn insert_paper<T: PaperContent>(
        &mut self,
        case: CaseEditor,
        kind: PaperKind,
        cycle: i64,
        content: &T,
        replaces: Option<PaperId>,
    ) -> Result<PaperId, Failure> {
        let (organisation, id, staff, now) = (self.organisation(), Uuid::now_v7(), self.actor()?, self.now());
        sql!(
            self,
            run,
            "INSERT INTO paper (organisation, id, person, kind, cycle, dated, month, content, written_by, written_at, replaces, replaced)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            organisation,
            id,
            case.person().0,
            kind.code(),
            cycle,
            content.dated().map(|day| day.to_string()),
            content.month().map(|month| month.to_string()),
            stored::write(content)?,
            staff,
            &now,
            replaces.map(|old| old.0),
            false
        )?;
        Ok(PaperId(id))
    }

    /// Replaces the content of a draft, if nobody has changed it since `version`.
    pub async fn change_paper<T: PaperContent>(
        &mut self,
        case: CaseEditor,
        id: PaperId,
        content: &T,
        version: i64,
    ) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let changed = sql!(
            self,
            run,
            "UPDATE paper SET content = $5, dated = $6, month = $7, written_by = $8, written_at = $9, version = version + 1
             WHERE organisation = $1 AND id = $2 AND person = $3 AND version = $4 AND confirmed_at IS NULL",
            organisation,
            id.0,
            case.person().0,
            version,
            stored::write(content)?,
            content.dated().map(|day| day.to_string()),
            content.month().map(|month| month.to_string()),
            staff,
            &now
        )?;
        if changed == 1 { Ok(()) } else { Err(Failure::Stale) }
    }

    /// 確定. From here on the paper stands; what it corrects is marked as replaced.
    pub async fn confirm_paper(
        &mut self,
        case: CaseEditor,
        id: PaperId,
        version: i64,
    ) -> Result<Vec<u8>, Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let row: (String, String, Option<Uuid>) = sql!(
            self,
            one,
            "SELECT kind, content, replaces FROM paper WHERE organisation = $1 AND id = $2 AND person = $3",
            organisation,
            id.0,
            case.person().0
        )?;
        let kind = PaperKind::from_code(&row.0).ok_or_else(|| Failure::unreadable("paper.kind", &row.0))?;
        let hash = hash_of(kind, &row.1);
        let changed = sql!(
            self,
            run,
            "UPDATE paper SET confirmed_at = $4, confirmed_by = $5, hash = $6, version = version + 1
             WHERE organisation = $1 AND id = $2 AND version = $3 AND confirmed_at IS NULL",
            organisation,
            id.0,
            version,
            &now,
            staff,
            &hash
        )?;
        if changed == 0 {
            return Err(Failure::Stale);
        }
        if let Some(old) = row.2 {
            self.mark_paper_replaced(old).await?;
        }
        Ok(hash)
    }

    async fn mark_paper_replaced(&mut self, old: Uuid) -> Result<(), Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "UPDATE paper SET replaced = $3 WHERE organisation = $1 AND id = $2",
            organisation,
            old,
            true
        )?;
        Ok(())
    }

    /// Discards a draft. A confirmed paper cannot be discarded.
    pub async fn discard_paper(
        &mut self,
        case: CaseEditor,
        id: PaperId,
        version: i64,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        let changed = sql!(
            self,
            run,
            "DELETE FROM paper WHERE organisation = $1 AND id = $2 AND person = $3 AND version = $4 AND confirmed_at IS NULL",
            organisation,
            id.0,
            case.person().0,
            version
        )?;
        if changed == 1 { Ok(()) } else { Err(Failure::Stale) }
    }
}

impl Reader {
    /// A paper of a person with its content; its kind must be one the content is stored under.
    pub async fn paper<T: PaperContent>(
        &mut self,
        case: CaseReader,
        id: PaperId,
    ) -> Result<Paper<T>, Failure> {
        let organisation = self.organisation();
        let row: PaperRow = sql!(
            self,
            one,
            "SELECT p.content, p.id, p.kind, p.cycle, p.dated, p.month, p.written_at, s.name AS written_by,
                    p.confirmed_at, p.hash, p.version, p.replaces, p.replaced
             FROM paper p JOIN staff s ON s.organisation = p.organisation AND s.id = p.written_by
             WHERE p.organisation = $1 AND p.person = $2 AND p.id = $3",
            organisation,
            case.person().0,
            id.0
        )?;
        read_paper(row)
    }

    /// The newest paper of a kind that nothing replaces: confirmed or, with `drafts`, also a draft.
    pub async fn newest_paper<T: PaperContent>(
        &mut self,
        case: CaseReader,
        kind: PaperKind,
        drafts: bool,
    ) -> Result<Option<Paper<T>>, Failure> {
        let organisation = self.organisation();
        let row: Option<PaperRow> = sql!(
            self,
            maybe,
            "SELECT p.content, p.id, p.kind, p.cycle, p.dated, p.month, p.written_at, s.name AS written_by,
                    p.confirmed_at, p.hash, p.version, p.replaces, p.replaced
             FROM paper p JOIN staff s ON s.organisation = p.organisation AND s.id = p.written_by
             WHERE p.organisation = $1 AND p.id = (
                 SELECT q.id FROM paper q
                 WHERE q.organisation = $1 AND q.person = $2 AND q.kind = $3 AND q.replaced = $4
                   AND ($5 OR q.confirmed_at IS NOT NULL)
                 ORDER BY q.cycle DESC, q.dated IS NULL DESC, q.dated DESC, q.id DESC LIMIT 1)",
            organisation,
            case.person().0,
            kind.code(),
            false,
            drafts
        )?;
        row.map(read_paper).transpose()
    }

    /// Every paper of a kind that nothing replaces, with its content, newest first.
    pub async fn papers_of<T: PaperContent>(
        &mut self,
        case: CaseReader,
        kind: PaperKind,
    ) -> Result<Vec<Paper<T>>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<PaperRow> = sql!(
            self,
            all,
            "SELECT p.content, p.id, p.kind, p.cycle, p.dated, p.month, p.written_at, s.name AS written_by,
                    p.confirmed_at, p.hash, p.version, p.replaces, p.replaced
             FROM paper p JOIN staff s ON s.organisation = p.organisation AND s.id = p.written_by
             WHERE p.organisation = $1 AND p.person = $2 AND p.kind = $3 AND p.replaced = $4
             ORDER BY p.dated IS NULL DESC, p.dated DESC, p.id DESC",
            organisation,
            case.person().0,
            kind.code(),
            false
        )?;
        rows.into_iter().map(read_paper).collect()
    }

    /// All papers of a person without their content, newest first.
    pub async fn papers(&mut self, case: CaseReader) -> Result<Vec<PaperLine>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<LineRow> = sql!(
            self,
            all,
            "SELECT p.id, p.kind, p.cycle, p.dated, p.month, p.written_at, s.name AS written_by,
                    p.confirmed_at, p.hash, p.version, p.replaces, p.replaced
             FROM paper p JOIN staff s ON s.organisation = p.organisation AND s.id = p.written_by
             WHERE p.organisation = $1 AND p.person = $2
             ORDER BY p.cycle DESC, p.dated IS NULL DESC, p.dated DESC, p.id DESC",
            organisation,
            case.person().0
        )?;
        rows.into_iter().map(PaperLine::try_from).collect()
    }
}

fn read_paper<T: PaperContent>(row: PaperRow) -> Result<Paper<T>, Failure> {
    let line = PaperLine::try_from(row.line)?;
    if !T::KINDS.contains(&line.kind) {
        return Err(Failure::NotFound);
    }
    Ok(Paper {
        line,
        content: stored::read("paper.content", &row.content)?,
    })
}
