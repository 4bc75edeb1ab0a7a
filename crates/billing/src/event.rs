//! 支援の事実. What was done for a person, as the provisions ask about it.

use std::collections::BTreeSet;

use bansou_domain::calendar::ServiceMonth;
use jiff::civil::Date;

/// 支援の事実. One thing that was done on one day.
///
/// Ordered as events count on one day: by date, then in the order of the procedure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// 年月日.
    pub on: Date,
    /// What was done.
    pub what: What,
    /// 担当者. Ids of staff; empty for a 相談支援専門員 who is not named.
    pub by: BTreeSet<String>,
    /// 場所.
    pub place: Option<Place>,
    /// 会った人.
    pub met: Option<BTreeSet<Party>>,
    /// テレビ電話等. Whether it was done by video.
    pub remote: bool,
    /// Its id, where other events name it.
    pub id: Option<String>,
    /// The id of an event that is the same piece of work.
    pub same_as: Option<String>,
    /// Where it stands in the facts.
    pub position: usize,
}

/// 支援の種類. In the order in which they count on one day: monitoring comes before a plan's consent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// 居宅訪問.
    HomeVisit {
        /// What it was for.
        purpose: HomeVisitFor,
        /// テレビ電話の承認. Whether the municipality accepts video here.
        remote_approved: Option<bool>,
    },
    /// 計画案の説明.
    DraftExplained,
    /// 計画案への同意.
    DraftConsented,
    /// 計画案の交付.
    DraftDelivered,
    /// 支給決定.
    GrantReceived,
    /// サービス担当者会議.
    ServiceMeeting {
        /// What it was for.
        purpose: MeetingFor,
        /// 出席者.
        attended: BTreeSet<Party>,
        /// 意見の記録.
        opinions_recorded: bool,
        /// 会議録.
        minutes: bool,
        /// 計画変更の検討.
        change_discussed: Option<bool>,
        /// 本人欠席の理由.
        absence: Option<Absence>,
    },
    /// 計画の説明.
    PlanExplained,
    /// モニタリングの記録.
    MonitoringRecorded {
        /// 実施月. The month it was made for.
        due: Option<ServiceMonth>,
        /// 翌月になった理由.
        reason: Option<String>,
    },
    /// 計画の変更.
    PlanChange {
        /// 軽微な変更.
        minor: bool,
        /// 支給決定の変更が要る.
        decision_needed: bool,
    },
    /// 計画への同意.
    PlanConsented,
    /// 計画の交付.
    PlanDelivered(Receiver),
    /// 面接.
    Interview(Option<InterviewFor>),
    /// 入院時の情報提供.
    HospitalAdmissionInfo(Means),
    /// 退院・退所のための面談.
    DischargeMeeting {
        /// 病院・施設.
        facility: String,
        /// 入院・入所. One stay.
        stay: String,
    },
    /// 居宅介護支援事業所等への情報提供.
    CareManagerInfo,
    /// 居宅介護支援事業所等との連携のための訪問.
    CareManagerVisit,
    /// 居宅介護支援事業所等の会議への参加.
    CareManagerMeeting,
    /// 就労支援等の機関への情報提供.
    WorkSupportInfo,
    /// 就労支援等との連携のための訪問.
    WorkSupportVisit,
    /// 就労支援等の会議への参加.
    WorkSupportMeeting,
    /// 医療・保育・教育機関等との面談.
    AgencyMeeting {
        /// 機関.
        facility: String,
    },
    /// 通院同行.
    HospitalAccompany {
        /// 病院.
        hospital: String,
    },
    /// 情報提供.
    InfoProvided {
        /// To whom.
        to: InfoReceiver,
        /// 求めがあった.
        on_request: bool,
    },
    /// 集中支援の求め.
    IntensiveRequest {
        /// Who asked.
        from: Party,
    },
    /// 他機関の会議への参加.
    JoinedConference,
    /// サービス提供の場への訪問.
    ProviderVisit {
        /// 事業所.
        provider: String,
        /// 片道の分数.
        minutes_one_way: Option<u32>,
        /// 航空機.
        aircraft: bool,
    },
    /// 緊急の短期入所の調整.
    EmergencyShortStay,
    /// 共同支援.
    JointSupport {
        /// How many other providers took part.
        providers: u32,
        /// 協議会への報告.
        reported: bool,
        /// 本人の同意.
        consent: bool,
        /// 地域の課題.
        issue: Option<String>,
    },
    /// 上限額管理.
    CapManagement,
    /// 遠隔地への移動.
    RemoteTravel {
        /// 片道の分数.
        minutes_one_way: u32,
        /// The id of the event it was for.
        with: String,
        /// 航空機.
        aircraft: bool,
    },
}

/// 訪問の目的.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HomeVisitFor {
    /// アセスメント.
    Assessment,
    /// モニタリング.
    Monitoring,
    /// その他.
    Other,
}

/// 面接の目的. Only the consent matters: it is no interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum InterviewFor {
    /// 同意を得るため.
    Consent,
    /// ほかの目的.
    Other,
}

/// 会議の目的.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MeetingFor {
    /// 計画.
    Plan,
    /// モニタリング.
    Monitoring,
    /// 集中支援.
    Intensive,
}

/// 相手. Who was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// 本人.
    Person,
    /// 家族.
    Family,
    /// サービスの担当者.
    Provider,
    /// 市町村.
    Municipality,
    /// その他.
    Other,
}

/// 欠席の理由.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Absence {
    /// 面会できない病状など.
    NoVisitors,
    /// 出席が本人の害になる.
    Harm,
    /// ほかの理由. It does not count.
    Other,
}

/// 場所.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// 居宅.
    Home,
    /// 居宅以外.
    Other,
}

/// 手段. How the hospital was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Means {
    /// 会って.
    Visit,
    /// 会わずに.
    Other,
}

/// 情報を渡した相手.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum InfoReceiver {
    /// 病院・訪問看護.
    Hospital,
    /// その他の機関.
    Other,
}

/// 交付の相手.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Receiver {
    /// 本人.
    Person,
    /// サービスの担当者.
    Provider,
    /// 市町村.
    Municipality,
}
