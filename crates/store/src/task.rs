//! 宿題: what meetings decided, until it is done.

use bansou_domain::id::{PaperId, RoomPartyId, TaskId};
use bansou_domain::paper::PaperKind;
use bansou_domain::room::{AnswerMeans, TaskSaid, TaskState, TaskView};
use bansou_domain::task::{DoneMeans, Owner, OwnerSide, Task};
use jiff::civil::Date;
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader};
use crate::{Failure, Reader, Tx, stored, task_owner};

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
    /// The record it stands in: minutes of a meeting, or a question that is being decided.
    pub paper: PaperId,
    /// The kind of that record.
    pub kind: PaperKind,
    /// The day that record is about.
    pub decided_on: Option<Date>,
    /// Done, or not yet.
    pub done: Option<Done>,
    /// What its owner said of it last.
    pub word: Option<TaskWord>,
    /// Guards against a stale press.
    pub version: i64,
}

/// 宿題への言葉. What the owner of a task said of it, and how the office knows.
#[derive(Clone, PartialEq, Eq)]
pub struct TaskWord {
    /// ようす.
    pub state: TaskState,
    /// ひとこと.
    pub words: String,
    /// のばしたい日.
    pub wanted: Option<Date>,
    /// Who said it.
    pub said_by: String,
    /// How it reached the office.
    pub means: AnswerMeans,
    /// Who wrote it down; empty where the party did.
    pub entered_by: String,
    /// When, in UTC.
    pub recorded_at: String,
}

/// Who says something of tasks, and how the office knows.
pub struct SaidBy<'n> {
    /// As the office calls them.
    pub name: &'n str,
    /// By link, or told to the office.
    pub means: AnswerMeans,
    /// The party of a room, where there is one.
    pub party: Option<RoomPartyId>,
}

#[apply(row!)]
struct Row {
    id: Uuid,
    paper: Uuid,
    kind: String,
    decided_on: Option<String>,
    who: String,
    bound_to: Option<String>,
    side: String,
    what: String,
    due: Option<String>,
    done_on: Option<String>,
    done_means: Option<String>,
    done_note: String,
    done_by: Option<String>,
    version: i64,
    word_state: Option<String>,
    word: Option<String>,
    wanted_on: Option<String>,
    said_by: Option<String>,
    word_means: Option<String>,
    entered_by: Option<String>,
    word_at: Option<String>,
}

impl Row {
    fn word(&self) -> Result<Option<TaskWord>, Failure> {
        let Some(code) = self.word_state.as_deref() else {
            return Ok(None);
        };
        let means = self.word_means.as_deref().unwrap_or_default();
        Ok(Some(TaskWord {
            state: TaskState::from_code(code).ok_or_else(|| Failure::unreadable("task_word.state", code))?,
            words: self.word.clone().unwrap_or_default(),
            wanted: stored::read_day_or_none("task_word.wanted_on", self.wanted_on.as_deref())?,
            said_by: self.said_by.clone().unwrap_or_default(),
            means: AnswerMeans::from_code(means)
                .ok_or_else(|| Failure::unreadable("task_word.means", means))?,
            entered_by: self.entered_by.clone().unwrap_or_default(),
            recorded_at: self.word_at.clone().unwrap_or_default(),
        }))
    }
}

impl TryFrom<Row> for TaskRecord {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        let done_on = stored::read_day_or_none("task.done_on", row.done_on.as_deref())?;
        let word = row.word()?;
        let means = row.done_means.as_deref().and_then(DoneMeans::from_code);
        Ok(Self {
            id: TaskId(row.id),
            paper: PaperId(row.paper),
            kind: PaperKind::from_code(&row.kind)
                .ok_or_else(|| Failure::unreadable("paper.kind", &row.kind))?,
            decided_on: stored::read_day_or_none("paper.dated", row.decided_on.as_deref())?,
            task: Task {
                owner: task_owner::read("task.bound_to", row.bound_to.as_deref())?,
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
            word,
            version: row.version,
        })
    }
}

