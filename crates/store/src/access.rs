//! Permits. A handler reaches a record only with a value of this module, and only this module makes them.

use bansou_domain::access::{Decision, Relation, Role, open_case};
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::{OfficeId, OrganisationId, PersonId, StaffId};
use uuid::Uuid;

use crate::journal::{CASES_LISTED, Did, LISTED};
use crate::{Failure, Reader, Scope, Store, Tx};

/// How long a stated reason opens a case.
const REASON_HOLDS: jiff::SignedDuration = jiff::SignedDuration::from_hours(12);

/// How long a view that stands in the journal covers the parts the page fetches later.
const VIEW_HOLDS: jiff::SignedDuration = jiff::SignedDuration::from_hours(1);

/// サインインした職員. Made only from a session that stands in the database at the moment of the request.
#[derive(Debug, Clone)]
pub struct SignedIn {
    organisation: OrganisationId,
    office: OfficeId,
    staff: StaffId,
    name: String,
    role: Role,
    preferences: String,
}

/// 利用者の記録を読む許可. Making one has already left its entry in the journal.
#[derive(Debug, Clone, Copy)]
pub struct CaseReader {
    person: PersonId,
}

/// 利用者の記録を書く許可.
#[derive(Debug, Clone, Copy)]
pub struct CaseEditor {
    person: PersonId,
}

/// The permit to write down what happened on a worker's own visit.
pub(crate) fn case_of_outing(outing: crate::outing::OwnOuting) -> CaseEditor {
    CaseEditor {
        person: outing.person(),
    }
}

/// 自分の担当をまとめて見る許可. Making one has left an entry that stands in the journal of each of them.
#[derive(Debug, Clone, Copy)]
pub struct OwnCases {
    staff: StaffId,
}

/// 事業所の一覧を見る許可. Names, dates and who is in charge; never a record.
#[derive(Debug, Clone, Copy)]
pub struct OfficeMember {
    office: OfficeId,
    staff: StaffId,
}

/// 事業所を設定する許可.
#[derive(Debug, Clone, Copy)]
pub struct OfficeManager {
    office: OfficeId,
}

/// 請求を見て直す許可. What the claims of the office say of everybody; the records behind them still ask for their own.
#[derive(Debug, Clone, Copy)]
pub struct ClaimDesk {
    office: OfficeId,
}

/// 請求の設定を変える許可. What the office notified, and what claims rest on.
#[derive(Debug, Clone, Copy)]
pub struct ClaimEditor {
    office: OfficeId,
}

/// What asking for a case answers.
#[derive(Debug)]
pub enum Door {
    /// Open; the view stands in the journal.
    Open(CaseReader),
    /// The account has to say why first.
    NeedsReason,
}

#[derive(sqlx::FromRow)]
pub(crate) struct SignedInRow {
    pub(crate) office: Uuid,
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) preferences: String,
}

impl SignedIn {
    pub(crate) fn from_row(organisation: OrganisationId, row: SignedInRow) -> Result<Self, Failure> {
        let role = Role::from_code(&row.role).ok_or_else(|| Failure::unreadable("staff.role", row.role))?;
        let (office, staff) = (OfficeId(row.office), StaffId(row.id));
        Ok(Self {
            organisation,
            office,
            staff,
            name: row.name,
            role,
            preferences: row.preferences,
        })
    }

    /// The worker.
    #[must_use]
    pub fn staff(&self) -> StaffId {
        self.staff
    }

    /// The worker's office.
    #[must_use]
    pub fn office(&self) -> OfficeId {
        self.office
    }

    /// The worker's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The worker's role.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// The worker's own preferences, as stored.
    #[must_use]
    pub fn preferences(&self) -> &str {
        &self.preferences
    }

    /// The scope of everything this worker does at `now`.
    #[must_use]
    pub fn scope(&self, now: jiff::Timestamp) -> Scope {
        Scope {
            organisation: self.organisation,
            actor: Some(self.staff),
            now,
        }
    }

