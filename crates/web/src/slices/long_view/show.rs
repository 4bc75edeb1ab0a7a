//! The page of the long view.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use bansou_domain::assessment::Assessment;
use bansou_domain::calendar::wareki;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::monitoring::MonitoringReport;
use bansou_domain::paper::PaperKind;
use bansou_store::paper::Paper;
use jiff::civil::Date;
use serde::Deserialize;

use super::changes::{Changes, between};
use super::goals::Goals;
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{Menu, View, page};

#[derive(Template)]
#[template(path = "slices/long_view/show.html")]
struct Show {
    case: CaseFrame,
    goals: Goals,
    words: Vec<Words>,
    reports: Vec<Report>,
    changes: Option<Vec<Changes>>,
    here: String,
}

/// 本人のことば of one day.
struct Words {
    on: Option<Date>,
    said: String,
    texts: Vec<String>,
}

/// One report that can be compared.
struct Report {
    id: String,
    name: String,
    before: bool,
    after: bool,
}

/// Which two reports to compare; the last two where nothing is asked.
#[derive(Deserialize)]
pub(super) struct Asked {
    before: Option<PaperId>,
    after: Option<PaperId>,
}

impl View for Show {
    fn title(&self) -> String {
        format!("これまでの歩み — {}さん", self.case.name)
    }

    fn menu(&self) -> Menu {
        Menu::People
    }

    fn case(&self) -> Option<&CaseFrame> {
        Some(&self.case)
    }

    fn wide(&self) -> bool {
        true
    }
}

pub(super) async fn get(
    cx: Cx,
    Path(person): Path<PersonId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "long-view").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Monitoring, cx.today()).await?;
    let mut reports: Vec<Paper<MonitoringReport>> = reader.papers_of(case, PaperKind::Monitoring).await?;
    let assessments: Vec<Paper<Assessment>> = reader.papers_of(case, PaperKind::Assessment).await?;
    drop(reader);
    reports.retain(|report| report.line.confirmed_at.is_some());
    let (before, after) = compared(&reports, &asked);
    let contents: Vec<&MonitoringReport> = reports.iter().map(|report| &report.content).collect();
    let view = Show {
        case: frame,
        goals: Goals::of(&contents),
        words: words(&contents, &assessments),
        changes: before
            .zip(after)
            .map(|(before, after)| between(&before.content, &after.content)),
        reports: reports
            .iter()
            .map(|report| Report::new(report, before, after))
            .collect(),
        here: super::path(person),
    };
    page(&cx, &view)
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

/// What the person said at the visits and assessments, newest first; the same words again are not told again.
fn words(reports: &[&MonitoringReport], assessments: &[Paper<Assessment>]) -> Vec<Words> {
    let visit = |report: &&MonitoringReport| Words {
        on: report.visit.on,
        said: "モニタリング".to_owned(),
        texts: report
            .rows
            .iter()
            .map(|row| row.voice.trim().to_owned())
            .collect(),
    };
    let assessment = |paper: &Paper<Assessment>| Words {
        on: paper.content.dated(),
        said: "アセスメント".to_owned(),
        texts: vec![paper.content.wish_person.trim().to_owned()],
    };
    let mut told: Vec<Words> = reports
        .iter()
        .map(visit)
        .chain(assessments.iter().map(assessment))
        .collect();
    told.sort_by_key(|words| words.on);
    let mut heard: Vec<String> = Vec::new();
    for words in &mut told {
        words.texts.retain(|said| {
            let new = !said.is_empty() && !heard.contains(said);
            if new {
                heard.push(said.clone());
            }
            new
        });
    }
    told.retain(|words| !words.texts.is_empty());
    told.reverse();
    told
}
