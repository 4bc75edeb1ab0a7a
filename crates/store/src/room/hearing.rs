//! モニタリングの聞き取り. Who was asked before a visit, what they answered, and what one of them is shown of the plan.

use bansou_domain::id::{PaperId, PersonId, RoomId, RoomPartyId};
use bansou_domain::room::{Answer, AnswerMeans, Ask, HearingAnswer, HearingAsk, OwnGoal, own_goals};
use jiff::civil::Date;
use uuid::Uuid;

use crate::access::CaseReader;
use crate::{Failure, Reader, stored};

/// One provider that was asked, with what it answered last.
#[derive(Clone)]
pub struct HeardParty {
    /// The room it was asked in.
    pub room: RoomId,
    /// What was asked.
    pub ask: HearingAsk,
    /// The last day on which the room opens.
    pub until: Date,
    /// When it was asked, in UTC.
    pub asked_at: String,
    /// Whether the room was closed before its end.
    pub closed: bool,
    /// The party.
    pub party: RoomPartyId,
    /// Who, as they were invited.
    pub name: String,
    /// The provider, as the plan names it.
    pub provider: String,
    /// The address it was last written to; empty where it never was.
    pub email: String,
    /// When it was last reminded, in UTC.
    pub reminded_at: Option<String>,
    /// Whether its link still opens.
    pub opens: bool,
    /// What it answered.
    pub heard: Option<Heard>,
}

/// One answer, and how the office knows.
#[derive(Clone)]
pub struct Heard {
    /// The key.
    pub id: Uuid,
    /// What was said.
    pub answer: HearingAnswer,
    /// How it reached the office.
    pub means: AnswerMeans,
    /// Who wrote it down; empty where the provider did.
    pub entered_by: String,
    /// When, in UTC.
    pub recorded_at: String,
}

impl HeardParty {
    /// Whether an answer is still waited for on a day.
    #[must_use]
    pub fn waits(&self, today: Date) -> bool {
        self.heard.is_none() && self.opens && !self.closed && self.until >= today
    }
}

impl Heard {
    /// The day it was heard: the day the office says, else the day it was written down.
    #[must_use]
    pub fn on(&self) -> Option<Date> {
        let recorded = || self.recorded_at.parse().ok().map(crate::day_in_japan);
        self.answer.heard_on.or_else(recorded)
    }
}

#[apply(row!)]
struct Row {
    room: Uuid,
    ask: String,
    until_on: String,
    opened_at: String,
    closed: bool,
    party: Uuid,
    name: String,
    owner: String,
    email: String,
    reminded_at: Option<String>,
    opens: bool,
    answer: Option<Uuid>,
    content: Option<String>,
    means: Option<String>,
    entered_by: Option<String>,
    recorded_at: Option<String>,
}

impl Row {
    fn heard(&mut self) -> Result<Option<Heard>, Failure> {
        let (Some(id), Some(content), Some(means), Some(recorded_at)) = (
            self.answer,
            self.content.take(),
            self.means.take(),
            self.recorded_at.take(),
        ) else {
            return Ok(None);
        };
        let Answer::Hearing(answer) = stored::read("room_answer.content", &content)? else {
            return Ok(None);
        };
        Ok(Some(Heard {
            id,
            answer,
            means: AnswerMeans::from_code(&means)
                .ok_or_else(|| Failure::unreadable("room_answer.means", &means))?,
            entered_by: self.entered_by.take().unwrap_or_default(),
            recorded_at,
        }))
    }

    fn read(mut self) -> Result<Option<HeardParty>, Failure> {
        let Ask::Hearing(ask) = stored::read("room.ask", &self.ask)? else {
            return Ok(None);
        };
        Ok(Some(HeardParty {
            heard: self.heard()?,
            room: RoomId(self.room),
            ask,
            until: stored::read_day("room.until_on", &self.until_on)?,
            asked_at: self.opened_at,
            closed: self.closed,
            party: RoomPartyId(self.party),
            name: self.name,
            provider: self.owner,
            email: self.email,
            reminded_at: self.reminded_at,
            opens: self.opens,
        }))
    }
}

impl Reader {
    /// Everybody who was asked before a visit since an instant, the newest room first, each with its last answer.
    pub async fn hearings(&mut self, case: CaseReader, since: &str) -> Result<Vec<HeardParty>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<Row> = sql!(
            self,
            all,
            "SELECT r.id AS room, r.ask, r.until_on, r.opened_at, r.closed_at IS NOT NULL AS closed, p.id AS party, p.name,
                    p.owner, p.email, p.reminded_at,
                    p.revoked_at IS NULL AND p.locked_at IS NULL AND p.opens_left > 0 AS opens,
                    a.id AS answer, a.content, a.means, s.name AS entered_by, a.recorded_at
             FROM room r JOIN room_party p ON p.organisation = r.organisation AND p.room = r.id
             LEFT JOIN room_answer a ON a.organisation = p.organisation AND a.id = (
                 SELECT n.id FROM room_answer n WHERE n.organisation = p.organisation AND n.room = r.id AND n.party = p.id
                 ORDER BY n.recorded_at DESC, n.id DESC LIMIT 1)
             LEFT JOIN staff s ON s.organisation = a.organisation AND s.id = a.entered_by
             WHERE r.organisation = $1 AND r.person = $2 AND r.purpose = 'hearing' AND r.opened_at >= $3
               AND (p.revoked_at IS NULL OR a.id IS NOT NULL)
             ORDER BY r.opened_at DESC, r.id DESC, p.place",
            organisation,
            case.person().0,
            since
        )?;
        let parties: Vec<Option<HeardParty>> = rows.into_iter().map(Row::read).collect::<Result<_, _>>()?;
        Ok(parties.into_iter().flatten().collect())
    }

    /// The goals a party of the case is asked about.
    pub async fn goals_of_party(
        &mut self,
        case: CaseReader,
        room: RoomId,
        party: RoomPartyId,
    ) -> Result<Vec<OwnGoal>, Failure> {
        let Ask::Hearing(ask) = self.room(case, room).await?.ask else {
            return Ok(Vec::new());
        };
        let parties = self.parties_of_room(case, room).await?;
        let found = parties.into_iter().find(|found| found.id == party);
        let provider = found.ok_or(Failure::NotFound)?.owner;
        self.goals_of(case.person(), ask.paper, &provider).await
    }

    pub(super) async fn goals_of(
        &mut self,
        person: PersonId,
        plan: PaperId,
        provider: &str,
    ) -> Result<Vec<OwnGoal>, Failure> {
        let plan = self.confirmed_plan(person, plan).await?;
        Ok(plan.map(|plan| own_goals(&plan, provider)).unwrap_or_default())
    }
}
