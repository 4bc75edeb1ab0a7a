//! モニタリング報告書. What one visit found about the plan.

mod again;
mod claim;
mod easy;
mod slip;
mod source;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::ServiceMonth;
use crate::choice;
use crate::meeting::Promise;
use crate::schedule::SlipRule;
use crate::week::Week;

pub use again::{fill_as_before, last_time};
pub use claim::{ClaimFacts, ClaimKind, Missing, claim_kind, missing_for_claim};
pub use easy::easy_draft;
pub use slip::{SlipCause, slip_sentence};
pub use source::{Gap, WordSource, gaps, unchanged};

choice! {
    /// 達成度・満足度の帯. In per cent.
    pub enum Band {
        /// 90～100％.
        Ninety = "90-100", "90～100％";
        /// 70～90％.
        Seventy = "70-90", "70～90％";
        /// 50～70％.
        Fifty = "50-70", "50～70％";
        /// 0～50％.
        Zero = "0-50", "0～50％";
    }
}

impl Band {
    /// Returns the band as it is read aloud: 70から90パーセント.
    #[must_use]
    pub fn spoken(self) -> &'static str {
        match self {
            Self::Ninety => "90から100パーセント",
            Self::Seventy => "70から90パーセント",
            Self::Fifty => "50から70パーセント",
            Self::Zero => "0から50パーセント",
        }
    }
}

choice! {
    /// 状態. How it went since the last time.
    pub enum Trend {
        /// 向上.
        Better = "better", "向上";
        /// 維持.
        Same = "same", "維持";
        /// 悪化.
        Worse = "worse", "悪化";
    }
}

choice! {
    /// 計画変更の必要性. What would have to change.
    pub enum Change {
        /// サービスの種類.
        Kind = "kind", "種類";
        /// サービスの量.
        Amount = "amount", "量";
        /// 計画（週間）.
        Plan = "plan", "計画（週間）";
    }
}

choice! {
    /// 相談支援度. The six sides of the consultant's own reflection; the meaning of 1 to 3 is not settled by its source.
    pub enum SupportSide {
        /// 課題解決.
        Solving = "solving", "課題解決";
        /// 支援構想.
        Design = "design", "支援構想";
        /// アセスメント.
        Assessment = "assessment", "アセスメント";
        /// 意思決定支援.
        Decision = "decision", "意思決定支援";
        /// 専門知識.
        Knowledge = "knowledge", "専門知識";
        /// 機関連携.
        Linkage = "linkage", "機関連携";
    }
}

choice! {
    /// 結果から次へ. What the monitoring leads on to.
    pub enum LeadsTo {
        /// このまま続ける.
        Unchanged = "unchanged", "このまま続ける";
        /// 計画を変更する.
        PlanChange = "plan_change", "計画を変更する";
        /// 軽微な変更. The plan is put right without being made anew: no new assessment, no new consent to a draft.
        MinorChange = "minor_change", "計画の軽微な変更だけをする";
        /// 担当者会議を開く.
        Meeting = "meeting", "担当者会議を開く";
        /// 支給変更・更新の申請をすすめる.
        Application = "application", "支給変更・更新の申請をすすめる";
        /// 再アセスメントをする.
        Reassessment = "reassessment", "再アセスメントをする";
        /// 支援を減らす・終える方向で話し合う.
        Less = "less", "支援を減らす方向で話し合う";
        /// 次の段階へ進む. A step up is a result too.
        StepUp = "step_up", "次の段階へ進む（ステップアップ）";
        /// モニタリング期間の変更を申請する.
        Interval = "interval", "モニタリング期間の変更を申請する";
    }
}

choice! {
    /// 確かめる項目. What a visit looks at, beside the rows of the plan.
    pub enum Aspect {
        /// 回数・頻度・時間が計画どおりか.
        AsPlanned = "as_planned", "計画どおりの利用か（回数・頻度・時間）";
        /// 提供の適切さ.
        Appropriate = "appropriate", "サービスの提供は適切か";
        /// 支給量に対する利用の実績.
        Usage = "usage", "支給量に対する実際の利用";
        /// 計画にないサービスの利用.
        Outside = "outside", "計画にないサービスの利用";
        /// 生活と心身の変化.
        Change = "change", "暮らし・健康の変化";
        /// 事故・緊急の対応.
        Urgent = "urgent", "事故・緊急の対応";
        /// 新しいニーズ.
        NewNeed = "new_need", "新しいニーズ";
        /// 本人・家族の満足と意向.
        Wishes = "wishes", "本人・家族の満足と意向";
        /// 個別支援計画の目標を含む達成の状況.
        Goals = "goals", "個別支援計画の目標の進み具合";
        /// 生活の力の伸び.
        Skills = "skills", "できるようになったこと";
        /// 関係機関の連携.
        Linkage = "linkage", "関係機関の連携";
        /// 課題・問題点.
        Issues = "issues", "課題・問題点";
        /// 次回の時期と方法.
        NextVisit = "next_visit", "次回の時期と方法";
    }
}

