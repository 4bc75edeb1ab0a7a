//! The tab of a case: the printed months with the state of each, and the reports so far.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::paper::{PaperKind, Recipient};
use bansou_store::board::BoardReport;
use bansou_store::consent::Consent;
use bansou_store::delivery::Delivery;
use bansou_store::note::NoteRecord;
use bansou_store::paper::PaperLine;
use jiff::civil::Date;

use super::ground::{answered, printed};
use super::hearing::Hearing;
use super::stand::{Stand, stand};
use super::{edit_path, report_path, write_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::settings::OfficeSettings;
use crate::slices::notes;

#[derive(Template)]
#[template(path = "slices/monitoring/tab.html")]
struct Overview {
    case: CaseFrame,
    months: Vec<Month>,
    others: Vec<Other>,
    printed_as: Vec<String>,
    extra: String,
    hearing: Hearing,
    /// できごと after which nobody has looked yet.
    events: Vec<Turn>,
}

struct Turn {
    on: String,
    what: &'static str,
    facts: String,
    note: String,
    wait: String,
}

struct Month {
    name: String,
    stand: Stand,
    late: Option<String>,
}

/// A report that answers no printed month, or the draft of a correction.
struct Other {
    what: String,
    href: String,
    state: &'static str,
    word: &'static str,
}

case_page!(Overview, "モニタリング");

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "monitoring").await?;
    let mut reader = cx.read().await?;
    let record = reader.person(case).await?;
    let certificates = reader.certificates(case).await?;
    let office = reader.office(cx.member()).await?;
    let papers = reader.papers(case).await?;
    let consents = reader.consents(case).await?;
    let deliveries = reader.deliveries(case).await?;
    let events = reader.open_events(case).await?;
    let printed = printed(&certificates);
    let due = open_month(&printed, &papers, cx.today());
    let hearing = Hearing::load(&mut reader, case, &papers, due, cx.today()).await?;
    drop(reader);
    let settings = OfficeSettings::of(&office);
    let month = |month: &ServiceMonth| {
        let line = answered(&papers, *month);
        let report = line.map(|line| board_report(line, &consents, &deliveries));
        let rule = settings.case_slip_rule(&certificates, Some(*month));
        Month {
            name: wareki::format_month(*month),
            stand: stand(person, *month, report.as_ref(), cx.today(), rule),
            late: line.and_then(slipped),
        }
    };
    let view = Overview {
        case: CaseFrame::of(person, &record, &certificates, Tab::Monitoring, cx.today()),
        months: printed.iter().rev().map(month).collect(),
        others: others(person, &papers, &printed),
        printed_as: certificates
            .iter()
            .map(|record| {
                format!(
                    "{} {}",
                    record.certificate.kind.label(),
                    record.certificate.monitoring_text
                )
            })
            .collect(),
        extra: write_path(person, None),
        events: events.iter().filter_map(|record| turn(person, record)).collect(),
        hearing,
    };
    page(&cx, &view)
}

fn turn(person: PersonId, record: &NoteRecord) -> Option<Turn> {
    Some(Turn {
        on: wareki::format_with_weekday(record.note.on),
        what: record.note.event?.label(),
        facts: record.note.facts.clone(),
        note: notes::note_path(person, record.id),
        wait: notes::wait_path(person, record.id),
    })
}

/// The first printed month from the last one on that no confirmed report answers.
fn open_month(printed: &[ServiceMonth], papers: &[PaperLine], today: Date) -> Option<ServiceMonth> {
    let this_month = ServiceMonth::containing(today);
    let open = |month: &ServiceMonth| {
        let line = answered(papers, *month);
        this_month.months_until(*month) >= -1 && line.is_none_or(|line| line.confirmed_at.is_none())
    };
    printed.iter().copied().find(open)
}

fn slipped(line: &PaperLine) -> Option<String> {
    let (month, visited) = (line.month?, line.dated?);
    (!month.contains(visited)).then(|| format!("翌月の{}に実施", wareki::short(visited)))
}

fn board_report(
    line: &PaperLine,
    consents: &[(PaperId, Consent)],
    deliveries: &[(PaperId, Delivery)],
) -> BoardReport {
    BoardReport {
        id: line.id,
        visited: line.dated,
        written_at: line.written_at.clone(),
        confirmed_at: line.confirmed_at.clone(),
        consented: consents.iter().any(|(paper, _)| *paper == line.id),
        copied: deliveries
            .iter()
            .any(|(paper, delivery)| *paper == line.id && delivery.recipient == Recipient::Municipality),
    }
}

fn others(person: PersonId, papers: &[PaperLine], printed: &[ServiceMonth]) -> Vec<Other> {
    let reports = papers.iter().filter(|line| line.kind == PaperKind::Monitoring);
    let shown = |line: &PaperLine| {
        let month = line.month.filter(|month| printed.contains(month));
        let shown = month.and_then(|month| answered(papers, month));
        shown.is_some_and(|shown| shown.id == line.id)
    };
    let other = |line: &PaperLine| {
        let draft = line.confirmed_at.is_none();
        let path = if draft { edit_path } else { report_path };
        let (state, word) = match (line.replaced, draft, line.replaces.is_some()) {
            (true, _, _) => ("unneeded", "訂正前"),
            (false, true, true) => ("progress", "訂正の途中"),
            (false, true, false) => ("progress", "途中"),
            (false, false, _) => ("done", "完了"),
        };
        let visited = line.dated.map_or_else(|| "訪問前".to_owned(), wareki::format);
        let month = line
            .month
            .map_or_else(|| "予定外".to_owned(), wareki::format_month);
        Other {
            what: format!("{month}　{visited}"),
            href: path(person, line.id),
            state,
            word,
        }
    };
    reports.filter(|line| !shown(line)).map(other).collect()
}
