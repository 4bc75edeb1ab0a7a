//! 聞き取り of a story: the providers of its plan asked before a visit; some answer by their link, some by telephone.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::{OrganisationId, PersonId};
use bansou_domain::paper::PaperKind;
use bansou_domain::plan::ServicePlan;
use bansou_domain::room::{
    Answer, AnswerMeans, Ask, HearingAnswer, HearingAsk, Party, PartyKind, Room, SharedWhat, Sharing,
    SharingKind, hearing_occasion,
};
use bansou_store::access::CaseEditor;
use bansou_store::paper::Paper;
use bansou_store::room::Keys;
use bansou_store::room::guest::Opening;
use bansou_store::{Failure, Store, Tx};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// 聞き取り before a visit.
#[derive(Clone, PartialEq, Eq)]
pub struct Asked {
    /// たずねた日.
    pub on: Date,
    /// The month of the visit.
    pub month: ServiceMonth,
    /// Who was asked.
    pub parties: Vec<AskedParty>,
}

/// One provider that was asked.
#[derive(Clone, PartialEq, Eq)]
pub struct AskedParty {
    /// The provider, as the plan names it.
    pub provider: &'static str,
    /// 種類.
    pub kind: PartyKind,
    /// How and what it answered.
    pub answer: Option<(AnswerMeans, HearingAnswer)>,
}

/// Days for an answer, and days the links stand.
const REPLY_DAYS: i32 = 7;
const STANDS_DAYS: i32 = 30;

/// What stands for a hash in the demo: nobody knows of what it would be the hash, so no link opens by it.
fn mark(what: &str, person: PersonId, party: &AskedParty) -> Vec<u8> {
    format!("{what} {person} {}", party.provider).into_bytes()
}

/// Opens the room, with the person's consent to ask, and writes down what came by telephone.
pub(crate) async fn ask(tx: &mut Tx, case: CaseEditor, asked: &Asked) -> Result<(), Failure> {
    let plan: Option<Paper<ServicePlan>> = tx.newest_paper(case.reader(), PaperKind::Plan, false).await?;
    let paper = plan.ok_or(Failure::NotFound)?.line.id;
    tx.record_sharing(case, &consent(asked)).await?;
    let room = Room {
        until: asked.on.saturating_add(STANDS_DAYS.days()),
        ask: Ask::Hearing(HearingAsk {
            paper,
            occasion: hearing_occasion(Some(asked.month)),
            reply_by: Some(asked.on.saturating_add(REPLY_DAYS.days())),
        }),
        parties: asked.parties.iter().map(party).collect(),
    };
    let person = case.person();
    let keys = asked.parties.iter().map(|party| Keys {
        link_hash: mark("link", person, party),
        code_hash: mark("code", person, party),
        mailed_code_hash: None,
    });
    let keys: Vec<Keys> = keys.collect();
    let id = tx.open_room(case, None, &room, &keys).await?;
    let stored = tx.parties_of_room(case.reader(), id).await?;
    for (asked, stored) in asked.parties.iter().zip(stored) {
        if let Some((means, answer)) = &asked.answer
            && *means != AnswerMeans::Link
        {
            let answer = Answer::Hearing(answer.clone());
            tx.enter_answer(case, id, stored.id, &answer, *means, &[]).await?;
        }
    }
    Ok(())
}

/// Answers the links as their parties do.
pub(crate) async fn answer(
    store: &Store,
    organisation: OrganisationId,
    person: PersonId,
    asked: &Asked,
    now: Timestamp,
) -> Result<(), Failure> {
    for party in &asked.parties {
        let Some((AnswerMeans::Link, answer)) = &party.answer else {
            continue;
        };
        let [link, code, visit] = ["link", "code", "visit"].map(|what| mark(what, person, party));
        let opened = store.open_link(organisation, now, &link, &code, &visit).await?;
        let Opening::Open(id) = opened else {
            return Err(Failure::NotFound);
        };
        let guest = store.room_guest(organisation, now, id, &visit).await?;
        let guest = guest.ok_or(Failure::NotFound)?;
        let answer = Answer::Hearing(answer.clone());
        store
            .guest_answer(&guest, now, uuid::Uuid::now_v7(), &answer, &[])
            .await?;
    }
    Ok(())
}

fn party(asked: &AskedParty) -> Party {
    Party {
        kind: asked.kind,
        name: asked.provider.to_owned(),
        required: false,
        once: false,
        member: None,
        owner: asked.provider.to_owned(),
        whose: None,
    }
}

fn consent(asked: &Asked) -> Sharing {
    Sharing {
        kind: SharingKind::Given,
        on: asked.on,
        whom: vec![PartyKind::Provider, PartyKind::School],
        except: String::new(),
        what: vec![SharedWhat::Plan],
        until: Some(asked.on.saturating_add(1.year())),
        reason: String::new(),
        merit: "支える人が同じ目標を見て、そろって手伝えること".to_owned(),
        said_by: "本人、母".to_owned(),
    }
}
