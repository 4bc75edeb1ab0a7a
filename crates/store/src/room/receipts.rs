//! 受け取り. Who was handed the papers or the minutes of a meeting, and who has said that they have them.

use bansou_domain::id::{PaperId, RoomId, RoomPartyId};
use bansou_domain::room::{Answer, AnswerMeans, Ask, PartyKind, Purpose, ReceiptAnswer};
use uuid::Uuid;

use super::{AnswerRecord, PartyRecord, RoomRecord};
use crate::access::CaseReader;
use crate::{Failure, Reader};

/// One party that was handed something.
#[derive(Clone)]
pub struct Receipt {
    /// The room.
    pub room: RoomId,
    /// Papers or minutes.
    pub purpose: Purpose,
    /// The party.
    pub party: RoomPartyId,
    /// Its name.
    pub name: String,
    /// What it answered, how and when in UTC; `None`: nothing yet.
    pub received: Option<(ReceiptAnswer, AnswerMeans, String)>,
    /// The first answer by link that said it had come, with its time in UTC: it stays the receipt, whatever is added later.
    pub by_link: Option<(Uuid, String)>,
    /// Every answer of the party, so that a receipt is known again.
    pub answers: Vec<Uuid>,
    /// What the party is to the person.
    pub kind: PartyKind,
    /// As the plan or the minutes name it; empty where the party's own name says that.
    pub owner: String,
    /// Whether its link still opens today.
    pub opens: bool,
    /// When it was last reminded, in UTC.
    pub reminded_at: Option<String>,
}

impl Receipt {
    fn of(room: &RoomRecord, party: PartyRecord, answers: &[AnswerRecord], stands: bool) -> Self {
        let own: Vec<&AnswerRecord> = answers.iter().filter(|answer| answer.party == party.id).collect();
        let received = own.iter().rev().find_map(|answer| {
            let receipt = receipt(&answer.answer)?;
            Some((receipt, answer.means, answer.recorded_at.clone()))
        });
        let first = own
            .iter()
            .find(|answer| answer.means == AnswerMeans::Link && receipt(&answer.answer).is_some());
        Self {
            room: room.id,
            purpose: room.ask.purpose(),
            party: party.id,
            opens: stands && party.opens(),
            name: party.name,
            received,
            by_link: first.map(|answer| (answer.id, answer.recorded_at.clone())),
            answers: own.iter().map(|answer| answer.id).collect(),
            kind: party.kind,
            owner: party.owner,
            reminded_at: party.reminded_at,
        }
    }
}

/// What an answer says about having received something.
fn receipt(answer: &Answer) -> Option<ReceiptAnswer> {
    match answer {
        Answer::Receipt(receipt) => Some(receipt.clone()),
        Answer::Plan(plan) if plan.received => Some(ReceiptAnswer::default()),
        _ => None,
    }
}

impl Reader {
    /// Who has received what was handed out for a conference: its papers, and its minutes.
    pub async fn receipts_of_conference(
        &mut self,
        case: CaseReader,
        conference: Uuid,
        minutes: Option<PaperId>,
    ) -> Result<Vec<Receipt>, Failure> {
        self.receipts(case, |ask| match ask {
            Ask::Papers(ask) => ask.conference.0 == conference,
            Ask::Minutes(ask) => Some(ask.paper) == minutes,
            _ => false,
        })
        .await
    }

    /// Who was handed a paper by link, and has received it: the record of a meeting, or a plan or a report in the words of
    /// offices. What the person and the family are shown of those is made in easy words and is not the paper itself.
    pub async fn receipts_of_paper(
        &mut self,
        case: CaseReader,
        paper: PaperId,
    ) -> Result<Vec<Receipt>, Failure> {
        let about = |ask: &Ask| match ask {
            Ask::Minutes(ask) => ask.paper == paper,
            Ask::Plan(ask) => ask.paper == paper,
            Ask::Report(ask) => ask.paper == paper,
            _ => false,
        };
        let mut receipts = self.receipts(case, about).await?;
        let whole = |purpose| !matches!(purpose, Purpose::Plan | Purpose::Report);
        receipts.retain(|receipt| whole(receipt.purpose) || !receipt.kind.reads_easy());
        Ok(receipts)
    }

    async fn receipts(
        &mut self,
        case: CaseReader,
        about: impl Fn(&Ask) -> bool + Send,
    ) -> Result<Vec<Receipt>, Failure> {
        let today = self.today();
        let mut receipts = Vec::new();
        for room in self.rooms(case).await? {
            if !about(&room.ask) {
                continue;
            }
            let answers = self.answers_of_room(case, room.id).await?;
            let stands = room.stands(today);
            for party in self.parties_of_room(case, room.id).await? {
                receipts.push(Receipt::of(&room, party, &answers, stands));
            }
        }
        Ok(receipts)
    }
}
