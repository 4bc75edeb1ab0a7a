//! One report: what it says, what the claim still lacks, what it leads on to, and how the bands moved over the reports.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::certificate::CertificateKind;
use bansou_domain::id::{PaperId, PersonId};
use bansou_domain::monitoring::{
    Band, Change, ClaimFacts, ClaimKind, LeadsTo, Missing, MonitoringReport, Row, SupportSide, Trend,
    claim_kind, last_time, missing_for_claim, unchanged,
};
use bansou_domain::paper::{PaperKind, Recipient};
use bansou_store::certificate::CertificateRecord;
use bansou_store::consent::Consent;
use bansou_store::delivery::Delivery;
use bansou_store::paper::{Paper, PaperLine};
use jiff::civil::Date;

use super::fields::time;
use super::words::said_by;
use super::{easy, edit_path};
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::slices::consent::{consent_path, delivery_path};
use crate::slices::outings::Photos;
use crate::slices::papers::{self, Printable};
use crate::slices::rooms;
use crate::week::{Grid, Redline};

/// How many reports the long view shows.
const LONG_VIEW: usize = 6;

#[derive(Template)]
#[template(path = "slices/monitoring/show.html")]
struct Show {
    case: CaseFrame,
    line: PaperLine,
    report: MonitoringReport,
    last: Option<MonitoringReport>,
    seen: Vec<MonitoringReport>,
    consent: Option<Consent>,
    deliveries: Vec<Delivery>,
    missing: Vec<Missing>,
    consent_path: String,
    delivery_path: String,
    correct_key: String,
    redline: Redline,
    grid: Grid,
    papers: Vec<(&'static str, String)>,
    /// Where it is handed out by link.
    hand: String,
    scheme: Scheme,
    photos: Photos,
}

/// Under which law the support is claimed, as the certificates of the day of the visit say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Adult,
    Child,
    /// A child with both certificates is supported, and claimed, under 児童福祉法 alone.
    ChildWithBoth,
    Unknown,
}

/// How a scheme names the two services.
struct SchemeWords {
    continued: &'static str,
    plan: &'static str,
}

impl Scheme {
    fn on(day: Option<Date>, certificates: &[CertificateRecord]) -> Self {
        let in_force = |record: &&CertificateRecord| {
            let grant = &record.certificate;
            day.is_some_and(|day| (grant.grant_from..=grant.grant_until).contains(&day))
        };
        let kinds = certificates.iter().filter(in_force);
        let (child, adult): (Vec<_>, Vec<_>) =
            kinds.partition(|record| record.certificate.kind == CertificateKind::Child);
        match (child.is_empty(), adult.is_empty()) {
            (true, true) => Self::Unknown,
            (true, false) => Self::Adult,
            (false, true) => Self::Child,
            (false, false) => Self::ChildWithBoth,
        }
    }

    fn words(self) -> SchemeWords {
        let (continued, plan) = match self {
            Self::Adult => ("継続サービス利用支援", "サービス利用支援"),
            Self::Child => ("継続障害児支援利用援助", "障害児支援利用援助"),
            Self::ChildWithBoth => (
                "継続障害児支援利用援助。受給者証を両方お持ちですが、障害児相談支援だけで請求する扱いです（告示の本文では確認していません）",
                "障害児支援利用援助。受給者証を両方お持ちですが、障害児相談支援だけで請求する扱いです",
            ),
            Self::Unknown => (
                "継続サービス利用支援・継続障害児支援利用援助",
                "サービス利用支援・障害児支援利用援助",
            ),
        };
        SchemeWords { continued, plan }
    }
}

case_page!(Show, "モニタリング報告書", wide);

pub(super) async fn get(cx: Cx, Path((person, id)): Path<(PersonId, PaperId)>) -> Result<Response, Failure> {
    let view = load(&cx, person, id).await?;
    if view.line.confirmed_at.is_none() {
        return Ok(Redirect::to(&edit_path(person, id)).into_response());
    }
    page(&cx, &view)
}

