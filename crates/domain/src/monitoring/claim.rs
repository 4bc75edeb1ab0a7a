//! 請求できる状態. What stands between a visit and its claim.

use super::MonitoringReport;
use crate::choice;

choice! {
    /// 請求までに要るもの.
    pub enum Missing {
        /// 訪問.
        Visit = "visit", "訪問";
        /// 報告書の確定.
        Report = "report", "報告書の確定";
        /// 本人の同意.
        Consent = "consent", "本人の同意";
        /// 市町村への写し.
        Copy = "copy", "市町村への写し";
    }
}

/// 請求に関わる事実. What is known of one report beside its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClaimFacts {
    /// 確定した.
    pub confirmed: bool,
    /// 同意がある.
    pub consented: bool,
    /// 市町村へ写しを出した.
    pub copied: bool,
}

/// 請求の区分. As what a report can be claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimKind {
    /// 継続サービス利用支援・継続障害児支援利用援助.
    Continued,
    /// 更新と同じ流れ. The plan of the renewal is claimed for this run, not the monitoring.
    WithRenewal,
    /// 予定外. Not claimed as 継続; a plan made from it may be.
    OutsideSchedule,
}

/// Returns what a report still lacks, in the order of the work.
#[must_use]
pub fn missing_for_claim(report: &MonitoringReport, facts: ClaimFacts) -> Vec<Missing> {
    let there = [
        (report.visit.on.is_some(), Missing::Visit),
        (facts.confirmed, Missing::Report),
        (facts.consented, Missing::Consent),
        (facts.copied, Missing::Copy),
    ];
    there
        .into_iter()
        .filter_map(|(there, what)| (!there).then_some(what))
        .collect()
}

/// Returns as what the report can be claimed.
#[must_use]
pub fn claim_kind(report: &MonitoringReport) -> ClaimKind {
    match (report.month, report.at_renewal) {
        (None, _) => ClaimKind::OutsideSchedule,
        (Some(_), true) => ClaimKind::WithRenewal,
        (Some(_), false) => ClaimKind::Continued,
    }
}