/// 確かめたこと. What was found on one aspect.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// 項目.
    pub aspect: Aspect,
    /// 内容.
    pub text: String,
}

/// 訪問. When and where the person was met; meeting the person at home is the duty.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Visit {
    /// 実施日.
    pub on: Option<Date>,
    /// 開始時刻. Minutes since midnight.
    pub from: Option<u16>,
    /// 終了時刻. Minutes since midnight.
    pub until: Option<u16>,
    /// 場所.
    pub place: String,
    /// 会った人.
    pub met: Vec<String>,
}

/// 翌月に実施した理由. Required when the visit was made in the month after the due month.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Slip {
    /// 理由.
    pub reason: String,
    /// 市町村へ連絡した日.
    pub called_on: Option<Date>,
    /// 連絡した相手.
    pub called_whom: String,
}

/// モニタリングの行. One need of the plan, looked at again.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Row {
    /// 解決すべき課題, carried over from the plan.
    pub need: String,
    /// 支援目標, carried over from the plan.
    pub goal: String,
    /// 達成時期, carried over from the plan.
    pub until: Option<ServiceMonth>,
    /// 福祉サービス等, carried over from the plan in one text.
    pub services: String,
    /// サービス提供状況（事業者からの聞き取り）.
    pub provision: String,
    /// 本人の満足度.
    pub satisfaction: Option<Band>,
    /// 本人の感想. The person's own voice.
    pub voice: String,
    /// 支援目標の達成度.
    pub achievement: Option<Band>,
    /// 達成の様子.
    pub achievement_text: String,
    /// 今後の課題・解決方法.
    pub remedy: String,
    /// 状態.
    pub trend: Option<Trend>,
    /// 変更なし is recorded as such; empty and not recorded are different.
    pub no_change: bool,
    /// 変更の必要.
    pub changes: Vec<Change>,
    /// 変更について・次につながること.
    pub change_text: String,
    /// その他留意事項.
    pub notes: String,
    /// 出どころ of the words that were taken over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<WordSource>,
}

/// モニタリング報告書. One visit's findings.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MonitoringReport {
    /// 対象月. The due month it answers; `None`: outside the schedule.
    pub month: Option<ServiceMonth>,
    /// 予定外に行うきっかけ: 入院, 退院, 介護する人の変化.
    pub occasion: String,
    /// 翌月に実施した理由.
    pub slip: Option<Slip>,
    /// 訪問.
    pub visit: Visit,
    /// 訪問の目的を前もって本人に伝えた.
    pub purpose_told: bool,
    /// 計画作成日, carried over.
    pub plan_made_on: Option<Date>,
    /// 総合的な援助の方針, carried over.
    pub policy: String,
    /// 長期目標, carried over.
    pub long_goal: String,
    /// 短期目標, carried over.
    pub short_goal: String,
    /// 全体の状況.
    pub overall: String,
    /// 確かめたこと.
    pub findings: Vec<Finding>,
    /// 行.
    pub rows: Vec<Row>,
    /// 前の週間計画. The baseline the changes are computed from.
    pub week_before: Week,
    /// 基準にした週間計画についての注記.
    pub week_baseline: String,
    /// いまの・これからの週間計画.
    pub week_after: Week,
    /// 週間計画の変更の種類, for the changes found: what has happened, and what is planned or needed.
    pub week_marks: Vec<WeekMark>,
    /// その他の予定: what months and years hold, and places of the town no week shows.
    pub week_other: String,
    /// 週予定に関する評価及び課題.
    pub week_evaluation: String,
    /// 宿題.
    pub homework: Vec<Promise>,
    /// 次回モニタリング.
    pub next: Option<ServiceMonth>,
    /// 更新時.
    pub at_renewal: bool,
    /// 相談支援度, in the order of [`SupportSide::ALL`]; 1 to 3 where ticked.
    pub support_degree: [Option<u8>; 6],
    /// 結果から次へ.
    pub leads_to: Vec<LeadsTo>,
    /// 次につなげることの説明.
    pub leads_to_text: String,
    /// 不適切な支援・虐待のサインがないか確かめた.
    pub rights_asked: bool,
    /// 気になること.
    pub rights_text: String,
    /// わたしの ふりかえり. The report in easy words, with readings; empty where nobody has written it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub easy: String,
}

