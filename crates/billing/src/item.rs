//! 算定項目. What can stand on a claim, in the order of its lines.

use crate::facts::Scheme;

/// 算定項目. In the order of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// サービス利用支援費・障害児支援利用援助費.
    PlanFee,
    /// 継続サービス利用支援費・継続障害児支援利用援助費.
    MonitoringFee,
    /// 特別地域加算.
    SpecialArea,
    /// 利用者負担上限額管理加算.
    CapManagement,
    /// 初回加算.
    FirstTime,
    /// 主任相談支援専門員配置加算.
    Chief,
    /// 入院時情報連携加算.
    HospitalAdmission,
    /// 退院・退所加算.
    Discharge,
    /// 居宅介護支援事業所等連携加算（情報提供）.
    CareManagerInfo,
    /// 居宅介護支援事業所等連携加算（訪問）.
    CareManagerVisit,
    /// 居宅介護支援事業所等連携加算（会議参加）.
    CareManagerMeeting,
    /// 就労支援等との連携（情報提供）・保育・教育等移行支援加算（情報提供）.
    WorkSupportInfo,
    /// 同（訪問）.
    WorkSupportVisit,
    /// 同（会議参加）.
    WorkSupportMeeting,
    /// 医療・保育・教育機関等連携加算（面談）.
    AgencyMeeting,
    /// 医療・保育・教育機関等連携加算（通院同行）.
    HospitalAccompany,
    /// 医療・保育・教育機関等連携加算（情報提供）.
    InfoProvided,
    /// 集中支援加算（訪問）.
    IntensiveVisit,
    /// 集中支援加算（会議開催）.
    IntensiveMeeting,
    /// 集中支援加算（会議参加）.
    IntensiveJoined,
    /// 集中支援加算（通院同行）.
    IntensiveAccompany,
    /// 集中支援加算（情報提供）.
    IntensiveInfo,
    /// サービス担当者会議実施加算.
    ServiceMeeting,
    /// サービス提供時モニタリング加算.
    ProviderMonitoring,
    /// 行動障害支援体制加算.
    Behaviour,
    /// 要医療児者支援体制加算.
    Medical,
    /// 精神障害者支援体制加算.
    Psychiatric,
    /// 高次脳機能障害支援体制加算.
    HigherBrain,
    /// ピアサポート体制加算.
    Peer,
    /// 地域生活支援拠点等相談強化加算.
    BaseEmergency,
    /// 地域体制強化共同支援加算.
    BaseJoint,
    /// 地域生活支援拠点等機能強化加算.
    BaseStrength,
    /// 遠隔地訪問加算.
    RemoteVisit,
    /// 情報公表未報告減算.
    DisclosureCut,
    /// 業務継続計画未策定減算.
    ContinuityPlanCut,
    /// 虐待防止措置未実施減算.
    AbusePreventionCut,
    /// 福祉・介護職員等処遇改善加算.
    WageImprovement,
}

impl Item {
    /// Returns every item, in the order of lines.
    #[must_use]
    pub fn all() -> &'static [Self] {
        ALL
    }

    /// Says whether it is one of the two base fees.
    #[must_use]
    pub fn is_fee(self) -> bool {
        matches!(self, Self::PlanFee | Self::MonitoringFee)
    }

    /// Says whether it is part of 居宅介護支援事業所等連携加算 or 保育・教育等移行支援加算.
    #[must_use]
    pub fn is_link(self) -> bool {
        (Self::CareManagerInfo..=Self::WorkSupportMeeting).contains(&self)
    }

    /// Returns its name in the law tables.
    pub(crate) fn key(self) -> &'static str {
        KEYS.iter()
            .find(|(item, _)| *item == self)
            .map_or("", |(_, key)| key)
    }

    /// Returns the item's name in one scheme: the base fees of the two have names of their own.
    #[must_use]
    pub fn label_in(self, scheme: Scheme) -> &'static str {
        match (self, scheme) {
            (Self::PlanFee, Scheme::Child) => "障害児支援利用援助費",
            (Self::MonitoringFee, Scheme::Child) => "継続障害児支援利用援助費",
            _ => self.label(),
        }
    }

    /// Returns its short name for a person.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::PlanFee => "サービス利用支援費",
            Self::MonitoringFee => "継続サービス利用支援費",
            Self::SpecialArea => "特別地域加算",
            Self::CapManagement => "利用者負担上限額管理加算",
            Self::FirstTime => "初回加算",
            Self::Chief => "主任相談支援専門員配置加算",
            Self::HospitalAdmission => "入院時情報連携加算",
            Self::Discharge => "退院・退所加算",
            Self::CareManagerInfo => "居宅介護支援事業所等連携加算（情報提供）",
            Self::CareManagerVisit => "居宅介護支援事業所等連携加算（訪問）",
            Self::CareManagerMeeting => "居宅介護支援事業所等連携加算（会議参加）",
            Self::WorkSupportInfo => "就労・移行先との連携（情報提供）",
            Self::WorkSupportVisit => "就労・移行先との連携（訪問）",
            Self::WorkSupportMeeting => "就労・移行先との連携（会議参加）",
            Self::AgencyMeeting => "医療・保育・教育機関等連携加算（面談）",
            Self::HospitalAccompany => "医療・保育・教育機関等連携加算（通院同行）",
            Self::InfoProvided => "医療・保育・教育機関等連携加算（情報提供）",
            Self::IntensiveVisit => "集中支援加算（訪問）",
            Self::IntensiveMeeting => "集中支援加算（会議開催）",
            Self::IntensiveJoined => "集中支援加算（会議参加）",
            Self::IntensiveAccompany => "集中支援加算（通院同行）",
            Self::IntensiveInfo => "集中支援加算（情報提供）",
            Self::ServiceMeeting => "サービス担当者会議実施加算",
            Self::ProviderMonitoring => "サービス提供時モニタリング加算",
            Self::Behaviour => "行動障害支援体制加算",
            Self::Medical => "要医療児者支援体制加算",
            Self::Psychiatric => "精神障害者支援体制加算",
            Self::HigherBrain => "高次脳機能障害支援体制加算",
            Self::Peer => "ピアサポート体制加算",
            Self::BaseEmergency => "地域生活支援拠点等相談強化加算",
            Self::BaseJoint => "地域体制強化共同支援加算",
            Self::BaseStrength => "地域生活支援拠点等機能強化加算",
            Self::RemoteVisit => "遠隔地訪問加算",
            Self::DisclosureCut => "情報公表未報告減算",
            Self::ContinuityPlanCut => "業務継続計画未策定減算",
            Self::AbusePreventionCut => "虐待防止措置未実施減算",
            Self::WageImprovement => "福祉・介護職員等処遇改善加算",
        }
    }
}

