//! 受け取り. Who was handed the papers or the minutes of a meeting, and who has said that they have them.

use bansou_domain::id::{PaperId, RoomId, RoomPartyId};
use bansou_domain::room::{Answer, AnswerMeans, Ask, Purpose, ReceiptAnswer};
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
    /// Whether its link still opens today.
    pub opens: bool,
    /// When it was last reminded, in UTC.
    pub reminded_at: Option<String>,
}

impl Receipt {
    fn of(room: &RoomRecord, party: PartyRecord, answers: &[AnswerRecord], stands: bool) -> Self {
        let last = answers.iter().rfind(|answer| answer.party == party.id);
        let received = last.and_then(|last| match &last.answer {
            Answer::Receipt(receipt) => Some((receipt.clone(), last.means, last.recorded_at.clone())),
            _ => None,
        });
        Self {
            room: room.id,
            purpose: room.ask.purpose(),
            party: party.id,
            opens: stands && party.opens(),
            name: party.name,
            received,
            reminded_at: party.reminded_at,
        }
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

    /// Who has received the record of a meeting.
    pub async fn receipts_of_minutes(
        &mut self,
        case: CaseReader,
        paper: PaperId,
    ) -> Result<Vec<Receipt>, Failure> {
        self.receipts(case, |ask| matches!(ask, Ask::Minutes(ask) if ask.paper == paper))
            .await
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
