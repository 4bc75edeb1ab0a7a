//! 計画への返事. What was said by link or to the office of one version of a plan, party by party.

use bansou_domain::id::{PaperId, RoomId};
use bansou_domain::room::{Answer, AnswerMeans, Ask, Feeling, PartyKind, PlanAnswer};
use data_encoding::HEXLOWER;
use uuid::Uuid;

use super::guest::RoomGuest;
use crate::access::CaseReader;
use crate::{Failure, Reader, Tx};

/// 計画への返事. The last thing one party said of one version of a plan.
#[derive(Clone)]
pub struct PlanSaid {
    /// The answer, which is never changed.
    pub answer: Uuid,
    /// The room it was given in.
    pub room: RoomId,
    /// When the plan was first shown, in UTC.
    pub shown_at: String,
    /// Who said it, as they were invited.
    pub name: String,
    /// What they are to the person.
    pub kind: PartyKind,
    /// What they said.
    pub said: PlanAnswer,
    /// How it reached the office.
    pub means: AnswerMeans,
    /// When, in UTC.
    pub at: String,
    /// Whether the link it came by was taken back: it may have reached somebody else.
    pub revoked: bool,
}

impl PlanSaid {
    /// Whether it is a 「はい」 by link to exactly this version.
    #[must_use]
    pub fn agrees_to(&self, hash: &[u8]) -> bool {
        !hash.is_empty()
            && !self.revoked
            && self.means == AnswerMeans::Link
            && self.said.feeling == Some(Feeling::Yes)
            && self.said.shown == HEXLOWER.encode(hash)
    }
}

impl Reader {
    /// What was said of one plan, each party's last word, the newest first.
    pub async fn said_of_plan(&mut self, case: CaseReader, paper: PaperId) -> Result<Vec<PlanSaid>, Failure> {
        let mut last: Vec<PlanSaid> = Vec::new();
        for said in self.all_said_of_plans(case, Some(paper)).await? {
            // The same party may have been asked twice: what it said last is what it says.
            let same = |one: &PlanSaid| one.kind == said.kind && one.name == said.name;
            if !last.iter().any(same) {
                last.push(said);
            }
        }
        Ok(last)
    }

    /// One answer to a plan, whatever was said since.
    pub async fn plan_answer(&mut self, case: CaseReader, answer: Uuid) -> Result<Option<PlanSaid>, Failure> {
        let said = self.all_said_of_plans(case, None).await?;
        Ok(said.into_iter().find(|said| said.answer == answer))
    }

    /// Everything that was said of the person's plans, or of one of them, the newest first.
    async fn all_said_of_plans(
        &mut self,
        case: CaseReader,
        paper: Option<PaperId>,
    ) -> Result<Vec<PlanSaid>, Failure> {
        let mut said: Vec<PlanSaid> = Vec::new();
        for room in self.rooms(case).await? {
            let Ask::Plan(ask) = &room.ask else { continue };
            if paper.is_some_and(|paper| paper != ask.paper) {
                continue;
            }
            let parties = self.parties_of_room(case, room.id).await?;
            for answer in self.answers_of_room(case, room.id).await? {
                let party = parties.iter().find(|party| party.id == answer.party);
                let (Some(party), Answer::Plan(words)) = (party, answer.answer) else {
                    continue;
                };
                said.push(PlanSaid {
                    answer: answer.id,
                    room: room.id,
                    shown_at: room.opened_at.clone(),
                    name: party.name.clone(),
                    kind: party.kind,
                    said: words,
                    means: answer.means,
                    at: answer.recorded_at,
                    revoked: party.revoked_at.is_some(),
                });
            }
        }
        said.sort_by(|one, other| (&other.at, other.answer).cmp(&(&one.at, one.answer)));
        Ok(said)
    }
}

impl Tx {
    /// The answer as it is kept: what was said of a plan names the version that was on the page.
    pub(super) async fn bound_to_version(
        &mut self,
        guest: &RoomGuest,
        ask: &Ask,
        answer: &Answer,
    ) -> Result<Answer, Failure> {
        let (Ask::Plan(ask), Answer::Plan(said)) = (ask, answer) else {
            return Ok(answer.clone());
        };
        let organisation = self.organisation();
        let hash: Vec<u8> = sql!(
            self,
            value,
            "SELECT hash FROM paper WHERE organisation = $1 AND id = $2 AND person = $3 AND confirmed_at IS NOT NULL",
            organisation,
            ask.paper.0,
            guest.person().0
        )?;
        Ok(Answer::Plan(PlanAnswer {
            shown: HEXLOWER.encode(&hash),
            ..said.clone()
        }))
    }
}
