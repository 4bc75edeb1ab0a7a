//! Identifiers. UUIDv7 values made by the application, never by a database.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// 法人. The organisation that leads every key.
    OrganisationId,
    /// 事業所. One designated office of the organisation.
    OfficeId,
    /// 職員. A worker of an office, who may hold an account.
    StaffId,
    /// 利用者. The person the case is about.
    PersonId,
    /// 問合せ. A call about somebody.
    InquiryId,
    /// 受給者証. One recipient certificate.
    CertificateId,
    /// 支援経過記録. One progress note.
    NoteId,
    /// 書類. One paper in one version.
    PaperId,
    /// 関係機関. An entry of the provider directory.
    ProviderId,
    /// 支援チームのメンバー. One supporter around one person.
    TeamMemberId,
    /// やりとりの部屋. One room of a case.
    RoomId,
    /// 招いた相手. One party of one room.
    RoomPartyId,
    /// 返事. One answer in a room.
    AnswerId,
    /// 担当者会議. One conference from its preparation to its minutes.
    ConferenceId,
    /// 参加者. One around the person; who comes from the team keeps the team's key.
    MemberId,
    /// 会議の1行. Made by whoever types it, so that sending it again adds nothing.
    LineId,
    /// 宿題. One thing somebody took on.
    TaskId,
    /// 持ち出し. What one worker took along to one visit.
    OutingId,
    /// 訪問の予定. One planned visit.
    VisitPlanId,
}
