//! The check form (チェック方式).

use bansou_documents::papers::{CheckHeadings, CheckReportSheet, CheckRow, SupportDegree, Tick, Ticks};
use bansou_domain::calendar::wareki;
use bansou_domain::certificate::RecipientCertificate;
use bansou_domain::monitoring::{Band, Change, MonitoringReport, Row, SupportSide, Trend};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::paper::Paper;

use super::{band, in_two_lines, said, slip_on_first};
use crate::context::Cx;
use crate::failure::Failure;
use crate::settings::{BandHeading, OfficeSettings};
use crate::slices::papers::Desk;

const TITLE: &str = "モニタリング報告書（継続サービス利用支援・継続障害児支援利用援助）";

/// What the check form needs beside the report.
pub(super) struct Around {
    certificate: Option<RecipientCertificate>,
    heading: BandHeading,
}

impl Around {
    pub(super) async fn load(
        cx: &Cx,
        reader: &mut Reader,
        case: CaseReader,
        report: &MonitoringReport,
    ) -> Result<Self, Failure> {
        let on = report.visit.on.unwrap_or_else(|| cx.today());
        let office = reader.office(cx.member()).await?;
        let mut certificates = reader.certificates(case).await?.into_iter();
        let in_force = certificates.find(|record| {
            let certificate = &record.certificate;
            (certificate.grant_from..=certificate.grant_until).contains(&on)
        });
        Ok(Self {
            certificate: in_force.map(|record| record.certificate),
            heading: OfficeSettings::of(&office).band_heading,
        })
    }

    fn headings(&self) -> CheckHeadings {
        let (band, trend) = match self.heading {
            BandHeading::Achievement => ("達成度", "本人満足度"),
            BandHeading::Satisfaction => ("本人満足度", "状態"),
        };
        CheckHeadings {
            band: band.to_owned(),
            trend: trend.to_owned(),
        }
    }
}

pub(super) fn sheet(desk: &Desk, paper: &Paper<MonitoringReport>, around: &Around) -> CheckReportSheet {
    let report = &paper.content;
    let certificate = around.certificate.as_ref();
    let degrees = SupportSide::ALL.iter().zip(report.support_degree);
    CheckReportSheet {
        cover: desk.cover("", TITLE, report.visit.on),
        head: desk.head(report.visit.on),
        certificate_from: certificate.map_or_else(String::new, |found| wareki::format(found.grant_from)),
        monitoring_period: certificate.map_or_else(String::new, |found| found.monitoring_text.clone()),
        held_on: report.visit.on.map(wareki::format).unwrap_or_default(),
        at_renewal: report.at_renewal,
        policy: report.policy.clone(),
        long_goal: report.long_goal.clone(),
        short_goal: report.short_goal.clone(),
        headings: around.headings(),
        rows: report
            .rows
            .iter()
            .enumerate()
            .map(|(place, row)| check_row(report, place, row, around.heading))
            .collect(),
        support_degree: degrees
            .map(|(side, degree)| SupportDegree {
                label: side.label().to_owned(),
                degree,
            })
            .collect(),
        consent: Some(desk.consent(paper.line.id)),
    }
}

fn check_row(report: &MonitoringReport, place: usize, row: &Row, heading: BandHeading) -> CheckRow {
    // The band that has no column of its own is said in words, so that the paper leaves nothing out.
    let (ticked, other) = match heading {
        BandHeading::Achievement => (row.achievement, spoken("満足度", row.satisfaction)),
        BandHeading::Satisfaction => (row.satisfaction, spoken("達成度", row.achievement)),
    };
    CheckRow {
        priority: (place + 1).to_string(),
        need: row.need.clone(),
        goal: row.goal.clone(),
        until: in_two_lines(row.until),
        services: row.services.clone(),
        band: Ticks::of(Band::ALL, &Vec::from_iter(ticked)),
        trend: Ticks::of(Trend::ALL, &Vec::from_iter(row.trend)),
        remedy: said([
            &row.provision,
            &other,
            &row.voice,
            &row.achievement_text,
            &row.remedy,
            &row.notes,
            slip_on_first(report, place),
        ]),
        change: change(row),
        change_text: row.change_text.clone(),
    }
}

fn spoken(label: &str, of: Option<Band>) -> String {
    of.map_or_else(String::new, |of| format!("{label} {}", band(Some(of))))
}

/// 変更なし stands beside the three changes, as its own box.
fn change(row: &Row) -> Ticks {
    let mut ticks = Ticks::of(Change::ALL, &row.changes);
    ticks.0.insert(0, Tick::new("変更なし", row.no_change));
    ticks
}
