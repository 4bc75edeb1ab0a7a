//! The hand-over paper: what was written at the closing, with the plan–do–check history the records hold.

use bansou_documents::Paper;
use bansou_documents::papers::{
    AgencyRow, Consent, FamilyKnown, GoalRow, HandOverParty, HandOverSheet, HandOverSignatures, HistoryRow,
    LabelledText, MedicalRow, OpenTask, PersonKnown, SharingScope, Ticks,
};
use bansou_domain::assessment::{Assessment, MedicalCare};
use bansou_domain::calendar::wareki;
use bansou_domain::closing::{ClosingReason, HandOver};
use bansou_domain::id::PaperId;
use bansou_domain::monitoring::{Band, MonitoringReport, Row};
use bansou_domain::paper::PaperKind;
use bansou_domain::person::Person;
use bansou_domain::plan::{Need, ServicePlan};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::case_file::{CaseFile, Consents, FiledPaper, Supporter};

use crate::context::Cx;
use crate::failure::Failure;
use crate::slices::papers::Desk;

/// So many of the newest reports are told in the history.
const REPORTS: usize = 12;

/// The hand-over paper as it is printed.
pub(crate) async fn sheet(
    cx: &Cx,
    reader: &mut Reader,
    case: CaseReader,
    paper: PaperId,
) -> Result<Box<dyn Paper + Send>, Failure> {
    let desk = Desk::load(cx, reader, case).await?;
    let office = reader.office(cx.member()).await?;
    let record = reader.person(case).await?;
    let hand_over = reader.paper::<HandOver>(case, paper).await?;
    let file = reader.case_file(case, 0, Consents::OfAll).await?;
    let reports = reports(reader, case, &file).await?;
    let (person_name, office_name) = desk.names();
    let written = hand_over
        .line
        .written_at
        .parse()
        .ok()
        .map(bansou_store::day_in_japan);
    let said = hand_over.content;
    let history = history(&file, &reports, &said);
    let assessment = file.assessment.as_ref().map(|(_, assessment)| assessment);
    Ok(Box::new(HandOverSheet {
        cover: desk.cover("", "引継書", said.on),
        person_name,
        made_on: written.map(wareki::format).unwrap_or_default(),
        handed_on: said.on.map(wareki::format).unwrap_or_default(),
        from: party(office_name, record.specialist_name.clone(), office.tel),
        to: party(said.to, String::new(), String::new()),
        reason: Ticks::of(ClosingReason::ALL, said.reason.as_slice()),
        reason_text: said.reason_text,
        sharing: SharingScope {
            may_share: said.may_share,
            must_not_share: said.must_not_share,
        },
        basics: basics(&file),
        history,
        person: assessment
            .map(|assessment| known(assessment, &said.cautions))
            .unwrap_or_default(),
        own_words: said.own_words,
        family: family(&record.person, said.family_words),
        medical: assessment.map(medical).unwrap_or_default(),
        goals: file
            .plan
            .as_ref()
            .map(|plan| goals(plan, reports.first()))
            .unwrap_or_default(),
        tasks: said
            .remains
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(task)
            .collect(),
        agencies: file.team.iter().map(agency).collect(),
        risks: risks(assessment),
        attached: Ticks::default(),
        meeting: String::new(),
        follow_up: String::new(),
        reopening: said.reopening,
        signatures: signatures(&desk, paper),
    }))
}

/// The newest confirmed reports, newest first. A hand-over is printed once in years; each is read for itself.
async fn reports(
    reader: &mut Reader,
    case: CaseReader,
    file: &CaseFile,
) -> Result<Vec<MonitoringReport>, Failure> {
    let monitored = |paper: &&FiledPaper| paper.kind == PaperKind::Monitoring && paper.confirmed;
    let mut papers: Vec<_> = file.papers.iter().filter(monitored).collect();
    papers.sort_by_key(|paper| std::cmp::Reverse(paper.dated));
    let mut reports = Vec::new();
    for paper in papers.into_iter().take(REPORTS) {
        reports.push(reader.paper::<MonitoringReport>(case, paper.id).await?.content);
    }
    Ok(reports)
}

fn party(office: String, person: String, tel: String) -> HandOverParty {
    HandOverParty { office, person, tel }
}

fn family(person: &Person, wishes: String) -> FamilyKnown {
    FamilyKnown {
        key_person: key_person(person),
        wishes,
        care: String::new(),
    }
}

fn labelled(label: &str, text: String) -> LabelledText {
    LabelledText {
        label: label.to_owned(),
        text,
    }
}

