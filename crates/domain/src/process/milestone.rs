//! 節目の種類. The dated facts around a case that leave no paper of ours.

use crate::choice;

choice! {
    /// 節目. What happened, in a stable word.
    pub enum MilestoneKind {
        /// 重要事項の説明.
        ContractExplained = "contract_explained", "重要事項を説明した";
        /// 利用契約.
        ContractSigned = "contract_signed", "利用契約を結んだ";
        /// 個人情報の使用同意（本人）.
        ConsentPerson = "consent_person", "情報共有の同意（本人）";
        /// 個人情報の使用同意（保護者）.
        ConsentGuardian = "consent_guardian", "情報共有の同意（保護者・後見人など）";
        /// 個人情報の使用同意（家族）.
        ConsentFamily = "consent_family", "情報共有の同意（家族）";
        /// 伝えてよい相手. One a line.
        ShareTo = "share_to", "伝えてよい相手";
        /// 伝えない相手. One a line.
        ShareNotTo = "share_not_to", "伝えない相手";
        /// 契約内容の報告.
        ContractReported = "contract_reported", "契約内容を市町村へ報告した";
        /// 他の事業所・市町村からの引継書.
        HandOverReceived = "hand_over_received", "引継書を受け取った";
        /// セルフプランからの切りかえ.
        SelfPlan = "self_plan", "セルフプランから切りかえた";
        /// 支給申請.
        Applied = "applied", "支給申請をした";
        /// 計画相談支援の依頼（変更）届出.
        OfficeNotified = "office_notified", "依頼（変更）届を出した";
        /// 計画案の提出依頼.
        DraftRequested = "draft_requested", "計画案の提出依頼を受けた";
        /// 障害支援区分の認定.
        GradeDecided = "grade_decided", "障害支援区分が認定された";
        /// 受給者証の受領.
        GrantReceived = "grant_received", "受給者証を受け取り確かめた";
        /// モニタリング期間の変更通知.
        IntervalChanged = "interval_changed", "モニタリング期間の変更通知を受けた";
        /// 期の開始.
        CycleBegun = "cycle_begun", "新しい期をはじめた";
        /// 担当の変更.
        Assigned = "assigned", "担当がかわった";
        /// 再開.
        Reopened = "reopened", "支援を再開した";
    }
}

impl MilestoneKind {
    /// The facts around contract and consent: they belong to the whole case.
    pub const CONTRACT: &'static [Self] = &[
        Self::ContractExplained,
        Self::ContractSigned,
        Self::ContractReported,
        Self::ConsentPerson,
        Self::ConsentGuardian,
        Self::ConsentFamily,
        Self::HandOverReceived,
        Self::SelfPlan,
    ];

    /// The paper flow with the municipality, once in each cycle.
    pub const APPLICATION: &'static [Self] = &[
        Self::Applied,
        Self::OfficeNotified,
        Self::DraftRequested,
        Self::GradeDecided,
        Self::GrantReceived,
        Self::IntervalChanged,
    ];
}