/// 区分. The grade of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// 機能強化型, one to four.
    Strengthened(u8),
    /// （Ⅰ）.
    One,
    /// （Ⅱ）.
    Two,
}

impl Grade {
    /// Returns its name for a person, as the notices write it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Strengthened(1) => "機能強化型Ⅰ",
            Self::Strengthened(2) => "機能強化型Ⅱ",
            Self::Strengthened(3) => "機能強化型Ⅲ",
            Self::Strengthened(_) => "機能強化型Ⅳ",
            Self::One => "Ⅰ",
            Self::Two => "Ⅱ",
        }
    }

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Strengthened(1) => "k1",
            Self::Strengthened(2) => "k2",
            Self::Strengthened(3) => "k3",
            Self::Strengthened(_) => "k4",
            Self::One => "1",
            Self::Two => "2",
        }
    }
}

const KEYS: &[(Item, &str)] = &[
    (Item::PlanFee, "plan"),
    (Item::MonitoringFee, "monitoring"),
    (Item::SpecialArea, "special-area"),
    (Item::CapManagement, "cap-management"),
    (Item::FirstTime, "first-time"),
    (Item::Chief, "chief"),
    (Item::HospitalAdmission, "hospital-admission"),
    (Item::Discharge, "discharge"),
    (Item::CareManagerInfo, "care-manager-info"),
    (Item::CareManagerVisit, "care-manager-visit"),
    (Item::CareManagerMeeting, "care-manager-meeting"),
    (Item::WorkSupportInfo, "work-support-info"),
    (Item::WorkSupportVisit, "work-support-visit"),
    (Item::WorkSupportMeeting, "work-support-meeting"),
    (Item::AgencyMeeting, "agency-meeting"),
    (Item::HospitalAccompany, "hospital-accompany"),
    (Item::InfoProvided, "info-provided"),
    (Item::IntensiveVisit, "intensive-visit"),
    (Item::IntensiveMeeting, "intensive-meeting"),
    (Item::IntensiveJoined, "intensive-joined"),
    (Item::IntensiveAccompany, "intensive-accompany"),
    (Item::IntensiveInfo, "intensive-info"),
    (Item::ServiceMeeting, "meeting"),
    (Item::ProviderMonitoring, "provider-monitoring"),
    (Item::Behaviour, "behaviour"),
    (Item::Medical, "medical"),
    (Item::Psychiatric, "psychiatric"),
    (Item::HigherBrain, "higher-brain"),
    (Item::Peer, "peer"),
    (Item::BaseEmergency, "base-emergency"),
    (Item::BaseJoint, "base-joint"),
    (Item::BaseStrength, "base-strength"),
    (Item::RemoteVisit, "remote-visit"),
    (Item::DisclosureCut, "disclosure"),
    (Item::ContinuityPlanCut, "continuity-plan"),
    (Item::AbusePreventionCut, "abuse-prevention"),
    (Item::WageImprovement, "wage-improvement"),
];

const ALL: &[Item] = &[
    Item::PlanFee,
    Item::MonitoringFee,
    Item::SpecialArea,
    Item::CapManagement,
    Item::FirstTime,
    Item::Chief,
    Item::HospitalAdmission,
    Item::Discharge,
    Item::CareManagerInfo,
    Item::CareManagerVisit,
    Item::CareManagerMeeting,
    Item::WorkSupportInfo,
    Item::WorkSupportVisit,
    Item::WorkSupportMeeting,
    Item::AgencyMeeting,
    Item::HospitalAccompany,
    Item::InfoProvided,
    Item::IntensiveVisit,
    Item::IntensiveMeeting,
    Item::IntensiveJoined,
    Item::IntensiveAccompany,
    Item::IntensiveInfo,
    Item::ServiceMeeting,
    Item::ProviderMonitoring,
    Item::Behaviour,
    Item::Medical,
    Item::Psychiatric,
    Item::HigherBrain,
    Item::Peer,
    Item::BaseEmergency,
    Item::BaseJoint,
    Item::BaseStrength,
    Item::RemoteVisit,
    Item::DisclosureCut,
    Item::ContinuityPlanCut,
    Item::AbusePreventionCut,
    Item::WageImprovement,
];
