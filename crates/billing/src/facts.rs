//! 請求の事実. Everything the claim of one month is computed from.

use std::collections::{BTreeMap, BTreeSet};

use bansou_domain::calendar::{Period, ServiceMonth};
use jiff::civil::Date;

use crate::event::Event;
use crate::item::Item;

/// 請求の事実. One office, one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// サービス提供年月.
    pub month: ServiceMonth,
    /// 事業所.
    pub office: Office,
    /// 利用者.
    pub people: Vec<PersonFacts>,
    /// 職員.
    pub staff: Vec<StaffMember>,
}

/// 制度. Which of the two services.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    /// 計画相談支援.
    Planning,
    /// 障害児相談支援.
    Child,
}

/// 事業所.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// 地域区分, where the office is designated for 計画相談支援; 0 is その他.
    pub planning_area: Option<u8>,
    /// 地域区分, where it is designated for 障害児相談支援.
    pub child_area: Option<u8>,
    /// 機能強化型.
    pub tier: OfficeTier,
    /// 体制加算. As notified.
    pub systems: BTreeSet<System>,
    /// The day a requirement was lost.
    pub system_ends: BTreeMap<System, Date>,
    /// 届出日. Where told, it decides from which month on the notice counts; else a notice is believed to be in force.
    pub notices: BTreeMap<Notice, Date>,
    /// Target users actually supported, where recorded.
    pub system_targets: BTreeMap<System, Vec<Target>>,
    /// 地域生活支援拠点等.
    pub regional_base: RegionalBase,
    /// How often 地域生活支援拠点等機能強化加算 may be claimed.
    pub base_strength_quota: u32,
    /// 減算のもと.
    pub shortfalls: BTreeSet<Shortfall>,
    /// 処遇改善加算の届出.
    pub wage_improvement: bool,
    /// 取扱件数のもと. Oldest first.
    pub caseload: Vec<CaseloadMonth>,
    /// 翌月実施の扱い.
    pub slip: SlipPolicy,
}

/// 基本報酬の区分.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficeTier {
    /// 機能強化型でない.
    Ordinary,
    /// 機能強化型, one to four.
    Strengthened(u8),
}

/// 体制加算.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum System {
    /// 主任相談支援専門員配置加算.
    Chief(u8),
    /// 行動障害支援体制加算.
    Behaviour(u8),
    /// 要医療児者支援体制加算.
    Medical(u8),
    /// 精神障害者支援体制加算.
    Psychiatric(u8),
    /// 高次脳機能障害支援体制加算.
    HigherBrain(u8),
    /// ピアサポート体制加算.
    Peer,
}

/// 対象の利用者. One target user who was supported.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// Who was supported.
    pub person: String,
    /// When.
    pub on: Date,
    /// By whom.
    pub by: String,
    /// 障害支援区分, where it is told.
    pub category: Option<u32>,
    /// 行動関連項目の点数, where it is told.
    pub points: Option<u32>,
    /// 障害の種類, where they are told.
    pub disabilities: Option<BTreeSet<Disability>>,
}

/// 障害の種類. As the target users of 体制加算 are named by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Disability {
    /// 身体障害.
    Physical,
    /// 知的障害.
    Intellectual,
    /// 精神障害.
    Mental,
    /// 発達障害. Counted as a mental disability.
    Developmental,
    /// 難病等.
    Intractable,
}

/// 届出. What a notice to the municipality is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notice {
    /// 機能強化型.
    Tier,
    /// 体制加算.
    System(System),
}

/// 地域生活支援拠点等との関係.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegionalBase {
    /// なし.
    No,
    /// 拠点等である.
    Member,
    /// 拠点等と連携している.
    Linked,
}

/// 減算のもと. A duty of the office that is not met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shortfall {
    /// 情報公表.
    Disclosure,
    /// 業務継続計画.
    ContinuityPlan,
    /// 虐待防止措置.
    AbusePrevention,
}

/// One month of the caseload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseloadMonth {
    /// People with a plan made or a monitoring done.
    pub cases: u32,
    /// 相談支援専門員.
    pub specialists: u32,
    /// 相談支援員.
    pub assistants: u32,
}

/// 翌月実施の扱い. What each municipality does with a monitoring in the month after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipPolicy {
    /// Whether municipalities without their own entry accept it; nothing where that was not recorded.
    pub otherwise: Option<bool>,
    /// Municipalities with their own practice.
    pub by_municipality: BTreeMap<String, bool>,
}

impl SlipPolicy {
    /// Says what `municipality` does; nothing where it is not recorded.
    #[must_use]
    pub fn of(&self, municipality: &str) -> Option<bool> {
        self.by_municipality.get(municipality).copied().or(self.otherwise)
    }
}

/// 職員.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMember {
    /// The id events name.
    pub id: String,
    /// 職種.
    pub role: Role,
    /// 兼務先.
    pub works_at: BTreeSet<String>,
}

/// 職種.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// 相談支援専門員.
    SupportSpecialist,
    /// 相談支援員.
    SupportAssistant,
}

/// 利用者の事実. Everything about one person that bears on the month.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one fact a provision asks about"
)]
pub struct PersonFacts {
    /// The id in the facts.
    pub id: String,
    /// Where the person stands in the facts.
    pub position: usize,
    /// Which service.
    pub scheme: Scheme,
    /// 受給者証. The one, and the next after a renewal.
    pub certificates: Vec<Certificate>,
    /// 契約日.
    pub contracted_on: Date,
    /// 特別地域に住む.
    pub special_area: bool,
    /// 要介護度.
    pub care_level: CareLevel,
    /// Whether one and the same person makes the long-term-care plan.
    pub same_care_manager: bool,
    /// Whether services were used in the six months before.
    pub served_lately: bool,
    /// 最後にサービスを利用した月. Decides instead where it is known.
    pub last_service: Option<ServiceMonth>,
    /// 利用終了日.
    pub services_ended: Option<Date>,
    /// The last month under the children's law.
    pub child_until: Option<ServiceMonth>,
    /// 障害児相談支援も受けている.
    pub also_child: bool,
    /// A plan by this office exists.
    pub has_plan: bool,
    /// 利用している事業所.
    pub providers: BTreeSet<String>,
    /// 過去の請求.
    pub claimed_before: Vec<ClaimedBefore>,
    /// この月の他事業所の請求.
    pub claimed_elsewhere: Vec<ClaimedElsewhere>,
    /// 支援の事実.
    pub events: Vec<Event>,
}

/// 要介護度.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CareLevel {
    /// なし.
    None,
    /// 要支援.
    Support,
    /// 要介護1・2.
    OneTwo,
    /// 要介護3から5.
    ThreeToFive,
}

/// 受給者証. What the municipality printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// 市町村番号.
    pub municipality: String,
    /// 支給決定期間.
    pub period: Period,
    /// モニタリング実施月. As printed.
    pub monitoring_months: Vec<ServiceMonth>,
    /// この事業所が上限額管理者である.
    pub cap_manager: bool,
}

/// 過去の請求. An item claimed in an earlier month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedBefore {
    /// 提供年月.
    pub month: ServiceMonth,
    /// What was claimed.
    pub item: Item,
    /// 回数.
    pub count: u32,
    /// 入院・入所.
    pub stay: Option<String>,
}

/// 他事業所の請求. An item another office claims in this month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedElsewhere {
    /// 年月日.
    pub on: Date,
    /// What was claimed.
    pub item: Item,
    /// 市町村番号.
    pub municipality: String,
}