    /// The permit to see the office's lists.
    #[must_use]
    pub fn office_member(&self) -> OfficeMember {
        OfficeMember {
            office: self.office,
            staff: self.staff,
        }
    }

    fn claim_desk(&self) -> Result<ClaimDesk, Failure> {
        if self.role.claims() {
            Ok(ClaimDesk { office: self.office })
        } else {
            Err(Failure::Forbidden)
        }
    }

    /// The permit to change what the office notified. Whatever is written with it is journalled by the same commit.
    pub fn claim_editor(&self) -> Result<ClaimEditor, Failure> {
        if self.role.sets_claims() {
            Ok(ClaimEditor { office: self.office })
        } else {
            Err(Failure::Forbidden)
        }
    }

    /// The permit to change accounts and settings.
    pub fn office_manager(&self) -> Result<OfficeManager, Failure> {
        if self.role.manages_office() {
            Ok(OfficeManager { office: self.office })
        } else {
            Err(Failure::Forbidden)
        }
    }
}

impl ClaimDesk {
    /// The office whose claims they are.
    #[must_use]
    pub fn office(&self) -> OfficeId {
        self.office
    }
}

impl CaseReader {
    /// The person whose record may be read.
    #[must_use]
    pub fn person(&self) -> PersonId {
        self.person
    }
}

impl CaseEditor {
    /// The person whose record may be written.
    #[must_use]
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// Whoever may write may read: the view belongs to the write that is being journalled.
    #[must_use]
    pub fn reader(&self) -> CaseReader {
        CaseReader { person: self.person }
    }
}

impl OfficeMember {
    /// The office whose lists may be seen.
    #[must_use]
    pub fn office(&self) -> OfficeId {
        self.office
    }

    /// The worker who looks.
    #[must_use]
    pub fn staff(&self) -> StaffId {
        self.staff
    }
}

impl OwnCases {
    /// The worker whose own and covered cases may be read.
    #[must_use]
    pub fn staff(&self) -> StaffId {
        self.staff
    }
}

impl OfficeManager {
    /// The office that may be changed.
    #[must_use]
    pub fn office(&self) -> OfficeId {
        self.office
    }
}

impl ClaimEditor {
    /// The office whose claims are made.
    #[must_use]
    pub fn office(&self) -> OfficeId {
        self.office
    }
}

impl Store {
    /// Opens the office's claims and journals the view; `page` names what is looked at.
    pub async fn open_claims(
        &self,
        who: &SignedIn,
        now: jiff::Timestamp,
        page: &str,
    ) -> Result<ClaimDesk, Failure> {
        let desk = who.claim_desk()?;
        let tx = self.begin(who.scope(now)).await?;
        tx.commit(Did::office("claim.view").detail(page)).await?;
        Ok(desk)
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
        let tx = self.begin(who.scope(now)).await?;
        tx.commit(Did::office(LISTED).detail(page).naming(people)).await
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
        let mut reader = self.read(who.scope(now)).await?;
        let relation = reader.relation(who, person).await?;
        drop(reader);
        match open_case(relation) {
            Decision::Granted => {
                let tx = self.begin(who.scope(now)).await?;
                tx.commit(Did::to(person, "view").detail(page)).await?;
                Ok(Door::Open(CaseReader { person }))
            }
            Decision::NeedsReason => Ok(Door::NeedsReason),
            Decision::Absent => Err(Failure::NotFound),
        }
    }
}

impl Store {
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
            self.begin(who.scope(now)).await?.commit(did).await?;
        }
        Ok(OwnCases { staff: who.staff })
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
        let mut reader = self.read(who.scope(now)).await?;
        let relation = reader.relation(who, person).await?;
        let viewed = reader.viewed_lately(person, page).await?;
        drop(reader);
        match open_case(relation) {
            Decision::Granted if viewed => Ok(Door::Open(CaseReader { person })),
            _ => self.open_case(who, now, person, page).await,
        }
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

