//! The page that names what it sees in the records, each with its place, and begins the request.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::wareki;
use bansou_domain::id::{NoteId, PaperId, PersonId};
use bansou_domain::interval::{Records, Sign, Source, Toward, read_signs};
use bansou_domain::monitoring::MonitoringReport;
use bansou_domain::note::CaseNote;
use bansou_domain::paper::PaperKind;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::certificate::CertificateRecord;
use bansou_store::paper::{Paper, PaperLine};
use jiff::civil::Date;

use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::slices::certificates::months;
use crate::slices::{certificates, monitoring, notes};

/// Reports and notes read back; what lies further tells of another time.
const REPORTS: usize = 6;
const NOTES: i64 = 100;

#[derive(Template)]
#[template(path = "slices/interval/advice.html")]
struct Advice {
    case: CaseFrame,
    signs: Vec<Seen>,
    grants: Vec<Grant>,
    requests: Vec<(String, String)>,
    certificates: String,
}

/// One sign with the page it was read on.
struct Seen {
    toward: Toward,
    reason: &'static str,
    words: String,
    href: String,
}

/// A certificate in force, for which a request can be begun.
struct Grant {
    id: String,
    /// The key of this form alone: two requests are two effects.
    key: String,
    kind: &'static str,
    text: String,
    months: String,
}

case_page!(Advice, "モニタリング期間");

impl Advice {
    fn toward(&self, toward: Toward) -> Vec<&Seen> {
        self.signs.iter().filter(|seen| seen.toward == toward).collect()
    }

    fn closer(&self) -> Vec<&Seen> {
        self.toward(Toward::Closer)
    }

    fn wider(&self) -> Vec<&Seen> {
        self.toward(Toward::Wider)
    }
}

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "interval").await?;
    let mut reader = cx.read().await?;
    let signs = signs(&mut reader, case, cx.today()).await?;
    let in_force = in_force(reader.certificates(case).await?, cx.today());
    let papers = reader.papers(case).await?;
    let view = Advice {
        case: CaseFrame::load(&mut reader, case, Tab::Monitoring, cx.today()).await?,
        signs: signs.into_iter().map(|sign| seen(person, sign)).collect(),
        grants: in_force.iter().map(grant).collect(),
        requests: papers
            .iter()
            .filter(|line| line.kind == PaperKind::Interval)
            .map(|line| request(person, line))
            .collect(),
        certificates: certificates::path(person),
    };
    drop(reader);
    page(&cx, &view)
}

/// Reads what the records of a case show.
pub(super) async fn signs(reader: &mut Reader, case: CaseReader, today: Date) -> Result<Vec<Sign>, Failure> {
    let born = reader.person(case).await?.person.born;
    let papers: Vec<Paper<MonitoringReport>> = reader.papers_of(case, PaperKind::Monitoring).await?;
    let reports: Vec<(PaperId, MonitoringReport)> = papers
        .into_iter()
        .filter(|paper| paper.line.confirmed_at.is_some())
        .take(REPORTS)
        .map(|paper| (paper.line.id, paper.content))
        .collect();
    let notes: Vec<(NoteId, CaseNote)> = reader
        .notes(case, 0, NOTES)
        .await?
        .into_iter()
        .filter(|record| !record.replaced)
        .map(|record| (record.id, record.note))
        .collect();
    Ok(read_signs(Records {
        today,
        born,
        reports: &reports,
        notes: &notes,
    }))
}

/// The certificates a request can be about: in force, with printed months.
pub(super) fn in_force(certificates: Vec<CertificateRecord>, today: Date) -> Vec<CertificateRecord> {
    let holds = |record: &CertificateRecord| {
        let found = &record.certificate;
        (found.grant_from..=found.grant_until).contains(&today) && !found.months.is_empty()
    };
    certificates.into_iter().filter(holds).collect()
}

fn seen(person: PersonId, sign: Sign) -> Seen {
    Seen {
        toward: sign.toward,
        reason: sign.reason.label(),
        words: sign.words,
        href: match sign.source {
            Source::Report(id) => monitoring::report_path(person, id),
            Source::Note(id) => notes::note_path(person, id),
            Source::Person => format!("/c/{person}"),
        },
    }
}

fn grant(record: &CertificateRecord) -> Grant {
    let certificate = &record.certificate;
    Grant {
        id: record.id.to_string(),
        key: uuid::Uuid::now_v7().to_string(),
        kind: certificate.kind.label(),
        text: certificate.monitoring_text.clone(),
        months: months::line(&certificate.months),
    }
}

fn request(person: PersonId, line: &PaperLine) -> (String, String) {
    let state = match (line.replaced, line.confirmed_at.is_some()) {
        (true, _) => "訂正前",
        (false, true) => "確定",
        (false, false) => "下書き",
    };
    let what = line.dated.map_or_else(
        || "申出".to_owned(),
        |day| format!("{}の申出", wareki::format(day)),
    );
    (super::path(person, line.id), format!("{what}（{state}）"))
}
