//! 支援者のページ. What one service manager finds behind one link, and what the office reads of it beside the plan and among
//! the notes.

use std::collections::BTreeMap;

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::{MemberId, PaperId, PersonId, RoomId, RoomPartyId};
use bansou_domain::plan::ServicePlan;
use bansou_domain::room::{
    Answer, AnswerMeans, Ask, DeskAsk, DeskRequest, DeskView, GoalsAnswer, MonthAnswer, OwnPlanAnswer,
    PlanView, SharedWhat, Veil, may_share, plan_goals,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::RoomFile;
use super::guest::RoomGuest;
use crate::access::CaseReader;
use crate::{Failure, Reader, Store, Tx, stored};

/// What a provider wrote, and how the office knows.
#[derive(Clone)]
pub struct ProviderWord<A> {
    /// The room it stands in.
    pub room: RoomId,
    /// Who, as they were invited.
    pub name: String,
    /// What.
    pub answer: A,
    /// How it reached the office.
    pub means: AnswerMeans,
    /// Who wrote it down; empty where the provider did.
    pub entered_by: String,
    /// When, in UTC.
    pub recorded_at: String,
}

/// 個別支援計画の紙, as a provider gave it.
#[derive(Clone)]
pub struct OwnPlanPaper {
    /// Who, and how the office has it.
    pub word: ProviderWord<OwnPlanAnswer>,
    /// 第n版 of that provider.
    pub version: usize,
    /// Its files.
    pub files: Vec<RoomFile>,
}

/// What one party wrote on its page.
#[derive(Default)]
struct OwnWords {
    goals: GoalsAnswer,
    months: Vec<MonthAnswer>,
    plans: Vec<OwnPlanAnswer>,
}

#[apply(row!)]
struct WordRow {
    id: Uuid,
    room: Uuid,
    ask: String,
    name: String,
    content: String,
    means: String,
    entered_by: Option<String>,
    recorded_at: String,
}

#[apply(row!)]
struct RequestRow {
    id: Uuid,
    ask: String,
    answered: bool,
}

impl WordRow {
    fn with<A>(self, answer: A) -> Result<ProviderWord<A>, Failure> {
        Ok(ProviderWord {
            room: RoomId(self.room),
            name: self.name,
            answer,
            means: AnswerMeans::from_code(&self.means)
                .ok_or_else(|| Failure::unreadable("room_answer.means", &self.means))?,
            entered_by: self.entered_by.unwrap_or_default(),
            recorded_at: self.recorded_at,
        })
    }
}

impl Reader {
    async fn desk_words(&mut self, case: CaseReader) -> Result<Vec<WordRow>, Failure> {
        let organisation = self.organisation();
        sql!(
            self,
            all,
            "SELECT a.id, r.id AS room, r.ask, p.name, a.content, a.means, s.name AS entered_by, a.recorded_at
             FROM room r JOIN room_answer a ON a.organisation = r.organisation AND a.room = r.id
             JOIN room_party p ON p.organisation = a.organisation AND p.id = a.party
             LEFT JOIN staff s ON s.organisation = a.organisation AND s.id = a.entered_by
             WHERE r.organisation = $1 AND r.person = $2 AND r.purpose = 'desk' ORDER BY a.recorded_at, a.id",
            organisation,
            case.person().0
        )
    }

    /// The goals of providers' own plans beside the goals of one plan; the last word of each provider.
    pub async fn goals_of_plan(
        &mut self,
        case: CaseReader,
        plan: PaperId,
    ) -> Result<Vec<ProviderWord<GoalsAnswer>>, Failure> {
        let mut last = BTreeMap::new();
        for row in self.desk_words(case).await? {
            let ask: Ask = stored::read("room.ask", &row.ask)?;
            let answer: Answer = stored::read("room_answer.content", &row.content)?;
            if let (Ask::Desk(ask), Answer::Goals(answer)) = (ask, answer)
                && ask.paper == plan
            {
                let word = row.with(answer)?;
                last.insert(word.name.clone(), word);
            }
        }
        Ok(last.into_values().collect())
    }

    /// The notes of the month that providers wrote, the newest month first; a note written again takes the earlier one's
    /// place.
    pub async fn month_notes(&mut self, case: CaseReader) -> Result<Vec<ProviderWord<MonthAnswer>>, Failure> {
        let mut last: BTreeMap<(ServiceMonth, String), ProviderWord<MonthAnswer>> = BTreeMap::new();
        for row in self.desk_words(case).await? {
            let answer: Answer = stored::read("room_answer.content", &row.content)?;
            if let Answer::Month(answer) = answer {
                let month = answer.month;
                let word = row.with(answer)?;
                last.insert((month, word.name.clone()), word);
            }
        }
        Ok(last.into_values().rev().collect())
    }

    /// The papers of providers' own plans, the newest version first.
    pub async fn own_plan_papers(&mut self, case: CaseReader) -> Result<Vec<OwnPlanPaper>, Failure> {
        let (mut versions, mut papers) = (BTreeMap::<String, usize>::new(), Vec::new());
        for row in self.desk_words(case).await? {
            let answer: Answer = stored::read("room_answer.content", &row.content)?;
            let Answer::OwnPlan(answer) = answer else { continue };
            let (id, room) = (row.id, RoomId(row.room));
            let word = row.with(answer)?;
            let version = versions.entry(word.name.clone()).or_default();
            *version += 1;
            let mut files = self.files_of_room(case, room).await?;
            files.retain(|file| file.answer == id);
            papers.push(OwnPlanPaper {
                version: *version,
                word,
                files,
            });
        }
        papers.reverse();
        Ok(papers)
    }

    /// The other open rooms of the case in which the same member is asked something.
    async fn requests_of(
        &mut self,
        person: PersonId,
        room: RoomId,
        member: Option<MemberId>,
    ) -> Result<Vec<DeskRequest>, Failure> {
        let Some(member) = member else {
            return Ok(Vec::new());
        };
        let (organisation, today) = (self.organisation(), self.today().to_string());
        let rows: Vec<RequestRow> = sql!(
            self,
            all,
            "SELECT p.id, r.ask, EXISTS (SELECT 1 FROM room_answer a WHERE a.organisation = p.organisation
                    AND a.room = r.id AND a.party = p.id) AS answered
             FROM room r JOIN room_party p ON p.organisation = r.organisation AND p.room = r.id
             WHERE r.organisation = $1 AND r.person = $2 AND r.id <> $3 AND r.purpose <> 'desk' AND r.closed_at IS NULL
               AND r.until_on >= $4 AND p.member = $5 AND p.revoked_at IS NULL AND p.locked_at IS NULL
               AND p.opens_left > 0
             ORDER BY r.opened_at, r.id",
            organisation,
            person.0,
            room.0,
            &today,
            member.0
        )?;
        let read = |row: RequestRow| {
            let ask: Ask = stored::read("room.ask", &row.ask)?;
            Ok(DeskRequest {
                party: RoomPartyId(row.id),
                purpose: ask.purpose(),
                reply_by: ask.reply_by(),
                answered: row.answered,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// What one party wrote on its page: its goals, its notes with the newest month first, the papers of its plan.
    async fn own_words(&mut self, room: RoomId, party: RoomPartyId) -> Result<OwnWords, Failure> {
        let organisation = self.organisation();
        let contents: Vec<String> = sql!(
            self,
            values,
            "SELECT content FROM room_answer WHERE organisation = $1 AND room = $2 AND party = $3
             ORDER BY recorded_at, id",
            organisation,
            room.0,
            party.0
        )?;
        let (mut own, mut months) = (OwnWords::default(), BTreeMap::new());
        for content in contents {
            match stored::read("room_answer.content", &content)? {
                Answer::Goals(answer) => own.goals = answer,
                Answer::OwnPlan(answer) => own.plans.push(answer),
                Answer::Month(answer) => {
                    months.insert(answer.month, answer);
                }
                _ => {}
            }
        }
        own.months = months.into_values().rev().collect();
        Ok(own)
    }

    /// What a party of the case wrote of its goals, for the office to go on from.
    pub async fn desk_of_party(
        &mut self,
        case: CaseReader,
        room: RoomId,
        party: RoomPartyId,
    ) -> Result<GoalsAnswer, Failure> {
        let parties = self.parties_of_room(case, room).await?;
        if parties.iter().all(|found| found.id != party) {
            return Err(Failure::NotFound);
        }
        Ok(self.own_words(room, party).await?.goals)
    }

    /// A confirmed plan of the person.
    pub(super) async fn confirmed_plan(
        &mut self,
        person: PersonId,
        paper: PaperId,
    ) -> Result<Option<ServicePlan>, Failure> {
        let organisation = self.organisation();
        let content: Option<(String,)> = sql!(
            self,
            maybe,
            "SELECT content FROM paper WHERE organisation = $1 AND id = $2 AND person = $3 AND confirmed_at IS NOT NULL
             AND kind IN ('draft_plan', 'plan')",
            organisation,
            paper.0,
            person.0
        )?;
        content
            .map(|(content,)| stored::read("paper.content", &content))
            .transpose()
    }
}

impl Tx {
    pub(super) async fn desk_view(
        &mut self,
        guest: &RoomGuest,
        ask: &DeskAsk,
        veil: &Veil,
    ) -> Result<DeskView, Failure> {
        let said = self.sharing_of(guest.person()).await?;
        let shared = may_share(&said, guest.kind(), SharedWhat::Plan, self.today());
        let plan = if shared {
            self.confirmed_plan(guest.person(), ask.paper).await?
        } else {
            None
        };
        let goals = plan.as_ref().map(plan_goals).unwrap_or_default();
        let own = self.own_words(guest.room(), guest.party()).await?;
        let tasks = self
            .tasks_of(guest.person(), guest.takes_on(), guest.party())
            .await?;
        Ok(DeskView {
            requests: self
                .requests_of(guest.person(), guest.room(), guest.member())
                .await?,
            plan: plan.and_then(|plan| provider_plan(guest, &plan, veil)),
            goals: goals.into_iter().map(|goal| goal.behind(veil)).collect(),
            mapped: own.goals.behind(veil),
            own_plans: own.plans.iter().map(|plan| plan.behind(veil)).collect(),
            months: own.months.iter().map(|month| month.behind(veil)).collect(),
            tasks: tasks.into_iter().map(|task| task.behind(veil)).collect(),
        })
    }
}

fn provider_plan(
    guest: &RoomGuest,
    plan: &ServicePlan,
    veil: &Veil,
) -> Option<bansou_domain::room::ProviderPlan> {
    match PlanView::of(guest.kind(), guest.name(), plan, "", veil) {
        Some(PlanView::Provider(plan)) => Some(plan),
        _ => None,
    }
}

impl Store {
    /// Opens another room of the same case for the same member, from its own page: what the office asks of one manager is
    /// answered behind one link. `false` where that room does not open for it.
    pub async fn open_beside(
        &self,
        guest: &RoomGuest,
        now: Timestamp,
        to: RoomPartyId,
        visit_hash: &[u8],
    ) -> Result<bool, Failure> {
        let Some(member) = guest.member() else {
            return Ok(false);
        };
        let mut tx = self.begin(guest.scope(now)).await?;
        let (organisation, today) = (tx.organisation(), tx.today().to_string());
        let opened = sql!(
            tx,
            run,
            "UPDATE room_party SET opens_left = opens_left - 1
             WHERE organisation = $1 AND id = $2 AND member = $3 AND revoked_at IS NULL AND locked_at IS NULL
               AND opens_left > 0
               AND EXISTS (SELECT 1 FROM room r WHERE r.organisation = $1 AND r.id = room_party.room AND r.person = $4
                           AND r.purpose <> 'desk' AND r.closed_at IS NULL AND r.until_on >= $5)
               AND EXISTS (SELECT 1 FROM room d WHERE d.organisation = $1 AND d.id = $6 AND d.purpose = 'desk')",
            organisation,
            to.0,
            member.0,
            guest.person().0,
            &today,
            guest.room().0
        )?;
        if opened == 0 {
            return Ok(false);
        }
        tx.begin_visit(to, visit_hash).await?;
        tx.see(guest).await?;
        tx.commit(guest.did("guest.opened_beside")).await?;
        Ok(true)
    }
}