async fn load(cx: &Cx, person: PersonId, id: PaperId) -> Result<Show, Failure> {
    let case = cx.open_case(person, "monitoring.report").await?;
    let mut reader = cx.read().await?;
    let frame = CaseFrame::load(&mut reader, case, Tab::Monitoring, cx.today()).await?;
    let paper: Paper<MonitoringReport> = reader.paper(case, id).await?;
    let reports: Vec<Paper<MonitoringReport>> = reader.papers_of(case, PaperKind::Monitoring).await?;
    let consents = reader.consents(case).await?;
    let deliveries = reader.deliveries(case).await?;
    let certificates = reader.certificates(case).await?;
    let photos = Photos::of_report(&mut reader, case, &versions(&reports, id)).await?;
    drop(reader);
    let Paper {
        line,
        content: report,
    } = paper;
    let consent = consents
        .into_iter()
        .find(|(of, _)| *of == id)
        .map(|(_, consent)| consent);
    let deliveries: Vec<_> = of_paper(deliveries, id);
    let facts = ClaimFacts {
        confirmed: line.confirmed_at.is_some(),
        consented: consent.is_some(),
        copied: deliveries
            .iter()
            .any(|delivery| delivery.recipient == Recipient::Municipality),
    };
    let seen = seen(reports, &line);
    Ok(Show {
        missing: missing_for_claim(&report, facts),
        consent_path: consent_path(person, id),
        delivery_path: delivery_path(person, id),
        correct_key: uuid::Uuid::now_v7().to_string(),
        redline: Redline::of(&report.week_before, &report.week_after),
        grid: Grid::redlined(&report.week_before, &report.week_after),
        papers: printable(person, id),
        hand: rooms::hand_report_path(person, id),
        scheme: Scheme::on(report.visit.on, &certificates),
        last: seen.iter().rev().nth(1).cloned(),
        seen,
        case: frame,
        line,
        report,
        consent,
        deliveries,
        photos,
    })
}

fn of_paper(deliveries: Vec<(PaperId, Delivery)>, id: PaperId) -> Vec<Delivery> {
    let own = deliveries.into_iter().filter(|(of, _)| *of == id);
    own.map(|(_, delivery)| delivery).collect()
}

/// A report and the versions it stands in for.
fn versions(reports: &[Paper<MonitoringReport>], id: PaperId) -> Vec<PaperId> {
    let mut versions = vec![id];
    while let Some(before) = versions.last().and_then(|last| {
        let this = reports.iter().find(|paper| paper.line.id == *last)?;
        this.line.replaces.filter(|before| !versions.contains(before))
    }) {
        versions.push(before);
    }
    versions
}

/// The confirmed reports up to this one, oldest first; this one is the last.
fn seen(reports: Vec<Paper<MonitoringReport>>, line: &PaperLine) -> Vec<MonitoringReport> {
    let until = |paper: &Paper<MonitoringReport>| {
        paper.line.id == line.id
            || (paper.line.confirmed_at.is_some()
                && paper.line.dated < line.dated
                && line.replaces != Some(paper.line.id))
    };
    let mut seen: Vec<_> = reports.into_iter().filter(until).take(LONG_VIEW).collect();
    seen.reverse();
    seen.into_iter().map(|paper| paper.content).collect()
}

fn printable(person: PersonId, id: PaperId) -> Vec<(&'static str, String)> {
    let forms = Printable::of(PaperKind::Monitoring).iter();
    let forms = forms.map(|form| (form.label(), papers::path(person, *form, id)));
    forms
        .chain([("わたしの ふりかえり", easy::path(person, id))])
        .collect()
}

impl Show {
    fn heading(&self) -> String {
        self.report.month.map_or_else(
            || "予定外のモニタリング".to_owned(),
            |month| format!("{}のモニタリング", wareki::format_month(month)),
        )
    }

    fn visit(&self) -> String {
        let visit = &self.report.visit;
        let times = match (visit.from, visit.until) {
            (None, None) => String::new(),
            (from, until) => format!("　{}～{}", time(from), time(until)),
        };
        let day = visit.on.map(wareki::format_with_weekday).unwrap_or_default();
        format!("{day}{times}　{}（{}）", visit.place, visit.met.join("、"))
    }

    fn claim(&self) -> String {
        let words = self.scheme.words();
        match claim_kind(&self.report) {
            ClaimKind::Continued => words.continued.to_owned(),
            ClaimKind::WithRenewal => format!(
                "更新の計画作成と同じ流れで行う回です。この回は計画作成（{}）で請求し、継続は重ねて請求しない扱いです（告示の本文では確認していません）。",
                words.plan
            ),
            ClaimKind::OutsideSchedule => {
                "対象月のないモニタリングのため、継続としては請求しません。".to_owned()
            }
        }
    }

