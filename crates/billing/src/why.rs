//! 算定しない理由. Why an item is not claimed and what is missing, in words a clerk understands: months and days as the
//! office writes them, 令和8年10月. Programs read them in fields of their own.

use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_law::RidesOn;
use jiff::civil::Date;

use crate::item::Item;

/// 手順. A step of 第15条 without which a fee is not paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// アセスメントの居宅訪問.
    AssessmentVisit,
    /// 計画案の説明.
    DraftExplained,
    /// 計画案への同意.
    DraftConsented,
    /// 計画案の交付.
    DraftDelivered,
    /// 支給決定.
    GrantReceived,
    /// サービス担当者会議.
    ServiceMeeting,
    /// 会議への本人の出席.
    MeetingAttendance,
    /// 会議での意見の記録.
    MeetingOpinions,
    /// 会議録.
    MeetingMinutes,
    /// 計画の説明.
    PlanExplained,
    /// 計画への同意.
    PlanConsented,
    /// 本人への計画の交付.
    PlanToPerson,
    /// サービスの担当者への計画の交付.
    PlanToProvider,
    /// 市町村への計画の写し.
    PlanToMunicipality,
    /// モニタリングの居宅訪問.
    MonitoringVisit,
    /// モニタリングの記録.
    MonitoringRecord,
}

impl Step {
    /// Returns what is to be done, in words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::AssessmentVisit => "居宅を訪問して本人に面接したアセスメント",
            Self::DraftExplained => "計画案の説明",
            Self::DraftConsented => "計画案への文書による同意",
            Self::DraftDelivered => "計画案の交付",
            Self::GrantReceived => "市町村の支給決定",
            Self::ServiceMeeting => "計画のためのサービス担当者会議",
            Self::MeetingAttendance => "担当者会議への本人の出席（または出席できない理由）",
            Self::MeetingOpinions => "担当者会議での意見の記録",
            Self::MeetingMinutes => "担当者会議の会議録",
            Self::PlanExplained => "計画の説明",
            Self::PlanConsented => "計画への文書による同意",
            Self::PlanToPerson => "本人への計画の交付",
            Self::PlanToProvider => "サービスの担当者への計画の交付",
            Self::PlanToMunicipality => "市町村への計画の写しの提出",
            Self::MonitoringVisit => "居宅を訪問して本人に面接したモニタリング",
            Self::MonitoringRecord => "モニタリングの記録",
        }
    }
}

/// 算定しない理由. One reason, with what it is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Steps without which the fee is zero.
    StepsMissing(Vec<Step>),
    /// The plan's consent lies in another month.
    ConsentIn(ServiceMonth),
    /// 軽微な変更.
    MinorChange,
    /// Outside the grant period.
    OutsideGrant,
    /// Still under the children's law.
    UnderChildrensLaw(ServiceMonth),
    /// 障害児相談支援 is paid instead.
    PaidAsChild,
    /// Another office of the same municipality did it later.
    LaterOffice(Date),
    /// The monitoring and the change of the plan are one flow.
    OneFlow,
    /// A plan followed in the same month.
    PlanFollows,
    /// The month is not printed.
    MonthNotPrinted,
    /// The month it was due in has its monitoring already, or lies too far back.
    DueMonthClosed,
    /// The visit was before the month it was due in.
    VisitTooEarly,
    /// The municipality does not accept the following month.
    SlipRefused,
    /// Nobody recorded what the municipality does.
    SlipNotRecorded,
    /// The reason for the following month is not recorded.
    SlipReasonMissing,
    /// Who monitored works for a provider the person uses.
    OwnProvider,
    /// The fee's value is not known.
    ValueNotKnown,
    /// The revision of this month does not have it.
    NotInForce,
    /// It does not exist in this scheme.
    OtherScheme,
    /// It needs a base fee.
    NeedsFee(RidesOn),
    /// It exists only in months without a base fee.
    OnlyWithoutFee,
    /// It excludes, or is the same work as, an item that is claimed.
    ClaimedAs(Item),
    /// 回数の限度.
    LimitReached(&'static str),
    /// A condition is not met or not recorded: what was found, what is needed.
    Condition(&'static str, &'static str),
}

