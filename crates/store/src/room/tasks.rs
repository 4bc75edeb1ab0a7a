//! The tasks of one party: those whose owner the office named when it invited the party, and no others.

use bansou_domain::id::{PersonId, RoomId, RoomPartyId, TaskId};
use bansou_domain::room::{TaskSaid, TaskState, TaskView};
use bansou_domain::task::Owner;
use uuid::Uuid;

use crate::access::CaseReader;
use crate::{Failure, Reader, stored};

/// A party that is asked about tasks, as the list of tasks shows it.
#[apply(row!)]
#[derive(Debug, Clone)]
pub struct TaskParty {
    /// The party.
    pub id: Uuid,
    /// Its room.
    pub room: Uuid,
    /// Whose tasks it is shown, in words.
    pub owner: String,
    /// Whose those are, where they are bound to somebody.
    pub bound_to: Option<String>,
    /// When it was last reminded, in UTC.
    pub reminded_at: Option<String>,
}

#[apply(row!)]
struct OwnRow {
    id: Uuid,
    what: String,
    due: Option<String>,
    decided_on: Option<String>,
    state: Option<String>,
    words: Option<String>,
    wanted_on: Option<String>,
}

impl TryFrom<OwnRow> for TaskView {
    type Error = Failure;

    fn try_from(row: OwnRow) -> Result<Self, Failure> {
        let id = TaskId(row.id);
        let wanted = stored::read_day_or_none("task_word.wanted_on", row.wanted_on.as_deref())?;
        let state = row.state.as_deref().map(|code| {
            TaskState::from_code(code).ok_or_else(|| Failure::unreadable("task_word.state", code))
        });
        Ok(Self {
            id,
            what: row.what,
            due: stored::read_day_or_none("task.due", row.due.as_deref())?,
            decided_on: stored::read_day_or_none("paper.dated", row.decided_on.as_deref())?,
            said: state.transpose()?.map(|state| TaskSaid {
                task: id,
                state,
                words: row.words.unwrap_or_default(),
                wanted,
            }),
        })
    }
}

impl Reader {
    /// The open tasks of an owner, each with what this party itself said of it last. Words find only what is bound to
    /// nobody.
    pub(super) async fn tasks_of(
        &mut self,
        person: PersonId,
        (owner, words): (Option<Owner>, &str),
        party: RoomPartyId,
    ) -> Result<Vec<TaskView>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<OwnRow> = sql!(
            self,
            all,
            "SELECT t.id, t.what, t.due, p.dated AS decided_on, w.state, w.words, w.wanted_on
             FROM task t JOIN paper p ON p.organisation = t.organisation AND p.id = t.paper
             LEFT JOIN task_word w ON w.organisation = t.organisation AND w.id = (
                 SELECT n.id FROM task_word n WHERE n.organisation = t.organisation AND n.task = t.id AND n.party = $4
                 ORDER BY n.recorded_at DESC, n.id DESC LIMIT 1)
             WHERE t.organisation = $1 AND t.person = $2 AND t.side = 'outside'
               AND (t.bound_to = $5 OR (t.bound_to IS NULL AND $5 IS NULL AND t.who = $3 AND t.who <> ''))
               AND t.done_on IS NULL AND t.withdrawn_at IS NULL
             ORDER BY t.due IS NULL, t.due, t.id",
            organisation,
            person.0,
            words,
            party.0,
            owner.map(Owner::code)
        )?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// The open tasks a party of the case is shown.
    pub async fn tasks_of_party(
        &mut self,
        case: CaseReader,
        room: RoomId,
        party: RoomPartyId,
    ) -> Result<Vec<TaskView>, Failure> {
        let parties = self.parties_of_room(case, room).await?;
        let found = parties.into_iter().find(|found| found.id == party);
        let found = found.ok_or(Failure::NotFound)?;
        self.tasks_of(case.person(), (found.whose, &found.owner), party)
            .await
    }

    /// The parties of the case that can be asked about tasks today, the newest first.
    pub async fn task_parties(&mut self, case: CaseReader) -> Result<Vec<TaskParty>, Failure> {
        let (organisation, today) = (self.organisation(), self.today().to_string());
        sql!(
            self,
            all,
            "SELECT p.id, p.room, p.owner, p.bound_to, p.reminded_at
             FROM room r JOIN room_party p ON p.organisation = r.organisation AND p.room = r.id
             WHERE r.organisation = $1 AND r.person = $2 AND r.closed_at IS NULL AND r.until_on >= $3
               AND r.purpose IN ('tasks', 'desk') AND (p.owner <> '' OR p.bound_to IS NOT NULL) AND p.revoked_at IS NULL AND p.locked_at IS NULL
             ORDER BY r.opened_at DESC, r.id DESC, p.place",
            organisation,
            case.person().0,
            &today
        )
    }
}