impl Tx {
    /// Makes the tasks of a confirmed record, each bound to whom its words name. Where it corrects an older one, what stands in both stays as it is, with
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
        for task in &self.bound(case.reader(), tasks).await? {
            let same = |found: &TaskRecord| {
                let owner =
                    found.task.who == task.who || task.owner.is_some() && found.task.owner == task.owner;
                owner && found.task.what == task.what
            };
            match before.iter().position(same) {
                Some(at) => {
                    let found = before.swap_remove(at);
                    self.carry_task(found.id, paper, task).await?;
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
            "INSERT INTO task (organisation, id, person, paper, who, bound_to, side, what, due, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            organisation,
            Uuid::now_v7(),
            case.person().0,
            paper.0,
            &task.who,
            task.owner.map(Owner::code),
            task.side.code(),
            &task.what,
            task.due.map(|day| day.to_string()),
            &now
        )?;
        Ok(())
    }

    async fn carry_task(&mut self, id: TaskId, paper: PaperId, task: &Task) -> Result<(), Failure> {
        let organisation = self.organisation();
        // Whom a worker has named by hand stays, where the words still name nobody.
        sql!(
            self,
            run,
            "UPDATE task SET paper = $3, due = $4, who = $5, bound_to = COALESCE($6, bound_to),
                    side = CASE WHEN $6 IS NULL AND bound_to IS NOT NULL THEN side ELSE $7 END,
                    version = version + 1
             WHERE organisation = $1 AND id = $2",
            organisation,
            id.0,
            paper.0,
            task.due.map(|day| day.to_string()),
            &task.who,
            task.owner.map(Owner::code),
            task.side.code()
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

    /// Keeps what was said of tasks. Each has to be one of `open`; a task said to be done is done from today.
    pub(crate) async fn say_of_tasks(
        &mut self,
        open: &[TaskView],
        said: &[TaskSaid],
        by: &SaidBy<'_>,
    ) -> Result<(), Failure> {
        for said in said {
            if open.iter().all(|task| task.id != said.task) {
                return Err(Failure::NotFound);
            }
            self.keep_word(said, by).await?;
            if said.state == TaskState::Done {
                self.done_by_owner(said, by).await?;
            }
        }
        Ok(())
    }

    /// Writes down what the owner of one open task said to a worker.
    pub async fn say_of_task(
        &mut self,
        case: CaseEditor,
        said: &TaskSaid,
        by: &SaidBy<'_>,
    ) -> Result<(), Failure> {
        let open = self.open_tasks(case.reader()).await?;
        if open.iter().all(|task| task.id != said.task) {
            return Err(Failure::Stale);
        }
        self.keep_word(said, by).await?;
        if said.state == TaskState::Done {
            self.done_by_owner(said, by).await?;
        }
        Ok(())
    }

    async fn keep_word(&mut self, said: &TaskSaid, by: &SaidBy<'_>) -> Result<(), Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        let staff = match by.means {
            AnswerMeans::Link => None,
            _ => Some(self.actor()?),
        };
        sql!(
            self,
            run,
            "INSERT INTO task_word (organisation, id, task, state, words, wanted_on, said_by, means, party, entered_by,
                                    recorded_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            organisation,
            Uuid::now_v7(),
            said.task.0,
            said.state.code(),
            &said.words,
            said.wanted.map(|day| day.to_string()),
            by.name,
            by.means.code(),
            by.party.map(|party| party.0),
            staff,
            &now
        )?;
        Ok(())
    }

    async fn done_by_owner(&mut self, said: &TaskSaid, by: &SaidBy<'_>) -> Result<(), Failure> {
        let (organisation, today) = (self.organisation(), self.today().to_string());
        let (staff, means) = match by.means {
            AnswerMeans::Link => (None, DoneMeans::Link),
            _ => (Some(self.actor()?), DoneMeans::Told),
        };
        // Where a worker was quicker, the word stays and the task is left as it is.
        sql!(
            self,
            run,
            "UPDATE task SET done_on = $3, done_means = $4, done_note = $5, done_by = $6, version = version + 1
             WHERE organisation = $1 AND id = $2 AND done_on IS NULL AND withdrawn_at IS NULL",
            organisation,
            said.task.0,
            &today,
            means.code(),
            &said.words,
            staff
        )?;
        Ok(())
    }

    /// Gives an open task another day, if nobody has changed it since `version`.
    pub async fn move_task(
        &mut self,
        case: CaseEditor,
        id: TaskId,
        version: i64,
        due: Date,
    ) -> Result<(), Failure> {
        let organisation = self.organisation();
        let changed = sql!(
            self,
            run,
            "UPDATE task SET due = $5, version = version + 1
             WHERE organisation = $1 AND id = $2 AND person = $3 AND version = $4 AND done_on IS NULL
               AND withdrawn_at IS NULL",
            organisation,
            id.0,
            case.person().0,
            version,
            due.to_string()
        )?;
        if changed == 1 { Ok(()) } else { Err(Failure::Stale) }
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
            "SELECT t.id, t.paper, p.kind, p.dated AS decided_on, t.who, t.bound_to, t.side, t.what, t.due, t.done_on, t.done_means, t.done_note,
                    s.name AS done_by, t.version, w.state AS word_state, w.words AS word, w.wanted_on, w.said_by,
                    w.means AS word_means, e.name AS entered_by, w.recorded_at AS word_at
             FROM task t JOIN paper p ON p.organisation = t.organisation AND p.id = t.paper
             LEFT JOIN staff s ON s.organisation = t.organisation AND s.id = t.done_by
             LEFT JOIN task_word w ON w.organisation = t.organisation AND w.id = (
                 SELECT n.id FROM task_word n WHERE n.organisation = t.organisation AND n.task = t.id
                 ORDER BY n.recorded_at DESC, n.id DESC LIMIT 1)
             LEFT JOIN staff e ON e.organisation = w.organisation AND e.id = w.entered_by
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

    /// Whether a record has ever set anybody a task; its draft can then no longer be thrown away.
    pub async fn has_set_tasks(&mut self, case: CaseReader, paper: PaperId) -> Result<bool, Failure> {
        let organisation = self.organisation();
        let found: (i64,) = sql!(
            self,
            one,
            "SELECT COUNT(*) FROM task WHERE organisation = $1 AND person = $2 AND paper = $3",
            organisation,
            case.person().0,
            paper.0
        )?;
        Ok(found.0 > 0)
    }

    /// The tasks of one record.
    pub async fn tasks_of_paper(
        &mut self,
        case: CaseReader,
        paper: PaperId,
    ) -> Result<Vec<TaskRecord>, Failure> {
        let tasks = self.tasks(case).await?;
        Ok(tasks.into_iter().filter(|task| task.paper == paper).collect())
    }
}