impl Why {
    /// Returns why, as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::StepsMissing(_) => "報酬に必要な手順がそろっていません。".to_owned(),
            Self::ConsentIn(month) => {
                let month = wareki::format_month(*month);
                format!("計画への同意は{month}です。計画の分は同意のあった月に算定します。")
            }
            Self::LaterOffice(on) => {
                let on = wareki::format(*on);
                format!(
                    "同じ市町村の別の事業所が、この月の後の日（{on}）に行っています。後の事業所だけが算定します。"
                )
            }
            Self::UnderChildrensLaw(month) => {
                let month = wareki::format_month(*month);
                format!("{month}までは障害児相談支援の対象で、計画相談支援は算定できません。")
            }
            Self::ClaimedAs(item) => format!(
                "一つの支援で二つは算定できない、または併せて算定できないため、単位の多い（同じなら先の）{}を算定しています。",
                item.label()
            ),
            Self::NeedsFee(needed) => format!("{}がない月には算定できません。", fee_name(*needed)),
            Self::LimitReached(limit) => format!("算定できる回数（{limit}）に達しています。"),
            Self::Condition(found, _) => (*found).to_owned(),
            _ => self.fixed_sentence().to_owned(),
        }
    }

    fn fixed_sentence(&self) -> &'static str {
        match self {
            Self::MinorChange => "軽微な変更では、計画の分は算定できません。",
            Self::OutsideGrant => "支給決定期間の外です。",
            Self::PaidAsChild => "障害児相談支援も受けているため、障害児相談支援だけを算定します。",
            Self::OneFlow => "このモニタリングは計画の変更とひと続きで、計画の分だけを算定します。",
            Self::PlanFollows => "同じ月にモニタリングの後で計画を作っているため、計画の分だけを算定します。",
            Self::MonthNotPrinted => "受給者証のモニタリング実施月ではありません。",
            Self::DueMonthClosed => "対象の実施月は、すでに実施済みか、翌月を過ぎています。",
            Self::VisitTooEarly => "訪問が実施月より前です。",
            Self::SlipRefused => "市町村は翌月の実施を認めていません。",
            Self::SlipNotRecorded => "市町村が翌月の実施を認めるかどうかが記録されていません。",
            Self::SlipReasonMissing => "翌月になった理由が記録されていません。",
            Self::OwnProvider => "本人が利用する事業所で働く人だけでモニタリングをしています。",
            Self::ValueNotKnown => "減算の単位が確認できていないため、算定額が分かりません。",
            Self::NotInForce => "この月の報酬の表にはありません。",
            Self::OtherScheme => "この制度の加算ではありません。",
            Self::OnlyWithoutFee => "基本報酬を算定する月には算定できません。",
            _ => "算定できません。",
        }
    }

    /// Returns what is missing, as words.
    #[must_use]
    pub fn missing(&self) -> String {
        match self {
            Self::StepsMissing(steps) => {
                let labels: Vec<_> = steps.iter().map(|step| step.label()).collect();
                labels.join("、")
            }
            Self::ConsentIn(month) => {
                format!("{}分の請求で算定してください。", wareki::format_month(*month))
            }
            Self::NeedsFee(needed) => format!("この月の{}", fee_name(*needed)),
            Self::Condition(_, missing) => (*missing).to_owned(),
            _ => self.fixed_missing().to_owned(),
        }
    }

    fn fixed_missing(&self) -> &'static str {
        match self {
            Self::OutsideGrant => "この日を含む支給決定期間の受給者証",
            Self::MonthNotPrinted => "市町村によるモニタリング実施月の変更",
            Self::DueMonthClosed => "まだ実施していない、当月か前月の実施月",
            Self::VisitTooEarly => "実施月に入ってからの訪問",
            Self::SlipRefused => "実施月のうちの実施、または実施月の変更",
            Self::SlipNotRecorded => "翌月の実施についての市町村の扱い",
            Self::SlipReasonMissing => "やむを得ない理由の記録",
            Self::OwnProvider => "その事業所で働いていない相談支援専門員によるモニタリング",
            Self::ValueNotKnown => "告示で確かめた減算の単位",
            Self::OnlyWithoutFee => "計画もモニタリングもない月の支援",
            Self::ClaimedAs(_) => "別に行った支援の記録",
            _ => "足りない記録はありません。",
        }
    }
}

fn fee_name(needed: RidesOn) -> &'static str {
    match needed {
        RidesOn::Plan => "計画作成の基本報酬",
        RidesOn::Monitoring => "モニタリングの基本報酬",
        RidesOn::Any | RidesOn::Fee | RidesOn::NoFee => "基本報酬（計画作成またはモニタリング）",
    }
}

/// 問題の種類.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// A step is missing, for this fee.
    Step(Item, Step),
    /// モニタリング実施月 without monitoring.
    DueMonthWithoutMonitoring(ServiceMonth),
    /// 機能強化型 falls to the ordinary fee.
    TierFell,
    /// The notice of 機能強化型 does not count in the month yet.
    TierNotYet,
    /// No 相談支援専門員 stands in the caseload.
    NoSpecialist,
}

impl ProblemKind {
    /// Returns the problem, as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Step(_, step) => format!("{}がありません。", step.label()),
            Self::DueMonthWithoutMonitoring(month) => {
                format!(
                    "実施月（{}）のモニタリングがありません。",
                    wareki::format_month(*month)
                )
            }
            Self::TierFell => {
                "1人あたりの取扱件数が限度に達しているため、機能強化型ではなく通常の区分で算定します。"
                    .to_owned()
            }
            Self::TierNotYet => {
                "機能強化型の届出は、この月にはまだ効力がないため、通常の区分で算定します。".to_owned()
            }
            Self::NoSpecialist => {
                "取扱件数の期間に相談支援専門員がいないため、1人あたりの件数を計算できません。".to_owned()
            }
        }
    }
}