    /// The month the service was given in and the month its claim is sent in, where the report is claimed.
    fn claim_months(&self) -> Option<(String, String)> {
        let given = ServiceMonth::containing(self.report.visit.on?);
        (claim_kind(&self.report) != ClaimKind::OutsideSchedule)
            .then(|| (wareki::format_month(given), wareki::format_month(given.next())))
    }

    fn is_missing(&self, what: Missing) -> bool {
        self.missing.contains(&what)
    }

    fn said(&self, what: Missing) -> String {
        match what {
            Missing::Visit => self.report.visit.on.map(wareki::format).unwrap_or_default(),
            Missing::Report => {
                let at = self.line.confirmed_at.as_deref().and_then(|at| at.parse().ok());
                at.map(|at| wareki::format(bansou_store::day_in_japan(at)))
                    .unwrap_or_default()
            }
            Missing::Consent => self.consent.as_ref().map(consented).unwrap_or_default(),
            Missing::Copy => {
                let mut copies = self.deliveries.iter();
                let copy = copies.find(|delivery| delivery.recipient == Recipient::Municipality);
                copy.map(delivered).unwrap_or_default()
            }
        }
    }

    /// Where each result leads, as buttons.
    fn ahead(&self) -> Vec<(&'static str, String)> {
        let way = |leads: &LeadsTo| {
            let (words, place) = match leads {
                LeadsTo::Unchanged => return None,
                LeadsTo::PlanChange | LeadsTo::Less | LeadsTo::StepUp => ("計画を見直す", "plan"),
                LeadsTo::MinorChange => ("計画を軽微に直す", "plan"),
                LeadsTo::Meeting => ("担当者会議を開く", "meetings"),
                LeadsTo::Reassessment => ("再アセスメントをする", "assessment"),
                LeadsTo::Interval => ("モニタリング期間の変更を申し出る", "interval"),
                LeadsTo::Application => ("申請をすすめたことを記録する", "notes/new"),
            };
            Some((words, format!("/c/{}/{place}", self.case.person)))
        };
        let mut ways: Vec<_> = self.report.leads_to.iter().filter_map(way).collect();
        ways.dedup();
        ways
    }

    /// What a row says the very same as last time.
    fn same(&self, row: &Row) -> String {
        let before = self.before(row);
        before
            .map(|before| unchanged(row, before).join("・"))
            .unwrap_or_default()
    }

    /// Whose words a row took over.
    fn sources(row: &Row) -> String {
        let said: Vec<String> = row.sources.iter().map(said_by).collect();
        said.join("／")
    }

    fn before(&self, row: &Row) -> Option<&Row> {
        last_time(row, self.last.as_ref()?)
    }

    /// The bands of one need over the reports, oldest first.
    fn over_time(&self, row: &Row) -> Vec<Vec<String>> {
        let cell = |report: &MonitoringReport| {
            let Some(row) = last_time(row, report) else {
                return vec!["―".to_owned()];
            };
            let band = |band: Option<Band>| band.map_or("―", Band::label);
            let trend = row.trend.map_or("", Trend::label).to_owned();
            vec![
                format!("達成 {}", band(row.achievement)),
                format!("満足 {}", band(row.satisfaction)),
                trend,
            ]
        };
        self.seen.iter().map(cell).collect()
    }

    fn change(row: &Row) -> String {
        if row.no_change {
            return "変更なし".to_owned();
        }
        let changes: Vec<_> = row.changes.iter().copied().map(Change::label).collect();
        changes.join("・")
    }

    fn degrees(&self) -> Vec<(&'static str, u8)> {
        let sides = SupportSide::ALL.iter().zip(self.report.support_degree);
        sides
            .filter_map(|(side, degree)| Some((side.label(), degree?)))
            .collect()
    }
}

fn consented(consent: &Consent) -> String {
    let relation = if consent.relation.is_empty() {
        String::new()
    } else {
        format!("・{}", consent.relation)
    };
    let day = wareki::format(consent.given_on);
    format!("{day}　{}{relation}（{}）", consent.signer, consent.means.label())
}

fn delivered(delivery: &Delivery) -> String {
    format!("{}（{}）", wareki::format(delivery.on), delivery.means.label())
}
