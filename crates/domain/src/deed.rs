//! 加算につながる支援. What a contact was, where an addition asks about it. Written once, in the note of the contact.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::choice;

choice! {
    /// 加算につながる支援の種類.
    pub enum DeedKind {
        /// 通院同行.
        HospitalAccompany = "hospital_accompany", "通院に同行した";
        /// 医療・保育・教育機関等の職員との面談.
        AgencyMeeting = "agency_meeting", "医療・保育・教育・福祉の機関の職員と面談した";
        /// 病院・訪問看護への情報提供.
        InfoToHospital = "info_to_hospital", "病院・訪問看護へ情報を提供した";
        /// その他の機関への情報提供.
        InfoToOther = "info_to_other", "その他の機関へ情報を提供した";
        /// 入院時の情報提供（訪問）.
        AdmissionVisit = "admission_visit", "入院のとき、病院を訪ねて情報を提供した";
        /// 入院時の情報提供（訪問以外）.
        AdmissionOther = "admission_other", "入院のとき、訪ねずに情報を提供した";
        /// 退院・退所のための面談.
        DischargeMeeting = "discharge_meeting", "退院・退所のため、病院・施設の職員と面談した";
        /// 居宅介護支援事業所等への情報提供.
        CareManagerInfo = "care_manager_info", "ケアマネジャーへ情報を提供し、ケアプランづくりに協力した";
        /// 居宅介護支援事業所等との連携のための訪問.
        CareManagerVisit = "care_manager_visit", "ケアマネジャーとの連携のため、居宅を訪ねた";
        /// 居宅介護支援事業所等の会議への参加.
        CareManagerMeeting = "care_manager_meeting", "ケアマネジャーの開く会議に参加した";
        /// 就労・保育・教育等の機関への情報提供.
        WorkSupportInfo = "work_support_info", "就労支援・保育・教育の機関へ情報を提供した（移行のため）";
        /// 就労・保育・教育等の機関との連携のための訪問.
        WorkSupportVisit = "work_support_visit", "就労・保育・教育への移行のため、居宅などを訪ねた";
        /// 就労・保育・教育等の機関の会議への参加.
        WorkSupportMeeting = "work_support_meeting", "就労・保育・教育の機関の開く会議に参加した（移行のため）";
        /// 集中支援の求め.
        IntensiveRequest = "intensive_request", "急に集中した支援を求められた";
        /// 他機関の会議への参加.
        JoinedMeeting = "joined_meeting", "ほかの機関が開いた会議に参加した";
        /// サービス提供の場への訪問.
        ProviderVisit = "provider_visit", "サービスが行われている場を訪ねて確かめた";
        /// 緊急の短期入所の調整.
        EmergencyShortStay = "emergency_short_stay", "緊急に短期入所を調整した（拠点等）";
        /// 共同支援.
        JointSupport = "joint_support", "ほかの事業者と共同で支援し、地域の課題をまとめた（拠点等）";
        /// 上限額管理.
        CapManagement = "cap_management", "利用者負担の上限額管理をした";
    }
}

/// 加算につながる支援. What the additions ask about it; what is not recorded stays unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one fact a provision asks about"
)]
pub struct Deed {
    /// 種類.
    pub kind: DeedKind,
    /// 機関・事業所の名前.
    #[serde(default)]
    pub place: String,
    /// 入院・入所した日. It tells one stay from another.
    #[serde(default)]
    pub stay_from: Option<Date>,
    /// 相手から求められた.
    #[serde(default)]
    pub on_request: bool,
    /// 片道の分数, in a 特別地域.
    #[serde(default)]
    pub minutes_one_way: Option<u32>,
    /// 航空機を使った.
    #[serde(default)]
    pub aircraft: bool,
    /// 一緒に支援した事業者の数.
    #[serde(default)]
    pub providers: Option<u32>,
    /// 協議会へ文書で報告した.
    #[serde(default)]
    pub reported: bool,
    /// 本人の同意を得た.
    #[serde(default)]
    pub agreed: bool,
    /// 地域の課題.
    #[serde(default)]
    pub issue: String,
    /// サービスの場で見たこと, where that was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<ServiceVisit>,
}

/// サービス提供時モニタリングの記録. What was seen where a service is being given, beside what the note itself says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceVisit {
    /// 目標ごとに見たこと.
    pub goals: Vec<GoalSeen>,
    /// 不適切な支援のサインがないか確かめた.
    pub signs_asked: bool,
    /// 気になるサイン.
    pub signs: String,
}

/// 目標について見たこと.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct GoalSeen {
    /// 支援目標, as the plan words it.
    pub goal: String,
    /// 見たこと.
    pub seen: String,
}

/// One thing wrong with a typed deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The kind asks where it was.
    PlaceMissing,
    /// The day the stay began is missing.
    StayMissing,
    /// The stay begins after the contact.
    StayAfterwards,
    /// It does not say how many providers took part.
    ProvidersMissing,
}

impl DeedKind {
    /// Whether the kind asks at which place, by name.
    #[must_use]
    pub fn asks_place(self) -> bool {
        matches!(
            self,
            Self::HospitalAccompany | Self::AgencyMeeting | Self::DischargeMeeting | Self::ProviderVisit
        )
    }

    /// Whether somebody went there, so that a long way counts.
    #[must_use]
    pub fn is_journey(self) -> bool {
        matches!(
            self,
            Self::HospitalAccompany
                | Self::AgencyMeeting
                | Self::AdmissionVisit
                | Self::DischargeMeeting
                | Self::CareManagerVisit
                | Self::CareManagerMeeting
                | Self::WorkSupportVisit
                | Self::WorkSupportMeeting
                | Self::JoinedMeeting
        )
    }
}

impl Deed {
    /// A deed of which only the kind is known.
    #[must_use]
    pub fn of(kind: DeedKind) -> Self {
        Self {
            kind,
            place: String::new(),
            stay_from: None,
            on_request: false,
            minutes_one_way: None,
            aircraft: false,
            providers: None,
            reported: false,
            agreed: false,
            issue: String::new(),
            seen: None,
        }
    }
}

/// Checks a deed of a contact on `on`. Every problem is returned.
#[must_use]
pub fn check(deed: &Deed, on: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    if deed.kind.asks_place() && deed.place.trim().is_empty() {
        problems.push(Problem::PlaceMissing);
    }
    if deed.kind == DeedKind::DischargeMeeting && deed.stay_from.is_none() {
        problems.push(Problem::StayMissing);
    }
    if deed.stay_from.is_some_and(|from| from > on) {
        problems.push(Problem::StayAfterwards);
    }
    if deed.kind == DeedKind::JointSupport && deed.providers.is_none() {
        problems.push(Problem::ProvidersMissing);
    }
    problems
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_deed_is_asked_only_what_its_addition_needs() {
        let on = date(2026, 11, 6);
        assert_eq!(check(&Deed::of(DeedKind::JoinedMeeting), on), []);
        assert_eq!(
            check(&Deed::of(DeedKind::DischargeMeeting), on),
            [Problem::PlaceMissing, Problem::StayMissing]
        );
        let later = Deed {
            place: "見本クリニック".to_owned(),
            stay_from: Some(date(2026, 11, 7)),
            ..Deed::of(DeedKind::DischargeMeeting)
        };
        assert_eq!(check(&later, on), [Problem::StayAfterwards]);
        assert_eq!(
            check(&Deed::of(DeedKind::JointSupport), on),
            [Problem::ProvidersMissing]
        );
    }
}
