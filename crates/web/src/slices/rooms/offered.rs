//! What a room can show or hand out: confirmed plans and records, conferences that are prepared.

use bansou_domain::calendar::wareki;
use bansou_domain::id::{ConferenceId, PaperId};
use bansou_domain::paper::PaperKind;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::conference::ConferenceLine;
use bansou_store::paper::PaperLine;

use crate::failure::Failure;

/// 渡せるもの, as the form offers them.
pub(super) struct Offered {
    /// Confirmed plans that no correction has replaced, newest first.
    pub(super) plans: Vec<(String, String)>,
    /// Confirmed records of meetings that no correction has replaced, newest first.
    pub(super) records: Vec<(String, String)>,
    /// Confirmed monitoring reports that no correction has replaced, newest first.
    pub(super) reports: Vec<(String, String)>,
    /// Conferences, newest first.
    pub(super) conferences: Vec<(String, String)>,
}

impl Offered {
    pub(super) async fn load(reader: &mut Reader, case: CaseReader) -> Result<Self, Failure> {
        let papers = reader.papers(case).await?;
        let confirmed = |kinds: &[PaperKind]| {
            let shown = papers.iter().filter(|paper| {
                kinds.contains(&paper.kind) && paper.confirmed_at.is_some() && !paper.replaced
            });
            shown.map(choice).collect()
        };
        let conferences = reader.conferences(case).await?;
        Ok(Self {
            plans: confirmed(&[PaperKind::DraftPlan, PaperKind::Plan]),
            records: confirmed(&[PaperKind::Meeting]),
            reports: confirmed(&[PaperKind::Monitoring]),
            conferences: conferences.iter().map(conference).collect(),
        })
    }

    /// The plan that was chosen.
    pub(super) fn plan(&self, typed: &str) -> Option<PaperId> {
        chosen(&self.plans, typed)
    }

    /// The record that was chosen.
    pub(super) fn record(&self, typed: &str) -> Option<PaperId> {
        chosen(&self.records, typed)
    }

    /// The report that stands ready where none was chosen.
    pub(super) fn newest_report(&self) -> Option<PaperId> {
        self.report(&self.reports.first()?.0)
    }

    /// The monitoring report that was chosen.
    pub(super) fn report(&self, typed: &str) -> Option<PaperId> {
        chosen(&self.reports, typed)
    }

    /// The conference that was chosen.
    pub(super) fn conference(&self, typed: &str) -> Option<ConferenceId> {
        chosen(&self.conferences, typed)
    }
}

fn chosen<I: std::str::FromStr>(offered: &[(String, String)], typed: &str) -> Option<I> {
    let known = offered.iter().any(|(code, _)| code == typed);
    typed.parse().ok().filter(|_| known)
}

fn choice(paper: &PaperLine) -> (String, String) {
    let dated = paper.dated.map(wareki::short).unwrap_or_default();
    (
        paper.id.to_string(),
        format!("{} {dated}（第{}期）", paper.kind.label(), paper.cycle),
    )
}

fn conference(line: &ConferenceLine) -> (String, String) {
    let on = line.on.map_or_else(
        || "日付はまだ決まっていない会議".to_owned(),
        wareki::format_with_weekday,
    );
    (line.id.to_string(), on)
}
