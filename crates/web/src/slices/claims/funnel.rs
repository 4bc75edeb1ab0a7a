//! モニタリングの流れ: from due to copied, with who is stuck where.

use bansou_domain::calendar::ServiceMonth;
use bansou_store::Reader;
use bansou_store::board::Lane;

use crate::context::Cx;
use crate::failure::Failure;
use crate::settings::OfficeSettings;
use crate::slices::monitoring::stand;

/// The most people the funnel of one office counts.
const MOST_DUE: i64 = 20_000;
/// How many of those who are stuck at one step are named.
const MOST_NAMED: usize = 200;

/// One step from due to claimable.
pub(super) struct Stage {
    pub(super) word: &'static str,
    pub(super) reached: usize,
    /// How many people stopped here.
    pub(super) stopped: usize,
    /// The first of them: name, what is missing, where to write it.
    pub(super) stuck: Vec<(String, String, String)>,
}

impl Stage {
    fn new(word: &'static str) -> Self {
        Self {
            word,
            reached: 0,
            stopped: 0,
            stuck: Vec::new(),
        }
    }

    fn stop(&mut self, name: String, missing: String, href: String) {
        self.stopped += 1;
        if self.stuck.len() < MOST_NAMED {
            self.stuck.push((name, missing, href));
        }
    }
}

pub(super) async fn funnel(cx: &Cx, reader: &mut Reader, month: ServiceMonth) -> Result<Vec<Stage>, Failure> {
    let lane = Lane {
        from: month,
        until: month,
        open_only: false,
        mine: false,
    };
    let office = reader.office(cx.member()).await?;
    let rules = OfficeSettings::of(&office);
    let rows = reader.monitoring_lane(cx.member(), lane, 0, MOST_DUE).await?.rows;
    let mut stages = ["対象", "訪問", "報告書", "本人の同意", "市町村への写し"].map(Stage::new);
    for row in &rows {
        let report = row.report.as_ref();
        let passed = [
            true,
            report.is_some_and(|report| report.visited.is_some()),
            report.is_some_and(|report| report.confirmed_at.is_some()),
            report.is_some_and(|report| report.confirmed_at.is_some() && report.consented),
            report.is_some_and(|report| report.confirmed_at.is_some() && report.consented && report.copied),
        ];
        let reached = passed.iter().take_while(|passed| **passed).count();
        for stage in stages.iter_mut().take(reached) {
            stage.reached += 1;
        }
        if let Some(stage) = stages.get_mut(reached) {
            let rule = rules.slip_rule(&row.municipality, row.month);
            let stand = stand::stand(row.person, row.month, report, cx.today(), rule);
            stage.stop(row.name.clone(), stand.detail, stand.href);
        }
    }
    Ok(stages.into())
}
