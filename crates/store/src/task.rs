//! 宿題: what meetings decided, until it is done.

use bansou_domain::id::{PaperId, TaskId};
use bansou_domain::task::{DoneMeans, OwnerSide, Task};
use jiff::civil::Date;
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader};
use crate::{Failure, Reader, Tx, stored};

/// 済. When, how it was known, who recorded it.
#[derive(Clone, PartialEq, Eq)]
pub struct Done {
    /// 済んだ日.
    pub on: Date,
    /// 知った方法.
    pub means: DoneMeans,
    /// ひとこと.
    pub note: String,
    /// Who recorded it; empty for an answer by link.
    pub by: String,
}

/// A stored task.
#[derive(Clone)]
pub struct TaskRecord {
    /// The key.
    pub id: TaskId,
    /// Who does what until when.
    pub task: Task,
    /// The minutes it stands in, with the day of the meeting.
    pub paper: PaperId,
    /// The day of that meeting.
    pub decided_on: Option<Date>,
    /// Done, or not yet.
    pub done: Option<Done>,
    /// Guards against a stale press.
    pub version: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    paper: Uuid,
    decided_on: Option<String>,
    who: String,
    side: String,
    what: String,
    due: Option<String>,
    done_on: Option<String>,
    done_means: Option<String>,
    done_note: String,
    done_by: Option<String>,
    version: i64,
}

impl TryFrom<Row> for TaskRecord {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        let done_on = stored::read_day_or_none("task.done_on", row.done_on.as_deref())?;
        let means = row.done_means.as_deref().and_then(DoneMeans::from_code);
        Ok(Self {
            id: TaskId(row.id),
            paper: PaperId(row.paper),
            decided_on: stored::read_day_or_none("paper.dated", row.decided_on.as_deref())?,
            task: Task {
                who: row.who,
                side: OwnerSide::from_code(&row.side)
                    .ok_or_else(|| Failure::unreadable("task.side", &row.side))?,
                what: row.what,
                due: stored::read_day_or_none("task.due", row.due.as_deref())?,
            },
            done: done_on.map(|on| Done {
                on,
                means: means.unwrap_or(DoneMeans::Seen),
                note: row.done_note,
                by: row.done_by.unwrap_or_default(),
            }),
            version: row.version,
        })
    }
}

impl Tx {
    /// Makes the tasks of a confirmed record. Where it corrects an older one, what stands in both stays as it is, with
    /// what was done already; what stands only in the old one is withdrawn.
    pub async fn make_tasks(
        &mut self,
        case: CaseEditor,
        paper: PaperId,
        corrects: Option<PaperId>,
        tasks: &[Task],
    ) -> Result<(), Failure> {
        let mut before = match corrects {
            Some(old) => self.tasks_of_paper(case.reader(), old).await?,
            None => Vec::new(),
        };
        for task in tasks {
            let same = |found: &TaskRecord| found.task.who == task.who && found.task.what == task.what;
            match before.iter().position(same) {
                Some(at) => {
                    let found = before.swap_remove(at);
                    self.carry_task(found.id, paper, task.due).await?;
                }
                None => self.insert_task(case, paper, task).await?,
            }
        }
        for found in before {
            self.withdraw_task(found.id).await?;
        }
        Ok(())
    }

    async fn insert_task(&mut self, case: CaseEditor, paper: PaperId, task: &Task) -> Result<(), Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        sql!(
            self,
            run,
            "INSERT INTO task (organisation, id, person, paper, who, side, what, due, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            organisation,
            Uuid::now_v7(),
            case.person().0,
            paper.0,
            &task.who,
            task.side.code(),
            &task.what,
            task.due.map(|day| day.to_string()),
            &now
        )?;
        Ok(())
    }

    async fn carry_task(&mut self, id: TaskId, paper: PaperId, due: Option<Date>) -> Result<(), Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            run,
            "UPDATE task SET paper = $3, due = $4, version = version + 1 WHERE organisation = $1 AND id = $2",
            organisation,
            id.0,
            paper.0,
            due.map(|day| day.to_string())
        )?;
        Ok(())
    }

    async fn withdraw_task(&mut self, id: TaskId) -> Result<(), Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        sql!(
            self,
            run,
            "UPDATE task SET withdrawn_at = $3, version = version + 1 WHERE organisation = $1 AND id = $2",
            organisation,
            id.0,
            &now
        )?;
        Ok(())
    }

    /// Records that a task is done, or with `None` that it is not after all.
    pub async fn finish_task(
        &mut self,
        case: CaseEditor,
        id: TaskId,
        version: i64,
        done: Option<(Date, DoneMeans, &str)>,
    ) -> Result<(), Failure> {
        let (organisation, staff) = (self.organisation(), self.actor()?);
        let changed = sql!(
            self,
            run,
            "UPDATE task SET done_on = $5, done_means = $6, done_note = $7, done_by = $8, version = version + 1
             WHERE organisation = $1 AND id = $2 AND person = $3 AND version = $4 AND withdrawn_at IS NULL",
            organisation,
            id.0,
            case.person().0,
            version,
            done.map(|(on, _, _)| on.to_string()),
            done.map(|(_, means, _)| means.code()),
            done.map_or("", |(_, _, note)| note),
            done.map(|_| staff)
        )?;
        if changed == 1 { Ok(()) } else { Err(Failure::Stale) }
    }
}

impl Reader {
    /// Every task of a person that stands: the open ones by their day, then the done ones, the newest first.
    pub async fn tasks(&mut self, case: CaseReader) -> Result<Vec<TaskRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<Row> = sql!(
            self,
            all,
            "SELECT t.id, t.paper, p.dated AS decided_on, t.who, t.side, t.what, t.due, t.done_on, t.done_means, t.done_note,
                    s.name AS done_by, t.version
             FROM task t JOIN paper p ON p.organisation = t.organisation AND p.id = t.paper
             LEFT JOIN staff s ON s.organisation = t.organisation AND s.id = t.done_by
             WHERE t.organisation = $1 AND t.person = $2 AND t.withdrawn_at IS NULL
             ORDER BY t.done_on IS NOT NULL, t.done_on DESC, t.due IS NULL, t.due, t.id",
            organisation,
            case.person().0
        )?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// The tasks of a person that are not done.
    pub async fn open_tasks(&mut self, case: CaseReader) -> Result<Vec<TaskRecord>, Failure> {
        let tasks = self.tasks(case).await?;
        Ok(tasks.into_iter().filter(|task| task.done.is_none()).collect())
    }

    /// The tasks of one record of a meeting.
    pub async fn tasks_of_paper(
        &mut self,
        case: CaseReader,
        paper: PaperId,
    ) -> Result<Vec<TaskRecord>, Failure> {
        let tasks = self.tasks(case).await?;
        Ok(tasks.into_iter().filter(|task| task.paper == paper).collect())
    }
}
