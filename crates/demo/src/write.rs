//! Writing stories into a store, in the way the product itself does: with permits, journal and confirmed papers.

use bansou_domain::id::{InquiryId, PaperId, PersonId};
use bansou_domain::paper::{ConsentMeans, PaperKind};
use bansou_store::access::{CaseEditor, SignedIn};
use bansou_store::journal::Did;
use bansou_store::paper::{Consent, Delivery, PaperContent};
use bansou_store::sign_in::{Lifetime, Session, Stage as SessionStage};
use bansou_store::{Failure, Store, Tx};
use jiff::Timestamp;
use jiff::tz::Offset;

use crate::office::Office;
use crate::story::{Stage, Story, Told};

/// Writes stories in the name of the office's workers.
pub struct Writer<'s> {
    store: &'s Store,
    workers: Vec<SignedIn>,
    now: Timestamp,
}

impl<'s> Writer<'s> {
    /// Signs the office's workers in.
    pub async fn new(store: &'s Store, office: &Office, now: Timestamp) -> Result<Self, Failure> {
        let mut workers = Vec::new();
        for (place, staff) in office.staff.iter().enumerate() {
            let token = uuid::Uuid::now_v7().into_bytes();
            let mut tx = store.begin(office.scope(place, now)).await?;
            tx.start_session(*staff, &token, SessionStage::Full).await?;
            tx.commit_unrecorded().await?;
            let lifetime = Lifetime {
                idle_since: Timestamp::UNIX_EPOCH,
                begun_since: Timestamp::UNIX_EPOCH,
            };
            let found = store.session(office.organisation, now, &token, lifetime).await?;
            let Some(Session::Full(who)) = found.map(|found| found.session) else {
                return Err(Failure::NotFound);
            };
            let mut tx = store.begin(office.scope(place, now)).await?;
            tx.end_session(&token).await?;
            tx.commit_unrecorded().await?;
            workers.push(who);
        }
        Ok(Self { store, workers, now })
    }

    /// Writes one case in one transaction.
    pub async fn write(&self, story: &Story) -> Result<PersonId, Failure> {
        let who = self.workers.get(story.staff).ok_or(Failure::NotFound)?;
        let mut tx = self.store.begin(who.scope(self.began(story))).await?;
        let member = who.office_member();
        let id = tx
            .add_person(member, &story.person, Some(who.staff()), story.opened_on)
            .await?;
        let case = tx.edit_case(who, id).await?;
        if let Some(inquiry) = &story.inquiry {
            let inquiry_id: InquiryId = tx.add_inquiry(member, inquiry).await?;
            tx.change_inquiry(member, inquiry_id, inquiry, Some(id), 1)
                .await?;
        }
        for (cycle, kind, on, note) in &story.milestones {
            tx.add_milestone(case, *cycle, kind, *on, note, None).await?;
        }
        for certificate in &story.certificates {
            tx.add_certificate(case, certificate).await?;
        }
        write_papers(&mut tx, case, story).await?;
        for note in &story.notes {
            tx.add_note(case, note, None).await?;
        }
        if story.closed_on.is_some() {
            tx.set_case_days(case, story.opened_on, story.closed_on).await?;
        }
        tx.commit(Did::to(id, "demo.written")).await?;
        Ok(id)
    }

    /// Nine in the morning of the day the case was opened: papers carry a time of their own past.
    fn began(&self, story: &Story) -> Timestamp {
        let opened = story
            .opened_on
            .and_then(|day| Offset::constant(9).to_timestamp(day.at(9, 0, 0, 0)).ok());
        opened.unwrap_or(self.now)
    }
}

async fn write_papers(tx: &mut Tx, case: CaseEditor, story: &Story) -> Result<(), Failure> {
    for told in &story.assessments {
        write_paper(tx, case, PaperKind::Assessment, told).await?;
    }
    for told in &story.drafts {
        write_paper(tx, case, PaperKind::DraftPlan, told).await?;
    }
    for told in &story.meetings {
        write_paper(tx, case, PaperKind::Meeting, told).await?;
    }
    for told in &story.plans {
        write_paper(tx, case, PaperKind::Plan, told).await?;
    }
    for told in &story.reports {
        write_paper(tx, case, PaperKind::Monitoring, told).await?;
    }
    if let Some(told) = &story.crisis {
        write_paper(tx, case, PaperKind::Crisis, told).await?;
    }
    if let Some(told) = &story.hand_over {
        write_paper(tx, case, PaperKind::HandOver, told).await?;
    }
    Ok(())
}

async fn write_paper<T: PaperContent>(
    tx: &mut Tx,
    case: CaseEditor,
    kind: PaperKind,
    told: &Told<T>,
) -> Result<PaperId, Failure> {
    let id = tx.add_paper(case, kind, told.cycle, &told.content).await?;
    if told.stage == Stage::Draft {
        return Ok(id);
    }
    tx.confirm_paper(case, id, 1).await?;
    if let Some(given) = &told.consent {
        let consent = Consent {
            given_on: given.on,
            explained_on: Some(given.on),
            means: ConsentMeans::Paper,
            signer: given.signer.clone(),
            relation: given.relation.clone(),
            reason: String::new(),
            signature: String::new(),
        };
        tx.add_consent(case, id, &consent).await?;
    }
    for to in &told.deliveries {
        let delivery = Delivery {
            recipient: to.recipient,
            name: to.name.clone(),
            on: to.on,
            means: to.means,
        };
        tx.add_delivery(case, id, &delivery).await?;
    }
    Ok(id)
}

/// Fills an office with stories; `tell` hears after each how many are written.
pub async fn fill(
    writer: &Writer<'_>,
    stories: impl Iterator<Item = Story>,
    mut tell: impl FnMut(usize),
) -> Result<(), Failure> {
    for (place, story) in stories.enumerate() {
        writer.write(&story).await?;
        tell(place + 1);
    }
    Ok(())
}
