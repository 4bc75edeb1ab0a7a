//! The facts of a case as the steps are computed from, out of one case file.

use bansou_domain::assessment::Assessment;
use bansou_domain::calendar;
use bansou_domain::certificate::CertificateKind;
use bansou_domain::plan::ServicePlan;
use bansou_domain::process::{
    AssessmentFact, CaseFacts, GrantFact, MilestoneKind, PaperFact, Pass, Standing, Step, steps,
};
use bansou_domain::schedule::SlipRule;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::case_file::{CaseFile, Consents, FiledPaper};
use bansou_store::certificate::CertificateRecord;
use bansou_store::milestone::Milestone;
use bansou_store::person::PersonRecord;
use jiff::civil::Date;

use crate::failure::Failure;
use crate::settings::OfficeSettings;

/// 手順の全体. One cycle of a case with all its steps.
pub(crate) struct Course {
    pub(crate) facts: CaseFacts,
    pub(crate) standings: Vec<Standing>,
    /// The newest cycle there is.
    pub(crate) newest: i64,
    /// Whether the law for children applies.
    pub(crate) child: bool,
}

impl Course {
    /// Computes one cycle, the newest one where none is asked for.
    pub(crate) fn of(
        record: &PersonRecord,
        file: &CaseFile,
        settings: &OfficeSettings,
        cycle: Option<i64>,
        today: Date,
    ) -> Self {
        let mut facts = facts(record, file, settings, today);
        let newest = facts.newest_cycle();
        facts.cycle = cycle.unwrap_or(newest).clamp(1, newest);
        Self {
            standings: steps(&facts, today),
            newest,
            child: is_child(record, &file.certificates, today),
            facts,
        }
    }

    /// How one step stands.
    pub(crate) fn standing(&self, step: Step) -> Option<&Standing> {
        self.standings.iter().find(|standing| standing.step == step)
    }
}

fn minor(record: &PersonRecord, today: Date) -> bool {
    record
        .person
        .born
        .is_some_and(|born| calendar::is_child(born, today))
}

/// Whoever holds a child's certificate is planned for under the children's law, also beside another certificate.
fn is_child(record: &PersonRecord, certificates: &[CertificateRecord], today: Date) -> bool {
    let held = || {
        certificates
            .iter()
            .filter(|record| record.certificate.grant_until >= today)
    };
    match held().next() {
        None => minor(record, today),
        Some(_) => held().any(|record| record.certificate.kind == CertificateKind::Child),
    }
}

fn facts(record: &PersonRecord, file: &CaseFile, settings: &OfficeSettings, today: Date) -> CaseFacts {
    let first_note = file.contacts.map(|(first, _)| first);
    // Whoever has a contract has been met, wherever the first call was written down.
    let contract = file
        .milestones
        .iter()
        .filter(|milestone| milestone.kind.starts_with("contract_"));
    let contract = contract.map(|milestone| milestone.on).min();
    let first = [file.inquired_on, first_note, contract]
        .into_iter()
        .flatten()
        .min();
    CaseFacts {
        cycle: 1,
        by_guardian: minor(record, today),
        has_family: record
            .person
            .family
            .iter()
            .any(|member| !member.dead && member.died.is_none()),
        first_contact: first.or(record.opened_on).map(|on| (on, String::new())),
        last_contact: file.contacts.map(|(_, last)| last),
        milestones: file.milestones.iter().filter_map(milestone).collect(),
        passes: file.milestones.iter().filter_map(pass).collect(),
        papers: file.papers.iter().map(paper).collect(),
        assessment: file.assessment.as_ref().map(assessment),
        providers: providers(file.plan.as_ref(), &file.certificates),
        grants: file
            .certificates
            .iter()
            .map(|record| grant(record, settings))
            .collect(),
        closed_on: record.closed_on,
    }
}

fn milestone(milestone: &Milestone) -> Option<(MilestoneKind, i64, Date, String)> {
    let kind = MilestoneKind::from_code(&milestone.kind)?;
    Some((kind, milestone.cycle, milestone.on, milestone.recorded_by.clone()))
}

/// A recorded pass; the day counts, the reason is shown.
pub(super) fn pass(milestone: &Milestone) -> Option<Pass> {
    Some(Pass {
        step: Step::from_code(milestone.kind.strip_prefix("passed:")?)?,
        cycle: milestone.cycle,
        on: milestone.on,
        by: milestone.recorded_by.clone(),
        reason: milestone.note.clone(),
    })
}

fn paper(paper: &FiledPaper) -> PaperFact {
    PaperFact {
        id: paper.id,
        kind: paper.kind,
        cycle: paper.cycle,
        dated: paper.dated,
        month: paper.month,
        confirmed: paper.confirmed,
        by: paper.written_by.clone(),
        consent: paper.consent.clone(),
        deliveries: paper.deliveries.clone(),
    }
}

fn assessment((cycle, assessment): &(i64, Assessment)) -> AssessmentFact {
    AssessmentFact {
        cycle: *cycle,
        first_visit: assessment.visits.iter().map(|visit| visit.on).min(),
        place_missing: assessment
            .visits
            .iter()
            .any(|visit| visit.place.trim().is_empty()),
    }
}

fn grant(record: &CertificateRecord, settings: &OfficeSettings) -> GrantFact {
    GrantFact {
        from: record.certificate.grant_from,
        until: record.certificate.grant_until,
        months: record.certificate.months.clone(),
        slip_refused: record
            .certificate
            .months
            .iter()
            .copied()
            .filter(|month| settings.slip_rule(&record.certificate.municipality, *month) == SlipRule::Refused)
            .collect(),
    }
}

/// The providers of granted services: neighbours and libraries are asked, not handed a plan by duty. A provider in
/// brackets is still being looked for.
fn providers(plan: Option<&ServicePlan>, certificates: &[CertificateRecord]) -> Vec<String> {
    let granted = |kind: &str| {
        certificates
            .iter()
            .flat_map(|record| &record.certificate.services)
            .any(|service| service.name == kind)
    };
    let services = plan
        .into_iter()
        .flat_map(|plan| &plan.needs)
        .flat_map(|need| &need.services);
    let mut names: Vec<_> = services
        .filter(|service| granted(&service.kind))
        .map(|service| service.provider.trim())
        .filter(|name| !name.is_empty() && !name.starts_with('（'))
        .map(str::to_owned)
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The cycle a new paper belongs to: the newest in which anything is recorded.
pub(crate) async fn newest_cycle(reader: &mut Reader, case: CaseReader) -> Result<i64, Failure> {
    let file = reader.case_file(case, 0, Consents::OfNewestCycle).await?;
    let papers = file.papers.iter().map(|paper| paper.cycle);
    let milestones = file.milestones.iter().map(|milestone| milestone.cycle);
    Ok(papers.chain(milestones).max().unwrap_or(1).max(1))
}
