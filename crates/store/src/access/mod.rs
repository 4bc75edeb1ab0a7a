//! Permits. A handler reaches a record only with a value of this module, and only this module makes them.

mod open;
mod relation;

use bansou_domain::access::Role;
use bansou_domain::id::{OfficeId, OrganisationId, PersonId, StaffId};
use uuid::Uuid;

use crate::{Failure, Scope};

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

#[apply(row!)]
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
