//! All certificates of a person: what is in force first, what has ended below.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bansou_domain::calendar::{ServiceMonth, wareki};
use bansou_domain::certificate::{CertificateKind, RecipientCertificate};
use bansou_domain::id::PersonId;
use bansou_domain::paper::PaperKind;
use bansou_store::certificate::CertificateRecord;
use bansou_store::paper::PaperLine;
use jiff::civil::Date;

use super::months::{self, Strip};
use super::suggestion::{Suggestion, suggest};
use crate::context::Cx;
use crate::failure::Failure;
use crate::layout::case::{CaseFrame, Tab};
use crate::layout::{case_page, page};
use crate::slices::papers::yen;

/// From here on the renewal has to be prepared, and from the second on it presses.
const SOON: i32 = 90;
const VERY_SOON: i32 = 60;

#[derive(Template)]
#[template(path = "slices/certificates/list.html")]
struct List {
    case: CaseFrame,
    current: Vec<Card>,
    ended: Vec<Card>,
    overlaps: Vec<String>,
}

case_page!(List, "受給者証", wide);

/// One certificate as it is shown.
struct Card {
    id: String,
    edit: String,
    renew: String,
    kind: &'static str,
    state: &'static str,
    word: String,
    facts: Vec<(&'static str, String)>,
    services: Vec<(String, String, String)>,
    printed: String,
    strip: Strip,
    suggestion: Option<Suggestion>,
}

pub(super) async fn get(cx: Cx, Path(person): Path<PersonId>) -> Result<Response, Failure> {
    let case = cx.open_case(person, "certificates").await?;
    let mut reader = cx.read().await?;
    let record = reader.person(case).await?;
    let all = reader.certificates(case).await?;
    let papers = reader.papers(case).await?;
    drop(reader);
    let today = cx.today();
    let frame = CaseFrame::of(person, &record, &all, Tab::Certificates, today);
    let answered = answered(&papers);
    let card = |record: &CertificateRecord| Card::new(&cx, person, record, &all, &answered);
    let (current, ended): (Vec<_>, Vec<_>) = all
        .iter()
        .partition(|record| record.certificate.grant_until >= today);
    let view = List {
        current: current.into_iter().map(card).collect(),
        ended: ended.into_iter().map(card).collect(),
        overlaps: overlaps(&all),
        case: frame,
    };
    page(&cx, &view)
}

/// The months a confirmed monitoring report answers.
fn answered(papers: &[PaperLine]) -> Vec<ServiceMonth> {
    papers
        .iter()
        .filter(|paper| paper.kind == PaperKind::Monitoring && paper.confirmed_at.is_some())
        .filter_map(|paper| paper.month)
        .collect()
}

/// Grants of one kind that hold at the same time: most often a typing error in a year.
fn overlaps(all: &[CertificateRecord]) -> Vec<String> {
    let mut found = Vec::new();
    for (place, one) in all.iter().enumerate() {
        for other in all.iter().skip(place + 1) {
            let (one, other) = (&one.certificate, &other.certificate);
            let both = one.grant_from <= other.grant_until && other.grant_from <= one.grant_until;
            if one.kind == other.kind && both {
                found.push(format!(
                    "{}の支給決定期間が重なっています（{} と {}）。年を確かめてください。",
                    one.kind.label(),
                    period(one.grant_from, one.grant_until),
                    period(other.grant_from, other.grant_until)
                ));
            }
        }
    }
    found
}

pub(super) fn period(from: Date, until: Date) -> String {
    format!("{}～{}", wareki::short(from), wareki::short(until))
}

/// Whether no certificate of this kind came before.
pub(super) fn is_first(certificate: &RecipientCertificate, all: &[CertificateRecord]) -> bool {
    let before = |other: &RecipientCertificate| {
        other.kind == certificate.kind && other.grant_from < certificate.grant_from
    };
    !all.iter().any(|record| before(&record.certificate))
}

impl Card {
    fn new(
        cx: &Cx,
        person: PersonId,
        record: &CertificateRecord,
        all: &[CertificateRecord],
        answered: &[ServiceMonth],
    ) -> Self {
        let (certificate, today) = (&record.certificate, cx.today());
        let suggestion = suggest(&cx.app.law, certificate, is_first(certificate, all));
        let (state, word) = stands(certificate, all, today);
        Self {
            id: record.id.to_string(),
            edit: super::edit_path(person, record.id),
            renew: format!("{}?from={}", super::new_path(person), record.id),
            kind: certificate.kind.label(),
            state,
            word,
            facts: facts(certificate),
            services: certificate.services.iter().map(service).collect(),
            printed: certificate.monitoring_text.clone(),
            strip: months::strip(certificate, &[], answered, today),
            suggestion,
        }
    }
}

/// How the certificate stands today, and what that asks for.
fn stands(
    certificate: &RecipientCertificate,
    all: &[CertificateRecord],
    today: Date,
) -> (&'static str, String) {
    let follows = |other: &RecipientCertificate| {
        other.kind == certificate.kind && other.grant_from > certificate.grant_until
    };
    let renewed = all.iter().any(|record| follows(&record.certificate));
    let days = (certificate.grant_until - today).get_days();
    let soon = |within: i32| format!("あと{days}日（{within}日以内に終わります）");
    if days < 0 && renewed {
        ("done", "終了（次の受給者証あり）".to_owned())
    } else if days < 0 {
        ("late", "期限切れ".to_owned())
    } else if certificate.grant_from > today {
        ("todo", "これから".to_owned())
    } else if renewed {
        ("done", format!("あと{days}日（次の受給者証あり）"))
    } else if days <= VERY_SOON {
        ("late", soon(VERY_SOON))
    } else if days <= SOON {
        ("waiting", soon(SOON))
    } else {
        ("done", format!("あと{days}日"))
    }
}

fn facts(certificate: &RecipientCertificate) -> Vec<(&'static str, String)> {
    let span = |from: Option<Date>, until: Option<Date>| match (from, until) {
        (None, None) => "未記録".to_owned(),
        (from, until) => format!(
            "{}～{}",
            from.map(wareki::format).unwrap_or_default(),
            until.map(wareki::format).unwrap_or_default()
        ),
    };
    let or_unknown = |text: &str| {
        if text.is_empty() {
            "未記録".to_owned()
        } else {
            text.to_owned()
        }
    };
    let mut facts = vec![
        ("受給者証番号", certificate.number.clone()),
        ("市町村番号", or_unknown(&certificate.municipality)),
        (
            "支給決定期間",
            span(Some(certificate.grant_from), Some(certificate.grant_until)),
        ),
        (
            "障害支援区分の認定期間",
            span(certificate.level_from, certificate.level_until),
        ),
        (
            "負担上限月額",
            certificate.cap_yen.map_or_else(|| "未記録".to_owned(), yen),
        ),
        (
            "計画相談支援の支給期間",
            span(certificate.planning_from, certificate.planning_until),
        ),
    ];
    if certificate.kind == CertificateKind::Child {
        let holder = &certificate.holder;
        facts.push((
            "給付決定保護者",
            or_unknown(format!("{} {}", holder.name, holder.kana).trim()),
        ));
    }
    if certificate.cap_manager {
        facts.push(("上限額管理", "この事業所".to_owned()));
    }
    facts
}

fn service(service: &bansou_domain::certificate::GrantedService) -> (String, String, String) {
    let own = match (service.from, service.until) {
        (None, None) => String::new(),
        (from, until) => format!(
            "{}～{}",
            from.map(wareki::short).unwrap_or_default(),
            until.map(wareki::short).unwrap_or_default()
        ),
    };
    (service.name.clone(), service.amount.clone(), own)
}