fn basics(file: &CaseFile) -> Vec<LabelledText> {
    let certificate = file.certificates.first().map(|record| &record.certificate);
    let ends = certificate.map(|found| {
        let until = wareki::format(found.grant_until);
        labelled("受給者証の期限", format!("{until}まで（{}）", found.kind.label()))
    });
    let months = certificate.filter(|found| !found.months.is_empty()).map(|found| {
        let months: Vec<_> = found
            .months
            .iter()
            .map(|month| wareki::format_month(*month))
            .collect();
        labelled("モニタリング実施月", months.join("、"))
    });
    ends.into_iter().chain(months).collect()
}

fn history(file: &CaseFile, reports: &[MonitoringReport], said: &HandOver) -> Vec<HistoryRow> {
    let agreed = |paper: &&FiledPaper| paper.kind == PaperKind::Plan && paper.confirmed;
    let plans = file.papers.iter().filter(agreed).filter_map(|paper| {
        let (on, _) = paper.consent.as_ref()?;
        let row = HistoryRow {
            when: wareki::format(*on),
            what: format!("第{}期の計画に同意", paper.cycle),
            ..HistoryRow::default()
        };
        Some((*on, row))
    });
    let visits = reports.iter().filter_map(|report| {
        let on = report.visit.on?;
        let row = HistoryRow {
            when: wareki::format(on),
            what: "モニタリング".to_owned(),
            support: provisions(&report.rows),
            outcome: report.overall.clone(),
        };
        Some((on, row))
    });
    let achieved = said.on.filter(|_| !said.achieved.is_empty()).map(|on| {
        let row = HistoryRow {
            when: wareki::format(on),
            what: "できたこと".to_owned(),
            outcome: said.achieved.clone(),
            ..HistoryRow::default()
        };
        (on, row)
    });
    let mut rows: Vec<_> = plans.chain(visits).chain(achieved).collect();
    rows.sort_by_key(|(on, _)| *on);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn provisions(rows: &[Row]) -> String {
    let said = rows
        .iter()
        .map(|row| row.provision.as_str())
        .filter(|said| !said.is_empty());
    said.collect::<Vec<_>>().join("\n")
}

fn known(assessment: &Assessment, cautions: &str) -> PersonKnown {
    let strengths = assessment.strengths.join("、");
    let worked = [strengths.as_str(), cautions]
        .into_iter()
        .filter(|said| !said.is_empty());
    PersonKnown {
        wishes: assessment.wish_person.clone(),
        strengths: worked.collect::<Vec<_>>().join("\n"),
        avoid: assessment.stress.join("、"),
        signs: assessment.warning_signs.join("、"),
        deciding: String::new(),
        days: String::new(),
    }
}

fn key_person(person: &Person) -> String {
    let names = person.family.iter().filter(|member| member.key_person);
    let names: Vec<_> = names
        .map(|member| format!("{}（{}）", member.name, member.relation.label()))
        .collect();
    names.join("、")
}

fn medical(assessment: &Assessment) -> Vec<MedicalRow> {
    let row = |care: &MedicalCare| MedicalRow {
        clinic: [&care.department, &care.clinic, &care.doctor, &care.frequency]
            .map(String::as_str)
            .join(" ")
            .trim()
            .to_owned(),
        care: care.medicine.clone(),
        caution: String::new(),
    };
    assessment.medical.iter().map(row).collect()
}

/// The goals of the plan, with what the last report found of each.
fn goals(plan: &ServicePlan, last: Option<&MonitoringReport>) -> Vec<GoalRow> {
    let found = |need: &Need| last?.rows.iter().find(|row| row.goal == need.goal);
    let row = |need: &Need| {
        let report = found(need);
        GoalRow {
            goal: need.goal.clone(),
            until: need.until.map(wareki::format_month).unwrap_or_default(),
            achievement: report
                .and_then(|row| row.achievement)
                .map_or("", Band::label)
                .to_owned(),
            remains: report.map(|row| row.remedy.clone()).unwrap_or_default(),
        }
    };
    plan.needs.iter().map(row).collect()
}

fn task(line: &str) -> OpenTask {
    OpenTask {
        task: line.trim().to_owned(),
        ..OpenTask::default()
    }
}

fn agency(supporter: &Supporter) -> AgencyRow {
    AgencyRow {
        name: supporter.name.clone(),
        person: String::new(),
        tel: supporter.tel.clone(),
        role: supporter.role.clone(),
    }
}

fn risks(assessment: Option<&Assessment>) -> String {
    let risks = assessment.into_iter().flat_map(|assessment| &assessment.risks);
    risks
        .map(|risk| risk.what.as_str())
        .collect::<Vec<_>>()
        .join("\n")
}

fn signatures(desk: &Desk, paper: PaperId) -> HandOverSignatures {
    let line = || Consent::Line("令和　　年　　月　　日　氏名".to_owned());
    HandOverSignatures {
        given_by: line(),
        received_by: line(),
        person: desk.consent(paper),
    }
}