impl Reader {
    async fn own_people(&mut self, staff: StaffId) -> Result<Vec<PersonId>, Failure> {
        let (organisation, today) = (self.organisation(), self.today().to_string());
        let people: Vec<Uuid> = sql!(
            self,
            values,
            "SELECT p.id FROM person p WHERE p.organisation = $1 AND p.specialist = $2 AND p.closed_on IS NULL
             UNION SELECT v.person FROM cover v JOIN person p ON p.organisation = v.organisation AND p.id = v.person
             WHERE v.organisation = $1 AND v.staff = $2 AND v.from_on <= $3 AND v.until_on >= $3 AND p.closed_on IS NULL",
            organisation,
            staff.0,
            &today
        )?;
        Ok(people.into_iter().map(PersonId).collect())
    }

    /// Whether the worker saw the same people on the same page within the hour. Looked up by one of them: their newest
    /// entries are few, the office's are not.
    async fn listed_lately(&mut self, did: &Did, one: Option<PersonId>, page: &str) -> Result<bool, Failure> {
        let (Some(one), now) = (one, self.scope().now) else {
            return Ok(true);
        };
        let (organisation, staff) = (self.organisation(), self.actor()?);
        let since = now.checked_sub(VIEW_HOLDS).unwrap_or(now).to_string();
        let newest: Vec<(String, Option<Uuid>, Option<Uuid>, String)> = sql!(
            self,
            all,
            "SELECT j.at, j.actor, j.subject, COALESCE(j.detail, '') FROM journal_named n
             JOIN journal j ON j.organisation = n.organisation AND j.seq = n.seq
             WHERE n.organisation = $1 AND n.person = $2 AND j.kind = $3 ORDER BY n.seq DESC LIMIT 8",
            organisation,
            one.0,
            CASES_LISTED
        )?;
        let same = |(at, actor, subject, detail): &(String, Option<Uuid>, Option<Uuid>, String)| {
            *at > since
                && *at <= now.to_string()
                && *actor == Some(staff)
                && *subject == did.named_key()
                && detail == page
        };
        Ok(newest.iter().any(same))
    }

    async fn viewed_lately(&mut self, person: PersonId, page: &str) -> Result<bool, Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.scope().now);
        let since = now.checked_sub(VIEW_HOLDS).unwrap_or(now).to_string();
        let last: Option<(String,)> = sql!(
            self,
            maybe,
            "SELECT at FROM journal WHERE organisation = $1 AND person = $2 AND actor = $3 AND kind = 'view' AND detail = $4
             ORDER BY seq DESC LIMIT 1",
            organisation,
            person.0,
            staff,
            page
        )?;
        Ok(last.is_some_and(|(at,)| at > since && at <= now.to_string()))
    }

    async fn relation(&mut self, who: &SignedIn, person: PersonId) -> Result<Relation, Failure> {
        let (organisation, now) = (self.organisation(), self.now());
        let today = self.today().to_string();
        let facts: Option<(bool, bool, bool)> = sql!(self, maybe, "SELECT p.specialist IS NOT NULL AND p.specialist = $3
                    OR EXISTS (SELECT 1 FROM cover v WHERE v.organisation = p.organisation AND v.person = p.id
                               AND v.staff = $3 AND v.from_on <= $5 AND v.until_on >= $5),
                    EXISTS (SELECT 1 FROM case_reason r WHERE r.organisation = p.organisation AND r.person = p.id
                            AND r.staff = $3 AND r.until > $6),
                    p.office = $4
             FROM person p WHERE p.organisation = $1 AND p.id = $2", organisation, person.0, who.staff.0, who.office.0, &today, &now)?;
        Ok(match facts {
            Some((_, _, false)) | None => Relation::Outside,
            Some((true, _, _)) => Relation::Assigned,
            Some((false, true, _)) => Relation::StatedReason,
            Some((false, false, _)) => Relation::SameOffice,
        })
    }
}
