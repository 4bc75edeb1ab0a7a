//! 前回と同じ. What an unchanged monitoring repeats from the last one.

use super::{LeadsTo, MonitoringReport, Row, Trend};

/// Fills what is still empty with what an unchanged monitoring says: 変更なし, the bands of last time, 維持. What has
/// been written stays, and a row that already names a change keeps it.
#[must_use]
pub fn fill_as_before(mut report: MonitoringReport, last: &MonitoringReport) -> MonitoringReport {
    let fill = |text: &mut String, with: &str| {
        if text.trim().is_empty() {
            with.clone_into(text);
        }
    };
    fill(&mut report.visit.place, &last.visit.place);
    if report.visit.met.is_empty() {
        report.visit.met.clone_from(&last.visit.met);
    }
    fill(
        &mut report.overall,
        "計画どおりに続いており、前回から大きな変わりはない。",
    );
    for row in &mut report.rows {
        let before = last_time(row, last);
        row.satisfaction = row.satisfaction.or(before.and_then(|before| before.satisfaction));
        row.achievement = row.achievement.or(before.and_then(|before| before.achievement));
        row.trend = row.trend.or(Some(Trend::Same));
        row.no_change |= row.changes.is_empty();
        fill(&mut row.provision, "計画どおり利用している。");
        fill(&mut row.remedy, "このまま続ける。");
    }
    if report.leads_to.is_empty() {
        report.leads_to.push(LeadsTo::Unchanged);
    }
    report
}

/// Returns what the last report said about the same need: the same words, else the same goal.
#[must_use]
pub fn last_time<'l>(row: &Row, last: &'l MonitoringReport) -> Option<&'l Row> {
    let same = |a: &str, b: &str| !a.is_empty() && a == b;
    let by_need = last.rows.iter().find(|before| same(&before.need, &row.need));
    by_need.or_else(|| last.rows.iter().find(|before| same(&before.goal, &row.goal)))
}