choice! {
    /// 週予定の変更. The four ticks of the check form.
    pub enum WeekMark {
        /// なし.
        None = "none", "変更なし";
        /// 変更あった.
        Happened = "happened", "変更あった";
        /// 変更予定あり.
        Planned = "planned", "変更予定";
        /// 変更の必要性あり.
        Needed = "needed", "変更の必要性あり";
    }
}

/// One thing a report still needs before it can be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The day of the visit is missing.
    VisitMissing,
    /// The visit is dated after today.
    VisitInFuture,
    /// The place of the visit is missing (運営指導でよく指摘される).
    PlaceMissing,
    /// It does not say who was met.
    MetMissing,
    /// The visit lies before the due month.
    BeforeDueMonth,
    /// The visit lies in the following month, and no reason is written.
    SlipReasonMissing,
    /// The visit lies in the following month, which this municipality does not accept.
    SlipRefused,
    /// The visit lies two months or more after the due month.
    TooLate,
    /// The visit ends before it begins.
    VisitBackwards,
    /// Outside the schedule, and what it was made for is not written.
    OccasionMissing,
    /// The overall picture is missing.
    OverallMissing,
    /// A row says nothing about how the goal stands.
    AchievementMissing(usize),
    /// A row says neither 変更なし nor what changes.
    ChangeMissing(usize),
    /// A row says both 変更なし and a change.
    ChangeContradicts(usize),
    /// The week differs from its baseline, and it does not say of which kind the change is.
    WeekMarkMissing,
    /// The plan is said to be made anew and to be changed in a minor way at once.
    ChangeUndecided,
}

/// How far the visit lies behind the due month, in months. `None` while either is missing.
#[must_use]
pub fn months_late(report: &MonitoringReport) -> Option<i32> {
    let visited = ServiceMonth::containing(report.visit.on?);
    Some(report.month?.months_until(visited))
}

/// Checks a report before it is confirmed. The following month is allowed for a reason that cannot be avoided, where
/// the municipality accepts it; never the month before, never two months after (市の手引による運用;
/// 国の規定は確認できていない).
#[must_use]
pub fn check(report: &MonitoringReport, today: Date, slip: SlipRule) -> Vec<Problem> {
    let mut problems = check_visit(report, today);
    problems.extend(check_month(report, slip));
    if report.overall.trim().is_empty() {
        problems.push(Problem::OverallMissing);
    }
    for (index, row) in report.rows.iter().enumerate() {
        if row.achievement.is_none() && row.achievement_text.trim().is_empty() {
            problems.push(Problem::AchievementMissing(index));
        }
        match (row.no_change, row.changes.is_empty()) {
            (false, true) => problems.push(Problem::ChangeMissing(index)),
            (true, false) => problems.push(Problem::ChangeContradicts(index)),
            _ => {}
        }
    }
    if report.week_before.blocks != report.week_after.blocks && report.week_marks.is_empty() {
        problems.push(Problem::WeekMarkMissing);
    }
    let leads = |to| report.leads_to.contains(&to);
    if leads(LeadsTo::PlanChange) && leads(LeadsTo::MinorChange) {
        problems.push(Problem::ChangeUndecided);
    }
    problems
}

fn check_visit(report: &MonitoringReport, today: Date) -> Vec<Problem> {
    let visit = &report.visit;
    let mut problems = Vec::new();
    match visit.on {
        None => problems.push(Problem::VisitMissing),
        Some(day) if day > today => problems.push(Problem::VisitInFuture),
        Some(_) => {}
    }
    if matches!((visit.from, visit.until), (Some(from), Some(until)) if until < from) {
        problems.push(Problem::VisitBackwards);
    }
    if visit.place.trim().is_empty() {
        problems.push(Problem::PlaceMissing);
    }
    if visit.met.is_empty() {
        problems.push(Problem::MetMissing);
    }
    problems
}

fn check_month(report: &MonitoringReport, slip: SlipRule) -> Option<Problem> {
    if report.month.is_none() && report.occasion.trim().is_empty() {
        return Some(Problem::OccasionMissing);
    }
    let allowed = match slip {
        SlipRule::Refused => 0,
        SlipRule::Accepted { months } => i32::from(months.get()),
    };
    let reasoned = report
        .slip
        .as_ref()
        .is_some_and(|slip| !slip.reason.trim().is_empty());
    match months_late(report)? {
        ..0 => Some(Problem::BeforeDueMonth),
        0 => None,
        late if late <= allowed && reasoned => None,
        late if late <= allowed => Some(Problem::SlipReasonMissing),
        1 => Some(Problem::SlipRefused),
        _ => Some(Problem::TooLate),
    }
}
