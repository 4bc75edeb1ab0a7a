//! What a room shows a party beside its question, made for the party's kind and behind the veil.

use bansou_domain::conference::Conference;
use bansou_domain::id::PaperId;
use bansou_domain::meeting::ServiceMeeting;
use bansou_domain::monitoring::MonitoringReport;
use bansou_domain::paper::PaperKind;
use bansou_domain::room::{
    Ask, DeskView, MinutesAsk, MinutesView, OwnGoal, PapersAsk, PapersView, PlanView, Question, ReportAsk,
    ReportView, TaskView, Veil, may_share,
};

use serde::de::DeserializeOwned;

use super::guest::RoomGuest;
use crate::{Failure, Tx, stored};

/// 見せるもの. What belongs to the question; `Nothing` also where consent to show it has ended.
#[derive(Clone)]
pub enum Shown {
    /// Nothing but the question.
    Nothing,
    /// The plan.
    Plan(PlanView),
    /// The party's own open tasks.
    Tasks(Vec<TaskView>),
    /// The papers of a conference.
    Papers(PapersView),
    /// The record of a meeting, with whether a later one has corrected it.
    Minutes(MinutesView, bool),
    /// A monitoring report, with whether a later one has corrected it.
    Report(ReportView, bool),
    /// The page of a service manager.
    Desk(DeskView),
    /// The questions of the party's own sheet.
    Questions(Vec<Question>),
    /// The goals of the plan that are the party's own.
    Goals(Vec<OwnGoal>),
}

impl Shown {
    /// The party's own open tasks, where they are shown.
    #[must_use]
    pub fn tasks(&self) -> Option<&[TaskView]> {
        match self {
            Self::Tasks(tasks) => Some(tasks),
            Self::Desk(desk) => Some(&desk.tasks),
            _ => None,
        }
    }
}

impl Tx {
    pub(super) async fn shown(
        &mut self,
        guest: &RoomGuest,
        ask: &Ask,
        veil: &Veil,
    ) -> Result<Shown, Failure> {
        // Asked at every look: consent that ended since the room was opened ends what the room shows.
        // The page of a manager stands without the plan too: what is asked of them is theirs.
        if let Ask::Desk(ask) = ask {
            return Ok(Shown::Desk(self.desk_view(guest, ask, veil).await?));
        }
        if let Some(what) = ask.purpose().passes_on() {
            let said = self.sharing_of(guest.person()).await?;
            if !may_share(&said, guest.kind(), what, self.today()) {
                return Ok(Shown::Nothing);
            }
        }
        Ok(match ask {
            Ask::Dates(_) | Ask::Opinions(_) | Ask::Desk(_) => Shown::Nothing,
            Ask::Plan(ask) => {
                let plan = self.confirmed_plan(guest.person(), ask.paper).await?;
                let view =
                    plan.and_then(|plan| PlanView::of(guest.kind(), guest.name(), &plan, &ask.easy, veil));
                view.map_or(Shown::Nothing, Shown::Plan)
            }
            Ask::Questions(ask) => Shown::Questions(ask.behind(veil).to(guest.kind()).to_vec()),
            Ask::Papers(ask) => self.papers_view(guest, ask, veil).await?,
            Ask::Minutes(ask) => self.minutes_view(guest, ask, veil).await?,
            Ask::Report(ask) => self.report_view(guest, ask, veil).await?,
            Ask::Hearing(ask) => {
                let goals = self.goals_of(guest.person(), ask.paper, guest.owner()).await?;
                Shown::Goals(goals.into_iter().map(|goal| goal.behind(veil)).collect())
            }
            Ask::Tasks(_) => {
                let own = self
                    .tasks_of(guest.person(), guest.takes_on(), guest.party())
                    .await?;
                Shown::Tasks(own.into_iter().map(|task| task.behind(veil)).collect())
            }
        })
    }

    /// The papers of a conference of the room's own person, as they stand now.
    async fn papers_view(
        &mut self,
        guest: &RoomGuest,
        ask: &PapersAsk,
        veil: &Veil,
    ) -> Result<Shown, Failure> {
        let organisation = self.organisation();
        let content: Option<(String,)> = sql!(
            self,
            maybe,
            "SELECT content FROM conference WHERE organisation = $1 AND id = $2 AND person = $3",
            organisation,
            ask.conference.0,
            guest.person().0
        )?;
        let Some((content,)) = content else {
            return Ok(Shown::Nothing);
        };
        let conference: Conference = stored::read("conference.content", &content)?;
        Ok(Shown::Papers(PapersView::of(guest.kind(), &conference, veil)))
    }

    /// The record a room hands out; only a confirmed one of the room's own person.
    async fn minutes_view(
        &mut self,
        guest: &RoomGuest,
        ask: &MinutesAsk,
        veil: &Veil,
    ) -> Result<Shown, Failure> {
        let found = self.handed(guest, ask.paper, PaperKind::Meeting).await?;
        let Some((meeting, replaced)): Option<(ServiceMeeting, bool)> = found else {
            return Ok(Shown::Nothing);
        };
        let view = MinutesView::of(guest.kind(), &meeting, &ask.easy, veil);
        Ok(Shown::Minutes(view, replaced))
    }

    /// The report a room hands out; only a confirmed one of the room's own person.
    async fn report_view(
        &mut self,
        guest: &RoomGuest,
        ask: &ReportAsk,
        veil: &Veil,
    ) -> Result<Shown, Failure> {
        let found = self.handed(guest, ask.paper, PaperKind::Monitoring).await?;
        let view = found.and_then(|(report, replaced): (MonitoringReport, bool)| {
            let view = ReportView::of(guest.kind(), &report, &ask.easy, veil)?;
            Some(Shown::Report(view, replaced))
        });
        Ok(view.unwrap_or(Shown::Nothing))
    }

    /// A confirmed paper of the room's own person, with whether a later one has corrected it.
    async fn handed<P: DeserializeOwned>(
        &mut self,
        guest: &RoomGuest,
        paper: PaperId,
        kind: PaperKind,
    ) -> Result<Option<(P, bool)>, Failure> {
        let organisation = self.organisation();
        let row: Option<(String, bool)> = sql!(
            self,
            maybe,
            "SELECT content, replaced FROM paper WHERE organisation = $1 AND id = $2 AND person = $3
             AND confirmed_at IS NOT NULL AND kind = $4",
            organisation,
            paper.0,
            guest.person().0,
            kind.code()
        )?;
        let read =
            |(content, replaced): (String, bool)| Ok((stored::read("paper.content", &content)?, replaced));
        row.map(read).transpose()
    }
}
