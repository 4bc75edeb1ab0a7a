//! 様式3-1, 3-2 and the check form: what the forms say about a report.

mod check;

use bansou_documents::Paper as Printed;
use bansou_documents::papers::{MonitoringRow, MonitoringSheet, WeekReview, WeekSheet, WeekStage};
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::PaperId;
use bansou_domain::monitoring::{Band, Change, MonitoringReport, Row, Trend, WeekMark};
use bansou_domain::week::Marked;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::paper::Paper;

use crate::context::Cx;
use crate::failure::Failure;
use crate::slices::papers::{Desk, Printable};
use crate::week;

const TITLE: &str = "モニタリング報告書（継続サービス利用支援・継続障害児支援利用援助）";
const WEEK_TITLE: &str = "継続サービス利用支援・継続障害児支援利用援助【週間計画表】";

const CHECK_WEEK_TITLE: &str = "モニタリング 週間計画表";

/// One of the forms of a report.
pub(crate) async fn sheet(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    form: Printable,
    paper: PaperId,
) -> Result<Box<dyn Printed + Send>, Failure> {
    let paper = reader.paper::<MonitoringReport>(case, paper).await?;
    let desk = Desk::load(cx, reader, case).await?;
    match form {
        Printable::ReportFree => Ok(Box::new(free(&desk, &paper))),
        Printable::ReportWeek => Ok(Box::new(week_sheet(&desk, &paper))),
        Printable::ReportCheck => {
            let around = check::Around::load(cx, reader, case, &paper.content).await?;
            Ok(Box::new(check::sheet(&desk, &paper, &around)))
        }
        Printable::ReportCheckWeek => Ok(Box::new(check_week(&desk, &paper))),
        _ => Err(Failure::Store(bansou_store::Failure::NotFound)),
    }
}

fn free(desk: &Desk, paper: &Paper<MonitoringReport>) -> MonitoringSheet {
    let report = &paper.content;
    let day = |day: Option<jiff::civil::Date>| day.map(wareki::format).unwrap_or_default();
    MonitoringSheet {
        cover: desk.cover("様式3-1", TITLE, report.visit.on),
        head: desk.head(report.visit.on),
        plan_made_on: day(report.plan_made_on),
        held_on: day(report.visit.on),
        consent: desk.consent(paper.line.id),
        policy: report.policy.clone(),
        overall: overall(report),
        rows: report
            .rows
            .iter()
            .enumerate()
            .map(|(place, row)| free_row(report, place, row))
            .collect(),
    }
}

/// 全体の状況 with what the form has no box for: findings, homework, the next month.
fn overall(report: &MonitoringReport) -> String {
    let mut lines = vec![report.overall.clone()];
    let findings = report.findings.iter();
    lines.extend(findings.map(|finding| format!("{}：{}", finding.aspect.label(), finding.text)));
    let homework = report
        .homework
        .iter()
        .map(|promise| format!("{}：{}", promise.who, promise.what));
    let homework: Vec<_> = homework.collect();
    if !homework.is_empty() {
        lines.push(format!("宿題　{}", homework.join("　")));
    }
    if let Some(next) = report.next {
        lines.push(format!("次回モニタリング　{}", wareki::format_month(next)));
    }
    lines.join("\n")
}

fn free_row(report: &MonitoringReport, place: usize, row: &Row) -> MonitoringRow {
    let changed = |change: Change| {
        if row.changes.contains(&change) {
            "有"
        } else {
            "無"
        }
        .to_owned()
    };
    MonitoringRow {
        priority: (place + 1).to_string(),
        goal: row.goal.clone(),
        until: in_two_lines(row.until),
        provision: row.provision.clone(),
        voice: said([band(row.satisfaction), &row.voice]),
        achievement: said([
            band(row.achievement),
            row.trend.map_or("", Trend::label),
            &row.achievement_text,
        ]),
        remedy: row.remedy.clone(),
        kind_change: changed(Change::Kind),
        amount_change: changed(Change::Amount),
        week_change: changed(Change::Plan),
        notes: said([&row.change_text, &row.notes, slip_on_first(report, place)]),
    }
}

/// The reason for the following month stands in その他留意事項 of the first row (市の手引による).
fn slip_on_first(report: &MonitoringReport, place: usize) -> &str {
    let reason = report.slip.as_ref().map_or("", |slip| slip.reason.as_str());
    if place == 0 { reason } else { "" }
}

fn band(band: Option<Band>) -> &'static str {
    band.map_or("", Band::label)
}

fn said<const N: usize>(parts: [&str; N]) -> String {
    let parts = parts.into_iter().filter(|part| !part.trim().is_empty());
    parts.collect::<Vec<_>>().join("\n")
}

/// The columns are narrow: the year stands above the month.
fn in_two_lines(at: Option<ServiceMonth>) -> String {
    let month = at.map(wareki::format_month).unwrap_or_default();
    month.replacen('年', "年\n", 1)
}

fn week_sheet(desk: &Desk, paper: &Paper<MonitoringReport>) -> WeekSheet {
    let report = &paper.content;
    let after = &report.week_after;
    let started = report.plan_made_on.and_then(|on| desk.grant_begins(on));
    WeekSheet {
        cover: desk.cover("様式3-2", WEEK_TITLE, report.visit.on),
        stage: WeekStage::Planned,
        head: desk.head(report.visit.on),
        started: started
            .map(|day| wareki::format_month(ServiceMonth::containing(day)))
            .unwrap_or_default(),
        blocks: redlined(report),
        activities: after.main_activities.clone(),
        not_weekly: after.not_weekly.clone(),
        whole_picture: said([
            &after.whole_picture,
            &named("その他の予定", &report.week_other),
            &named("週予定の評価・課題", &evaluation(report)),
        ]),
    }
}

fn check_week(desk: &Desk, paper: &Paper<MonitoringReport>) -> WeekSheet {
    let report = &paper.content;
    let review = WeekReview {
        other_plans: said([
            &report.week_other,
            &named("主な日常生活上の活動", &report.week_after.main_activities),
        ]),
        evaluation: evaluation(report),
        marks: report.week_marks.clone(),
    };
    WeekSheet {
        cover: desk.cover("", CHECK_WEEK_TITLE, report.visit.on),
        stage: WeekStage::Checked(review),
        ..week_sheet(desk, paper)
    }
}

/// The week with its changes in red; each mark says in words what changed and whether it has happened.
fn redlined(report: &MonitoringReport) -> Vec<bansou_documents::form::WeekBlock> {
    let marks: Vec<_> = report.week_marks.iter().copied().map(short).collect();
    let kind = marks.join("・");
    let word = |marked: &Marked| match (marked.state.word(), kind.as_str()) {
        (word, "") => word.to_owned(),
        (word, kind) => format!("{word}（{kind}）"),
    };
    week::redlined_blocks(&report.week_before, &report.week_after, word)
}

fn short(mark: WeekMark) -> &'static str {
    match mark {
        WeekMark::None => "なし",
        WeekMark::Happened => "あった",
        WeekMark::Planned => "予定",
        WeekMark::Needed => "必要性あり",
    }
}

/// A text that shares its box with others says what it is.
fn named(label: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("{label}：{text}")
}

/// 週予定に関する評価及び課題, with the week the changes were computed from.
fn evaluation(report: &MonitoringReport) -> String {
    let baseline = match report.week_baseline.as_str() {
        "" => String::new(),
        baseline => format!("変更前の週間計画：{baseline}"),
    };
    said([&report.week_evaluation, &baseline])
}
