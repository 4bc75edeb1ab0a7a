//! わたしの ふりかえり: the report as its person reads it, on screen and on paper.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use bansou_documents::form::{Covered, Ruby};
use bansou_documents::papers::MyReportSheet;
use bansou_domain::easy::Furigana;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::monitoring::{MonitoringReport, easy_draft};
use bansou_store::paper::Paper;
use jiff::civil::Date;

use super::report_path;
use crate::context::Cx;
use crate::easy::{self, Readings, named, printed as ruby};
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::slices::papers::{Desk, file, press};

const TITLE: &str = "わたしの ふりかえり";

#[derive(Template)]
#[template(path = "slices/monitoring/easy.html")]
struct Page {
    case: CaseFrame,
    name: String,
    met: String,
    text: String,
    /// Whether the text is only the draft that is made from the report.
    drafted: bool,
    path: String,
    report: String,
    readings: Readings,
    hints: Vec<String>,
}

case_page!(Page, |_page| TITLE);

type Address = Path<(PersonId, PaperId)>;

/// The page of the person, below its report.
pub(super) fn path(person: PersonId, paper: PaperId) -> String {
    format!("{}/easy", report_path(person, paper))
}

pub(super) async fn get(
    cx: Cx,
    Path((person, id)): Address,
    Query(readings): Query<Readings>,
) -> Result<Response, Failure> {
    let case = cx.open_case(person, "monitoring.easy").await?;
    let mut reader = cx.read().await?;
    let paper: Paper<MonitoringReport> = reader.paper(case, id).await?;
    let face = reader.person(case).await?.person;
    let frame = CaseFrame::load(&mut reader, case, Tab::Monitoring, cx.today()).await?;
    drop(reader);
    let (text, drafted) = words(&paper.content);
    let view = Page {
        case: frame,
        name: named(&face.name, &face.kana),
        met: paper.content.visit.on.map(day).unwrap_or_default(),
        hints: easy::asked_again(&text).collect(),
        text,
        drafted,
        path: path(person, id),
        report: report_path(person, id),
        readings,
    };
    page(&cx, &view)
}

pub(super) async fn pdf(cx: Cx, Path((person, id)): Address) -> Result<Response, Failure> {
    let case = cx.open_case(person, "monitoring.easy").await?;
    let mut reader = cx.read().await?;
    let paper: Paper<MonitoringReport> = reader.paper(case, id).await?;
    let face = reader.person(case).await?.person;
    let office = reader.office(cx.member()).await?;
    let desk = Desk::load(&cx, &mut reader, case).await?;
    // Before the words are parted for their readings.
    let veil = reader.veil_of_office(case).await?;
    drop(reader);
    let text = veil.over(&words(&paper.content).0);
    let sheet = MyReportSheet {
        cover: desk.cover("", TITLE, paper.content.visit.on),
        name: ruby(&named(&face.name, &face.kana)),
        met: ruby(&paper.content.visit.on.map(day).unwrap_or_default()),
        lines: text.lines().map(ruby).collect(),
        tel: vec![Ruby {
            text: format!("{}　{}", office.name, office.tel),
            reading: String::new(),
        }],
    };
    // What is handed out is read outside the office: nothing of it says where a protected person is.
    let covered = Covered {
        paper: Box::new(sheet),
        over: move |text: &str| veil.over(text),
    };
    let printed = press(&cx, Box::new(covered), |press, sheet| Ok(press.pdf(sheet)?)).await?;
    file("application/pdf", &format!("{TITLE}.pdf"), "inline", printed.pdf)
}

/// What was written for the person; else the draft from the report, which says that it is one.
fn words(report: &MonitoringReport) -> (String, bool) {
    if report.easy.trim().is_empty() {
        (easy_draft(report), true)
    } else {
        (report.easy.clone(), false)
    }
}

fn day(on: Date) -> String {
    format!("{}月《がつ》{}日《にち》", on.month(), on.day())
}
