//! Who may do what: the office's roles and the pure decision behind every permit.

use crate::choice;

choice! {
    /// 役割. What an account does in its office.
    pub enum Role {
        /// 管理者.
        Manager = "manager", "管理者";
        /// 相談支援専門員.
        SupportSpecialist = "specialist", "相談支援専門員";
        /// 主任相談支援専門員.
        ChiefSpecialist = "chief", "主任相談支援専門員";
        /// 相談支援員.
        SupportAssistant = "assistant", "相談支援員";
        /// 事務.
        Clerk = "clerk", "事務";
    }
}

/// 担当との関係. How an account stands to one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The case is assigned to this worker, or covered by them today.
    Assigned,
    /// A worker of the same office who has stated why they need the case, and whose statement still holds.
    StatedReason,
    /// A worker of the same office.
    SameOffice,
    /// Anybody else.
    Outside,
}

/// 閲覧の可否. The answer to "may this account open this case".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Open it.
    Granted,
    /// Ask for the reason first; the reason is journalled.
    NeedsReason,
    /// Answer as if it did not exist.
    Absent,
}

/// Decides whether a case opens. Assignment opens it; the office opens it by a stated reason; nobody else learns
/// that it exists.
#[must_use]
pub fn open_case(relation: Relation) -> Decision {
    match relation {
        Relation::Assigned | Relation::StatedReason => Decision::Granted,
        Relation::SameOffice => Decision::NeedsReason,
        Relation::Outside => Decision::Absent,
    }
}

impl Role {
    /// Whether the role may change accounts and office settings.
    #[must_use]
    pub fn manages_office(self) -> bool {
        matches!(self, Self::Manager)
    }

    /// Whether the role may see and make the office's claims. In most offices the specialists make them.
    #[must_use]
    pub fn claims(self) -> bool {
        !matches!(self, Self::SupportAssistant)
    }

    /// Whether the role may change what the office notified and what its claims rest on.
    #[must_use]
    pub fn sets_claims(self) -> bool {
        matches!(self, Self::Manager | Self::Clerk)
    }

    /// Whether the role can be in charge of a case.
    #[must_use]
    pub fn carries_cases(self) -> bool {
        !matches!(self, Self::Clerk)
    }
}
