//! How a permit is asked for: the relation of the worker decides, and the view stands in the journal before it is given.

use bansou_domain::access::{Decision, Relation, open_case};
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::{OfficeId, OrganisationId, PersonId};
use uuid::Uuid;

use super::{CaseEditor, CaseReader, ClaimDesk, Door, OwnCases, SignedIn};
use crate::journal::{CASES_LISTED, Did, LISTED};
use crate::{Failure, Scope, Store, Tx};

/// How long a stated reason opens a case.
const REASON_HOLDS: jiff::SignedDuration = jiff::SignedDuration::from_hours(12);

impl Store {
    /// Opens the office's claims and journals the view; `page` names what is looked at.
    pub async fn open_claims(
        &self,
        who: &SignedIn,
        now: jiff::Timestamp,
        page: &str,
    ) -> Result<ClaimDesk, Failure> {
        let desk = who.claim_desk()?;
        self.write_down(who, now, Did::office("claim.view").detail(page))
            .await?;
        Ok(desk)
    }

    /// A view, which changes nothing else.
    async fn write_down(&self, who: &SignedIn, now: jiff::Timestamp, did: Did) -> Result<(), Failure> {
        self.begin(who.scope(now)).await?.commit(did).await
    }

    /// Opens the office's claims for the program itself, at its own prompt; the journal names nobody.
    pub async fn open_claims_by_program(
        &self,
        organisation: OrganisationId,
        office: OfficeId,
        now: jiff::Timestamp,
        page: &str,
    ) -> Result<ClaimDesk, Failure> {
        let scope = Scope {
            organisation,
            actor: None,
            now,
        };
        let tx = self.begin(scope).await?;
        tx.commit(Did::office("claim.view").detail(page)).await?;
        Ok(ClaimDesk { office })
    }

    /// Journals whose claims a page or a file of the office showed, in the journal of each of them, in one entry. Before
    /// the page is answered.
    pub async fn listed_claims(
        &self,
        who: &SignedIn,
        now: jiff::Timestamp,
        page: &str,
        people: impl IntoIterator<Item = PersonId>,
    ) -> Result<(), Failure> {
        let did = Did::office(LISTED).detail(page).naming(people);
        self.write_down(who, now, did).await
    }

    /// Journals whose records a page showed a piece of, in the journal of each of them, in one entry. Before the page is
    /// answered.
    pub async fn listed_cases(
        &self,
        who: &SignedIn,
        now: jiff::Timestamp,
        page: &str,
        people: impl IntoIterator<Item = PersonId>,
    ) -> Result<(), Failure> {
        let did = Did::office(CASES_LISTED).detail(page).naming(people);
        self.write_down(who, now, did).await
    }

    /// Opens one person's claims of a month and journals the view in the person's journal. A person of another office
    /// is not found.
    pub async fn open_claims_of(
        &self,
        who: &SignedIn,
        now: jiff::Timestamp,
        person: PersonId,
        month: ServiceMonth,
    ) -> Result<ClaimDesk, Failure> {
        let desk = who.claim_desk()?;
        let mut tx = self.begin(who.scope(now)).await?;
        if tx.relation(who, person).await? == Relation::Outside {
            return Err(Failure::NotFound);
        }
        tx.commit(Did::to(person, "claim.view").detail(month.to_string()))
            .await?;
        Ok(desk)
    }

    /// Opens a case for reading and journals the view; `page` names what is looked at.
    pub async fn open_case(
        &self,
        who: &SignedIn,
        now: jiff::Timestamp,
        person: PersonId,
        page: &'static str,
    ) -> Result<Door, Failure> {
        self.look(who, now, (person, page), false).await
    }

    /// Opens a case for a part of `page`. A view of it by the same worker within the hour stands for its parts; without
    /// one this is a view and is journalled.
    pub async fn go_on_in_case(
        &self,
        who: &SignedIn,
        now: jiff::Timestamp,
        person: PersonId,
        page: &'static str,
    ) -> Result<Door, Failure> {
        self.look(who, now, (person, page), true).await
    }

    async fn look(
        &self,
        who: &SignedIn,
        now: jiff::Timestamp,
        (person, page): (PersonId, &'static str),
        goes_on: bool,
    ) -> Result<Door, Failure> {
        let mut reader = self.read(who.scope(now)).await?;
        let relation = reader.relation(who, person).await?;
        let viewed = goes_on && reader.viewed_lately(person, page).await?;
        drop(reader);
        match open_case(relation) {
            Decision::Granted => {
                if !viewed {
                    let did = Did::to(person, "view").detail(page);
                    self.write_down(who, now, did).await?;
                }
                Ok(Door::Open(CaseReader { person }))
            }
            Decision::NeedsReason => Ok(Door::NeedsReason),
            Decision::Absent => Err(Failure::NotFound),
        }
    }

    /// Opens the worker's own and covered cases for a page that shows many of them, and journals it for each. A view of
    /// the same page by the same worker within the hour stands for the next one: the page is looked at again after every
    /// press.
    pub async fn open_own_cases(
        &self,
        who: &SignedIn,
        now: jiff::Timestamp,
        page: &'static str,
    ) -> Result<OwnCases, Failure> {
        let mut reader = self.read(who.scope(now)).await?;
        let people = reader.own_people(who.staff).await?;
        let one = people.first().copied();
        let did = Did::office(CASES_LISTED).detail(page).naming(people);
        let viewed = reader.listed_lately(&did, one, page).await?;
        drop(reader);
        if !viewed {
            self.write_down(who, now, did).await?;
        }
        Ok(OwnCases { staff: who.staff })
    }
}

impl Tx {
    /// Opens the office's claims for writing; the view belongs to the write that is being journalled.
    pub fn claim_desk(&self, who: &SignedIn) -> Result<ClaimDesk, Failure> {
        who.claim_desk()
    }

    /// Opens a case for writing. A case that needs a reason has to be opened for reading first.
    pub async fn edit_case(&mut self, who: &SignedIn, person: PersonId) -> Result<CaseEditor, Failure> {
        match open_case(self.relation(who, person).await?) {
            Decision::Granted => Ok(CaseEditor { person }),
            Decision::NeedsReason => Err(Failure::Forbidden),
            Decision::Absent => Err(Failure::NotFound),
        }
    }

    /// Records why a worker who is not in charge opens a case. The reason holds for twelve hours.
    pub async fn state_reason(
        &mut self,
        who: &SignedIn,
        person: PersonId,
        reason: &str,
    ) -> Result<Did, Failure> {
        if self.relation(who, person).await? == Relation::Outside {
            return Err(Failure::NotFound);
        }
        let until = self
            .scope()
            .now
            .saturating_add(REASON_HOLDS)
            .unwrap_or(self.scope().now);
        let (organisation, now) = (self.organisation(), self.now());
        sql!(
            self,
            run,
            "INSERT INTO case_reason (organisation, id, person, staff, reason, stated_at, until)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            organisation,
            Uuid::now_v7(),
            person.0,
            who.staff.0,
            reason,
            &now,
            until.to_string()
        )?;
        Ok(Did::to(person, "reason").detail(reason))
    }
}
