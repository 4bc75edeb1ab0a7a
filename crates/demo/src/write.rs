//! Writing stories into a store, in the way the product itself does: with permits, journal and confirmed papers.

use std::collections::BTreeMap;

use bansou_domain::id::{InquiryId, PaperId, PersonId, ProviderId};
use bansou_domain::paper::{ConsentMeans, PaperKind};
use bansou_domain::room::Answer;
use bansou_domain::team::TeamMember;
use bansou_store::access::{CaseEditor, SignedIn};
use bansou_store::consent::Consent;
use bansou_store::delivery::Delivery;
use bansou_store::journal::Did;
use bansou_store::paper::PaperContent;
use bansou_store::room::Keys;
use bansou_store::sign_in::{Lifetime, Session, Stage as SessionStage};
use bansou_store::{Failure, Store, Tx};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use uuid::Uuid;

use crate::directory::directory;
use crate::heard;
use crate::office::{Office, STAFF};
use crate::story::{AskedBefore, Seat, Stage, Story, Told};

/// Writes stories in the name of the office's workers.
pub struct Writer<'s> {
    store: &'s Store,
    workers: Vec<SignedIn>,
    directory: BTreeMap<String, ProviderId>,
    now: Timestamp,
}

impl<'s> Writer<'s> {
    /// Signs the office's workers in and writes the office's directory and what it notified.
    pub async fn new(store: &'s Store, office: &Office, now: Timestamp) -> Result<Self, Failure> {
        let mut workers = Vec::new();
        for (place, staff) in office.staff.iter().enumerate() {
            let token = Uuid::now_v7().into_bytes();
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
        let directory = match workers.first() {
            Some(who) => write_directory(store, who, now).await?,
            None => BTreeMap::new(),
        };
        if let Some(who) = workers.iter().find(|who| who.claim_editor().is_ok()) {
            crate::claims::write(store, who, &office.staff, now).await?;
        }
        Ok(Self {
            store,
            workers,
            directory,
            now,
        })
    }

    /// Writes one case in one transaction; every record in it is dated to its own day.
    pub async fn write(&self, story: &Story) -> Result<PersonId, Failure> {
        let who = self.workers.get(story.staff).ok_or(Failure::NotFound)?;
        let mut tx = self.store.begin(who.scope(self.now)).await?;
        let member = who.office_member();
        let begun = story.inquiry.as_ref().map(|inquiry| inquiry.on);
        self.on(&mut tx, begun.or(story.opened_on));
        let id = tx
            .add_person(member, &story.person, Some(who.staff()), story.opened_on)
            .await?;
        let case = tx.edit_case(who, id).await?;
        if let Some(inquiry) = &story.inquiry {
            let inquiry_id: InquiryId = tx.add_inquiry(member, inquiry).await?;
            tx.change_inquiry(member, inquiry_id, inquiry, Some(id), 1)
                .await?;
        }
        self.write_facts(&mut tx, case, story).await?;
        self.write_papers(&mut tx, case, story).await?;
        if let Some(asked) = &story.questions {
            self.write_questions(&mut tx, case, asked).await?;
        }
        tx.written_at(self.now);
        for (cycle, conference) in &story.conferences {
            tx.add_conference(case, *cycle, conference).await?;
        }
        for note in &story.notes {
            self.on(&mut tx, Some(note.on));
            tx.add_note(case, note, None).await?;
        }
        if let Some(asked) = &story.heard {
            self.on(&mut tx, Some(asked.on));
            heard::ask(&mut tx, case, asked).await?;
        }
        if story.closed_on.is_some() {
            tx.set_case_days(case, story.opened_on, story.closed_on).await?;
        }
        tx.written_at(self.now);
        tx.commit(Did::to(id, "demo.written")).await?;
        if let Some(asked) = &story.heard {
            let organisation = who.scope(self.now).organisation;
            heard::answer(self.store, organisation, id, asked, self.now).await?;
        }
        Ok(id)
    }

    async fn write_facts(&self, tx: &mut Tx, case: CaseEditor, story: &Story) -> Result<(), Failure> {
        for (cycle, kind, on, note) in &story.milestones {
            self.on(tx, Some(*on));
            tx.add_milestone(case, *cycle, kind, *on, note, None).await?;
        }
        for certificate in &story.certificates {
            tx.add_certificate(case, certificate).await?;
        }
        for seat in &story.team {
            tx.add_team_member(case, &self.seated(seat)).await?;
        }
        Ok(())
    }

    /// Asks beforehand and writes down what came back on paper. The links open nothing: nobody knows their codes.
    async fn write_questions(
        &self,
        tx: &mut Tx,
        case: CaseEditor,
        asked: &AskedBefore,
    ) -> Result<(), Failure> {
        let key = || Keys {
            link_hash: Uuid::now_v7().into_bytes().to_vec(),
            code_hash: Uuid::now_v7().into_bytes().to_vec(),
            mailed_code_hash: None,
        };
        let keys: Vec<Keys> = asked.room.parties.iter().map(|_| key()).collect();
        self.on(tx, Some(asked.on));
        let room = tx.open_room(case, None, &asked.room, &keys).await?;
        let parties = tx.parties_of_room(case.reader(), room).await?;
        for (place, on, means, answer) in &asked.answers {
            let party = parties.get(*place).ok_or(Failure::NotFound)?.id;
            self.on(tx, Some(*on));
            let answer = Answer::Questions(answer.clone());
            tx.enter_answer(case, room, party, &answer, *means, &[]).await?;
        }
        Ok(())
    }

    fn seated(&self, seat: &Seat) -> TeamMember {
        TeamMember {
            provider: self.directory.get(seat.provider).copied(),
            name: seat.name.to_owned(),
            role: seat.role.to_owned(),
            tel: seat.tel.to_owned(),
            watches: seat.watches.to_owned(),
            left_on: None,
        }
    }

    /// Half past five of the day something was done, as offices write in the evening; never after now.
    fn on(&self, tx: &mut Tx, day: Option<Date>) {
        let evening = day.and_then(|day| Offset::constant(9).to_timestamp(day.at(17, 30, 0, 0)).ok());
        tx.written_at(evening.unwrap_or(self.now).min(self.now));
    }

    async fn write_papers(&self, tx: &mut Tx, case: CaseEditor, story: &Story) -> Result<(), Failure> {
        for told in &story.assessments {
            self.write_paper(tx, case, PaperKind::Assessment, told).await?;
        }
        for told in &story.drafts {
            self.write_paper(tx, case, PaperKind::DraftPlan, told).await?;
        }
        for told in &story.meetings {
            self.write_paper(tx, case, PaperKind::Meeting, told).await?;
        }
        for told in &story.plans {
            self.write_paper(tx, case, PaperKind::Plan, told).await?;
        }
        for told in &story.reports {
            self.write_paper(tx, case, PaperKind::Monitoring, told).await?;
        }
        if let Some(told) = &story.crisis {
            self.write_paper(tx, case, PaperKind::Crisis, told).await?;
        }
        for told in &story.deciding {
            let id = self.write_paper(tx, case, PaperKind::Deciding, told).await?;
            let tasks = told
                .content
                .tasks(STAFF.get(story.staff).map_or("", |staff| staff.name));
            tx.make_tasks(case, id, None, &tasks).await?;
        }
        if let Some(told) = &story.hand_over {
            self.write_paper(tx, case, PaperKind::HandOver, told).await?;
        }
        Ok(())
    }

    async fn write_paper<T: PaperContent>(
        &self,
        tx: &mut Tx,
        case: CaseEditor,
        kind: PaperKind,
        told: &Told<T>,
    ) -> Result<PaperId, Failure> {
        self.on(tx, told.content.dated());
        let id = tx.add_paper(case, kind, told.cycle, &told.content).await?;
        if told.stage == Stage::Draft {
            return Ok(id);
        }
        tx.confirm_paper(case, id, 1).await?;
        if let Some(given) = &told.consent {
            self.on(tx, Some(given.on));
            let consent = Consent {
                given_on: given.on,
                explained_on: Some(given.on),
                means: ConsentMeans::Paper,
                signer: given.signer.clone(),
                relation: given.relation.clone(),
                reason: String::new(),
                signature: String::new(),
                answer: None,
            };
            tx.add_consent(case, id, &consent).await?;
        }
        for to in &told.deliveries {
            self.on(tx, Some(to.on));
            let delivery = Delivery {
                recipient: to.recipient,
                name: to.name.clone(),
                on: to.on,
                means: to.means,
                receipt: None,
            };
            tx.add_delivery(case, id, &delivery).await?;
        }
        Ok(id)
    }
}

async fn write_directory(
    store: &Store,
    who: &SignedIn,
    now: Timestamp,
) -> Result<BTreeMap<String, ProviderId>, Failure> {
    let mut tx = store.begin(who.scope(now)).await?;
    let mut written = BTreeMap::new();
    for provider in directory() {
        let id = tx.add_provider(who.office_member(), &provider).await?;
        written.insert(provider.name, id);
    }
    tx.commit(Did::office("demo.directory")).await?;
    Ok(written)
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
    crate::visits::write(writer.store, &writer.workers, writer.now).await
}
