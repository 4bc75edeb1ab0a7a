//! The page of the long view.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use bansou_documents::drawing::DeathMark;
use bansou_domain::assessment::Assessment;
use bansou_domain::calendar::wareki;
use bansou_domain::deciding::Deciding;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::monitoring::MonitoringReport;
use bansou_domain::paper::PaperKind;
use bansou_domain::person::Person;
use bansou_domain::plan::ServicePlan;
use bansou_domain::week::Week;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::paper::Paper;
use jiff::civil::Date;
use serde::Deserialize;

use super::changes::{Changes, between};
use super::goals::Goals;
use super::then_now::{Dated, Drawn, Maps, Weeks, dated};
use super::words::Heard;
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::settings::OfficeSettings;
use crate::slices::deciding;

#[derive(Template)]
#[template(path = "slices/long_view/show.html")]
struct Show {
    case: CaseFrame,
    goals: Goals,
    words: Heard,
    maps: Option<Maps>,
    weeks: Option<Weeks>,
    reports: Vec<Report>,
    changes: Option<Vec<Changes>>,
    here: String,
}

/// One report that can be compared.
struct Report {
    id: String,
    name: String,
    before: bool,
    after: bool,
}

/// What to compare; the last two reports, the oldest and the newest picture and week where nothing is asked.
#[derive(Deserialize)]
pub(super) struct Asked {
    before: Option<PaperId>,
    after: Option<PaperId>,
    map_then: Option<PaperId>,
    map_now: Option<PaperId>,
    week_then: Option<PaperId>,
    week_now: Option<PaperId>,
    /// How many of the newest visits are left out of the goals.
    #[serde(default)]
    older: usize,
}

case_page!(Show, "これまでの歩み", wide);

pub(super) async fn get(
    cx: Cx,
    Path(person): Path<PersonId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "long-view").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Monitoring, cx.today()).await?;
    let known = Known::load(&cx, &mut reader, case).await?;
    drop(reader);
    page(&cx, &known.shown(frame, &asked, cx.today()))
}

/// The records the page is made of, each newest first.
struct Known {
    person: Person,
    death: DeathMark,
    reports: Vec<Paper<MonitoringReport>>,
    assessments: Vec<Paper<Assessment>>,
    plans: Vec<Paper<ServicePlan>>,
    decided: Vec<Paper<Deciding>>,
}

impl Known {
    async fn load(cx: &Cx, reader: &mut Reader, case: CaseReader) -> Result<Self, Failure> {
        let office = reader.office(cx.member()).await?;
        let mut known = Self {
            person: reader.person(case).await?.person,
            death: OfficeSettings::of(&office).death_mark.into(),
            reports: reader.papers_of(case, PaperKind::Monitoring).await?,
            assessments: reader.papers_of(case, PaperKind::Assessment).await?,
            plans: reader.papers_of(case, PaperKind::Plan).await?,
            decided: deciding::all(reader, case).await?,
        };
        known.reports.retain(|paper| paper.line.confirmed_at.is_some());
        known.plans.retain(|paper| paper.line.confirmed_at.is_some());
        Ok(known)
    }

    fn shown(&self, frame: CaseFrame, asked: &Asked, today: Date) -> Show {
        let (before, after) = compared(&self.reports, asked);
        let contents: Vec<&MonitoringReport> = self.reports.iter().map(|report| &report.content).collect();
        let drawn = Drawn {
            person: &self.person,
            today,
            death: self.death,
        };
        let pictures = dated(
            &self.assessments,
            "アセスメント",
            Assessment::dated,
            |known| known,
        );
        Show {
            here: super::path(frame.person),
            case: frame,
            goals: Goals::of(&contents, asked.older),
            words: Heard::of(&contents, &self.assessments, &self.decided),
            maps: Maps::of(&pictures, (asked.map_then, asked.map_now), &drawn),
            weeks: Weeks::of(self.weeks(), (asked.week_then, asked.week_now)),
            changes: before
                .zip(after)
                .map(|(before, after)| between(&before.content, &after.content)),
            reports: self
                .reports
                .iter()
                .map(|report| Report::new(report, before, after))
                .collect(),
        }
    }

    /// Every week that was written down: as it was found, as it was planned, as a visit left it.
    fn weeks(&self) -> Vec<Dated<&Week>> {
        let found = dated(
            &self.assessments,
            "アセスメント",
            Assessment::dated,
            |known| &known.week_now,
        );
        let planned = dated(&self.plans, "計画", |plan| plan.made_on, |plan| &plan.week);
        let left = dated(
            &self.reports,
            "モニタリング",
            |report| report.visit.on,
            |report| &report.week_after,
        );
        found.into_iter().chain(planned).chain(left).collect()
    }
}

type Chosen<'r> = Option<&'r Paper<MonitoringReport>>;

/// The two to compare, the earlier first however they were asked for.
fn compared<'r>(reports: &'r [Paper<MonitoringReport>], asked: &Asked) -> (Chosen<'r>, Chosen<'r>) {
    let place = |id: Option<PaperId>| reports.iter().position(|report| Some(report.line.id) == id);
    let (before, after) = (place(asked.before).unwrap_or(1), place(asked.after).unwrap_or(0));
    (reports.get(before.max(after)), reports.get(before.min(after)))
}

impl Report {
    fn new(report: &Paper<MonitoringReport>, before: Chosen<'_>, after: Chosen<'_>) -> Self {
        let is = |chosen: Chosen<'_>| chosen.is_some_and(|chosen| chosen.line.id == report.line.id);
        Self {
            id: report.line.id.to_string(),
            name: report
                .content
                .visit
                .on
                .map_or_else(|| "日付なし".to_owned(), wareki::format),
            before: is(before),
            after: is(after),
        }
    }
}
